"""How what changed between two versions of a law is told: plain values that a template can walk.

All `old` of a line's runs joined are the old line byte for byte, all `new` joined the new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from gongkai.lawtext.nodes import Article, Node
from gongkai.lawtext.wording import Run, Runs

LineRole = Literal["heading", "article", "paragraph", "quoted", "item", "loose"]
PassageKind = Literal["same", "changed", "renumbered", "added", "removed"]
ChangeKind = Literal["same", "renumbered", "moved", "changed", "added", "removed"]


class Line(NamedTuple):
    """A line of a node as it stands, without the white space before it: label + gap + words.

    "article" is an article's number with its caption; its first paragraph follows as a line of its
    own even where the source has both on one. `level` is 1 for items, 2 for sub-items, otherwise 0.
    """

    role: LineRole
    level: int
    anchor: str | None
    label: str
    gap: str
    words: str


class Passage(NamedTuple):
    """A line on either side, None where it is missing, with the runs of its number and of its words.

    The runs of the number include the white space after it.
    """

    old: Line | None
    new: Line | None
    label: Runs
    words: Runs

    @property
    def line(self) -> Line:
        """The newer line, or the one taken out."""
        line = self.new or self.old
        assert line is not None
        return line

    @property
    def kind(self) -> PassageKind:
        """What happened to the line; "renumbered" where only its own number changed."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        if any(run.kind != "same" for run in self.words):
            return "changed"
        return "renumbered" if any(run.kind != "same" for run in self.label) else "same"


class Change(NamedTuple):
    """A heading, an article or a line outside them, on either side, None where it is missing.

    `reworded`: its words, its lines or its items' numbers differ. `renumbered`: its own number does.
    `moved`: it stands elsewhere among those that kept their order. Each may be without the others;
    all are False for what was added or removed.
    """

    old: Node | None
    new: Node | None
    reworded: bool
    renumbered: bool
    moved: bool
    passages: tuple[Passage, ...]

    @property
    def node(self) -> Node:
        """The newer of the two, or the one taken out."""
        node = self.new or self.old
        assert node is not None
        return node

    @property
    def kind(self) -> ChangeKind:
        """The gravest of what happened: added or removed, changed in words, moved, renumbered, same."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.reworded else "moved" if self.moved else "renumbered" if self.renumbered else "same"


class Counts(NamedTuple):
    """Numbers of articles (and of points); one changed, renumbered and moved counts in all three."""

    added: int
    removed: int
    changed: int
    renumbered: int
    moved: int


class Comparison(NamedTuple):
    """All of both texts in the order of the new one, what was removed where it stood, before what was added."""

    changes: tuple[Change, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed at all."""
        return all(change.kind == "same" for change in self.changes)

    @property
    def counts(self) -> Counts:
        """How many articles changed in which way."""
        articles = [change for change in self.changes if isinstance(change.node, Article)]
        return Counts(
            added=sum(change.old is None for change in articles),
            removed=sum(change.new is None for change in articles),
            changed=sum(change.reworded for change in articles),
            renumbered=sum(change.renumbered for change in articles),
            moved=sum(change.moved for change in articles),
        )


def mirrored(comparison: Comparison) -> Comparison:
    """The comparison read the other way: what was added was removed, in the order of the old text."""
    changes = [
        change._replace(old=change.new, new=change.old, passages=_mirrored_passages(change.passages))
        for change in comparison.changes
    ]
    return Comparison(tuple(in_reading_order(changes)))


def in_reading_order(changes: Iterable[Change]) -> Iterator[Change]:
    """As the new text stands; what was removed follows what it followed, before anything that was added."""
    kept: list[tuple[Node, Node, Change]] = []
    gone: list[tuple[Node, Change]] = []
    come: list[tuple[Node, Change]] = []
    for change in changes:
        if change.new is None:
            gone.append((change.node, change))
        elif change.old is None or change.moved:
            come.append((change.new, change))
        else:
            kept.append((change.old, change.new, change))
    kept.sort(key=lambda row: row[1].line)
    gone.sort(key=lambda row: row[0].line, reverse=True)
    come.sort(key=lambda row: row[0].line, reverse=True)
    for old, new, change in kept:
        while gone and gone[-1][0].line < old.line:
            yield gone.pop()[1]
        while come and come[-1][0].line < new.line:
            yield come.pop()[1]
        yield change
    yield from (change for _, change in (*reversed(gone), *reversed(come)))


def _mirrored_passages(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    result: list[Passage] = []
    added: list[Passage] = []
    for passage in passages:
        turned = Passage(passage.new, passage.old, _mirrored_runs(passage.label), _mirrored_runs(passage.words))
        if turned.new is None:
            result.append(turned)
        elif turned.old is None:
            added.append(turned)
        else:
            result += [*added, turned]
            added = []
    return (*result, *added)


def _mirrored_runs(runs: Runs) -> Runs:
    result: list[Run] = []
    for run in runs:
        if run.kind == "same":
            result.append(Run("same", run.new, run.old))
        elif run.kind == "removed":
            result.append(Run("added", "", run.old))
        else:
            at = len(result) - (bool(result) and result[-1].kind == "added")
            result.insert(at, Run("removed", run.new, ""))
    return tuple(result)
