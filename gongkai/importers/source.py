"""The lines of a source file: decoded, freed of what a record may not hold, each thing done to them told.

Encodings: UTF-8 (with or without its mark), UTF-16 with its mark, GB18030 (GB 18030-2022 as Python
reads it). Nearly any bytes can be read as GB18030, so it is taken only where nine tenths of the
characters beyond ASCII are in GB 2312, as they are in any law; text in Big5 is not.
"""

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.importers.report import Remark
from gongkai.lawtext.grammar import WHITE
from gongkai.strict_yaml import MAX_BYTES

_BLANK = WHITE + "\u200c\u200d\u2060\u2028\u2029\x85\x1c\x1d\x1e\x1f"
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff\t]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_END = re.compile("\r\n|\r|\n")
_DAMAGED = "\ufffd"


class RefusedSource(Exception):
    """A file of which nothing can be imported; `remark` says why."""

    def __init__(self, remark: Remark) -> None:
        self.remark = remark
        super().__init__(f"{remark.rule}: {remark.message('en')}")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines, numbered from 1 by their place. Blank lines are empty; no line holds a tab or an invisible sign.

    `doubts` and `notes` tell what the reading changed or could not carry.
    """

    name: str
    markdown: bool
    lines: tuple[str, ...]
    doubts: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def read_source(path: Path) -> Source:
    """The lines of a .md, .txt or .docx file. Raises RefusedSource."""
    doubts: list[Remark] = []
    notes: list[Remark] = []
    if path.suffix.lower() == ".docx":
        lines = _word(path, doubts)
    else:
        text = _decode(_read(path), notes)
        ends = {"CR LF" if end == "\r\n" else "CR" for end in set(_LINE_END.findall(text)) - {"\n"}}
        if ends:
            notes.append(Remark("line-ends", None, {"found": ", ".join(sorted(ends))}))
        lines = _LINE_END.split(text)
    clean = _cleaned(lines, doubts, notes)
    if not any(clean):
        raise RefusedSource(Remark("empty"))
    return Source(path.name, path.suffix.lower() == ".md", clean, tuple(doubts), tuple(notes))


def _word(path: Path, doubts: list[Remark]) -> list[str]:
    from gongkai.importers.word import read_word
    from gongkai.importers.word_messages import RefusedDocument

    try:
        text = read_word(path)
    except RefusedDocument as refused:
        words = {"zh": refused.message("zh"), "en": refused.message("en")}
        raise RefusedSource(Remark("word", None, words)) from refused
    except OSError as error:
        raise RefusedSource(Remark("unreadable", None, {"found": error.strerror or str(error)})) from error
    doubts += [
        Remark("word", note.line or None, {"zh": note.message("zh"), "en": note.message("en")}) for note in text.notes
    ]
    return list(text.lines)


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is not too large; a link is not followed."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would keep us waiting
            raise RefusedSource(Remark("not-a-file"))
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedSource(Remark("unreadable", None, {"found": error.strerror or str(error)})) from error
    if len(data) > MAX_BYTES:
        found = f"{max(status.st_size, len(data)):,}"
        raise RefusedSource(Remark("too-large", None, {"found": found, "limit": f"{MAX_BYTES:,}"}))
    return data


def _decode(data: bytes, notes: list[Remark]) -> str:
    name, text = _guarded(data)
    if "\x00" in text:
        line = len(_LINE_END.findall(text[: text.index("\x00")])) + 1
        raise RefusedSource(Remark("not-text", None, {"line": str(line)}))
    notes.append(Remark("encoding", None, {"found": name}))
    return text


def _guarded(data: bytes) -> tuple[str, str]:
    """The name of the encoding and the text."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "UTF-16", data.decode("utf-16")
        if data.startswith(codecs.BOM_UTF8):
            return "UTF-8 (BOM)", data.decode("utf-8-sig")
        try:
            return "UTF-8", data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = data.decode("gb18030")
            beyond = [character for character in text if character > "\x7f"]
            common = sum(len(character.encode("gb2312", "ignore")) > 0 for character in beyond)
            if common * 10 < len(beyond) * 9:
                raise RefusedSource(Remark("encoding-unknown", None, {"found": str(error)})) from None
            return "GB18030", text
    except UnicodeDecodeError as error:
        raise RefusedSource(Remark("encoding-unknown", None, {"found": str(error)})) from None


def _cleaned(lines: list[str], doubts: list[Remark], notes: list[Remark]) -> tuple[str, ...]:
    clean: list[str] = []
    blank: dict[str, list[int]] = {}
    for number, line in enumerate(lines, start=1):
        if not line:
            clean.append(line)
        elif not (words := line.strip(_BLANK)):
            for character in sorted(set(line)):
                blank.setdefault(character, []).append(number)
            clean.append("")
        else:
            kept = "".join(_kept(line, number, words, doubts, notes)) if _REFUSED.search(line) else line
            doubts.extend(
                Remark("private", number, {"found": f"U+{ord(sign):04X}"})
                for sign in dict.fromkeys(_PRIVATE.findall(kept))
            )
            clean.append(kept)
    for character, numbers in blank.items():
        shown = ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")
        found = f"U+{ord(character):04X} × {len(numbers)} ({shown})"
        notes.append(Remark("blank-characters", numbers[0], {"found": found}))
    return tuple(clean)


def _kept(line: str, number: int, words: str, doubts: list[Remark], notes: list[Remark]) -> Iterator[str]:
    """A line's characters, those that a record may not hold replaced or left out."""
    for sign in line:
        yield _replaced(sign, number, words, doubts, notes) if _REFUSED.match(sign) else sign


def _replaced(sign: str, number: int, words: str, doubts: list[Remark], notes: list[Remark]) -> str:
    if sign == "\t":
        remark = Remark("tab", number)
        if remark not in notes[-1:]:
            notes.append(remark)
        return " "
    if sign == _DAMAGED:
        doubts.append(Remark("damaged", number, {"found": words}))
        return "□"
    remark = Remark("control", number, {"found": f"U+{ord(sign):04X}"})
    if remark not in doubts[-1:]:
        doubts.append(remark)
    return ""
