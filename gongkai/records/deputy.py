"""Deputies: the office they hold, whom they were elected by, where they can be met, and what they did.

Nothing private is kept: no telephone, no mail address, no identity number (rule `private-data`).
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import District, Figure, Model, PartialDate, Ref, Text
from gongkai.record import Fault, Library, Record, wrong_types
from gongkai.records.channel import Channel
from gongkai.records.suggestion import Suggestion

LEVELS = {
    "national": Text(zh="全国人大代表", en="Deputy to the National People's Congress"),
    "city": Text(zh="市人大代表", en="Deputy to the municipal congress"),
    "district": Text(zh="区人大代表", en="Deputy to a district congress"),
    "town": Text(zh="镇人大代表", en="Deputy to a town congress"),
}
AHEAD = State("ahead", Text(zh="尚未就任", en="Not yet in office"), "info")
SERVING = State("serving", Text(zh="在任", en="In office"), "good")
LEFT = State("left", Text(zh="已离任", en="No longer in office"), "quiet")


class Year(Model):
    """What a deputy did in a year, in numbers as published."""

    year: PartialDate
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


class Count(NamedTuple):
    """One thing that is counted, in one year; without figures where no source gives any."""

    label: Text
    figures: tuple[Figure, ...]


class Deputy(Record):
    """One deputy; the title is the name."""

    folder = "deputies"
    template = "deputy.html"
    group = "take-part"
    singular = Text(zh="人大代表", en="Deputy")
    plural = Text(zh="人大代表", en="Deputies")
    about = Text(
        zh="人大代表的职务、选举单位、联系站点和履职统计。不登载私人联系方式。",
        en="Deputies with their office, the unit that elected them, the stations where they meet residents, and their work in numbers. No private contact details are kept.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("level", Text(zh="层级", en="Level"), labels=LEVELS),
        Facet("district", Text(zh="区", en="District"), vocabulary="districts"),
    )
    shown_as_new: ClassVar[bool] = False
    private: ClassVar[bool] = True

    level: Literal["national", "city", "district", "town"]
    congress: Text
    unit: Text
    district: District
    office: Text | None = None
    occupation: Text | None = None
    groups: tuple[Text, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    stations: tuple[Ref, ...] = ()
    work: tuple[Year, ...] = ()

    def date(self) -> str | None:
        return None

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("stations", i), ref) for i, ref in enumerate(self.stations)], "places")
        if self.since and self.until and dates.last_day(self.until) < dates.first_day(self.since):
            yield Fault("order", ("until",), {"found": f"{self.since} … {self.until}"})
        years = [one.year for one in self.work]
        for index, year in enumerate(years):
            if len(year) != 4:
                yield Fault("value", ("work", index, "year"), {"field": "year", "found": year})
            if year in years[:index]:
                yield Fault("twice", ("work", index, "year"), {"found": year})

    def brief(self) -> dict[str, Any]:
        return {
            "level": self.level,
            "district": self.district,
            "unit": self.unit,
            "since": self.since,
            "until": self.until,
        }

    def view(self, library: Library) -> dict[str, Any]:
        key = f"{self.folder}/{self.id}"
        pointing = library.pointing_at(key)
        by_them = [card for card in pointing if card.type == Suggestion.folder and card.brief["by"] == key]
        return {
            "level_words": LEVELS[self.level],
            "state": standing(self.brief(), library.as_of),
            "work": list(zip(self.work, self.counts(), strict=True)),
            "suggestions": [{"card": card, "row": Suggestion.row(card, library)} for card in Suggestion.sort_cards(by_them)],
            "channels": bool(library.cards(Channel.folder)),
        }  # fmt: skip

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """Whether there is a page on how to take part, to which the deputy's page leads."""
        return [f"{Channel.folder}/"]

    def counts(self) -> list[list[Count]]:
        """The work of each year as rows of a table: the same rows in every year, in the order they first come."""
        labels = {figure.label.zh: figure.label for year in self.work for figure in year.figures}
        return [
            [Count(label, tuple(figure for figure in year.figures if figure.label.zh == name)) for name, label in labels.items()]
            for year in self.work
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        brief = card.brief
        facets = {"level": (brief["level"],), "district": (brief["district"],)}
        state = standing(brief, library.as_of)
        return Row(None, label=LEVELS[brief["level"]], line=brief["unit"], state=state, facets=facets)


def standing(brief: Mapping[str, Any], as_of: str) -> State:
    """Whether the deputy is in office on a day."""
    if brief["since"] is not None and as_of < dates.first_day(brief["since"]):
        return AHEAD
    return LEFT if brief["until"] is not None and dates.last_day(brief["until"]) < as_of else SERVING
