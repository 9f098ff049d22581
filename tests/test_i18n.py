"""Words of the interface, dates, numbers, and what is shown where a translation is missing."""

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import i18n
from gongkai.fields import EitherText, Language, Text
from tests.conftest import ROOT

STRINGS = i18n.load_strings(ROOT / "templates" / "i18n")
TEMPLATES = {path: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")}


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    assert STRINGS["zh"].keys() == STRINGS["en"].keys()
    for key in sorted(STRINGS["zh"].keys()):
        blanks = [
            {name for _, name, _, _ in Formatter().parse(STRINGS[language](key)) if name is not None}
            for language in ("zh", "en")
        ]
        if key.endswith("-one"):
            continue
        assert blanks[0] == blanks[1], key


def test_every_word_of_the_templates_exists_and_every_word_is_used() -> None:
    everything = "\n".join(TEMPLATES.values()) + "".join(p.read_text("utf-8") for p in (ROOT / "gongkai").rglob("*.py"))
    named = {
        key
        for text in TEMPLATES.values()
        for key in re.findall(r'\bs\("([a-z-]+(?:\.[a-z-]+)?)"[),]', text.replace("'", '"'))
    }
    assert named - STRINGS["zh"].keys() == set()
    built = {
        "figure.", "law.chapters", "law.articles", "law.items", "law.title-", "law.translation-", "law.version-",
        "law.count-", "consultation.feedback", "law.is-", "law.some-", "law.one-", "page.", "part.", "supervision.", "translation.unrecorded", "translation.extra",
    }  # fmt: skip
    unused = {
        key for key in sorted(STRINGS["zh"].keys())
        if f'"{key}"' not in everything and f"'{key}'" not in everything and not any(key.startswith(start) for start in built)
    }  # fmt: skip
    assert unused == set()


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        ("2024", "2024年", "2024"),
        ("2024-05", "2024年5月", "May 2024"),
        ("2024-05-01", "2024年5月1日", "1 May 2024"),
        ("1949-10-01", "1949年10月1日", "1 October 1949"),
        ("2022~", "约2022年", "about 2022"),
        ("2022-11~", "约2022年11月", "about November 2022"),
    ],
)
def test_dates_in_words(date: str, zh: str, en: str) -> None:
    assert i18n.date_words(date, "zh") == zh
    assert i18n.date_words(date, "en") == en
    assert i18n.time_element(date, "en") == f'<time datetime="{date.rstrip("~")}">{en}</time>'


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("1949-08-03", "1949-08-05", "1949年8月3日至5日", "3–5 August 1949"),
        ("2024-03-30", "2024-04-02", "2024年3月30日至4月2日", "30 March–2 April 2024"),
        ("2024-12-30", "2025-01-02", "2024年12月30日至2025年1月2日", "30 December 2024–2 January 2025"),
        ("2024-03", "2024-05", "2024年3月至2024年5月", "March 2024–May 2024"),
        ("2020", "2022~", "2020年至约2022年", "2020–about 2022"),
    ],
)
def test_spans_say_what_both_dates_share_once(start: str, end: str, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        html = i18n.span_elements(start, end, language)
        assert re.sub("<[^>]*>", "", html) == words
        assert re.findall('datetime="([^"]*)"', html) == [start.rstrip("~"), end.rstrip("~")]


def test_a_span_from_a_date_to_itself_is_the_date() -> None:
    for date in ("2026-07-11", "2026-07", "2026~"):
        assert i18n.span_elements(date, date, "en") == i18n.time_element(date, "en")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("999", "999"),
        ("46000", "46,000"),
        ("70.60", "70.60"),
        ("-1234.5", "-1,234.5"),
        ("123456789012", "123,456,789,012"),
    ],
)
def test_numbers_keep_their_decimals(number: str, words: str) -> None:
    for language in ("zh", "en"):
        assert i18n.number_words(number, language) == words


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?", fullmatch=True))
def test_numbers_in_words_are_the_numbers(number: str) -> None:
    assert i18n.number_words(number, "en").replace(",", "") == number


LANGUAGES: list[Language] = ["zh", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_shown_in_the_page_s_language_and_marked_where_they_are_not(language: Language) -> None:
    both = Text(zh="渡口 & <b>", en="Ferry & <b>")
    assert i18n.say(both, language) == {"zh": "渡口 &amp; &lt;b&gt;", "en": "Ferry &amp; &lt;b&gt;"}[language]
    only_zh, only_en = Text(zh="渡口"), EitherText(en="Ferry")
    assert i18n.say(only_zh, "en") == '<span lang="zh-Hans">渡口</span>'
    assert i18n.say(only_zh, "zh") == "渡口"
    assert i18n.say(only_en, "zh") == '<span lang="en">Ferry</span>'
    assert i18n.plain(only_zh, "en") == "渡口"
    assert i18n.say(None, language) == ""
