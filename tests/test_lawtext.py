"""The structure of a law's text: nothing lost, nothing moved, every anchor given once."""

import re
import time
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.lawhtml import bilingual_html, contents_html, english_html, text_html
from gongkai.lawtext import Article, Heading, LawText, Loose, parse_law
from gongkai.lawtext.nodes import every_item
from gongkai.lawtext.pairing import pair
from gongkai.numerals import to_chinese
from gongkai.records.law import Law
from tests.conftest import ROOT, Built

LAWS = ROOT.parent / "shared" / "laws"


def words_of(law: LawText) -> str:
    """All words of the tree in order, without any white space."""
    words: list[str] = []
    for node in law.body:
        if isinstance(node, Loose):
            words.append(node.text)
        elif isinstance(node, Heading):
            words += [node.label, node.title]
        else:
            words += [node.label, node.caption]
            for paragraph in node.paragraphs:
                words.append(paragraph.text)
                words += [word for item in every_item(paragraph.items) for word in (item.label, item.text)]
    return "".join("".join(words).split())


WHITE = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\r\x0b\x0c"


def without_ends(text: str) -> str:
    """The text without the white space at the ends of its lines, and without blank lines at its end."""
    return "\n".join(line.rstrip(WHITE) for line in text.split("\n")).rstrip("\n")


def check_whole(text: str, language: str = "zh") -> LawText:
    """Parse, and prove what must hold for any text at all."""
    law = parse_law(text, language)
    assert law.source() == without_ends(text)
    anchors = list(law.anchors())
    assert len(anchors) == len(set(anchors))
    lines = text.split("\n")
    for node in law.body:
        first = node.text if isinstance(node, Loose) else node.label
        assert first in lines[node.line - 1]
    return law


TEXT = """\
临江市江岸照明条例

第一编 总则
第一章　目的
第一条 为了安全，制定本条例。

港务局负责实施。
第二章 开灯
第一节 平日
第二条 下列地方通宵照明：
（一）渡口；
（二）桥头；
（十一）其他地方。
有前款第二项情形的，照第一项办理：
（一）先报告；
第二条之一 江心洲另行规定。
第三条
没有题头的一款。
第二节 雾天
第四条 提前开灯。
第二编 附则
第一章 其他
第十二条之十三 临时规定。
第四条 号码重复的一条。
第一百零三条 自二〇二六年一月一日起施行。
第二条第一款的规定，在这里只是一句话。
第五条规定的事项也是一句话。
第X条 不是条。
"""


def test_a_text() -> None:
    """Levels, numbers, inserted articles, items, repeated numbers, and lines that only look like articles."""
    law = check_whole(TEXT)
    assert [(node.level, node.anchor, node.label, node.title) for node in law.headings()] == [
        ("part", "pt-1", "第一编", "总则"),
        ("chapter", "pt-1-ch-1", "第一章", "目的"),
        ("chapter", "pt-1-ch-2", "第二章", "开灯"),
        ("section", "pt-1-ch-2-sec-1", "第一节", "平日"),
        ("section", "pt-1-ch-2-sec-2", "第二节", "雾天"),
        ("part", "pt-2", "第二编", "附则"),
        ("chapter", "pt-2-ch-1", "第一章", "其他"),
    ]
    assert [(article.anchor, article.label, len(article.paragraphs)) for article in law.articles()] == [
        ("art-1", "第一条", 2),
        ("art-2", "第二条", 2),
        ("art-2-1", "第二条之一", 1),
        ("art-3", "第三条", 1),
        ("art-4", "第四条", 1),
        ("art-12-13", "第十二条之十三", 1),
        (None, "第四条", 1),
        ("art-103", "第一百零三条", 4),
    ]
    second = next(article for article in law.articles() if article.anchor == "art-2")
    first, other = second.paragraphs
    assert [(item.anchor, item.label, item.text) for item in first.items] == [
        ("art-2-p1-i1", "（一）", "渡口；"),
        ("art-2-p1-i2", "（二）", "桥头；"),
        ("art-2-p1-i11", "（十一）", "其他地方。"),
    ]
    assert (other.anchor, other.text, [item.anchor for item in other.items]) == (
        "art-2-p2",
        "有前款第二项情形的，照第一项办理：",
        ["art-2-p2-i1"],
    )
    assert law.body[0] == Loose("title", "", "临江市江岸照明条例", 1)


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("第一章 甲\n第一条 一\n第二章 乙\n第二条 二", ["ch-1", "art-1", "art-1-p1", "ch-2", "art-2", "art-2-p1"]),
        ("## 第一章  总则\n第1条 一\n第2条之1 二", ["ch-1", "art-1", "art-1-p1", "art-2-1", "art-2-1-p1"]),
        ("第一节 甲\n第一条 一", ["sec-1", "art-1", "art-1-p1"]),
        ("第二〇条 一", ["art-20", "art-20-p1"]),
        ("第十十条 一", []),
        ("第一章 甲\n第一章 甲\n", ["ch-1"]),
        ("", []),
        ("一、不是条\n（一）属于这一点", ["no-1", "no-1-p1", "no-1-p1-i1"]),
        ("第一条\n（一）没有款在前的项\n（二）第二项", ["art-1", "art-1-p1", "art-1-p1-i1", "art-1-p1-i2"]),
        ("第一条 甲：\n（一）a\n（一）b", ["art-1", "art-1-p1", "art-1-p1-i1"]),
        ("第零条 甲", ["art-0", "art-0-p1"]),
        # 之 may be at the end of the words, not of the number
        ("第一条之规定 甲", []),
        # art-1-1 inserted twice, and no confusion with art-11
        ("第一条之一 甲\n第十一条 乙\n第一条之一 丙", ["art-1-1", "art-1-1-p1", "art-11", "art-11-p1"]),
    ],
)
def test_anchors(text: str, anchors: list[str]) -> None:
    """Anchors come from the numbers the text gives; where one comes twice, the first place keeps it."""
    assert list(check_whole(text).anchors()) == anchors


