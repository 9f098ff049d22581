"""Shards of an index read back, by what docs/search.md says of them and nothing else."""

from collections.abc import Iterator, Sequence


def numbers(data: bytes) -> Iterator[int]:
    """The numbers that bytes hold, seven bits a byte, lowest first."""
    value = shift = 0
    for byte in data:
        value += (byte % 128) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
    assert shift == 0


class Reader:
    """Bytes, read from their beginning."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def done(self) -> bool:
        """Whether all is read."""
        return self._at == len(self._data)

    def number(self) -> int:
        """The next number."""
        end = self._at
        while self._data[end] >= 128:
            end += 1
        (value,) = numbers(self._data[self._at : end + 1])
        self._at = end + 1
        return value

    def units(self, count: int) -> bytes:
        """The next UTF-16 units."""
        self._at += 2 * count
        return self._data[self._at - 2 * count : self._at]


def decoded(data: bytes) -> list[tuple[str, list[int]]]:
    """The keys of a shard in its order, each with its positions."""
    reader = Reader(data)
    keys: list[tuple[str, int]] = []
    before = b""
    for _ in range(reader.number()):
        kind = reader.number()
        shared, more = 2 * (kind // 32), kind % 16
        if more == 15:
            more += reader.number()
        differ = int.from_bytes(before[shared : shared + 2], "big") + reader.number()
        before = before[:shared] + differ.to_bytes(2, "big") + reader.units(more - 1)
        keys.append((before.decode("utf-16-be"), 1 if kind // 16 % 2 else reader.number()))
    found: list[tuple[str, list[int]]] = []
    for key, count in keys:
        positions = [reader.number()]
        while len(positions) < count:
            positions.append(positions[-1] + reader.number())
        found.append((key, positions))
    assert reader.done
    return found


def anchors(runs: str) -> list[str]:
    """The anchors of a record in a table: `art-1..3` is three of them, `.` the head of the page."""
    found: list[str] = []
    for run in runs.split():
        first, _, last = run.partition("..") if run != "." else (run, "", "")
        if last:
            stem = first.rstrip("0123456789")
            found += [f"{stem}{number}" for number in range(int(first[len(stem) :]), int(last) + 1)]
        else:
            found.append("" if run == "." else run)
    return found


def joined(shards: Sequence[bytes]) -> dict[str, list[int]]:
    """All keys of some shards, which must come in order and each once."""
    found = [pair for shard in shards for pair in decoded(shard)]
    order = [key.encode("utf-16-be") for key, _ in found]
    assert order == sorted(set(order))
    return dict(found)
