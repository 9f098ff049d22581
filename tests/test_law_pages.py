"""The pages and files of a law: versions, both languages, comparisons, and what is said of each text."""

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.fields import Language
from gongkai.lawtext.compare import compare, fold, lines_of
from gongkai.lawtext.nodes import Node
from gongkai.progress import Silent
from gongkai.records.law import Law
from gongkai.site import Options, build
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import Built, linjiang_options

LAW = "laws/riverside-lighting"
OLD, NOW, NEXT = "2023-07-01", "2025-01-01", "2027-01-01"
FILES = {"law.json", "law.zh.txt", "law.zh.xml"}
ENGLISH_FILES = {"law.en.txt", "law.en.xml"}
DECIDED = {"2024-11-28": NOW, "2026-05-28": NEXT, "2026-06-25": "2027-06-01"}
"""Riverside lighting's amendments: the day of the decision, and the day of effect."""


def below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def the_law(built: Built) -> Law:
    law = built.result.corpus.record(LAW)
    assert isinstance(law, Law)
    return law


def by_id(tree: Any, anchor: str) -> Any:
    (element,) = [each for each in elements(tree) if each.get("id") == anchor]
    return element


def test_every_address_and_file_of_a_law(linjiang: Built) -> None:
    """Current text, each version, each pair of versions, both languages where there is English, citations, files."""
    pairs = {f"compare/{pair}/index.html" for pair in (f"{OLD}..{NOW}", f"{OLD}..{NEXT}", f"{NOW}..{NEXT}")}
    translated = {f"{place}{name}" for place in ("", f"versions/{OLD}/", f"versions/{NOW}/") for name in ("bilingual/index.html",)}  # fmt: skip
    versions = {f"versions/{key}/{name}" for key in (OLD, NOW, NEXT) for name in ("index.html", "cite/index.html")}
    pages = {"index.html"} | pairs | translated | versions
    files = FILES | {f"versions/{key}/{name}" for key in (OLD, NOW, NEXT) for name in FILES}
    files |= ENGLISH_FILES | {f"versions/{key}/{name}" for key in (OLD, NOW) for name in ENGLISH_FILES}
    assert below(linjiang.folder / LAW) == pages | files
    assert below(linjiang.folder / "en" / LAW) == pages
    assert below(linjiang.folder / "laws/tide-bells") == {"index.html", "versions/undated/index.html", "versions/undated/cite/index.html"} | FILES | {f"versions/undated/{name}" for name in FILES}  # fmt: skip
    assert below(linjiang.folder / "laws/wharf-markets") == {"index.html", "law.json"}  # a law whose text is not here


def marked(pages: Pages, address: str, kind: str) -> Iterator[tuple[str, Any]]:
    """The marks on articles of a page, each with the id of its article."""
    tree = pages.tree(address)
    parents = {child: parent for parent in elements(tree) for child in parent}
    for mark in with_class(tree, f"law-mark-{kind}"):
        holder = mark
        while holder is not None and not {"law-article", "law-missing", "pair"} & set(holder.get("class", "").split()):
            holder = parents.get(holder)
        if holder is None:
            continue  # of the law as a whole: a digest older than an amendment
        named = holder if holder.get("id") else next((each for each in elements(holder) if each.get("id")), None)
        named = named if named is not None else parents[holder]
        while named.get("id") is None:
            named = parents[named]
        yield named.get("id"), mark


def pages_with_marks(built: Built, language: Language, kind: str) -> dict[str, list[str]]:
    """Every page of the site that bears such a mark, with the articles that bear it."""
    pages = Pages(built, language)
    folder = built.folder / pages.prefix
    files = sorted(path.relative_to(folder) for path in folder.rglob("index.html"))
    addresses = [f"{file.parent}/" if str(file.parent) != "." else "" for file in files if file.parts[0] != "en"]
    found = {address: [anchor for anchor, _ in marked(pages, address, kind)] for address in addresses}
    return {address: anchors for address, anchors in found.items() if anchors}


