"""The text of a law as a structure, read from plain text and printed back to it."""

from gongkai.lawtext.nodes import Article, Doubt, Heading, Item, LawText, Loose, Paragraph
from gongkai.lawtext.numbering import Irregular, irregularities
from gongkai.lawtext.parse import parse_law

__all__ = [
    "Article",
    "Doubt",
    "Heading",
    "Irregular",
    "Item",
    "LawText",
    "Loose",
    "Paragraph",
    "irregularities",
    "parse_law",
]
