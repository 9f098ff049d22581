"""XML as text: elements, and what must be escaped in them.

Written by hand and not with a library's tree, because every law of a site is written in both
languages on every build, and strings are several times faster.
"""

import re
from collections.abc import Iterable

_TEXT = re.compile("[&<>\r]")
_ATTRIBUTE = re.compile('[&<>"\r\n\t]')
_ESCAPED = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;",
}  # fmt: skip
# What XML 1.0 cannot hold, escaped or not: production 2, Char.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Text between tags. Characters that XML 1.0 forbids become U+FFFD, the sign for a lost character."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return _TEXT.sub(lambda found: _ESCAPED[found.group()], text)


def attributes(values: dict[str, str | None]) -> str:
    """Attributes in the order given, each with a space before it; those that are None are left out."""
    return "".join(f' {name}="{_attribute(value)}"' for name, value in values.items() if value is not None)


def _attribute(value: str) -> str:
    value = _FORBIDDEN.sub("\ufffd", value)
    return _ATTRIBUTE.sub(lambda found: _ESCAPED[found.group()], value)


def empty(tag: str, **values: str | None) -> str:
    """An element without content, on a line of its own."""
    return f"<{tag}{attributes(values)}/>\n"


def block(tag: str, content: str | Iterable[str], **values: str | None) -> str:
    """An element around finished elements, each on lines of its own."""
    inner = content if isinstance(content, str) else "".join(content)
    return f"<{tag}{attributes(values)}>\n{inner}</{tag}>\n"


def line(tag: str, content: str, **values: str | None) -> str:
    """An element around finished markup whose white space counts."""
    return f"<{tag}{attributes(values)}>{content}</{tag}>\n"
