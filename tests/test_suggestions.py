"""Suggestions: every step dated, overdue answers, promises kept or not, worked out by hand at two dates."""

import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.progress import Silent
from gongkai.records.suggestion import STATES, Suggestion, days_late, due_on, state_of
from gongkai.site import check
from tests.builtpages import LANGUAGES, Pages, elements, words
from tests.conftest import AS_OF, Built, linjiang_options

EARLIER = "2026-02-01"

# Answers are due three months after a suggestion was handed over, second answers one month after it was handed over again.
SUGGESTIONS = {
    # due 04-20, extended on 04-10 to 07-15, answered 07-20 (B), not satisfied 07-28, again from 07-30 (due 08-30), answered 08-25 (B), seen done 2026-03-15
    "ferry-lamps": {
        "2025-01-19": "received", "2025-01-20": "in-hand", "2025-04-20": "in-hand", "2025-07-15": "in-hand", "2025-07-16": "overdue",
        "2025-07-20": "promised", "2025-07-28": "unsatisfied", "2025-07-30": "again", "2025-08-24": "again", "2025-08-25": "promised",
        EARLIER: "promised", "2026-03-14": "promised", "2026-03-15": "delivered", AS_OF: "delivered",
    },
    # handed over 01-15, due 04-15, no answer
    "market-water": {EARLIER: "in-hand", "2026-04-15": "in-hand", "2026-04-16": "overdue", AS_OF: "overdue"},
    # people's, due on the day its record names, answered before it with A
    "quay-benches": {EARLIER: "in-hand", "2026-02-20": "answered", AS_OF: "answered"},
    # answered 05-20 (B), not satisfied 05-28, again from 05-29, so due 06-29
    "tide-siren": {EARLIER: "received", "2026-05-27": "promised", "2026-05-28": "unsatisfied", "2026-06-29": "again", AS_OF: "again-overdue"},
    # C: planned, which is a promise too
    "ferry-bell": {EARLIER: "promised", AS_OF: "promised"},
    "school-crossing": {EARLIER: "received", AS_OF: "received"},
    # D, not satisfied 06-10, again from 06-15, so due 07-15
    "bridge-lights": {EARLIER: "answered", AS_OF: "again", "2026-07-15": "again", "2026-07-16": "again-overdue"},
    # due 04-12, answered a day late with B
    "wharf-toilets": {EARLIER: "in-hand", "2026-04-12": "in-hand", "2026-04-13": "promised", AS_OF: "promised"},
    # people's without a day for the answer: never overdue
    "gull-nets": {EARLIER: "received", AS_OF: "in-hand", "2030-01-01": "in-hand"},
    # D, not satisfied 02-03, and nothing further on record
    "rain-roof": {EARLIER: "answered", "2026-02-03": "unsatisfied", AS_OF: "unsatisfied"},
}  # fmt: skip

FIGURES = {
    # siren, crossing and nets were not there yet; in hand: water, benches, toilets; promised: lamps (B), bell (C); answered: bridge lights, roof (D)
    EARLIER: {
        "state": {"in-hand": 3, "promised": 2, "answered": 2},
        "class": {"B": 1, "C": 1, "D": 2},
        "opinion": {"fairly": 1, "not-recorded": 3},
        "promise": {"open": 2},
        "body": {"harbour-bureau": 6, "lamp-office": 1},
    },
    # A: benches; B: lamps, siren, toilets; C: bell; of the four promises only the lamps were seen to be done
    AS_OF: {
        "state": {"overdue": 1, "again-overdue": 1, "unsatisfied": 1, "received": 1, "in-hand": 1, "again": 1, "promised": 2, "answered": 1, "delivered": 1},
        "class": {"A": 1, "B": 3, "C": 1, "D": 2},
        "opinion": {"satisfied": 1, "fairly": 2, "dissatisfied": 3, "not-recorded": 1},
        "promise": {"kept": 1, "open": 3},
        "body": {"harbour-bureau": 7, "lamp-office": 2, "not-recorded": 1},
    },
}  # fmt: skip


def corpus_on(as_of: str) -> Corpus:
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_on(AS_OF)


