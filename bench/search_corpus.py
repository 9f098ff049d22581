"""The three bodies of law that search is measured with, as content folders.

The first is the files of a folder imported, a draft each, as an editor would begin with them. The
others have as many laws as asked for: each has the chapters of one of these texts, and its articles
are drawn from all of them and numbered anew. Their cities do not exist.
"""

import datetime
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.gongkai_side import ROOT, record
from bench.laws import CATEGORIES, KINDS, TOPICS, Event, Law, make_laws
from bench.side import fresh
from gongkai.importers.law import import_laws
from gongkai.numerals import to_chinese
from gongkai.strict_yaml import parse

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千]+条[ \u3000]*(?=\S)")
_HEADING = re.compile(r"第[零〇一二三四五六七八九十百]+[章节][ \u3000]")
_IN_A_FILE = re.compile(r"^ +第[^ \n]+条[^\n]*$", re.MULTILINE)
_FIRST_DAY = datetime.date(1985, 3, 1)
_DAYS = 40 * 365
_OLD_PLACE = re.compile("上海市?")
_PLACES = (
    ("云江", "Yunjiang"), ("临洲", "Linzhou"), ("青浒", "Qinghu"), ("望川", "Wangchuan"), ("平澜", "Pinglan"),
    ("松原浦", "Songyuanpu"), ("南陵渡", "Nanlingdu"), ("海曲", "Haiqu"), ("霞浦湾", "Xiapuwan"), ("永宁桥", "Yongningqiao"),
    ("白石", "Baishi"), ("长汀洲", "Changtingzhou"), ("金泽港", "Jinzegang"), ("东岚", "Donglan"), ("桂溪", "Guixi"),
    ("石湖", "Shihu"), ("清远屿", "Qingyuanyu"), ("安澜", "Anlan"), ("梅岭", "Meiling"), ("沙洲", "Shazhou"),
)  # fmt: skip
_KINDS_EN = {"regulations": "Regulations", "provisions": "Provisions", "measures": "Measures", "decision": "Decision"}
_MATTERS_EN = (
    "Water Supply", "Public Libraries", "Domestic Waste", "Elderly Care", "River Courses", "Housing Leases",
    "Fire Protection", "Data", "Food Safety", "Road Traffic", "Historic Buildings", "Volunteer Service",
)  # fmt: skip


def imported(sources: Path, content: Path, invented: Sequence[tuple[str, str]]) -> None:
    """Drafts of all files of a folder; where it has none, a record of each invented text."""
    laws = _folder(content)
    files = sorted(sources.glob("*.md"))
    if files:
        import_laws(files, laws)
        return
    for law in make_laws(invented, len(invented)):
        (laws / f"{law.id}.yml").write_text(record(law), "utf-8")


def recombined(texts: Sequence[tuple[str, str]], count: int, content: Path, *, seed: int = 1_954) -> None:
    """As many laws as `count`, their dates spread over forty years; the same at every call."""
    laws = _folder(content)
    for law in _mixed(texts, count, random.Random(seed)):
        (laws / f"{law.id}.yml").write_text(_with_gaps(law), "utf-8")


def _folder(content: Path) -> Path:
    laws = fresh(content) / "laws"
    laws.mkdir()
    shutil.copy(ROOT / "content" / "vocabulary.yml", content)
    return laws


def _mixed(texts: Sequence[tuple[str, str]], count: int, chance: random.Random) -> Iterator[Law]:
    pool = [article for _, text in texts for article in _articles(text)]
    titles: set[str] = set()
    for number in range(count):
        title, text = texts[number % len(texts)]
        turn = number // len(texts)
        while (named := _named(title, turn)) in titles:
            turn += 1
        titles.add(named)
        place = _PLACES[turn % len(_PLACES)][1]
        kind = chance.choice(KINDS)
        adopted = _FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS))
        effective = adopted + datetime.timedelta(days=30 + chance.randrange(60))
        body, chapters, articles = _body(text, pool, chance)
        yield Law(
            id=f"law-{number + 1:05d}",
            title_zh=named,
            title_en=f"{_KINDS_EN[kind]} of {place} on {chance.choice(_MATTERS_EN)} ({number + 1})",
            summary_zh=f"{named}的摘要，用于测量搜索。",
            summary_en=f"Law no. {number + 1}, adopted in {adopted.year}, serves to measure search.",
            kind=kind,
            category=chance.choice(CATEGORIES),
            topic=chance.choice(TOPICS),
            body="smpc-sc",
            events=_events(adopted, effective),
            chapters=chapters,
            articles=articles,
            text=body,
        )


def _named(title: str, turn: int) -> str:
    """The title with another city's name, and a number where all the cities have had it."""
    place, again = _PLACES[turn % len(_PLACES)][0], turn // len(_PLACES)
    name = f"{place}市{_OLD_PLACE.sub('', title)}"
    return f"{name}（{to_chinese(again + 1)}）" if again else name


def _events(adopted: datetime.date, effective: datetime.date) -> tuple[Event, ...]:
    return (Event("adopted", adopted.isoformat()), Event("effective", effective.isoformat()))


def _articles(text: str) -> Iterator[list[str]]:
    """The articles of a text, each as its lines, without its number."""
    open_article: list[str] | None = None
    for line in text.splitlines():
        if match := _ARTICLE.match(line):
            if open_article:
                yield open_article
            open_article = [line[match.end() :]]
        elif _HEADING.match(line):
            if open_article:
                yield open_article
            open_article = None
        elif open_article is not None:
            open_article.append(line)
    if open_article:
        yield open_article


def _body(text: str, pool: Sequence[list[str]], chance: random.Random) -> tuple[str, int, int]:
    """The headings of a text with other articles below them; how many of both there are."""
    lines: list[str] = []
    chapters = articles = 0
    for line in text.splitlines():
        if _HEADING.match(line):
            lines.append(line)
            chapters += "章" in line[:6]
        elif _ARTICLE.match(line):
            articles += 1
            first, *rest = chance.choice(pool)
            lines += [f"第{to_chinese(articles)}条 {first}", *rest]
    return "\n".join(lines or [text]), chapters, articles


def _with_gaps(law: Law) -> str:
    """A record's file; every third law has no topic, every second no English title."""
    number = int(law.id.rpartition("-")[2])
    lines = record(law).splitlines(keepends=True)
    if number % 2:
        lines[0] = lines[0].partition(", en: ")[0] + "}\n"
    return "".join(line for line in lines if number % 3 or not line.startswith("topics:"))


class Read(NamedTuple):
    """What queries are made from: a law's title and the latest text of it."""

    title: str
    text: str


def some(content: Path, count: int, chance: random.Random) -> list[Read]:
    """Some of the laws of a content folder."""
    files = sorted((content / "laws").glob("*.yml"))
    found = []
    for path in sorted(chance.sample(files, min(count, len(files)))):
        law = parse(path.read_text("utf-8"))
        found.append(Read(str(law["title"]["zh"]), str(law["versions"][-1]["zh"])))
    return found


def edit(content: Path, words: str) -> tuple[Path, str]:
    """Add words to the first article of a law in the middle of the folder; gives the file, and what it held."""
    files = sorted((content / "laws").glob("*.yml"))
    path = files[len(files) // 2]
    before = path.read_text("utf-8")
    path.write_text(_IN_A_FILE.sub(lambda line: line[0] + words, before, count=1), "utf-8")
    return path, before
