"""The questions that search is measured with, and what asking them came to."""

import random
import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from bench.search_browser import Served, asked, page_bytes
from bench.search_corpus import Read
from gongkai.numerals import to_chinese

_ON_THE_PAGE, _STEP = 20, 13  # every kind of question comes up
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def made_queries(laws: Sequence[Read], count: int, chance: random.Random) -> list[str]:
    """Questions of five kinds, in turn: half are stretches of a text; titles, articles, two words are the rest."""
    kinds = (_stretch, _title, _stretch, _two_words, _stretch, _title, _stretch, _article, _stretch, _two_words)
    return [kinds[number % len(kinds)](chance.choice(laws), chance) for number in range(count)]


def _stretch(law: Read, chance: random.Random) -> str:
    run: str = chance.choice(_HAN.findall(law.text))
    size = min(len(run), chance.randint(2, 8))
    start = chance.randint(0, len(run) - size)
    return run[start : start + size]


def _title(law: Read, chance: random.Random) -> str:
    return law.title if chance.random() < 0.5 else law.title.partition("市")[2] or law.title


def _article(law: Read, chance: random.Random) -> str:
    number = chance.randint(1, max(2, law.text.count("\n第")))
    asked = (f"{law.title}第{to_chinese(number)}条", f"第{to_chinese(number)}条", f"art. {number}")
    return asked[chance.randrange(len(asked))]


def _two_words(law: Read, chance: random.Random) -> str:
    return f"{_stretch(law, chance)[:4]} {_stretch(law, chance)[:4]}"


def answers(browser: Browser, server: Served, queries: Sequence[str]) -> dict[str, Any]:
    """What the queries fetched, found and took, each alone and one after another; some of them in the page."""
    alone = asked(browser, server, queries, kept=False)
    series = asked(browser, server, queries, kept=True)
    first_file = server.weight("search/zh.json")
    pairs = [(queries[at], queries[at + _STEP // 2]) for at in range(0, _STEP * _ON_THE_PAGE, _STEP)]
    pages = page_bytes(browser, server, pairs)
    whole = [{turn: one[f"{turn}_index"] + one[f"{turn}_snippets"] for turn in ("first", "second")} for one in pages]
    return {
        "number": len(queries),
        "records": upper([one["records"] for one in alone]),
        "passages": upper([one["passages"] for one in alone]),
        "files": upper([len(one["files"]) for one in alone]),
        "bytes": {
            "first": upper([one["bytes"] for one in alone]),
            "further, first file kept": upper([one["bytes"] - first_file for one in alone]),
            "further, in a series": upper([one["bytes"] for one in series]),
        },
        "heaviest": _heaviest(queries, alone, "bytes"),
        "page": {turn: upper([one[turn] for one in whole]) for turn in ("first", "second")}
        | {f"{turn}, index alone": upper([one[f"{turn}_index"] for one in pages]) for turn in ("first", "second")},
        "ms": {
            "index opened": upper([one["open"] for one in alone]),
            "first, with opening": upper([one["open"] + one["first"] for one in alone]),
            "first, index open": upper([one["first"] for one in alone]),
            "in a series": upper([one["first"] for one in series]),
            "warm": upper([one["again"] for one in series]),
        },
        "slowest": _heaviest(queries, alone, "first"),
    }


def _heaviest(queries: Sequence[str], found: Sequence[Mapping[str, Any]], key: str) -> list[list[Any]]:
    """The five questions that took most."""
    order = sorted(range(len(queries)), key=lambda at: -found[at][key])[:5]
    return [[queries[at], round(found[at][key], 1), found[at]["records"], found[at]["passages"]] for at in order]


def upper(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum."""
    ordered = sorted(values)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return {"median": round(median(ordered), 1), "p95": round(ordered[at], 1), "max": round(ordered[-1], 1)}
