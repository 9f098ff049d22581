"""What an import did, file by file: for people to read through, and for other programs.

Lines are those of the source file, from 1 (for Word: of the paragraphs read). Every remark has a
rule's name and its words in both languages, see `law_messages`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.importers.law_messages import DOUBTS, FIELDS, NOTES, NUMBERING, REFUSALS, SKIPPED
from gongkai.importers.word_messages import fill

_TABLES = (REFUSALS, DOUBTS, NOTES, SKIPPED)
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know of a file: the rule's name, the line (None: the file as a whole), the message's words."""

    rule: str
    line: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """What was found; `language` is zh or en."""
        if self.rule == "word":
            return self.words[language]
        template = next(table[self.rule] for table in _TABLES if self.rule in table)
        return fill(template[language != "zh"], {name: quotable(word) for name, word in self.words.items()})

    def as_dict(self) -> dict[str, Any]:
        """The remark for other programs."""
        words = {name: printable(word) for name, word in self.words.items() if self.rule != "word"}
        return {
            "rule": self.rule,
            "line": self.line,
            "words": words,
            "zh": self.message("zh"),
            "en": self.message("en"),
        }


@dataclass(frozen=True, slots=True)
class Understood:
    """A value of the draft and the line it was read from; None where it is not from a line of the file."""

    field: str
    line: int | None
    value: str

    def as_dict(self) -> dict[str, Any]:
        """The value for other programs."""
        return {"field": self.field, "line": self.line, "value": printable(self.value)}


@dataclass(frozen=True, slots=True)
class NumberingProblem:
    """A number of the text that is out of order: as written, and what would have followed."""

    line: int
    kind: str
    found: str
    expected: int | None

    def as_dict(self) -> dict[str, Any]:
        """The problem for other programs."""
        zh, en = NUMBERING[self.kind]
        return {
            "line": self.line,
            "kind": self.kind,
            "found": self.found,
            "expected": self.expected,
            "zh": zh,
            "en": en,
        }


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. `draft` is the record's text, shared by the files that are versions of one law.

    `written` says whether the draft is in the content folder now; where it is not, `refusal` says why.
    """

    source: str
    id: str | None
    draft: str | None
    understood: tuple[Understood, ...] = ()
    not_understood: tuple[Remark, ...] = ()
    numbering: tuple[NumberingProblem, ...] = ()
    notes: tuple[Remark, ...] = ()
    refusal: Remark | None = None
    written: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The file's part of the report for other programs; the draft itself stands in its own file."""
        return {
            "source": printable(self.source),
            "id": self.id,
            "written": self.written,
            "refusal": self.refusal.as_dict() if self.refusal else None,
            "understood": [one.as_dict() for one in self.understood],
            "not_understood": [one.as_dict() for one in self.not_understood],
            "numbering": [one.as_dict() for one in self.numbering],
            "notes": [one.as_dict() for one in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that was not read."""

    source: str
    reason: Remark

    def as_dict(self) -> dict[str, Any]:
        """The skipped file for other programs."""
        return {"source": printable(self.source), **self.reason.as_dict()}


@dataclass(frozen=True, slots=True)
class Report:
    """A whole import, in the order in which the files were read."""

    files: tuple[Imported, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """The ids of the drafts written, each once."""
        return tuple(dict.fromkeys(one.id for one in self.files if one.written and one.id))

    @property
    def refused(self) -> tuple[Imported, ...]:
        """The files of which nothing was written."""
        return tuple(one for one in self.files if one.refusal)

    def counts(self) -> dict[str, int]:
        """How many files, drafts, refusals, skipped files, things not understood and numbering problems."""
        return {
            "files": len(self.files),
            "drafts": len(self.written),
            "refused": len(self.refused),
            "skipped": len(self.skipped),
            "not_understood": sum(len(one.not_understood) for one in self.files),
            "numbering": sum(len(one.numbering) for one in self.files),
        }

    def as_json(self) -> str:
        """The report as JSON: `counts`, `files`, `skipped`."""
        value = {
            "counts": self.counts(),
            "files": [one.as_dict() for one in self.files],
            "skipped": [one.as_dict() for one in self.skipped],
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def as_text(self) -> str:
        """The report to read, in both languages."""
        count = self.counts()
        lines = [
            (
                f"导入法规：{count['files']} 个文件，写出 {count['drafts']} 份草稿，拒绝 {count['refused']} 个，"
                f"跳过 {count['skipped']} 个；未读懂 {count['not_understood']} 处，编号问题 {count['numbering']} 处。"
            ),
            (
                f"Import of laws: {count['files']} files, {count['drafts']} drafts written, {count['refused']} refused, "
                f"{count['skipped']} skipped; {count['not_understood']} places not understood, {count['numbering']} numbering problems."
            ),
        ]
        for one in self.files:
            lines += ["", *_paragraph(one)]
        if self.skipped:
            lines += ["", "跳过 Skipped"]
            lines += [f"  {printable(one.source)}: {_both(one.reason)}" for one in self.skipped]
        return "\n".join(lines) + "\n"


def _paragraph(one: Imported) -> Iterator[str]:
    target = f"{one.id}.yml" if one.written else "没有写入 nothing written"
    yield f"■ {printable(one.source)} → {target}"
    if one.refusal:
        yield f"  拒绝 Refused: {_both(one.refusal)}"
    yield from _list(
        "读懂 Understood",
        (f"{_where(each.line)}{'/'.join(FIELDS[each.field])}: {quotable(each.value)}" for each in one.understood),
    )
    yield from _list("未读懂，请处理 Not understood, to be settled", map(_line, one.not_understood))
    yield from _list("编号问题 Numbering problems", (_number(each) for each in one.numbering))
    yield from _list("说明 Notes", map(_line, one.notes))


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if index == 0:
            yield f"  {heading}"
        yield f"    - {line}"


def _number(problem: NumberingProblem) -> str:
    zh, en = NUMBERING[problem.kind]
    expected = "—" if problem.expected is None else problem.expected
    return f"{_where(problem.line)}{printable(problem.found)}：{zh}，应为 {expected}。{en}, expected {expected}."


def _line(remark: Remark) -> str:
    return _where(remark.line) + _both(remark)


def _both(remark: Remark) -> str:
    return f"{printable(remark.message('zh'))} {printable(remark.message('en'))}"


def _where(line: int | None) -> str:
    return "" if line is None else f"第{line}行 line {line}: "


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal or a log would obey or choke on."""
    return (
        text
        if text.isprintable()
        else "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in text)
    )


def quotable(text: str) -> str:
    """The text short enough for a message."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
