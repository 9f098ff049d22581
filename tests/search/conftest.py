"""What the tests of search share: a part of Linjiang small enough to count in by eye, and its engine."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.progress import Silent
from gongkai.site import build
from tests.conftest import LINJIANG, Built, linjiang_options
from tests.search.engine import Engine, engine_of

SHELVES = ("laws", "supervision", "cases", "collections", "reports", "exhibition", "glossary", "pages")
LATER_REPORT = "2021.yml"
"""A report that only the cockpit needs."""


def shelves(folder: Path) -> Path:
    """The content of Linjiang without the shelves that came later, so that what is found can be counted by eye.

    Its halls are empty: panels and pictures are among what came later.
    """
    for name in SHELVES:
        shutil.copytree(LINJIANG / "content" / name, folder / name, ignore=shutil.ignore_patterns(LATER_REPORT))
    for name in ("vocabulary.yml", "translations.lock"):
        shutil.copy(LINJIANG / "content" / name, folder)
    for path in folder.rglob("*.yml"):
        text = re.sub(r"(?m)^(measures|picture): .*\n", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"(?m)^panels: .*$", "panels: []", text), "utf-8")
    return folder


@pytest.fixture(scope="session")
def linjiang(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of these shelves, in place of the whole city's."""
    folder = tmp_path_factory.mktemp("shelves")
    options = replace(linjiang_options(folder / "site"), content=shelves(folder / "content"))
    return Built(options.out, build(options, Silent()))


@pytest.fixture(scope="module")
def engine(linjiang: Built) -> Iterator[Engine]:
    """Linjiang's search, in a browser."""
    with engine_of(linjiang.folder) as opened:
        yield opened
