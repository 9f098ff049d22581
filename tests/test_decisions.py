"""Decisions, the year's plan of matters to decide, and deliberations: states, figures and pages.

The plan of 2026 in Linjiang names five matters:

matter        | due        | on record                   | as of 2026-02-01 | as of 2026-06-30
accounts      | 2026-01    | taken up on 20 February     | past its date    | taken up
ferry-subsidy | 2026-03    | taken up on 18 March        | still to come    | taken up
lamp-report   | 2026-05-31 | nothing                     | still to come    | past its date
bell-tower    | 2026-06    | dropped on 10 April         | still to come    | dropped
half-year     | 2026-09    | nothing                     | still to come    | still to come
"""

from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.progress import Silent
from gongkai.records.decision import Decision, Planned
from gongkai.records.deliberation import Deliberation
from gongkai.site import check
from tests.builtpages import LANGUAGES, Pages, elements, with_class
from tests.conftest import AS_OF, Built, linjiang_options

EARLY = "2026-02-01"

MATTERS = {
    EARLY: {"ahead": "ferry-subsidy bell-tower lamp-report half-year", "late": "accounts"},
    AS_OF: {"ahead": "half-year", "late": "lamp-report", "done": "accounts ferry-subsidy", "dropped": "bell-tower"},
}
# By the days they were adopted; the annual plan is no decision and is counted by its matters alone.
KINDS = {
    EARLY: {"plan-and-budget": "2025-budget", "resolution": "2025-resolution", "report": "2025-harbour-report"},
    AS_OF: {
        "major-matter": "2026-ferry-subsidy",  # 18 March 2026
        "plan-and-budget": "2025-budget",
        "final-accounts": "2026-accounts",  # 20 February 2026
        "resolution": "2025-resolution",
        "report": "2025-harbour-report",
    },
}


def corpus_of(as_of: str) -> Corpus:
    """Linjiang, linked as of a day."""
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


def counted(kind: Any, corpus: Corpus) -> dict[str, dict[str, set[str]]]:
    """What a type counts: tally → group → the matters or records in it."""
    return {
        tally.id: {group.key: {line.place or line.card.id for line in group.lines} for group in tally.groups}
        for tally in kind.tallies(corpus)
    }


def by_hand(groups: dict[str, str]) -> dict[str, set[str]]:
    return {key: set(names.split()) for key, names in groups.items()}


@pytest.mark.parametrize("as_of", [EARLY, AS_OF])
def test_decisions_are_counted_as_worked_out_by_hand(as_of: str) -> None:
    found = counted(Decision, corpus_of(as_of))
    assert found == {"kind": by_hand(KINDS[as_of]), "matters": by_hand(MATTERS[as_of])}
    assert list(found["kind"]) == list(KINDS[as_of])
    assert list(found["matters"]) == list(MATTERS[as_of])


@pytest.mark.parametrize(
    ("due", "outcome", "taken_up", "states"),
    [
        ("2026-05-31", None, False, {"2026-05-31": "ahead", "2026-06-01": "late"}),
        ("2026-02", None, False, {"2026-02-28": "ahead", "2026-03-01": "late"}),
        ("2026", "2026-07", True, {"2026-06-30": "ahead", "2026-07-01": "done"}),
        ("2026-01", "2026-02-20", True, {"2026-02-01": "late", "2026-02-20": "done"}),
        ("2026-01", "2026-02-20", False, {"2026-02-01": "late", "2026-02-20": "dropped"}),
    ],
)
def test_state_of_a_planned_matter(due: str, outcome: str | None, taken_up: bool, states: dict[str, str]) -> None:
    one = Planned("x", text=None, due=due, outcome=outcome, taken_up=taken_up)  # type: ignore[arg-type]
    assert {as_of: one.state(as_of).key for as_of in states} == states


def test_deliberations_are_counted_by_kind() -> None:
    """One of each kind, on either day: all were held in 2025."""
    wanted = {
        "plan": "2025-plan", "legislative": "2025-night-ferry", "departments": "2025-lamps",
        "city-district": "2025-banks", "suggestions": "2025-answers", "grassroots": "2025-alley",
    }  # fmt: skip
    for as_of in (EARLY, AS_OF):
        assert counted(Deliberation, corpus_of(as_of)) == {"kind": by_hand(wanted)}


