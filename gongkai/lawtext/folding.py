"""The form in which two texts count as the same: no widths, no white space, one sign for each mark.

Width and presentation forms follow Unicode's decompositions <wide>, <narrow>, <small>, <vertical>
and <noBreak>, and canonical ones (Unicode Standard Annex 15); compatibility forms that carry a
meaning of their own (², ①, ℃, ½) stay. Variants of a mark are those met in published Chinese law
texts beside the marks of GB/T 15834 (punctuation): “ " 「, —— － --, 〔 [, … ......, · •, and ○
typed for the numeral 〇.
"""

import re
import unicodedata

_VARIANTS = {
    ".": "。",
    ":": "∶\ua789",
    '"': "“”„‟〝〞〟「」",
    "'": "‘’‚‛『』`´\u02b9\u02bc",
    "[": "〔【〖",
    "]": "〕】〗",
    "《": "<〈«‹⟨⟪",
    "》": ">〉»›⟩⟫",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2e3a\u2e3b",
    "…": "\u22ef",
    "·": "•・‧∙⋅",
    "~": "〜∼",
    "/": "∕",
    "〇": "○◯",
}
_SIGNS = {variant: sign for sign, variants in _VARIANTS.items() for variant in variants}
_FORMS = frozenset(("<wide>", "<narrow>", "<small>", "<vertical>", "<noBreak>"))
_LIGATURES = range(0xFB00, 0xFB07)
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_FILLERS = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)]
)
_SELECTORS = range(0xE0100, 0xE01F0)

_DOUBLED = re.compile(r"[<＜﹤]{2}|[>＞﹥]{2}")
_REPEATED = re.compile(r"-{2,}|(?:…|\.{3,})+")


class _Table(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    code = ord(character)
    if unicodedata.category(character) in _UNSEEN or code in _FILLERS or code in _SELECTORS:
        return ""
    if character in _SIGNS:
        return _SIGNS[character]
    form, _, codes = unicodedata.decomposition(character).partition(" ")
    if form in _FORMS:
        return "".join(_fold_character(chr(int(each, 16))) for each in codes.split())
    if code in _LIGATURES:
        return unicodedata.normalize("NFKC", character)
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed if len(decomposed) > 1 or decomposed == character else _fold_character(decomposed)


_TABLE = _Table()


def fold(text: str) -> str:
    """The text without what does not count as a change; equal for two texts that say the same.

    Folding twice is folding once. Letters keep their case and numerals their script (第十二条 is not
    第12条). Line breaks are white space and go too. Nothing folded is for readers to see.
    """
    if "<" in text or ">" in text or "＜" in text or "＞" in text:
        text = _DOUBLED.sub(lambda match: "《" if match[0][0] in "<＜﹤" else "》", text)
    folded = text.translate(_TABLE)
    if "--" in folded or ".." in folded or "……" in folded:
        folded = _REPEATED.sub(lambda match: "-" if match[0][0] == "-" else "…", folded)
    return folded
