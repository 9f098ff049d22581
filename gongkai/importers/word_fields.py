"""Fields of a Word document: which words are instructions and which their results (ISO/IEC 29500-1, 17.16).

A complex field may span paragraphs and hold other fields, so what is open is kept as a stack.
"""

from dataclasses import dataclass

from gongkai.importers.word_messages import RefusedDocument

# fields that show nothing
_SILENT = frozenset(("XE", "TC", "RD", "TA", "SET", "ADDIN", "ADVANCE", "PRIVATE", "NEXT", "HYPERLINK"))


@dataclass
class _Field:
    """An open field: the line it began on, its instruction, and what had been shown when its result began."""

    line: int
    instruction: str = ""
    shown_before: int | None = None


@dataclass(frozen=True)
class Ended:
    """A field that has ended. `empty` tells that it showed nothing."""

    name: str
    instruction: str
    line: int
    empty: bool

    @property
    def lacks_result(self) -> bool:
        """Whether readers see words that the file does not hold."""
        return self.empty and bool(self.name) and self.name not in _SILENT


class Fields:
    """The open fields of a story."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._instructions = 0

    @property
    def in_instruction(self) -> bool:
        """Whether the words that come now belong to an instruction, which nobody sees."""
        return self._instructions > 0

    def instruct(self, words: str) -> None:
        """Words of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction += words

    def mark(self, kind: str | None, line: int, shown: int) -> Ended | None:
        """A `w:fldChar`: its kind, the line it is on, and how many things the story has shown so far."""
        if kind == "begin":
            self._open.append(_Field(line))
            self._instructions += 1
        elif kind == "separate" and self._open and self._open[-1].shown_before is None:
            self._open[-1].shown_before = shown
            self._instructions -= 1
        elif kind == "end" and self._open:
            one = self._open.pop()
            self._instructions -= one.shown_before is None
            return ended(one.instruction, one.line, empty=one.shown_before in (None, shown))
        return None

    def close(self) -> None:
        """See at the end of the story that no instruction has swallowed its words. Raises RefusedDocument."""
        if self.in_instruction:
            raise RefusedDocument("broken-field", found=self._open[-1].instruction.strip() or "?")


def ended(instruction: str, line: int, *, empty: bool) -> Ended:
    """A field by its instruction, whose first word is its name."""
    name = instruction.split(maxsplit=1)
    return Ended(name[0].upper() if name else "", instruction.strip(), line, empty)
