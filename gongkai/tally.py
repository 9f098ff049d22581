"""Counting records with the rows that are counted: a tally is groups of lines, and every figure is a group's size.

What is not on record has a group of its own, never a share of the others. Demonstrations are not counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai import dates
from gongkai.cards import Card, State
from gongkai.fields import Text

NOT_RECORDED = Text(zh="没有记录", en="Not on record")
UNKNOWN = "not-recorded"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted: a record, or an item of one (`place` is its anchor).

    `weight` is how many it stands for, where one line answers several letters.
    """

    card: Card
    text: Text
    date: str | None
    state: State | None = None
    place: str = ""
    weight: int = 1

    @property
    def ref(self) -> str:
        """Where it stands, as references are written."""
        return f"{self.card.key}#{self.place}" if self.place else self.card.key


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that have the same key. A key of a vocabulary has no `label` of its own.

    `path` leads to a page of the site that lists these rows already; without one they stand on the
    type's board, under the anchor of the group.
    """

    key: str
    label: Text | None
    lines: tuple[Line, ...]
    state: State | None = None
    path: str = ""

    @property
    def count(self) -> int:
        """The figure."""
        return sum(line.weight for line in self.lines)


@dataclass(frozen=True, slots=True)
class Tally:
    """Things counted by one of their properties, in a fixed order. `vocabulary` names the keys' list."""

    id: str
    title: Text
    groups: tuple[Group, ...]
    vocabulary: str | None = None

    @property
    def total(self) -> int:
        """How many are counted; what stands in several groups is counted once."""
        return sum(line.weight for line in {line.ref: line for group in self.groups for line in group.lines}.values())

    @property
    def overlapping(self) -> bool:
        """Whether something stands in several groups, so that these do not add up to the total."""
        return self.total < sum(group.count for group in self.groups)

    def anchor(self, group: Group) -> str:
        """Where the rows of a group stand on the board."""
        return f"_{self.id}-{group.key}"


def counted(cards: Iterable[Card]) -> list[Card]:
    """The records that count: demonstrations and drafts do not."""
    return [card for card in cards if not (card.demonstration or card.draft)]


def so_far(cards: Iterable[Card], as_of: str) -> list[Card]:
    """The records that count on a day: what is dated later has not happened yet, what has no date counts."""
    return [card for card in counted(cards) if card.date is None or dates.first_day(card.date) <= as_of]


def by_state(tally_id: str, title: Text, lines: Sequence[Line], states: Sequence[State]) -> Tally:
    """Lines by their state, in the order of the states; those without one apart, at the end. Empty groups are left out."""
    groups = [
        Group(state.key, state.label, tuple(line for line in lines if line.state == state), state) for state in states
    ]
    groups.append(Group(UNKNOWN, NOT_RECORDED, tuple(line for line in lines if line.state is None)))
    return Tally(tally_id, title, tuple(group for group in groups if group.lines))


def by_key(
    tally_id: str,
    title: Text,
    lines: Sequence[Line],
    key: Callable[[Line], str | None],
    labels: Mapping[str, Text] | None = None,
    vocabulary: str | None = None,
) -> Tally:
    """Lines by a key, in the order of `labels`, else by key; those without one apart, at the end.

    With a `vocabulary` the keys are its words; without labels or vocabulary they name themselves.
    """

    def one_or_none(line: Line) -> Sequence[str]:
        found = key(line)
        return (found,) if found else ()

    return by_keys(tally_id, title, lines, one_or_none, labels, vocabulary)


def by_keys(
    tally_id: str,
    title: Text,
    lines: Sequence[Line],
    keys: Callable[[Line], Sequence[str]],
    labels: Mapping[str, Text] | None = None,
    vocabulary: str | None = None,
) -> Tally:
    """Like `by_key`, for lines that may have several keys: such a line stands in several groups."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        for name in keys(line) or (UNKNOWN,):
            found.setdefault(name, []).append(line)
    unknown = found.pop(UNKNOWN, [])
    order = [name for name in labels if name in found] if labels is not None else sorted(found)
    groups = [
        Group(name, labels[name] if labels is not None else None if vocabulary else Text(zh=name, en=name), tuple(found[name]))
        for name in order
    ]  # fmt: skip
    if unknown:
        groups.append(Group(UNKNOWN, NOT_RECORDED, tuple(unknown)))
    return Tally(tally_id, title, tuple(groups), vocabulary)
