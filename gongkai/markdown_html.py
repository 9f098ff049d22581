"""Markdown to HTML, sanitised, with headings kept below the page's own."""

import functools
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_TAGS = {
    "p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_TOP_LEVEL = 3


class _Headings(Treeprocessor):
    """Headings in running text stand under the page's h2: # becomes h3, ## h4, and so on."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if len(element.tag) == 2 and element.tag[0] == "h" and element.tag[1] in "123456":
                element.tag = f"h{min(int(element.tag[1]) + _TOP_LEVEL - 1, 6)}"


class _HeadingLevels(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_Headings(md), "gongkai-headings", 5)


@functools.cache
def _converter() -> Markdown:
    converter = Markdown(
        extensions=["tables", "sane_lists", "pymdownx.tilde", _HeadingLevels()],
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def to_html(text: str) -> str:
    """Markdown as HTML that holds nothing but the tags above; links keep only safe addresses."""
    html = _converter().reset().convert(text)
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
