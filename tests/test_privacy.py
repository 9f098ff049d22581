"""Private numbers and addresses are found however they are written, and public numbers are not taken for them."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric

from gongkai.privacy import private_data

# Numbers that nobody has: the mobile numbers end in eight zeros, and the person was born on the first day of 1800.
MOBILE = "13800000000"
IDENTITY = "11010118000101002" + ric.calc_check_digit("110101180001010020")


@pytest.mark.parametrize(
    ("text", "shown", "offset"),
    [
        ("电话13800000000。", "138…", 2),
        ("138 0000 0000", "138…", 0),
        ("138-0000-0000", "138…", 0),
        ("1380 000 0000", "138…", 0),
        ("Call +86 138 0000 0000 now", "+86…", 5),
        ("（+86）13800000000", "138…", 5),
        ("86-138-0000-0000", "86-…", 0),
        ("008613800000000", "008…", 0),
        ("138\u20110000\u20110000", "138…", 0),
        ("１３８００００００００", "138…", 0),
        ("手机：19900000000转3", "199…", 3),
        (f"身份证{IDENTITY}。", "110…", 3),
        (f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", "110…", 0),
        (f"No. {IDENTITY[:6]}-{IDENTITY[6:14]}-{IDENTITY[14:]}", "110…", 4),
    ],
)  # fmt: skip
def test_found(text: str, shown: str, offset: int) -> None:
    assert private_data(text) == (shown, offset)


@pytest.mark.parametrize(
    "text",
    [
        "上海市人民代表大会常务委员会公告〔15届〕第138号", "2024年5月13日14时", "2024-05-13 1400", "1954-08~", "GB 11643-1999",
        "投资15000000000元", "15000000000 yuan", "投资15000000000.50元", "1500000.00 万元", "3.13800000000", "138000000001",
        "021-63588888", "12345热线", "邮编200003", "92310000", "国发〔2024〕13800000号", "11010118000101002", "110101180013010028",
        "91310000132200821H", "913100001322008213", "ISBN 978-7-208-13800-0", "1. 380 0000 0000",
    ],
)  # fmt: skip
def test_public_numbers_are_no_alarm(text: str) -> None:
    assert private_data(text, mail=True) is None


def test_a_mail_address_is_private_only_where_asked() -> None:
    assert private_data("写信到 someone@linjiang.example") is None
    assert private_data("写信到 someone@linjiang.example", mail=True) == ("so…", 4)
    assert private_data("写信到 ｓome＠linjiang．example", mail=True) is not None
    assert private_data("@linjiang, a@b, x@.example", mail=True) is None


@given(st.integers(0, 10**9 - 1), st.sampled_from(["", " ", "-"]), st.sampled_from(["", "+86", "+86 ", "0086-"]), st.text("灯，。 abc（", max_size=5))  # fmt: skip
def test_every_mobile_number_is_found(rest: int, gap: str, prefix: str, before: str) -> None:
    number = f"1{3 + rest % 7}{rest:09d}"
    written = prefix + gap.join((number[:3], number[3:7], number[7:]))
    found = private_data(before + written + "。")
    assert found is not None
    assert found.offset == len(before)
    assert found.shown == written[:3] + "…"


@given(
    st.integers(100000, 999999), st.dates().filter(lambda day: 1800 <= day.year < 2100), st.integers(0, 999), st.sampled_from("0123456789X")
)  # fmt: skip
def test_an_identity_number_is_found_by_its_check_character(place: int, birth: object, order: int, last: str) -> None:
    number = f"{place}{str(birth).replace('-', '')}{order:03d}{last}"
    right = ric.calc_check_digit(number) == last
    assert (private_data(number) is not None) == right
    assert (private_data(f"号码{number.lower()}") is not None) == right


@given(st.text(string.digits, min_size=1, max_size=25))
def test_digits_that_are_neither_are_no_alarm(digits: str) -> None:
    """Of digits alone only eleven, or thirteen or fifteen with the country's code, are a telephone, and eighteen a person."""
    assume(not ric.is_valid(digits))
    mobile = len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"
    abroad = (digits.startswith("86") and len(digits) == 13) or (digits.startswith("0086") and len(digits) == 15)
    person = len(digits) == 18 and digits[6:8] in ("18", "19", "20")
    if not (mobile or abroad or person):
        assert private_data(digits) is None


@given(
    st.dates(), st.integers(1, 999), st.integers(0, 10**10), st.integers(0, 99),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0}", "第{1}号", "{2}元", "{2}.{3:02d} yuan", "{0.year}〔{1}〕号", "{1}-{3}", "第{1}条第{3}款", "{0} {3:02d}:00"]),
)  # fmt: skip
def test_dates_numbers_of_documents_and_amounts_are_no_alarm(
    day: object, number: int, amount: int, small: int, form: str
) -> None:
    assert private_data(form.format(day, number, amount, small)) is None
