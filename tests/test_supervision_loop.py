"""The loop of oversight: problems, what was done about them, and the board that counts them all.

Linjiang has two inspections. `2025-lighting-inspection` found six problems, of which `ferry` and
`silent` have no day on record; `2023-wharf-inspection` found four:

problem  | body             | found      | as of 2026-02-01             | as of 2026-06-30
ferry    | harbour bureau   | -          | reported 2025-11-30          | verified 2026-02-10
bridge   | -                | 2025-06    | nothing yet, no deadline     | reported 2026-03
fog      | -                | 2025-06-20 | deadline 2026-05 to come     | deadline has passed
island   | -                | 2025-06-20 | deadline 2026-06-30 to come  | last day of the deadline
repair   | -                | 2025-06-20 | reported 2025-12-01          | not done 2026-04-01
silent   | -                | -          | nobody did anything          | the same
scales   | harbour bureau   | 2023-06-15 | verified 2024-01-15          | not done 2026-04-20
drains   | harbour bureau   | 2024-03    | one of two verified, its own | its deadline, 2026-03-31,
         |                  |            | deadline to come             | has passed for the other
stalls   | standing comm.   | 2025-09-20 | nobody did anything          | the same
notices  | harbour bureau   | 2026-05-08 | not found yet                | deadline 2026-12 to come
"""

from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.progress import Silent
from gongkai.records.supervision import Rectification, Supervision
from gongkai.site import build, check
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.cases import materialise
from tests.conftest import AS_OF, Built, linjiang_options

EARLY = "2026-02-01"

# tally → group → the problems (or activities) counted there, by the table above
STATE = {
    EARLY: {
        "open": "bridge fog island drains",
        "rectified": "ferry repair",
        "verified": "scales",
        "no-record": "silent stalls",
    },
    AS_OF: {
        "overdue": "fog drains",
        "not-implemented": "repair scales",
        "open": "island notices",
        "rectified": "bridge",
        "verified": "ferry",
        "no-record": "silent stalls",
    },
}
BODY = {
    EARLY: {
        "harbour-bureau": "ferry scales drains",
        "standing-committee": "stalls",
        "not-recorded": "bridge fog island repair silent",
    },
    AS_OF: {
        "harbour-bureau": "ferry scales drains notices",
        "standing-committee": "stalls",
        "not-recorded": "bridge fog island repair silent",
    },
}
# What is verified has no age any more. A month counts from its last day: `bridge` (2025-06) from
# 30 June 2025, so on 30 June 2026 it is one year old; `drains` (2024-03) from 31 March 2024.
AGE = {
    EARLY: {
        "under-6-months": "stalls",
        "6-to-12-months": "bridge fog island repair",
        "1-to-2-years": "drains",
        "not-recorded": "ferry silent",
    },
    AS_OF: {
        "under-6-months": "notices",
        "6-to-12-months": "stalls",
        "1-to-2-years": "bridge fog island repair",
        "over-2-years": "scales drains",
        "not-recorded": "silent",
    },
}
FORM = {
    "law-inspection": "2025-lighting-inspection 2023-wharf-inspection",
    "special-inquiry": "2024-special-inquiry",
    "special-report": "2024-special-report",
    "special-supervision": "2024-special-supervision",
    "budget-review": "2024-budget-review",
    "appointee-report": "2024-appointee-report",
}


def corpus_of(as_of: str) -> Corpus:
    """Linjiang, linked as of a day."""
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


def counted(corpus: Corpus) -> dict[str, dict[str, set[str]]]:
    """What the board counts: tally → group → the short names of its lines. The groups' order is kept."""
    found: dict[str, dict[str, set[str]]] = {}
    for tally in Supervision.tallies(corpus):
        found[tally.id] = {
            group.key: {line.place.removeprefix("problem-") or line.card.id for line in group.lines}
            for group in tally.groups
        }
        assert tally.total == sum(len(names) for names in found[tally.id].values())
    return found


@pytest.mark.parametrize("as_of", [EARLY, AS_OF])
def test_every_tally_counts_what_was_worked_out_by_hand(as_of: str) -> None:
    wanted = {"state": STATE[as_of], "body": BODY[as_of], "age": AGE[as_of], "form": FORM}
    found = counted(corpus_of(as_of))
    assert found == {
        name: {key: set(names.split()) for key, names in groups.items()} for name, groups in wanted.items()
    }
    assert {name: list(groups) for name, groups in found.items()} == {
        name: list(groups) for name, groups in wanted.items()
    }


def test_nothing_closed_drops_off_and_nothing_is_counted_twice() -> None:
    """The later day has the problems of the earlier one and the one found since, in every way of counting."""
    for as_of, number in ((EARLY, 9), (AS_OF, 10)):
        tallies = {tally.id: tally for tally in Supervision.tallies(corpus_of(as_of))}
        assert tallies["state"].total == tallies["body"].total == number
        closed = sum(group.count for group in tallies["state"].groups if group.key == "verified")
        assert tallies["age"].total == number - closed
    before, after = (set().union(*counted(corpus_of(day))["state"].values()) for day in (EARLY, AS_OF))
    assert after - before == {"notices"}
    assert before - after == set()


def spaced(element: Any) -> str:
    """What an element says, its parts a space apart."""
    return " ".join(" ".join(element.itertext()).split())


def event(date: str, **more: Any) -> dict[str, Any]:
    return {"date": date, "text": {"zh": "做了"}, "source": ["a"], **more}


def shortfall(date: str) -> dict[str, Any]:
    return {"date": date, "reason": {"zh": "没有做"}, "source": ["a"]}


