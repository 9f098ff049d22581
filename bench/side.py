"""What the benchmark asks of a generator: make its input, say its command, take an edit."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bench.laws import Law

AS_OF = "2026-01-01"
EDITED = "。本条由第{}次改动所加。"


class Side(Protocol):
    """One of the two generators with its own folder of input and output."""

    name: str
    output: Path

    def prepare(self, laws: Sequence[Law]) -> None:
        """Write the input of the site. Not measured."""

    def start_anew(self) -> None:
        """Build from now on into a place never used before, with nothing kept. Not measured."""

    def command(self, *, cold: bool) -> list[str]:
        """The words that build the site."""

    def edit(self, law: Law, turn: int) -> None:
        """Change the text of one law, as an editor would. Not measured."""


def edited(text: str, turn: int) -> str:
    """The text with a few words more in its last line."""
    return text.rstrip("。") + EDITED.format(turn)


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def size_of(folder: Path) -> tuple[int, int]:
    """Bytes and number of files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)
