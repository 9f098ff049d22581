"""The strict reader: the values PyYAML's plainest loader gives, or a refusal with its place; nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.fields import Loc
from gongkai.messages import MESSAGES
from gongkai.strict_yaml import MAX_DEPTH, MOST_FLAWS, Place, Refused, decode, locate, parse

NULLS = {"", "~", "null", "Null", "NULL"}
PIECES = [
    "a", "一", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", " ", "  ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "|-\n", "#", " #", "&a ",
    "*a", "!t ", "!!str ", "? ", "---", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "\t", "\0", "\r", "\r\n", "\u0085", "\u2028", "\u202e", "\ufeff",
    "\ud800", "<<<<<<< x\n", "=======\n", "\\", "\\u202e", "@", "`", "null", "~", "\U0001f600", "\U000e0001", "zh: x\n", "key: value\n", "{zh: a}",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
WILD = st.one_of(SOUP, st.text(max_size=60), st.text(alphabet=st.characters(), max_size=30))


def flaws_of(text: str) -> list[tuple[int, int, str]]:
    """Line, column and rule of every flaw; an empty list for good text."""
    try:
        parse(text)
    except Refused as refused:
        return [(*flaw.place, flaw.rule) for flaw in refused.flaws]
    return []


@settings(max_examples=600)
@given(WILD)
@example("*a : [1]\nb: c")
@example("a:\u0085b: [\u0085c")
@example("\0\n[")
@example('a: "\\ud800"')
@example("'")
@example("? a\n? [b]\n")
def test_any_text_gives_a_value_or_is_refused_at_a_place_within_it(text: str) -> None:
    """No text crashes the reader, and every flaw points into the text (or just behind its last character)."""
    lines = text.split("\n")
    for line, column, rule in flaws_of(text):
        assert rule in MESSAGES
        assert 1 <= line <= len(lines) + 1
        assert line == len(lines) + 1 or 1 <= column <= len(lines[line - 1]) + 1


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Bytes are decoded as they are, or the first wrong one is named."""
    try:
        text = decode(data)
    except Refused as refused:
        (flaw,) = refused.flaws
        assert flaw.rule == "not-utf8"
        good = data.decode("utf-8", "replace").count("\ufffd")
        assert good > 0
    else:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Co", "So")), max_size=20
)
WORDS = st.one_of(
    TEXT,
    st.sampled_from(
        ["no", "12:30", "0123", "1.10", "2024-05-01", "true", "a\nb\n\nc", "0x1F", "=", "- a", "a: b", "# c"]
    ),
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=15,
)


def as_base_loader(value: Any) -> Any:
    """Our value as `yaml.BaseLoader` gives it, which has no null: null is told apart by being plain."""
    if isinstance(value, dict):
        return {key: as_base_loader(inner) for key, inner in value.items()}
    return [as_base_loader(inner) for inner in value] if isinstance(value, list) else value


@settings(max_examples=300)
@given(
    st.one_of(st.lists(VALUES, min_size=1, max_size=4), st.dictionaries(WORDS, VALUES, min_size=1, max_size=4)),
    st.booleans(),
    st.integers(20, 120),
)
def test_good_text_means_what_pyyaml_says(value: Any, flow: bool, width: int) -> None:
    """Whatever PyYAML writes, in block or flow style, is read back as PyYAML's plainest loader reads it."""
    text = yaml.dump(value, allow_unicode=True, default_flow_style=flow, width=width, Dumper=NoAliases)
    assert parse(text) == yaml.load(text, Loader=yaml.BaseLoader) == value


