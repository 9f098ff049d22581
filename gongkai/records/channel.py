"""Ways to take part: the channels through which people are heard, on the page `/participate/`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from gongkai.cards import Card, Row
from gongkai.fields import Cites, Figure, Model, Ref, Statement, Text
from gongkai.record import Fault, Library, Record, wrong_types
from gongkai.records import consultation, event

COLUMNS = {
    "deputies": Text(zh="对代表说", en="Say it to a deputy"),
    "drafts": Text(zh="对草案提意见", en="Comment on a draft"),
    "review": Text(zh="对规范性文件提审查建议", en="Ask for review of a normative document"),
}
"""The three public columns, in their order; the addresses are those of `participation` in `site_config.yml`."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three columns: its name, and the channel that describes it, where there is one."""

    key: str
    title: Text
    channel: "Channel | None"


class Basis(Model):
    """What a law says about the channel, in our words, with the place in the law where it is a record here."""

    text: Text
    law: Ref | None = None
    source: Cites = ()


class Channel(Record):
    """One way to be heard. `column` makes it one of the three public columns, with the address of `site_config.yml`."""

    folder = "participate"
    template = "channel.html"
    group = "take-part"
    singular = Text(zh="参与渠道", en="Way to take part")
    plural = Text(zh="参与渠道", en="Ways to take part")
    about = Text(
        zh="对代表说、对草案提意见、对规范性文件提审查建议、旁听会议、参观人大：每种渠道怎样用、依据是什么。",
        en="Speak to a deputy, comment on a draft, ask for review of a document, observe a meeting, visit: how each way works and what it rests on.",
    )
    shown_as_new: ClassVar[bool] = False
    index_template: ClassVar[str] = "records/participate.html"

    order: int
    column: Literal["deputies", "drafts", "review"] | None = None
    how: tuple[Statement, ...]
    facts: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    basis: tuple[Basis, ...] = ()

    def date(self) -> str | None:
        return None

    def brief(self) -> dict[str, Any]:
        return {"order": self.order, "column": self.column}

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("basis", i, "law"), one.law) for i, one in enumerate(self.basis)], "laws")

    def view(self, library: Library) -> dict[str, Any]:
        return {
            "column_title": COLUMNS[self.column] if self.column else None,
            "open_calls": open_calls(library) if self.column == "drafts" else [],
        }

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """The page of the column for drafts lists the open ones."""
        return ["consultations/"] if card.brief["column"] == "drafts" else []

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A column is taken by one channel."""
        seen: set[str] = set()
        for card in sorted(cards, key=lambda card: card.id):
            column = card.brief["column"]
            if column is not None and column in seen:
                yield card, Fault("twice", ("column",), {"found": column})
            seen.add(column or "")

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: (card.brief["order"], card.id))

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        """The page of all channels: the three columns first, what is open now, what comes next, the other ways."""
        cards = library.cards(cls.folder)
        whole = [library.record(card.key) for card in cards if card.brief["column"]]
        records = {str(one.column): one for one in whole if isinstance(one, cls)}
        coming = (event.AHEAD, event.SIGN_UP, event.TODAY)
        return {
            "columns": [Column(key, title, records.get(key)) for key, title in COLUMNS.items()],
            "others": [{"card": card, "row": cls.row(card, library)} for card in cards if not card.brief["column"]],
            "open_calls": open_calls(library),
            "coming": [
                {"card": card, "row": event.Event.row(card, library)}
                for card in reversed(library.cards(event.Event.folder))
                if event.state_of(card.brief, library.as_of) in coming
            ],
        }

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        """The columns whole, with the laws they rest on, what is open now, and what comes next."""
        laws = [ref for card in library.cards(cls.folder) for _, ref in card.refs]
        named = [key for ref in laws for key in (ref.target, f"{ref.target}#")]
        return [f"{cls.folder}/!", "consultations/", "events/", *named]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        return Row(None, line=card.summary)


def open_calls(library: Library) -> list[dict[str, Any]]:
    """The calls for comments that are open on the day, the next to close first, each with its row and the days that are left."""
    calls = [
        card for card in library.cards("consultations")
        if consultation.state_of(card.brief, library.as_of) == consultation.OPEN
    ]  # fmt: skip
    return [
        {
            "card": card,
            "row": consultation.Consultation.row(card, library),
            "days": consultation.days_left(card.brief, library.as_of),
        }
        for card in sorted(calls, key=lambda card: (card.brief["closes"] is None, card.brief["closes"] or "", card.id))
    ]
