"""YAML read strictly, with the line and column of everything.

Only null and text come out: `no`, `12:30`, `0123` and `1.10` stay what the editor typed. What
makes YAML a trap (duplicate keys, anchors, aliases, tags, several documents, tabs, hidden
characters, deep nesting) is refused by name. The text is walked event by event with a stack of
our own, so that no depth of input can exhaust the interpreter or libyaml's composer.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from gongkai.fields import Loc

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
MOST_FLAWS = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200d\u2028\u2029\u2060\ud800-\udfff\ufeff\ufff9-\uffff"
_SUSPECT = re.compile(f"[\t{_BIDI}{_CONTROL}]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_MERGE = re.compile(r"(?m)^(?:<{7}(?= |$)|={7}$|>{7}(?= |$)|\|{7}(?= |$)).*")


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something refused: where (line and column from 1), by which rule, and the message's words."""

    place: tuple[int, int]
    rule: str
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Place:
    """Where a value stands. `block` is set for text written with `|`, whose lines can be counted."""

    key: tuple[int, int]
    value: tuple[int, int]
    block: bool = False


class Refused(Exception):
    """The text cannot be used at all; carries every flaw found."""

    def __init__(self, flaws: list[Flaw]) -> None:
        self.flaws = flaws
        super().__init__(str(flaws))


def decode(data: bytes) -> str:
    """The bytes as text. Raises Refused for a file that is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise Refused([Flaw((1, 1), "too-large", {"found": f"{len(data):,}", "limit": f"{MAX_BYTES:,}"})])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        shown = data[error.start : error.end].hex(" ")
        raise Refused([Flaw(_place(before, len(before)), "not-utf8", {"found": shown})]) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def parse(text: str, places: dict[Loc, Place] | None = None) -> Any:
    """The value the text describes, made of mappings, lists, text and None.

    With `places`, the position of every value is noted there by its path. Raises Refused with
    all flaws at once; a syntax error ends the reading, what was found before it is kept.
    """
    flaws = _flaws_of_characters(text)
    reader = _Reader(flaws, places)
    try:
        for event in yaml.parse(_visible(text) if flaws else text, Loader=_LOADER):
            if not reader.take(event) or len(flaws) >= MOST_FLAWS:
                break
    except yaml.MarkedYAMLError as error:
        opened = error.context_mark and (error.context or "").endswith(("scalar", "sequence", "flow mapping"))
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if not any(flaw.place[0] == place[0] or flaw.rule == "merge-marker" for flaw in flaws):
            found = " ".join(part for part in (error.context, error.problem) if part)
            flaws.append(Flaw(place, "yaml", {"found": found}))
    except yaml.YAMLError as error:
        if not flaws:
            flaws.append(Flaw((1, 1), "yaml", {"found": str(error)}))
    if not flaws and reader.result is None:
        flaws.append(Flaw((1, 1), "empty-file"))
    if flaws:
        raise Refused(flaws)
    return reader.result


@functools.lru_cache(maxsize=2)
def _places(text: str) -> Mapping[Loc, Place]:
    """Where everything of a text stands; the last texts asked for are remembered, as faults come in swarms."""
    places: dict[Loc, Place] = {}
    parse(text, places)
    return places


def locate(text: str, loc: Loc, *, key: bool = False, offset: int | None = None) -> tuple[int, int]:
    """Line and column of a value (or its key), or of a character of it where that can be known.

    Where the path leads to something that is not there, the nearest enclosing value answers.
    """
    places = _places(text)
    while loc not in places:
        loc = loc[:-1]
    place = places[loc]
    if key or offset is None:
        return place.key if key else place.value
    if not place.block:
        return place.value
    return _inside_block(text, place.value, offset)


def _inside_block(text: str, start: tuple[int, int], offset: int) -> tuple[int, int]:
    """Where the character at `offset` of a `|` text stands: its lines lie one indent deeper."""
    lines = text.split("\n")[start[0] :]
    blank = next((index for index, line in enumerate(lines) if line.strip()), 0)
    indent = len(lines[blank]) - len(lines[blank].lstrip(" "))
    for number, line in enumerate(lines[blank:], start=start[0] + 1 + blank):
        length = len(line[indent:])
        if offset <= length:
            return number, indent + offset + 1
        offset -= length + 1
    return start


def _place(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def _flaws_of_characters(text: str) -> list[Flaw]:
    """Hidden characters and merge markers, not more than are of use to the reader."""
    suspects = islice(_SUSPECT.finditer(text), MOST_FLAWS)
    flaws = [Flaw(_place(text, match.start()), *_hidden(match)) for match in suspects]
    if "<<<<<<<" in text or "=======" in text or ">>>>>>>" in text or "|||||||" in text:
        markers = islice(_MERGE.finditer(text), MOST_FLAWS)
        flaws += [Flaw(_place(text, m.start()), "merge-marker", {"found": m[0]}) for m in markers]
    return flaws


def _hidden(match: re.Match[str]) -> tuple[str, dict[str, str]]:
    """The rule that a suspect character breaks, and the message's words."""
    rule = "tab" if match[0] == "\t" else "bidi-character" if _IS_BIDI.match(match[0]) else "control-character"
    return rule, {"found": f"U+{ord(match[0]):04X}"}