BILINGUAL = (f"{LAW}/bilingual/", f"{LAW}/versions/{NOW}/bilingual/")
SHOWING_ENGLISH = {"en": (f"{LAW}/", f"{LAW}/versions/{NOW}/", *BILINGUAL), "zh": BILINGUAL}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "anchor"), [("outdated", "art-4"), ("missing", "art-6"), ("unrecorded", "art-2-1"), ("extra", "art-12")]
)
def test_exactly_the_one_article_is_marked_wherever_its_english_is_shown(
    linjiang: Built, language: Language, kind: str, anchor: str
) -> None:
    """One article each is out of date, untranslated, not on record, and unknown to the Chinese; no other anywhere."""
    expected = {address: [anchor] for address in SHOWING_ENGLISH[language]}
    if kind == "missing":  # side by side, the Chinese column lacks the article that only the English has
        expected |= {address: ["art-6", "art-12"] for address in BILINGUAL}
    marked = pages_with_marks(linjiang, language, kind)
    assert {address: anchors for address, anchors in marked.items() if address.startswith("laws/")} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_names_the_day_and_a_missing_article_is_shown_in_chinese(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    for address in SHOWING_ENGLISH[language]:
        ((_, mark),) = marked(pages, address, "outdated")
        assert [time.get("datetime") for time in mark.iter("time")] == ["2026-06-01"]
        assert "灯杆应当编号，编号应当从渡船上看得清。" in words(by_id(pages.tree(address), "art-6"))
    if language == "en":
        (missing,) = with_class(pages.tree(f"{LAW}/"), "law-missing")
        assert "Article 6 has not been translated." in words(missing)


def articles_in_xml(path: Path) -> Iterator[tuple[str, str, str | None]]:
    for element in ET.parse(path).getroot().iter("{urn:gongkai:law:1}article"):
        yield element.attrib["anchor"], element.attrib["english"], element.get("recorded")


def articles_in_json(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, str, str | None]]:
    for node in nodes:
        if "english" in node:
            yield node["anchor"], node["english"]["state"], node["english"]["recorded"]
        yield from articles_in_json(node.get("children", []))


def test_every_file_marks_the_same_articles_and_no_others(linjiang: Built) -> None:
    """Plain text, JSON and Akoma Ntoso of the current text and of its version; nothing in the older version."""
    states = {"art-4": ("outdated", "2026-06-01"), "art-6": ("missing", None), "art-2-1": ("unrecorded", None), "art-12": ("extra", None)}  # fmt: skip
    for folder in (linjiang.folder / LAW, linjiang.folder / LAW / "versions" / NOW):
        data = json.loads((folder / "law.json").read_text("utf-8"))
        for found in (list(articles_in_json(data["text"])), list(articles_in_xml(folder / "law.en.xml"))):
            assert {anchor: (state, day) for anchor, state, day in found if state != "current"} == states
            assert len(found) == len({anchor for anchor, _, _ in found}) == 13
        lines = (folder / "law.en.txt").read_text("utf-8").splitlines()
        marks = [at for at, line in enumerate(lines) if line.startswith("[")]
        assert [(lines[at], lines[at + 1].partition(" ")[2].partition(" ")[0]) for at in marks] == [
            ("[Nothing on record says which Chinese this translates.]", "2-1"),
            (
                "[Out of date: this translates the Chinese on record on 1 June 2026; the Chinese has changed since.]",
                "4",
            ),
            ("[Article 6 — not translated]", "7"),
            ("[The Chinese does not have this article.]", "12"),
        ]
        assert "English out of date: Article 4 (translates the Chinese on record on 1 June 2026)." in lines
        assert "[" not in (folder / "law.zh.txt").read_text("utf-8").partition("-" * 40)[2]
    older = linjiang.folder / LAW / "versions" / OLD
    assert {state for _, state, _ in articles_in_json(json.loads((older / "law.json").read_text("utf-8"))["text"])} == {"current"}  # fmt: skip
    assert {state for _, state, _ in articles_in_xml(older / "law.en.xml")} == {"current"}
    assert "\n[" not in (older / "law.en.txt").read_text("utf-8")


