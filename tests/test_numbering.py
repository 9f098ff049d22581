"""Faults of numbering: seeded ones are found at their line, and none where there is none."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from gongkai.lawtext import Irregular, irregularities, parse_law
from gongkai.numerals import to_chinese
from tests.test_lawtext import body_of, real_texts

TEXT = """\
临江市江岸照明条例
第一编　总则
第一章　目的
第一条　为了安全，制定本条例。
第二条　港务局负责：
（一）看灯；
（二）开灯：
1．傍晚；
2．雾天；
3．其他时候；
（三）关灯；
（四）修灯。
第二章　开灯
第一节　平日
第三条　照常。
第三条之一　江心洲照常。
第三条之二　码头照常。
第三条之三　桥上照常。
第二节　雾天
第四条　提前。
第三节　节日
第五条　通宵。
第二编　分则
第三章　修灯
第六条　每年一次。
第四章　关灯
第七条　日出以后。
第五章　附则
第八条　施行。
附件一：灯表
一、渡口；
二、桥头；
三、江心洲。
附件二：油表
第一条　一斤。
第二条　两斤。
附件三：人表"""
GOOD = TEXT.split("\n")

# Lines (from 1) in runs whose neighbours are all in the text, so that leaving one out is a gap.
RUNS = [
    [2, 23], [3, 13, 24, 26, 28], [4, 5, 15, 20, 22, 25, 27, 29], [6, 7, 11, 12], [8, 9, 10], [14, 19, 21],
    [16, 17, 18], [31, 32, 33], [35, 36], [30, 34, 37],
]  # fmt: skip


INSERTED = (16, 17, 18)  # their article is missed by the first of them, too


def faults(lines: list[str]) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in irregularities(parse_law("\n".join(lines)))]


def test_none_in_the_good_text() -> None:
    assert faults(GOOD) == []


def neighbours() -> Iterator[tuple[int, int]]:
    """Each numbered line with the next of its run."""
    for run in RUNS:
        yield from pairwise(run)


@pytest.mark.parametrize(("line", "following"), list(neighbours()))
def test_one_left_out(line: int, following: int) -> None:
    """The line's label goes, its words stay: the next one leaves a gap."""
    lines = [*GOOD[: line - 1], "　", *GOOD[line:]]
    found = faults(lines)
    assert ("gap", following) in found
    inside = [number for number in range(line + 1, following) if not GOOD[number - 1].startswith(("第", "附"))]
    assert [fault for fault in found if fault[1] not in {*inside, *INSERTED} - {following}] == [("gap", following)]


@pytest.mark.parametrize(("line", "following"), list(neighbours()))
def test_one_that_comes_twice(line: int, following: int) -> None:
    """The second of two is a repeat, and nothing else is wrong."""
    lines = [*GOOD[: following - 1], GOOD[line - 1], *GOOD[following - 1 :]]
    found = [fault for fault in faults(lines) if fault[1] == following]
    assert found == [("repeat", following)]


