"""The dated versions of a law: which text stood on a day, and what its English translates."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from gongkai.fields import Cites, Day, Model, Ref, Text
from gongkai.lawtext import LawText, parse_law
from gongkai.lawtext.packed import pack_law, unpack_law

UNDATED = "undated"

LawString = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]


class Version(Model):
    """One text of the law, from the day it took effect until the next one did.

    `date` is that day; where it is not known, `dated: adopted` says that the day of the decision
    stands in for it, and a text of which no day at all is known has none. `instrument` is the
    decision that made this text, `by` its record. `irregular` lists numbers that are out of order
    in the official text too, as they are written there.
    """

    date: Day | None = None
    dated: Literal["effective", "adopted"] = "effective"
    instrument: Text | None = None
    by: Ref | None = None
    translation: Literal["official", "unofficial", "draft"] | None = None
    source: Cites = ()
    en_source: Cites = ()
    note: Text | None = None
    irregular: tuple[str, ...] = ()
    zh: LawString
    en: LawString | None = None

    @model_validator(mode="after")
    def _english_has_a_label(self) -> Self:
        if (self.en is None) != (self.translation is None):
            raise PydanticCustomError("translation-label", "{found}", {"found": self.translation or "—"})
        return self

    @property
    def key(self) -> str:
        """The version's name in addresses: its date."""
        return self.date or UNDATED

    def chinese(self) -> LawText:
        """The structure of the Chinese text."""
        return parsed(self.zh, "zh")

    def english(self) -> LawText | None:
        """The structure of the English text, where there is one."""
        return parsed(self.en, "en") if self.en is not None else None

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed with the structures that are at hand: the process that makes its page need not read the text again."""
        return _revive, (super().__reduce__(), _structures.packed(self.zh, "zh"), _structures.packed(self.en, "en"))


def _revive(reduced: tuple[Any, ...], chinese: bytes | None, english: bytes | None) -> Version:
    revive, values = reduced
    version: Version = revive(*values)
    _structures.keep(version.zh, "zh", chinese)
    _structures.keep(version.en, "en", english)
    return version


class _Structures:
    """The structures of the last texts asked for, for the pages of a law are made one after another.

    One that comes packed from another process is unpacked when it is wanted.
    """

    _MOST = 24

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, str], LawText | bytes] = {}

    def of(self, text: str, language: str) -> LawText:
        """The structure of a text."""
        found = self._last.pop((text, language), None)
        if isinstance(found, bytes):
            found = unpack_law(found)
        law = found or parse_law(text, language)
        self._keep((text, language), law)
        return law

    def packed(self, text: str | None, language: str) -> bytes | None:
        """The structure as bytes, where it is at hand."""
        found = self._last.get((text, language))
        return pack_law(found) if isinstance(found, LawText) else found

    def keep(self, text: str | None, language: str, packed: bytes | None) -> None:
        """Have a structure at hand that was packed before."""
        if packed is not None and (text, language) not in self._last:
            self._keep((text, language), packed)

    def _keep(self, key: tuple[str | None, str], law: LawText | bytes) -> None:
        self._last[key] = law
        if len(self._last) > self._MOST:
            del self._last[next(iter(self._last))]


_structures = _Structures()


def parsed(text: str, language: str) -> LawText:
    """The structure of a law's text; the last few are kept."""
    return _structures.of(text, language)


Standing = Literal["past", "current", "future", "undated", "last"]


@dataclass(frozen=True, slots=True)
class Span:
    """A version among its neighbours: from when until when its text stands.

    `until` is the last day, None where no end is known. `state` says what the text is on the day
    asked for: "current" the one in force, "last" the last one of a law that is repealed, "undated"
    one of which no day is known, so that nothing says whether it is in force.
    """

    key: str
    since: str | None
    until: str | None
    state: Standing


def spans(keys: Iterable[str], as_of: str, starts: str | None = None, ended: str | None = None) -> list[Span]:
    """The versions in order of time; one without a date comes first.

    `starts` is the day the law took effect and `ended` the day it was repealed, as far as known: a
    text cannot be in force before the one or after the other.
    """
    ordered = in_order(keys)
    current = current_key(ordered, as_of)
    result: list[Span] = []
    for index, key in enumerate(ordered):
        following = ordered[index + 1] if index + 1 < len(ordered) else None
        end = min((day for day in (following, ended) if day), default=None)
        until = day_before(end) if end is not None and key != UNDATED else None
        result.append(Span(key, None if key == UNDATED else key, until, _state(key, current, as_of, starts, ended)))
    return result


def day_before(day: str) -> str:
    """The last day of what ends where another thing begins on `day`."""
    return str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1))


def _state(key: str, current: str, as_of: str, starts: str | None, ended: str | None) -> Standing:
    if key == UNDATED:
        return "undated"
    if key > as_of or (starts is not None and as_of < starts):
        return "future"
    if key != current:
        return "past"
    return "last" if ended is not None and ended <= as_of else "current"


def current_key(keys: Iterable[str], as_of: str) -> str:
    """The version to show for a day: the latest that has taken effect, or the first that will."""
    ordered = in_order(keys)
    return next((key for key in reversed(ordered) if key == UNDATED or key <= as_of), ordered[0])


def in_order(keys: Iterable[str]) -> list[str]:
    """Versions by time, each once; one without a date first."""
    return sorted(set(keys), key=lambda key: "" if key == UNDATED else key)


def download_names(*, english: bool) -> tuple[str, ...]:
    """Names of a text's files to take away: data, plain text, and Akoma Ntoso, which has a file a language."""
    tags = ("zh", "en") if english else ("zh",)
    return ("law.json", *(f"law.{tag}.txt" for tag in tags), *(f"law.{tag}.xml" for tag in tags))
