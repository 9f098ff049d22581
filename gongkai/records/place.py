"""Places: liaison stations, legislative contact points and observation points, where people meet the congress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Part, Row, State
from gongkai.fields import District, Figure, PartialDate, Statement, Step, Term, Text
from gongkai.record import BOARD, Fault, Library, Record
from gongkai.records.deputy import Deputy
from gongkai.records.event import Event
from gongkai.tally import Line, Tally, by_key, counted

KINDS = {
    "home": Text(zh="人大代表之家", en="Deputies' home"),
    "station": Text(zh="人大代表联络站", en="Deputies' liaison station"),
    "contact-point": Text(zh="基层立法联系点", en="Grassroots legislative contact point"),
    "information-post": Text(zh="信息采集点", en="Information post"),
    "observation-point": Text(zh="经济运行观察点", en="Economic observation point"),
    "base": Text(zh="研习实践基地", en="Study and practice base"),
}
LEVELS = {
    "national": Text(zh="国家级", en="National"),
    "city": Text(zh="市级", en="Municipal"),
    "district": Text(zh="区级", en="District"),
    "town": Text(zh="街镇级", en="Sub-district or town"),
}
AHEAD = State("ahead", Text(zh="将启用", en="To open"), "info")
ENDED = State("ended", Text(zh="已停用", en="No longer in use"), "quiet")
"""What is on record of a place's time. Most records name no end, which does not prove that a place is open: they have no state."""
NUMBERED = frozenset(("home", "station"))
CODE_FILE = "code.svg"


class SpokenLanguage(Term):
    """A language people can speak there."""

    vocabulary = "languages"
    __slots__ = ()


class Place(Record):
    """One place. `number` is the city's unified number for it."""

    folder = "places"
    template = "place.html"
    group = "take-part"
    singular = Text(zh="站点", en="Place")
    plural = Text(zh="站点", en="Places")
    about = Text(
        zh="人大代表联络站、基层立法联系点和观察点：在哪个区、做什么、什么时候开放、会说哪些语言。",
        en="Deputies' liaison stations, legislative contact points and observation points: in which district, what they do, when they are open, and which languages are spoken.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="类型", en="Kind"), labels=KINDS),
        Facet("level", Text(zh="层级", en="Level"), labels=LEVELS),
        Facet("district", Text(zh="区", en="District"), vocabulary="districts"),
    )
    index_template: ClassVar[str] = "records/places.html"
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)
    part_templates: ClassVar[tuple[str, ...]] = ("poster.html",)
    shown_as_new: ClassVar[bool] = False

    kind: Literal["home", "station", "contact-point", "information-post", "observation-point", "base"]
    level: Literal["national", "city", "district", "town"] | None = None
    number: str | None = None
    district: District
    host: Text | None = None
    address: Text | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    opening: Text | None = None
    languages: tuple[SpokenLanguage, ...] = ()
    does: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()

    def date(self) -> str | None:
        return None

    def identifiers(self) -> Iterable[Text]:
        return [Text(zh=self.number, en=self.number)] if self.number else []

    def faults(self) -> Iterable[Fault]:
        if self.kind in NUMBERED and self.number is None:
            yield Fault("station-number", ("kind",), {"found": self.kind})
        if self.since is not None and self.until is not None and dates.last_day(self.until) < dates.first_day(self.since):  # fmt: skip
            yield Fault("order", ("until",), {"found": f"{self.since} … {self.until}"})

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A number belongs to one place for ever."""
        seen: set[str] = set()
        for card in sorted(cards, key=lambda card: card.id):
            number = card.brief["number"]
            if number is not None and number in seen:
                yield card, Fault("twice", ("number",), {"found": number})
            seen.add(number or "")

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """The code as a file; and a poster with it, for places that have a number."""
        yield Part("", files=(CODE_FILE,))
        if card.brief["number"] is not None:
            yield Part("poster", "poster.html")

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "level": self.level, "number": self.number, "district": self.district, "since": self.since, "until": self.until, "line": self._line()}  # fmt: skip

    def _line(self) -> Text | None:
        """What it does and when it is open, for the list."""
        does = self.summary or (self.does[0].text if self.does else None)
        said = [text for text in (does, self.opening) if text is not None]
        english = [text.en for text in said if text.en]
        whole = len(english) == len(said)
        return Text(zh=" ".join(text.zh for text in said), en=" ".join(english) if whole else None) if said else None

    def view(self, library: Library) -> dict[str, Any]:
        pointing = library.pointing_at(f"{self.folder}/{self.id}")
        return {
            "kind_words": KINDS[self.kind],
            "level_words": LEVELS[self.level] if self.level else None,
            "state": state_of(self.brief(), library.as_of),
            "deputies": [
                {"card": card, "row": Deputy.row(card, library)} for card in pointing if card.type == Deputy.folder
            ],
            "events": [
                {"card": card, "row": Event.row(card, library)}
                for card in Event.sort_cards(pointing)
                if card.type == Event.folder
            ],
            "others": [card for card in pointing if card.type not in (Deputy.folder, Event.folder)],
        }

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        return self.view(library)

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        order = list(KINDS)
        return sorted(cards, key=lambda card: (order.index(card.brief["kind"]), card.brief["number"] or "~", card.id))

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        """For the list: places by district, those that have ended apart, and how many count in each district."""
        if name != "index":
            return super().extra_view(name, library)
        ended: list[dict[str, Any]] = []
        districts: dict[str, list[dict[str, Any]]] = {}
        for card in library.cards(cls.folder):
            row = cls.row(card, library)
            (ended if row.state is ENDED else districts.setdefault(card.brief["district"], [])).append({"card": card, "row": row})  # fmt: skip
        counts = {district: len(counted(entry["card"] for entry in found)) for district, found in districts.items()}
        return {"districts": districts, "ended": ended, "counts": counts}

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        """Places that have not ended, by district and by kind; those of a district stand together in the list."""
        cards = [
            card for card in counted(library.cards(cls.folder)) if state_of(card.brief, library.as_of) is not ENDED
        ]
        lines = [Line(card, card.title, None) for card in cards]
        districts = by_key(
            "district",
            Text(zh="按区", en="By district"),
            lines,
            lambda line: line.card.brief["district"],
            vocabulary="districts",
        )
        groups = tuple(replace(group, path=f"{cls.folder}/#{district_anchor(group.key)}") for group in districts.groups)
        return [
            replace(districts, groups=groups),
            by_key("kind", Text(zh="按类型", en="By kind"), lines, lambda line: line.card.brief["kind"], KINDS),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        brief = card.brief
        facets = {"kind": (brief["kind"],), "level": (brief["level"],) if brief["level"] else (), "district": (brief["district"],)}  # fmt: skip
        mark = Text(zh=brief["number"], en=brief["number"]) if brief["number"] else None
        state = state_of(brief, library.as_of)
        return Row(None, mark=mark, label=KINDS[brief["kind"]], line=brief["line"], state=state, facets=facets)


def state_of(brief: Mapping[str, Any], as_of: str) -> State | None:
    """What is on record of a place's time on a day: that it has ended, that it is to open, or nothing."""
    if brief["until"] is not None and dates.last_day(brief["until"]) < as_of:
        return ENDED
    return AHEAD if brief["since"] is not None and as_of < dates.first_day(brief["since"]) else None


def district_anchor(district: str) -> str:
    """Where the places of a district stand in the list."""
    return f"_district-{district}"
