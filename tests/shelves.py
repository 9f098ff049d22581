"""Part of Linjiang, for tests of how a site is built: enough types of record to go wrong, few enough to be quick."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gongkai.site import Options
from tests.conftest import LINJIANG, linjiang_options

SHELVES = ("laws", "supervision", "cases", "collections", "reports", "glossary", "pages")
_BESIDE = ("vocabulary.yml", "translations.lock")


def copy_shelves(folder: Path, names: Iterable[str] = SHELVES) -> Path:
    """The content of Linjiang with some of its shelves; measures of the plan are named by none of them."""
    for name in names:
        shutil.copytree(LINJIANG / "content" / name, folder / name)
    for name in _BESIDE:
        shutil.copy(LINJIANG / "content" / name, folder)
    for path in folder.rglob("*.yml"):
        path.write_text(re.sub(r"(?m)^measures: .*\n", "", path.read_text("utf-8")), "utf-8")
    return folder


def small_city(folder: Path) -> Options:
    """The options to build these shelves in a folder of a test's own; the content may be changed."""
    return replace(linjiang_options(folder / "site"), content=copy_shelves(folder / "content"))
