"""Words as search compares them: width, case, traditional characters and kinds of brackets set aside.

`find.js` folds what readers type in the same way; the tables here are sent to it, so that there is
one of each. A test gives both the same words.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f]")
_GROUPING = re.compile(r"([0-9]),(?=[0-9]{3}(?![0-9]))")
_WIDE = tuple((sign, unicodedata.normalize("NFKC", sign)) for sign in "，；：（）？！％")

ALIKE = {
    "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "﹝": "(", "﹞": ")",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "─": "-",
    "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'",
    "•": "·", "・": "·", "‧": "·", "ς": "σ",
}  # fmt: skip


def fold(text: str) -> str:
    """The first half of folding: Unicode's compatible forms (NFKC), lower case, white space, grouped digits.

    The second half goes sign by sign, by `signs`. The common wide signs are turned first: most texts
    need nothing more to be in NFKC, and asking that is ten times as fast as making it.
    """
    text = " ".join(text.split())
    for sign, to in _WIDE:
        text = text.replace(sign, to)
    if not unicodedata.is_normalized("NFKC", text):
        text = " ".join(unicodedata.normalize("NFKC", text).split())
    text = text.lower()
    if not text.isprintable():
        text = " ".join(_CONTROL.sub(" ", _HIDDEN.sub("", text)).split())
    return _GROUPING.sub(r"\1", text) if "," in text else text


@cache
def signs() -> dict[str, str]:
    """Signs that count as another: brackets, dashes, quotation marks, and traditional characters.

    A traditional character is one that the standard of simplified Chinese (GB 2312) has not and
    that OpenCC turns into one it has. What the standard has is left as it is, so that simplified
    text keeps every difference it makes (著 and 着, 乾 and 干). They stand in `traditional.txt`, two
    lines of which the second has what each sign of the first becomes; a test makes them anew.
    """
    one, other = (Path(__file__).parent / "traditional.txt").read_text("utf-8").splitlines()
    return ALIKE | dict(zip(one, other, strict=True))
