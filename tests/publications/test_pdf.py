"""PDF: tagged and named, contents that lead where they say, every word there, the same bytes every time."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from gongkai.fields import LANGUAGES, Language
from gongkai.publications.making import make
from tests.conftest import linjiang_options
from tests.publications.conftest import BOOKS, Shelf, bare, contents, held, record, words

EVERY = [(key, language) for key in BOOKS for language in LANGUAGES]


@pytest.fixture(params=EVERY, ids=[f"{key}-{language}" for key, language in EVERY])
def book(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[str, Language, PdfReader]:
    key, language = request.param
    return key, language, PdfReader(shelf.path(key, language, "pdf"))


Book = tuple[str, Language, PdfReader]


def test_it_is_tagged_and_says_what_it_is(book: Book) -> None:
    key, language, pdf = book
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].split("-")[0] == language
    assert pdf.metadata is not None
    assert pdf.metadata.title == record(key)["title"][language]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_every_picture_has_words(book: Book) -> None:
    figures = [node for node in _structure(book[2].root_object["/StructTreeRoot"]) if node.get("/S") == "/Figure"]
    assert all(node.get("/Alt") for node in figures)
    assert len(figures) == (len(record(book[0]).get("charts", ())))


def _structure(node: Any) -> Iterator[Any]:
    node = node.get_object()
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get"):
            yield from _structure(kid)


def _bookmarks(pdf: PdfReader, items: Any = None) -> Iterator[Destination]:
    for item in pdf.outline if items is None else items:
        if isinstance(item, list):
            yield from _bookmarks(pdf, item)
        else:
            yield item


def test_contents_bookmarks_and_pages_agree(book: Book) -> None:
    """Bookmarks are the headings of the contents; the number printed there is that of the page they lead to."""
    key, language, pdf = book
    first, *marks = _bookmarks(pdf)
    assert [mark.title for mark in marks] == contents(key, language)
    at = pdf.get_destination_page_number(first)
    assert at is not None
    printed = bare(pdf.pages[at].extract_text())
    for mark in marks:
        page = pdf.get_destination_page_number(mark)
        assert page is not None
        assert re.search(rf"{re.escape(bare(str(mark.title)))}\.+{pdf.page_labels[page]}(?!\.)", printed), mark.title
        assert bare(str(mark.title)) in bare(pdf.pages[page].extract_text())


def test_pages_are_counted_apart_before_the_book_begins(book: Book) -> None:
    pdf = book[2]
    labels = list(pdf.page_labels)
    begin = labels.index("1", 1)
    assert labels[1] == "i"
    assert labels[begin:] == [str(number) for number in range(1, len(labels) - begin + 1)]
    assert begin % 2 == 0, "the book begins on a right-hand page"
    for label, page in list(zip(labels, pdf.pages, strict=True))[begin:]:
        assert page.extract_text().split()[-1] == label or page.extract_text().split()[0] == label


def test_running_heads_name_the_book_and_the_chapter(book: Book) -> None:
    key, language, pdf = book
    labels = list(pdf.page_labels)
    begin = labels.index("1", 1)
    opened = {pdf.get_destination_page_number(mark): str(mark.title) for mark in pdf_chapters(pdf)}
    chapter, heads = "", 0
    for number, page in list(enumerate(pdf.pages))[begin:]:
        if number in opened:
            chapter = opened[number]
            continue
        expected = chapter if number % 2 == 0 else record(key)["title"][language]
        assert bare(expected) in bare(page.extract_text())[: len(bare(expected)) + 8], number
        heads += 1
    assert heads


def pdf_chapters(pdf: PdfReader) -> list[Destination]:
    """The bookmarks of the first level."""
    return [item for item in pdf.outline if isinstance(item, Destination)]


def test_every_typeface_is_in_the_file(book: Book) -> None:
    names = set()
    for page in book[2].pages:
        fonts: Any = page["/Resources"].get_object().get("/Font")
        for font in (fonts.get_object() if fonts else {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                descriptor = inner.get_object()["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(descriptor), descriptor["/FontName"]
                names.add(str(descriptor["/FontName"]).partition("+")[2])
    assert any("NotoSerifCJK" in name for name in names)
    assert any("Libertinus" in name for name in names)


def test_every_word_of_the_records_is_in_it(book: Book) -> None:
    key, language, pdf = book
    text = bare("".join(page.extract_text() for page in pdf.pages))
    for one in held(key):
        for each in words(one, language):
            for line in each.splitlines():
                assert bare(line) in text, line


def test_the_same_records_give_the_same_bytes(shelf: Shelf, tmp_path: Any) -> None:
    make(linjiang_options(tmp_path / "site"))
    names = sorted(path.name for path in shelf.folder.iterdir())
    assert sorted(path.name for path in (tmp_path / "publications").iterdir()) == names
    for name in names:
        assert (tmp_path / "publications" / name).read_bytes() == (shelf.folder / name).read_bytes(), name
