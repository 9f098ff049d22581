"""What search finds of a record: its words, cut into pieces, each with the anchor it opens at.

A piece is an item of a list, a panel, an article, or a section of the page. Its anchor is the
item's own `id` where it has one; else `_field` for a field that is one text (`_background`), and
`_field-n`, counted from 1, for the n-th thing of a list (`_findings-2`). Templates give the same
ids to the same words; a test holds the two together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from pydantic import BaseModel

from gongkai.fields import LANGUAGES, EitherText, Figure, Language, PartialDate, Prose, Step, Text
from gongkai.i18n import date_words, number_words, span_elements

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_INLINE = {"em", "strong", "del", "code", "a", "sup", "sub"}


class Words(NamedTuple):
    """What a piece says in one language. `label` is its heading or number, and `text` begins with it."""

    label: str
    text: str


class Piece(NamedTuple):
    """A piece of a record. `anchor` is empty for what stands at the head of its page.

    `section` names the part of the page that it stands in, by the field it comes from; the words for it
    are the interface's. `version` names the version of a law that has it, and is empty for everything else. A language
    in which nothing is said is left out of `words`.
    """

    version: str
    anchor: str
    words: Mapping[Language, Words]
    section: str = ""


def pieces_of(record: BaseModel, head: Iterable[str], left_out: Iterable[str]) -> Iterator[Piece]:
    """The pieces of a record by the rule above.

    The fields named in `head` stand together at the head of the page; those `left_out` are not looked at.
    """
    heads = list(head)
    yield from piece("", [getattr(record, name) for name in heads])
    for name in type(record).model_fields:
        value = getattr(record, name)
        section = name.replace("_", "-")
        if name in heads or name in left_out:
            continue
        if isinstance(value, tuple):
            yield from listed(section, value)
        elif isinstance(value, BaseModel):
            yield from piece(f"_{section}", value, section)


def listed(section: str, items: Iterable[Any]) -> Iterator[Piece]:
    """A piece for each item of a list."""
    for number, item in enumerate(items, start=1):
        own = getattr(item, "id", None)
        yield from piece(str(own) if own else f"_{section}-{number}", item, section)


def piece(anchor: str, value: Any, section: str = "") -> Iterator[Piece]:
    """One piece of what a value says, or none where it says nothing."""
    found: dict[Language, Words] = {}
    for language in LANGUAGES:
        title = getattr(value, "title", None)
        label = (title.get(language) or "") if isinstance(title, Text) else ""
        text = " ".join(words for words in _words(value, language) if words)
        if text:
            found[language] = Words(label, text)
    if found:
        yield Piece("", anchor, found, section)


def plain(markdown: str) -> str:
    """The words of Markdown as a page shows them."""
    from gongkai.markdown_html import to_html

    return unescape(_TAG.sub(lambda tag: "" if tag[2] in _INLINE else " ", to_html(markdown)))


def _words(value: Any, language: Language) -> Iterator[str]:
    """Everything in a value that a page shows as words, a title first, then its dates, the rest in the order of its fields."""
    if isinstance(value, Prose):
        yield plain(value.get(language) or "")
    elif isinstance(value, Text | EitherText):
        yield value.get(language) or ""
    elif isinstance(value, Figure):
        if value.label.get(language) is not None:
            unit = value.unit.get(language) if value.unit else None
            note = value.note.get(language) if value.note else None
            yield from (value.label.get(language) or "", number_words(value.number(language), language), unit or "")
            yield from (date_words(value.as_of, language) if value.as_of else "", note or "")
    elif isinstance(value, BaseModel):
        said = [words for each in _ordered(value) for words in _words(each, language)]
        if any(said):
            first = int(isinstance(getattr(value, "title", None), Text))
            yield from (*said[:first], *_dates(value, language), *said[first:])
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _words(each, language)


def _dates(value: BaseModel, language: Language) -> list[str]:
    """The dates of an item as its page has them: from one day to another is said in short."""
    if isinstance(value, Step) and value.until is not None:
        return [_TAG.sub("", span_elements(value.date, value.until, language))]
    return [date_words(each, language) for each in value.__dict__.values() if isinstance(each, PartialDate)]


def _ordered(value: BaseModel) -> list[Any]:
    fields = dict(value.__dict__)
    title = fields.pop("title", None)
    return [title, *fields.values()]
