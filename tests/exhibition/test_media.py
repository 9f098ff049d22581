"""Pictures in the site: what may be shown is there, what may not is nowhere and is said to be missing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.cases import materialise
from tests.conftest import LINJIANG, Built
from tests.test_build import tree

CONTENT = LINJIANG / "content"
WITHHELD = {
    "market-morning": {"zh": "许可已到期，不展示", "en": "Not shown: permission has ended"},
    "unsigned-sketch": {"zh": "权利未注明，不展示", "en": "Not shown: rights not on record"},
    "evening-crowd": {"zh": "未征得图中人同意，不展示", "en": "Not shown: no consent on record"},
}
"""The invented city's pictures that may not be shown, and what is said instead."""
HELD_BACK = "next-lamp"


def yaml_of(folder: str) -> dict[str, Any]:
    """The city's records of a type as they were written, by id, read by another reader than the site's own."""
    return {
        path.stem: yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        for path in sorted((CONTENT / folder).glob("[!_]*.yml"))
    }


def shown_on(built: Built, address: str) -> set[str]:
    """The ids of the pictures that a page shows."""
    page = html5lib.parse(built.page(address), namespaceHTMLElements=False)
    return {
        found[1] for image in page.iter("img") if (found := re.search(r"media/([a-z0-9-]+)/", str(image.get("src"))))
    }


def good_media(built: Built) -> set[str]:
    """The ids of the pictures that went out, by the folders in which files other than pages lie."""
    return {path.parts[-2] for path in built.folder.glob("media/*/*") if path.suffix in (".svg", ".webp")}


# What may not be shown


def test_pictures_that_may_not_be_shown_are_nowhere(linjiang: Built) -> None:
    """No file of theirs, neither as it was given nor made of it; and no page asks for one."""
    names = [*WITHHELD, HELD_BACK]
    given = {path.read_bytes() for path in (CONTENT / "media").iterdir() if path.stem in names and path.suffix != ".yml"}  # fmt: skip
    assert len(given) == len(names)
    files = [path for path in linjiang.folder.rglob("*") if path.is_file()]
    assert [path for path in files if path.suffix != ".html" and any(name in str(path) for name in names)] == []
    for path in files:
        data = path.read_bytes()
        assert data not in given, path
        if path.suffix == ".html":
            assert re.findall(rf'(?:src|srcset|href|content)="[^"]*({"|".join(names)})[^"/]*\.(?:webp|svg|png|jpe?g)', data.decode()) == [], path  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITHHELD)
def test_pages_say_that_a_picture_is_not_shown_and_why(linjiang: Built, name: str, language: str) -> None:
    """On its own page, in its panel and in its hall, with caption and credit, which are no secret."""
    pages = Pages(linjiang, "zh" if language == "zh" else "en")
    record = yaml_of("media")[name]
    for address in (f"media/{name}/", "panels/markets-only/", "exhibition/markets/"):
        text = words(pages.tree(address))
        assert WITHHELD[name][language] in text, address
        assert record["caption"][language] in text, address
        assert record["credit"][language] in text, address
    if name == "market-morning":
        notes = [words(note) for note in with_class(pages.tree("panels/markets-only/"), "picture-withheld")]
        assert any(("2025年12月31日" if language == "zh" else "31 December 2025") in note for note in notes)


def test_a_picture_held_back_leaves_a_gap_that_is_named(linjiang: Built) -> None:
    """Before its day neither its words nor its name are anywhere; the gallery says that something is held back."""
    record = yaml_of("media")[HELD_BACK]
    for path in linjiang.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert HELD_BACK not in text, path
        assert record["caption"]["zh"] not in text, path
        assert record["title"]["en"] not in text, path
    gallery = list(with_class(Pages(linjiang, "zh").tree("panels/markets-only/"), "block-gallery"))
    assert len(gallery) == 1
    assert len(list(with_class(gallery[0], "unpublished"))) == 1
    assert len(list(with_class(gallery[0], "picture"))) == 4


EXPIRES = {
    "change": {
        "content/media/good.yml": {
            "licence: CC BY 4.0}": "permission: {zh: 书面, en: In writing}, expires: 2026-06-29}"
        }
    }
}
MANY_PLACES = {
    "content/exhibition/second.yml": "title: {zh: 二, en: Two}\norder: 2\nhue: jade\npicture: media/good\npanels: []\n"
}


def build_on(options: Options, day: str) -> set[str]:
    """Build as of a day; the files of pictures that are there then."""
    build(replace(options, as_of=day), Silent())
    return {str(path.relative_to(options.out)) for path in options.out.rglob("*.svg") if "assets" not in path.parts}


def images(options: Options) -> list[str]:
    """Every picture of `media` that a page asks for."""
    pages = [path.read_text("utf-8") for path in options.out.rglob("*.html")]
    return [src for page in pages for src in re.findall(r'<img src="([^"]*media/[^"]*)"', page)]


