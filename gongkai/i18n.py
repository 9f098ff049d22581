"""Words, dates and numbers in the reader's language, and what is shown where a translation is missing.

The rule for a gap, here and nowhere else: the words of the other language are shown, marked with
their language, and the page says once at its top that English is missing.
"""

import functools
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from gongkai import dates
from gongkai.fields import LANGUAGES, EitherText, Language, Number, Prose, Text
from gongkai.strict_yaml import Refused, parse

if TYPE_CHECKING:
    from babel import Locale

TAGS: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}
_ABOUT: Mapping[Language, str] = {"zh": "约{}", "en": "about {}"}


class Strings:
    """The interface's words in one language, from `templates/i18n/`. An unknown key is an error."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, key: str, **values: object) -> str:
        text = self._words[key]
        return text.format(**values) if values else text

    def keys(self) -> set[str]:
        return set(self._words)


def load_strings(folder: Path) -> dict[Language, Strings]:
    """Both languages' words. Nested groups become dotted keys: `law.state`."""
    return {language: Strings(_flat(_words(folder / f"{language}.yml"))) for language in LANGUAGES}


def _words(path: Path) -> dict[str, Any]:
    try:
        value = parse(path.read_text("utf-8"))
    except Refused as refused:
        raise ValueError(f"{path}: {refused.flaws}") from None
    if not isinstance(value, dict):
        raise TypeError(f"{path}: not a mapping")
    return value


def _flat(words: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in words.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def other(language: Language) -> Language:
    """The site's other language."""
    return "en" if language == "zh" else "zh"


def plain(text: Text | EitherText | Prose, language: Language) -> str:
    """The words in the language, or those of the other where they are missing; for titles and attributes."""
    return text.get(language) or text.get(other(language)) or ""


_CHINESE = re.compile(
    "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]*[\u3400-\u9fff][\u3400-\u9fff\u3000-\u303f\uff00-\uffef]*"
)


def _marked(words: str) -> Markup:
    """English words with the Chinese in them marked as Chinese, for those who hear the page."""
    return Markup(_CHINESE.sub(rf'<span lang="{TAGS["zh"]}">\g<0></span>', str(escape(words))))  # noqa: S704 - escaped


def say(text: Text | EitherText | None, language: Language) -> Markup:
    """The words as HTML; words of the other language are marked with it."""
    if text is None:
        return Markup()
    words = text.get(language)
    if words is not None:
        return _marked(words) if language == "en" and not words.isascii() else escape(words)
    fallback = other(language)
    return Markup(f'<span lang="{TAGS[fallback]}">{escape(text.get(fallback))}</span>')  # noqa: S704 - escaped


@functools.cache
def _locale(language: Language) -> "Locale":
    """CLDR's data for the language; loaded only when a page needs it."""
    from babel import Locale

    return Locale.parse({"zh": "zh_Hans_CN", "en": "en_GB"}[language])


@functools.cache
def _month(number: int) -> str:
    """The English name of a month."""
    name: str = _locale("en").months["format"]["wide"][number]
    return name


@functools.lru_cache(maxsize=50_000)
def date_words(date: str, language: Language) -> str:
    """A date as a person writes it: 2024年5月1日, 1 May 2024; shorter where less is known.

    The order of day, month and year is the long one of CLDR's zh-CN and en-GB, the months' names
    are CLDR's.
    """
    year, month, day = dates.parts(date)
    if language == "zh":
        words = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    else:
        name = f"{_month(month)} " if month else ""
        words = (f"{day} " if day else "") + name + str(year)
    return words if dates.is_exact(date) else _ABOUT[language].format(words)


@functools.lru_cache(maxsize=50_000)
def time_element(date: str, language: Language) -> Markup:
    """A date as HTML, readable by people and programs."""
    return Markup(f'<time datetime="{date.rstrip("~")}">{date_words(date, language)}</time>')  # noqa: S704 - a checked date


def span_elements(start: str, end: str, language: Language) -> Markup:
    """From one date to a later one, what both share said once: 3–5 August 1949, 1949年8月3日至5日. The same date twice is one."""
    if start == end:
        return time_element(start, language)
    first, last = dates.parts(start), dates.parts(end)
    words, until = date_words(start, language), date_words(end, language)
    whole = dates.is_exact(start) and dates.is_exact(end) and None not in (*first, *last)
    if whole and first[0] == last[0]:
        same_month = first[1] == last[1]
        if language == "zh":
            until = f"{last[2]}日" if same_month else f"{last[1]}月{last[2]}日"
        else:
            words = str(first[2]) if same_month else words.removesuffix(f" {first[0]}")
    times = [f'<time datetime="{date.rstrip("~")}">{text}</time>' for date, text in ((start, words), (end, until))]
    return Markup(("至" if language == "zh" else "–").join(times))  # noqa: S704 - checked dates


@functools.lru_cache(maxsize=20_000)
def number_words(number: Number | str, language: Language) -> str:
    """A number with grouping, every decimal of its source kept: 46,000; 70.60."""
    from babel.numbers import format_decimal

    decimals = len(number.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(Decimal(number), pattern, locale=_locale(language))
