"""Which English stands beside which Chinese: articles by their anchors, other lines by their order."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai.lawtext.nodes import Article, Heading, LawText, Node


class Pair(NamedTuple):
    """A piece of the text in both languages; None where a language lacks it."""

    chinese: Node | None
    english: Node | None


def pair(chinese: LawText, english: LawText) -> list[Pair]:
    """Every node of both texts once, in the order of the Chinese; English without a counterpart stands last."""
    theirs = dict(_placed(english.body))
    pairs = [Pair(node, theirs.pop(place, None)) for place, node in _placed(chinese.body)]
    return pairs + [Pair(None, node) for node in theirs.values()]


def _placed(body: Iterable[Node]) -> Iterator[tuple[tuple[str, str, int], Node]]:
    """Each node with its place: its anchor, or how many lines it stands behind the last one that has an anchor."""
    behind, count = "", 0
    for node in body:
        if isinstance(node, Article | Heading) and node.anchor is not None:
            behind, count = node.anchor, 0
            yield (behind, "", 0), node
        else:
            count += 1
            kind = "article" if isinstance(node, Article) else "line"
            yield (behind, kind, count), node