@pytest.mark.parametrize("name", SUGGESTIONS)
def test_state_of_a_suggestion(name: str, corpus: Corpus) -> None:
    """On its last day an answer is in time; what is dated later has not happened."""
    brief = corpus.by_key[f"suggestions/{name}"].brief
    assert {as_of: state_of(brief, as_of).key for as_of in SUGGESTIONS[name]} == SUGGESTIONS[name]


def test_every_state_is_shown_and_every_suggestion_worked_out(corpus: Corpus) -> None:
    assert {states[AS_OF] for states in SUGGESTIONS.values()} == {state.key for state in STATES}
    assert {card.id for card in corpus.cards("suggestions")} - SUGGESTIONS.keys() == {"lamp-colours"}


@pytest.mark.parametrize("as_of", FIGURES)
def test_figures(as_of: str) -> None:
    """Not yet received and demonstrations are not counted; what is not on record stands apart."""
    tallies = Suggestion.tallies(corpus_on(as_of))
    assert {tally.id: {group.key: group.count for group in tally.groups} for tally in tallies} == FIGURES[as_of]
    assert {group.key for group in tallies[0].groups for line in group.lines if line.card.demonstration} == set()


def test_an_extension_counts_from_the_day_it_was_given(corpus: Corpus) -> None:
    brief = corpus.by_key["suggestions/ferry-lamps"].brief
    assert [due_on(brief, day) for day in ("2025-04-09", "2025-04-10")] == ["2025-04-20", "2025-07-15"]


def suggestion(**fields: Any) -> Suggestion:
    """A suggestion with these fields and nothing else of note."""
    return Suggestion.model_validate({
        "id": "x", "title": {"zh": "建议"}, "kind": "deputy", "text": [{"text": {"zh": "灯"}}], "received": "2025-11-01", **fields,
    })  # fmt: skip


HANDED: dict[str, Any] = {"assigned": "2025-11-30", "body": "harbour-bureau"}
REPLY: dict[str, Any] = {"date": "2026-02-01", "text": {"zh": "办"}, "outcome": "A"}
AGAINST = {"date": "2026-02-10", "level": "dissatisfied"}
DONE = [{"date": "2026-02-15", "text": {"zh": "做了"}, "source": ["a"]}]


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        # three months after 30 November is the last day of February
        (HANDED, {"2026-02-28": "in-hand", "2026-03-01": "overdue"}),
        # a day of its own counts before the three months
        ({**HANDED, "due": "2026-01-10"}, {"2026-01-10": "in-hand", "2026-01-11": "overdue"}),
        # a late extension does not undo that the answer was overdue until then
        (
            {**HANDED, "extended": {"date": "2026-03-05", "until": "2026-05-01", "reason": {"zh": "难"}}},
            {"2026-03-04": "overdue", "2026-03-05": "in-hand", "2026-05-01": "in-hand", "2026-05-02": "overdue"},
        ),
        # a second answer that is owed counts before what was carried out meanwhile; without one, what was carried out counts
        (
            {**HANDED, "reply": REPLY, "opinion": AGAINST, "assigned_again": "2026-02-12", "delivery": DONE},
            {"2026-02-09": "answered", "2026-02-10": "unsatisfied", "2026-02-12": "again", "2026-03-12": "again", "2026-03-13": "again-overdue"},
        ),
        (
            {**HANDED, "kind": "people", "reply": REPLY, "opinion": AGAINST, "delivery": DONE},
            {"2026-02-10": "unsatisfied", "2026-02-15": "delivered"},
        ),
        # a month means its first day
        ({**HANDED, "reply": {**REPLY, "outcome": "B"}, "delivery": [{"date": "2026-05", "text": {"zh": "做了"}, "source": ["a"]}]}, {"2026-04-30": "promised", "2026-05-01": "delivered"}),
    ],
)  # fmt: skip
def test_edges_of_a_suggestion(fields: dict[str, Any], states: dict[str, str]) -> None:
    brief = suggestion(**fields).brief()
    assert {as_of: state_of(brief, as_of).key for as_of in states} == states


def test_days_late() -> None:
    """From the last day to the answer, or to today while there is none; on the last day none."""
    reply = suggestion(**HANDED, reply=REPLY).reply
    assert days_late("2026-01-25", reply, AS_OF) == 7
    assert days_late("2026-02-01", reply, AS_OF) == 0
    assert days_late("2026-01-25", reply, "2026-01-31") == 6
    assert days_late("2026-04-15", None, AS_OF) == 76
    assert days_late(None, None, AS_OF) == 0


