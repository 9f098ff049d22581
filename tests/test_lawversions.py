"""Which text of a law stood on a day, whatever is known of its dates."""

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.lawchecks import version_faults
from gongkai.lawversions import UNDATED, Span, Version, current_key, spans
from gongkai.records.law import Law

A_DAY = datetime.timedelta(days=1)
DAYS = st.dates(datetime.date(1980, 1, 1), datetime.date(2040, 12, 31)).map(str)
KEYS = st.lists(DAYS | st.just(UNDATED), min_size=1, max_size=6, unique=True)


@pytest.mark.parametrize(
    ("keys", "as_of", "current"),
    [
        (["2024-01-01"], "2024-01-01", "2024-01-01"),
        (["2024-01-01"], "2023-12-31", "2024-01-01"),
        (["2024-01-01", "2026-07-01"], "2026-06-30", "2024-01-01"),
        (["2024-01-01", "2026-07-01"], "2026-07-01", "2026-07-01"),
        (["2026-07-01", "2024-01-01"], "2026-07-01", "2026-07-01"),
        (["2026-07-01", "2024-01-01"], "2000-01-01", "2024-01-01"),
        ([UNDATED], "2026-07-01", UNDATED),
        ([UNDATED, "2026-07-01"], "2026-06-30", UNDATED),
        (["2026-07-01", UNDATED], "2026-07-01", "2026-07-01"),
    ],
)
def test_the_text_of_a_day(keys: list[str], as_of: str, current: str) -> None:
    """The latest that has taken effect; before the first, the first; an undated one before all others."""
    assert current_key(keys, as_of) == current


def test_spans_follow_each_other() -> None:
    """A text stands until the day before the next one, the last without an end that is known; nothing is said of an undated one."""
    assert spans(["2026-07-01", UNDATED, "2024-03-01"], "2025-05-05") == [
        Span(UNDATED, None, None, "undated"),
        Span("2024-03-01", "2024-03-01", "2026-06-30", "current"),
        Span("2026-07-01", "2026-07-01", None, "future"),
    ]


@given(KEYS, DAYS)
def test_every_day_has_one_text(keys: list[str], as_of: str) -> None:
    """Dated spans leave no gap and do not overlap; at most one of them holds the day, those before are past, those after to come."""
    everything = spans(keys, as_of)
    assert sorted(span.key for span in everything) == sorted(keys)
    assert [span for span in everything if span.key == UNDATED] == [
        Span(UNDATED, None, None, "undated") for key in keys if key == UNDATED
    ]
    found = [span for span in everything if span.key != UNDATED]
    for earlier, later in itertools.pairwise(found):
        assert earlier.until is not None
        assert later.since is not None
        assert datetime.date.fromisoformat(earlier.until) + A_DAY == datetime.date.fromisoformat(later.since)
    assert not found or found[-1].until is None
    states = [span.state for span in found]
    begun = [span for span in found if span.key <= as_of]
    ahead = ["future"] * (len(found) - len(begun))
    assert states == (["past"] * (len(begun) - 1) + ["current"] if begun else []) + ahead
    shown = current_key(keys, as_of)
    assert shown == (begun[-1].key if begun else UNDATED if UNDATED in keys else found[0].key)


def test_a_text_stands_within_the_life_of_its_law() -> None:
    """Before the law takes effect no text is in force; after its repeal the last one is the last."""
    keys = ["2020-01-01", "2022-01-01"]
    assert [span.state for span in spans(keys, "2022-05-05", starts="2022-06-01")] == ["future", "future"]
    repealed = spans(keys, "2024-01-01", starts="2020-01-01", ended="2023-07-01")
    assert [(span.until, span.state) for span in repealed] == [("2021-12-31", "past"), ("2023-06-30", "last")]
    assert [span.state for span in spans(keys, "2023-06-30", ended="2023-07-01")] == ["past", "current"]
    assert spans(keys, "2023-06-30", ended="2023-07-01")[-1].until == "2023-06-30"


