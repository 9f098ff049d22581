"""Files in, records and cards out: what a card holds, where references come from, what is never opened."""

import os
from pathlib import Path

import pytest

from gongkai.find import Entry, Found, find
from gongkai.load import load_introductions, load_record
from gongkai.loadlists import load_vocabulary
from gongkai.records import TYPES
from gongkai.records.case import Case
from gongkai.records.law import Law
from gongkai.strict_yaml import MAX_BYTES
from tests.conftest import LINJIANG


def found() -> Found:
    """Linjiang's files."""
    return find(LINJIANG / "content", TYPES, "content")


def entry_of(key: str) -> Entry:
    """The file of one of Linjiang's records."""
    return next(entry for entry in found().entries if f"{entry.kind.folder}/{entry.id}" == key)


def entry_with(folder: Path, text: str, name: str = "x", kind: type = Law) -> Entry:
    """A record file of its own."""
    (folder / "content" / kind.folder).mkdir(parents=True)
    (folder / "content" / kind.folder / f"{name}.yml").write_bytes(text.encode())
    (entry,) = find(folder / "content", TYPES, "content").entries
    return entry


def test_every_file_is_found_once_under_its_type() -> None:
    """Ids are the files' names; introductions and the vocabulary are not records."""
    files = {
        f"content/{path.relative_to(LINJIANG / 'content')}"
        for path in (LINJIANG / "content").rglob("*.yml")
        if path.name not in ("_index.yml", "vocabulary.yml")
    }
    assert {entry.shown for entry in found().entries} == files
    assert len(found().entries) == len(files)
    assert set(found().introductions) == {
        "decisions", "exhibition", "glossary", "laws", "moments", "plan", "projects", "supervision",
    }  # fmt: skip
    assert found().vocabulary == (str(LINJIANG / "content/vocabulary.yml"), "content/vocabulary.yml")
    assert found().problems == []


def test_a_card_holds_what_lists_links_and_rules_need() -> None:
    """References of fields and of running text in both languages, terms, gaps in translation, the digest."""
    loaded = load_record(entry_of("laws/riverside-lighting"))
    card = loaded.card
    assert card is not None
    assert (card.key, card.path, card.date) == (
        "laws/riverside-lighting",
        "content/laws/riverside-lighting.yml",
        "2023-03-30",
    )
    assert card.refs == (
        (("related", 0), "supervision/2025-lighting-inspection"),
        (("related", 1), "laws/night-navigation"),
        (("events", 3, "by"), "laws/lighting-decision"),
        (("replaces", 1, "ref"), "laws/lantern-permits"),
        (("cites", 0, "ref"), "laws/wharf-markets"),
        (("digest", 0, "text", "zh"), "laws/riverside-lighting-notes"),
        (("digest", 0, "text", "en"), "laws/riverside-lighting-notes"),
        (("versions", 1, "by"), "laws/lighting-decision"),
    )
    assert dict(card.terms) == {
        ("topics", 0): "lighting",
        ("topics", 1): "ferries",
        ("measures", 0): "1",
        ("kind",): "regulations",
        ("category",): "river",
        ("events", 0, "body"): "standing-committee",
    }
    assert card.untranslated == ()
    partly = load_record(entry_of("laws/wharf-markets")).card
    assert partly is not None
    assert set(partly.untranslated) == {
        ("summary",), ("also_called", 1), ("gaps", 0), ("events", 2, "instrument"), ("digest", 0, "heading"),
    }  # fmt: skip
    assert len(card.digest) == 32
    assert card.digest != partly.digest


