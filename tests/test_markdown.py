"""Two walls: what the source may hold, and what the sanitiser lets through. Each is tested alone."""

import functools
import re
import string
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from gongkai import markdown_html
from gongkai.fields import Ref
from gongkai.markdown_html import to_html
from gongkai.markdown_source import link_destinations, unsafe_markup

TAGS = {
    "p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "sup", "sub",
}  # fmt: skip
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
ATTRIBUTES = {("a", "href"), ("a", "title"), ("ol", "start")}
PIECES = [
    "a", "一", " ", "  ", "\n", "\n\n", "    ", "`", "``", "```", "~~~", "~~", "*", "**", "_", "#", "# ", "- ", "1. ", "> ", "| ", "|\n|---|\n",
    "[", "]", "(", ")", "](", "]: ", "][", "[x]", "[x](", "[x]:", "![", "!", "<", ">", "</", "<!--", "-->", "<b>", "<script>", "<img src=x onerror=a>",
    "javascript:", "JaVaScRiPt:", "java\nscript:", "&#106;avascript:", "javascript&colon;", "data:text/html,", "vbscript:", "//evil.example/", "\\",
    "\\[", "\\]", "\\(", "\\`", "'", '"', " 'title'", ' "title"', "http://a.example/", "https://a.example/b_(c)", "mailto:a@b.example", "laws/x", "laws/x#art-1",
    "../x", "#x", "{: onclick=a }", "{", "}", " onclick=a ", "&lt;", "&", "&#60;", "\u00a0", "=", "---", "<http://a.example/>", "<javascript:a>", "<a@b.example>",
]  # fmt: skip
SOUP = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=18).map("".join),
    st.text(alphabet=string.printable + "一。", max_size=60),
)
DISGUISES = [
    "[x](java\nscript:a)", "[x](< javascript:a>)", "[a [b [c] d] e](javascript:x)", "> [x]: javascript:a\n\n[x]", "> [x]:\n> javascript:a\n\n[x]",
    "- [x]: javascript:a\n\n[x]", "\\`[x](javascript:a)\\`", "~~~\n[x](javascript:a)\n~~~", "```\n\n[x](javascript:a)\n\n```", "```x` [a](javascript:b) `",
    "a ` b\n\n[x](javascript:c)\n\nd ` e", "- a ` b\n- c [x](javascript:d) ` e", "[x`]: javascript:a`\n\n[x`]", "1. [x]:\n   javascript:a\n\n[x]",
    "[x](\x01javascript:a)", "[x](JAVASCRIPT:a 'b')", "[x][]\n\n[x]: <javascript:a>", "[x](data:text/html;base64,a)", "[x](//evil.example/)",
]  # fmt: skip


@functools.cache
def first_wall_only() -> Markdown:
    """The renderer before anything is sanitised."""
    return markdown_html._converter()


