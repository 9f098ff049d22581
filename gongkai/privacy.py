"""Private data that must never be published: mobile numbers, identity numbers, private mail addresses.

A mobile number of the mainland has eleven digits and begins with 13 to 19 (YD/T 3016 numbering
plan); an identity number has eighteen characters, a day of birth among them, and ends with a check
character (GB 11643-1999). Both are found in the groups in which people write them, with spaces or
hyphens between, and in digits of full width.
"""

import re
from typing import NamedTuple

_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(?:(?:\+|00)?86[- ]?)?1[3-9](?:[0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|[0-9]{2}[- ]?[0-9]{3}[- ]?[0-9]{4})"
    r"(?![0-9])(?!(?:\.[0-9]+)? ?(?:[万亿]|元|yuan|RMB))"
)
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{5}[- ]?(?:18|19|20)[0-9]{6}[- ]?[0-9]{3}[- ]?[0-9Xx](?![0-9A-Za-z])")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_PLAIN = str.maketrans("０１２３４５６７８９＋Ｘｘ＠．－‐‑‒–—−\u00a0\u2009\u3000", "0123456789+Xx@.-------   ")


class Private(NamedTuple):
    """What was found: its first characters, and where it begins in the text."""

    shown: str
    offset: int


def private_data(text: str, *, mail: bool = False) -> Private | None:
    """The first private number in a text, or with `mail` the first mail address; None where there is none."""
    plain = text.translate(_PLAIN)
    if found := _MOBILE.search(plain):
        return Private(f"{found[0][:3]}…", found.start())
    for found in _IDENTITY.finditer(plain):
        if _is_identity(re.sub("[- ]", "", found[0])):
            return Private(f"{found[0][:3]}…", found.start())
    if mail and (found := _MAIL.search(plain)):
        return Private(f"{found[0][:2]}…", found.start())
    return None


def _is_identity(number: str) -> bool:
    """Whether there is a day of birth in it and the check character fits; the library is loaded only for what looks like one.

    The place that it begins with is not looked up: places change, and a number is private all the same.
    """
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(number) == number[17].upper())
