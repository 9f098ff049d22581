"""Every refusal, word for word: `tests/bad/` holds one case a file (see `tests/cases.py`), this runs them."""

from pathlib import Path

import pytest

from gongkai.corpus import link
from gongkai.load import NO_GLOSSARY
from gongkai.messages import MESSAGES
from gongkai.pages import Page, collisions
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.vocabulary import Vocabulary
from tests.cases import BASE, CASES, load_case, problems_of, rendered
from tests.conftest import AS_OF


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_refusal(path: Path, tmp_path: Path) -> None:
    """A case's problems are exactly those it expects, in words and order."""
    case = load_case(path)
    problems = problems_of(case, tmp_path)
    assert rendered(problems, tmp_path) == case["expect"]
    assert problems == sorted(problems)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    """No message that nothing can bring about, and none that no case shows."""
    shown: dict[str, str] = {}
    for path in CASES:
        for line in load_case(path)["expect"].splitlines():
            if not line.startswith("    提示 Hint: "):
                shown.setdefault(line.split(": ")[1], path.stem)
    assert shown.keys() == MESSAGES.keys()


def test_messages_fill_all_their_words() -> None:
    """No case shows a message with a word in braces that was never filled in."""
    names = {
        "count",
        "english",
        "expected",
        "found",
        "field",
        "known",
        "limit",
        "line",
        "record",
        "since",
        "term",
        "vocabulary",
        "wanted",
        "wanted_zh",
        "wanted_en",
        "other_zh",
        "other_en",
    }
    for path in CASES:
        expected = load_case(path)["expect"]
        assert not [name for name in names if "{" + name + "}" in expected], path.name


def test_the_base_of_all_cases_is_good(tmp_path: Path) -> None:
    """What the cases start from has no problem of its own, not even a warning."""
    assert problems_of({}, tmp_path) == []


def test_names_that_look_dangerous_but_are_not(tmp_path: Path) -> None:
    """Records called index, en, assets or timeline below their type's list collide with nothing."""
    law = (BASE / "content/laws/good.yml").read_text("utf-8")
    names = ("index", "en", "assets", "timeline", "404", "sitemap", "robots", "con")
    case = {"run": "build", "files": {f"content/laws/{name}.yml": law for name in names}}
    assert problems_of(case, tmp_path) == []
    for name in names:
        assert (tmp_path / "site/laws" / name / "index.html").is_file()
        assert (tmp_path / "site/en/laws" / name / "index.html").is_file()


def test_addresses_that_differ_in_case_or_unicode_form_only() -> None:
    """Ids cannot be written so, but whatever makes addresses, a careless file system must not merge two."""
    pages = [
        Page("Laws/Caf\u00e9/", "extra", "a/b", "x.html", "", ()),
        Page("laws/cafe\u0301/", "extra", "a/c", "x.html", "", ()),
        Page("EN/", "extra", "a/d", "x.html", "", ()),
        Page("laws/other/", "extra", "a/e", "x.html", "", ()),
    ]
    corpus = link(
        [], TYPES, as_of=AS_OF, vocabulary=Vocabulary({}), introductions={}, lock={}, glossary=NO_GLOSSARY,
        fetch=dict[str, Record]().__getitem__,
    )  # fmt: skip
    assert [(problem.path, problem.rule) for problem in collisions(pages, corpus)] == [
        ("laws/cafe\u0301/", "address-taken"),
        ("EN/", "address-taken"),
    ]