def test_the_chinese_text_prevails_everywhere(linjiang: Built) -> None:
    """On every English page of a law whose text is here, and in every export of it, in the export's language."""
    said = {"zh": "以中文文本为准。", "en": "The Chinese text prevails."}
    laws = [card.key for card in linjiang.result.corpus.cards("laws") if card.brief["versions"]]
    assert len(laws) == 5
    count = 0
    for law in laws:
        for page in (linjiang.folder / "en" / law).rglob("index.html"):
            assert said["en"] in page.read_text("utf-8"), page
        for file in (linjiang.folder / law).rglob("law.*"):
            text = file.read_text("utf-8")
            languages: tuple[Language, ...] = LANGUAGES if file.suffix == ".json" else (file.name[4:6],)  # type: ignore[assignment]
            assert all(said[language] in text for language in languages), file
            count += 1
    assert count == 46


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repealed_law_names_what_replaced_it(linjiang: Built, language: Language) -> None:
    """On its own page and on that of its version, with the day."""
    pages = Pages(linjiang, language)
    for address in ("laws/lantern-permits/", "laws/lantern-permits/versions/1999-05-01/"):
        (notice,) = with_class(pages.tree(address), "notice-alert")
        assert [time.get("datetime") for time in notice.iter("time")] == ["2023-07-01"]
        assert {pages.target(address, link.get("href")) for link in notice.iter("a")} == {(f"{LAW}/", "")}


def announced(pages: Pages, address: str) -> dict[str, str]:
    """The amendments that a page says are not in its text: the day of the decision and of its effect."""
    days = [[time.get("datetime") for time in notice.iter("time")] for notice in with_class(pages.tree(address), "notice-info")]  # fmt: skip
    return {each[0]: each[1] for each in days if len(each) == 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_amendments_that_are_not_in_the_text_are_announced(linjiang: Built, language: Language) -> None:
    """One is in no version at all; what a version has, its own page does not announce, nor does a former text."""
    pages = Pages(linjiang, language)
    assert announced(pages, f"{LAW}/versions/{OLD}/") == {}
    later = {day: effect for day, effect in DECIDED.items() if effect > NOW}
    for address in (f"{LAW}/", f"{LAW}/bilingual/", f"{LAW}/versions/{NOW}/"):
        assert announced(pages, address) == later
    assert announced(pages, f"{LAW}/versions/{NEXT}/") == {"2026-06-25": "2027-06-01"}
    marks = with_class(pages.tree(f"{LAW}/"), "law-mark-outdated")
    told = {time.get("datetime") for mark in marks for time in mark.iter("time")}
    in_articles = {"2026-06-01"} if language == "en" else set()
    assert (
        told == {"2024-11-28"} | in_articles
    )  # the digest tells the text of 2023, and one change has taken effect since


@pytest.mark.parametrize(
    ("as_of", "version", "former", "coming"),
    [("2024-12-31", OLD, "", f"versions/{NEXT}/"), ("2025-01-01", NOW, f"versions/{OLD}/", f"versions/{NEXT}/"),
     ("2027-01-01", NEXT, f"versions/{OLD}/", "")],
)  # fmt: skip
def test_the_day_chooses_the_text_and_where_references_lead(
    options_of_linjiang: Callable[[str], Options], as_of: str, version: str, former: str, coming: str
) -> None:
    """Article 9 is of the first text only, article 5-2 of the last: links follow them to the page that has them."""
    options = options_of_linjiang(as_of)
    built = Built(options.out, build(options, Silent()))
    for language in LANGUAGES:
        pages = Pages(built, language)
        ids = pages.ids(f"{LAW}/")
        assert ("art-9" in ids, "art-6" in ids, "art-5-2" in ids) == (version == OLD, True, version == NEXT)
        (current,) = next(with_class(pages.tree(f"{LAW}/"), "versions")).findall("li[@aria-current]")
        assert current.find(".//time").get("datetime") == version
        for page, anchor, part in (("exhibition/lamps/", "art-9", former), ("reports/2025/", "art-5-2", coming)):
            targets = {pages.target(page, link.get("href")) for link in pages.tree(page).iter("a") if f"#{anchor}" in link.get("href")}  # fmt: skip
            assert targets == {(f"{LAW}/{part}", anchor)}
            assert anchor in pages.ids(f"{LAW}/{part}")
    data = json.loads((built.folder / LAW / "law.json").read_text("utf-8"))
    assert data["version"]["key"] == version


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("version", ["2023-03-30", "2026-06-30"])
def test_whatever_is_told_in_plain_words_has_a_place(
    options_of_linjiang: Callable[[str], Options], tmp_path: Path, language: Language, version: str
) -> None:
    """A chapter, an article or a paragraph, told of the text shown or of an older one: it stands on the page, once."""
    options = options_of_linjiang("2026-06-30")
    content = shutil.copytree(options.content, tmp_path / "content")
    file = content / f"{LAW}.yml"
    source = file.read_text("utf-8").replace("digest_version: 2023-03-30", f"digest_version: {version}")
    file.write_text(source.replace("- of: art-5-1\n", "- of: art-3-p1\n"), "utf-8")
    built = Built(options.out, build(replace(options, content=content), Silent()))
    tree = Pages(built, language).tree(f"{LAW}/")
    for part in the_law(built).digest:
        assert part.heading.get(language) in words(by_id(tree, f"_digest-{part.of}"))
    beside = [each.get("id") for each in with_class(tree, "law-plain")]
    assert beside == (["_digest-ch-1"] if version == "2026-06-30" else [])


def without(element: Any, tag: str) -> Iterator[str]:
    """The words of a line but for those in one kind of mark."""
    yield element.text or ""
    for inner in element:
        if inner.tag != tag:
            yield from without(inner, tag)
        yield inner.tail or ""


def words_of(node: Node) -> list[str]:
    """The lines of a node as a comparison shows them: numbers of items, but not the article's own."""
    lines = (line.label + line.words if line.role == "item" else line.words for line in lines_of(node))
    return [fold(line) for line in lines if line]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("older", "newer"), [(OLD, NOW), (OLD, NEXT), (NOW, NEXT)])
