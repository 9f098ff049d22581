"""Invented texts in the shape of every kind of act: what each of their lines is, and its anchor.

Each line of a file in `tests/lawtext/` says, before the |, what the line behind it must be read as:
anchors, roles, "heading" (without a number), "above" (the words of the number on the line above),
"quoted", "paragraph", "item" or "article" (without an anchor), "!" a fault of numbering, "?" a doubt.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from gongkai.lawtext import Article, Heading, Item, LawText, irregularities, parse_law

SHAPES = sorted((Path(__file__).parent / "lawtext").glob("*.txt"))


def read_shape(path: Path) -> tuple[str, dict[int, list[str]]]:
    """The text of a file, and what stands before it on every line that is not blank."""
    lines, marks = [], {}
    for number, row in enumerate(path.read_text("utf-8").splitlines(), start=1):
        before, _, text = row.partition("| ")
        lines.append(text)
        if text:
            marks[number] = before.split()
    return "\n".join(lines), marks


def marked(law: LawText) -> dict[int, list[str]]:
    """What each line was read as, in the words of the files."""
    marks: dict[int, list[str]] = defaultdict(list)

    def mark_items(items: Iterable[Item]) -> None:
        for item in items:
            marks[item.line].append(item.anchor or "item")
            if "\n" in item.gap:
                marks[item.line + item.gap.count("\n")].append("above")
            mark_items(item.items)

    for node in law.body:
        if isinstance(node, Heading):
            marks[node.line].append(node.anchor or ("heading" if node.level == "title" else node.level))
            if "\n" in node.gap:
                marks[node.line + node.gap.count("\n")].append("above")
        elif isinstance(node, Article):
            marks[node.line].append(node.anchor or node.kind)
            for paragraph in node.paragraphs:
                if paragraph.text or paragraph.anchor:
                    marks[paragraph.line].append("quoted" if paragraph.quoted else paragraph.anchor or "paragraph")
                mark_items(paragraph.items)
        else:
            marks[node.line].append(node.role)
    for fault in irregularities(law):
        marks[fault.line].append(f"!{fault.kind}")
    for doubt in law.doubts:
        marks[doubt.line].append(f"?{doubt.kind}")
    return dict(marks)


@pytest.mark.parametrize("path", SHAPES, ids=[path.stem for path in SHAPES])
def test_shape(path: Path) -> None:
    """Every line is what the file says it is, and the text comes back as it was."""
    text, expected = read_shape(path)
    law = parse_law(text, path.suffixes[-2][1:])
    assert marked(law) == expected
    assert law.source() == "\n".join(line.rstrip(" 　") for line in text.split("\n")).rstrip()


def test_there_are_shapes() -> None:
    """Both languages, and every role and kind of number, come up."""
    marks = {mark for path in SHAPES for line in read_shape(path)[1].values() for mark in line}
    assert {path.suffixes[-2] for path in SHAPES} == {".zh", ".en"}
    roles = {"title", "history", "contents", "preamble", "text", "signature", "date", "heading", "above", "quoted"}
    assert roles <= marks
    assert {"!gap", "!repeat", "!disorder", "!unreadable"} <= marks
    assert {"?article-without-space", "?unclosed-quotation", "?contents-without-text"} <= marks
