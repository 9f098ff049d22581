"""The action plan: ten actions, thirty measures, and for each measure what it promises and what proves it.

A record is a measure; its id is its number, by which all other records name it (`measures: ["6"]`).
A deliverable is evidenced when a record of this site shows something that happened for it since the
measure was decided; practice from before, or anything else, does not count, and no share is typed by
hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Cites, Model, PartialDate, Ref, Slug, Term, Text
from gongkai.pieces import Piece
from gongkai.planpicture import deliverables_svg
from gongkai.record import BOARD, Fault, Library, Record, repeated_ids
from gongkai.tally import Line, Tally, by_state, counted

EVIDENCED = State("evidenced", Text(zh="有公开证据", en="Public evidence"), "good")
NO_EVIDENCE = State("no-evidence", Text(zh="尚无公开证据", en="No public evidence yet"), "quiet")

ALL = State("all", Text(zh="各项都有证据", en="All evidenced"), "good")
SOME = State("some", Text(zh="部分有证据", en="Partly evidenced"), "info")
NONE = State("none", Text(zh="尚无公开证据", en="No public evidence yet"), "quiet")


class Action(Term):
    """One of the ten actions, by its number."""

    vocabulary = "actions"
    __slots__ = ()


class EvidenceKind(Term):
    """A kind of record that can show a deliverable."""

    vocabulary = "evidence-kinds"
    __slots__ = ()


class Proof(Model):
    """A record that shows a deliverable, or part of it: what it shows, and when that was."""

    record: Ref
    date: PartialDate
    shows: Text


class Deliverable(Model):
    """Something the measure promises. `frequency` and `quantity` are the plan's own, where it states them."""

    called: ClassVar[Text] = Text(zh="举措内容", en="Deliverable")

    id: Slug
    text: Text
    frequency: Text | None = None
    quantity: Text | None = None
    evidence: tuple[Proof, ...] = ()
    source: Cites = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a measure stands on a day: the state of every deliverable in order, and what they come to."""

    card: Card
    states: tuple[State, ...]

    @property
    def shown(self) -> int:
        """How many deliverables are evidenced."""
        return self.states.count(EVIDENCED)

    @property
    def state(self) -> State:
        """What the deliverables come to for the measure as a whole."""
        return ALL if self.shown == len(self.states) else SOME if self.shown else NONE

    @property
    def picture(self) -> str:
        """The measure as a mark, divided into its deliverables."""
        return deliverables_svg([state == EVIDENCED for state in self.states])


class Measure(Record):
    """One of the thirty measures."""

    folder = "plan"
    template = "measure.html"
    group = "practice"
    singular = Text(zh="举措", en="Measure")
    plural = Text(zh="行动方案", en="Action plan")
    counted = Text(zh="项举措", en="Measures of the plan")
    about = Text(
        zh="全过程人民民主“十大行动”、三十项举措：每项承诺什么，哪些已有公开记录可证，哪些还没有。",
        en="The ten actions and thirty measures for whole-process people's democracy: what each promises, what public records show of it, and what they do not.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (Facet("action", Text(zh="行动", en="Action"), vocabulary="actions"),)
    shown_as_new: ClassVar[bool] = False
    index_template: ClassVar[str] = "records/plan.html"
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)
    vocabulary: ClassVar[str | None] = "measures"

    action: Action
    since: PartialDate
    deliverables: tuple[Deliverable, ...]
    shown_by: tuple[EvidenceKind, ...] = ()

    def date(self) -> str | None:
        return None

    def anchors(self) -> Iterable[str]:
        return [one.id for one in self.deliverables]

    def faults(self) -> Iterable[Fault]:
        if not self.id.isdigit() or self.id.startswith("0"):
            yield Fault("measure-number", (), {"found": self.id})
        if not self.deliverables:
            yield Fault("empty-list", ("deliverables",), {"field": "deliverables"})
        yield from repeated_ids({"deliverables": self.deliverables})
        for index, one in enumerate(self.deliverables):
            for at, proof in enumerate(one.evidence):
                if dates.last_day(proof.date) < dates.first_day(self.since):
                    words = {"found": proof.date, "since": self.since}
                    yield Fault("early-evidence", ("deliverables", index, "evidence", at, "date"), words)
                if proof.record.startswith(f"{self.folder}/"):
                    yield Fault(
                        "own-evidence", ("deliverables", index, "evidence", at, "record"), {"found": proof.record}
                    )

    def pieces(self) -> Iterable[Piece]:
        """What search finds: not the evidence, for whether it is shown depends on the day and on other records."""
        promised = tuple(one.model_copy(update={"evidence": ()}) for one in self.deliverables)
        return Record.pieces(self.model_copy(update={"deliverables": promised}))

    def brief(self) -> dict[str, Any]:
        promised = tuple(
            (one.id, one.text, tuple((proof.record, proof.date) for proof in one.evidence)) for one in self.deliverables
        )
        return {"action": self.action, "deliverables": promised}

    def view(self, library: Library) -> dict[str, Any]:
        evidence = {
            one.id: [proof for proof in one.evidence if shows(proof.record, proof.date, library)]
            for one in self.deliverables
        }
        shown = {proof.record.target for proofs in evidence.values() for proof in proofs}
        others: dict[str, list[Card]] = {}
        for card in library.pointing_at(f"{self.folder}/{self.id}"):
            if card.key not in shown:
                others.setdefault(card.type, []).append(card)
        measures = library.cards(self.folder)
        here = next(index for index, card in enumerate(measures) if card.id == self.id)
        return {
            "standing": standing(measures[here], library),
            "evidence": evidence,
            "evidenced": EVIDENCED,
            "no_evidence": NO_EVIDENCE,
            "others": others,
            "measure_count": len(measures),
            "before": measures[here - 1] if here else None,
            "after": measures[here + 1] if here + 1 < len(measures) else None,
        }

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """A measure's page leads to the ones before and after it."""
        return [f"{cls.folder}/"]

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        """The plan as a whole: its actions in their order, each with its measures; demonstrations are shown, not counted."""
        if name == BOARD:
            return super().extra_view(name, library)
        actions: dict[str, list[Standing]] = {}
        for card in sorted(library.cards(cls.folder), key=lambda card: by_number(card.brief["action"])):
            actions.setdefault(card.brief["action"], []).append(standing(card, library))
        words = {"evidenced": EVIDENCED, "no_evidence": NO_EVIDENCE, "mark": deliverables_svg}
        return {"actions": actions} | words | totals(standings(library))

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        """The records that show deliverables: whether they are published decides what is evidenced."""
        promised = [one for card in library.cards(cls.folder) for one in card.brief["deliverables"]]
        return [ref.target for _, _, proofs in promised for ref, _ in proofs]

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: by_number(card.id))

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [
            Line(one.card, text, None, state, anchor)
            for one in standings(library)
            for (anchor, text, _), state in zip(one.card.brief["deliverables"], one.states, strict=True)
        ]
        title = Text(zh="举措内容有无公开证据", en="Deliverables by evidence")
        return [by_state("deliverables", title, lines, (EVIDENCED, NO_EVIDENCE))]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        """Without its state, which depends on other records; the plan's own page has it."""
        mark = Text(zh=f"举措 {card.id}", en=f"Measure {card.id}")
        return Row(None, mark=mark, line=card.summary, facets={"action": (card.brief["action"],)})


def by_number(number: str) -> tuple[int, str]:
    """The order of numbers written as text: 2 before 10."""
    return len(number), number


def shows(ref: Ref, date: str, library: Library) -> bool:
    """Whether a record counts as evidence: it is published, no demonstration, and what it shows has happened."""
    card = library.card(ref.target)
    return card is not None and not (card.demonstration or card.draft) and dates.first_day(date) <= library.as_of


def standing(card: Card, library: Library) -> Standing:
    """How a measure stands on the day."""
    promised = card.brief["deliverables"]
    shown = [any(shows(ref, date, library) for ref, date in proofs) for _, _, proofs in promised]
    return Standing(card, tuple(EVIDENCED if one else NO_EVIDENCE for one in shown))


def standings(library: Library) -> list[Standing]:
    """How every measure that counts stands, in order."""
    return [standing(card, library) for card in counted(library.cards(Measure.folder))]


def totals(every: Sequence[Standing]) -> dict[str, int]:
    """The plan in figures: what it promises, and how much of it is evidenced."""
    return {
        "measure_count": len(every),
        "promised": sum(len(one.states) for one in every),
        "shown": sum(one.shown for one in every),
    }