def test_a_comparison_marks_what_was_put_in_and_taken_out(
    linjiang: Built, language: Language, older: str, newer: str
) -> None:
    """The page's marks are those of `compare`; without them either text is there, word for word."""
    law = the_law(linjiang)
    changes = compare(law.version(older).chinese(), law.version(newer).chinese()).changes
    changes = tuple(change for change in changes if change.kind != "same")
    sections = list(with_class(Pages(linjiang, language).tree(f"{LAW}/compare/{older}..{newer}/"), "diff"))
    assert [section.get("class") for section in sections] == [f"diff diff-{change.kind}" for change in changes]
    for section, change in zip(sections, changes, strict=True):
        lines = list(with_class(section, "diff-line"))
        if change.kind == "renumbered":
            assert lines == []
            continue
        for node, left_out in ((change.old, "ins"), (change.new, "del")):
            shown = [fold("".join(without(line, left_out))) for line in lines]
            assert [line for line in shown if line] == ([] if node is None else words_of(node))
        runs = [run for passage in change.passages for run in (*passage.label, *passage.words) if run.text.strip()]
        for tag, kind in (("ins", "added"), ("del", "removed")):
            marked_here = [words(element) for element in section.iter(tag)]
            in_changes = [run.text.strip() for run in runs if run.kind == kind]
            number = [words(each).strip() for each in with_class(section, "law-number")]
            assert marked_here == [text for text in in_changes if text not in number]
    html = linjiang.page(f"{LAW}/compare/{older}..{newer}")
    assert ("&lt;见附件一&gt;" in html) == (older == OLD)
    assert "<见" not in html


