"""Two versions of a law: what is told of the change is exact, whole, and the same from either side."""

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.lawtext import LawText, Loose, parse_law
from gongkai.lawtext.align import Match, Piece, align, in_order
from gongkai.lawtext.compare import Comparison, Counts, Passage, compare, fold, lines_of, mirrored
from gongkai.lawtext.wording import mark
from gongkai.numerals import to_chinese
from tests.conftest import ROOT

LAWS = ROOT.parent / "shared" / "laws"
SIGNS = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}


def marked(passage: Passage) -> str:
    """A line with its changes: 渡口[-。][+；]."""
    return "".join(SIGNS[run.kind].format(run.text) for run in (*passage.label, *passage.words))


def told(comparison: Comparison) -> list[str]:
    """What changed, a line each: of nodes their kind, of lines those that are not the same."""
    lines: list[str] = []
    for change in comparison.changes:
        flags = ("reworded", "renumbered", "moved")
        kinds = [flag for flag in flags if getattr(change, flag)] or [change.kind]
        if kinds == ["same"]:
            continue
        first, *others = change.passages
        lines.append(f"{' '.join(kinds)}: {marked(first).strip()}")
        lines += [f"  {marked(passage)}" for passage in others if passage.kind != "same"]
    return lines


def compared(old: str, new: str, language: str = "zh") -> Comparison:
    """The comparison of two texts, with all proven of it that must hold for any two texts."""
    before, after = parse_law(old, language), parse_law(new, language)
    comparison = compare(before, after)
    check_whole(comparison, before, after)
    assert mirrored(comparison) == compare(after, before)
    assert mirrored(mirrored(comparison)) == comparison
    return comparison


def check_whole(comparison: Comparison, old: LawText, new: LawText) -> None:
    """Every node of both texts is there once, the new ones in order; every line is, byte for byte."""
    changes = comparison.changes
    assert tuple(change.new for change in changes if change.new) == new.body
    olds = [change.old for change in changes if change.old]
    assert tuple(sorted(olds, key=lambda node: node.line)) == old.body
    still = [change.old.line for change in changes if change.old and not change.moved]
    assert still == sorted(still)
    for change in changes:
        sides = ((change.old, [(each.old, [(r.old) for r in (*each.label, *each.words)]) for each in change.passages]),
                 (change.new, [(each.new, [(r.new) for r in (*each.label, *each.words)]) for each in change.passages]))  # fmt: skip
        for node, passages in sides:
            shown = [(line, words) for line, words in passages if line is not None]
            assert [line for line, _ in shown] == (lines_of(node) if node else [])
            assert all("".join(words) == line.label + line.gap + line.words for line, words in shown)
            assert not any("".join(words) for line, words in passages if line is None)
        for passage in change.passages:
            runs = passage.words
            assert all((run.old != "") == (run.kind != "added") or run.kind == "same" for run in runs)
            assert all(fold(run.old) == fold(run.new) for run in runs if run.kind == "same")
            kinds = [run.kind for run in runs]
            assert all(one != other and (one, other) != ("added", "removed") for one, other in pairwise(kinds)), (
                "runs of a kind are joined, and what is removed stands before what is added"
            )


