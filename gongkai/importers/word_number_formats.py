"""How Word writes a number in each of its number formats.

The formats are ST_NumberFormat of ECMA-376 Part 1, 17.18.59, written as Word writes them where Word
is known to differ from it. The two that Chinese laws use:

* `chineseCounting` goes by units to 99 (十, 九十九) and digit by digit from 100, with U+25CB for
  nought: 101 is 一○一. So the standard's steps, and Word's own sample string (MS-DOCX 2.4).
* `chineseCountingThousand` goes by units throughout. The standard's steps give 一十 for 10 and
  一百零一 for 101; Word shows 十 and 一百〇一 (U+3007), and so does this module.

`ideographEnclosedCircle` is parenthesised in Word (MS-OI29500 2.1.540). How `taiwaneseCountingThousand`
looks from 10 on is reported differently, so `is_unsure` tells such numbers.
"""

import re
from collections.abc import Callable

from gongkai.numerals import to_chinese

_MOST = 9_999
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _digits(count: int, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in str(count))


def _counting(count: int, nought: str) -> str:
    return to_chinese(count) if 0 < count < 100 else _digits(count, f"{nought}一二三四五六七八九")


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written


def _letter(count: int) -> str | None:
    """a to z, then aa, bb …; None where there is none: Word itself gives up after 30 repetitions."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 1 <= count <= 780 else None


def _japanese(count: int) -> str:
    """By units, without 一 before them and without 零: 101 is 百一."""
    plain = to_chinese(count).replace("零", "") if count else "〇"
    return re.sub("一(?=[十百千])", "", plain)


def _row(signs: str) -> Callable[[int], str]:
    """The signs of a row, and plain digits after its end."""
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: _digits(count, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda count: _digits(count, "０１２３４５６７８９"),
    "decimalEnclosedCircle": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _row("①②③④⑤⑥⑦⑧⑨⑩"),
    "decimalEnclosedParen": _row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _row("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "numberInDash": lambda count: f"- {count} -",
    "lowerLetter": _letter,
    "upperLetter": lambda count: (_letter(count) or "").upper() or None,
    "lowerRoman": lambda count: _roman(count) or None,
    "upperRoman": lambda count: _roman(count).upper() or None,
    "chineseCounting": lambda count: _counting(count, "○"),
    "taiwaneseCounting": lambda count: _counting(count, "○"),
    "chineseCountingThousand": lambda count: to_chinese(count).replace("零", "〇"),
    "taiwaneseCountingThousand": lambda count: _digits(count, "○一二三四五六七八九"),
    "chineseLegalSimplified": lambda count: to_chinese(count, leading_one=True).translate(_LEGAL),
    "japaneseCounting": _japanese,
    "ideographDigital": lambda count: _digits(count, "〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": lambda count: _digits(count, "〇一二三四五六七八九"),
    "taiwaneseDigital": lambda count: _digits(count, "○一二三四五六七八九"),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _row("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "none": lambda _: "",
}


def format_number(count: int, name: str) -> str | None:
    """A count from 0 to 9,999 as Word writes it in a number format (a value of ST_NumberFormat).

    `custom:001, 002, …` stands for a custom format with leading noughts. None where the format is
    not known or has no sign for the count: nothing is guessed.
    """
    if not 0 <= count <= _MOST:
        return str(count) if name == "decimal" and count > 0 else None
    if name.startswith("custom:"):
        padded = re.match(r"custom:(0*1),", name)
        return str(count).zfill(len(padded[1])) if padded else None
    return _FORMATS[name](count) if name in _FORMATS else None


def is_unsure(count: int, name: str) -> bool:
    """Whether a number is shown differently by different programs, or differently from the standard."""
    return name == "taiwaneseCountingThousand" and count > 9