def test_what_happened_to_each_article(linjiang: Built) -> None:
    """Inserted, removed, renumbered, changed, moved; the one that differs in width alone is not there."""
    tree = Pages(linjiang, "zh").tree(f"{LAW}/compare/{OLD}..{NOW}/")
    kinds = {section.get("id"): section.get("class").removeprefix("diff diff-") for section in with_class(tree, "diff")}
    del kinds[None]  # the line of history, which has no place of its own
    assert kinds == {
        "art-2": "changed", "art-2-1": "moved", "art-4": "changed", "art-6": "added",
        "art-7": "renumbered", "_was-art-8": "removed", "art-8": "renumbered",
    }  # fmt: skip
    source = (linjiang_options(Path("x")).content / "laws/riverside-lighting.yml").read_text("utf-8")
    assert "第三条　日落时开灯, 日出时关灯。" in source
    assert "日落时开灯, 日出时关灯。" in words(by_id(Pages(linjiang, "zh").tree(f"{LAW}/"), "art-3"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_text_s_date_and_numbers(linjiang: Built, language: Language) -> None:
    """A day that is only that of the decision, no day at all, and numbers that the official text has out of order."""
    pages = Pages(linjiang, language)
    said = {
        "laws/ferry-fares/": {"zh": "施行日期未载", "en": "this is the day of the decision"},
        "laws/tide-bells/versions/undated/": {"zh": "日期未载", "en": "text of unrecorded date"},
        "laws/lantern-permits/": {"zh": "正式文本中下列编号本来就不连续", "en": "out of order in the official text"},
    }
    for address, sentence in said.items():
        assert sentence[language] in words(pages.tree(address)), address
    assert "第四条" in words(pages.tree("laws/lantern-permits/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demonstration_says_so_on_every_page_and_in_every_file(linjiang: Built, language: Language) -> None:
    sentence = {"zh": "示范", "en": "Demonstration"}[language]
    folder = linjiang.folder / Pages(linjiang, language).prefix / "laws/ferry-fares"
    assert len(list(folder.rglob("index.html"))) == 5
    for page in folder.rglob("index.html"):
        notices = with_class(Pages(linjiang, language).tree(f"laws/ferry-fares/{page.parent.relative_to(folder)}/"), "notice-alert")  # fmt: skip
        assert any(sentence in words(notice) for notice in notices), page
    for file in (linjiang.folder / "laws/ferry-fares").rglob(f"law.{language}.*"):
        assert sentence in file.read_text("utf-8"), file
    (block,) = [element.text for element in Pages(linjiang, language).tree("laws/ferry-fares/").iter("script") if element.get("type") == "application/ld+json"]  # fmt: skip
    assert json.loads(block)["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_drafts_are_nowhere_unless_asked_for_and_then_marked(
    linjiang: Built, options_of_linjiang: Callable[[str], Options]
) -> None:
    for path in linjiang.folder.rglob("*"):
        assert "quay-music" not in str(path)
        if path.is_file():
            data = path.read_bytes()
            assert b"quay-music" not in data, path
            assert "埠头奏乐".encode() not in data, path
    options = replace(options_of_linjiang("2026-06-30"), drafts=True)
    built = Built(options.out, build(options, Silent()))
    for language, sentence in (("zh", "草稿"), ("en", "Draft")):
        pages = Pages(built, language)  # type: ignore[arg-type]
        for address in ("laws/quay-music/", "laws/quay-music/versions/2026-03-01/", "laws/quay-music/versions/2026-03-01/cite/"):  # fmt: skip
            notices = with_class(pages.tree(address), "notice-alert")
            assert any(sentence in words(notice) for notice in notices), address
        rows = [row for row in with_class(pages.tree("laws/"), "row") if "quay-music" in row.find(".//a").get("href")]
        assert [[words(label) for label in with_class(row, "row-label")] for row in rows] == [[sentence]]
    assert "本记录是尚未核对的草稿。" in (built.folder / "laws/quay-music/law.zh.txt").read_text("utf-8")
    assert json.loads((built.folder / "laws/quay-music/law.json").read_text("utf-8"))["draft"] is True