def way(pages: Pages, name: str) -> list[str]:
    """The steps of a suggestion's page in words."""
    tree = pages.tree(f"suggestions/{name}")
    section = next(one for one in elements(tree) if one.get("aria-labelledby") == "_way")
    return [re.sub(r"\s+", " ", words(item)) for item in elements(section) if item.tag == "li"]


def test_the_way_of_a_suggestion_in_english(linjiang: Built) -> None:
    pages = Pages(linjiang, "en")
    steps = way(pages, "ferry-lamps")
    assert [re.sub(r"\[\d\]", "", step) for step in steps[:4]] == [
        "15 January 2025 Received",
        "20 January 2025 Handed to the responsible body Linjiang Harbour Bureau, together with Linjiang Lamp Office",
        "10 April 2025 More time given Answer now due by: 15 July 2025 The power used at the six landings had to be measured first.",
        "20 July 2025 Answer Answered 5 days late Class B: being resolved Two landings will follow this year, the others when there is money.",
    ]  # fmt: skip
    assert steps[6].startswith("25 August 2025 Second answer Class B")
    assert steps[8].startswith("15 March 2026 Carried out Standing Committee of the Linjiang Congress")
    assert len(steps) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said(linjiang: Built, language: str) -> None:
    """No answer is no blank, a promise that nothing proves is no success, and nobody is named without a record of consent."""
    pages = Pages(linjiang, language)  # type: ignore[arg-type]
    said = {
        "zh": {
            "market-water": ["尚无记录 答复", "应当答复的日期：2026年4月15日 已逾期 76 天，尚无答复记录"],
            "wharf-toilets": ["逾期 1 天才答复", "至今没有兑现的记录。", "尚无记录 兑现"],
            "gull-nets": ["没有答复期限的记录"],
            "ferry-bell": ["尚无记录 对答复的意见", "所用公开来源中没有这方面的记录。"],
            "tide-siren": ["尚无记录 再次答复", "2026年6月29日 已逾期 1 天"],
            "quay-benches": ["江小帆 居民", "本人同意公开姓名：2025年11月3日，来信中写明可以公开姓名"],
        },
        "en": {
            "market-water": ["Not on record yet Answer", "Answer due by: 15 April 2026 Overdue by 76 days, no answer on record"],
            "wharf-toilets": ["Answered 1 day late", "So far nothing on record shows that it was carried out.", "Not on record yet Carried out"],
            "gull-nets": ["No day for the answer is on record"],
            "ferry-bell": ["Not on record yet What the proposer thinks of the answer", "The public sources used here record nothing of this."],
            "tide-siren": ["Not on record yet Second answer", "29 June 2026 Overdue by 1 day"],
            "quay-benches": ["Jiang Xiaofan A resident", "Named with consent: 3 November 2025, her letter says that she may be named"],
        },
    }  # fmt: skip
    for name, expected in said[language].items():
        text = re.sub(r"\s+", " ", words(pages.tree(f"suggestions/{name}")))
        for one in expected:
            assert one in text, (name, one)


def test_only_what_could_be_carried_out_is_waited_for(linjiang: Built) -> None:
    """After an answer of class D nothing was promised, so nothing is missing."""
    pages = Pages(linjiang, "en")
    last = {name: way(pages, name)[-1] for name in ("rain-roof", "bridge-lights", "quay-benches", "ferry-bell")}
    assert last["rain-roof"].startswith("3 February 2026 What the proposer thinks of the answer: Not satisfied")
    assert last["bridge-lights"] == "Not on record yet Second answer Answer due by: 15 July 2026"
    assert last["quay-benches"] == "Not on record yet Carried out"
    assert last["ferry-bell"].startswith("Not on record yet Carried out The answer says that this is being or will be")


def test_the_list_shows_states_and_classes(linjiang: Built) -> None:
    pages = Pages(linjiang, "zh")
    rows = [item for item in elements(pages.tree("suggestions")) if item.get("data-status")]
    assert {item.get("data-status"): item.get("data-class") for item in rows}["delivered"] == "B"
    assert len(rows) == len(SUGGESTIONS) + 1
