"""The structure of a text as bytes, to pass between the processes of one build: quicker than reading the text again.

The bytes are those of `marshal`, which is several times as quick as `pickle` and knows plain tuples only:
nodes go without their names and are given them back by their place. Nothing keeps these bytes, for
another Python may not read them.
"""

import marshal
from collections.abc import Iterable
from typing import Any

from gongkai.lawtext.nodes import Article, Doubt, Heading, Item, LawText, Loose, Paragraph

_NODES = (Article, Heading, Loose)
_named = tuple.__new__  # makes a NamedTuple of a tuple that was one, without looking at its fields


def pack_law(law: LawText) -> bytes:
    """The structure as bytes."""
    body = [
        (0, (*node[:8], [_plain(each) for each in node.paragraphs], node.line))
        if isinstance(node, Article)
        else (_NODES.index(type(node)), tuple(node))
        for node in law.body
    ]
    return marshal.dumps((body, [tuple(doubt) for doubt in law.doubts]))


def unpack_law(data: bytes) -> LawText:
    """The structure that `pack_law` was given."""
    body, doubts = marshal.loads(data)  # noqa: S302 - from this build's own processes
    nodes: list[Any] = [
        _named(_NODES[kind], values)
        if kind
        else _named(Article, (*values[:8], tuple([_paragraph(each) for each in values[8]]), values[9]))
        for kind, values in body
    ]
    return LawText(tuple(nodes), tuple([Doubt(*doubt) for doubt in doubts]))


def _plain(paragraph: Paragraph) -> tuple[Any, ...]:
    return (*paragraph[:3], _plain_items(paragraph.items), *paragraph[4:]) if paragraph.items else tuple(paragraph)


def _plain_items(items: Iterable[Item]) -> tuple[Any, ...]:
    return tuple([(*item[:7], _plain_items(item.items), item.line) if item.items else tuple(item) for item in items])


def _paragraph(values: tuple[Any, ...]) -> Paragraph:
    return _named(Paragraph, (*values[:3], _items(values[3]), *values[4:]) if values[3] else values)


def _items(plain: Iterable[tuple[Any, ...]]) -> tuple[Item, ...]:
    return tuple([_named(Item, (*one[:7], _items(one[7]), one[8]) if one[7] else one) for one in plain])