def elements(html: str) -> Iterator[Element]:
    """Every element as a browser would see it."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return (element for element in tree.iter() if element.tag != "DOCUMENT_FRAGMENT" and isinstance(element.tag, str))


def plain(address: str) -> str:
    """An address as a browser reads it: without white space and control characters, in lower case."""
    return "".join(c for c in address if c > " " and c not in "\u200b\ufeff").lower()


def assert_harmless(html: str) -> None:
    """Nothing but the tags and attributes that running text needs, and no address that runs or loads anything."""
    for element in elements(html):
        assert element.tag in TAGS
        for name, value in element.attrib.items():
            assert (element.tag, name) in ATTRIBUTES
            if name == "href":
                scheme = SCHEME.match(plain(value))
                assert scheme is None or scheme[1] in ("http", "https", "mailto")


@settings(max_examples=600)
@given(SOUP)
@example("<script>alert(1)</script>")
@example("[x](javascript:a)")
@example("![x](https://a.example/b.png)")
def test_second_wall(text: str) -> None:
    """Whatever is written, even what the first wall refuses, comes out harmless."""
    assert_harmless(to_html(text))


@settings(max_examples=1500)
@given(SOUP)
@example("[x](https://a.example/ 'onclick=x')")
@example("[a](laws/x)\n\n`<b>`")
def test_first_wall(text: str) -> None:
    """What it lets pass is harmless before it is sanitised, and the sanitiser has nothing to take away."""
    if unsafe_markup(text) is not None:
        return
    raw = first_wall_only().reset().convert(text)
    assert_harmless(raw)
    destinations = {destination for _, destination in link_destinations(text)}
    if all(is_outside(one) or Ref.keeps_rule(one) for one in destinations):
        # no link of the page is one that was not seen in the source, so every record it names was looked up
        hrefs = {element.get("href", "") for element in elements(to_html(text)) if element.tag == "a"}
        assert {href for href in hrefs if not is_outside(href)} <= destinations


def is_outside(address: str) -> bool:
    """Whether a link leaves the site; all others must be records."""
    return address.lower().startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("text", DISGUISES)
def test_disguised_links(text: str) -> None:
    """Every known way to hide a script's address from a look at the source is seen, and stopped again behind it."""
    unsafe = unsafe_markup(text)
    assert unsafe is not None
    assert unsafe.rule in ("script-link", "raw-html")
    assert text[unsafe.offset :].lstrip(" <").startswith(unsafe.text.lstrip(" <")[:3])
    assert_harmless(to_html(text))
    assert "javascript" not in "".join(element.get("href", "") for element in elements(to_html(text)))


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("甲<b>乙</b>", "raw-html", "<b>"),
        ("a <BR/> b", "raw-html", "<BR/>"),
        ("</p", "raw-html", "</p"),
        ("<!-- x -->", "raw-html", "<!-- x -->"),
        ("<?php ?>", "raw-html", "<?php ?>"),
        ("    <script>", "raw-html", "<script>"),
        ("```\n<b>\n```", "raw-html", "<b>"),
        ("<p onclick='x'>", "event-attribute", "<p onclick='x'>"),
        ("字{: ONCLICK=x }", "event-attribute", "{: ONCLICK=x }"),
        ("[a](javascript:b)", "script-link", "javascript:b"),
        ("[a](file:///etc/passwd)", "script-link", "file:///etc/passwd"),
        ("[a]\n\n[a]: vbscript:b", "script-link", "vbscript:b"),
        ("![a](b.png)", "markdown-picture", "![a](b.png)"),
        ("![a][b]\n\n[b]: https://a.example/c.png", "markdown-picture", "![a]"),
        ("[![a](b.png)](https://a.example/)", "markdown-picture", "![a](b.png)"),
        # the first of several is named
        ("[a](javascript:b) <b>", "script-link", "javascript:b"),
    ],
)
def test_refused_markup(text: str, rule: str, found: str) -> None:
    """Each refusal names the rule, the piece of text, and where it begins."""
    unsafe = unsafe_markup(text)
    assert unsafe is not None
    assert (unsafe.rule, unsafe.text) == (rule, found)
    assert text[unsafe.offset :].startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "普通文字，**粗**和*斜*。", "1 < 2，3 > 2", "a <= b", "写作 `<b>` 的代码", "``a ` <b>``", "[甲](laws/x)和[乙](https://a.example/b_(c))",
        "[信](mailto:a@b.example)", "<https://a.example/>", '[甲](laws/x "题")', "&lt;b&gt;", "{甲}", "注意![1]".replace("!", "！"), "第〔2024〕3号 [草案]",
        "online = 在线", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "[一][1]\n\n[1]: https://a.example/", "javascript: 只是文字",
    ],
)  # fmt: skip
def test_ordinary_markup_passes(text: str) -> None:
    """What editors write every day is not refused."""
    assert unsafe_markup(text) is None


@pytest.mark.parametrize(
    ("text", "destinations"),
    [
        ("[a](laws/x), [b](https://c.example/d 'e')", ["laws/x", "https://c.example/d"]),
        ("[a](laws/x y)", ["laws/x y"]),
        ("[a](<laws/x>)", ["laws/x"]),
        ("[a][1]\n\n[1]: laws/x", ["laws/x"]),
        ("[a](https://b.example/c_(d))", ["https://b.example/c_(d)"]),
        ("`[a](laws/x)`", []),
        ("[a]", []),
        ("[]()", [""]),
        ("[a](\n  laws/x\n)", ["laws/x"]),
    ],
)
def test_destinations(text: str, destinations: list[str]) -> None:
    """Where links lead, whole, and at which place in the text."""
    found = list(link_destinations(text))
    assert [destination for _, destination in found] == destinations
    assert all(text[offset:].lstrip("<").startswith(destination) for offset, destination in found)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# 一\n\n## 二\n\n##### 五", "<h3>一</h3>\n<h4>二</h4>\n<h6>五</h6>"),
        ("**粗***斜*~~删~~", "<p><strong>粗</strong><em>斜</em><del>删</del></p>"),
        ("中文**“引号”**紧接", "<p>中文<strong>“引号”</strong>紧接</p>"),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ('[甲](https://a.example/?b=1&c=2 "题")', '<p><a href="https://a.example/?b=1&amp;c=2" title="题">甲</a></p>'),
        ("`<b>` & <", "<p><code>&lt;b&gt;</code> &amp; &lt;</p>"),
        ("| 甲 |\n|---|\n| 乙 |", "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>乙</td>\n</tr>\n</tbody>\n</table>"),
        ("<b>粗</b>", "<p>&lt;b&gt;粗&lt;/b&gt;</p>"),
    ],
)  # fmt: skip
def test_html(text: str, html: str) -> None:
    """Markdown as readers see it; headings stand below the page's own; HTML is shown, never obeyed."""
    assert to_html(text) == html


@given(st.text(max_size=40))
def test_references(text: str) -> None:
    """Whatever passes for a reference has the shape folder/id#place and nothing a path could use."""
    if Ref.keeps_rule(text):
        ref = Ref(text)
        assert text.isascii()
        assert ref.target.count("/") == 1
        assert not set(text) & set(".\\%:?&=<>\"' \n")
        assert text in (ref.target, f"{ref.target}#{ref.anchor}")
