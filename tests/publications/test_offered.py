"""The site offers books where there are any, says of which day they are, and knows nothing of them where there are none."""

import shutil
from dataclasses import replace
from pathlib import Path

from gongkai.progress import Silent
from gongkai.publications.making import make
from gongkai.site import Options, build
from tests.conftest import LINJIANG, Built, linjiang_options


def _pages(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.rglob("index.html")))


def test_a_site_without_books_does_not_speak_of_them(linjiang: Built) -> None:
    assert not (linjiang.folder / "publications").exists()
    assert "publications/" not in _pages(linjiang.folder)


def test_a_site_with_books_offers_them_until_they_are_gone(tmp_path: Path) -> None:
    """Built without, with, after an edit of a case, and without again: only the pages that offer books change."""
    shutil.copytree(LINJIANG, tmp_path / "city")
    options: Options = replace(linjiang_options(tmp_path / "site"), content=tmp_path / "city" / "content")
    build(options, Silent())
    before = _pages(options.out)
    make(options)
    result = build(options, Silent())
    assert 0 < result.rendered < 30, "only pages of collections and reports, and of what follows them"
    collection = options.out / "en" / "collections" / "2025-riverside"
    for page in (collection / "index.html", collection / "book" / "index.html"):
        assert 'publications/collections-2025-riverside.en.pdf"' in page.read_text("utf-8")
        assert "Records have changed since" not in page.read_text("utf-8")
    for path in (tmp_path / "publications").glob("*.*b*"):
        assert (options.out / "publications" / path.name).read_bytes() == path.read_bytes()
    case = options.content / "cases" / "market-bell.yml"
    case.write_text(case.read_text("utf-8").replace("title: {zh: ", "title: {zh: 新", 1), "utf-8")
    build(options, Silent())
    assert "Records have changed since" in (collection / "index.html").read_text("utf-8")
    shutil.rmtree(tmp_path / "publications")
    shutil.copytree(LINJIANG / "content", options.content, dirs_exist_ok=True)
    build(options, Silent())
    assert _pages(options.out) == before
    assert not (options.out / "publications").exists()
