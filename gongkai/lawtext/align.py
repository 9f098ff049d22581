"""Which piece of one text is which piece of another: articles of two versions, lines of two articles.

First what is word for word the same and comes once on either side, then what shares whole clauses
nobody else has, then, between those fixed points, what is most alike; at last, where pieces may have
moved, what is left over. Pieces that kept their order are found as the heaviest chain of pairs.
Exchanging the texts exchanges the pairs: they are always compared in the same order.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

Pair = tuple[int, int]
Weighted = tuple[int, int, int]

ALIKE = 300  # thousandths of shared pairs of characters from which two pieces can be one
ALIKE_BY_NAME = 200  # the same, where they have one name as well
SURELY_ALIKE = 500  # without regard to what stands around them
_NAME_COUNTS = 100
RENAMED = frozenset(("heading", "loose"))  # sorts whose pieces may be one by their name alone
_CLAUSE = re.compile(r"[^,.;:、\n]{4,}")


class Piece(NamedTuple):
    """Something to be aligned: its sort (only equals are paired), folded words, and its name or number."""

    sort: str
    words: str
    name: str


class Match(NamedTuple):
    """A place of the old text and one of the new; `moved` where it is out of the order the others kept."""

    old: int
    new: int
    moved: bool


def align(old: Sequence[Piece], new: Sequence[Piece], *, moves: bool) -> list[Match]:
    """Which place is which, each at most once, in the order of the old. Without `moves`, none is moved."""
    old, new = list(old), list(new)
    if old == new:
        return [Match(at, at, moved=False) for at in range(len(old))]
    turned = new < old
    left, right = (new, old) if turned else (old, new)
    pairs = _align(left, right, moves=moves)
    kept = set(in_order([(one, two, len(left[one].words) + len(right[two].words) + 1) for one, two in pairs]))
    matches = [Match(*(pair[::-1] if turned else pair), moved=pair not in kept) for pair in pairs]
    return sorted(matches)


def in_order(pairs: Sequence[Weighted]) -> list[Pair]:
    """Of pairs with weights (left, right, weight > 0), the heaviest chain that goes forward on both sides.

    The same for exchanged sides, unless two chains weigh the same.
    """
    rights = sorted({right for _, right, _ in pairs})
    best = [(0, -1)] * (len(rights) + 1)  # a Fenwick tree of (weight of a chain, the pair it ends with)
    before: list[int] = []
    heaviest = (0, -1)
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for number, (_, right, weight) in enumerate(ordered):
        rank = bisect_left(rights, right)
        total, last = 0, -1
        at = rank
        while at > 0:
            if best[at][0] > total:
                total, last = best[at]
            at -= at & -at
        before.append(last)
        chain_weight = (total + weight, number)
        if chain_weight[0] > heaviest[0]:
            heaviest = chain_weight
        at = rank + 1
        while at <= len(rights):
            if best[at][0] < chain_weight[0]:
                best[at] = chain_weight
            at += at & -at
    chain: list[Pair] = []
    at = heaviest[1]
    while at >= 0:
        chain.append(ordered[at][:2])
        at = before[at]
    return chain[::-1]


def _align(left: Sequence[Piece], right: Sequence[Piece], *, moves: bool) -> list[Pair]:
    exact = _unique(left, right, lambda piece: [(piece.sort, piece.words)])
    firm = {(one, two): 2 * len(left[one].words) + 1 for one, two in exact}
    fixed = in_order([(*pair, weight) for pair, weight in firm.items()])
    moved = set(firm) - set(fixed) if moves else set()
    used_left, used_right = {one for one, _ in moved}, {two for _, two in moved}
    alike = _Likeness(left, right)
    for step in (_by_clauses, _by_likeness):
        found: list[Pair] = []
        for lefts, rights in _gaps(fixed, len(left), len(right)):
            free_left = [at for at in lefts if at not in used_left]
            free_right = [at for at in rights if at not in used_right]
            if free_left and free_right:
                found += in_order(step(alike, free_left, free_right))
        fixed = sorted(fixed + found)
    pairs = [*fixed, *moved]
    return pairs + _left_over(alike, pairs) if moves else pairs


def _gaps(fixed: Iterable[Pair], left: int, right: int) -> Iterator[tuple[range, range]]:
    one = two = -1
    for here, there in [*fixed, (left, right)]:
        if here > one + 1 and there > two + 1:
            yield range(one + 1, here), range(two + 1, there)
        one, two = here, there


def _unique(left: Sequence[Piece], right: Sequence[Piece], marks: Callable[[Piece], Iterable[object]]) -> Counter[Pair]:
    """Pairs that share a mark that no other piece on either side has, and how many such marks."""
    places: list[dict[object, int]] = []
    for side in (left, right):
        found: dict[object, int] = {}
        for at, piece in enumerate(side):
            for each in marks(piece):
                found[each] = at if found.get(each, at) == at else -1
        places.append(found)
    here, there = places
    return Counter((at, there[each]) for each, at in here.items() if at >= 0 and there.get(each, -1) >= 0)


class _Likeness:
    """How alike two pieces are: the share of pairs of neighbouring characters (Dice), in thousandths."""

    def __init__(self, left: Sequence[Piece], right: Sequence[Piece]) -> None:
        self.left = left
        self.right = right
        self._seen: dict[str, frozenset[str]] = {}

    def _bigrams(self, words: str) -> frozenset[str]:
        found = self._seen.get(words)
        if found is None:
            padded = f"\n{words}\n"
            found = self._seen[words] = frozenset(map(str.__add__, padded, padded[1:]))
        return found

    def of(self, one: int, two: int) -> int:
        """The likeness of two pieces; 0 where their sorts differ."""
        left, right = self.left[one], self.right[two]
        if left.sort != right.sort:
            return 0
        if left.words == right.words:
            return 1000
        here, there = self._bigrams(left.words), self._bigrams(right.words)
        return 2000 * len(here & there) // (len(here) + len(there))

    def table(self, lefts: Sequence[int], rights: Sequence[int]) -> Iterator[Weighted]:
        """The likeness of each with each; where there are many, by bits instead of sets."""
        if len(lefts) * len(rights) < 500:
            yield from ((one, two, self.of(one, two)) for one in lefts for two in rights)
            return
        here = [self._bigrams(self.left[one].words) for one in lefts]
        there = [self._bigrams(self.right[two].words) for two in rights]
        shared = sorted(frozenset().union(*here) & frozenset().union(*there))
        bits = {bigram: 1 << number for number, bigram in enumerate(shared)}
        masks = [(sum(bits[each] for each in found if each in bits), len(found)) for found in there]
        for one, found in zip(lefts, here, strict=True):
            mask, size = sum(bits[each] for each in found if each in bits), len(found)
            sort = self.left[one].sort
            for two, (other, other_size) in zip(rights, masks, strict=True):
                if self.right[two].sort == sort:
                    yield one, two, 2000 * (mask & other).bit_count() // (size + other_size)

    def same_name(self, one: int, two: int) -> bool:
        """Whether two pieces of a sort bear the same name."""
        left, right = self.left[one], self.right[two]
        return bool(left.name) and left.name == right.name and left.sort == right.sort


def _by_clauses(alike: _Likeness, lefts: Sequence[int], rights: Sequence[int]) -> list[Weighted]:
    """Pairs that share clauses found nowhere else in the gap, and are alike as wholes."""
    if len(lefts) == 1 or len(rights) == 1:
        return []
    votes = _unique(
        [alike.left[at] for at in lefts],
        [alike.right[at] for at in rights],
        lambda piece: ((piece.sort, clause) for clause in _CLAUSE.findall(piece.words)),
    )
    weighed = ((lefts[one], rights[two], count) for (one, two), count in votes.items())
    return [(one, two, count * like) for one, two, count in weighed if (like := alike.of(one, two)) >= SURELY_ALIKE]


def _by_likeness(alike: _Likeness, lefts: Sequence[int], rights: Sequence[int]) -> list[Weighted]:
    """Pairs that are alike enough to be one piece; with one name a little is enough, for titles nothing."""
    weighted: list[Weighted] = []
    for one, two, like in alike.table(lefts, rights):
        named = alike.same_name(one, two)
        if like >= (ALIKE_BY_NAME if named else ALIKE):
            weighted.append((one, two, like + _NAME_COUNTS * named))
        elif named and alike.left[one].sort in RENAMED:
            weighted.append((one, two, 1 + like))
    return weighted


def _left_over(alike: _Likeness, pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs among pieces that have no partner in their own place: they moved. The most alike go first."""
    used_left, used_right = {one for one, _ in pairs}, {two for _, two in pairs}
    lefts = [at for at in range(len(alike.left)) if at not in used_left]
    rights = [at for at in range(len(alike.right)) if at not in used_right]
    if not lefts or not rights:
        return []
    found: list[Pair] = []
    likely = [(-like, one, two) for one, two, like in alike.table(lefts, rights) if like >= SURELY_ALIKE]
    for _, one, two in sorted(likely):
        if one not in used_left and two not in used_right:
            used_left.add(one)
            used_right.add(two)
            found.append((one, two))
    return found
