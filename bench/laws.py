"""The N law records of a benchmark, as plain data that both generators' sites are made from."""

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CATEGORIES = ("environment", "economy", "urban", "social", "legal", "health", "science", "culture", "safety")
TOPICS = ("governance", "environment", "housing", "city", "economy", "data", "health", "elderly", "culture", "safety")
KINDS = ("regulations", "provisions", "measures", "decision")
_FIRST_DAY = datetime.date(1990, 1, 15)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a law; an amendment has the name of its instrument."""

    type: str
    date: str
    instrument: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """One record. `chapters` and `articles` are counts for the facts list."""

    id: str
    title_zh: str
    title_en: str
    summary_zh: str
    summary_en: str
    kind: str
    category: str
    topic: str
    body: str
    events: tuple[Event, ...]
    chapters: int
    articles: int
    text: str


def make_laws(texts: Sequence[tuple[str, str]], count: int) -> Iterator[Law]:
    """`count` records; texts come round again under new ids and titles. The same at every call."""
    for number in range(1, count + 1):
        title, text = texts[(number - 1) % len(texts)]
        yield _law(number, title, text)


def _law(number: int, title: str, text: str) -> Law:
    chance = int.from_bytes(hashlib.blake2b(str(number).encode(), digest_size=8).digest(), "big")
    adopted = _FIRST_DAY + datetime.timedelta(days=chance % 12_000)
    effective = adopted + datetime.timedelta(days=30 + chance % 60)
    events = [Event("adopted", adopted.isoformat()), Event("effective", effective.isoformat())]
    if number % 3 == 0:
        day = effective + datetime.timedelta(days=400 + chance % 900)
        events.append(
            Event(
                "amended", day.isoformat(), (f"关于修改第{number}号法规的决定", f"Decision amending law no. {number}")
            )
        )
    year = adopted.year
    return Law(
        id=f"law-{number:05d}",
        title_zh=f"{title}（第{number}号）",
        title_en=f"Benchmark law no. {number}",
        summary_zh=f"第{number}号法规于{year}年通过，用于测量生成速度；正文为第一版。",
        summary_en=f"Law no. {number}, adopted in {year}, serves to measure how fast pages are made.",
        kind=KINDS[chance % len(KINDS)],
        category=CATEGORIES[chance % len(CATEGORIES)],
        topic=TOPICS[chance % len(TOPICS)],
        body="smpc" if chance % 5 == 0 else "smpc-sc",
        events=tuple(events),
        chapters=sum(line.startswith("第") and "章" in line[:6] for line in text.splitlines()),
        articles=sum(line.startswith("第") and "条" in line[:8] for line in text.splitlines()),
        text=text,
    )
