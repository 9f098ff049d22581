"""States are computed from dated events as of a day: laws in force or not, rectifications done or overdue."""

from pathlib import Path
from typing import Any

import pytest

from gongkai.load import make_card
from gongkai.progress import Silent
from gongkai.records.law import STATES, Law
from gongkai.records.supervision import Rectification, Supervision
from gongkai.site import check
from tests.conftest import AS_OF, Built, linjiang_options

LAWS = {
    "riverside-lighting": {"2023-03-29": "not-yet", "2023-06-30": "not-yet", "2023-07-01": "in-force", "2024-12-31": "in-force", "2025-01-01": "amended", AS_OF: "amended"},
    "lighting-decision": {"2024-12-31": "not-yet", "2025-01-01": "in-force", AS_OF: "in-force"},
    "wharf-markets": {"2015-08-31": "not-yet", "2015-09-01": "in-force", "2025-12-31": "in-force", "2026-01-01": "amended", AS_OF: "amended"},
    "ferry-fares": {AS_OF: "not-yet", "2026-08-31": "not-yet", "2026-09-01": "in-force"},
    "lantern-permits": {"1988-09-30": "not-yet", "1988-10-01": "in-force", "1999-04-30": "in-force", "1999-05-01": "amended", "2023-06-30": "amended", "2023-07-01": "repealed", AS_OF: "repealed"},
    "tide-bells": {"1900-01-01": "unknown", AS_OF: "unknown"},
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_state_of_a_law(law: str) -> None:
    """What comes into force, changes or ends does so on its day, not when it is decided."""
    corpus = check(linjiang_options(Path("never-written")), Silent()).corpus
    card = corpus.by_key[f"laws/{law}"]
    assert {as_of: Law.state(card, as_of).key for as_of in LAWS[law]} == LAWS[law]


def test_all_states_of_laws_are_shown() -> None:
    """Linjiang has a law in every state on the day all tests look at it."""
    assert {states[AS_OF] for states in LAWS.values()} == {state.key for state in STATES}


def law_with(*events: dict[str, Any]) -> Any:
    """The card of a law with these events and nothing else of note."""
    law = Law.model_validate({
        "id": "x", "title": {"zh": "法"}, "kind": "measures", "category": "river", "events": events,
    })  # fmt: skip
    return make_card(law, "content/laws/x.yml", "")


@pytest.mark.parametrize(
    ("events", "as_of", "state"),
    [
        # a month or a year means its first day, for what begins and for what ends
        ([("effective", "2024-05")], "2024-04-30", "not-yet"),
        ([("effective", "2024-05")], "2024-05-01", "in-force"),
        ([("effective", "2024~")], "2024-01-01", "in-force"),
        ([("effective", "2024"), ("repealed", "2025")], "2025-01-01", "repealed"),
        # repealed counts even where nobody wrote when it began, and before it began
        ([("repealed", "2025-01-01")], "2025-01-01", "repealed"),
        ([("repealed", "2025-01-01")], "2024-12-31", "unknown"),
        ([("effective", "2030"), ("repealed", "2025")], "2026-01-01", "repealed"),
        # an amendment decided but not yet effective has not changed the law
        ([("effective", "2020"), ("amended", "2024-03-01", "2024-06-01")], "2024-05-31", "in-force"),
        ([("effective", "2020"), ("amended", "2024-03-01", "2024-06-01")], "2024-06-01", "amended"),
        # an amendment before the law begins leaves it waiting
        ([("effective", "2024-06-01"), ("amended", "2024-03-01")], "2024-04-01", "not-yet"),
        # promulgation and adoption alone say nothing about force
        ([("promulgated", "2020")], "2026-01-01", "unknown"),
    ],
)
def test_edges_of_a_law(events: list[tuple[str, ...]], as_of: str, state: str) -> None:
    """Partial dates and unusual orders of events."""
    given = [dict(zip(("type", "date", "effective"), event, strict=False)) for event in events]
    assert Law.state(law_with({"type": "adopted", "date": "2019"}, *given), as_of).key == state


EVIDENCE = {"date": "2026-03-10", "text": {"zh": "做了"}, "source": ["a"]}
SHORTFALL = {"date": "2026-05-01", "reason": {"zh": "没有做"}, "source": ["a"]}


@pytest.mark.parametrize(
    ("given", "states"),
    [
        ({}, {"1900-01-01": "open", "2199-12-31": "open"}),
        ({"deadline": "2026-06-30"}, {"2026-06-30": "open", "2026-07-01": "overdue"}),
        ({"deadline": "2026-02"}, {"2026-02-28": "open", "2026-03-01": "overdue"}),
        ({"deadline": "2024"}, {"2024-12-31": "open", "2025-01-01": "overdue"}),
        ({"reported": EVIDENCE}, {"2026-03-09": "open", "2026-03-10": "rectified"}),
        ({"reported": EVIDENCE | {"date": "2026-03"}}, {"2026-02-28": "open", "2026-03-01": "rectified"}),
        # late is overdue until it is reported
        ({"deadline": "2026-02", "reported": EVIDENCE}, {"2026-03-09": "overdue", "2026-03-10": "rectified"}),
        (
            {"reported": EVIDENCE, "verified": EVIDENCE | {"date": "2026-05-01"}},
            {"2026-03-10": "rectified", "2026-04-30": "rectified", "2026-05-01": "verified"},
        ),
        # what came last counts: verified first, found not to be done later
        (
            {"reported": EVIDENCE, "verified": EVIDENCE, "not_implemented": SHORTFALL},
            {"2026-04-30": "verified", "2026-05-01": "not-implemented"},
        ),
    ],
)
def test_state_of_a_rectification(given: dict[str, Any], states: dict[str, str]) -> None:
    """The latest event on or before the day counts; without one, overdue after the deadline, else open."""
    one = Rectification.model_validate({"id": "a", "problem": "b", "text": {"zh": "改"}, **given})
    assert {as_of: one.state(as_of).key for as_of in states} == states


def test_linjiang_shows_every_state_of_a_rectification(linjiang: Built) -> None:
    """The chain of Linjiang's inspection: each state once, on records and on the page."""
    corpus = linjiang.result.corpus
    record = corpus.record("supervision/2025-lighting-inspection")
    assert isinstance(record, Supervision)
    assert {one.id: one.state(AS_OF).key for one in record.rectifications} == {
        "fix-ferry": "verified",
        "fix-bridge": "rectified",
        "fix-fog": "overdue",
        "fix-island": "open",
        "fix-repair": "not-implemented",
    }
    page = linjiang.page("en/supervision/2025-lighting-inspection")
    words = ("Open", "Overdue", "Rectification reported", "Rectification verified", "Not implemented")
    assert {word: page.count(f"</span>{word}</span>") for word in words} == dict.fromkeys(words, 2)
    assert page.count("</span>No public record of rectification</span>") == 1
