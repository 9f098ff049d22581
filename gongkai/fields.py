"""The kinds of value a record is made of.

Every model refuses unknown fields and cannot be changed once made. The loader hands over only
text, lists and mappings; the types here turn them into meaning. A failed check raises a
`PydanticCustomError` whose type is the name of the rule (see `messages`), so that the editor
reads it in words.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import PydanticCustomError, core_schema

from gongkai import dates
from gongkai.markdown_source import link_destinations, unsafe_markup

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Model(BaseModel):
    """A frozen group of fields; unknown fields are refused. What checks it is made when it is first needed."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1, defer_build=True
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed as its values alone, in the order of its fields: a third of pydantic's own time and size."""
        return _revive, (self.__class__, *self.__dict__.values())


def _revive(model: type[Model], *values: Any) -> Model:
    """A model from values that were valid when they were packed."""
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", dict(zip(model.__pydantic_fields__, values, strict=True)))
    object.__setattr__(made, "__pydantic_fields_set__", set())
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


class CheckedStr(str):
    """A string with a rule. Subclasses name the rule and the shape of a text that keeps it."""

    __slots__ = ()
    rule: ClassVar[str]
    _shape: ClassVar[re.Pattern[str]]

    @classmethod
    def keeps_rule(cls, text: str) -> bool:
        """Whether the text may stand here."""
        return cls._shape.fullmatch(text) is not None

    @classmethod
    def make(cls, text: str) -> Self:
        """The text as this type, or the type's rule as an error."""
        if not cls.keeps_rule(text):
            raise PydanticCustomError(cls.rule, "{found}", {"found": text})
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(strip_whitespace=True)
        return core_schema.no_info_after_validator_function(cls.make, text)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string"}


class Slug(CheckedStr):
    """An id: lower-case ASCII words and digits joined by hyphens, at most 80 characters."""

    rule = "id"
    __slots__ = ()
    _shape = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

    @classmethod
    def keeps_rule(cls, text: str) -> bool:
        return len(text) <= 80 and super().keeps_rule(text)


class PartialDate(CheckedStr):
    """A year, month or day, exact or approximate; see `gongkai.dates`."""

    rule = "date"
    __slots__ = ()

    @classmethod
    def keeps_rule(cls, text: str) -> bool:
        return dates.is_date(text)


class Day(CheckedStr):
    """A full, exact day: YYYY-MM-DD."""

    rule = "day"
    __slots__ = ()

    @classmethod
    def keeps_rule(cls, text: str) -> bool:
        return dates.is_day(text)


class Number(CheckedStr):
    """A decimal number as its source prints it, without grouping: 70.60 keeps its zero."""

    rule = "number"
    __slots__ = ()
    _shape = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?")


class Address(CheckedStr):
    """A web address: http or https, a host, no user name, no spaces, printable ASCII (RFC 3986)."""

    rule = "address"
    __slots__ = ()
    _shape = re.compile(
        r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(?::[0-9]{1,5})?"
        r"(?:[/?#][!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*)?"
    )

    @classmethod
    def keeps_rule(cls, text: str) -> bool:
        return len(text) <= 2000 and super().keeps_rule(text)


class Ref(CheckedStr):
    """A pointer to another record, or to a place in it: `laws/food-safety#art-12`."""

    rule = "reference"
    __slots__ = ()
    _shape = re.compile(r"[a-z0-9-]+/[a-z0-9]+(?:-[a-z0-9]+)*(?:#[a-z][a-z0-9-]*)?")

    @property
    def target(self) -> str:
        """The record pointed at: folder and id."""
        return self.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The place in it, or an empty string."""
        return self.partition("#")[2]


class Cite(Slug):
    """The id of one of the record's own sources."""

    __slots__ = ()


class Term(Slug):
    """A word of the site's vocabulary (`content/vocabulary.yml`). Subclasses name the list."""

    __slots__ = ()
    vocabulary: ClassVar[str]


class Topic(Term):
    vocabulary = "topics"
    __slots__ = ()


class Body(Term):
    """A body of the congress, the government or the courts."""

    vocabulary = "bodies"
    __slots__ = ()


class District(Term):
    vocabulary = "districts"
    __slots__ = ()


class Measure(Term):
    """The number of a measure of the action plan."""

    vocabulary = "measures"
    __slots__ = ()