def test_a_permission_holds_to_its_last_day_and_no_longer(tmp_path: Path) -> None:
    """Built day after day into the same folder: there on the day it ends, gone on the next, back when it is renewed."""
    options = materialise(EXPIRES | {"files": MANY_PLACES}, tmp_path)
    files = {"media/good/good.zh.svg", "media/good/good.en.svg"}
    assert build_on(options, "2026-06-28") == files
    assert len(images(options)) >= 8
    assert build_on(options, "2026-06-29") == files
    assert len(images(options)) >= 8
    page = (options.out / "en/panels/good/index.html").read_text("utf-8")
    assert "Not shown" not in page
    assert build_on(options, "2026-06-30") == set()
    assert images(options) == []
    page = (options.out / "en/panels/good/index.html").read_text("utf-8")
    assert "Not shown: permission has ended" in page
    record = tmp_path / "content/media/good.yml"
    record.write_text(record.read_text("utf-8").replace("expires: 2026-06-29", "expires: 2028-01-01"), "utf-8")
    assert build_on(options, "2026-06-30") == files
    assert len(images(options)) >= 8


@pytest.mark.parametrize(
    ("old", "new", "goes"),
    [
        ("rights: {holder: {zh: 测试组, en: Tests}, licence: CC BY 4.0}\n", "", True),
        ("made: 2026\n", "made: 2026\npeople: true\n", True),
        ("made: 2026\n", "made: 2026\npeople: true\nconsent: {date: 2026-01-01, record: {zh: 签字, en: Signed}}\n", False),
        ("made: 2026\n", "made: 2026\npublish_from: 2026-07-01\n", True),
        ("made: 2026\n", "made: 2026\ndraft: true\n", True),
    ],
    ids=["no-rights", "no-consent", "consent", "embargo", "draft"],
)  # fmt: skip
def test_an_edit_of_rights_takes_the_picture_out(tmp_path: Path, old: str, new: str, goes: bool) -> None:
    """The next build leaves nothing of it, and is the same as a build of everything."""
    options = materialise({}, tmp_path)
    assert build_on(options, "2026-06-30") != set()
    record = tmp_path / "content/media/good.yml"
    text = record.read_text("utf-8")
    assert text.count(old) == 1
    record.write_text(text.replace(old, new), "utf-8")
    assert (build_on(options, "2026-06-30") == set()) == goes
    assert (images(options) == []) == goes
    after = tree(options.out)
    build(replace(options, full=True), Silent())
    assert tree(options.out) == after


def test_another_picture_under_the_same_record_reaches_every_page(tmp_path: Path) -> None:
    """The picture's file alone changes; its record is not touched."""
    options = materialise({}, tmp_path)
    build(options, Silent())
    before = tree(options.out)
    record = tmp_path / "content/media/good.yml"
    stamp = record.stat().st_mtime_ns
    picture = tmp_path / "content/media/good.svg"
    picture.write_text(picture.read_text("utf-8").replace("0 0 40 30", "0 0 40 50"), "utf-8")
    build(options, Silent())
    after = tree(options.out)
    assert record.stat().st_mtime_ns == stamp
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"media/good/good.zh.svg", "media/good/good.en.svg"} <= changed
    shows = {name for name in after if name.endswith(".html") and 'src="' in (text := (options.out / name).read_text("utf-8")) and "media/good/good." in text and "<img" in text}  # fmt: skip
    assert len(shows) >= 8
    for name in shows:
        sizes = re.findall(r'<img src="[^"]*media/good/[^>]*height="(\d+)"', (options.out / name).read_text("utf-8"))
        assert set(sizes) <= {"50"}, name
    build(replace(options, full=True), Silent())
    assert tree(options.out) == after


# What is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_its_words_and_its_size(linjiang: Built, language: str) -> None:
    """On each page that shows one: width and height, and the alt text as it was written, or none where it decorates."""
    records = yaml_of("media")
    prefix = "" if language == "zh" else "en/"
    pages = [*linjiang.folder.glob(f"{prefix}panels/*/index.html"), *linjiang.folder.glob(f"{prefix}media/*/index.html")]  # fmt: skip
    seen = set()
    for path in pages:
        for image in html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False).iter("img"):
            found = re.search(r"media/([a-z0-9-]+)/", "/".join(path.parts[-3:-1]) + "/" + str(image.get("src")))
            name = re.search(r"/([a-z0-9-]+?)(?:-\d+\.webp|\.(?:zh\.|en\.)?svg)$", str(image.get("src")))
            assert name is not None, str(image.get("src"))
            assert found is not None
            alt = records[name[1]].get("alt")
            assert image.get("alt") == ((alt.get(language) or alt["zh"]) if alt else ""), path
            assert int(str(image.get("width"))) > 0
            assert int(str(image.get("height"))) > 0
            seen.add(name[1])
    assert seen == good_media(linjiang)