@pytest.mark.parametrize(("line", "following"), list(neighbours()))
def test_two_that_change_places(line: int, following: int) -> None:
    """The first leaves a gap, the second goes back."""
    first, second = GOOD[line - 1].split("　")[0], GOOD[following - 1].split("　")[0]
    if "（" in first or "、" in first or "．" in first or "附" in first:
        first, second = GOOD[line - 1][:3], GOOD[following - 1][:3]
    lines = list(GOOD)
    lines[line - 1] = lines[line - 1].replace(first, second, 1)
    lines[following - 1] = lines[following - 1].replace(second, first, 1)
    kinds = {number: kind for kind, number in faults(lines)}
    assert kinds[line] == "gap"
    assert kinds[following] == "disorder"
    assert set(kinds) - {16} == {line, following} - {16}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一条 甲\n第九条 乙", [Irregular("gap", 2, "第九条", 2)]),
        ("第二条 甲", [Irregular("gap", 1, "第二条", 1)]),
        ("第一条 甲\n第一条之二 乙", [Irregular("gap", 2, "第一条之二", 1)]),
        ("第一条 甲\n第二条之一 乙\n第二条 丙", [Irregular("disorder", 2, "第二条之一", 2)]),
        ("第一条 甲\n第十十条 乙\n第三条 丙", [Irregular("unreadable", 2, "第十十条", 2)]),
        ("第一条 甲\n第二条之十十 乙\n第三条 丙", [Irregular("unreadable", 2, "第二条之十十", 2)]),
        # a list that goes on after a paragraph, and one that only seems to
        ("第一条 甲：\n（一）a；\n又。\n（二）b。", []),
        ("第一条 甲：\n（一）a；\n又。\n（三）b。", [Irregular("gap", 4, "（三）", 1)]),
        ("第一条 甲：\n（一）a；\n1．b；\n（二）c。\n2．d。", []),
        # numbers in the middle of a line
        ("决定\n1．甲 2．乙 3．丙\n4．丁", []),
        ("决定\n1．甲 2．乙\n4．丁", [Irregular("gap", 3, "4．", 2)]),
        ("第一条 甲：\n（一）a；（二）b；\n（三）c。", []),
        # items that run on through the points, and begin anew
        ("决定\n一、甲：\n（一）a；\n二、乙：\n（二）b；\n三、丙：\n（一）c。", []),
        ("决定\n一、甲：\n（一）a；\n二、乙：\n（三）b。", [Irregular("gap", 5, "（三）", 1)]),
        # amendments to one law count through all their acts
        ("宪法修正案\n第三十二条 甲\n第三十三条 乙", []),
        ("宪法修正案\n第三十二条 甲\n第三十四条 乙", [Irregular("gap", 3, "第三十四条", 33)]),
        # chapters anew in each part, or run on
        ("第一编 甲\n第一章 a\n第二章 b\n第二编 乙\n第一章 c\n第二章 d", []),
        ("第一编 甲\n第一章 a\n第二章 b\n第二编 乙\n第三章 c", []),
        ("第一编 甲\n第一章 a\n第二章 b\n第二编 乙\n第二章 c", [Irregular("repeat", 5, "第二章", 3)]),
        ("第一章 甲\n第一节 a\n第二章 乙\n第二节 b", [Irregular("gap", 4, "第二节", 1)]),
        # 附件 and 附表 are counted each for itself
        ("第一条 甲。\n附件一：甲\n附表一：乙\n附件二：丙", []),
        ("第一条 甲。\n附件一：甲\n附件三：丙", [Irregular("gap", 3, "附件三", 2)]),
    ],
)
def test_rules(text: str, expected: list[Irregular]) -> None:
    """Each rule of the module, with a text that keeps it and one that does not."""
    assert irregularities(parse_law(text)) == expected


NUMERALS = {to_chinese(number): number for number in range(1, 1000)} | {
    str(number): number for number in range(1, 1000)
}


def label(line: str, sign: str) -> tuple[int, int] | None:
    """The number of 第十二条之一 as (12, 1), read by splitting, with no expression of the package."""
    is_heading = line.startswith("#")
    line = line.replace("　", " ").lstrip("# ").strip()
    numeral, found, rest = line[1:].partition(sign)
    if not line.startswith("第") or not found or numeral.strip() not in NUMERALS:
        return None
    word = rest.split(" ")[0]
    if word.startswith("之") and word[1:] in NUMERALS:
        return NUMERALS[numeral.strip()], NUMERALS[word[1:]]
    return (NUMERALS[numeral.strip()], 0) if is_heading or rest == "" or rest[0] == " " else None


def independent_faults(text: str) -> list[int]:
    """Lines where an article, chapter, section or item does not follow the one before, by other means."""
    wrong: list[int] = []
    article, chapter, section, item = (0, 0), 0, 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if found := label(line, "条"):
            if found not in ((article[0] + 1, 0), (article[0], article[1] + 1)):
                wrong.append(number)
            article, item = found, 0
        elif found := label(line, "章"):
            if found[0] != chapter + 1:
                wrong.append(number)
            chapter, section = found[0], 0
        elif found := label(line, "节"):
            if found[0] != section + 1:
                wrong.append(number)
            section = found[0]
        elif (words := line.strip("　 ")).startswith("（") and words[1:].partition("）")[0] in NUMERALS:
            value = NUMERALS[words[1:].partition("）")[0]]
            if value not in (item + 1, 1):
                wrong.append(number)
            item = value
    return wrong


@pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")
def test_real_laws() -> None:
    """Over all real texts: faults exactly where other means find them."""
    for path in real_texts():
        text = body_of(path)
        assert [fault.line for fault in irregularities(parse_law(text))] == independent_faults(text), path.name


@pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")
def test_faults_seeded_in_real_laws() -> None:
    """An article left out of a real law is found at the next one, by both means."""
    path: Path
    for path in real_texts()[::10]:
        lines = body_of(path).split("\n")
        at = [number for number, line in enumerate(lines) if label(line, "条")]
        for place in at[1:-1:7]:
            text = "\n".join([*lines[:place], *lines[place + 1 :]])
            found = [fault.line for fault in irregularities(parse_law(text)) if fault.found.startswith("第")]
            assert at[at.index(place) + 1] in found, f"{path.name}: {lines[place][:20]}"
            assert len(found) == 1
