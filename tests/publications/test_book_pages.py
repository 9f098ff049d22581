"""The book on one page, chapters by themselves, and how each is cited."""

import re

import html5lib
import pytest

from gongkai.fields import LANGUAGES, Language
from tests.conftest import Built
from tests.publications.conftest import BOOKS, bare, contents, held, words


def _text(html: str) -> str:
    return "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", BOOKS)
def test_the_whole_book_is_on_one_page(linjiang: Built, key: str, language: Language) -> None:
    html = linjiang.page(f"{'' if language == 'zh' else 'en/'}{key}/book")
    text = bare(_text(html))
    for one in held(key):
        for each in words(one, language):
            for line in each.splitlines():
                assert bare(line) in text, line
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) - {"_main"} <= set(ids)
    headings = [bare(_text(found)) for found in re.findall(r"(?s)<h[23][ >].*?</h[23]>", html)]
    assert [line for line in contents(key, language) if bare(line) not in headings] == []


@pytest.mark.parametrize(
    ("address", "chinese", "english"),
    [
        (
            "cases/night-ferry",
            "临江测试组. 夜渡热线[EB/OL]. [2026-06-30]. https://linjiang.example/open/cases/night-ferry/.",
            (
                "The Linjiang test bench, The night ferry line (夜渡热线), "
                "https://linjiang.example/open/en/cases/night-ferry/ (as of 30 June 2026)."
            ),
        ),
        (
            "collections/2025-riverside/book",
            "临江测试组. 江边三例[EB/OL]. [2026-06-30]. https://linjiang.example/open/collections/2025-riverside/book/.",
            (
                "The Linjiang test bench, Three cases from the riverside (江边三例), "
                "https://linjiang.example/open/en/collections/2025-riverside/book/ (as of 30 June 2026)."
            ),
        ),
        (
            "reports/2025/chapters/1",
            "临江测试组. 2025 年实践报告：一年的会[EB/OL]. [2026-06-30]. https://linjiang.example/open/reports/2025/chapters/1/.",
            (
                "The Linjiang test bench, “A year of sittings”, in The year 2025 in practice (2025 年实践报告), "
                "https://linjiang.example/open/en/reports/2025/chapters/1/ (as of 30 June 2026)."
            ),
        ),
    ],
)
def test_how_it_is_cited(linjiang: Built, address: str, chinese: str, english: str) -> None:
    """By GB/T 7714—2025, whose model for a page is 责任者. 题名[EB/OL]. (日期)[引用日期]. 获取和访问路径., and in English."""
    for prefix in ("", "en/"):
        html = linjiang.page(prefix + address)
        cited = re.findall(r'(?s)<dl class="citation">.*?</dl>', html)
        assert [bare(chinese) in bare(_text(one)) and bare(english) in bare(_text(one)) for one in cited][-1]
        assert "data-copy=" in html


def test_a_chapter_has_its_figures_charts_and_sources(linjiang: Built) -> None:
    html = linjiang.page("en/reports/2025/chapters/1")
    text = _text(html)
    for each in ("A year of sittings", "Sittings by year", "One vote", "Work report"):
        assert each in text
    assert 'id="_source-work"' in html
    assert 'rel="next"' not in html, "it is the only chapter"
