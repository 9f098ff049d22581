"""Which lines of an act are quoted from another: the new articles that an amending act gives in full.

An amending act says “将第三条修改为：” and then quotes. Each quoted paragraph begins with “, only the
last one ends with ”; older texts put “ before the first paragraph alone. Such lines look like
articles and are none of this act's own.
"""

import re
from collections.abc import Sequence

_CLOSING = {"“": "”", "「": "」", '"': '"'}
_MOST_UNCLOSED = 50  # a text with more of them has no order to be found
_OPENING = re.compile(r'[：:]\s*(["“「])')
_ARTICLE = re.compile(r'["“「]第[^第\s]{1,12}条')
_ENDS = re.compile(r'[”」"][。；，、;,.]?$')


def quoted_lines(text: str, lines: Sequence[str]) -> tuple[set[int], list[int]]:
    """Indices of quoted lines, and of the lines with which a quotation begins that is never closed.

    `lines` are the lines of `text` without the blank ones and without the space around them. Of a
    quotation without an end only the lines beginning with its sign are taken as quoted.
    """
    quoted: set[int] = set()
    unclosed: list[int] = []
    if not _may_quote(text):
        return quoted, unclosed
    at = 0
    while at < len(lines) and len(unclosed) < _MOST_UNCLOSED:
        opened = _opened(lines, at)
        if opened is None:
            at += 1
            continue
        mark, first, depth = opened
        end, closed = _end(lines, first, mark, depth)
        if not closed:
            unclosed.append(at)
        quoted.update(range(first, end))
        at = max(end, at + 1)
    return quoted, unclosed


def _may_quote(text: str) -> bool:
    """Whether a quotation of an act can begin anywhere: cheap, for most laws have none."""
    for mark in _CLOSING:
        at = text.find(mark)
        while at >= 0:
            if text[at + 1 : at + 2] == "第" or text[max(at - 20, 0) : at].rstrip()[-1:] in ("：", ":"):
                return True
            at = text.find(mark, at + 1)
    return False


def _opened(lines: Sequence[str], at: int) -> tuple[str, int, int] | None:
    """The sign, the first wholly quoted line, and how many quotations are open before it."""
    line = lines[at]
    mark = line[0]
    if mark in _CLOSING:
        introduced = at > 0 and lines[at - 1][-1] in "：:" and (_depth(line, mark, 0) > 0 or _ENDS.search(line))
        return (mark, at, 0) if introduced or _ARTICLE.match(line) else None
    for found in _OPENING.finditer(line):
        mark = found[1]
        depth = _depth(line, mark, 0)
        if depth > 0 and at + 1 < len(lines):
            return mark, at + 1, depth
    return None


def _end(lines: Sequence[str], first: int, mark: str, depth: int) -> tuple[int, bool]:
    """The place after the line that closes a quotation, and whether there is such a line."""
    for at in range(first, len(lines)):
        line = lines[at]
        if line[0] != mark and any(found[1] == mark for found in _OPENING.finditer(line)):
            break
        depth = _depth(line, mark, depth)
        if depth <= 0 and not (_ENDS.search(line) and at + 1 < len(lines) and lines[at + 1].startswith(mark + "第")):
            return at + 1, True
        depth = max(depth, 0)
    end = first
    while end < len(lines) and lines[end][0] == mark:
        end += 1
    return end, False


def _depth(line: str, mark: str, depth: int) -> int:
    """How many quotations are open after a line; a sign that only says “it goes on” opens none."""
    goes_on = depth > 0 and line[0] == mark
    if mark == '"':
        return (depth + line.count(mark) - goes_on) % 2
    return depth + line.count(mark) - line.count(_CLOSING[mark]) - goes_on