LIGHTS = """\
临江市江岸照明条例
第一章 总则
第一条 为了保障夜间行船安全，制定本条例。
第二条 港务局负责江岸照明的管理工作。
第二章 开灯
第三条 下列地方通宵照明：
（一）渡口；
（二）桥头；
（三）码头栈桥。
第四条 雾天应当提前开灯，具体时间由港务局公告。
第五条 江心洲的照明另行规定。
附件：灯具目录
甲类灯具
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([("，", ","), ("。", "．"), ("；", ";"), ("：", ":"), ("（", "("), ("）", ")")], [], id="width"),
        pytest.param([("第一条 为", "第一条　　为"), ("渡口", " 渡 口 "), ("\n第", "\n\n　　第")], [], id="spacing"),
        pytest.param([("夜间", "夜\u200b间"), ("雾天", "\ufeff雾天\u00ad")], [], id="invisible"),
        pytest.param(
            [("第五条 江心洲", "第五条 禁止毁坏照明设施。\n第六条 江心洲")],
            ["added: [+第五条 ]", "  [+禁止毁坏照明设施。]", "renumbered: [-第五条 ][+第六条 ]"],
            id="inserted and renumbered",
        ),
        pytest.param(
            [("第五条 江心洲", "第四条之一 禁止毁坏照明设施。\n第五条 江心洲")],
            ["added: [+第四条之一 ]", "  [+禁止毁坏照明设施。]"],
            id="inserted with a number between",
        ),
        pytest.param(
            [
                ("第二条 港务局负责江岸照明的管理工作。\n", ""),
                ("第三条", "第二条"),
                ("第四条", "第三条"),
                ("第五条", "第四条"),
            ],
            [
                "removed: [-第二条 ]",
                "  [-港务局负责江岸照明的管理工作。]",
                "renumbered: [-第三条 ][+第二条 ]",
                "renumbered: [-第四条 ][+第三条 ]",
                "renumbered: [-第五条 ][+第四条 ]",
            ],
            id="deleted",
        ),
        pytest.param(
            [
                ("第二条 港务局负责江岸照明的管理工作。\n", ""),
                ("第三条", "第二条"),
                ("第四条", "第三条"),
                ("第五条 江", "第四条 港务局负责江岸照明的管理工作。\n第五条 江"),
            ],
            [
                "renumbered: [-第三条 ][+第二条 ]",
                "renumbered: [-第四条 ][+第三条 ]",
                "renumbered moved: [-第二条 ][+第四条 ]",
            ],
            id="moved",
        ),
        pytest.param(
            [
                ("第二条 港务局负责江岸照明的管理工作。\n", ""),
                ("第五条 江", "第四条之一 港务局负责江岸照明的监督管理工作。\n第五条 江"),
            ],
            ["reworded renumbered moved: [-第二条 ][+第四条之一 ]", "  港务局负责江岸照明的[+监督]管理工作。"],
            id="moved, renumbered and reworded",
        ),
        pytest.param(
            [("提前开灯，具体时间由港务局公告。", "提前开灯。\n具体时间由港务局公告。")],
            [
                "reworded: 第四条",
                "  [+雾天应当提前开灯。]",
                "  [-雾天应当提前开灯，]具体时间由港务局公告。",
            ],
            id="paragraph split",
        ),
        pytest.param(
            [("（二）桥头；", "（二）浮桥；\n（三）桥头；"), ("（三）码头", "（四）码头")],
            [
                "reworded: 第三条",
                "  [+（二）][+浮桥；]",
                "  [-（二）][+（三）]桥头；",
                "  [-（三）][+（四）]码头栈桥。",
            ],
            id="item added",
        ),
        pytest.param(
            [("（二）桥头；\n", ""), ("（三）码头", "（二）码头")],
            ["reworded: 第三条", "  [-（二）][-桥头；]", "  [-（三）][+（二）]码头栈桥。"],
            id="item removed",
        ),
        pytest.param([("第二章 开灯", "第二章 照明")], ["reworded: 第二章 [-开灯][+照明]"], id="heading renamed"),
        pytest.param([("第二章", "第三章")], ["renumbered: [-第二章 ][+第三章 ]开灯"], id="heading renumbered"),
        pytest.param([("甲类灯具", "甲类、乙类灯具")], ["reworded: 甲类[+、乙类]灯具"], id="annex"),
        pytest.param(
            [("附件：灯具目录\n甲类灯具\n", "")],
            ["removed: [-附件：][-灯具目录]", "removed: [-甲类灯具]"],
            id="annex removed",
        ),
        pytest.param(
            [("第二条 港务局负责江岸照明的管理", "第二条 港务局依照第十二条负责江岸照明的管理")],
            ["reworded: 第二条", "  港务局[+依照第十二条]负责江岸照明的管理工作。"],
            id="words added",
        ),
        pytest.param(
            [("港务局负责江岸", "水务局,负责 江岸"), ("管理工作", "管理　工作")],
            ["reworded: 第二条", "  [-港][+水]务局[+,]负责 江岸照明的管理　工作。"],
            id="words and spacing",
        ),
    ],
)
def test_changes_told(change: list[tuple[str, str]], expected: list[str]) -> None:
    """One change to the text gives exactly the marks a reader expects, and no others."""
    new = LIGHTS
    for old_words, new_words in change:
        assert old_words in new
        new = new.replace(old_words, new_words)
    comparison = compared(LIGHTS, new)
    assert told(comparison) == expected
    assert comparison.empty == (expected == [])


def test_sub_item_removed() -> None:
    """A sub-item that went is one line less, not a change of those after it."""
    old = "第一条 应当提交：\n（一）下列材料：\n1.申请书；\n2.图纸；\n3.照片；\n（二）证书。\n"
    comparison = compared(old, old.replace("2.图纸；\n3.", "2."))
    assert told(comparison) == ["reworded: 第一条", "  [-2.][-图纸；]", "  [-3.][+2.]照片；"]
    assert [(each.line.role, each.line.level) for each in comparison.changes[0].passages] == [
        ("article", 0), ("paragraph", 0), ("item", 1), ("item", 2), ("item", 2), ("item", 2), ("item", 1),
    ]  # fmt: skip


def test_chapter_moved() -> None:
    """A chapter that moved takes its articles along; nothing in them is a change of words."""
    chapters = [
        "第{}章 渡船\n第{}条 渡船由航运公司经营。\n第{}条 渡船每刻钟一班。\n",
        "第{}章 桥梁\n第{}条 桥梁由市政局养护，每年检查一次。\n第{}条 桥上不得停车，不得摆摊设点。\n第{}条 桥头设立限重标志。\n",
    ]
    old = chapters[0].format("一", "一", "二") + chapters[1].format("二", "三", "四", "五")
    new = chapters[1].format("一", "一", "二", "三") + chapters[0].format("二", "四", "五")
    comparison = compared(old, new)
    assert comparison.counts == Counts(added=0, removed=0, changed=0, renumbered=5, moved=2)
    assert [(change.node.label, change.moved) for change in comparison.changes if not isinstance(change.node, Loose)] == [
        ("第一章", False), ("第一条", False), ("第二条", False), ("第三条", False),
        ("第二章", True), ("第四条", True), ("第五条", True),
    ]  # fmt: skip


def test_references_are_words() -> None:
    """A number in a reference that changed is a change of words, marked as one number."""
    old, new = "第一条 依照第九条、第十条处理。", "第一条 依照第九条、第十二条处理。"
    assert told(compared(old, new)) == ["reworded: 第一条", "  依照第九条、第[-十][+十二]条处理。"]


def test_act_without_articles() -> None:
    """Decisions in points, and in plain paragraphs, are compared like others."""
    old = "关于灯塔的决定\n一、同意修建灯塔。\n二、本决定自公布之日起施行。\n"
    new = "关于灯塔的决定\n一、同意修建灯塔。\n二、灯塔由港务局管理。\n三、本决定自公布之日起施行。\n"
    comparison = compared(old, new)
    assert told(comparison) == ["added: [+二、]", "  [+灯塔由港务局管理。]", "renumbered: [-二、][+三、]"]
    assert comparison.counts == Counts(added=1, removed=0, changed=0, renumbered=1, moved=0)
    plain = "关于灯塔的决定\n会议听取了港务局的报告，同意修建灯塔。\n会议要求抓紧施工。\n"
    changed = compared(plain, plain.replace("抓紧", "抓紧设计、"))
    assert told(changed) == ["reworded: 会议要求抓紧[+设计、]施工。"]
    assert changed.counts == Counts(0, 0, 0, 0, 0)


def test_empty_texts() -> None:
    """Nothing against something is all added; nothing against nothing is empty."""
    comparison = compared("", LIGHTS)
    assert {change.kind for change in comparison.changes} == {"added"}
    assert comparison.counts == Counts(added=5, removed=0, changed=0, renumbered=0, moved=0)
    assert compared(LIGHTS, "").counts.removed == 5
    assert compared("", "") == Comparison(())
    assert compared("", "").empty


def test_english() -> None:
    """English is marked by words; its spacing and quotation marks are no change."""
    old = 'Article 1 The port office shall light the quays (the "riverside") at night.\n(1) ferries;\n(2) bridges.\n'
    new = "Article 1  The harbour office shall  light the quays （the “riverside”） at night.\n(1) ferries;\n(2) piers;\n(3) bridges.\n"
    assert told(compared(old, new, "en")) == [
        "reworded: Article 1",
        "  The [-port ][+harbour ]office shall  light the quays （the “riverside”） at night.",
        "  [+(2) ][+piers;]",
        "  [-(2) ][+(3) ]bridges.",
    ]
    quoted = old.replace('"riverside"', "‘riverside’").replace("‘", "“").replace("’", "”")
    assert compared(old, quoted, "en").empty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲，乙。", "甲,乙."),
        ("（甲）；：？！％", "(甲);:?!%"),
        ("“甲”‘乙’", "\"甲\"'乙'"),
        ("《关于〈甲〉的决定》", "<<关于<甲>的决定>>"),
        ("甲——乙", "甲—乙"),
        ("2019–2020", "2019-2020"),
        ("甲……", "甲..."),
        ("阿·甲", "阿•甲"),
        ("沪府〔2020〕1号", "沪府[2020]1号"),
        ("ＡＢＣ１２３", "ABC123"),
        ("二○二六年", "二〇二六年"),
        ("甲\u200b \u3000\xa0\t\n乙\ufeff", "甲乙"),
        ("café", "cafe\u0301"),
        ("\uf900", "\u8c48"),
        ("︽甲︾", "《甲》"),
        ("ﬁne", "fine"),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    """Widths, spaces and variants of a mark are the same when folded."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲、乙", "甲，乙"),
        ("第十二条", "第12条"),
        ("m²", "m2"),
        ("①", "1"),
        ("A", "a"),
        ("甲。", "甲；"),
        ("零", "〇"),
        ("1.5", "15"),
    ],
)
def test_folded_apart(one: str, other: str) -> None:
    """What means something else stays apart."""
    assert fold(one) != fold(other)


