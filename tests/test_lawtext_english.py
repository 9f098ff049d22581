"""English translations: every way of writing a number, and sentences that only begin like a heading."""

import pytest

from gongkai.lawtext import parse_law


@pytest.mark.parametrize(
    ("line", "anchor", "label", "title"),
    [
        ("CHAPTER I GENERAL PROVISIONS", "ch-1", "CHAPTER I", "GENERAL PROVISIONS"),
        ("Chapter XIV: Lamps", "ch-14", "Chapter XIV:", "Lamps"),
        ("Chapter Ⅸ Lamps", "ch-9", "Chapter Ⅸ", "Lamps"),
        ("Chapter Twenty-One Lamps", "ch-21", "Chapter Twenty-One", "Lamps"),
        ("Chapter ninety Lamps", "ch-90", "Chapter ninety", "Lamps"),
        ("Chapter 7. Lamps", "ch-7", "Chapter 7.", "Lamps"),
        ("Part Two Fog", "pt-2", "Part Two", "Fog"),
        ("Book One Fog", "pt-1", "Book One", "Fog"),
        ("Sub-Part One Fog", "sub-1", "Sub-Part One", "Fog"),
        ("Section 3 Rain", "sec-3", "Section 3", "Rain"),
        ("Section iv Rain", "sec-4", "Section iv", "Rain"),
    ],
)
def test_headings(line: str, anchor: str, label: str, title: str) -> None:
    """Digits, Roman numerals of both kinds, and words."""
    heading = next(parse_law(f"Rules\n{line}\nArticle 1 Lamps.", "en").headings())
    assert (heading.anchor, heading.label, heading.title) == (anchor, label, title)


@pytest.mark.parametrize(
    ("line", "anchor"),
    [
        ("Article 5 Lamps shall be lit.", "art-5"),
        ("ARTICLE 5. Lamps shall be lit.", "art-5"),
        ("Article 5-2 Lamps shall be lit.", "art-5-2"),
        ("Article 5\u20132 Lamps shall be lit.", "art-5-2"),
        ("Article 5: “Lamps” means lights.", "art-5"),
        ("Article 5", "art-5"),
    ],
)
def test_articles(line: str, anchor: str) -> None:
    assert [article.anchor for article in parse_law(f"Rules\n{line}", "en").articles()] == [anchor]


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 of these Rules applies to lamps.",
        "Article 5 and Article 6 apply.",
        "Article 5 Paragraph 2 applies.",
        "Article 5, paragraph 2 applies.",
        "Articles 5 to 7 apply.",
        "Section 2 of this Chapter does not apply.",
        "Chapter II applies to lamps.",
        "Part of the lamps are lit.",
        "Parties may agree otherwise.",
        "Section 3 Lamps are lit by the port authority.",
        "Annex lamps are lit.",
        "Schedule 1 of these Rules applies.",
    ],
)
def test_sentences(line: str) -> None:
    """A sentence is a paragraph of the article before it."""
    law = parse_law(f"Rules\nArticle 1 Lamps.\n{line}", "en")
    assert list(law.anchors()) == ["art-1", "art-1-p1", "art-1-p2"]
