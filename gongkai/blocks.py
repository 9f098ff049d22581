"""What a panel of the exhibition is built of: blocks of text, figures, pictures, dates, quotations and records."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from gongkai.fields import (
    Cites,
    District,
    Figure,
    Loc,
    Measure,
    Model,
    PartialDate,
    Prose,
    Ref,
    Slug,
    Step,
    Text,
    Topic,
)
from gongkai.loopfields import Cited

Percent = Annotated[int, Field(ge=0, le=100)]
"""A whole percentage, of a picture's width or height."""


class Stop(Model):
    """A place to look at on one large picture: the left and upper edge and the width of what is shown, in percent."""

    id: Slug
    title: Text
    text: Text
    x: Percent
    y: Percent
    width: Annotated[int, Field(ge=1, le=100)]
    source: Cites = ()


class Zoom(Model):
    """One large picture to walk through, stop by stop."""

    media: Ref
    stops: tuple[Stop, ...]


class Side(Model):
    """One of two things set side by side: a picture, words, or both."""

    title: Text
    media: Ref | None = None
    text: Prose | None = None
    source: Cites = ()

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if self.media is None and self.text is None:
            raise PydanticCustomError("one-at-least", "{found}", {"found": "media, text"})
        return self


class Compare(Model):
    """Two things side by side: before and after, draft and law."""

    left: Side
    right: Side


class Quote(Model):
    """Words somebody said, with who, when and where they were read."""

    text: Text
    speaker: Text
    date: PartialDate | None = None
    place: Text | None = None
    source: Cited


class CaseStep(Model):
    """One thing that was done in a case, and where that was read."""

    date: PartialDate | None = None
    text: Text
    source: Cited


class CaseStory(Model):
    """A case of this site told in a few steps."""

    record: Ref
    steps: tuple[CaseStep, ...] = ()


class Query(Model):
    """Records of this site that the page looks up itself: nothing of them is copied by hand.

    `type` is a content folder. What is named must all hold; the newest `most` are shown and all counted.
    """

    type: Slug
    topic: Topic | None = None
    measure: Measure | None = None
    district: District | None = None
    year: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    most: Annotated[int, Field(ge=1, le=20)] = 5


class Question(Model):
    """A question for visitors, with its answer."""

    question: Text
    answer: Prose
    source: Cites = ()


class Block(Model):
    """One piece of a panel: a title if it needs one, and exactly one kind of content."""

    kinds: ClassVar[tuple[str, ...]] = (
        "text", "dates", "figures", "gallery", "zoom", "compare", "timeline", "quote", "places", "case", "records", "question",
    )  # fmt: skip

    title: Text | None = None
    text: Prose | None = None
    dates: tuple[Step, ...] | None = None
    figures: tuple[Figure, ...] | None = None
    gallery: tuple[Ref, ...] | None = None
    zoom: Zoom | None = None
    compare: Compare | None = None
    timeline: tuple[Ref, ...] | None = None
    quote: Quote | None = None
    places: tuple[Ref, ...] | None = None
    case: CaseStory | None = None
    records: Query | None = None
    question: Question | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [name for name in self.kinds if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("block-kind", "{found}", {"found": ", ".join(given) or "—"})
        if getattr(self, given[0]) == ():
            raise PydanticCustomError("block-kind", "{found}", {"found": f"{given[0]}: []"})
        return self

    @property
    def kind(self) -> str:
        """Which kind of content the block has."""
        return next(name for name in self.kinds if getattr(self, name) is not None)

    def media(self) -> Iterator[tuple[Loc, Ref]]:
        """The pictures it shows, each with where it is named."""
        yield from ((("gallery", index), ref) for index, ref in enumerate(self.gallery or ()))
        if self.zoom is not None:
            yield ("zoom", "media"), self.zoom.media
        for side in ("left", "right"):
            ref = getattr(self.compare, side).media if self.compare is not None else None
            if ref is not None:
                yield ("compare", side, "media"), ref