def test_a_drawing_speaks_the_language_of_the_page(linjiang: Built) -> None:
    for language, word, other in (("zh", "第一盏灯", "The first lamp"), ("en", "The first lamp", "第一盏灯")):
        prefix = "" if language == "zh" else "en/"
        page = html5lib.parse(linjiang.page(f"{prefix}media/lamp-room"), namespaceHTMLElements=False)
        (src,) = {str(image.get("src")) for image in page.iter("img")}
        drawing = (linjiang.folder / prefix / "media/lamp-room" / src).resolve().read_text("utf-8")
        assert word in drawing
        assert other not in drawing


# The audit page


NUMBERS = ["panels", "translated", "cited", "codes", "quotes", "pictures", "shown", "alt", "decorative", "described", "licensed", "sourced", "pictures_translated"]  # fmt: skip


def has_gap(value: Any) -> bool:
    """Whether words in a record are in Chinese alone."""
    if isinstance(value, dict):
        return ("zh" in value and "en" not in value) or any(map(has_gap, value.values()))
    return isinstance(value, list) and any(map(has_gap, value))


def own_words(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without its sources, whose titles stay in the language they are in."""
    return {name: value for name, value in record.items() if name != "sources"}


def media_in(panel: Mapping[str, Any]) -> set[str]:
    """The ids of the pictures that the blocks of a panel name."""
    return set(re.findall(r"media/([a-z0-9-]+)", str(panel.get("blocks", ()))))


def counted(halls: Iterable[Mapping[str, Any]], out: set[str]) -> list[int]:
    """The numbers of the audit page for some halls, from what was written and from the files that went out."""
    panels, media = yaml_of("panels"), yaml_of("media")
    names = {key.removeprefix("panels/") for hall in halls for key in hall["panels"]}
    pictures = {picture for name in names for picture in media_in(panels[name])}
    pictures |= {hall["picture"].removeprefix("media/") for hall in halls if "picture" in hall}
    pictures -= {HELD_BACK}
    return [
        len(names),
        sum(not has_gap(own_words(panels[name])) for name in names),
        sum(bool(panels[name].get("sources")) for name in names),
        sum("code" in panels[name] for name in names),
        sum("quote" in block for name in names for block in panels[name].get("blocks", ())),
        len(pictures),
        len(pictures & out),
        sum("alt" in media[name] for name in pictures),
        sum("decorative" in media[name] for name in pictures),
        sum("description" in media[name] for name in pictures),
        sum("rights" in media[name] for name in pictures),
        sum("source" in media[name] for name in pictures),
        sum(not has_gap(own_words(media[name])) for name in pictures),
    ]


def rows_of(page: Any) -> dict[str, list[int]]:
    """The audit page's table: a row by its heading."""
    rows = [row for row in page.iter("tr") if list(row.iter("td"))]
    return {words(next(row.iter("th"))).strip(): [int(words(cell)) for cell in row.iter("td")] for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_audit_page_counts_what_is_there(linjiang: Built, language: str) -> None:
    """Every number equals a count by hand: of the records as they were written, and of the pages as they were built."""
    page = Pages(linjiang, "zh" if language == "zh" else "en").tree("exhibition/audit/")
    rows = rows_of(page)
    halls, out = yaml_of("exhibition"), good_media(linjiang)
    *single, whole = rows.values()
    assert list(rows)[:-1] == [hall["title"][language] for hall in sorted(halls.values(), key=lambda hall: int(hall["order"]))]  # fmt: skip
    for row, (name, hall) in zip(single, sorted(halls.items(), key=lambda item: int(item[1]["order"])), strict=True):
        assert dict(zip(NUMBERS, row, strict=True)) == dict(zip(NUMBERS, counted([hall], out), strict=True)), name
        assert row[NUMBERS.index("shown")] == len(shown_on(linjiang, f"exhibition/{name}")), name
    assert whole == counted(list(halls.values()), out)
    assert whole[NUMBERS.index("panels")] == len(yaml_of("panels")) - 1
    assert whole[NUMBERS.index("quotes")] == 2
    assert whole[NUMBERS.index("decorative")] == 1


def test_the_audit_page_names_what_is_missing(linjiang: Built) -> None:
    page = Pages(linjiang, "en").tree("exhibition/audit/")
    lists = {}
    for section in page.iter("section"):
        links = [re.search(r"(?:panels|media)/([a-z0-9-]+)/", str(link.get("href"))) for link in section.iter("a")]
        lists[words(next(section.iter("h2"))).strip()] = {found[1] for found in links if found}
    assert list(lists.values()) == [{"night-only"}, set(WITHHELD), {"old-list"}, {"old-lamp-list"}]
    assert len(list(elements(page))) > 100
