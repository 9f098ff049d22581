"""Which words of a line were taken out and which put in.

A line is cut into units: a Latin word, a number (also a Chinese one: 十二), a single Chinese
character, a mark; white space belongs to the unit before it. Units are compared folded and shown as
they stand. Both directions give the same marks with their signs exchanged: the two lines are always
compared in the same order, whichever is the older.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from gongkai.lawtext.folding import fold
from gongkai.numerals import CHARACTERS

_IDEOGRAPHS = "\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_AFTER = "[\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
_UNIT = re.compile(
    rf"(?:\d+(?:[.,．，]\d+)*|[{CHARACTERS}万亿]+|[^\W\d{_IDEOGRAPHS}]+|[-\u2010-\u2015\u2212─━－]+|…+|\.{{3,}}|<<|>>|.){_AFTER}",
    re.DOTALL,
)
_STOPS = frozenset(",.、;:?!()[]《》\"'-…·/")
_SHORT_WORD = 3
_JOINTS = frozenset(("和", "与", "及", "或", "者", "并", "and", "or"))


class Run(NamedTuple):
    """A stretch of a line. `old` and `new` are its exact words on either side, empty where it is not.

    In a "same" run the two may differ in what does not count: width, white space, variants of marks.
    """

    kind: Literal["same", "added", "removed"]
    old: str
    new: str

    @property
    def text(self) -> str:
        """What to show: the newer words, or those taken out."""
        return self.old if self.kind == "removed" else self.new


Runs = tuple[Run, ...]


class _Block(NamedTuple):
    """A stretch of units, from-to on the left and on the right; `same` where they agree."""

    same: bool
    left: int
    left_end: int
    right: int
    right_end: int


def whole(old: str, new: str, *, same: bool) -> Runs:
    """Two texts as one stretch: the same, or one in place of the other."""
    if same:
        return (Run("same", old, new),) if old or new else ()
    removed = (Run("removed", old, ""),) if old else ()
    return (*removed, Run("added", "", new)) if new else removed


def mark(old: str, new: str) -> Runs:
    """The runs that lead from one line to the other.

    All `old` joined are the old line, all `new` joined the new one. Where words are replaced, those
    removed stand before those added. Lines with little in common are replaced as a whole.
    """
    if fold(old) == fold(new):
        return whole(old, new, same=True)
    old_units, new_units = _UNIT.findall(old), _UNIT.findall(new)
    old_folded, new_folded = [_fold_unit(unit) for unit in old_units], [_fold_unit(unit) for unit in new_units]
    turned = new_folded < old_folded
    blocks = _blocks(new_folded, old_folded) if turned else _blocks(old_folded, new_folded)
    runs: list[Run] = []
    for block in blocks:
        left, right = slice(block.left, block.left_end), slice(block.right, block.right_end)
        before = "".join(old_units[right if turned else left])
        after = "".join(new_units[left if turned else right])
        runs += whole(before, after, same=block.same or fold(before) == fold(after))
    return tuple(_joined(runs))


@lru_cache(maxsize=20_000)
def _fold_unit(unit: str) -> str:
    return fold(unit)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbouring runs of the same words as one."""
    result: list[Run] = []
    for same, group in groupby(runs, key=lambda run: run.kind == "same"):
        if same:
            several = list(group)
            result.append(Run("same", "".join(run.old for run in several), "".join(run.new for run in several)))
        else:
            result += group
    return result


def _blocks(left: list[str], right: list[str]) -> list[_Block]:
    start = 0
    shortest = min(len(left), len(right))
    while start < shortest and left[start] == right[start]:
        start += 1
    end = 0
    while end < shortest - start and left[-1 - end] == right[-1 - end]:
        end += 1
    matcher = SequenceMatcher(None, left[start : len(left) - end], right[start : len(right) - end], autojunk=False)
    blocks = [_Block(same=True, left=0, left_end=start, right=0, right_end=start)]
    for tag, one, two, three, four in matcher.get_opcodes():
        blocks.append(_Block(tag == "equal", one + start, two + start, three + start, four + start))
    tail, other = len(left) - end, len(right) - end
    blocks.append(_Block(same=True, left=tail, left_end=len(left), right=other, right_end=len(right)))
    return _tidy(_settle(_slide(_alternating(blocks), left, right), left, right), left)


