"""EPUB: what the format asks, every word there, contents that lead somewhere."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from gongkai.fields import LANGUAGES, Language
from tests.publications.conftest import BOOKS, Shelf, bare, contents, held, words

EVERY = [(key, language) for key in BOOKS for language in LANGUAGES]
XHTML = "{http://www.w3.org/1999/xhtml}"
_JAR = Path("/usr/share/java/epubcheck.jar")


@pytest.fixture(params=EVERY, ids=[f"{key}-{language}" for key, language in EVERY])
def book(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[str, Language, Path]:
    key, language = request.param
    return key, language, shelf.path(key, language, "epub")


Book = tuple[str, Language, Path]


def test_epubcheck_finds_nothing(shelf: Shelf) -> None:
    """The checker of the format's makers, with warnings as errors, over all books at once is not possible; one by one."""
    command = ["java", "-jar", str(_JAR)] if _JAR.exists() and shutil.which("java") else ["epubcheck"]
    if not shutil.which(command[0]):
        pytest.skip("epubcheck is not here (Debian, Ubuntu: apt-get install epubcheck)")
    books = sorted(shelf.folder.glob("*.epub"))
    assert len(books) == 2 * (1 + 4)
    for path in books:
        done = subprocess.run([*command, "--failonwarnings", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{path.name}\n{done.stdout}{done.stderr}"


def test_the_zip_begins_with_its_type(book: Book) -> None:
    with zipfile.ZipFile(book[2]) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _pages(path: Path) -> dict[str, Element]:
    with zipfile.ZipFile(path) as archive:
        return {
            name.removeprefix("book/"): fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def test_every_word_of_the_records_is_in_it(book: Book) -> None:
    key, language, path = book
    text = bare("".join("".join(page.itertext()) for name, page in sorted(_pages(path).items()) if name != "nav.xhtml"))
    for one in held(key):
        for each in words(one, language):
            for line in each.splitlines():
                assert bare(line) in text, line


def test_contents_name_every_part_and_lead_there(book: Book) -> None:
    key, language, path = book
    pages = _pages(path)
    links = pages["nav.xhtml"].findall(f".//{XHTML}nav[1]//{XHTML}a")[1:]
    assert [_last_words(link) for link in links][: len(contents(key, language))] == contents(key, language)
    for link in links[: len(contents(key, language))]:
        name, _, anchor = link.attrib["href"].partition("#")
        (heading,) = pages[name].findall(f".//*[@id='{anchor}']")
        assert "".join(heading.itertext()) == _last_words(link)


def _last_words(link: Element) -> str:
    """A line of the contents without what counts the chapter."""
    count = link.find(f"{XHTML}span[@class='book-count']")
    text = "".join(link.itertext())
    return text.removeprefix(count.text or "").strip() if count is not None else text


def test_every_link_inside_leads_somewhere(book: Book) -> None:
    pages = _pages(book[2])
    ids = {name: {each.attrib["id"] for each in page.iter() if "id" in each.attrib} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a"):
            target, _, anchor = link.attrib["href"].partition("#")
            if "://" not in target:
                assert not anchor or anchor in ids[target or name], link.attrib
                assert not target or target in pages


def test_it_says_how_it_can_be_read(book: Book) -> None:
    with zipfile.ZipFile(book[2]) as archive:
        package = archive.read("book/package.opf").decode()
    for each in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):  # fmt: skip
        assert f'property="schema:{each}"' in package
