"""The order of the rooms: a module may import only those above it in DESIGN's line."""

import ast
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "gongkai"

# From the top down. A line holds modules that stand side by side and do not import each other.
ORDER = [
    {"__init__"}, {"amounts", "dates", "messages", "numerals", "packing", "privacy", "progress", "suggest", "workers", "minifying", "markdown_source", "markdown_html", "drawing", "templating", "vendor"},
    {"problems", "fields", "lawtext", "placenames", "glossary"}, {"loopfields", "translations", "strict_yaml", "vocabulary", "config", "codeslock", "picturefile"}, {"i18n", "blocks"}, {"pieces"},
    {"cards", "lawversions", "planpicture"}, {"tally"}, {"record"}, {"lawfields"}, {"validate", "lawlife", "lawchecks", "lawpieces"}, {"lawviews", "drafts"}, {"feedback"},
    {"records"}, {"find", "corpus", "mediafiles"}, {"load", "lookup", "shelf"}, {"loadlists", "rules", "output", "pages", "lawhtml", "importers"}, {"takeaway", "search", "mediaviews"},
    {"cache", "theme", "charts", "codes", "calendars", "schematic", "sitemap", "lawhelpers", "comparehtml", "editions"}, {"views", "cockpit", "drafthtml", "checking", "sharecards"}, {"reading", "searching", "fingerprints"}, {"helpers", "assets"}, {"render"}, {"site"}, {"serve", "freshness", "newcodes", "publications"}, {"cli"},
]  # fmt: skip
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}


def modules() -> dict[str, set[str]]:
    """Each room (a module, or a folder of modules) with the rooms of the package it imports."""
    rooms: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "gongkai":
                inner = (node.module or "").split(".")[1:2]
                rooms.setdefault(room, set()).update(inner or [alias.name for alias in node.names])
        rooms.setdefault(room, set())
    return {room: imported - {room, "__version__"} for room, imported in rooms.items()}


def test_every_room_has_its_place() -> None:
    assert set(modules()) == set(RANK)


def test_imports_point_upwards() -> None:
    downwards = [
        f"{room} imports {imported}"
        for room, imports in modules().items()
        for imported in imports
        if RANK[imported] >= RANK[room]
    ]
    assert downwards == []


def test_only_one_module_knows_the_theme() -> None:
    knowing = [path.name for path in PACKAGE.rglob("*.py") if '"material"' in path.read_text("utf-8")]
    assert knowing == ["theme.py"]


def test_one_module_writes_the_site() -> None:
    """Only `output` opens files to write below the site; the others that write keep to the work folder."""
    writing = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(
            word in path.read_text("utf-8")
            for word in ("os.open(", "write_text(", "write_bytes(", "os.rename(", "os.link(")
        )
    }
    assert writing == {"output.py", "drawing.py", "minifying.py", "files.py", "mediafiles.py"}


def test_modules_can_be_read_in_a_sitting() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name: lines for name, lines in long.items() if lines > 350} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
    assert Path(PACKAGE).is_dir()