@pytest.mark.parametrize(
    ("given", "states"),
    [
        # whatever came last counts, in either order
        (
            {"reported": event("2026-01-05"), "verified": event("2026-02-01"), "not_implemented": shortfall("2026-03-01")},
            {"2026-01-04": "open", "2026-01-05": "rectified", "2026-02-01": "verified", "2026-03-01": "not-implemented"},
        ),
        (
            {"not_implemented": shortfall("2026-01-05"), "reported": event("2026-02-01"), "verified": event("2026-03-01")},
            {"2026-01-05": "not-implemented", "2026-02-01": "rectified", "2026-03-01": "verified"},
        ),
        # on the same day, or in a month that may hold both, a verification follows its report
        (
            {"reported": event("2026-03-15"), "verified": event("2026-03-15")},
            {"2026-03-14": "open", "2026-03-15": "verified"},
        ),
        (
            {"reported": event("2026-03-15"), "verified": event("2026-03")},
            {"2026-03-15": "verified"},
        ),
        # and what was found not to be done outweighs both
        (
            {"reported": event("2026-03"), "verified": event("2026-03"), "not_implemented": shortfall("2026-03")},
            {"2026-02-28": "open", "2026-03-01": "not-implemented"},
        ),
        # a deadline that has passed says nothing once something is on record
        (
            {"deadline": "2026-01", "reported": event("2026-02-10")},
            {"2026-01-31": "open", "2026-02-01": "overdue", "2026-02-10": "rectified"},
        ),
    ],
)  # fmt: skip
def test_the_latest_event_decides(given: dict[str, Any], states: dict[str, str]) -> None:
    one = Rectification.model_validate({"id": "a", "problem": "b", "text": {"zh": "改"}, **given})
    assert {as_of: one.state(as_of).key for as_of in states} == states


def test_a_rectification_falls_under_the_deadline_of_its_problem() -> None:
    one = Rectification.model_validate({"id": "a", "problem": "b", "text": {"zh": "改"}})
    assert one.course("2026-03-31").state("2026-03-31").key == "open"
    assert one.course("2026-03-31").state("2026-04-01").key == "overdue"
    own = Rectification.model_validate({"id": "a", "problem": "b", "text": {"zh": "改"}, "deadline": "2026-06"})
    assert own.course("2026-03-31").state("2026-04-01").key == "open"


def test_the_page_keeps_the_whole_history_and_says_what_is_not_public(linjiang: Built) -> None:
    pages = Pages(linjiang, "en")
    ids = {
        one.get("id"): spaced(one)
        for one in elements(pages.tree("supervision/2023-wharf-inspection/"))
        if one.get("id")
    }
    history = ["Rectification reported 20 November 2023", "Verified 15 January 2024", "Not implemented 20 April 2026"]
    at = [ids["fix-scales"].index(each) for each in history]
    assert at == sorted(at)
    assert "The old scales are back" in ids["fix-scales"]
    assert "Deadline 31 March 2026" in ids["fix-drains-west"]
    assert "Put on record 8 May 2026" in ids["problem-notices"]
    assert "Inspection point No public record" in ids["problem-stalls"]
    assert "Deadline No public record" in ids["problem-stalls"]
    assert "Responsible body Standing Committee" in ids["problem-stalls"]


@pytest.mark.parametrize(
    ("language", "title"), [("zh", "问题和整改统计"), ("en", "Problems and rectification, counted")]
)
def test_every_figure_of_the_board_leads_to_its_rows(linjiang: Built, language: Any, title: str) -> None:
    """The board's tables: each figure's link, the rows behind it, and where each row leads."""
    pages = Pages(linjiang, language)
    tree = pages.tree("supervision/board/")
    assert title in words(next(one for one in elements(tree) if one.tag == "h1"))
    places = {one.get("id"): one for one in elements(tree) if one.get("id")}
    figures = {}
    for table in (one for one in elements(tree) if one.tag == "table"):
        for link in (one for one in elements(table) if one.tag == "a"):
            figures[link.get("href").removeprefix("#")] = int(words(link))
    wanted = {"state": STATE[AS_OF], "body": BODY[AS_OF], "age": AGE[AS_OF], "form": FORM}
    assert figures == {
        f"_{name}-{key}": len(names.split()) for name, groups in wanted.items() for key, names in groups.items()
    }
    for anchor, number in figures.items():
        section = next(one for one in elements(tree) if places[anchor] in list(one))
        rows = list(section)[list(section).index(places[anchor]) + 1]
        links = [one for one in elements(rows) if one.tag == "a"]
        assert len(links) == number, anchor
        for link in links:
            path, place = pages.target("supervision/board/", link.get("href"))
            assert not place or place in {one.get("id") for one in elements(pages.tree(path))}
    assert "%" not in words(places["_main"])


def test_demonstrations_are_not_counted_and_nothing_to_count_is_no_data(tmp_path: Path) -> None:
    """The smallest site has one inspection with one open problem; once it is a demonstration there is no figure, and no 0."""
    title = "title: {zh: 检查, en: Inspection}"
    for name, more, tables, gaps in (("real", "", 4, 0), ("shown", "\ndemonstration: true", 0, 4)):
        case = {"change": {"content/supervision/good.yml": {title: title + more}}}
        options = materialise(case, tmp_path / name)
        built = Built(options.out, build(options, Silent()))
        for language, none in zip(LANGUAGES, ("没有数据", "No data"), strict=True):
            board = Pages(built, language).tree("supervision/board/")
            assert len([one for one in elements(board) if one.tag == "table"]) == tables
            assert spaced(board).count(none) == gaps
            assert bool(list(with_class(board, "row"))) == bool(tables)
