"""Dates as editors know them: a day, a month, a year, exact or approximate.

A date is kept as its text, a small part of the Extended Date/Time Format (ISO 8601-2, the
Library of Congress profile, level 1): `2024`, `2024-05`, `2024-05-01`, with `~` behind it for
"approximately" (`2022~`). The text sorts by time, survives copying, and never claims a day
that no source gives.
"""

import datetime
import re

_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
FIRST_YEAR, LAST_YEAR = 1800, 2199


def is_date(text: str) -> bool:
    """Whether the text is a real date of this format, not only of its shape (no 2023-02-30)."""
    match = _SHAPE.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Whether the text is a full, exact day."""
    return len(text) == 10 and is_date(text)


def is_exact(text: str) -> bool:
    """Whether the date is given without the mark for "approximately"."""
    return not text.endswith("~")


def parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month, day of a valid date; what is not given is None."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day, _ = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def first_day(text: str) -> str:
    """The earliest day the date may mean, as YYYY-MM-DD: 2024-05 gives 2024-05-01."""
    year, month, day = parts(text)
    return f"{year:04d}-{month or 1:02d}-{day or 1:02d}"


def last_day(text: str) -> str:
    """The latest day the date may mean, as YYYY-MM-DD: 2024-02 gives 2024-02-29."""
    year, month, day = parts(text)
    if day:
        return text.rstrip("~")
    month = month or 12
    after = datetime.date(year + (month == 12), month % 12 + 1, 1)
    return (after - datetime.timedelta(days=1)).isoformat()


def months_after(day: str, months: int) -> str:
    """The day so many months later: the same day of the month, or its last where the month is shorter.

    2024-11-30 and three months give 2025-02-28.
    """
    start = datetime.date.fromisoformat(day)
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    longest = int(last_day(f"{year:04d}-{month:02d}")[8:])
    return datetime.date(year, month, min(start.day, longest)).isoformat()


def days_between(first: str, last: str) -> int:
    """How many days lie between two days; negative where `last` comes before `first`."""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