NUMERAL = st.one_of(
    st.integers(0, 130).map(to_chinese),
    st.integers(0, 130).map(str),
    st.sampled_from(["十十", "一〇", "两", "百", "X"]),
)
LINE = st.one_of(
    st.builds(
        "第{}{} {}".format, NUMERAL, st.sampled_from("编章节条款"), st.sampled_from(["总则", "内容。", "", "　"])
    ),
    st.builds("第{}条之{} {}".format, NUMERAL, NUMERAL, st.sampled_from(["内容。", ""])),
    st.builds("（{}）{}".format, NUMERAL, st.sampled_from(["一项；", "", " 空格 "])),
    st.sampled_from(
        [
            "",
            "   ",
            "　",
            "正文一款。",
            "# 第一章 甲",
            "## 题目",
            "第一条",
            "（附件）",
            "1．甲",
            "<b>&\"'",
            "第",
            "（",
            "#",
        ]
    ),
    st.text(max_size=20),
)
LINES = st.lists(LINE, max_size=25)


@settings(max_examples=400)
@given(LINES)
def test_any_text(lines: list[str]) -> None:
    """Every line that is not blank is in the tree, in order; every anchor is there once."""
    check_whole("\n".join(lines))


ENGLISH_LINE = st.one_of(
    st.builds(
        "{} {}{}".format,
        st.sampled_from(["Part", "CHAPTER", "Section", "Article", "Annex"]),
        st.sampled_from(["I", "ii", "One", "twenty-one", "3", "12-1", "A", "Ⅳ", "of"]),
        st.sampled_from(["", " General", ". Lamps.", ": ", " of these rules applies."]),
    ),
    st.builds("({}) lamps;".format, st.sampled_from(["1", "2", "a", "h", "i", "ii", "v"])),
    st.sampled_from(
        ["", "1. Ferries", "a. b", "IV. Fog", "Contents", "“Article 1 Fog", "fog”", "May 1, 2024", "Preamble"]
    ),
    st.text(max_size=20),
)


@settings(max_examples=300)
@given(st.lists(ENGLISH_LINE, max_size=25))
def test_any_english_text(lines: list[str]) -> None:
    """The same in English."""
    check_whole("\n".join(lines), "en")


@pytest.mark.parametrize(
    "line",
    [
        "目录",
        "“第一条 甲",
        "一、甲",
        "（一）甲",
        "附件",
        "第一章",
        "：“",
        "第一条为了",
        "（2024年1月1日通过）",
        "甲",
        "#",
    ],
)
def test_hostile_texts_take_no_longer(line: str) -> None:
    """Twenty thousand lines of one kind, with another between them: read in the time of their length."""
    for other in ("乙", "第一条 丙", "一、丁"):
        text = "\n".join([line, other] * 10_000)
        began = time.process_time()
        parse_law(text)
        assert time.process_time() - began < 5


