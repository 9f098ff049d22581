"""What Markdown an editor may write: no raw HTML, no script, no pictures from elsewhere.

This looks at the source, so that the editor is told the line and the culprit by name. It is the
first of two walls; the second is the sanitiser behind the Markdown renderer (`gongkai.markdown_html`),
which would drop what slipped through here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CODE = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
_TAG = re.compile(r"<(?:!--|[A-Za-z/!?])[^>\n]*>?")
_AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?\bon[a-z]+\s*=[^{}\n]*\}?", re.IGNORECASE)
_EVENT = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
_PICTURE = re.compile(r"(?<!\\)!\[[^\[\]\n]{0,80}(?:\](?:\([^()\n]{0,200}\)?)?)?")
_NESTED = re.compile(r"(?m)^(?:[ ]{0,3}(?:>|[*+-] |[0-9]{1,9}\. )[ ]?){13}|^[ ]{50}")
_MOST_CHARACTERS, _MOST_BRACKETS, _MOST_TICKS = 30_000, 500, 500
_INLINE_LINK = re.compile(r"\]\(\s*([^()]*(?:\([^()]*\)[^()]*)*)")
_LINK_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_DEFINITION = re.compile(r"(?m)^[ >*+\-.\d]*\[[^\[\]]*\]:[\s>]*<*([^\s<>]+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\u200b-\u200f\u2028-\u202e\ufeff]")


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A refused piece of Markdown: the rule it breaks, its text, and where it starts."""

    rule: str
    text: str
    offset: int


def _blank_code(text: str) -> str:
    """The text with code spans blanked out, offsets kept.

    Only spans that open and close on one line count, and none at all where a backtick is left
    over: the renderer might then pair them otherwise and see a link where this sees code. Fences
    mean nothing to the renderer.
    """
    if "`" not in text:
        return text
    blanked = _CODE.sub(lambda match: " " * len(match[0]), text)
    return text if "`" in blanked else blanked


def _has_foreign_scheme(destination: str) -> bool:
    plain = _IGNORED_BY_BROWSERS.sub("", html.unescape(destination))
    if plain.startswith("//"):
        return True
    scheme = _SCHEME.match(plain)
    return scheme is not None and scheme[0].lower() not in _SAFE_SCHEMES


def _too_complex(text: str) -> Unsafe | None:
    """Text that would keep the renderer busy for minutes: too long, or brackets and levels without end."""
    if len(text) > _MOST_CHARACTERS:
        return Unsafe("too-complex", f"{len(text):,}", _MOST_CHARACTERS)
    if text.count("[") > _MOST_BRACKETS:
        return Unsafe("too-complex", "[[[", text.index("["))
    if text.count("`") > _MOST_TICKS:
        return Unsafe("too-complex", "```", text.index("`"))
    nested = _NESTED.search(text)
    return Unsafe("too-complex", nested[0], nested.start()) if nested else None


def unsafe_markup(text: str) -> Unsafe | None:
    """The first piece of the text that may not be written, or None."""
    if (limit := _too_complex(text)) is not None:
        return limit
    if "<" not in text and "[" not in text and "{" not in text:
        return None
    prose = _blank_code(text)
    found: list[Unsafe] = []
    for tag in _TAG.finditer(prose):
        if not _AUTOLINK.match(prose, tag.start()):
            rule = "event-attribute" if _EVENT.search(tag[0]) else "raw-html"
            found.append(Unsafe(rule, tag[0], tag.start()))
            break
    if match := _ATTRIBUTES.search(prose):
        found.append(Unsafe("event-attribute", match[0], match.start()))
    if match := _PICTURE.search(prose):
        found.append(Unsafe("markdown-picture", match[0], match.start()))
    found += [
        Unsafe("script-link", destination, offset)
        for offset, destination in link_destinations(text)
        if _has_foreign_scheme(destination)
    ]
    return min(found, key=lambda unsafe: unsafe.offset, default=None)


def link_destinations(text: str) -> Iterator[tuple[int, str]]:
    """Where each link of the text leads, with the offset of its address.

    Wider than the Markdown renderer: whatever that could take for a link is one here. An address
    with spaces or line ends in it comes whole, so that a script's name cut in two is still seen.
    """
    if "[" not in text:
        return
    for match in _INLINE_LINK.finditer(_blank_code(text)):
        yield match.start(1), _LINK_TITLE.sub("", match[1]).strip().strip("<>")
    for match in _DEFINITION.finditer(text):
        yield match.start(1), match[1]
