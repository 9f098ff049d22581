"""The files an import reads, and the only place where it writes: new drafts, never over anything."""

import os
import stat
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.importers.report import Remark, Skipped

SUFFIXES = (".md", ".txt", ".docx")


def source_files(paths: Sequence[Path]) -> tuple[list[Path], list[Skipped]]:
    """The files to read, folders walked in the order of their names, and what is left out and why."""
    found: list[Path] = []
    skipped: list[Skipped] = []
    seen: set[tuple[int, int]] = set()
    for path, reason in _walk(paths):
        if reason is not None:
            skipped.append(Skipped(str(path), Remark(reason)))
            continue
        status = path.stat()
        if (status.st_dev, status.st_ino) in seen:
            skipped.append(Skipped(str(path), Remark("twice")))
        else:
            found.append(path)
        seen.add((status.st_dev, status.st_ino))
    return found, skipped


def _walk(paths: Sequence[Path]) -> Iterator[tuple[Path, str | None]]:
    """Every file with None, or the reason why it is left out."""
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except OSError:
            yield path, "missing"
            continue
        if stat.S_ISLNK(mode):
            yield path, "symlink"
        elif stat.S_ISDIR(mode):
            yield from _walk(sorted(path.iterdir()))
        elif not stat.S_ISREG(mode):
            yield path, "not-a-file"
        else:
            yield path, None if path.suffix.lower() in SUFFIXES else "kind"


def names_in(folder: Path) -> dict[str, str]:
    """The names in a folder by their form without case and in Unicode's composed form, as some disks compare them."""
    return {same_name(name): name for name in os.listdir(folder)} if folder.is_dir() else {}


def same_name(name: str) -> str:
    """The form in which two names are one on a disk that ignores case and composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def write_new(folder: Path, name: str, text: str) -> bool:
    """Write a file whole or not at all; False where one of the name is there already, which stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".import-", suffix=".tmp", dir=folder)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            os.fchmod(file.fileno(), 0o644)
        os.link(temporary, folder / name)
    except FileExistsError:
        return False
    finally:
        os.unlink(temporary)
    return True
