"""The only module that writes the site.

The new site is made beside the old one, in `.<name>.work/spare`, and the two change places in one
step; an error before that leaves the old site as it was. What did not change is not written
again: the spare tree holds the site before the last, and is brought up to date by the files that
differ, linked from the live tree where that already has them. So an edit costs what it changes,
and nothing is ever deleted and made anew.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Self

from gongkai.packing import pack, unpack

MARKER = ".gongkai"
_MARKER_TEXT = "This folder is written by Gongkai. Whatever else is put here is lost at the next build.\n"
_EXCHANGE = 2
_AT_FDCWD = -100

Stamp = tuple[int, int]


class OutputRefused(Exception):
    """The output folder cannot be used; the message says why, for the person who named it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: the hash of its bytes, and its size and time on disk."""

    digest: bytes
    stamp: Stamp


@dataclass(slots=True)
class Tree:
    """A tree on disk as it was left: its files, and the fingerprints of the pages they came from."""

    files: dict[str, File] = field(default_factory=dict)
    fingerprints: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the site."""

    files: int
    written: int
    removed: int
    bytes: int


class Output:
    """The output folder of one site. Hold it open (`with`) while building: one build at a time."""

    def __init__(self, folder: Path, *, read_bytes: bool = False) -> None:
        """`read_bytes` compares the live files' bytes with what is known of them, not only time and size."""
        self.folder = folder
        self._read_bytes = read_bytes
        self.work = folder.parent / f".{folder.name}.work"
        self._spare = self.work / "spare"
        self._lock = -1
        self.live = Tree()

    def __enter__(self) -> Self:
        self._refuse_foreign_folder()
        self.work.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.work / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise OutputRefused(f"另一个构建正在写 {self.folder}。Another build is writing {self.folder}.") from None
        self._strays: list[str] = []
        self.live = self._intact(self._read("live") or Tree())
        return self

    def __exit__(self, *exception: object) -> None:
        os.close(self._lock)

    def _refuse_foreign_folder(self) -> None:
        if os.path.ismount(self.folder):
            raise OutputRefused(
                f"{self.folder} 是挂载点，不能整体替换。请用其中的一个文件夹。"
                f" {self.folder} is a mount point, which cannot be replaced as a whole; name a folder inside it."
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputRefused(f"{self.folder} 不是文件夹。{self.folder} is not a folder.")
        if self.folder.exists() and any(self.folder.iterdir()) and not (self.folder / MARKER).is_file():
            raise OutputRefused(
                f"{self.folder} 里有别的文件，未动。请换一个 --out 或移走这些文件。"
                f" {self.folder} holds files that are not this site's; nothing was touched."
                " Choose another --out or move them away."
            )

    def scratch(self, name: str) -> Path:
        """A folder beside the site for what a build wants to keep for the next."""
        folder = self.work / name
        folder.mkdir(exist_ok=True)
        return folder

    def prepare(self) -> None:
        """Make the spare tree ready to be written to."""
        away = self.work / "away"
        if away.exists():  # a build ended between the two renames of a system that cannot exchange folders
            shutil.rmtree(away) if self.folder.exists() else os.rename(away, self.folder)
        spare = self._read("spare")
        (self.work / "spare.tree").unlink(missing_ok=True)
        if spare is None and self._spare.exists():
            shutil.rmtree(self._spare)
        self._spare.mkdir(exist_ok=True)
        self._spare_files = spare.files if spare else {}
        self._made: set[str] = set()

    def put(self, path: str, data: bytes) -> File:
        """Have a file in the new site. Written only where the live site has other bytes there."""
        digest = _digest(data)
        old = self.live.files.get(path)
        if old is not None and old.digest == digest:
            return old
        target = os.path.join(self._spare, path)
        if path in self._spare_files:
            os.unlink(target)
        else:
            self._make_folder(path.rpartition("/")[0])
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        return File(digest, (status.st_mtime_ns, status.st_size))

    def _make_folder(self, folder: str) -> None:
        if folder in self._made:
            return
        path = os.path.join(self._spare, folder)
        try:
            os.mkdir(path)
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(path, exist_ok=True)
        self._made.add(folder)

    def switch(self, files: Mapping[str, File], fingerprints: Mapping[str, bytes]) -> Written:
        """Make the given files the live site, all at once. Files that `put` wrote are in place."""
        marker = self.put(MARKER, _MARKER_TEXT.encode())
        new = Tree({**files, MARKER: marker}, dict(fingerprints))
        size = sum(file.stamp[1] for file in files.values())
        if new.files == self.live.files and not self._strays:
            if new.fingerprints != self.live.fingerprints:
                self._write("live", new)
            self._write("spare", Tree(self._spare_files))
            return Written(len(files), 0, 0, size)
        written = sum(1 for path, file in files.items() if self.live.files.get(path) != file)
        removed = sum(1 for path in self.live.files if path not in new.files)
        self._link_unchanged(new)
        self._prune(new)
        self._exchange()
        for path in self._strays:
            (self._spare / path).unlink(missing_ok=True)
        self._write("live", new)
        if self._spare.exists():
            self._write("spare", Tree(self.live.files))
        self.live = new
        return Written(len(files), written, removed, size)

    def _link_unchanged(self, new: Tree) -> None:
        """Bring what the live tree already has, and the spare tree has not, over by links."""
        for path, file in new.files.items():
            if self.live.files.get(path) != file or self._spare_files.get(path) == file:
                continue
            target = os.path.join(self._spare, path)
            if path in self._spare_files:
                os.unlink(target)
            else:
                self._make_folder(path.rpartition("/")[0])
            source = os.path.join(self.folder, path)
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)

    def _prune(self, new: Tree) -> None:
        for path in self._spare_files:
            if path not in new.files:
                os.unlink(os.path.join(self._spare, path))
                folder = path.rpartition("/")[0]
                while folder:
                    try:
                        os.rmdir(os.path.join(self._spare, folder))
                    except OSError:
                        break
                    folder = folder.rpartition("/")[0]

    def _exchange(self) -> None:
        """The spare tree becomes the site and the site the spare tree, in one step where possible."""
        if not self.folder.exists():
            os.rename(self._spare, self.folder)
            return
        if not _swap(self._spare, self.folder):
            away = self.work / "away"
            os.rename(self.folder, away)
            os.rename(self._spare, self.folder)
            os.rename(away, self._spare)

    def _intact(self, tree: Tree) -> Tree:
        """The live tree's files that are on disk as they were left; what others put there is noted."""
        found = dict(_stamps(str(self.folder), "")) if self.folder.is_dir() else {}
        self._strays = [path for path in found if path not in tree.files]
        same = {path: file for path, file in tree.files.items() if found.get(path) == file.stamp}
        if self._read_bytes:
            same = {
                path: file for path, file in same.items() if _digest((self.folder / path).read_bytes()) == file.digest
            }
        return Tree(same, tree.fingerprints)

    def _read(self, name: str) -> Tree | None:
        try:
            return unpack((self.work / f"{name}.tree").read_bytes(), Tree)
        except Exception:  # noqa: BLE001 - whatever is wrong with what was kept, the tree counts as unknown
            return None

    def _write(self, name: str, tree: Tree) -> None:
        replace_file(self.work / f"{name}.tree", pack(tree))


def replace_file(path: Path, data: bytes) -> None:
    """Write a whole file so that it is either the old or the new one, never half."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _stamps(root: str, inner: str) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its time and size; links are named but not followed."""
    with os.scandir(os.path.join(root, inner)) as items:
        for item in items:
            path = f"{inner}{item.name}"
            if item.is_dir(follow_symlinks=False):
                yield from _stamps(root, f"{path}/")
            else:
                status = item.stat(follow_symlinks=False)
                yield path, (status.st_mtime_ns, status.st_size)


def _swap(first: Path, second: Path) -> bool:
    """Exchange two folders in one step (Linux, renameat2); False where the system cannot."""
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = function(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE)
    if done == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(first))
