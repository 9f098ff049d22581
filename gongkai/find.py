"""What the content folder holds, by name alone: records, introductions, the vocabulary, and strays."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.codeslock import FILE as CODES_FILE
from gongkai.fields import Slug
from gongkai.problems import Problem
from gongkai.record import Record
from gongkai.suggest import suggestion
from gongkai.translations import FILE as LOCK_FILE
from gongkai.vocabulary import FILE as VOCABULARY_FILE

INTRODUCTION_FILE = "_index.yml"
_START = (1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record file that was found: where it is, how it is shown to people, and its state on disk.

    `beside` are the paths of files that have the record's name and belong to it (a picture); their
    state is part of the stamp.
    """

    kind: type[Record]
    id: str
    path: str
    shown: str
    stamp: tuple[int, ...]
    beside: tuple[str, ...] = ()

    @property
    def touched(self) -> int:
        """When the file, or one beside it, was last written or replaced (ns)."""
        return max(self.stamp[index] for index in range(len(self.stamp)) if index % 4 < 2)


@dataclass(slots=True)
class Found:
    """Files by their use; `introductions` by folder, each file with its real and its shown path."""

    entries: list[Entry] = field(default_factory=list)
    introductions: dict[str, tuple[str, str]] = field(default_factory=dict)
    vocabulary: tuple[str, str] | None = None
    lock: tuple[str, str] | None = None
    codes: tuple[str, str] | None = None
    problems: list[Problem] = field(default_factory=list)


def stamp(status: os.stat_result) -> tuple[int, ...]:
    """What changes about a file when it is edited or replaced: its two times (ns), size, inode.

    The time of change (ctime) cannot be set back as the time of modification can.
    """
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def find(content: Path, types: Sequence[type[Record]], shown: str) -> Found:
    """List the content folder. Anything that does not belong there is a problem.

    `shown` is the folder's name in messages and on pages (`content`). Names that begin with a
    dot are passed over: editors and file managers keep their own things under them.
    """
    folders = {kind.folder: kind for kind in types}
    found = Found()
    for item in _listing(content):
        name = f"{shown}/{item.name}"
        if item.is_symlink():
            found.problems.append(Problem.at(name, _START, "symlink", {"found": item.name}))
        elif item.is_dir(follow_symlinks=False):
            if item.name in folders:
                _find_records(Path(item.path), folders[item.name], name, found)
            elif not item.name.startswith("."):
                words = {"found": item.name} | suggestion(item.name, folders, most=len(folders))
                found.problems.append(Problem.at(name, _START, "stray-folder", words))
        elif item.name == VOCABULARY_FILE:
            if problem := _misfit(item, name):
                found.problems.append(problem)
            else:
                found.vocabulary = (item.path, name)
        elif item.name == LOCK_FILE and item.is_file(follow_symlinks=False) and os.access(item.path, os.R_OK):
            found.lock = (item.path, name)
        elif item.name == CODES_FILE and item.is_file(follow_symlinks=False) and os.access(item.path, os.R_OK):
            found.codes = (item.path, name)
        elif not item.name.startswith("."):
            found.problems.append(Problem.at(name, _START, "stray-file", {"found": item.name}))
    return found


def _find_records(folder: Path, kind: type[Record], shown: str, found: Found) -> None:
    """The files of one type's folder. A file that stands beside a record has the record's name."""
    items = [item for item in _listing(folder) if not item.name.startswith(".")]
    records = {item.name[:-4] for item in items if item.name.endswith(".yml")}
    beside: dict[str, list[os.DirEntry[str]]] = {}
    for item in list(items):
        stem, dot, suffix = item.name.rpartition(".")
        if dot + suffix in kind.beside and stem in records and _plain(item):
            beside.setdefault(stem, []).append(item)
            items.remove(item)
    for item in items:
        name = f"{shown}/{item.name}"
        problem = _misfit(item, name)
        if problem:
            found.problems.append(problem)
        elif item.name == INTRODUCTION_FILE:
            found.introductions[kind.folder] = (item.path, name)
        else:
            own = beside.get(item.name[:-4], [])
            mark = tuple(part for one in (item, *own) for part in stamp(one.stat(follow_symlinks=False)))
            found.entries.append(Entry(kind, item.name[:-4], item.path, name, mark, tuple(one.path for one in own)))


def _listing(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as items:
        return sorted(items, key=lambda item: item.name)


def _plain(item: os.DirEntry[str]) -> bool:
    """Whether this is a file one can read."""
    return not item.is_symlink() and item.is_file(follow_symlinks=False) and os.access(item.path, os.R_OK)


def _misfit(item: os.DirEntry[str], shown: str) -> Problem | None:
    """Why this is not a record file, or None."""
    if item.is_symlink():
        return Problem.at(shown, _START, "symlink", {"found": item.name})
    if not item.name.endswith(".yml") or item.is_dir(follow_symlinks=False):
        return Problem.at(shown, _START, "stray-file", {"found": item.name})
    if not stat.S_ISREG(item.stat(follow_symlinks=False).st_mode) or not os.access(item.path, os.R_OK):
        return Problem.at(shown, _START, "not-a-file", {"found": item.name})
    if item.name != INTRODUCTION_FILE and not Slug.keeps_rule(item.name[:-4]):
        return Problem.at(shown, _START, "file-id", {"found": item.name[:-4]})
    return None
