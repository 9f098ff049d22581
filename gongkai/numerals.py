"""Chinese numerals as laws write them: 第一百二十三条, 二〇二四年.

Only whole numbers from 0 to 9,999 are read; laws need no more.
"""

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = "".join(_DIGITS) + "".join(_UNITS)


def to_number(text: str) -> int | None:
    """The number, or None where the text is not a well-formed numeral.

    Both ways of writing are read: by units (一百零三, 十二) and digit by digit (一〇三).
    """
    if not text or any(character not in CHARACTERS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text)) if len(text) <= 4 else None
    number = to_units(text)
    return number if number is not None and _same(text, number) else None


def to_units(text: str) -> int | None:
    """The value of a numeral written by units, without asking whether it is written properly."""
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last or digit == 0:
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        else:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
    return total + (digit or 0)


def _same(text: str, number: int) -> bool:
    written = text.replace("两", "二").replace("〇", "零").replace("○", "零")
    return written in (to_chinese(number), to_chinese(number, leading_one=True))


def to_chinese(number: int, *, leading_one: bool = False) -> str:
    """The numeral by units, 0 to 9,999: 12 is 十二 (or 一十二 with `leading_one`), 103 is 一百零三."""
    if not 0 <= number <= 9999:
        raise ValueError(f"outside 0-9999: {number}")
    if number == 0:
        return "零"
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            one = digit == 1 and unit == 10 and not written and not leading_one
            written += ("零" if gap and written else "") + ("" if one else "零一二三四五六七八九"[digit]) + sign
        gap = digit == 0
    return written