def test_a_repeal_known_only_to_the_month_gives_no_last_day() -> None:
    """The text is the last one from the first day on which the repeal may have taken effect; its end is not claimed."""
    law = Law.model_validate({
        "id": "x", "title": {"zh": "甲"},
        "events": [{"type": "adopted", "date": "2019"}, {"type": "repealed", "date": "2023-07"}],
        "versions": [{"date": "2020-01-01", "zh": "第一条 甲。"}],
    })  # fmt: skip
    assert law.spans("2023-07-01") == [Span("2020-01-01", "2020-01-01", None, "last")]
    assert law.spans("2023-06-30") == [Span("2020-01-01", "2020-01-01", None, "current")]


@given(KEYS, DAYS)
def test_the_order_in_the_file_does_not_count(keys: list[str], as_of: str) -> None:
    assert spans(keys, as_of) == spans(keys[::-1], as_of)


def law_with(*versions: dict[str, Any]) -> Law:
    """A law with these versions and nothing else of interest."""
    return Law.model_validate(
        {
            "id": "ferries",
            "title": {"zh": "临江市渡口办法", "en": "Measures of Linjiang on Ferries"},
            "kind": "measures",
            "category": "river",
            "events": [{"type": "adopted", "date": "2024-01-01"}],
            "versions": list(versions),
        }
    )


def test_a_law_knows_the_text_of_a_day() -> None:
    """From the record to the words: the day before a version takes effect its predecessor stands."""
    law = law_with(
        {"date": "2026-07-01", "zh": "第一条 渡口由港务局管理。"},
        {"date": "2024-01-01", "zh": "第一条 渡口由市人民政府管理。"},
    )
    before, after = law.version_on("2026-06-30"), law.version_on("2026-07-01")
    assert before is not None
    assert after is not None
    assert before.zh == "第一条 渡口由市人民政府管理。"
    assert after.zh == "第一条 渡口由港务局管理。"
    assert law.version("2024-01-01") is before
    assert law_with().version_on("2026-07-01") is None


def test_no_place_is_lost_when_a_version_leaves_it_out() -> None:
    """What pointed at an article that was deleted still has a place to point at: the version that had it."""
    law = law_with(
        {"date": "2024-01-01", "zh": "第一条 渡口归市里管。\n第二条 雾天停航。"},
        {"date": "2026-07-01", "zh": "第一条 渡口归市里管。\n第一条之一 夜航应当亮灯。"},
    )
    assert list(law.anchors()) == ["art-1", "art-1-p1", "art-2", "art-2-p1", "art-1-1", "art-1-1-p1"]


def test_a_version_without_a_day_is_called_undated() -> None:
    version = Version.model_validate({"zh": "第一条 渡口归市里管。"})
    assert (version.key, version.dated, version.english()) == (UNDATED, "effective", None)
    assert [article.label for article in version.chinese().articles()] == ["第一条"]


GAP = "第一条 渡口归市里管。\n第三条 雾天停航。\n第三条 夜航应当亮灯。"


def rules_of(**fields: Any) -> list[tuple[str, str]]:
    """The faults of one version: their rules and what they name."""
    version = Version.model_validate({"date": "2024-01-01"} | fields)
    return [(fault.rule, fault.words["found"]) for fault in version_faults([version])]


def test_numbers_out_of_order_in_the_official_text_are_no_fault() -> None:
    """`irregular` names them as they are written; nothing else is let pass by it."""
    assert rules_of(zh=GAP) == [("number-gap", "第三条"), ("number-repeat", "第三条")]
    assert rules_of(zh=GAP, irregular=("第三条",)) == []
    assert rules_of(zh=GAP + "\n第六条 即日施行。", irregular=("第三条",)) == [("number-gap", "第六条")]


def test_a_gap_in_the_english_is_a_translation_that_is_missing() -> None:
    """Not a fault of numbering; a number that comes twice or goes backwards is one."""
    zh = "第一条 甲。\n第二条 乙。\n第三条 丙。"
    assert rules_of(zh=zh, en="Article 1 A.\nArticle 3 C.", translation="draft") == []
    assert rules_of(zh=zh, en="Article 1 A.\nArticle 3 C.\nArticle 2 B.", translation="draft") == [
        ("number-order", "Article 2")
    ]


def test_a_fault_stands_at_the_line_of_its_number() -> None:
    (first, second) = version_faults([Version.model_validate({"zh": GAP})])
    assert (first.loc, second.loc) == (("versions", 0, "zh"), ("versions", 0, "zh"))
    assert first.offset == GAP.index("第三条 雾")
    assert second.offset == GAP.index("第三条 夜")
