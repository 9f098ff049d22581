"""The action plan: what it promises, what is evidenced on a day, and what is not."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.planpicture import deliverables_svg, measure_svg
from gongkai.progress import Silent
from gongkai.records.measure import Measure, standing, standings, totals
from gongkai.site import Options, build, check
from tests.builtpages import LANGUAGES, Pages, with_class, words
from tests.conftest import LINJIANG, Built, linjiang_options
from tests.test_build import tree

# By hand from tests/site/content/plan: for each measure its deliverables in order, evidenced (1) or not (0).
# 1: night-ferry of May 2024 · the answers of 15 May 2026
# 2: the inspection of June 2025 · the market of March 2026 · nothing
# 3: the turns of 1 March 2025
# 10: nothing, nothing
BY_HAND = {
    "2026-02-01": {"1": "10", "2": "100", "3": "1", "10": "00"},
    "2026-06-30": {"1": "11", "2": "110", "3": "1", "10": "00"},
}
STATES = {
    "2026-02-01": {"1": "some", "2": "some", "3": "all", "10": "none"},
    "2026-06-30": {"1": "all", "2": "some", "3": "all", "10": "none"},
}


def corpus_of(options: Options) -> Corpus:
    return check(options, Silent()).corpus


def marks(states: object) -> str:
    """States as a row of ones and noughts."""
    return "".join(str(int(state.key == "evidenced")) for state in states)  # type: ignore[attr-defined]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """Linjiang with content of its own, to be edited."""
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    return replace(linjiang_options(tmp_path / "site"), content=tmp_path / "content")


def edit(options: Options, name: str, old: str, new: str) -> None:
    path = options.content / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("as_of", BY_HAND)
def test_what_is_evidenced_on_a_day(as_of: str) -> None:
    corpus = corpus_of(linjiang_options(Path("never-written"), as_of))
    every = standings(corpus)
    assert {one.card.id: marks(one.states) for one in every} == BY_HAND[as_of]
    assert {one.card.id: one.state.key for one in every} == STATES[as_of]
    ones = "".join(BY_HAND[as_of].values())
    assert totals(every) == {"measure_count": 4, "promised": 8, "shown": ones.count("1")}
    (tally,) = Measure.tallies(corpus)
    assert {group.key: group.count for group in tally.groups} == {
        "evidenced": ones.count("1"),
        "no-evidence": ones.count("0"),
    }


def test_measures_and_actions_stand_in_the_order_of_their_numbers(linjiang: Built) -> None:
    view = Measure.extra_view("index", linjiang.result.corpus)
    assert [(action, [one.card.id for one in measures]) for action, measures in view["actions"].items()] == [
        ("1", ["1"]), ("2", ["2", "3"]), ("10", ["10"]),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_is_a_picture_with_its_table(linjiang: Built, language: str) -> None:
    pages = Pages(linjiang, language)  # type: ignore[arg-type]
    page = pages.tree("plan/")
    (count,) = with_class(page, "plan-count")
    assert (count.get("data-shown"), count.get("data-promised")) == ("5", "8")
    assert ("5 of 8" if language == "en" else "8 项举措内容中，5 项") in words(count)
    links = [link for row in with_class(page, "plan-measures") for link in row.iter("a")]
    drawn = {}
    for link in links:
        address, _ = pages.target("plan/", link.get("href"))
        cells = [rect.get("class") for rect in link.iter() if "plan-cell" in (rect.get("class") or "")]
        drawn[address] = "".join(str(int("plan-cell-shown" in cell)) for cell in cells)
        said = f"{drawn[address].count('1')} of {len(cells)}" if language == "en" else f"{len(cells)} 项内容，"
        assert said in words(link), "what the picture shows is said beside it"
    assert drawn == {f"plan/{number}/": states for number, states in BY_HAND["2026-06-30"].items()}
    (table,) = with_class(page, "plan-table")
    rows = {row.get("data-measure"): row for row in table.iter("tr") if row.get("data-measure")}
    assert list(rows) == ["1", "2", "3", "10"]
    for number, row in rows.items():
        numeric = [words(cell) for cell in row.iter("td")]
        shown, promised = BY_HAND["2026-06-30"][number].count("1"), len(BY_HAND["2026-06-30"][number])
        assert numeric[1] == (f"{shown} of {promised}" if language == "en" else f"{shown} / {promised}")
    nothing = "No public evidence yet" if language == "en" else "尚无公开证据"
    assert nothing in words(rows["10"])
    assert nothing not in words(rows["3"])
    assert {f"_action-{action}" for action in ("1", "2", "10")} <= pages.ids("plan/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_measure_shows_its_evidence_and_its_gaps(linjiang: Built, language: str) -> None:
    pages = Pages(linjiang, language)  # type: ignore[arg-type]
    page = pages.tree("plan/2/")
    kept, read, left = (
        next(one for one in page.iter("li") if one.get("id") == name) for name in ("lists-kept", "lists-read", "lists-kept-open")
    )  # fmt: skip
    (link,) = [one for one in kept.iter("a") if "supervision" in (one.get("href") or "")]
    assert pages.target("plan/2/", link.get("href"))[0] == "supervision/2025-lighting-inspection/"
    english = language == "en"
    assert ("The lamp inspection listed its points" if english else "查灯列了要点、问题和整改。") in words(kept)
    assert ("June 2025" if english else "2025年6月") in words(kept)
    assert ("every quarter" if english else "每季度") in words(read)
    assert ("No public evidence yet" if english else "尚无公开证据") in words(left)
    assert (
        "Records that could show it: Oversight, Cases." if english else "可以证明的记录种类：监督、案例。"
    ) in words(left)
    assert ("No public evidence yet" if english else "尚无公开证据") not in words(kept)
    (doors,) = with_class(page, "hall-doors")
    assert [pages.target("plan/2/", one.get("href"))[0] for one in doors.iter("a")] == ["plan/1/", "plan/3/"]


def test_other_records_of_the_measure_stand_apart_from_its_evidence(linjiang: Built) -> None:
    page = linjiang.page("en/plan/1")
    evidence, others = page.split('id="_others"')[1].split('id="_sources"')[0], page.split('id="_others"')[0]
    assert "cases/night-ferry" in others
    assert "cases/night-ferry" not in evidence, "it is evidence already"
    assert "projects/riverside-lighting" in evidence
    named = linjiang.page("en/plan/10").split('id="_others"')[1]
    assert "No other record on this site is filed under this measure." in named


def test_evidence_still_to_come_is_not_shown(tmp_path: Path) -> None:
    """On 1 February 2026 the market of March has not happened, and what it shows is not found by search either."""
    options = linjiang_options(tmp_path / "site", "2026-02-01")
    built = Built(options.out, build(options, Silent()))
    assert "at the market" not in built.page("en/plan/2")
    assert built.page("en/plan/2").count("No public evidence yet") == 2
    assert "5 of 8" not in built.page("en")
    assert "3 of 8 deliverables" in built.page("en")
    spoken = [piece.words["en"].text for piece in built.result.corpus.record("plan/2").pieces() if "en" in piece.words]
    assert "The lists are read out to residents every quarter" in spoken
    assert not any("at the market" in text for text in spoken)


def test_evidence_held_back_is_nowhere_until_its_day(options: Options) -> None:
    """A record under embargo evidences nothing, and what it shows is in no file of the site."""
    edit(options, "plan/3.yml", "record: cases/lamp-keepers", "record: laws/night-navigation")
    edit(options, "plan/3.yml", "en: The turns began on 1 March.", "en: The watch at night began.")
    before, after = (corpus_of(replace(options, as_of=day)) for day in ("2026-08-31", "2026-09-01"))
    assert [standing(corpus.by_key["plan/3"], corpus).state.key for corpus in (before, after)] == ["none", "all"]
    build(options, Silent())
    assert [
        path for path in options.out.rglob("*") if path.is_file() and b"The watch at night" in path.read_bytes()
    ] == []


def test_a_draft_is_no_evidence(options: Options) -> None:
    edit(options, "cases/lamp-keepers.yml", "topics: [markets]", "topics: [markets]\ndraft: true")
    for drafts in (False, True):
        corpus = corpus_of(replace(options, drafts=drafts))
        assert standing(corpus.by_key["plan/3"], corpus).state.key == "none"


def test_pages_follow_when_evidence_is_taken_back(options: Options) -> None:
    """The plan, its measures, the home page and the cockpit change with a record that none of them names."""
    build(options, Silent())
    edit(options, "cases/lamp-keepers.yml", "topics: [markets]", "topics: [markets]\npublish_from: 2030-01-01")
    build(options, Silent())
    fresh = replace(options, out=options.out.parent / "fresh")
    build(fresh, Silent())
    assert tree(options.out) == tree(fresh.out)
    assert 'data-shown="4"' in (options.out / "plan/index.html").read_text("utf-8")


def test_the_marks_say_what_they_are_by_shape_alone() -> None:
    """A cell a deliverable, side by side; filled and hollow differ in class and both have an outline."""
    drawn = deliverables_svg([True, False, True])
    assert re.findall(r'plan-cell-(shown|open)" x="([0-9.]+)"', drawn) == [
        ("shown", "0.75"), ("open", "13.75"), ("shown", "26.75"),
    ]  # fmt: skip
    heights = [
        re.findall(r'plan-cell-shown"[^>]* height="([0-9.]+)"', measure_svg(part)) for part in ("all", "some", "none")
    ]
    assert heights == [["16.5"], ["8.25"], []]
    assert all("aria-hidden" in measure_svg(part) for part in ("all", "some", "none")), "words stand beside it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demonstration_is_listed_and_marked_but_not_counted(options: Options, language: Language) -> None:
    """Without the two deliverables of measure 10; its page leads to its action, which is in the table alone."""
    edit(options, "plan/10.yml", "title: {zh: 江", "demonstration: true\ntitle: {zh: 江")
    pages = Pages(Built(options.out, build(options, Silent())), language)
    page = pages.tree("plan/")
    (count,) = with_class(page, "plan-count")
    assert (count.get("data-shown"), count.get("data-promised")) == ("5", "6")
    assert "plan/10/" not in [
        pages.target("plan/", link.get("href"))[0]
        for row in with_class(page, "plan-measures")
        for link in row.iter("a")
    ]
    (row,) = (row for row in page.iter("tr") if row.get("data-measure") == "10")
    assert ("示范" if language == "zh" else "Demonstration") in words(row)
    (link,) = (one for one in pages.tree("plan/10/").iter("a") if "#_action-" in (one.get("href") or ""))
    assert pages.target("plan/10/", link.get("href"))[1] in pages.ids("plan/")