def said(pages: Pages, address: str) -> dict[str, str]:
    """What stands at each id of a page, its parts a space apart; "" is the page's own text."""
    tree = pages.tree(address)
    text = {one.get("id"): " ".join(" ".join(one.itertext()).split()) for one in elements(tree) if one.get("id")}
    return text | {"": " ".join(" ".join(next(with_class(tree, "text")).itertext()).split())}


PLAN = {
    "zh": {
        "accounts": ["讨论决定", "2026年1月", "已办理 2026年2月20日", "批准上年决算的决议"],
        "lamp-report": ["听取报告", "2026年5月31日", "逾期无记录", "记录 未见公布"],
        "bell-tower": ["已取消 2026年4月10日 ： 测量发现地基已经下沉"],
        "half-year": ["待办理", "记录 未见公布"],
        "_number": ["未见公布"],
        "": ["所用公开来源中没有后续落实的记录。"],
    },
    "en": {
        "accounts": ["To be decided", "January 2026", "Taken up 20 February 2026", "Last year's accounts approved"],
        "lamp-report": ["To be reported on", "31 May 2026", "Past its date, no record", "Record No public record"],
        "bell-tower": ["Dropped 10 April 2026 : A survey found that the ground is sinking"],
        "half-year": ["Still to come", "Record No public record"],
        "_number": ["No public record"],
        "": ["The public sources used here record nothing that followed."],
    },
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_a_plan_shows_matters_records_and_gaps(linjiang: Built, language: Language) -> None:
    text = said(Pages(linjiang, language), "decisions/2026-plan/")
    missing = [
        (place, words) for place, wanted in PLAN[language].items() for words in wanted
        if words.replace(" ", "") not in text[place].replace(" ", "")
    ]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("zh", ["赞成 18", "反对 1", "弃权 1", "未按表决器 1", "出席 21"]),
        ("en", ["In favour 18", "Against 1", "Abstained 1", "Did not vote 1", "Present 21"]),
    ],
)
def test_the_vote_is_a_table(linjiang: Built, language: Language, rows: list[str]) -> None:
    tree = Pages(linjiang, language).tree("decisions/2026-plan/")
    table = next(one for one in elements(tree) if one.tag == "table")
    found = [" ".join(" ".join(one.itertext()).split()) for one in elements(table) if one.tag == "tr"]
    assert found[1:] == rows


def test_a_vote_that_is_not_on_record_is_said_to_be_missing(linjiang: Built) -> None:
    wanted = (
        ["没有决定的内容", "没有表决票数", "没有后续落实的记录"],
        ["do not say what was decided", "give no count of votes", "record nothing that followed"],
    )
    for language, gaps in zip(LANGUAGES, wanted, strict=True):
        text = said(Pages(linjiang, language), "decisions/2025-harbour-report/")[""]
        assert [gap for gap in gaps if gap not in text] == []


@pytest.mark.parametrize(
    ("language", "head", "gaps"),
    [
        ("zh", ["立法协商", "会议协商、书面协商、听证、实地调研、网络协商"], ["没有协商结果", "没有因此促成的事项"]),
        (
            "en",
            ["Deliberation on legislation", "Meeting, In writing, Hearing, Visit, Online"],
            ["give no result", "name nothing that came of it"],
        ),
    ],
)
def test_the_page_of_a_deliberation(linjiang: Built, language: Language, head: list[str], gaps: list[str]) -> None:
    """Content, form, scope, procedure and result; what the sources leave out is said."""
    pages = Pages(linjiang, language)
    tree = pages.tree("deliberations/2025-night-ferry/")
    facts = "".join(next(with_class(tree, "facts")).itertext())
    assert [words for words in head if words not in " ".join(facts.split())] == []
    leads = {
        pages.target("deliberations/2025-night-ferry/", one.get("href"))[0]
        for one in elements(next(with_class(tree, "text"))) if one.tag == "a"
    }  # fmt: skip
    assert {"decisions/2026-ferry-subsidy/", "laws/ferry-fares/"} <= leads
    assert {"_content", "_scope-2", "_procedure-2", "_results-1"} <= pages.ids("deliberations/2025-night-ferry/")
    text = said(pages, "deliberations/2025-alley/")[""]
    assert [gap for gap in gaps if gap not in text] == []
