"""The text of a law in the elements of Akoma Ntoso 3.0: preface, preamble, body, conclusions, annexes.

How the levels of Chinese law are told in the standard's words (OASIS LegalDocML, Akoma Ntoso
Version 1.0, Part 1): 编 part, 分编 subpart, 章 chapter, 节 section, 条 article, 款 paragraph, and
项 and 目 as points of lists. A decision's 一、 before articles is a division, （一） a subdivision.
What the standard has no word for is an `hcontainer` that names it: a point of an act without
articles, a heading without a number, lines that belong to no article. Lines that an amending act
quotes are a `quotedStructure` in the `mod` that quotes them; annexes are attachments.

`eId` follows the OASIS Naming Convention 1.0 (section 5.4): `chp_2__sec_1__art_12__para_2`, 之一
as `art_12-1`. Where a number comes twice, the later place has `-r2` behind it. `GUID`, which the
convention leaves to the publisher, is the anchor of the site's pages. Every word of the text
stands in the XML once and in order; the editors' own marks are `remark`s. In an English text the
Chinese of a line that is not translated has `xml:lang="zh"`, and a remark before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.lawtext.nodes import Article, Heading, Item, Loose, Paragraph
from gongkai.takeaway.markup import block, escape, line
from gongkai.takeaway.pieces import Piece, numbered

_RANK = {"part": 0, "subpart": 1, "chapter": 2, "section": 3, "title": 3, "division": 4, "subdivision": 5}
# The convention's table of abbreviations, 5.4.2; other elements go by their names.
_REFERENCE = {
    "chapter": "chp", "section": "sec", "division": "dvs", "subdivision": "subdvs", "article": "art",
    "paragraph": "para", "attachment": "att", "quotedStructure": "qstr",
}  # fmt: skip


class Names:
    """Gives each eId out once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, within: str, element: str, number: str | None = None) -> str:
        """The id of an element: its number where the text gives one, else how many there were before it."""
        stem = f"{within}__" if within else ""
        stem += _REFERENCE.get(element, element)
        if number is not None:
            name, again = f"{stem}_{number}", 1
            while name in self._taken:
                again += 1
                name = f"{stem}_{number}-r{again}"
        else:
            count = self._counts.get(stem, 0) + 1
            while f"{stem}_{count}" in self._taken:
                count += 1
            self._counts[stem] = count
            name = f"{stem}_{count}"
        self._taken.add(name)
        return name


@dataclass
class Branch:
    """A heading with what stands under it."""

    piece: Piece
    heading: Heading
    children: list["Branch | Piece"] = field(default_factory=list)


@dataclass(frozen=True)
class Division:
    """The text up to an annex, or an annex: what stands before, in and behind its body."""

    annex: Piece | None
    preface: Sequence[Piece]
    preamble: Sequence[Piece]
    body: Sequence[Piece]
    conclusions: Sequence[Piece]


def divisions(pieces: Iterable[Piece]) -> list[Division]:
    """The act itself, and each of its annexes."""
    groups: list[tuple[Piece | None, list[Piece]]] = [(None, [])]
    for piece in pieces:
        if isinstance(piece.node, Heading) and piece.node.level == "annex":
            groups.append((piece, []))
        else:
            groups[-1][1].append(piece)
    return [_division(annex, group) for annex, group in groups]


def _division(annex: Piece | None, group: Sequence[Piece]) -> Division:
    end = len(group)
    while end and _role(group[end - 1]) in ("signature", "date"):
        end -= 1
    start = 0
    while start < end and _role(group[start]) in ("title", "history", "contents", "preamble"):
        start += 1
    head = group[:start]
    split = next((at for at, piece in enumerate(head) if _role(piece) == "preamble"), start)
    if start == end and split < start:  # an act of plain paragraphs: they are its body
        start = split
    return Division(annex, head[:split], head[split:start], group[start:end], group[end:])


def _role(piece: Piece) -> str | None:
    return piece.node.role if isinstance(piece.node, Loose) else None


