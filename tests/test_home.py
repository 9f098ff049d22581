"""The home page: what is open, what is new, how the plan stands, and a calm way to every list."""

from pathlib import Path
from typing import Any

import pytest

from gongkai.progress import Silent
from gongkai.site import check
from gongkai.views import home_view
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import Built, linjiang_options

# By hand from tests/site/content/consultations: boat-names is open from 15 July to 14 August 2026,
# wharf-markets from 10 June to 9 July, market-days was from 1 to 31 May.
OPEN = [
    ("2026-06-30", [("consultations/wharf-markets", 9)]),
    ("2026-07-08", [("consultations/wharf-markets", 1)]),
    ("2026-07-09", [("consultations/wharf-markets", 0)]),
    ("2026-07-10", []),
    ("2026-07-15", [("consultations/boat-names", 30)]),
]


def view_on(day: str) -> dict[str, Any]:
    return home_view(check(linjiang_options(Path("never-written"), day), Silent()).corpus)


@pytest.mark.parametrize(("day", "wanted"), OPEN)
def test_what_is_open_with_its_days_left(day: str, wanted: list[tuple[str, int]]) -> None:
    assert [(card.key, days) for card, days in view_on(day)["open_calls"]] == wanted


def test_where_nothing_is_open_the_next_and_the_last_are_named() -> None:
    view = view_on("2026-07-10")
    found = [(entry.card.key, entry.row.state.key) for entry in view["nearest_calls"]]
    assert found == [("consultations/boat-names", "ahead"), ("consultations/wharf-markets", "closed")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_long_a_call_is_open(linjiang: Built, language: Any) -> None:
    pages = Pages(linjiang, language)
    (calls,) = with_class(pages.tree(""), "open-calls")
    (call,) = calls.iter("li")
    assert call.get("data-days") == "9"
    assert ("9 days left until 9 July 2026" if language == "en" else "还有 9 天 截止 2026年7月9日") in words(call)
    assert pages.target("", call.find("a").get("href"))[0] == "consultations/wharf-markets/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_one_link_under_its_word_of_the_masthead(linjiang: Built, language: Any) -> None:
    """Each list once, with how many records it has that are no demonstrations."""
    corpus, pages = linjiang.result.corpus, Pages(linjiang, language)
    (ways,) = with_class(pages.tree(""), "ways")
    found: dict[str, int] = {}
    for way in ways.iter("li"):
        link, count = way.find("a"), way.find("span")
        found[pages.target("", link.get("href"))[0]] = int(words(count)) if count is not None else -1
    wanted = {
        f"{folder}/": sum(not card.demonstration for card in corpus.cards(folder))
        for folder, kind in corpus.types.items()
        if kind.listed and corpus.shown(folder)
    }
    assert found == wanted | {"cockpit/": -1}
    assert len(list(ways.iter("dt"))) == 6


def test_news_are_the_newest_laws_and_findings(linjiang: Built) -> None:
    newest = home_view(linjiang.result.corpus)["newest"]
    assert [kind.folder for kind, _ in newest] == ["laws", "supervision"]
    for _, entries in newest:
        dated = [entry.card.date or "" for entry in entries]
        assert len(entries) == 5
        assert dated == sorted(dated, reverse=True)
        assert not any(entry.card.demonstration for entry in entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_is_a_strip_of_marks(linjiang: Built, language: Any) -> None:
    """One mark a measure, and in words what it shows: on 30 June 2026 all, some, all, none."""
    (strip,) = with_class(Pages(linjiang, language).tree(""), "plan-strip")
    filled = [
        [one.get("height") for one in elements(mark) if "plan-cell-shown" in (one.get("class") or "")]
        for mark in strip.iter("li")
    ]
    assert filled == [["16.5"], ["8.25"], ["16.5"], []]
    said = [words(mark) for mark in strip.iter("li")]
    english = ["1: All evidenced", "2: Partly evidenced", "3: All evidenced", "10: No public evidence yet"]
    assert said == english if language == "en" else said[3].endswith("尚无公开证据")