@settings(max_examples=300)
@given(st.text(st.one_of(st.characters(), st.sampled_from("-—.…。<《>  ")), max_size=30))
def test_folding_twice(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("人民政府决定。", "人民法院、人民政府决定。", "[+人民法院、]人民政府决定。"),
        ("街道、乡镇应当报告。", "街道、社区、乡镇应当报告。", "街道、[+社区、]乡镇应当报告。"),
        (
            "处一千元以上五千元以下罚款。",
            "处两千元以上一万元以下罚款。",
            "处[-一千][+两千]元以上[-五千][+一万]元以下罚款。",
        ),
        ("由规划部门审批。", "由住建单位备案。", "由[-规划部门审批][+住建单位备案]。"),
        ("甲的乙", "丙的丁", "[-甲的乙][+丙的丁]"),
        ("水、电", "气、煤", "[-水][+气]、[-电][+煤]"),
        ("罚款3.5元", "罚款3.75元", "罚款[-3.5][+3.75]元"),
        ("", "甲", "[+甲]"),
        ("——甲", "—甲乙", "—甲[+乙]"),
        ("The cat sat", "The old cat sat", "The [+old ]cat sat"),
        ("any one may go", "anyone may come", "anyone may [-go][+come]"),
    ],
)
def test_words_marked(old: str, new: str, expected: str) -> None:
    """Marks fall on whole words and phrases, not on scattered characters."""
    assert "".join(SIGNS[run.kind].format(run.text) for run in mark(old, new)) == expected


