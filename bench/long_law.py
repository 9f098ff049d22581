"""A law of five hundred articles that does not exist, in both languages, and the same law amended.

It is about as long as a code: some 80,000 Chinese characters in 20 chapters, every fourth article
with items. The amended version has five articles more, one article moved from far behind, a
hundred changed in some words, and therefore nearly all of them renumbered. The same at every call.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gongkai.fields import Language
from gongkai.numerals import to_chinese

ARTICLES = 500
CHANGED = 100
INSERTED = 5
_IN_A_CHAPTER = 25
_EFFECTIVE = ("2015-03-01", "2024-07-01")

Words = tuple[str, str]

_SUBJECTS: Sequence[Words] = (
    ("市人民代表大会常务委员会", "the Standing Committee of the municipal people's congress"),
    ("运河管理机构", "the canal authority"),
    ("区人民政府", "the district people's government"),
    ("码头经营单位", "the operator of the landing"),
    ("街道办事处", "the sub-district office"),
    ("市水务主管部门", "the municipal department of water affairs"),
)
_MANNERS: Sequence[Words] = (
    ("在十五个工作日内", "within fifteen working days"),
    ("会同有关部门", "together with the departments concerned"),
    ("按照公开、便民的原则", "openly and for the convenience of the public"),
    ("依照本条例的规定", "in accordance with these Regulations"),
    ("通过统一的服务平台", "through the common service platform"),
)
_THINGS: Sequence[Words] = (
    ("水岸步道的维护", "the upkeep of the waterside paths"),
    ("候船秩序", "order among those who wait for ferries"),
    ("闸门启闭的记录", "the records of opening and closing the gates"),
    ("夜间照明的节约", "saving light at night"),
    ("货船停泊的时段", "the hours in which barges may berth"),
    ("桥下空间的使用", "the use of the space under bridges"),
)
_DUTIES: Sequence[Words] = (
    ("应当制定年度工作计划", "shall make a yearly plan of work"),
    ("应当向社会公布办理结果", "shall publish the results"),
    ("可以委托专业机构评估", "may have an assessment made by specialists"),
    ("不得拒绝合理的查询", "shall not refuse reasonable inquiries"),
    ("应当听取居民的意见", "shall hear the opinions of residents"),
)
_ADDED: Words = ("；情况紧急的，应当立即办理", "; urgent cases shall be dealt with at once")
_NEW: Words = (
    "本条所称数据，是指航道运行中形成的记录。数据应当每季度公布一次。",
    "Data in this Article means records that the working of the waterway gives rise to. They shall be published every quarter.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of an article in both languages, without its number."""

    kind: Literal["paragraph", "item"]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its number. `opens` is the title of the chapter that begins with it."""

    lines: tuple[Line, ...]
    opens: Words | None = None


def long_law() -> list[Article]:
    """The articles of the first version."""
    chance = random.Random(1_986)
    return [
        Article(tuple(_lines(chance)), chance.choice(_THINGS) if index % _IN_A_CHAPTER == 0 else None)
        for index in range(ARTICLES)
    ]


def amended(articles: Sequence[Article]) -> list[Article]:
    """The articles of the second version: one moved, a hundred changed, five inserted."""
    result = list(articles)
    result.insert(60, result.pop(410))
    step = len(result) // CHANGED
    for index in range(0, CHANGED * step, step):
        first, *rest = result[index].lines
        words = replace(first, zh=first.zh[:-1] + _ADDED[0] + "。", en=first.en[:-1] + _ADDED[1] + ".")
        result[index] = replace(result[index], lines=(words, *rest))
    for number in range(INSERTED):
        result.insert(45 + number * 90, Article((Line("paragraph", *_NEW),)))
    return result


def _lines(chance: random.Random) -> Iterator[Line]:
    for _ in range(chance.randint(1, 3)):
        yield _paragraph(chance)
    if chance.random() < 0.25:
        yield Line("paragraph", "前款所称的事项包括：", "The matters referred to in the preceding paragraph include:")
        yield from (Line("item", *chance.choice(_THINGS)) for _ in range(chance.randint(3, 6)))


def _paragraph(chance: random.Random) -> Line:
    said = [_sentence(chance) for _ in range(chance.randint(1, 3))]
    return Line("paragraph", "".join(zh for zh, _ in said), " ".join(en for _, en in said))


def _sentence(chance: random.Random) -> Words:
    subject, manner, thing, duty = (chance.choice(words) for words in (_SUBJECTS, _MANNERS, _THINGS, _DUTIES))
    english = f"{subject[1]} {duty[1]} concerning {thing[1]}, {manner[1]}."
    return f"{subject[0]}{manner[0]}，就{thing[0]}{duty[0]}。", english[0].upper() + english[1:]


def text(articles: Iterable[Article], language: Language) -> str:
    """The text of a version with its numbers, a line a paragraph or item."""
    lines: list[str] = []
    chapter = 0
    for number, article in enumerate(articles, start=1):
        if article.opens:
            chapter += 1
            lines.append(_chapter(chapter, article.opens, language))
        item = 0
        for place, line in enumerate(article.lines):
            words = line.zh if language == "zh" else line.en
            if line.kind == "item":
                item += 1
                lines.append(f"（{to_chinese(item)}）{words}；" if language == "zh" else f"({item}) {words};")
            else:
                lines.append((_article(number, language) if place == 0 else "") + words)
    return "\n".join(lines)


def _chapter(number: int, title: Words, language: Language) -> str:
    zh, en = title
    return f"第{to_chinese(number)}章　{zh}" if language == "zh" else f"Chapter {number} {en.title()}"


def _article(number: int, language: Language) -> str:
    return f"第{to_chinese(number)}条　" if language == "zh" else f"Article {number} "


def record(versions: Sequence[Sequence[Article]], *, english: bool) -> str:
    """A law with one or two versions as an editor's YAML file, with its English where that is asked for."""
    lines = [
        "title: {zh: 云江市航道条例, en: Regulations of Yunjiang City on Waterways}",
        "summary: {zh: 测速用的虚构法规。, en: An invented law for the benchmark.}",
        "kind: regulations",
        "category: urban",
        "events:",
        "  - {type: adopted, date: 2014-12-20, body: smpc-sc, source: text}",
        f"  - {{type: effective, date: {_EFFECTIVE[0]}, source: text}}",
        "sources:",
        "  - {id: text, title: {zh: 测速用数据, en: Data for the benchmark}, publisher: {zh: 本项目, en: this project}}",
        "versions:",
    ]
    for date, articles in zip(_EFFECTIVE, versions, strict=False):
        lines += [f"  - date: {date}", "    source: text"]
        if english:
            lines.append("    translation: draft")
        for language in ("zh", "en") if english else ("zh",):
            lines.append(f"    {language}: |")
            lines += [f"      {line}" for line in text(articles, language).splitlines()]
    return "\n".join(lines) + "\n"
