"""Rules between records: what is named exists, and a broken file is not reported twice."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus, link
from gongkai.find import find
from gongkai.glossary import Glossary
from gongkai.load import load_record, make_card
from gongkai.loadlists import load_vocabulary
from gongkai.problems import ContentProblems
from gongkai.progress import Silent
from gongkai.record import Fault, Record
from gongkai.records import TYPES
from gongkai.records.law import Law
from gongkai.rules import RULES
from gongkai.rules.links import references, terms
from gongkai.site import check
from gongkai.vocabulary import Vocabulary
from tests.conftest import AS_OF, LINJIANG, linjiang_options


def law(law_id: str, **fields: Any) -> Law:
    """A small law."""
    return Law.model_validate({
        "id": law_id, "title": {"zh": law_id}, "kind": "measures", "category": "river",
        "events": [{"type": "adopted", "date": "2024"}], **fields,
    })  # fmt: skip


def corpus_of(*laws: Law, as_of: str = AS_OF) -> Corpus:
    """These laws and nothing else, with a vocabulary of two words."""
    cards = [make_card(one, f"content/laws/{one.id}.yml", "") for one in laws]
    by_key: dict[str, Record] = {f"laws/{one.id}": one for one in laws}
    words = {name: {"zh": name} for name in ("river", "measures")}
    lists = {"categories": {"river": words["river"]}, "law-kinds": {"measures": words["measures"]}}
    vocabulary = Vocabulary(lists)  # type: ignore[arg-type]
    return link(
        cards, TYPES, as_of=as_of, vocabulary=vocabulary, introductions={}, lock={}, glossary=Glossary(()),
        fetch=by_key.__getitem__,
    )  # fmt: skip


def faults(corpus: Corpus, key: str) -> Iterator[Fault]:
    """What all rules say of one record."""
    return (fault for rule in RULES for fault in rule(corpus.by_key[key], corpus))


def names(found: Iterable[Fault]) -> list[tuple[str, str]]:
    """Rules and culprits."""
    return [(fault.rule, fault.words["found"]) for fault in found]


def test_references_lead_to_records_and_places() -> None:
    """A record, a place in it, neither."""
    one = law("one", related=["laws/two", "laws/two#art-1", "laws/two#art-9", "laws/three", "cases/none"])
    two = law(
        "two", digest=[{"of": "art-1", "heading": {"zh": "一"}, "text": {"zh": "见[甲](laws/on#ch-1)和[乙](laws/one)"}}]
    )
    corpus = corpus_of(one, two)
    assert names(references(corpus.by_key["laws/one"], corpus)) == [
        ("unknown-anchor", "art-9"),
        ("unknown-record", "laws/three"),
        ("unknown-record", "cases/none"),
    ]
    (fault,) = references(corpus.by_key["laws/two"], corpus)
    assert (fault.loc, fault.words["found"]) == (("digest", 0, "text", "zh"), "laws/on")
    assert fault.words["suggestion_en"] == 'Did you mean "laws/one"?'


def test_what_is_not_published_yet_may_be_named() -> None:
    """An embargoed record exists for rules, though no page links to it; its places cannot be known."""
    corpus = corpus_of(law("one", related=["laws/two#art-1"]), law("two", publish_from="2030-01-01"))
    assert list(faults(corpus, "laws/one")) == []
    later = corpus_of(law("one", related=["laws/two#art-1"]), law("two", publish_from="2030-01-01"), as_of="2030-01-01")
    assert names(faults(later, "laws/one")) == [("unknown-anchor", "art-1")]


def test_terms_are_in_their_own_vocabulary() -> None:
    """A word of one list is not a word of another."""
    corpus = corpus_of(law("one", category="measures", kind="river", topics=["river"]))
    found = list(terms(corpus.by_key["laws/one"], corpus))
    assert [(fault.words["vocabulary"], fault.words["found"], fault.words["known"]) for fault in found] == [
        ("topics", "river", "—"),
        ("law-kinds", "river", "measures"),
        ("categories", "measures", "river"),
    ]


def test_backlinks_name_each_record_once() -> None:
    """However often a record points at another, it is listed once, in the order of types and lists."""
    corpus = check(linjiang_options(Path("never-written")), Silent()).corpus
    assert [card.key for card in corpus.pointing_at("laws/riverside-lighting")] == [
        "laws/lighting-decision",
        "laws/lantern-permits",
        "projects/riverside-lighting",
        "supervision/2025-lighting-inspection",
        "participate/deputies",
        "consultations/riverside-lighting",
        "suggestions/ferry-lamps",
        "events/2026-session-observers",
        "plan/1",
        "cases/night-ferry",
        "collections/2025-riverside",
        "materials/year-by-the-river",
        "reports/2025",
        "exhibition/lamps",
        "tours/by-the-river",
        "panels/electric",
        "panels/oil",
        "media/lamp-room",
        "glossary/harbour-bureau",
        "pages/about",
    ]


@pytest.mark.parametrize("folder", [kind.folder for kind in TYPES])
def test_every_reference_of_linjiang_resolves(folder: str) -> None:
    """The good city has no fault by any rule, but for the gaps in its English that it shows on purpose."""
    corpus = check(linjiang_options(Path("never-written")), Silent()).corpus
    assert corpus.cards(folder)
    found = [(card.id, fault.rule) for card in corpus.cards(folder) for fault in faults(corpus, card.key)]
    gaps = ["translation-outdated", "translation-missing", "translation-extra", "translation-unrecorded"]
    assert sorted(found) == sorted(("riverside-lighting", gap) for gap in gaps if folder == "laws")


def test_lists_are_in_their_own_order() -> None:
    """Newest first, undated last; halls by their number."""
    corpus = check(linjiang_options(Path("never-written")), Silent()).corpus
    assert [card.id for card in corpus.cards("laws")] == [
        "ferry-fares", "markets-decision", "lighting-decision", "riverside-lighting-notes", "riverside-lighting", "wharf-markets", "lantern-permits", "tide-bells",
    ]  # fmt: skip
    assert [card.id for card in corpus.cards("exhibition")] == ["lamps", "markets", "water", "boats", "people", "night"]
    assert [card.id for card in corpus.cards("reports")] == ["2025", "2023", "2022", "2021"]


def test_a_reference_to_a_broken_file_is_not_a_second_problem(tmp_path: Path) -> None:
    """The file that cannot be read is the problem, not everything that names it."""
    content = shutil.copytree(LINJIANG / "content", tmp_path / "content")
    (content / "laws/riverside-lighting.yml").write_text("title: [\n", "utf-8")
    options = linjiang_options(tmp_path / "site")
    options = type(options)(**{**vars(options), "content": content})
    with pytest.raises(ContentProblems) as found:
        check(options, Silent())
    errors = [(problem.path, problem.rule) for problem in found.value.problems if problem.is_error]
    assert errors == [("content/laws/riverside-lighting.yml", "yaml")]


def test_the_vocabulary_of_linjiang_has_no_idle_list() -> None:
    """Every list of words is one that some field of a record asks for."""
    files = find(LINJIANG / "content", TYPES, "content")
    vocabulary, _ = load_vocabulary(files)
    cards = [card for entry in files.entries if (card := load_record(entry).card)]
    of_records = {kind.vocabulary for kind in TYPES if kind.vocabulary}
    assert {term.vocabulary for card in cards for _, term in card.terms} - of_records == set(vocabulary.lists)
