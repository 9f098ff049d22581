"""Telling a person how a long build goes: a bar on a terminal, plain lines elsewhere, nothing for short work."""

import sys
import time
from typing import Any, TextIO

_WORDS = {"read": "读取记录 Reading records", "render": "生成页面 Rendering pages"}
_PATIENCE = 0.5


class Silent:
    """Says nothing."""

    def stage(self, name: str, total: int) -> None:
        """Nothing."""

    def advance(self, count: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Lines:
    """A line at the start of each stage that has something to do, and one when it took long."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self._stream = stream
        self._open: tuple[str, int, float] | None = None

    def stage(self, name: str, total: int) -> None:
        self.close()
        if total:
            self._open = (name, total, time.monotonic())
            print(f"{_WORDS[name]}: {total}", file=self._stream, flush=True)

    def advance(self, count: int) -> None:
        """Nothing until the stage ends."""

    def close(self) -> None:
        if self._open is not None:
            name, total, start = self._open
            seconds = time.monotonic() - start
            if seconds > _PATIENCE:
                print(f"{_WORDS[name]}: {total} · {seconds:.1f} s", file=self._stream, flush=True)
        self._open = None


class Bar:
    """A progress bar, shown only when a stage takes more than a moment."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage = ("", 0)
        self._done = 0
        self._start = 0.0

    def stage(self, name: str, total: int) -> None:
        self.close()
        self._stage, self._done, self._start = (name, total), 0, time.monotonic()

    def advance(self, count: int) -> None:
        self._done += count
        if self._bar is None and time.monotonic() - self._start > _PATIENCE:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(_WORDS[self._stage[0]], total=self._stage[1], completed=self._done)
        elif self._bar is not None:
            self._bar.update(self._task, completed=self._done)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def reporter_for(stream: TextIO) -> Bar | Lines:
    """The right way to tell this person or this log."""
    return Bar() if stream.isatty() else Lines(stream)
