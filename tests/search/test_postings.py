"""Positions go into bytes and come back out, whatever the texts are."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.fields import Language
from gongkai.search import postings
from gongkai.search.folding import ALIKE, fold
from gongkai.search.postings import Shard, shards
from gongkai.search.running import RUNNING, blocks, tokens
from tests.search.decoding import decoded, joined, numbers

PIECE = st.one_of(
    st.text("灯杆编号 渡ab1,（）\U00020bb7🏮", max_size=30),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.sampled_from(["灯", "第十二条", "lamp", "lamps", "post", "1.5", "don’t", "the "]), max_size=12).map(
        " ".join
    ),
).map(fold)
PIECES = st.lists(PIECE, max_size=12)
LANGUAGE = st.sampled_from(["zh", "en"])


def made(pieces: list[str], language: Language, together: int = 2) -> list[Shard]:
    """The shards of a text, given some pieces at a time, as those of a record are."""
    texts = ("\n".join(pieces[start : start + together]) for start in range(0, len(pieces), together))
    running = RUNNING[language](texts, ALIKE)
    return list(shards(list(running.lists()), running.name))


def naive(pieces: list[str], language: Language) -> dict[str, list[int]]:
    """Every key with its positions, by going from one place of the text to the next.

    A piece takes whole blocks, of 32 characters or 8 words, and leaves the last place of its last block free.
    """
    found: dict[str, list[int]] = {}
    at = 0
    for piece in pieces:
        turned = "".join(ALIKE.get(sign, sign) for sign in piece)
        if language == "zh":
            signs = [*turned, "\n"]
            for place, pair in enumerate(itertools.pairwise(signs)):
                if pair[0] != " ":
                    found.setdefault("".join(pair), []).append(at + place)
            at += -(-len(signs) // 32) * 32
        else:
            for place, word in enumerate(tokens(turned)):
                found.setdefault(word, []).append(at + place)
            at += -(-(len(tokens(turned)) + 1) // 8) * 8
    return found


@settings(max_examples=300)
@given(PIECES, LANGUAGE)
@example([], "zh")
@example([], "en")
@example([""], "zh")
@example(["", "灯", ""], "zh")
@example(["灯" + "杆" * 20_000 + "灯号"], "zh")
@example(["lamp " + "post " * 20_000 + "lamp"], "en")
def test_what_is_read_back_is_what_a_plain_index_says(pieces: list[str], language: Language) -> None:
    assert joined([shard.data for shard in made(pieces, language)]) == naive(pieces, language)


@settings(max_examples=200)
@given(PIECES, LANGUAGE)
def test_pieces_stand_one_behind_the_other(pieces: list[str], language: Language) -> None:
    """The places a piece takes, by `blocks`, are where its keys are."""
    found = naive(pieces, language)
    start = 0
    for piece in pieces:
        turned = "".join(ALIKE.get(sign, sign) for sign in piece)
        first = turned[:1] if language == "zh" else tokens(turned)[:1]
        if first:
            assert any(start in positions for positions in found.values())
        start += blocks(piece, language) * (32 if language == "zh" else 8)
        assert not any(start - 1 in positions for positions in found.values())


@settings(max_examples=200)
@given(PIECES, LANGUAGE, st.integers(1, 40), st.integers(20, 200))
def test_slices_and_shards_of_any_size_hold_the_same(
    pieces: list[str], language: Language, at_once: int, size: int
) -> None:
    whole = made(pieces, language)
    assert made(pieces, language, 1) == made(pieces, language, 5) == whole
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_AT_ONCE", at_once)
        assert made(pieces, language) == whole
        patch.setattr(postings, "_SMALLEST_SHARD", size)
        small = made(pieces, language)
    assert joined([one.data for one in small]) == joined([one.data for one in whole])
    for shard in small:
        keys = decoded(shard.data)
        assert shard.first == keys[0][0]
        last_key = 2 * len(keys[-1][0]) + 8
        assert len(keys) == 1 or len(shard.data) <= size + last_key


def test_large_texts_are_cut_into_shards_of_a_middling_size() -> None:
    signs = [chr(0x4E00 + number * 7919 % 3000) for number in range(120_000)]
    pieces = ["".join(signs[start : start + 100]) for start in range(0, len(signs), 100)]
    found = made(pieces, "zh")
    assert len(found) > 20
    assert all(len(shard.data) <= postings._LARGEST_SHARD for shard in found)
    assert joined([shard.data for shard in found]) == naive(pieces, "zh")
    assert made(pieces, "zh") == found


def test_shards_begin_with_different_keys_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "_SMALLEST_SHARD", 20)
    firsts = [
        shard.first.encode("utf-16-be") for shard in made(["灯杆编号🏮渡口\U00020bb7ab\uf900", "\uf900🏮灯"], "zh")
    ]
    assert len(firsts) > 3
    assert firsts == sorted(set(firsts))


def test_signs_beyond_the_first_plane_come_before_the_last_of_it() -> None:
    """JavaScript compares UTF-16 units: 🏮 (D83C DFEE) comes before U+F900."""
    running = RUNNING["zh"](iter(["\uf900🏮"]), {})
    assert [*running.symbols] == ["\n", "🏮", "\uf900"]


@settings(max_examples=300)
@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 300)))
@example([0, 127, 128, 16383, 16384, 2**21 - 1, 2**21, 2**28 - 1, 2**28, 2**32 - 1])
def test_numbers_of_any_size_are_bytes_and_numbers_again(values: list[int]) -> None:
    _, data = postings._numbers(np.array(values, np.uint32))
    assert list(numbers(data)) == values
    assert data == b"".join(map(postings._number, values))