def _visible(text: str) -> str:
    """The text with refused characters made harmless, so that the rest of it can still be judged.

    Some of them would end a line for the YAML parser, or the whole text, and put all later places wrong.
    """
    return _SUSPECT.sub(lambda match: match[0] if match[0] == "\t" else "\ufffd", text)


class _Level:
    """An open mapping or list, while its contents arrive."""

    __slots__ = ("key", "key_place", "lines", "loc", "value")

    def __init__(self, value: dict[str, Any] | list[Any], loc: Loc) -> None:
        self.value = value
        self.loc = loc
        self.key: str | None = None
        self.key_place = (1, 1)
        self.lines: dict[str, int] = {}


class _Reader:
    """Builds the value from events, noting flaws and, when asked, places."""

    def __init__(self, flaws: list[Flaw], places: dict[Loc, Place] | None) -> None:
        self.result: Any = None
        self._flaws = flaws
        self._clean = not flaws
        self._places = places
        self._levels: list[_Level] = []
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Work in one event; False ends the reading."""
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(event, {} if kind is yaml.MappingStartEvent else [])
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._levels.pop()
            return True
        if kind is yaml.AliasEvent:
            self._flaw(event, "anchor", found=f"*{event.anchor}")
            level = self._levels[-1] if self._levels else None
            if level is not None and level.key is None and level.value.__class__ is dict:
                level.key = event.anchor
                return True
            return self._put(None, event)
        if kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._flaw(event, "several-documents")
                return False
        return True

    def _flaw(self, event: Any, rule: str, **words: Any) -> None:
        mark = event.start_mark
        self._flaws.append(Flaw((mark.line + 1, mark.column + 1), rule, words))

    def _decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._flaw(event, "anchor", found=f"&{event.anchor}")
        if event.tag is not None:
            self._flaw(event, "tag", found=event.tag)

    def _scalar(self, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._decorations(event)
        if event.style == '"' and self._clean and (match := _SUSPECT.search(event.value)):
            rule, words = _hidden(match)  # written with an escape, as "\\u202e"
            self._flaw(event, rule, **words)
        level = self._levels[-1] if self._levels else None
        if level is not None and level.key is None and level.value.__class__ is dict:
            return self._key(level, event)
        plain_null = event.implicit[0] and event.value in _NULLS
        return self._put(None if plain_null else event.value, event)

    def _key(self, level: _Level, event: Any) -> bool:
        level.key = event.value
        if self._places is not None:
            level.key_place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if event.value in level.lines:
            self._flaw(event, "duplicate-key", found=event.value, line=level.lines[event.value])
        else:
            level.lines[event.value] = event.start_mark.line + 1
        return True

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._decorations(event)
        level = self._levels[-1] if self._levels else None
        if level is not None and level.key is None and level.value.__class__ is dict:
            self._flaw(event, "complex-key")
            return False
        if len(self._levels) >= MAX_DEPTH:
            self._flaw(event, "too-deep", limit=MAX_DEPTH)
            return False
        loc = self._next_loc(level)
        self._put(value, event)
        self._levels.append(_Level(value, loc))
        return True

    def _next_loc(self, level: _Level | None) -> Loc:
        if level is None or self._places is None:
            return ()
        return (*level.loc, level.key if isinstance(level.value, dict) else len(level.value))  # type: ignore[arg-type]

    def _put(self, value: Any, event: Any) -> bool:
        level = self._levels[-1] if self._levels else None
        if self._places is not None:
            here = (event.start_mark.line + 1, event.start_mark.column + 1)
            is_key = level is not None and isinstance(level.value, dict)
            block = getattr(event, "style", None) == "|"
            self._places[self._next_loc(level)] = Place(level.key_place if level and is_key else here, here, block)
        if level is None:
            self.result = value
        elif isinstance(level.value, list):
            level.value.append(value)
        else:
            assert level.key is not None
            level.value[level.key] = value
            level.key = None
        return True
