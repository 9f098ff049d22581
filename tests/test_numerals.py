"""Chinese numerals: every number from 0 to 9,999 both ways, and nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.numerals import CHARACTERS, to_chinese, to_number

WRITTEN = {
    "〇": 0, "零": 0, "一": 1, "两": 2, "九": 9, "十": 10, "一十": 10, "十一": 11, "一十二": 12, "二十": 20, "九十九": 99,
    "一百": 100, "一百零一": 101, "一百〇一": 101, "一百一十": 110, "一百一十一": 111, "两百": 200, "一百二十三": 123,
    "一千": 1000, "一千零一": 1001, "一千零一十": 1010, "一千一百": 1100, "两千零二十四": 2024, "九千九百九十九": 9999,
    "二〇二四": 2024, "一〇三": 103, "一二": 12, "〇〇七": 7,
}  # fmt: skip

NOT_NUMERALS = [
    "", "十十", "百", "百一", "一百一", "一百百", "十百", "一十百", "零十", "一百零零一", "一百零十", "一千一十", "一千零一百",
    "二〇二四一", "一万", "第一", "12", "一 二", "十二〇", "一百二〇", "零百", "廿", "壹",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), WRITTEN.items())
def test_numerals(text: str, number: int) -> None:
    """Both ways of writing."""
    assert to_number(text) == number


@pytest.mark.parametrize("text", NOT_NUMERALS)
def test_not_numerals(text: str) -> None:
    """What no law would write is not guessed at."""
    assert to_number(text) is None


def test_there_and_back() -> None:
    """Every number is read back from its numeral, also with 一十 for 十 and 〇 for 零."""
    for number in range(10_000):
        text = to_chinese(number)
        assert to_number(text) == number, text
        assert to_number(text.replace("零", "〇")) == number, text
        assert to_number(to_chinese(number, leading_one=True)) == number, text
    assert len({to_chinese(number) for number in range(10_000)}) == 10_000


def test_digit_by_digit() -> None:
    """Years are written digit by digit."""
    for number in range(1000, 10_000):
        assert to_number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number


@given(st.text(alphabet=CHARACTERS, max_size=9))
def test_any_numeral_characters(text: str) -> None:
    """A numeral by units means what writing the number again gives."""
    number = to_number(text)
    if number is not None and any(unit in text for unit in "十百千"):
        plain = text.replace("〇", "零").replace("两", "二")
        assert plain in (to_chinese(number), to_chinese(number, leading_one=True))


@given(st.text(max_size=5))
def test_any_text(text: str) -> None:
    """Nothing is raised, and nothing but numerals is a number."""
    if to_number(text) is not None:
        assert set(text) <= set(CHARACTERS)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_outside(number: int) -> None:
    """Laws need no more."""
    with pytest.raises(ValueError, match="outside"):
        to_chinese(number)