def test_heaviest_chain() -> None:
    """The pairs that go forward on both sides with the greatest weight, worked out by hand."""
    assert in_order([]) == []
    assert in_order([(0, 2, 1), (1, 0, 1), (2, 1, 1)]) == [(1, 0), (2, 1)]
    assert in_order([(0, 2, 5), (1, 0, 2), (2, 1, 2)]) == [(0, 2)]
    assert in_order([(0, 0, 1), (0, 1, 3), (1, 1, 2), (1, 2, 1)]) == [(0, 1), (1, 2)]


def test_twins_stay_in_their_places() -> None:
    """Pieces that read the same are told apart by what stands around them."""
    twin = Piece("article", "删去。", "")
    old = [Piece("article", "甲甲甲甲", ""), twin, Piece("article", "乙乙乙乙", ""), twin]
    new = [old[0], old[2], twin]
    assert align(old, new, moves=True) == [Match(0, 0, moved=False), Match(2, 1, moved=False), Match(3, 2, moved=False)]


BODIES = [
    "港务局负责照明。", "港务局负责江岸照明，并负责维护。", "雾天应当提前开灯。", "雾天、雨天应当提前开灯！", "删去。",
    "下列地方照明：\n（一）渡口；\n（二）桥头。", "下列地方照明：\n（一）渡口；\n1.东岸；\n2.西岸；\n（二）浮桥；\n（三）桥头。",
    "第一款。\n第二款。", "第一款。", "依照第三条，“灯”是指灯具。", '依照第四条,"灯" 是指灯具.', "",
]  # fmt: skip
BODY = st.one_of(st.sampled_from(BODIES), st.text("甲乙丙的，。、（）一二 “”a", max_size=12))
NODE = st.one_of(
    st.builds("第{}条 {}".format, st.integers(1, 12).map(to_chinese), BODY),
    st.builds("第{}条 {}".format, st.integers(1, 12).map(to_chinese), BODY),
    st.builds(
        "第{}章 {}".format, st.integers(1, 3).map(to_chinese), st.sampled_from(["总则", "开灯", "灯  具", "附则"])
    ),
    st.sampled_from(["附件：目录", "题目", "（2026年1月1日通过）", "2026年1月1日"]),
    BODY,
)
TEXT = st.lists(NODE, max_size=14).map("\n".join)
TYPOGRAPHY = str.maketrans({"，": ",", "。": "｡", "（": "(", "）": ")", "“": '"', "”": '"', "：": "﹕", "！": "!"})


