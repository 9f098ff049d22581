"""Problems: the only way anything wrong with the content reaches a person.

A problem names its place (path, line and column, both from 1), the rule it breaks, and the words
its message needs. The messages themselves stand in `gongkai.messages`, in both languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.messages import MESSAGES

_LONGEST_QUOTE = 120
_LONGEST_LIST = 400
"""Characters of what is quoted from a file, and of a list of what may stand there."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an editor has to mend (or, as a warning, to know)."""

    path: str
    line: int
    column: int
    rule: str
    words: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def at(cls, path: str, place: tuple[int, int], rule: str, words: Mapping[str, Any] | None = None) -> "Problem":
        """A problem at a line and column; words are shortened and freed of control characters."""
        shown = tuple(sorted((name, _quotable(name, str(word))) for name, word in (words or {}).items()))
        return cls(_printable(path), *place, rule, shown)

    @property
    def is_error(self) -> bool:
        """Whether the build must fail (warnings fail it only with --strict)."""
        return MESSAGES[self.rule].error

    def message(self, language: str) -> str:
        """What was found and what was expected."""
        return _fill(MESSAGES[self.rule].text(language), self.words)

    def hint(self, language: str) -> str:
        """How to mend it."""
        return _fill(MESSAGES[self.rule].hint(language), self.words)

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.rule}: {self.message('zh')} {self.message('en')}\n"
            f"    提示 Hint: {self.hint('zh')} {self.hint('en')}"
        )

    def as_github(self) -> str:
        """The problem as a workflow command, so that a change request shows it at its line."""
        body = f"{self.message('zh')} {self.message('en')} {self.hint('zh')} {self.hint('en')}"
        level = "error" if self.is_error else "warning"
        place = f"file={_property(self.path)},line={self.line},col={self.column},title={_property(self.rule)}"
        return f"::{level} {place}::{_data(body)}"

    def as_dict(self) -> dict[str, Any]:
        """The problem for other programs."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "rule": self.rule,
            "level": "error" if self.is_error else "warning",
            "message": {"zh": self.message("zh"), "en": self.message("en")},
            "hint": {"zh": self.hint("zh"), "en": self.hint("en")},
        }


class ContentProblems(Exception):
    """The content cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(self.problems)  # what it is made of, so that it passes between processes


def _printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal or a log would obey or choke on."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _quotable(name: str, text: str) -> str:
    shown, longest = _printable(text), _LONGEST_LIST if name == "known" else _LONGEST_QUOTE
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _fill(template: str, words: tuple[tuple[str, str], ...]) -> str:
    filled = template
    for name, word in words:
        filled = filled.replace("{" + name + "}", word.replace("{", "{\u200b"))
    return filled.replace("{\u200b", "{").strip()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