class NoAliases(yaml.SafeDumper):
    """A writer that never uses anchors, and quotes what only a strict reader would take for null."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


WRITTEN = [
    "a: 1\nb: [x, 'y', \"z\"]\n",
    "a: |\n  line one\n\n    deeper\n  last\n",
    "a: >-\n  folded\n  words\n\n  next\n",
    "- a\n- - b\n  - c\n-\n  d: e\n",
    '\'a b\': "c\\n\\"d\\" \\u4e2d"\n',
    "a: {b: {c: [d, {e: f}]}}  # a comment\n",
    "? a\n: b\n",
    "a: 一 二\n  三\n",
    "---\na: b\n...\n",
    "url: https://linjiang.example/?a=1&b=*c!d\n",
    "a: '=======’'\n",
    "a:\n- b\n- c\n",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_ways_of_writing(text: str) -> None:
    """Every way of writing that editors use."""
    assert parse(text) == yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("null", sorted(NULLS))
def test_null_is_the_only_other_value(null: str) -> None:
    """A plain null is None, in quotes it is text; truth values, numbers and dates are text."""
    assert parse(f"a: {null}\nb: '{null}'\nc: [no, 12:30, 0123, 1.10, 2024-05-01, .inf, 0o7, yes]") == {
        "a": None,
        "b": null,
        "c": ["no", "12:30", "0123", "1.10", "2024-05-01", ".inf", "0o7", "yes"],
    }


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("a: 1\nb: 2\na: 3\na: 4", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
        ("a: &x 1\nb: *x", [(1, 4, "anchor"), (2, 4, "anchor")]),
        ("&k a: 1", [(1, 1, "anchor")]),
        ("*k : 1\nb: 2", [(1, 1, "anchor")]),
        ("a: !t 1\n!k b: 2", [(1, 4, "tag"), (2, 1, "tag")]),
        ("a: 1\n---\nb: 2", [(2, 1, "several-documents")]),
        ("? [a]\n: b", [(1, 3, "complex-key")]),
        ("{[a]: b}", [(1, 2, "complex-key")]),
        ("", [(1, 1, "empty-file")]),
        ("# nothing\n", [(1, 1, "empty-file")]),
        ("a: [1, 2\nb: 3\n", [(1, 4, "yaml")]),
        ('a: "\\u202e"', [(1, 4, "bidi-character")]),
        ('a: "b\\0"\n"c\\t": d', [(1, 4, "control-character"), (2, 1, "tab")]),
        ("a: b\rc: d", [(1, 5, "control-character")]),
        ("一: \u200b\n二: \ufeff", [(1, 4, "control-character"), (2, 4, "control-character")]),
        ("\ta: b", [(1, 1, "tab")]),
        ("a: 1\n=======\nb: 2", [(2, 1, "merge-marker")]),
        # in text, an indented or longer row of signs is only a line
        ("a: |\n  =======\n  <<<<<<< x\n", []),
        ("========: b", []),
    ],
)
def test_flaws_and_their_places(text: str, flaws: list[tuple[int, int, str]]) -> None:
    """Each flaw is found where it stands."""
    assert flaws_of(text) == flaws


def test_depth() -> None:
    """The deepest allowed is read; one more is refused, and so is any depth, without crash or delay."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert flaws_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [(1, MAX_DEPTH + 1, "too-deep")]
    for deep in ("[" * 1_000_000, "{a: " * 500_000, "- " * 500_000, "? " * 500_000):
        assert {rule for _, _, rule in flaws_of(deep)} <= {"too-deep", "complex-key"}


def test_flaws_without_number() -> None:
    """A file full of flaws is refused with the first of them, at once."""
    assert flaws_of("\0" * 3_000_000) == [(1, column, "control-character") for column in range(1, MOST_FLAWS + 1)]
    assert len(flaws_of("a: 1\n" * 100_000)) == MOST_FLAWS
    assert len(flaws_of("- *a\n" * 100_000)) == MOST_FLAWS


def places_in(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every value with its path."""
    yield loc, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places_in(one, (*loc, key))


@settings(max_examples=150)
@given(st.dictionaries(st.from_regex(r"\A[a-z]{1,8}\Z"), st.recursive(
    st.from_regex(r"\A[a-z]{1,8}\Z"),
    lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(st.from_regex(r"\A[a-z]{1,8}\Z"), inner, min_size=1, max_size=3)),
    max_leaves=10,
), min_size=1, max_size=3), st.booleans())  # fmt: skip
def test_every_value_has_its_place(value: Any, flow: bool) -> None:
    """The place of a word is where the word stands in the text, the place of a key where the key stands."""
    text = yaml.dump(value, Dumper=NoAliases, default_flow_style=flow, allow_unicode=True, explicit_start=False)
    lines = text.split("\n")
    places: dict[Loc, Place] = {}
    parse(text, places)
    assert set(places) == {loc for loc, _ in places_in(value)}
    for loc, one in places_in(value):
        if isinstance(one, str):
            line, column = locate(text, loc)
            assert lines[line - 1][column - 1 :].lstrip("'\"").startswith(one)
        if loc and isinstance(loc[-1], str):
            line, column = locate(text, loc, key=True)
            assert lines[line - 1][column - 1 :].lstrip("'\"? ").startswith(loc[-1])


def test_a_place_inside_a_block_of_text() -> None:
    """A character of `|` text is found on its own line; of other text, the text's start is said."""
    text = "a:\n  b: |\n    one\n\n      two\n    三四\n  c: plain words\n"
    value = parse(text)["a"]["b"]
    assert value == "one\n\n  two\n三四\n"
    assert locate(text, ("a", "b"), offset=value.index("one")) == (3, 5)
    assert locate(text, ("a", "b"), offset=value.index("two")) == (5, 7)
    assert locate(text, ("a", "b"), offset=value.index("四")) == (6, 6)
    assert locate(text, ("a", "c"), offset=6) == (7, 6)
    assert locate(text, ("a", "missing", "deeper")) == (2, 3)
    assert locate(text, ("a", "missing"), key=True) == (1, 1)