def preface_xml(division: Division) -> str:
    """Title, history and table of contents, as far as there are any."""
    return block("preface", _head(division.preface)) if division.preface else ""


def preamble_xml(division: Division) -> str:
    """What stands between the title and the first article, as far as there is any."""
    return block("preamble", _head(division.preamble)) if division.preamble else ""


def _head(pieces: Sequence[Piece]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(pieces):
        if _role(pieces[at]) == "contents":
            rows: list[str] = []
            while at < len(pieces) and _role(pieces[at]) == "contents":
                rows.append(_line(pieces[at]))
                at += 1
            parts.append(block("container", rows, name="contents"))
            continue
        parts.append(_line(pieces[at], {"title": "docTitle"}, **{"class": _role(pieces[at])}))
        at += 1
    return "".join(parts)


def conclusions_xml(division: Division) -> str:
    """Signatures and date, as far as there are any."""
    if not division.conclusions:
        return ""
    rows = [_line(piece, {"signature": "signature"}, **{"class": _role(piece)}) for piece in division.conclusions]
    return block("conclusions", rows)


def _line(piece: Piece, elements: Mapping[str, str] = MappingProxyType({}), **values: str | None) -> str:
    """A line outside every article as `p`, its words in the element that `elements` has for its role."""
    assert isinstance(piece.node, Loose)
    words = escape(piece.node.text)
    if (element := elements.get(piece.node.role)) is not None:
        words = f"<{element}>{words}</{element}>"
    return line("p", _remark(piece) + words, **values, **_chinese(piece))


def _chinese(piece: Piece) -> dict[str, str | None]:
    return {"xml:lang": "zh"} if piece.in_chinese else {}


def body_xml(division: Division, names: Names, within: str = "") -> str:
    """The articles under their headings. An act without any line has one empty container, as the schema wants one."""
    if division.annex is not None:
        inner = "".join(_children(_tree(division.body), names, within, plain=True))
        return inner or line("p", "")
    inner = "".join(_children(_tree(division.body), names, within, plain=False))
    return inner or _lines([], names, within)


def _tree(pieces: Iterable[Piece]) -> list[Branch | Piece]:
    root: list[Branch | Piece] = []
    open_branches: list[Branch] = []
    for piece in pieces:
        if isinstance(piece.node, Heading):
            branch = Branch(piece, piece.node)
            while open_branches and _RANK[open_branches[-1].heading.level] >= _RANK[piece.node.level]:
                open_branches.pop()
            (open_branches[-1].children if open_branches else root).append(branch)
            open_branches.append(branch)
        else:
            (open_branches[-1].children if open_branches else root).append(piece)
    return root


def _children(children: Sequence[Branch | Piece], names: Names, within: str, *, plain: bool) -> Iterable[str]:
    """Elements of a body or of a heading's content. `plain`: lines of no article may stand as they are."""
    at = 0
    while at < len(children):
        child = children[at]
        if isinstance(child, Branch):
            yield _branch(child, names, within)
        elif isinstance(child.node, Article):
            yield _article(child, child.node, names, within)
        else:
            start = at
            while at < len(children) and _is_line(children[at]):
                at += 1
            lines = children[start:at]
            yield _paragraphs(lines) if plain else _lines(lines, names, within)
            continue
        at += 1


def _is_line(child: Branch | Piece) -> bool:
    return isinstance(child, Piece) and isinstance(child.node, Loose)


def _paragraphs(lines: Iterable[Branch | Piece]) -> str:
    return "".join(_line(piece) for piece in lines if isinstance(piece, Piece))


def _lines(lines: Sequence[Branch | Piece], names: Names, within: str) -> str:
    content = block("content", _paragraphs(lines) or line("p", ""))
    return block("hcontainer", content, name="text", eId=names.take(within, "hcontainer"))


def _branch(branch: Branch, names: Names, within: str) -> str:
    heading = branch.heading
    element = "hcontainer" if heading.level == "title" else heading.level
    name = names.take(within, element, None if heading.number is None else str(heading.number))
    parts = [headed_xml(branch.piece, heading)]
    first = next((at for at, child in enumerate(branch.children) if not _is_line(child)), len(branch.children))
    if first:
        lines = _paragraphs(branch.children[:first])
        parts.append(block("content" if first == len(branch.children) else "intro", lines))
    parts += _children(branch.children[first:], names, name, plain=False)
    kind = "title" if heading.level == "title" else None
    return block(element, parts, name=kind, eId=name, GUID=heading.anchor)


def headed_xml(piece: Piece, heading: Heading) -> str:
    """The number and title of a heading, with the editors' remark where it is not translated."""
    language = _chinese(piece)
    number = line("num", escape(numbered(heading)), **language) if heading.label else ""
    words = _remark(piece) + escape(heading.title)
    return number + (line("heading", words, **language) if words else "")


def _remark(piece: Piece) -> str:
    if not piece.mark:
        return ""
    language = ' xml:lang="en"' if piece.in_chinese else ""
    return f'<remark status="editorial"{language}>{escape(piece.mark)}</remark>'


def _article(piece: Piece, article: Article, names: Names, within: str) -> str:
    element = "article" if article.kind == "article" else "hcontainer"
    number = (
        None if article.number is None else str(article.number) + (f"-{article.inserted}" if article.inserted else "")
    )
    name = names.take(within, element, number)
    remark = _remark(piece)
    untold = piece.missing and not piece.in_chinese
    if untold:
        parts = [block("content", line("p", remark))]
    else:
        parts = [line("num", escape(article.label))] if article.label else []
        parts += [line("heading", escape(article.caption))] if article.caption else []
        parts += [line("subheading", remark)] if remark else []
        parts += _article_paragraphs(article, names, name)
    values = {
        "name": "point" if element == "hcontainer" else None,
        "eId": name,
        "GUID": article.anchor,
        "class": f"translation-{piece.freshness}" if piece.freshness else None,
        "status": "incomplete" if untold else None,
    }
    return block(element, parts, **values, **_chinese(piece))


def _article_paragraphs(article: Article, names: Names, within: str) -> Iterable[str]:
    """Paragraphs, each with the quoted lines that follow it."""
    paragraphs = article.paragraphs
    at = 0
    while at < len(paragraphs):
        own = None if paragraphs[at].quoted else paragraphs[at]
        at += own is not None
        start = at
        while at < len(paragraphs) and paragraphs[at].quoted:
            at += 1
        yield _paragraph(own, paragraphs[start:at], names, within)


def _paragraph(paragraph: Paragraph | None, quoted: Sequence[Paragraph], names: Names, within: str) -> str:
    name = names.take(within, "paragraph")
    text = paragraph.text if paragraph else ""
    items = paragraph.items if paragraph else ()
    anchor = paragraph.anchor if paragraph else None
    return block("paragraph", _content(text, items, quoted, names, name), eId=name, GUID=anchor)


def _content(text: str, items: Sequence[Item], quoted: Sequence[Paragraph], names: Names, within: str) -> str:
    """Words alone, or a list of items with the words before it. What is quoted belongs to the last words."""
    if not items:
        return block("content", line("p", _quoting(text, quoted, names, within)))
    name = names.take(within, "list")
    parts = [block("intro", line("p", escape(text)))] if text else []
    for at, item in enumerate(items):
        point = names.take(name, "point", None if item.number is None else str(item.number))
        behind = quoted if at == len(items) - 1 else ()
        inner = line("num", escape(item.label)) + _content(item.text, item.items, behind, names, point)
        parts.append(block("point", inner, eId=point, GUID=item.anchor))
    return block("list", parts, eId=name)


def _quoting(text: str, quoted: Sequence[Paragraph], names: Names, within: str) -> str:
    if not quoted:
        return escape(text)
    mod = names.take(within, "mod")
    name = names.take(mod, "quotedStructure")
    lines = "".join(line("p", escape(each.text)) for each in quoted)
    return f'<mod eId="{mod}">{escape(text)}\n<quotedStructure eId="{name}">\n{lines}</quotedStructure></mod>'
