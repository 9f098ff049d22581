"""The lines of a law's text as the record has them: what Markdown adds to a plain text is taken off again."""

import re
from collections.abc import Sequence

from gongkai.importers.report import Remark
from gongkai.lawtext.grammar import CHINESE, WHITE

MARKS = re.compile(r"#{1,6}[ \t\u3000]*")
_MARKUP = re.compile(r"\*\*|__|<!--|-->|</?[A-Za-z][^<>]*>|&(?:[a-z]+|#[0-9]+);|\]\(|^\s*(?:>|\||```|- |\* )")


def text_lines(
    body: Sequence[tuple[int, str]], *, markdown: bool, doubts: list[Remark], notes: list[Remark]
) -> list[tuple[int, str]]:
    """The text's lines with their numbers: no blank ones around it or, in Markdown, between its paragraphs.

    The marks of numbered headings go, `## ` stays before others (序言). Markdown of any other kind
    is kept and told of, a table once. Lines are never joined or divided.
    """
    lines: list[tuple[int, str]] = []
    unmarked = 0
    table = False
    for number, words in body:
        if not words and (markdown or not lines):
            continue
        line = words
        if words[:1] == "#" and (marks := MARKS.match(words)) and marks.end() < len(words):
            rest = words[marks.end() :]
            if _numbered(rest):
                line, unmarked = rest, unmarked + 1
            elif words[marks.end() - 1] != "#":
                line = f"## {rest}"
        if markdown and _MARKUP.search(line) and not (table and line.lstrip().startswith("|")):
            doubts.append(Remark("markup", number, {"found": line}))
        table = line.lstrip().startswith("|")
        lines.append((number, line))
    while lines and not lines[-1][1]:
        lines.pop()
    if unmarked:
        notes.append(Remark("marks", None, {"found": str(unmarked)}))
    return lines


def _numbered(words: str) -> bool:
    """A heading or article that the parser knows without a mark."""
    words = words.strip(WHITE)
    return any(each.match(words) for each in (CHINESE.heading, CHINESE.article, CHINESE.annex))
