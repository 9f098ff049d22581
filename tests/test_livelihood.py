"""Livelihood projects: proposed, voted on, carried out or not, scored; worked out by hand at two dates."""

import re
from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.progress import Silent
from gongkai.records.livelihood import STATES, Livelihood, state_of
from gongkai.site import check
from tests.builtpages import LANGUAGES, Pages, elements, words
from tests.conftest import AS_OF, Built, linjiang_options

EARLIER = "2026-02-01"

PROJECTS = {
    "2025-quay-steps": {
        "2025-01-09": "proposed", "2025-01-10": "chosen", "2025-07-15": "under-way", "2025-12-19": "under-way",
        "2025-12-20": "done", EARLIER: "done", AS_OF: "done",
    },
    # the year ended without a result; in March 2026 it was said not to be done
    "2025-night-boat": {"2025-12-31": "chosen", "2026-01-01": "no-result", EARLIER: "no-result", "2026-03-01": "not-done", AS_OF: "not-done"},
    "2025-tea-stalls": {"2025-02-02": "proposed", "2025-12-31": "chosen", EARLIER: "no-result", AS_OF: "no-result"},
    "2026-bank-lamps": {EARLIER: "chosen", "2026-06-19": "chosen", "2026-06-20": "under-way", AS_OF: "under-way", "2027-01-01": "no-result"},
    "2026-bird-tower": {EARLIER: "proposed", "2026-02-10": "not-chosen", AS_OF: "not-chosen", "2027-01-01": "not-chosen"},
    # never voted on: at the end of its year it has no result either
    "2026-library-boat": {EARLIER: "proposed", AS_OF: "proposed", "2026-12-31": "proposed", "2027-01-01": "no-result"},
    "2026-slipway": {EARLIER: "proposed", "2026-02-15": "chosen", AS_OF: "chosen"},
}  # fmt: skip

FIGURES = {
    # North Bank: steps, tower and library boat; South Bank: night boat, tea stalls, lamps and slipway
    EARLIER: {
        "state": {"proposed": 3, "chosen": 1, "done": 1, "no-result": 2},
        "year": {"2025": 3, "2026": 4},
        "district": {"north-bank": 3, "south-bank": 4},
    },
    AS_OF: {
        "state": {"proposed": 1, "chosen": 1, "under-way": 1, "done": 1, "not-done": 1, "no-result": 1, "not-chosen": 1},
        "year": {"2025": 3, "2026": 4},
        "district": {"north-bank": 3, "south-bank": 4},
    },
    # before the year's list was there: steps in November 2024, the boat in December
    "2024-12-31": {"state": {"proposed": 2}, "year": {"2025": 2}, "district": {"north-bank": 1, "south-bank": 1}},
}  # fmt: skip


def corpus_on(as_of: str) -> Corpus:
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_on(AS_OF)


@pytest.mark.parametrize("name", PROJECTS)
def test_state_of_a_project(name: str, corpus: Corpus) -> None:
    brief = corpus.by_key[f"livelihood/{name}"].brief
    assert {as_of: state_of(brief, as_of).key for as_of in PROJECTS[name]} == PROJECTS[name]


def test_every_state_is_shown_and_every_project_worked_out(corpus: Corpus) -> None:
    assert {states[AS_OF] for states in PROJECTS.values()} == {state.key for state in STATES}
    assert {card.id for card in corpus.cards("livelihood")} == PROJECTS.keys()


@pytest.mark.parametrize("as_of", FIGURES)
def test_figures(as_of: str) -> None:
    tallies = Livelihood.tallies(corpus_on(as_of))
    assert {tally.id: {group.key: group.count for group in tally.groups} for tally in tallies} == FIGURES[as_of]


def said(tree: Any) -> str:
    return re.sub(r"\s+", " ", words(tree))


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("zh", "2025-quay-steps", ["出席 90 人，赞成 83 票", "4.60 分，满分 5 分，38 名代表评分", "赞成83", "出席90", "2025年7月15日 年中进度"]),
        ("en", "2025-quay-steps", ["83 of 90 deputies present voted in favour", "4.60 out of 5, scored by 38 deputies", "In favour83", "Present90", "Result: completed"]),
        ("zh", "2025-night-boat", ["所用公开来源中没有票数。", "结果：未完成", "没有记录 年中进度", "1 分，满分 5 分，1 名代表评分", "所用公开来源中没有写明目标。"]),
        ("en", "2025-night-boat", ["Result: not completed", "1 out of 5, scored by 1 deputy", "Not on record Progress at mid-year"]),
        ("zh", "2025-tea-stalls", ["年度已过，无结果记录", "没有记录 结果", "没有记录 代表评分"]),
        ("en", "2025-tea-stalls", ["Year over, no result on record", "Not on record Result", "Not on record Deputies' score"]),
        ("zh", "2026-bank-lamps", ["尚未到 结果", "尚未到 代表评分"]),
        ("en", "2026-library-boat", ["Not yet due Deputies vote", "Not yet due Result"]),
        ("zh", "2026-bird-tower", ["代表票决：未入选", "反对70"]),
    ],
)  # fmt: skip
def test_what_is_known_and_what_is_missing(linjiang: Built, language: Language, name: str, expected: list[str]) -> None:
    """A score names how many gave it, a share its whole; what is missing is not yet due or a gap."""
    text = said(Pages(linjiang, language).tree(f"livelihood/{name}"))
    for one in expected:
        assert one in text, one
    assert "%" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_that_was_not_chosen_waits_for_nothing(linjiang: Built, language: Language) -> None:
    tree = Pages(linjiang, language).tree("livelihood/2026-bird-tower")
    (steps,) = (one for one in elements(tree) if one.get("class") == "steps")
    assert len(list(steps)) == 2
