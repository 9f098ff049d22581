"""Words are folded alike when the index is made and when readers type."""

import unicodedata

import pytest
from hypothesis import strategies as st
from opencc import OpenCC

from gongkai.numerals import to_chinese
from gongkai.search.folding import ALIKE, fold, signs
from gongkai.search.running import tokens
from tests.search.engine import Engine
from tests.search.examples import gathered

pytestmark = pytest.mark.xdist_group("browser")

CHOSEN = {
    "ＡＢＣ１２３，。": "abc123,。",
    "食品安全條例": "食品安全条例",
    "著作权，乾隆，着": "著作权,乾隆,着",
    "〔2023〕4号【一】［二］": "(2023)4号(一)(二)",
    "“灯”「杆」『号』‘甲’": '"灯""杆""号"\'甲\'',
    "a—b–c−d‐e": "a-b-c-d-e",
    "1,000 12,345,678 1,00 1,0000 ,100": "1000 12345678 1,00 1,0000 ,100",
    "１，０００": "1000",
    "１０,０００米": "10000米",
    "灯\u200b杆\ufeff编\u00ad号": "灯杆编号",
    " a \t\r\n b\u3000\u00a0c ": "a b c",
    "灯\u0000\u0007\u009f杆": "灯 杆",
    "a \u200b b": "a b",
    "e\u0301 É ﬁ ㍿ ①": "é é fi 株式会社 1",
    "𠮷𝟗𝐀🏮": "𠮷9a🏮",
    "Straße İ": "straße i\u0307",
    "ΟΔΟΣ ὁδός": "οδοσ ὁδόσ",
    "¨´": "\u0308 \u0301",
    "": "",
    " \u200b ": "",
}
SIGNS = st.one_of(
    st.sampled_from(sorted(signs()) + sorted(ALIKE.values()) + ["Σ", "ς"]),
    st.sampled_from("0123456789,,,.  \t\u200b\u00ad\ufeff\u0000\u0085\u2028\u3000'“”‘’〔〕１２，Ａ\u0301\u0345"),
    st.characters(exclude_categories=["Cs", "Cn"]),
)
TEXTS = st.text(SIGNS, max_size=40)


def both_halves(text: str) -> str:
    """What the index knows a text as."""
    return fold(text).translate({ord(sign): to for sign, to in signs().items()})


def folded_in_the_browser(engine: Engine, texts: list[str]) -> list[str]:
    table = ["".join(signs()), "".join(signs().values())]
    body = "const folding = new words.Folding(given[0]); return given[1].map((text) => folding.fold(text));"
    answer: list[str] = engine.words(body, [table, texts])
    return answer


def test_chosen_words_are_folded_as_told() -> None:
    assert {text: both_halves(text) for text in CHOSEN} == CHOSEN


def test_the_browser_folds_chosen_words_alike(engine: Engine) -> None:
    assert dict(zip(CHOSEN, folded_in_the_browser(engine, list(CHOSEN)), strict=True)) == CHOSEN


def test_the_browser_folds_any_words_alike(engine: Engine) -> None:
    texts = gathered(TEXTS, 1500)
    for start in range(0, len(texts), 500):
        some = texts[start : start + 500]
        wrong = [
            (text, ours, theirs)
            for text, theirs in zip(some, folded_in_the_browser(engine, some), strict=True)
            if (ours := both_halves(text)) != theirs
        ]
        assert wrong == []


def test_the_browser_folds_every_sign_alike(engine: Engine) -> None:
    """Each sign of Unicode's first two planes that has a name, between two letters."""
    every = [sign for sign in map(chr, range(0x30000)) if unicodedata.category(sign) not in ("Cs", "Cn", "Co")]
    texts = ["|".join(f"a{sign}b" for sign in every[start : start + 500]) for start in range(0, len(every), 500)]
    for text, theirs in zip(texts, folded_in_the_browser(engine, texts), strict=True):
        ours = both_halves(text)
        assert [pair for pair in zip(ours.split("|"), theirs.split("|"), strict=True) if len(set(pair)) > 1] == []


def test_folding_twice_changes_nothing() -> None:
    for text in gathered(TEXTS, 500):
        assert both_halves(both_halves(text)) == both_halves(text)


def test_the_browser_cuts_english_into_the_same_words(engine: Engine) -> None:
    texts = [both_halves(text) for text in [*CHOSEN, *gathered(TEXTS, 800), "don't 'tis 1.5.2 a_b x-y 3.x résumé"]]
    theirs = engine.words("return given.map((text) => words.tokens(text));", texts)
    assert [tokens(text) for text in texts] == theirs


def test_numbers_of_articles_are_written_alike(engine: Engine) -> None:
    numbers = list(range(1, 10_000))
    theirs = engine.words("return given.map((number) => words.inChinese(number));", numbers)
    assert [to_chinese(number) for number in numbers] == theirs


def test_signs_count_as_one_that_stays() -> None:
    """A sign that another counts as counts as itself, so one look at the table is enough."""
    table = signs()
    assert {to for to in table.values() if to in table} == set()
    assert all(len(sign) == len(to) == 1 for sign, to in table.items())


def test_places_are_given_in_the_text_as_it_was_written(engine: Engine) -> None:
    """Where a word stands is told in the reader's own text, whatever folding took away or put in."""
    cases = [
        ("灯\u200b杆，１，０００米　長", "1000米", "１，０００米"),
        ("见〔2023〕4号", "(2023)4", "〔2023〕4"),
        ("㍿灯", "灯", "灯"),
        ("𠮷灯𠮷", "灯𠮷", "灯𠮷"),
        ("  灯  杆  ", "灯 杆", "灯  杆"),
        ("條例", "条例", "條例"),
    ]
    body = """const folding = new words.Folding(given[0]);
    return given[1].map(([text, query]) => words.places(text, [{ forms: [query] }], "zh", folding).map(([from, to]) => text.slice(from, to)));"""
    table = ["".join(signs()), "".join(signs().values())]
    found = engine.words(body, [table, [[text, query] for text, query, _ in cases]])
    assert found == [[meant] for _, _, meant in cases]


def test_traditional_characters_are_opencc_s() -> None:
    """Those that GB 2312 has not, and that become one it has."""

    def simplified(sign: str) -> bool:
        return sign.encode("gb2312", "replace") != b"?"

    others = [sign for sign in map(chr, range(0x3400, 0xA000)) if not simplified(sign)]
    turned = OpenCC("t2s").convert("\n".join(others)).split("\n")
    meant = {sign: to for sign, to in zip(others, turned, strict=True) if to != sign and simplified(to)}
    assert {sign: to for sign, to in signs().items() if sign not in ALIKE} == meant
