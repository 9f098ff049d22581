"""Dates inside Chinese words: 2020年5月14日, 一九八六年九月十一日, 二〇〇一年十月, 2020-05-14."""

import re

from gongkai import dates
from gongkai.numerals import to_number

_YEAR_DIGITS = str.maketrans("零〇○ＯOo０一二三四五六七八九１２３４５６７８９", "0000000" + "123456789" * 2)
_D = "[0-9０-９]"
_N = "[一二三四五六七八九十廿]"
DATE = (
    rf"(?:(?:{_D}{{4}}|[零〇○ＯOo0０一二三四五六七八九]{{4}})年(?:{_D}{{1,2}}|{_N}{{1,3}})月(?:(?:{_D}{{1,2}}|{_N}{{1,3}})日)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}(?![0-9]))"
)
_PARTS = re.compile(r"(.{4})年(.+?)月(?:(.+)日)?$")


def read_date(words: str) -> str | None:
    """The date as a record writes it, 2020-05-14 or 2020-05; None where there is no such day."""
    match = _PARTS.match(words)
    parts = [match[1], match[2], match[3]] if match else re.split(r"[-./]", words)
    year = parts[0].translate(_YEAR_DIGITS)
    numbers = [_small(part) for part in parts[1:] if part]
    if not year.isdecimal() or None in numbers:
        return None
    date = "-".join([year, *(f"{number:02d}" for number in numbers if number is not None)])
    return date if dates.is_date(date) else None


def _small(words: str) -> int | None:
    """A month or a day: 5, ０5, 十二, 二十一, 廿一."""
    return int(words) if words.isdecimal() else to_number(words.replace("廿", "二十"))
