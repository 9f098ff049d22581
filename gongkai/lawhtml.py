"""The text of a law as HTML: every article, paragraph and item that has an anchor can be linked.

Three ways to show it: one language alone, English with its gaps shown, and both side by side.
What a page adds to an article (what happened to it, whether its English is up to date) comes in
as finished HTML by the article's anchor.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape as escape_all
from typing import NamedTuple

from gongkai.lawtext import Article, Heading, Item, LawText, Loose, Paragraph
from gongkai.lawtext.nodes import Node
from gongkai.lawtext.pairing import Pair

_SPECIAL = re.compile("[&<>\"']")
_OUTER = {"part", "subpart", "chapter"}


class Note(NamedTuple):
    """What a page adds to an article: below its words, and beside them."""

    below: str
    beside: str


Notes = Mapping[str, Note]
Heads = Mapping[str | None, str]


class _Page(NamedTuple):
    """How a page shows the pieces of a text: what it adds to articles, and how deep headings lie."""

    notes: Notes
    heads: Heads
    inner: str
    ids: bool = True


def _inner_tag(nodes: Iterable[Node | None]) -> str:
    """Sections are headings below chapters; in a text without chapters they are the first level."""
    outer = any(isinstance(node, Heading) and node.level in _OUTER for node in nodes)
    return "h4" if outer else "h3"


def text_html(law: LawText, notes: Notes | None = None) -> str:
    """The whole text in its own language, with what a page adds to each article."""
    parts: list[str] = []
    page = _Page(notes or {}, {}, _inner_tag(law.body))
    for node in law.body:
        _node(node, parts, page)
    return "".join(parts)


def english_html(pairs: Sequence[Pair], heads: Heads, notes: Notes, missing: Callable[[Node], str]) -> str:
    """The English text. `heads` stand above an article's words; `missing` is put before Chinese shown in its stead.

    Places that only the Chinese has are kept as empty targets, so that a link finds the article.
    """
    parts: list[str] = []
    page = _Page(notes, heads, _inner_tag(one.chinese for one in pairs))
    in_chinese = page._replace(heads={})
    lines = False
    for chinese, english in pairs:
        if english is not None:
            _node(english, parts, page, _targets(chinese, english) if chinese is not None else "")
        elif isinstance(chinese, Heading):
            inner: list[str] = []
            _node(chinese, inner, in_chinese)
            parts += [inner[0].replace(">", ' lang="zh-Hans">', 1), *inner[1:]]
        elif chinese is not None:
            mark = "" if lines and isinstance(chinese, Loose) else missing(chinese)
            parts.append(f'<div class="law-missing">{mark}<div lang="zh-Hans">')
            _node(chinese, parts, in_chinese)
            parts.append("</div></div>\n")
        lines = english is None and isinstance(chinese, Loose)
    return "".join(parts)


def bilingual_html(pairs: Sequence[Pair], heads: Heads, missing: Mapping[str, str]) -> str:
    """Both languages, article by article. `missing` says in each column that its language lacks the piece."""
    parts: list[str] = []
    page = _Page({}, {}, _inner_tag(one.chinese for one in pairs), ids=False)
    for chinese, english in pairs:
        node = chinese or english
        assert node is not None
        anchor = None if isinstance(node, Loose) else node.anchor
        kind = type(node).__name__.lower()
        parts.append(f'<div class="pair pair-{kind}"{_id(anchor)}>')
        for language, one in (("zh", chinese), ("en", english)):
            tag = "zh-Hans" if language == "zh" else "en"
            parts.append(f'<div class="pair-{language}" lang="{tag}">')
            if one is None:
                parts.append(missing[language])
            else:
                _node(one, parts, page._replace(heads=heads if language == "en" else {}))
            parts.append("</div>")
        parts.append("</div>\n")
    return "".join(parts)


def contents_html(law: LawText) -> str:
    """The headings as a list of links; articles where the law has no headings."""
    rows = [
        f'<li class="toc-{node.level}"><a href="#{node.anchor}">{escape(_named(node.label, node.title))}</a></li>'
        for node in law.headings()
        if node.anchor
    ]
    if not any(node.level != "annex" for node in law.headings()):
        numbered = [node for node in law.body if isinstance(node, Article) and node.anchor]
        rows = [
            f'<li class="toc-article"><a href="#{node.anchor}">{escape(_bare(node.label))}</a></li>'
            for node in numbered
        ] + rows
    return "<ul>" + "".join(rows) + "</ul>" if rows else ""


def _bare(label: str) -> str:
    return label.rstrip("、.")


def _named(label: str, title: str) -> str:
    return f"{label} {title}" if label and title else label or title


def _id(anchor: str | None) -> str:
    return f' id="{anchor}"' if anchor else ""


def _targets(chinese: Node, english: Node) -> str:
    """Empty elements for the places that only the Chinese has."""
    kept = set(_anchors(english))
    lost = [anchor for anchor in _anchors(chinese) if anchor not in kept]
    return "".join(f'<span id="{anchor}"></span>' for anchor in lost)


def _anchors(node: Node) -> list[str]:
    return [] if isinstance(node, Loose) else list(LawText((node,)).anchors())


def _node(node: Node, parts: list[str], page: _Page, before: str = "") -> None:
    if isinstance(node, Article):
        _article(node, parts, page, before)
    elif isinstance(node, Heading):
        tag = page.inner if node.level in ("section", "division", "subdivision") else "h3"
        place = _id(node.anchor) if page.ids else ""
        parts.append(
            f'<{tag} class="law-{node.level}"{place}>{before}{escape(_named(node.label, node.title))}</{tag}>\n'
        )
        if note := page.notes.get(node.anchor) if node.anchor else None:
            parts.append(f'<div class="law-heading-note">{note.below}{note.beside}</div>\n')
    else:
        parts.append(f'<p class="law-{node.role}">{escape(node.text)}</p>\n')


def _article(article: Article, parts: list[str], page: _Page, before: str = "") -> None:
    anchor, label = article.anchor, escape(_bare(article.label) if article.kind == "point" else article.label)
    place = _id(anchor) if page.ids else ""
    note = page.notes.get(anchor) if anchor else None
    beside = note.beside if note else ""
    number = (
        f'<a class="law-number" href="#{anchor}">{label}</a>' if anchor else f'<span class="law-number">{label}</span>'
    )
    if beside:
        parts.append(f'<section class="law-article has-life"{place}><div class="law-words">{number}{before}')
    else:
        parts.append(f'<section class="law-article"{place}>{number}{before}')
    if anchor in page.heads:
        parts.append(page.heads[anchor])
    if article.caption:
        parts.append(f'<p class="law-caption">{escape(article.caption)}</p>')
    for paragraph in article.paragraphs:
        _paragraph(paragraph, parts, ids=page.ids)
    if note:
        parts.append(note.below)
    parts.append(f"</div>{beside}</section>\n" if beside else "</section>\n")


def _paragraph(paragraph: Paragraph, parts: list[str], *, ids: bool) -> None:
    place = _id(paragraph.anchor) if ids else ""
    quoted = ' class="law-quoted"' if paragraph.quoted else ""
    if paragraph.text:
        parts.append(f"<p{place}{quoted}>{escape(paragraph.text)}</p>")
        place = ""
    if paragraph.items:
        _items(paragraph.items, parts, place, ids=ids)


def _items(items: Sequence[Item], parts: list[str], place: str, *, ids: bool) -> None:
    parts.append(f"<ul{place}>")
    for item in items:
        own = _id(item.anchor) if ids else ""
        parts.append(f'<li{own}><span class="law-item">{escape(item.label)}</span>{escape(item.text)}')
        if item.items:
            _items(item.items, parts, "", ids=ids)
        parts.append("</li>")
    parts.append("</ul>")


def escape(text: str) -> str:
    """Text as HTML. Most lines of a law hold nothing to escape and are given back as they are."""
    return escape_all(text) if _SPECIAL.search(text) else text
