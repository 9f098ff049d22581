"""The text of a law as HTML: every article, paragraph and item that has an anchor can be linked."""

import re
from html import escape as escape_all

from gongkai.lawtext import Article, Heading, LawText

_SPECIAL = re.compile("[&<>\"']")
_HEADING_TAGS = {"part": "h3", "chapter": "h3", "section": "h4"}


def text_html(law: LawText) -> str:
    """The whole text. Only the words of the text are in it, so it serves both languages."""
    parts: list[str] = []
    for node in law.body:
        if isinstance(node, Article):
            _article(node, parts)
        elif isinstance(node, Heading):
            tag = _HEADING_TAGS[node.level]
            place = f' id="{node.anchor}"' if node.anchor else ""
            parts.append(f'<{tag} class="law-{node.level}"{place}>{escape(node.label)} {escape(node.title)}</{tag}>\n')
        else:
            parts.append(f'<p class="law-loose">{escape(node.text)}</p>\n')
    return "".join(parts)


def contents_html(law: LawText) -> str:
    """The headings as a list of links; articles where the law has no headings."""
    rows = [
        f'<li class="toc-{node.level}"><a href="#{node.anchor}">{escape(node.label)} {escape(node.title)}</a></li>'
        for node in law.headings()
        if node.anchor
    ] or [
        f'<li class="toc-article"><a href="#{node.anchor}">{escape(node.label)}</a></li>'
        for node in law.articles()
        if node.anchor
    ]
    return "<ul>" + "".join(rows) + "</ul>"


def _article(article: Article, parts: list[str]) -> None:
    anchor, label = article.anchor, escape(article.label)
    number = (
        f'<a class="law-number" href="#{anchor}">{label}</a>' if anchor else f'<span class="law-number">{label}</span>'
    )
    place = f' id="{anchor}"' if anchor else ""
    parts.append(f'<section class="law-article"{place}>{number}')
    for paragraph in article.paragraphs:
        place = f' id="{paragraph.anchor}"' if paragraph.anchor else ""
        parts.append(f"<p{place}>{escape(paragraph.text)}</p>")
        if paragraph.items:
            parts.append("<ul>")
            for item in paragraph.items:
                place = f' id="{item.anchor}"' if item.anchor else ""
                parts.append(f'<li{place}><span class="law-item">{escape(item.label)}</span>{escape(item.text)}</li>')
            parts.append("</ul>")
    parts.append("</section>\n")


def escape(text: str) -> str:
    """Text as HTML. Most lines of a law hold nothing to escape and are given back as they are."""
    return escape_all(text) if _SPECIAL.search(text) else text