@settings(max_examples=300)
@given(TEXT, TEXT)
def test_any_two_texts(old: str, new: str) -> None:
    """Whole on both sides, byte for byte, and the mirror of the comparison the other way."""
    compared(old, new)


@settings(max_examples=200)
@given(st.lists(NODE, max_size=14), st.data())
def test_edited_texts(nodes: list[str], data: st.DataObject) -> None:
    """The same for a text whose parts were taken out, doubled, exchanged and put elsewhere."""
    order = data.draw(st.lists(st.sampled_from(range(len(nodes))), max_size=16)) if nodes else []
    compared("\n".join(nodes), "\n".join(nodes[at] for at in order))


@settings(max_examples=200)
@given(TEXT)
def test_a_text_with_itself(text: str) -> None:
    """Nothing changed: neither as it stands nor with other white space at the ends of its lines."""
    comparison = compared(text, text)
    assert comparison.empty
    assert comparison.counts == Counts(0, 0, 0, 0, 0)
    assert all(change.old == change.new for change in comparison.changes)
    assert compared(text, text.replace("\n", " \n\n")).empty


@settings(max_examples=200)
@given(st.lists(st.sampled_from(BODIES[:-3]), max_size=8))
def test_typography_alone(bodies: list[str]) -> None:
    """Another typist's punctuation and spacing give an empty comparison, and what is shown is theirs."""
    old = "\n".join(f"第{to_chinese(number)}条 {body}" for number, body in enumerate(bodies, 1))
    new = old.translate(TYPOGRAPHY).replace("条 ", "条　").replace("应当", "应 当")
    comparison = compared(old, new)
    assert comparison.empty
    shown = "".join(run.text for each in comparison.changes for passage in each.passages for run in passage.words)
    assert shown == "".join(line.words for node in parse_law(new).body for line in lines_of(node))


@settings(max_examples=300)
@given(st.text("甲乙丙的和，。、 一二ab", max_size=25), st.text("甲乙丙的和，。、,  一二ab", max_size=25))
def test_any_two_lines(old: str, new: str) -> None:
    """Both lines whole; nothing marked exactly where they fold alike."""
    runs = mark(old, new)
    assert "".join(run.old for run in runs) == old
    assert "".join(run.new for run in runs) == new
    assert all(run.kind == "same" for run in runs) == (fold(old) == fold(new))


@settings(max_examples=300)
@given(st.text("甲乙丙，", max_size=60), st.text("甲乙丙，", max_size=60))
def test_any_two_lines_mirrored(old: str, new: str) -> None:
    """What is put in one way is taken out the other way, also where there are many ways to mark a line."""
    assert {(run.kind, run.text) for run in mark(old, new) if run.kind != "same"} == {
        ("removed" if run.kind == "added" else "added", run.text) for run in mark(new, old) if run.kind != "same"
    }


def test_number_decides() -> None:
    """Of two articles that are alike in the same degree, the one with the old number is the old one."""
    old = "第二条 港务局应当每年公布照明报告。"
    new = "第二条 港务局应当每年公布照明报表。\n第二条之一 港务局应当每年公布照明报单。"
    assert told(compared(old, new)) == [
        "reworded: 第二条",
        "  港务局应当每年公布照明报[-告][+表]。",
        "added: [+第二条之一 ]",
        "  [+港务局应当每年公布照明报单。]",
    ]


def real_versions() -> list[tuple[Path, Path]]:
    """Real laws of which two versions lie beside the repository."""
    versions: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(LAWS.glob("*.md")) if LAWS.is_dir() else []:
        versions[re.sub(r"\([\d-]+\)$", "", path.stem)].append(path)
    return [pair for paths in versions.values() for pair in pairwise(paths)]


@pytest.mark.skipif(not real_versions(), reason="the real law texts are not beside this repository")
def test_real_versions() -> None:
    """Real amendments: both sides whole, and most articles of the shorter text found again."""
    for paths in real_versions():
        old, new = (path.read_text("utf-8").partition("<!-- INFO END -->")[2] for path in paths)
        comparison = compared(old, new)
        assert not comparison.empty, paths
        assert compared(old, old).empty
    assert len(real_versions()) == 14