def _alternating(blocks: list[_Block]) -> list[_Block]:
    """The blocks with empty ones left out and neighbours of a kind joined."""
    result: list[_Block] = []
    for block in blocks:
        if block.left == block.left_end and block.right == block.right_end:
            continue
        if result and result[-1].same == block.same:
            result[-1] = result[-1]._replace(left_end=block.left_end, right_end=block.right_end)
        else:
            result.append(block)
    return result


def _settle(blocks: list[_Block], left: list[str], right: list[str]) -> list[_Block]:
    """Words that are the same but for the places of their spaces, `any one` and `anyone`, were not replaced."""
    return _alternating(
        [
            block._replace(
                same=block.same
                or "".join(left[block.left : block.left_end]) == "".join(right[block.right : block.right_end])
            )
            for block in blocks
        ]
    )


def _slide(blocks: list[_Block], left: list[str], right: list[str]) -> list[_Block]:
    """Move words put in, or taken out, to where a phrase begins or ends: 甲、【乙、】丙, not 甲【、乙】、丙."""
    result = list(blocks)
    for at in range(1, len(result) - 1):
        block = result[at]
        if block.same:
            continue
        only = right if block.left == block.left_end else left if block.right == block.right_end else None
        if only is None:
            continue
        start, end = (block.right, block.right_end) if only is right else (block.left, block.left_end)
        before, after = result[at - 1], result[at + 1]
        least = -min(before.left_end - before.left, before.right_end - before.right)
        most = min(after.left_end - after.left, after.right_end - after.right)
        steps = [0]
        while steps[-1] > least and only[start + steps[-1] - 1] == only[end + steps[-1] - 1]:
            steps.append(steps[-1] - 1)
        right_steps = [0]
        while right_steps[-1] < most and only[start + right_steps[-1]] == only[end + right_steps[-1]]:
            right_steps.append(right_steps[-1] + 1)
        step = max(steps + right_steps, key=lambda step: (_boundary(only, start + step, end + step), step))
        if step:
            result[at - 1] = before._replace(left_end=before.left_end + step, right_end=before.right_end + step)
            result[at] = _Block(
                same=False,
                left=block.left + step, left_end=block.left_end + step,
                right=block.right + step, right_end=block.right_end + step,
            )  # fmt: skip
            result[at + 1] = after._replace(left=after.left + step, right=after.right + step)
    return _alternating(result)


def _boundary(units: list[str], start: int, end: int) -> int:
    """How well a stretch of units stands for itself."""
    opens = start == 0 or units[start - 1] in _STOPS
    closes = end == len(units) or units[end - 1] in _STOPS
    joint = units[end - 1] in _JOINTS or units[start] in _JOINTS
    return 3 * opens + 2 * closes + joint


def _tidy(blocks: list[_Block], left: list[str]) -> list[_Block]:
    """Give up words left standing between two changes where they are too few to be read for themselves."""
    result: list[_Block] = []
    for at, block in enumerate(blocks):
        if block.same and 0 < at < len(blocks) - 1:
            kept = left[block.left : block.left_end]
            size = sum(1 if len(unit) <= _SHORT_WORD else 2 for unit in kept)
            around = min(_size(result[-1]), _size(blocks[at + 1]))
            if (size <= 1 and kept[0] not in _STOPS) or 2 * size <= around:
                result[-1] = result[-1]._replace(left_end=block.left_end, right_end=block.right_end)
                continue
        result.append(block)
        while len(result) > 1 and not result[-1].same and not result[-2].same:
            last = result.pop()
            result[-1] = result[-1]._replace(left_end=last.left_end, right_end=last.right_end)
    return result


def _size(block: _Block) -> int:
    return max(block.left_end - block.left, block.right_end - block.right)
