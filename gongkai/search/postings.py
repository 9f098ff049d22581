"""Where every key stands in a running text, as shards of bytes that a browser can read in part.

A key is a pair of neighbouring characters in Chinese, a word in English. A shard holds keys that
follow one another in order, so that one key, or all that begin alike, are found in few shards:

    shard   = how many keys, then each key, and then for each key its positions: the first as it is,
              the others as the distance from the one before
    key     = kind, where its units differ first from the key before, the other units (high byte
              first), and, unless it has one position only, how many positions it has
    kind    = (units shared with the key before × 2 + (1 if it has one position only)) × 16 + more
              units than are shared, or 15, and then a number says how many beyond 15
    differ  = the first unit that is not shared, less the unit that stands there in the key before
    number  = seven bits a byte, lowest first, the top bit set on all but the last (LEB128, unsigned)

Keys are ordered by their UTF-16 units, as JavaScript compares strings.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 1 << 19
_SMALLEST_SHARD, _LARGEST_SHARD, _SHARDS = 4_000, 16_000, 4_096
_MOST_MORE = 15
_BITS = 7
_MOST_BYTES = 5


class Lists(NamedTuple):
    """Positions by key, in the order of the keys: how many each has, and their bytes end to end.

    `ends` says where the bytes of each key end.
    """

    keys: NDArray[np.uint32]
    counts: NDArray[np.int64]
    ends: NDArray[np.int64]
    data: bytes


class Shard(NamedTuple):
    """A finished shard and the first of its keys."""

    first: str
    data: bytes


def lists_of(keys: NDArray[np.uint32], positions: NDArray[np.uint32]) -> Lists:
    """Positions grouped by key. `positions` rise; `keys` has the key at each of them."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")  # two rounds of a radix sort
    order = order[np.argsort((keys[order] >> 16).astype(np.uint16), kind="stable")]
    keys, positions = keys[order], positions[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    gaps = np.diff(positions, prepend=positions[:1])
    gaps[starts] = positions[starts]
    ends, data = _numbers(gaps)
    bounds = np.append(starts[1:], len(keys))
    return Lists(keys[starts], np.diff(np.append(starts, len(keys))), ends[bounds - 1], data)


def _numbers(values: NDArray[np.uint32]) -> tuple[NDArray[np.int64], bytes]:
    """Numbers as bytes (LEB128), and where the bytes of each end."""
    sizes = np.ones(len(values), np.uint8)
    for size in range(1, _MOST_BYTES):
        sizes += values >= (1 << (_BITS * size))
    ends = np.cumsum(sizes, dtype=np.int64)
    data = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    at = ends - sizes
    while len(values):
        more = values > 127
        data[at] = (values & 127) | (more.astype(np.uint32) << _BITS)
        values, at = (values[more] >> _BITS).astype(np.uint32, copy=False), at[more] + 1
    return ends, data.tobytes()


def in_slices(
    key_counts: NDArray[np.int64], chosen: Callable[[int, int], tuple[NDArray[np.uint32], NDArray[np.uint32]]]
) -> Iterator[Lists]:
    """All lists, a slice of the keys at a time, so that memory does not grow with the text.

    `key_counts` says how many positions fall to each group of keys, in order; `chosen` gives keys and
    positions of the groups from one number up to, not including, another.
    """
    start, size = 0, 0
    for group, count in enumerate(key_counts.tolist()):
        if size and size + count > _AT_ONCE:
            yield lists_of(*chosen(start, group))
            start, size = group, 0
        size += count
    if size:
        yield lists_of(*chosen(start, len(key_counts)))


def shards(every: Iterable[Lists], name: Callable[[int], str]) -> Iterator[Shard]:
    """The lists as shards of a size that suits the whole. `name` gives a key's text."""
    lists = deque(every)
    whole = sum(len(one.data) for one in lists)
    size = min(max(whole // _SHARDS, _SMALLEST_SHARD), _LARGEST_SHARD)
    head, body, waiting, first, before = bytearray(), bytearray(), 0, "", b""
    while lists:
        one, start = lists.popleft(), 0
        for key, count, end in zip(one.keys.tolist(), one.counts.tolist(), one.ends.tolist(), strict=True):
            text = name(key)
            if waiting and len(head) + len(body) + end - start > size:
                yield Shard(first, bytes(_number(waiting) + head + body))
                head, body, waiting, before = bytearray(), bytearray(), 0, b""
            first = first if waiting else text
            units = text.encode("utf-16-be")
            head += _key(before, units, count)
            body += one.data[start:end]
            before, waiting, start = units, waiting + 1, end
    if waiting:
        yield Shard(first, bytes(_number(waiting) + head + body))


def _key(before: bytes, units: bytes, count: int) -> bytes:
    """A key after the one before it, with how many positions it has."""
    shared = _shared(before, units)
    at, more = 2 * shared, len(units) // 2 - shared
    out = _number((shared * 2 + (count == 1)) * (_MOST_MORE + 1) + min(more, _MOST_MORE))
    if more >= _MOST_MORE:
        out += _number(more - _MOST_MORE)
    differ = int.from_bytes(units[at : at + 2], "big") - int.from_bytes(before[at : at + 2], "big")
    return out + _number(differ) + units[at + 2 :] + (b"" if count == 1 else _number(count))


def _shared(before: bytes, units: bytes) -> int:
    """How many UTF-16 units two keys begin with in common."""
    shared = 0
    while (
        2 * shared < min(len(before), len(units))
        and before[2 * shared : 2 * shared + 2] == units[2 * shared : 2 * shared + 2]
    ):
        shared += 1
    return shared


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= _BITS
    out.append(value)
    return bytes(out)
