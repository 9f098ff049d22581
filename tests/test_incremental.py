"""Whatever editors do, one after another: a build of what changed equals a build of everything."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.conftest import LINJIANG
from tests.shelves import small_city
from tests.test_build import tree

LAWS = sorted(path.stem for path in (LINJIANG / "content" / "laws").glob("[a-z]*.yml"))
OF_RECORDS = (
    "title",
    "summary",
    "remove-updated",
    "touch",
    "page",
    "page-title",
    "unpage",
    "as-of",
    "template",
    "drafts",
)
OF_TEXTS = ("version", "wording", "lock", "unlock", "term", "term-chinese", "unterm")
EDITS = st.lists(
    st.tuples(st.sampled_from(OF_RECORDS) | st.sampled_from(OF_TEXTS), st.sampled_from(LAWS)), min_size=1, max_size=5
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes seconds: none is made smaller
)  # fmt: skip
@example(
    rounds=[
        [("version", "riverside-lighting"), ("term", "ferry-fares")],
        [("lock", "ferry-fares"), ("wording", "riverside-lighting"), ("term-chinese", "ferry-fares")],
        [("as-of", "ferry-fares"), ("unlock", "ferry-fares"), ("drafts", "quay-music")],
        [("unterm", "ferry-fares")],
    ]
)
@given(rounds=st.lists(EDITS, min_size=1, max_size=3))
def test_an_incremental_build_equals_a_full_one(
    rounds: list[list[tuple[str, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("edits")
    options = small_city(base)
    shutil.copytree(options.templates, base / "templates")
    options = replace(options, templates=base / "templates")
    build(options, Silent())
    for number, edits in enumerate(rounds):
        for edit, law in edits:
            options = _edited(options, edit, law, number)
        build(options, Silent())
        fresh = replace(options, out=base / f"fresh-{number}")
        build(fresh, Silent())
        assert tree(options.out) == tree(fresh.out)


def _edited(options: Options, edit: str, law: str, number: int) -> Options:
    """One thing an editor may do."""
    path = options.content / "laws" / f"{law}.yml"
    text = path.read_text("utf-8")
    if edit in OF_TEXTS:
        _edit_text(options.content, edit, path, number)
    elif edit == "drafts":
        return replace(options, drafts=not options.drafts)
    elif edit == "title":
        path.write_text(text.replace("title: {zh: ", f"title: {{zh: 改{number}", 1), "utf-8")
    elif edit == "summary":
        path.write_text(
            text.replace("\nevents:", f"\ngaps:\n  - {{zh: 第{number}处, en: Gap {number}}}\nevents:", 1)
            if "\ngaps:" not in text
            else text,
            "utf-8",
        )
    elif edit == "remove-updated":
        path.write_text(
            "".join(line for line in text.splitlines(keepends=True) if not line.startswith("updated:")), "utf-8"
        )
    elif edit == "touch":
        os.utime(path)
    elif edit == "page":
        shutil.copy(options.content / "pages" / "about.yml", options.content / "pages" / f"page-{number}.yml")
    elif edit == "page-title":
        about = options.content / "pages" / "about.yml"
        about.write_text(about.read_text("utf-8").replace("title: {zh: ", f"title: {{zh: 改{number}", 1), "utf-8")
    elif edit == "unpage":
        (options.content / "pages" / f"page-{number - 1}.yml").unlink(missing_ok=True)
    elif edit == "as-of":
        return replace(options, as_of=f"2026-07-{10 + number}")
    else:
        template = options.templates / "records" / "law.html"
        template.write_text(template.read_text("utf-8") + f"<!-- {number} -->\n", "utf-8")
    return options


def _edit_text(content: Path, edit: str, path: Path, number: int) -> None:
    """One thing an editor may do with texts of laws, their translations, and the glossary."""
    text, lock, term = (
        path.read_text("utf-8"),
        content / "translations.lock",
        content / "glossary" / "ferry-landing.yml",
    )
    day = f"2026-07-{11 + number}"
    if edit == "version" and day not in text:
        new = f"versions:\n  - date: {day}\n    zh: |\n      第一条 渡口第{number}号灯。\n"
        path.write_text(text.replace("versions:\n", new, 1), "utf-8")
    elif edit == "wording":
        path.write_text(re.sub("(?m)^( +第一条 .*)(?=。$)", rf"\1，见渡口第{number}号牌", text), "utf-8")
    elif edit == "lock":
        lock.write_text(lock.read_text("utf-8").replace("2026-06-01", f"2026-06-{10 + number}", 3), "utf-8")
    elif edit == "unlock" and lock.exists():
        lock.write_text("".join(lock.read_text("utf-8").splitlines(keepends=True)[: -1 - number]), "utf-8")
    elif edit == "term" and term.exists():
        term.write_text(term.read_text("utf-8").replace("en: The place", f"en: Number {number} is the place"), "utf-8")
    elif edit == "term-chinese" and term.exists():
        term.write_text(term.read_text("utf-8").replace("title: {zh: 渡口,", "title: {zh: 桥头,"), "utf-8")
    elif edit == "unterm":
        term.unlink(missing_ok=True)
