"""The documents are complete: every field, rule, command and option is in them, and every link leads somewhere."""

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from gongkai.cli import _parser
from gongkai.config import SiteConfig
from gongkai.freshness import new_lock, write_lock
from gongkai.messages import MESSAGES
from gongkai.progress import Silent
from gongkai.record import Introduction
from gongkai.records import TYPES
from gongkai.site import Options, build, check
from gongkai.validate import model_at
from tests.cases import BASE, put
from tests.conftest import ROOT

HANDBOOKS = [ROOT / "docs" / "handbook.zh.md", ROOT / "docs" / "handbook.en.md"]


def fields_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Every field an editor may write in a model and the models inside it."""
    if model in seen:
        return
    seen.add(model)
    for name in model.model_fields:
        if name in getattr(model, "seen", ()):
            continue
        yield name
        for loc in ((name,), (name, 0)):
            inner = model_at(model, loc)
            if inner is not None:
                yield from fields_of(inner, seen)


@pytest.mark.parametrize("handbook", HANDBOOKS, ids=lambda path: path.name)
def test_the_examples_make_a_site_without_a_problem(handbook: Path, tmp_path: Path) -> None:
    """What editors are told to copy is good; once the English is on record, there is not even a warning."""
    files = r"(?s)```(?:yaml|text|xml)\n(?:# |<!-- )(content/[a-z0-9_/-]+\.(?:yml|lock|svg))(?: -->)?\n(.*?)```"
    examples = re.findall(files, handbook.read_text("utf-8"))
    assert len(examples) > 8
    shutil.copy(BASE / "site_config.yml", tmp_path)
    for name, text in examples:
        put(tmp_path / name, text)
    content = tmp_path / "content"
    options = Options(
        config=tmp_path / "site_config.yml", content=content, templates=ROOT / "templates",
        out=tmp_path / "site", as_of="2026-11-30", jobs=1,
    )  # fmt: skip
    checked = check(options, Silent())
    assert {warning.rule for warning in checked.warnings} == {"translation-unrecorded"}
    assert write_lock(content, new_lock(checked.corpus, "2026-11-30", ())) > 0
    assert list(build(options, Silent()).warnings) == []
    page = (tmp_path / "site/en/laws/quiet-parks/index.html").read_text("utf-8")
    assert "supervision/2024-quiet-parks/#no-signs" in page
    assert (tmp_path / "site/laws/quiet-parks/compare/2021-07-01..2023-11-01/index.html").is_file()
    assert (tmp_path / "site/laws/quiet-parks/versions/2023-11-01/cite/index.html").is_file()
    assert (tmp_path / "site/laws/quiet-parks/law.en.xml").is_file()


@pytest.mark.parametrize("handbook", HANDBOOKS, ids=lambda path: path.name)
def test_handbook_names_every_field_type_and_rule(handbook: Path) -> None:
    text = handbook.read_text("utf-8")
    named = set(re.findall(r"[a-z][a-z0-9_-]*", text))
    models: tuple[type[BaseModel], ...] = (*TYPES, Introduction, SiteConfig)
    fields = {name for model in models for name in fields_of(model, set())}
    assert fields - named == set()
    assert {kind.folder for kind in TYPES} - named == set()
    assert set(MESSAGES) - named == set()


def test_readme_names_every_command_and_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (commands,) = (action.choices for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    actions = [action for command in commands.values() for action in command._actions]
    options = {option for action in actions for option in action.option_strings if option.startswith("--")}
    assert {name for name in commands if f"`{name}`" not in readme and f"build.py {name}" not in readme} == set()
    assert {option for option in options - {"--help"} if option not in readme} == set()


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
