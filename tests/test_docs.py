"""The documents are complete: every field, rule, command and option is in them, and every link leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from gongkai.cli import _parser
from gongkai.messages import MESSAGES
from gongkai.record import Introduction
from gongkai.records import TYPES
from gongkai.validate import model_at
from tests.conftest import ROOT

HANDBOOKS = [ROOT / "docs" / "handbook.zh.md", ROOT / "docs" / "handbook.en.md"]


def fields_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Every field an editor may write in a model and the models inside it."""
    if model in seen:
        return
    seen.add(model)
    for name in model.model_fields:
        yield name
        for loc in ((name,), (name, 0)):
            inner = model_at(model, loc)
            if inner is not None:
                yield from fields_of(inner, seen)


@pytest.mark.parametrize("handbook", HANDBOOKS, ids=lambda path: path.name)
def test_handbook_names_every_field_type_and_rule(handbook: Path) -> None:
    text = handbook.read_text("utf-8")
    named = set(re.findall(r"[a-z][a-z0-9_-]*", text))
    fields = {name for model in (*TYPES, Introduction) for name in fields_of(model, set())}
    assert fields - named == set()
    assert {kind.folder for kind in TYPES} - named == set()
    assert set(MESSAGES) - named == set()


def test_readme_names_every_command_and_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (commands,) = (action for action in _parser()._actions if action.dest == "command")
    options = {
        option for command in commands.choices.values() for action in command._actions  # type: ignore[union-attr,attr-defined]
        for option in action.option_strings if option.startswith("--") and option != "--help"
    }  # fmt: skip
    assert {
        name for name in commands.choices if f"`{name}`" not in readme and f"build.py {name}" not in readme
    } == set()  # type: ignore[union-attr]
    assert {option for option in options if option not in readme} == set()


def test_makefile_targets_are_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [target for target in targets if f"make {target}" not in readme] == []


DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "bench" / "README.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(
        r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"(?s)```.*?```|`[^`]*`", "", document.read_text("utf-8"))
    )
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (document.parent / link).exists()] == []
