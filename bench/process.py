"""One command measured as a whole process, with the operating system's own accounting.

Wall time is read around it; processor time and the largest single process come from `wait4`, which
counts the children that were waited for. What all its processes hold together is looked up in
`/proc` while it runs: resident memory (RSS), which counts pages that forked processes share once
for each of them, and on request proportional memory (PSS), which counts them once in all. PSS is
dear to read, so times are never taken from a run that reads it.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024
_PROC = Path("/proc")


class CommandFailed(Exception):
    """A measured command ended badly; carries the end of what it printed."""


class OutOfTime(Exception):
    """The whole benchmark's time is up."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. Memory is in kilobytes; sums are None where the system has no `/proc`."""

    wall: float
    cpu: float
    largest_kb: int
    together_rss_kb: int | None
    together_pss_kb: int | None


def measure(command: Sequence[str], *, deadline: float, log: Path, pss: bool = False) -> Measured:
    """Run the command to its end. Raises CommandFailed, or OutOfTime when the deadline passes."""
    os.sync()  # what an earlier run left to be written must not slow this one
    if time.monotonic() >= deadline:
        raise OutOfTime
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = _Watch(process.pid, pss=pss)
        watch.start()
        timer = threading.Timer(max(0.1, deadline - time.monotonic()), os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # it has a session of its own: an interruption does not reach it
            os.wait4(process.pid, 0)
            raise
        finally:
            wall = time.perf_counter() - start
            timer.cancel()
            watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)  # already reaped: subprocess must not wait again
    if process.returncode == -signal.SIGKILL and time.monotonic() >= deadline:
        raise OutOfTime
    if process.returncode != 0:
        raise CommandFailed(
            f"{Path(command[0]).name}: {process.returncode}\n{log.read_text('utf-8', 'replace')[-2000:]}"
        )
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, watch.rss_kb, watch.pss_kb)


class _Watch(threading.Thread):
    """Adds up the memory of a process and all below it, again and again, and keeps the peak."""

    def __init__(self, pid: int, *, pss: bool) -> None:
        super().__init__(daemon=True)
        self.rss_kb: int | None = None
        self.pss_kb: int | None = None
        self._tree = {pid}
        self._others: set[int] = set()
        self._pss = pss
        self._over = threading.Event()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look until told to stop."""
        if not (_PROC / "self" / "statm").exists():
            return
        while not self._over.wait(_EVERY):
            self._grow()
            self.rss_kb = max(self.rss_kb or 0, sum(map(_rss_kb, self._tree)))
            if self._pss:
                self.pss_kb = max(self.pss_kb or 0, sum(map(_pss_kb, self._tree)))

    def _grow(self) -> None:
        """Find new children. A process is asked once whose child it is; numbers rise with age."""
        found = {int(name) for name in os.listdir(_PROC) if name.isdigit()}
        for pid in sorted(found - self._tree - self._others):
            if _parent(pid) in self._tree:
                self._tree.add(pid)
            else:
                self._others.add(pid)
        self._others &= found


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text("ascii", "replace")
    except OSError:
        return ""


def _parent(pid: int) -> int:
    after_name = _read(pid, "stat").rpartition(") ")[2].split()
    return int(after_name[1]) if len(after_name) > 1 else 0


def _rss_kb(pid: int) -> int:
    fields = _read(pid, "statm").split()
    return int(fields[1]) * _PAGE_KB if len(fields) > 1 else 0


def _pss_kb(pid: int) -> int:
    for line in _read(pid, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