class Text(Model):
    """Words in both languages. The Chinese is required; a missing English is announced."""

    zh: str
    en: str | None = None

    def get(self, language: Language) -> str | None:
        """The words in the language, or None where they are missing."""
        return self.zh if language == "zh" else self.en


class EitherText(Model):
    """Words that may exist in one language only, as the title of a newspaper article does."""

    zh: str | None = None
    en: str | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if self.zh is None and self.en is None:
            raise PydanticCustomError("text", "{found}", {"found": "{}"})
        return self

    def get(self, language: Language) -> str | None:
        return self.zh if language == "zh" else self.en


def digits(number: str) -> str:
    """A number's digits alone, without sign, point and the zeros around them."""
    return number.lstrip("-").replace(".", "").strip("0")


def _refuse_markup(text: str) -> str:
    found = unsafe_markup(text)
    if found is not None:
        raise PydanticCustomError(found.rule, "{found}", {"found": found.text, "offset": found.offset})
    return text


MarkdownStr = Annotated[
    str, Field(min_length=1), BeforeValidator(lambda v: _refuse_markup(v) if isinstance(v, str) else v)
]


class Prose(Model):
    """Longer words in both languages, written in Markdown without raw HTML."""

    zh: MarkdownStr
    en: MarkdownStr | None = None

    def get(self, language: Language) -> str | None:
        return self.zh if language == "zh" else self.en


def listed(value: Any) -> Any:
    """One id may stand without the brackets of a list."""
    return [value] if isinstance(value, str) else value


Cites = Annotated[tuple[Cite, ...], BeforeValidator(listed)]


class Source(Model):
    """Where a fact was read. An address is given only when it leads to the publisher's own page."""

    id: Slug
    title: EitherText
    publisher: EitherText
    date: PartialDate | None = None
    url: Address | None = None
    note: Text | None = None


class Figure(Model):
    """A number a source states. `how` says how exactly the source states it.

    Chinese counts in 万 and 亿, English in thousands and millions: `value_en` is the same amount
    for the English unit (8374.2 亿元 is 837.42 billion yuan). Only its decimal point may differ.
    """

    label: Text
    value: Number
    value_en: Number | None = None
    how: Literal["exact", "about", "over", "nearly"] = "exact"
    unit: Text | None = None
    as_of: PartialDate | None = None
    note: Text | None = None
    source: Cites = ()

    @model_validator(mode="after")
    def _same_digits(self) -> Self:
        if self.value_en is not None and digits(self.value_en) != digits(self.value):
            raise PydanticCustomError("value-en", "{found}", {"found": f"{self.value} … {self.value_en}"})
        return self

    def number(self, language: Language) -> Number:
        """The number that belongs to the unit in the language."""
        return self.value_en if language == "en" and self.value_en is not None else self.value


class Statement(Model):
    """One thing that is said, with where it was read."""

    text: Text
    as_of: PartialDate | None = None
    note: Text | None = None
    source: Cites = ()


class Step(Model):
    """One thing that happened on a date, or from a date to a later one."""

    date: PartialDate
    until: PartialDate | None = None
    text: Text
    source: Cites = ()

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.until is not None and dates.last_day(self.until) < dates.first_day(self.date):
            raise PydanticCustomError("order", "{found}", {"found": f"{self.date} … {self.until}"})
        return self


class Subject(Model):
    """A law something is about: a record of this site, or the title of one that is not here."""

    ref: Ref | None = None
    title: EitherText | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.ref is None) == (self.title is None):
            raise PydanticCustomError("one-of", "{found}", {"found": "ref, title"})
        return self


Loc = tuple[str | int, ...]


def prose_links(prose: Prose, loc: Loc) -> Iterator[tuple[Loc, Ref]]:
    """The records that running text links to, each with where the text stands."""
    for language in LANGUAGES:
        for _, destination in link_destinations(prose.get(language) or ""):
            if Ref.keeps_rule(destination):
                yield (*loc, language), Ref(destination)


def walk(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every model and checked string inside a value, each with where it stands."""
    if isinstance(value, BaseModel):
        yield loc, value
        for name, inner in value.__dict__.items():
            if inner is not None and inner.__class__ is not str:
                yield from walk(inner, (*loc, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from walk(inner, (*loc, index))
    elif isinstance(value, CheckedStr):
        yield loc, value
