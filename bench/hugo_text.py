"""A law as a content file of Hugo's: front matter with all the page shows beside the text, and the text as Markdown."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bench.laws import Law
from bench.side import AS_OF
from gongkai.fields import Language
from gongkai.lawtext import Article, Heading, Item, LawText, Loose, Paragraph

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#&|~$!^=:])")
_HEADING_MARKS = {"section": "####", "division": "####", "subdivision": "####"}


def front_matter(law: Law, structure: LawText, language: Language) -> dict[str, Any]:
    """All of a record that the page shows beside the text."""

    def of(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    adopted = law.events[0].date
    return {
        "title": of(law.title_zh, law.title_en),
        "linkTitle": law.id,  # no page shows it; of laws of one day, Hugo puts first what comes first in it
        "othertitle": of(law.title_en, law.title_zh),
        "description": of(law.summary_zh, law.summary_en),
        "date": adopted,
        "adopted": adopted,
        "year": adopted[:4],
        "lawid": law.id,
        "kind": law.kind,
        "category": law.category,
        "topic": law.topic,
        "body": law.body,
        "status": "amended" if any(e.type == "amended" and e.date <= AS_OF for e in law.events) else "in-force",
        "events": [
            {"type": event.type, "date": event.date}
            | ({"instrument": of(*event.instrument)} if event.instrument else {})
            for event in law.events
        ],
        "chapters": law.chapters,
        "articles": law.articles,
        "version": law.events[-1].date,
        "textdate": law.events[1].date,
        "updated": "2025-12-01",
        "source": {"title": of("法规文本", "Text of the law"), "publisher": of("测速用数据", "Data for the benchmark")},
        "contents": contents(structure),
    }


def markdown(law: LawText) -> str:
    """The text as Markdown with every anchor as an attribute, as somebody would write such a site for Hugo.

    Attributes of blocks follow them in a line of their own, in Goldmark's manner: `{#art-12-p2}`.
    """
    return "\n".join(_blocks(law))


def _blocks(law: LawText) -> Iterator[str]:
    for node in law.body:
        if isinstance(node, Heading):
            place = f" {{#{node.anchor}}}" if node.anchor else ""
            yield f"{_HEADING_MARKS.get(node.level, '###')} {_plain(_named(node))}{place}\n"
        elif isinstance(node, Loose):
            yield f"{_plain(node.text)}\n"
        else:
            yield from _article(node)


def _article(article: Article) -> Iterator[str]:
    label = _plain(_bare(article.label) if article.kind == "point" else article.label)
    place = f"{{#{article.anchor}}}"
    yield f"[**{label}**](#{article.anchor})\n{place}\n" if article.anchor else f"**{label}**\n"
    if article.caption:
        yield f"{_plain(article.caption)}\n"
    for paragraph in article.paragraphs:
        yield from _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.text:
        yield _block(paragraph.text, paragraph.anchor)
    elif paragraph.anchor:
        yield f'<div id="{paragraph.anchor}"></div>\n'
    yield from _items(paragraph.items)


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield _block(f"{item.label}{item.text}", item.anchor)
        yield from _items(item.items)


def _block(words: str, anchor: str | None) -> str:
    place = f"{{#{anchor}}}\n" if anchor else ""
    return f"{_plain(words)}\n{place}"


def _plain(words: str) -> str:
    """Words in which nothing is a sign of Markdown's, also not a bullet or number at their start."""
    escaped = _MARKUP.sub(r"\\\1", words)
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)


def contents(law: LawText) -> list[dict[str, str]]:
    """Rows of the list of contents: the headings, or the articles where nothing stands above them."""
    rows = [{"level": node.level, "id": node.anchor, "title": _named(node)} for node in law.headings() if node.anchor]
    if any(node.level != "annex" for node in law.headings()):
        return rows
    articles = (node for node in law.body if isinstance(node, Article))
    return [
        {"level": "article", "id": node.anchor, "title": _bare(node.label)} for node in articles if node.anchor
    ] + rows


def _bare(label: str) -> str:
    return label.rstrip("、.")


def _named(heading: Heading) -> str:
    return " ".join(part for part in (heading.label, heading.title) if part)
