"""Partial dates: what is one, what it may mean, and how it sorts."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import dates
from gongkai.i18n import date_words

DAYS = st.dates(datetime.date(dates.FIRST_YEAR, 1, 1), datetime.date(dates.LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "text", ["2024", "2024-05", "2024-05-01", "2024~", "2024-05~", "2024-02-29", "1800", "2199-12-31~"]
)
def test_dates(text: str) -> None:
    """Years, months and days, exact or approximate."""
    assert dates.is_date(text)
    assert dates.is_exact(text) == (not text.endswith("~"))


@pytest.mark.parametrize(
    "text",
    [
        "", "~", "24", "2023-02-29", "2024-13", "2024-00", "2024-5", "2024-05-1", "2024-05-32", "1799", "2200", "2024-", "2024~~",
        "~2024", "2024 ", " 2024", "2024\n", "2024-05-01T00:00", "2024/05/01", "二〇二四", "２０２４", "٢٠٢٤", "2024-0５", "-2024", "02024",
    ],
)  # fmt: skip
def test_not_dates(text: str) -> None:
    """The right shape is not enough, and only ASCII digits are digits."""
    assert not dates.is_date(text)
    assert not dates.is_day(text)


@given(DAYS)
def test_a_day_means_itself(day: datetime.date) -> None:
    """An exact day begins and ends with itself."""
    text = day.isoformat()
    assert dates.is_day(text)
    assert (
        dates.first_day(text)
        == dates.last_day(text)
        == dates.first_day(f"{text}~")
        == dates.last_day(f"{text}~")
        == text
    )
    assert not dates.is_day(f"{text}~")
    assert dates.parts(text) == (day.year, day.month, day.day)


@given(DAYS)
def test_a_month_and_a_year_mean_all_their_days(day: datetime.date) -> None:
    """Every day of a month or year lies between its first and its last."""
    text = day.isoformat()
    month, year = text[:7], text[:4]
    assert dates.first_day(month) == f"{month}-01"
    assert dates.last_day(month) == f"{month}-{calendar.monthrange(day.year, day.month)[1]}"
    assert (dates.first_day(year), dates.last_day(year)) == (f"{year}-01-01", f"{year}-12-31")
    assert dates.first_day(year) <= dates.first_day(month) <= text <= dates.last_day(month) <= dates.last_day(year)
    assert dates.last_day(f"{month}~") == dates.last_day(month)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_not(text: str) -> None:
    """Whatever is taken for a date can be worked with; whatever is not is refused by name."""
    if dates.is_date(text):
        assert text.isascii()
        assert dates.first_day(text) <= dates.last_day(text)
    elif not text[:4].isdigit():
        with pytest.raises(ValueError, match="not a date"):
            dates.parts(text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2024-05-01", "2024年5月1日", "1 May 2024"),
        ("2024-05", "2024年5月", "May 2024"),
        ("2024", "2024年", "2024"),
        ("1954-08~", "约1954年8月", "about August 1954"),
        ("1903~", "约1903年", "about 1903"),
    ],
)
def test_dates_in_words(text: str, zh: str, en: str) -> None:
    """As people write them; no day is claimed that the date does not give."""
    assert (date_words(text, "zh"), date_words(text, "en")) == (zh, en)
