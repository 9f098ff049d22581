"""The HTML of our own templates as a small tree: elements with their words, white space as readers see it.

It is read by the standard library, which knows nothing of SVG, so drawings are taken out first and kept as
they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr"}
_BLOCKS = {
    "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "summary", "svg", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_KEPT = {"class", "datetime", "href", "id", "lang", "scope", "start", "value"}
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Node:
    """An element. A drawing is an `svg` without children, whose text is in `drawing`."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)
    drawing: str = ""

    @property
    def classes(self) -> list[str]:
        """The names the element has for stylesheets."""
        return self.attributes.get("class", "").split()

    @property
    def words(self) -> str:
        """All that is written in it."""
        return "".join(child if isinstance(child, str) else child.words for child in self.children)

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in _BLOCKS

    def walk(self) -> Iterator["Node"]:
        """Itself and every element in it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


def parse(html: str) -> Node:
    """The elements of a piece of HTML, below a `div`."""
    drawings: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        drawings.append(found.group())
        return f'<svg value="{len(drawings) - 1}"></svg>'

    reader = _Reader()
    reader.feed(_DRAWING.sub(put_aside, html))
    reader.close()
    for node in reader.top.walk():
        if node.tag == "svg":
            node.drawing = drawings[int(node.attributes.pop("value"))]
    _tidy(reader.top)
    return reader.top


class _Reader(HTMLParser):
    """Builds the tree. Our templates close what they open, so whatever is open is closed by its end."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Node("div")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs if name in _KEPT})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self._open[-1].tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _tidy(node: Node) -> None:
    """White space as a browser shows it; words between blocks become paragraphs."""
    for child in node.children:
        if isinstance(child, Node):
            _tidy(child)
    if node.tag == "pre":
        return
    node.children = [_SPACE.sub(" ", child) if isinstance(child, str) else child for child in node.children]
    if any(isinstance(child, Node) and child.is_block for child in node.children):
        node.children = list(_in_paragraphs(node.children))
    elif node.is_block:
        _strip(node)


def _in_paragraphs(children: list[Node | str]) -> Iterator[Node]:
    run: list[Node | str] = []
    for child in [*children, None]:
        if child is not None and (isinstance(child, str) or not child.is_block):
            run.append(child)
            continue
        paragraph = Node("p", {}, run)
        if paragraph.words.strip() or any(isinstance(one, Node) and one.attributes.get("id") for one in run):
            _strip(paragraph)
            yield paragraph
        run = []
        if isinstance(child, Node):
            yield child


def _strip(node: Node) -> None:
    """No white space at the beginning and the end of a block, and none twice."""
    if node.children and isinstance(node.children[0], str):
        node.children[0] = node.children[0].lstrip()
    if node.children and isinstance(node.children[-1], str):
        node.children[-1] = node.children[-1].rstrip()
    node.children = [child for child in node.children if child != ""]