def test_editors_words_stay_as_typed(tmp_path: Path) -> None:
    """What YAML 1.1 would turn into a truth value, a time, an octal number or a date stays text."""
    entry = entry_with(
        tmp_path,
        "title: {zh: no, en: 12:30}\nsummary: {zh: 0123, en: 1.10}\nnumber: {zh: 1_000, en: 0x1F}\nkind: measures\n"
        "category: river\nevents:\n  - {type: adopted, date: 2024-05-01, session: {zh: on, en: Null and void}}\n"
        "sources: [{id: a, title: {zh: 2024-05-01}, publisher: {zh: .inf}}]\n",
    )
    law = load_record(entry).record
    assert isinstance(law, Law)
    assert law.number is not None
    assert law.summary is not None
    assert law.events[0].session is not None
    assert (law.title.zh, law.title.en, law.summary.zh, law.summary.en) == ("no", "12:30", "0123", "1.10")
    assert (law.number.zh, law.number.en) == ("1_000", "0x1F")
    assert (law.events[0].session.zh, law.events[0].session.en) == ("on", "Null and void")
    assert (law.sources[0].title.zh, law.sources[0].publisher.zh) == ("2024-05-01", ".inf")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_as_good(ending: str, mark: str, tmp_path: Path) -> None:
    """A byte order mark at the start and Windows line ends change neither values nor places."""
    text = mark + ending.join([
        "title: {zh: 题}", "kind: measures", "category: river", "events:", "  - {type: adopted, date: 2024}",
        "digest:", "  - of: art-1", "    heading: {zh: 一, en: One}", "    text:", "      zh: |", "        第一行", "",
        "        见[二](../x)", "      en: One", "sources: [{id: a, title: {zh: 题}, publisher: {zh: 会}}]", "",
    ])  # fmt: skip
    loaded = load_record(entry_with(tmp_path, text))
    assert isinstance(loaded.record, Law)
    assert loaded.record.digest[0].text.zh == "第一行\n\n见[二](../x)"
    assert [(problem.line, problem.column, problem.rule) for problem in loaded.problems] == [
        (13, 14, "reference"),
        (1, 8, "untranslated"),
    ]


def test_a_file_of_the_greatest_size_is_read(tmp_path: Path) -> None:
    """The limit is inclusive; one byte more is refused without reading on."""
    start = "title: {zh: 题}\nplace: {district: a}\ndates: []\ndone: [{text: {zh: 做}}]\nsources: [{id: a, title: {zh: 题}, publisher: {zh: 会}}]\n#"
    filler = MAX_BYTES - len(start.encode())
    entry = entry_with(tmp_path, start + "x" * filler, kind=Case)
    assert [problem.rule for problem in load_record(entry).problems] == ["untranslated"]
    with open(entry.path, "ab") as file:
        file.write(b"x")
    (problem,) = load_record(entry).problems
    assert problem.rule == "too-large"
    assert problem.message("en") == "The file has 4,000,001 bytes, more than the limit of 4,000,000."


def test_what_cannot_be_a_record_is_never_opened(tmp_path: Path) -> None:
    """Pipes would hold the program for ever, links could lead out: they are named, not read."""
    content = tmp_path / "content"
    (content / "laws").mkdir(parents=True)
    os.mkfifo(content / "laws/pipe.yml")
    os.mkfifo(content / "vocabulary.yml")
    (content / "cases").symlink_to("/")
    listed = find(content, TYPES, "content")
    assert (listed.entries, listed.introductions, listed.vocabulary) == ([], {}, None)
    assert [(problem.path, problem.rule) for problem in sorted(listed.problems)] == [
        ("content/cases", "symlink"),
        ("content/laws/pipe.yml", "not-a-file"),
        ("content/vocabulary.yml", "not-a-file"),
    ]
    assert load_vocabulary(listed)[0].lists == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    """A file without the right to read it is a problem, not a crash."""
    (tmp_path / "content/laws").mkdir(parents=True)
    (tmp_path / "content/laws/secret.yml").touch(mode=0)
    assert [problem.rule for problem in find(tmp_path / "content", TYPES, "content").problems] == ["not-a-file"]


def test_vocabulary_and_introductions() -> None:
    """Words keep the order of the file, which is the order readers see."""
    vocabulary, problems = load_vocabulary(found())
    assert problems == []
    assert list(vocabulary.words("topics")) == ["lighting", "ferries", "markets"]
    assert vocabulary.label("districts", "north-bank").en == "North Bank"
    assert vocabulary.words("no-such-list") == {}
    introductions, problems = load_introductions(found())
    assert problems == []
    assert introductions["laws"].lead.en == "The laws of Linjiang, all of them invented."
