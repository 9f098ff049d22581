"""How lines of a law begin, in Chinese and in English.

A `Grammar` says what a line is from its own characters alone; what only its neighbours can tell
(quotations, contents, signatures) is said in `quotations` and `surroundings`. Chinese follows the
drafting rules of the NPC Standing Committee (立法技术规范), English the translations published by
Chinese authorities.
"""

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.lawtext.nodes import Level
from gongkai.numerals import CHARACTERS, to_number

# What may stand around the words of a line. It is kept before and between them, not after them.
WHITE = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\r\x0b\x0c"

_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))  # ① to ㊿
_N = rf"[{CHARACTERS}\d]"
_S = r"[ \t\u3000\xa0]"

Styles = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The beginnings of lines. Expressions match at the start of a line without its white space.

    `heading` gives label, number, sign, gap and title by name (or `bare`, a title with no gap);
    `annex` label, number, gap and title; `article` the groups label, number, inserted, gap.
    `items` holds, by first character, the styles of numbering that may begin so, each with an
    expression giving label, number, gap; `value` reads a number of a style. `divisions` are the
    items that may be headings of articles. `unnumbered` are headings without a number, squeezed
    and in small letters. `starts` holds every character with which anything of these may begin.
    `longest_title` is the most characters of a line of a title, `never_title` what no such line holds,
    `act_name` the end of the name of an act that has articles. `bare_article` is an article's number with no space after it, which a sentence may also begin with.
    """

    language: str
    heading_starts: str
    heading: re.Pattern[str]
    levels: dict[str, tuple[Level, str]]
    unnumbered: frozenset[str]
    article_starts: str
    article: re.Pattern[str]
    bare_article: re.Pattern[str]
    annex_starts: str
    annex: re.Pattern[str]
    contents: re.Pattern[str]
    history: re.Pattern[str]
    adopted: re.Pattern[str]
    date: re.Pattern[str]
    caption: re.Pattern[str]
    items: dict[str, Styles]
    divisions: tuple[tuple[Level, str, str], ...]
    longest_title: int
    never_title: re.Pattern[str]
    act_name: re.Pattern[str]
    value: Callable[[str, str], int | None]
    stops: str
    starts: frozenset[str]


@functools.lru_cache(maxsize=4_000)
def _chinese_value(style: str, numeral: str) -> int | None:
    if style == "circled":
        return _CIRCLED.index(numeral) + 1
    if style == "letter-half":
        return ord(numeral) - ord("a") + 1
    if style == "stem":
        return _STEMS.index(numeral) + 1
    return int(numeral) if numeral.isdecimal() else to_number(numeral)


_PAREN: Styles = (
    (
        "cn-paren",
        re.compile(rf"([（(]{_S}*([{CHARACTERS}]+){_S}*[）)])({_S}*)(?!项(?!目)|[至、和或及]{_S}*[（(])"),
    ),
    ("ar-paren", re.compile(rf"([（(](\d{{1,3}})[）)])({_S}*)(?!项(?!目)|[至、和或及]{_S}*[（(])")),
)
_COMMA: Styles = (("cn-comma", re.compile(rf"(([{CHARACTERS}]+)、)({_S}*)(?![{CHARACTERS}]+[、级类])")),)
_DOT: Styles = (
    ("ar-dot", re.compile(rf"((\d{{1,3}})[.．、])({_S}*)(?!\d)")),
    ("ar-half", re.compile(rf"((\d{{1,3}})[)）])({_S}*)")),  # 1) and a) are the lists of GB/T 1.1, in technical annexes
)
_LETTER: Styles = (("letter-half", re.compile(rf"(([a-z])[)）])({_S}*)")),)
_STEMS = "甲乙丙丁戊己庚辛壬癸"  # the sub-items of acts of the 1950s
_STEM: Styles = (("stem", re.compile(rf"(([{_STEMS}])、)({_S}*)(?![{_STEMS}])")),)
_CIRCLE: Styles = (("circled", re.compile(rf"(([{_CIRCLED}]))({_S}*)")),)
_CHINESE_ITEMS = (
    dict.fromkeys("（(", _PAREN)
    | dict.fromkeys(CHARACTERS, _COMMA)
    | dict.fromkeys(_DIGITS, _DOT)
    | dict.fromkeys(_CIRCLED, _CIRCLE)
    | dict.fromkeys(_STEMS, _STEM)
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyz", _LETTER)
)
# What follows an article's number in a sentence: 第三条规定的…, 第三条修改为…, never in an article itself.
_REFERS = (
    rf"{_N}|[第款项条规所的之和或至及以与中、，,；;：:。．“”《(/—–-]|（{_N}|前|除外|情形|行为|内容|明确|要求|列|罪"
    "|修改|改为|增加|删[去除]|作为|分别|合并|移至|适用|后增加|不再|调整为"
)
# What follows number and space where another act's article is cited or amended: 第三条 第一款修改为…, 第三条 ：….
_CITES = rf"(?:第{_N}+[款项])*(?:[：:]|(?:修改|改)为|增加{_N}[款项]|删[去除]第)"

CHINESE = Grammar(
    language="zh",
    heading_starts="第",
    heading=re.compile(
        rf"(?P<label>第{_S}*(?P<number>{_N}+){_S}*(?P<sign>分编|编|篇|部分|章|节))"
        rf"(?:(?P<gap>{_S}+)(?P<title>.*[^。；：:，,])$|$"
        r"|(?P<bare>(?![的中规所和或及与至、，（第内外前后以]).{1,30})(?<![。；：:，,])$)"
    ),
    levels={
        "编": ("part", "pt"),
        "篇": ("part", "pt"),
        "部分": ("part", "pt"),
        "分编": ("subpart", "sub"),
        "章": ("chapter", "ch"),
        "节": ("section", "sec"),
    },
    unnumbered=frozenset(("序言", "前言", "引言", "总则", "分则", "附则")),
    article_starts="第",
    article=re.compile(
        rf"(第{_S}*({_N}+){_S}*条(?:之({_N}+))?)"
        rf"(?:({_S}+)(?!{_CITES})|(?=$)|(?=【)|(?=（(?!{_N}+[）、])[^（）]{{1,40}}）(?:{_S}|$)))"
    ),
    bare_article=re.compile(rf"(第({_N}+)条(?:之({_N}+))?)()(?!{_REFERS})"),
    annex_starts="附",
    annex=re.compile(
        rf"(?P<label>(?:附件|附表|附录|附图){_S}?(?P<number>{_N}+)(?!{_N}|[所的中和与及至或、列规第])|(?:附件|附表|附录|附图|附(?!{_S}*则$))(?=[：:]|{_S}|$))"
        rf"(?P<gap>[：:]?{_S}*)(?P<title>[^。；]{{0,60}})$"
    ),
    contents=re.compile(rf"目{_S}*[录錄次]$"),
    history=re.compile(
        rf"[（(]?{_S}*(?:根据)?{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日|[（(].*(?:通过|修正|修订|公布|批准|施行)"
        rf"|[（(][^。]*{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日[^。]*[）)]$"
        r"|[^。，（）]*(?:通过|修正|修订|公布|批准|施行)[)）]$|[^\s。，]{1,12}[〔\[]\d{4}[〕\]]\d+号$"
    ),
    adopted=re.compile(rf"[（(].*{_N}{{4}}年.*(?:通过|修正|修订|公布|批准|备案)"),
    date=re.compile(rf"{_N}{{4}}年{_N}{{1,3}}月{_N}{{1,3}}日$"),
    caption=re.compile(rf"【[^【】]{{1,40}}】|（(?!{_N}+[）、])[^（）]{{1,40}}）(?={_S}|$)"),
    items=_CHINESE_ITEMS,
    divisions=(("division", "div", "cn-comma"), ("subdivision", "sub", "cn-paren")),
    longest_title=60,
    never_title=re.compile(rf".*{_S}\d+[^\s年\d]{{0,3}}$"),  # a row of a table: 专业界 200人
    act_name=re.compile(r".*(?:条例|规定|办法|细则|规则|章程|规程|法)(?:（[^（）]{1,20}）)?$"),
    value=_chinese_value,
    stops="。；：;:，,、？！…",
    starts=frozenset("第附总序前引分") | frozenset(_CHINESE_ITEMS),
)

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SMALL = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: number for number, word in enumerate(_SMALL, start=1)} | {
    ten + joined: 20 + 10 * at + unit
    for at, ten in enumerate(_TENS)
    for unit, joined in enumerate(("", *(f"-{word}" for word in _SMALL[:9])))
}


def roman(text: str) -> int | None:
    """The value of a Roman numeral in either case; None where it is not one."""
    total = 0
    for this, following in zip(text.lower(), [*text.lower()[1:], ""], strict=True):
        if this not in _ROMAN:
            return None
        total += -_ROMAN[this] if following in _ROMAN and _ROMAN[following] > _ROMAN[this] else _ROMAN[this]
    return total or None


@functools.lru_cache(maxsize=4_000)
def _english_value(style: str, numeral: str) -> int | None:
    if numeral.isdecimal():
        return int(numeral)
    if style.startswith("letter"):
        return ord(numeral.lower()) - ord("a") + 1
    if style == "annex" and len(numeral) == 1 and numeral not in "IVX":
        return ord(numeral) - ord("A") + 1
    lower = unicodedata.normalize("NFKC", numeral).lower()  # Ⅳ is one character
    return _WORDS.get(lower) or roman(lower)


_EN_NUMBER = r"[0-9]+|[IVXLC]+|[ivxlc]+|[Ⅰ-Ⅻ]+|" + "|".join(
    f"(?i:{word})" for word in sorted(_WORDS, key=len, reverse=True)
)
_EN_PAREN: Styles = (
    ("ar-paren", re.compile(r"(\(([0-9]{1,3})\))([ \t]*)")),
    ("letter-paren", re.compile(r"(\(([a-z])\))([ \t]*)")),
    ("roman-paren", re.compile(r"(\(([ivxl]+)\))([ \t]*)")),
)
_EN_DOT: Styles = (("ar-dot", re.compile(r"(([0-9]{1,3})[.)])([ \t]+)(?![0-9])")),)
_EN_LETTER: Styles = (
    ("letter-dot", re.compile(r"(([a-z])[.)])([ \t]+)")),
    ("roman-small", re.compile(r"(([ivxl]+)[.)])([ \t]+)")),
)
_EN_ROMAN: Styles = (("roman-dot", re.compile(r"(([IVXL]+)[.)])([ \t]+)")),)
_ENGLISH_ITEMS = (
    dict.fromkeys("(", _EN_PAREN)
    | dict.fromkeys("0123456789", _EN_DOT)
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyz", _EN_LETTER)
    | dict.fromkeys("IVXL", _EN_ROMAN)
)

ENGLISH = Grammar(
    language="en",
    heading_starts="PpSsCcBb",
    heading=re.compile(
        rf"(?P<label>(?P<sign>(?i:Part|Book|Sub-?part|Chapter|Section))[ \t\xa0]+(?P<number>{_EN_NUMBER})(?!\w)[.:]?)"
        r"(?:(?P<gap>[ \t\xa0]+)(?P<title>(?![a-z]).*[^.;:,])$|$)(?P<bare>(?!))?"
    ),
    levels={
        "part": ("part", "pt"),
        "book": ("part", "pt"),
        "subpart": ("subpart", "sub"),
        "sub-part": ("subpart", "sub"),
        "chapter": ("chapter", "ch"),
        "section": ("section", "sec"),
    },
    unnumbered=frozenset(("preamble", "generalprovisions", "supplementaryprovisions")),
    article_starts="Aa",
    article=re.compile(
        r"((?i:Article)[ \t\xa0]+([0-9]+)(?:[-\u2010-\u2013.]([0-9]+))?[.:]?)"
        r"(?:([ \t\xa0]+)(?![a-z]|Paragraph\b|Items?\b)|(?=$))"
    ),
    bare_article=re.compile("(?!)"),
    annex_starts="AS",
    annex=re.compile(
        r"(?P<label>(?i:Annex|Appendix|Schedule|Attachment)(?: (?P<number>[0-9]+|[IVX]+|[A-Z])(?!\w))?)"
        r"(?P<gap>[.:][ \t]*|[ \t]+(?![a-z])|$)(?P<title>[^.;]{0,90})$"
    ),
    contents=re.compile(r"(?:(?:Table of )?Contents|Catalogue|Directory):?$", re.IGNORECASE),
    history=re.compile(
        r"\(.*(?:[Aa]dopted|[Aa]mended|[Rr]evised|[Pp]romulgated|[Aa]pproved)|(?:Adopted|Promulgated|Approved) (?:at|by|on)\b"
        r"|\(?(?:[0-9]{1,2} [A-Z][a-z]+,? [0-9]{4}|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})\)?$"
    ),
    adopted=re.compile(r"\(.*(?:[Aa]dopted|[Aa]mended|[Rr]evised|[Pp]romulgated|[Aa]pproved).*[0-9]{4}"),
    date=re.compile(r"(?:[0-9]{1,2} [A-Z][a-z]+,? [0-9]{4}|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})$"),
    caption=re.compile(r"\[[^\[\]]{1,80}\](?=[ \t“\"A-Z]|$)|\([A-Z][^()]{2,80}\)(?=[ \t]+[A-Z]|$)"),
    items=_ENGLISH_ITEMS,
    divisions=(),
    longest_title=160,
    never_title=re.compile(r".*\b(?:is|are|was|were|has|have|shall|hereby)\b"),
    act_name=re.compile("(?!)"),
    value=_english_value,
    stops=".;:,?!",
    starts=frozenset("PpSsCcBbAaGg") | frozenset(_ENGLISH_ITEMS),
)

GRAMMARS = {"zh": CHINESE, "en": ENGLISH}
