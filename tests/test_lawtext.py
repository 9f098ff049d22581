"""The structure of a law's text: nothing lost, nothing moved, every anchor given once."""

import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.lawhtml import contents_html, text_html
from gongkai.lawtext import Article, Heading, LawText, Loose, parse_law
from gongkai.numerals import to_chinese
from tests.conftest import LINJIANG, ROOT, Built

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
            words.append(node.label)
            for paragraph in node.paragraphs:
                words.append(paragraph.text)
                words += [word for item in paragraph.items for word in (item.label, item.text)]
    return "".join("".join(words).split())


def squeezed(text: str) -> str:
    """The text without white space, and without the # that some files put before headings."""
    return "".join("".join(re.sub(r"^\s*#+[ \t]*(?=第)", "", line).split()) for line in text.splitlines())


def check_whole(text: str) -> LawText:
    """Parse, and prove what must hold for any text at all."""
    law = parse_law(text)
    assert words_of(law) == squeezed(text)
    anchors = list(law.anchors())
    assert len(anchors) == len(set(anchors))
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
    assert law.body[0] == Loose("临江市江岸照明条例")


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
        ("一、不是条\n（一）不属于任何条", []),
        ("第一条\n（一）没有款在前的项\n（二）第二项", ["art-1", "art-1-p1", "art-1-p1-i2"]),
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
    """The law of the invented city can be pointed at down to its items, in both languages' pages."""
    for language in ("", "en/"):
        page = linjiang.page(f"{language}laws/riverside-lighting")
        for anchor in ("ch-2", "ch-2-sec-1", "art-4", "art-4-p1-i3", "art-4-p2", "art-5-1", "art-7"):
            assert page.count(f'id="{anchor}"') == 1, anchor
    assert "第五条之一" in (LINJIANG / "content/laws/riverside-lighting.yml").read_text("utf-8")


def real_texts() -> list[Path]:
    """The real texts beside the repository, where they are to be had."""
    return sorted(LAWS.glob("*.md")) if LAWS.is_dir() else []


ARTICLE_LINE = re.compile(
    r"^\s*第[〇零一二两三四五六七八九十百千]+条(?:之[〇零一二两三四五六七八九十百千]+)?(?=[ 　\t]|$)", re.MULTILINE
)


@pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")
def test_real_laws() -> None:
    """Over all real texts: no word lost, anchors unique, and as many articles as an independent count finds."""
    wrong: list[str] = []
    total = 0
    for path in real_texts():
        text = path.read_text("utf-8").partition("<!-- INFO END -->")[2]
        law = check_whole(text)
        counted = [re.sub(r"\s", "", label) for label in ARTICLE_LINE.findall(text)]
        found = [article.label for article in law.articles()]
        total += len(found)
        if found != counted:
            wrong.append(f"{path.name}: {Counter(found) - Counter(counted)} {Counter(counted) - Counter(found)}")
        assert all(isinstance(node, Article | Heading | Loose) for node in law.body)
    assert wrong == []
    assert len(real_texts()) == 233
    assert total > 5000