@settings(max_examples=100)
@given(LINES)
def test_any_text_as_html(lines: list[str]) -> None:
    """The HTML holds the same words and exactly the anchors, each on one element, and every link leads to one."""
    text = "\n".join("".join(c for c in line if c.isprintable()) for line in lines)
    law = parse_law(text)
    tree = html5lib.parseFragment(text_html(law), namespaceHTMLElements=False)
    assert "".join("".join(tree.itertext()).split()) == words_of(law)
    ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    assert ids == list(law.anchors())
    contents = html5lib.parseFragment(contents_html(law), namespaceHTMLElements=False)
    links = [link.get("href", "") for link in [*contents.iter("a"), *tree.iter("a")]]
    assert {link[0] for link in links} <= {"#"}
    assert {link[1:] for link in links} <= set(ids)


def test_linjiangs_law_on_its_page(linjiang: Built) -> None:
    """Every place of the text that stands, down to sub-items, is on its pages once, whichever language shows it."""
    law = linjiang.result.corpus.record("laws/riverside-lighting")
    assert isinstance(law, Law)
    anchors = list(law.version("2025-01-01").chinese().anchors())
    assert {"ch-2-sec-1", "art-2-1", "art-4-p1-i2-s2", "art-4-p2", "art-5-1", "annex-1", "annex-1-no-2"} <= set(anchors)
    for address in ("laws/riverside-lighting", "laws/riverside-lighting/versions/2025-01-01"):
        for language in ("", "en/"):
            page = linjiang.page(f"{language}{address}")
            assert {anchor: page.count(f'id="{anchor}"') for anchor in anchors} == dict.fromkeys(anchors, 1)


@settings(max_examples=100)
@given(LINES, LINES)
def test_any_two_texts_side_by_side(chinese_lines: list[str], english_lines: list[str]) -> None:
    """Side by side no word of either is lost; in English alone every place of the Chinese can still be gone to."""
    chinese, english = (
        parse_law("\n".join("".join(c for c in line if c.isprintable()) for line in lines))
        for lines in (chinese_lines, english_lines)
    )
    pairs = pair(chinese, english)
    both = html5lib.parseFragment(bilingual_html(pairs, {}, {"zh": "", "en": ""}), namespaceHTMLElements=False)
    columns = {"zh-Hans": "", "en": ""}
    for column in both.iter("div"):
        if column.get("lang"):
            columns[column.get("lang")] += "".join("".join(column.itertext()).split())
    assert columns["zh-Hans"] == words_of(chinese)
    assert sorted(columns["en"]) == sorted(words_of(english))
    ids = [element.get("id") for element in both.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    alone = html5lib.parseFragment(english_html(pairs, {}, {}, lambda _: ""), namespaceHTMLElements=False)
    ids = [element.get("id") for element in alone.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    assert set(chinese.anchors()) | set(english.anchors()) == set(ids)


def real_texts() -> list[Path]:
    """The real texts beside the repository, where they are to be had."""
    return sorted(LAWS.glob("*.md")) if LAWS.is_dir() else []


def body_of(path: Path) -> str:
    """The text of a law's file without the notes before it."""
    return path.read_text("utf-8").partition("<!-- INFO END -->")[2]


ARTICLE_LINE = re.compile(
    r"^\s*(第[〇零一二两三四五六七八九十百千]+条(?:之[〇零一二两三四五六七八九十百千]+)?)(?=[ 　\t]|$)"
)
LEVEL_LINE = re.compile(r"^#+ *(第[^ 　章节]{1,5}[章节])")
ITEM_LINE = re.compile(r"^\s*(（[一二三四五六七八九十]+）)")


@pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")
def test_real_laws() -> None:
    """Over all real texts: nothing lost, anchors unique, and as much of everything as independent counts find."""
    totals: Counter[str] = Counter()
    for path in real_texts():
        text = body_of(path)
        law = check_whole(text)
        lines = text.split("\n")
        articles = [match[1] for line in lines if (match := ARTICLE_LINE.match(line))]
        assert [article.label for article in law.articles()] == articles, path.name
        levels = [match[1] for line in lines if (match := LEVEL_LINE.match(line))]
        assert [heading.label for heading in law.headings() if heading.label[-1] in "章节"] == levels, path.name
        paragraphs = [each for node in law.body if isinstance(node, Article) for each in node.paragraphs]
        items = [match[1] for line in lines if (match := ITEM_LINE.match(line))]
        found = [item.label for each in paragraphs for item in every_item(each.items) if item.style == "cn-paren"]
        assert found == items, path.name
        assert law.doubts == (), path.name
        totals.update(articles=len(articles), levels=len(levels), items=len(items))
    assert len(real_texts()) == 233
    assert totals["articles"] > 10_000
    assert totals["levels"] > 1_000
    assert totals["items"] > 5_000
