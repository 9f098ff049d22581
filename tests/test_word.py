"""Word documents: what a reader sees comes back as lines, the rest as notes, and what is unsafe is refused by name."""

import struct
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.importers.word import NOTES, REFUSALS, Note, RefusedDocument, WordText, read_word
from gongkai.importers.word_number_formats import format_number
from gongkai.lawtext import parse_law
from gongkai.numerals import to_chinese
from tests.word_files import (
    abstract,
    definition,
    lvl,
    num,
    p,
    para,
    part,
    parts_of,
    r,
    relation,
    saved,
    style,
    zipped,
)

SAME_FOLDER = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(
    folder: Path,
    body: str,
    inner: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
    rels: str = "",
) -> WordText:
    return read_word(saved(folder, parts_of(body, inner, more, rels)))


def refusal(folder: Path, data: bytes | Mapping[str, str | bytes]) -> RefusedDocument:
    """The refusal of a document; both its messages must be complete sentences without gaps."""
    with pytest.raises(RefusedDocument) as caught:
        read_word(saved(folder, data))
    for language in ("zh", "en"):
        message = caught.value.message(language)
        assert message.endswith(("。", "."))
        assert "{" not in message
        assert all(word in message for word in caught.value.words.values())
    return caught.value


def rules(text: WordText) -> list[tuple[str, int]]:
    return [(note.rule, note.line) for note in text.notes]


# Numbering

LAW = {
    "styles": style("Normal", default=True)
    + style("Chapter", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("Section", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("Article", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("LateArticle", based="Article")
    + style("Item", '<w:pPr><w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("Plain", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="Article"),
    "numbering": abstract(
        7,
        lvl(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="Chapter"/>'),
        lvl(1, "chineseCountingThousand", "第%2节", '<w:pStyle w:val="Section"/>'),
        lvl(2, "chineseCountingThousand", "第%3条", '<w:lvlRestart w:val="0"/><w:pStyle w:val="Article"/>'),
        lvl(3, "chineseCounting", "（%4）", '<w:pStyle w:val="Item"/><w:suff w:val="nothing"/>'),
    )
    + definition(1, 7),
}


def in_style(text: str, name: str) -> str:
    return p(text, f'<w:pStyle w:val="{name}"/>')


def test_a_law(tmp_path: Path) -> None:
    """Chapters, sections, articles that run on through them, and items that begin anew: all numbered by styles."""
    body = "".join(
        in_style(text, name)
        for text, name in [
            ("临江市渡口条例", "Normal"),
            ("总则", "Chapter"),
            ("为了渡口安全，制定本条例。", "Article"),
            ("管理", "Chapter"),
            ("渡船", "Section"),
            ("渡船应当：", "Article"),
            ("检验；", "Item"),
            ("登记。", "Item"),
            ("前款以外的，从其规定。", "Plain"),
            ("船员应当：", "LateArticle"),
            ("持证；", "Item"),
            ("码头", "Section"),
            ("码头夜间开灯。", "Article"),
            ("附则", "Chapter"),
            ("通则", "Section"),
            ("自公布之日起施行。", "Article"),
        ]
    )
    text = read(tmp_path, body, LAW)
    assert text == WordText(
        (
            "临江市渡口条例",
            "第一章　总则",
            "第一条　为了渡口安全，制定本条例。",
            "第二章　管理",
            "第一节　渡船",
            "第二条　渡船应当：",
            "（一）检验；",
            "（二）登记。",
            "前款以外的，从其规定。",
            "第三条　船员应当：",
            "（一）持证；",
            "第二节　码头",
            "第四条　码头夜间开灯。",
            "第三章　附则",
            "第一节　通则",
            "第五条　自公布之日起施行。",
        ),
        (),
    )
    labels = [article.label for article in parse_law("\n".join(text.lines)).articles()]
    assert labels == ["第一条", "第二条", "第三条", "第四条", "第五条"]


@pytest.mark.parametrize(
    ("numbering", "numbers", "lines"),
    [
        # two definitions share a count; one with a start of its own begins anew, once
        (
            abstract(1, lvl(0, "decimal", "%1."))
            + definition(1, 1)
            + definition(2, 1)
            + definition(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'),
            [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)],
            ["1. a", "2. a", "8. a", "9. a", "10. a"],
        ),
        # a level of its own in the place of the abstract one
        (
            abstract(1, lvl(0, "decimal", "%1"))
            + definition(1, 1, f'<w:lvlOverride w:ilvl="0">{lvl(0, "lowerLetter", "%1)", start=3)}</w:lvlOverride>'),
            [(1, 0), (1, 0)],
            ["c) a", "d) a"],
        ),
        # levels together, and plain digits for all of them where the level asks for it
        (
            abstract(1, lvl(0, "upperRoman", "%1"), lvl(1, "chineseCounting", "%1.%2", "<w:isLgl/>"))
            + definition(1, 1),
            [(1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
            ["I a", "II a", "2.1 a", "2.2 a", "III a", "3.1 a"],
        ),
        # restart only after the first level, not after the second
        (
            abstract(
                1,
                lvl(0, "decimal", "%1"),
                lvl(1, "decimal", "%2"),
                lvl(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>'),
            )
            + definition(1, 1),
            [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
            ["1 a", "1 a", "1 a", "2 a", "2 a", "2 a", "1 a"],
        ),
        # bullets, in letters of a symbol font or not; levels that show nothing
        (
            abstract(
                1,
                lvl(0, "bullet", "l", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
                lvl(1, "bullet", "\uf0b7"),
                lvl(2, "bullet", "注："),
                lvl(3, "none", ""),
                lvl(4, "decimal", "%1", "<w:rPr><w:vanish/></w:rPr>"),
                lvl(5, "decimal", "%7"),
                lvl(6, "none", "附件"),
            )
            + definition(1, 1),
            [(1, level) for level in range(7)],
            ["• a", "• a", "注：　a", "a", "a", "a", "附件　a"],
        ),
        # a custom format with leading noughts; a number far beyond laws
        (
            abstract(
                1,
                '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
                '<w:suff w:val="space"/><w:lvlText w:val="%1"/></w:lvl>',
                lvl(1, "decimal", "%2", start=123456),
            )
            + definition(1, 1),
            [(1, 0), (1, 1)],
            ["007 a", "123456 a"],
        ),
        # no such definition, no such level, no start given
        (
            abstract(1, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>') + definition(1, 1) + definition(2, 9),
            [(5, 0), (1, 4), (2, 0), (1, 0)],
            ["a", "a", "a", "0 a"],
        ),
    ],
)
def test_counting(tmp_path: Path, numbering: str, numbers: list[tuple[int, int]], lines: list[str]) -> None:
    """Shared counts, overrides, restarts, plain digits, bullets and gaps."""
    text = read(tmp_path, "".join(p("a", num(*one)) for one in numbers), {"numbering": numbering})
    assert list(text.lines) == lines
    assert text.notes == ()


def test_linked_numbering_styles(tmp_path: Path) -> None:
    """An abstract definition may point at a numbering style, which points at the definition that counts; circles end."""
    styles = style("List", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering") + style(
        "Round", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', "numbering"
    )
    numbering = (
        abstract(1, '<w:numStyleLink w:val="List"/>')
        + abstract(2, '<w:styleLink w:val="List"/>', lvl(0, "decimalEnclosedCircle", "%1"))
        + abstract(3, '<w:numStyleLink w:val="Round"/>')
        + definition(1, 1)
        + definition(2, 2)
        + definition(3, 3)
    )
    body = p("a", num(1)) + p("b", num(2)) + p("c", num(3))
    assert read(tmp_path, body, {"styles": styles, "numbering": numbering}).lines == ("① a", "② b", "c")


def test_numbers_that_cannot_be_written_are_noted(tmp_path: Path) -> None:
    """An unknown format gives no number, a quoted level without a count an unsure one."""
    numbering = abstract(1, lvl(0, "klingon", "%1"), lvl(1, "decimal", "%1.%2")) + abstract(
        2, lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2")
    )
    numbering += definition(1, 1) + definition(2, 2)
    text = read(tmp_path, p("a", num(1)) + p("b", num(2, 1)), {"numbering": numbering})
    assert text.lines == ("a", "1.1 b")
    assert text.notes == (
        Note("number-format", 1, {"format": "klingon", "value": "1", "pattern": "%1"}),
        Note("number-unsure", 2, {"found": "1.1"}),
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("decimal", {1: "1", 101: "101", 12345: "12345"}),
        ("decimalZero", {0: "00", 1: "01", 10: "10"}),
        ("decimalFullWidth", {120: "１２０"}),
        ("decimalFullWidth2", {120: "１２０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "11"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 54: "bbb", 0: None, 781: None}),
        ("upperLetter", {1: "A", 28: "BB"}),
        ("lowerRoman", {4: "iv", 1994: "mcmxciv", 0: None}),
        ("upperRoman", {4000: "MMMM"}),
        ("chineseCounting", {1: "一", 10: "十", 19: "十九", 20: "二十", 99: "九十九", 100: "一○○", 101: "一○一"}),
        ("taiwaneseCounting", {12: "十二", 101: "一○一"}),
        (
            "chineseCountingThousand",
            {10: "十", 11: "十一", 101: "一百〇一", 110: "一百一十", 1001: "一千〇一", 10000: None},
        ),
        ("taiwaneseCountingThousand", {9: "九", 12: "一二"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 101: "壹佰零壹", 2345: "贰仟叁佰肆拾伍"}),
        ("japaneseCounting", {1: "一", 10: "十", 101: "百一", 111: "百十一", 1000: "千", 2100: "二千百"}),
        ("japaneseDigitalTenThousand", {101: "一〇一"}),
        ("ideographDigital", {10: "一〇", 101: "一〇一"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("none", {5: ""}),
        ("custom:01, 02", {5: "05"}),
        ("custom:α, β", {5: None}),
        ("klingon", {5: None}),
        ("decimal", {-1: None}),
    ],
)
def test_formats(name: str, written: dict[int, str | None]) -> None:
    """Each format at its boundaries."""
    assert {count: format_number(count, name) for count in written} == written


@given(st.integers(1, 9999))
def test_the_formats_of_laws_can_be_read_back(count: int) -> None:
    """A law of any length: what Word writes for an article's number is read as that number."""
    for name in ("chineseCountingThousand", "chineseCounting"):
        written = format_number(count, name)
        assert [a.anchor for a in parse_law(f"第{written}条　甲").articles()] == [f"art-{count}"], written
    assert to_chinese(count).replace("零", "〇") == format_number(count, "chineseCountingThousand")


# What stands in paragraphs


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        (r("甲") + "<w:r><w:tab/></w:r>" + r("乙"), ["甲　乙"]),
        (r("a") + "<w:r><w:tab/><w:tab/></w:r>" + r("b"), ["a b"]),
        ("<w:r><w:tab/></w:r>" + r("甲") + "<w:r><w:tab/></w:r>", ["甲"]),
        (r("甲\t乙\t\t丙\tx\ty"), ["甲　乙　丙　x y"]),
        (r("甲") + "<w:r><w:br/></w:r>" + r("乙") + "<w:r><w:cr/></w:r>" + r("丙"), ["甲", "乙", "丙"]),
        (r("1") + "<w:r><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3</w:t></w:r>", ["1-23"]),
        ("<w:r><w:t> 甲 </w:t></w:r>" + r(" 乙 "), ["甲 乙 "]),
        ('<w:hyperlink r:id="x"><w:smartTag>' + r("甲") + "</w:smartTag></w:hyperlink>" + r("乙"), ["甲乙"]),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>", ["甲"]),
        ('<w:fldSimple w:instr=" DATE ">' + r("甲") + "</w:fldSimple>", ["甲"]),
        ("<w:bdo><w:dir>" + r("甲") + "</w:dir></w:bdo><w:bookmarkStart/><w:proofErr/>" + r("乙"), ["甲乙"]),
        ("", [""]),
    ],
)
def test_inside_a_paragraph(tmp_path: Path, inner: str, lines: list[str]) -> None:
    """Tabs, breaks, hyphens, white space and everything that wraps runs."""
    text = read(tmp_path, para(inner))
    assert list(text.lines) == lines
    assert text.notes == ()


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instr(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def test_fields(tmp_path: Path) -> None:
    """Results are shown, instructions are not, nor results inside instructions; what has no result is noted."""
    nested = char("begin") + instr("IF ") + char("begin") + instr("PAGE") + char("separate") + r("9") + char("end")
    nested += instr(" = 9") + char("separate") + r("甲") + char("begin") + instr("REF x") + char("separate") + r("乙")
    nested += char("end") + r("丙") + char("end")
    circled = char("begin") + instr(r"EQ \o\ac(○,1)") + char("end")
    index = char("begin") + instr("XE 丁") + char("end")
    text = read(tmp_path, para(nested) + para(r("戊") + circled + index))
    assert text == WordText(("甲乙丙", "戊"), (Note("field", 2, {"found": r"EQ \o\ac(○,1)"}),))


def test_an_automatic_table_of_contents_is_noted_with_its_lines(tmp_path: Path) -> None:
    """A field that spans paragraphs."""
    body = p("题目") + para(
        char("begin") + instr("TOC \\o") + char("separate") + r("第一章　总则") + "<w:r><w:tab/><w:t>1</w:t></w:r>"
    )
    body += p("第二章　附则") + para(char("end")) + p("正文")
    text = read(tmp_path, body)
    assert text.lines == ("题目", "第一章　总则　1", "第二章　附则", "", "正文")
    assert text.notes == (Note("contents", 2, {"first": "2", "last": "3"}),)


def test_tables(tmp_path: Path) -> None:
    """A row is a line; numbers are counted in cells too; a table of one column is a frame around paragraphs."""
    cell = "<w:tc><w:tcPr/>{}</w:tc>"
    row = "<w:tr>{}</w:tr>"
    inner = f"<w:tbl>{row.format(cell.format(p('内')) + cell.format(p('部')))}</w:tbl>"
    table = row.format(cell.format(p("名称", num(1))) + cell.format(p("数量") + p("单位")))
    table += f"<w:sdt><w:sdtContent>{row.format(cell.format(p('渡口', num(1))) + cell.format(inner + p()))}</w:sdtContent></w:sdt>"
    frame = f"<w:tbl>{row.format(cell.format(p('第一条　甲') + p('第二条　乙')))}</w:tbl>"
    numbering = {"numbering": abstract(1, lvl(0, "decimal", "%1.")) + definition(1, 1)}
    text = read(
        tmp_path, p("前") + f"<w:tbl><w:tblPr/><w:tblGrid/>{table}</w:tbl>" + p("后", num(1)) + frame, numbering
    )
    assert text.lines == ("前", "1.　名称　数量　单位", "2.　渡口　内　部", "3.　后", "第一条　甲", "第二条　乙")
    assert text.notes == (
        Note("table", 2, {"rows": "2", "columns": "2"}),
        Note("nested-table", 3),
        Note("table", 5, {"rows": "1", "columns": "1"}),
    )


BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{}'
    "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_text_boxes(tmp_path: Path) -> None:
    """Their words come once, after the paragraph; where old programs would show others, that is noted."""
    same = SHAPE.format(BOX.format(p("框中") + p("二行")), BOX.format(p("框中二行")))
    other = SHAPE.format(BOX.format(p("新")), BOX.format(p("旧")))
    unknown = '<mc:AlternateContent><mc:Choice Requires="x">' + r("不明") + "</mc:Choice></mc:AlternateContent>"
    text = read(tmp_path, para(r("前") + f"<w:r>{same}</w:r>" + r("后")) + para(f"<w:r>{other}</w:r>") + para(unknown))
    assert text.lines == ("前后", "框中", "二行", "", "新", "")
    assert text.notes == (
        Note("text-box", 2),
        Note("alternate", 4, {"found": "旧"}),
        Note("text-box", 5),
        Note("alternate", 6, {"found": "不明"}),
    )


def test_footnotes(tmp_path: Path) -> None:
    """They come at the end in the order of their marks, in the format asked for."""
    footnotes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + r(" 乙注"))}</w:footnote>'
        f'<w:footnote w:id="1">{p("甲注") + p("续")}</w:footnote><w:footnote w:id="3">{p("没有人引用")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="1">{p("尾注")}</w:endnote>'
    settings_ = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/></w:footnotePr>'
    body = para(r("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    body += para(r("乙") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    text = read(tmp_path, body, {"footnotes": footnotes, "endnotes": endnotes, "settings": settings_})
    assert text.lines == ("甲", "乙", "[①] 甲注", "续", "[i] 尾注", "[②] 乙注")
    assert text.notes == (
        Note("footnote", 1, {"mark": "①", "at": "3"}),
        Note("endnote", 1, {"mark": "i", "at": "5"}),
        Note("footnote", 2, {"mark": "②", "at": "6"}),
    )


def test_footnotes_that_quote_themselves_or_come_twice(tmp_path: Path) -> None:
    """A circle ends, a text that two marks share is written once."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    footnotes = f'<w:footnote w:id="1">{para(r("注") + mark)}</w:footnote>'
    text = read(tmp_path, para(r("甲") + mark) + para(r("乙") + mark), {"footnotes": footnotes})
    assert text.lines == ("甲", "乙", "[1] 注")
    assert text.notes == (
        Note("footnote", 1, {"mark": "1", "at": "3"}),
        Note("footnote", 2, {"mark": "1", "at": "3"}),
        Note("unknown", 3, {"element": "footnote", "found": ""}),
    )


def test_tracked_changes_in_a_header(tmp_path: Path) -> None:
    """Not only the body counts."""
    more = {"header1.xml": part("hdr", para(f"<w:ins>{r('新')}</w:ins>"))}
    body = p("正文") + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    refused = refusal(tmp_path, parts_of(body, None, more, relation("h", "header", "header1.xml")))
    assert (refused.rule, refused.words["part"]) == ("tracked-changes", "word/header1.xml")


@pytest.mark.parametrize("part_name", ["document", "styles"])
def test_hostile_shapes_take_no_time(tmp_path: Path, part_name: str) -> None:
    """Fields opened by the thousand, and styles based on each other in a chain as long."""
    many = range(3000)
    fields = para("".join(char("begin") + char("separate") + r("a") for _ in many)) if part_name == "document" else ""
    styles = "".join(style(f"s{index}", based=f"s{index + 1}") for index in many) if part_name == "styles" else ""
    body = fields or "".join(in_style("a", f"s{index}") for index in many)
    path = saved(tmp_path, parts_of(body, {"styles": styles}))
    begin = time.perf_counter()
    assert "".join(read_word(path).lines) == "a" * 3000
    assert time.perf_counter() - begin < 15


def test_headers_and_footers_are_noted(tmp_path: Path) -> None:
    """Their words are quoted, once a part, and stay out of the lines."""
    more = {"header1.xml": part("hdr", p("临江市人民代表大会常务委员会公报")), "footer1.xml": part("ftr", p("- 1 -"))}
    section = '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>'
    rels = relation("h", "header", "header1.xml") + relation("f", "footer", "/word/footer1.xml")
    text = read(tmp_path, p("正文", section) + p("正文") + section, None, more, rels)
    assert text == WordText(
        ("正文", "正文"),
        (Note("header", 0, {"found": "临江市人民代表大会常务委员会公报"}), Note("footer", 0, {"found": "- 1 -"})),
    )


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="渡口示意图"/><a:graphic><a:graphicData>{}'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    ("inner", "line", "rule", "words"),
    [
        (PICTURE.format("<pic:pic/>"), "", "picture", {"found": "渡口示意图"}),
        ('<w:r><w:pict><v:shape alt="图"><v:imagedata/></v:shape></w:pict></w:r>', "", "picture", {"found": "图"}),
        (PICTURE.format('<c:chart r:id="c"/>'), "", "chart", {"found": "渡运量；2025"}),
        (PICTURE.format('<dgm:relIds r:dm="d"/>'), "", "diagram", {"found": "申请"}),
        ('<w:r><w:pict><v:shape><v:textpath string="草案"/></v:shape></w:pict></w:r>', "", "drawn-text", {"found": "草案"}),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b", "equation", {"found": "a+b"}),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑", "symbol", {"font": "Wingdings", "code": "F0FE", "found": "☑"}),
        ('<w:r><w:sym w:font="Wingdings" w:char="F03A"/></w:r>', "", "symbol", {"font": "Wingdings", "code": "F03A", "found": ""}),
        ('<w:r><w:sym w:font="Arial" w:char="2116"/></w:r>', "№", "symbol", {"font": "Arial", "code": "2116", "found": "№"}),
        ("<w:r><w:ruby><w:rt>" + r("lín") + "</w:rt><w:rubyBase>" + r("临") + "</w:rubyBase></w:ruby></w:r>", "临", "ruby", {"found": "临", "ruby": "lín"}),
        ('<w:r><w:commentReference w:id="4"/></w:r>', "", "comment", {"found": "待核"}),
        (r("白", '<w:color w:val="FFFFFF"/>'), "白", "faint-text", {"found": "白"}),
        (r("微", '<w:sz w:val="2"/>'), "微", "faint-text", {"found": "微"}),
        (r("删", "<w:strike/>"), "删", "struck-text", {"found": "删"}),
        (r("m") + r("2", '<w:vertAlign w:val="superscript"/>'), "m2", "raised-text", {"found": "2"}),
        ("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>", "甲", "bound-text", {"found": "甲"}),
        ("<w:r><x:thing><w:t>甲</w:t></x:thing></w:r>", "", "unknown", {"element": "?:thing", "found": "甲"}),
        ("<w:r><w:pgNum/></w:r>", "", "field", {"found": "PAGE"}),
        ('<w:fldSimple w:instr="AUTONUM"/>', "", "field", {"found": "AUTONUM"}),
    ],
)  # fmt: skip
def test_notes(tmp_path: Path, inner: str, line: str, rule: str, words: dict[str, str]) -> None:
    """What plain lines do not carry is noted at its line, in both languages."""
    more = {
        "chart1.xml": '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>渡运量</a:t><c:v>2025</c:v></c:chartSpace>',
        "data1.xml": '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>申请</a:t></x>',
    }
    rels = relation("c", "chart", "chart1.xml") + relation("d", "diagramData", "data1.xml")
    comments = {"comments": f'<w:comment w:id="4">{p("待核")}</w:comment>'}
    text = read(tmp_path, p("前") + para(inner), comments, more, rels)
    assert text == WordText(("前", line), (Note(rule, 2, words),))
    for language in ("zh", "en"):
        assert all(word in text.notes[0].message(language) for word in words.values())


def test_white_on_a_dark_ground_can_be_read(tmp_path: Path) -> None:
    """A table's heading in white on its shading is no attempt to hide anything."""
    white = '<w:color w:val="FFFFFF"/>'
    cell = f'<w:tc><w:tcPr><w:shd w:fill="000000"/></w:tcPr>{p("表头", run=white)}</w:tc>'
    body = (
        f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + p("字", run=white + '<w:highlight w:val="black"/>') + p("白", "", white)
    )
    assert rules(read(tmp_path, body)) == [("table", 1), ("faint-text", 3)]


def test_strict_documents(tmp_path: Path) -> None:
    """The strict namespaces say the same."""
    parts = parts_of(p("甲", num(1)), {"numbering": abstract(1, lvl(0, "decimal", "%1.")) + definition(1, 1)})
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, content in parts.items()
    }
    assert read_word(saved(tmp_path, strict)).lines == ("1.　甲",)


# Refusals

HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
HIDDEN_STYLES = {
    "styles": style("Secret", HIDDEN, "character")
    + style("Deeper", "", "character", "Secret")
    + style("Shown", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "character", "Secret")
    + style("HiddenParagraph", HIDDEN)
    + style("HiddenTable", HIDDEN, "table")
    + style("HiddenFirst", f'<w:tblStylePr w:type="firstRow">{HIDDEN}</w:tblStylePr>', "table")
}
IN_STYLE = '<w:rStyle w:val="{}"/>'
CASES: list[tuple[str, str, dict[str, str]]] = [
    ("hidden-text", p("密", run="<w:vanish/>"), {}),
    ("hidden-text", p("密", run="<w:specVanish/>"), {}),
    ("hidden-text", p("密", run=IN_STYLE.format("Secret")), HIDDEN_STYLES),
    ("hidden-text", p("密", run=IN_STYLE.format("Deeper")), HIDDEN_STYLES),
    ("hidden-text", p("密", '<w:pStyle w:val="HiddenParagraph"/>'), HIDDEN_STYLES),
    ("hidden-text", p("密"), {"styles": f"<w:docDefaults><w:rPrDefault>{HIDDEN}</w:rPrDefault></w:docDefaults>"}),
    ("hidden-text", f'<w:tbl><w:tblPr><w:tblStyle w:val="HiddenTable"/></w:tblPr><w:tr><w:tc>{p("密")}</w:tc></w:tr></w:tbl>', HIDDEN_STYLES),
    ("hidden-text", f'<w:tbl><w:tblPr><w:tblStyle w:val="HiddenFirst"/></w:tblPr><w:tr><w:tc>{p("密")}</w:tc></w:tr></w:tbl>', HIDDEN_STYLES),
    ("hidden-text", f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('密')}</w:tc></w:tr></w:tbl>", {}),
    ("hidden-text", para(f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox>{BOX.format(p("密"))}</v:textbox></v:shape></w:pict></w:r>'), {}),
    ("hidden-text", para(f"<w:r><w:rPr><w:vanish/></w:rPr>{SHAPE.format(BOX.format(p('密')), '')}</w:r>"), {}),
    ("hidden-mark", p("甲", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("乙"), {}),
    ("embedded-object", para('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'), {}),
    ("embedded-file", '<w:altChunk r:id="x"/>', {}),
    ("embedded-file", para('<w:subDoc r:id="x"/>'), {}),
    ("missing-part", para('<w:r><w:footnoteReference w:id="1"/></w:r>'), {}),
    ("broken-field", para(char("begin") + instr("IF")) + p("被吞掉的文字"), {}),
    ("too-deep", "<w:sdt><w:sdtContent>" * 70 + p("深") + "</w:sdtContent></w:sdt>" * 70, {}),
    ("broken-xml", "<w:p>", {}),
    ("broken-xml", "&nbsp;", {}),
    *(("tracked-changes", body, inner) for body, inner in [
        (para(f'<w:ins w:id="1">{r("新")}</w:ins>'), {}),
        (para('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'), {}),
        (para(f'<w:moveFrom w:id="1">{r("移")}</w:moveFrom>'), {}),
        (para(f'<w:moveTo w:id="1">{r("移")}</w:moveTo>'), {}),
        (p("甲", run="<w:rPrChange><w:rPr/></w:rPrChange>"), {}),
        (p("甲", "<w:rPr><w:ins/></w:rPr>"), {}),
        (p("甲", "<w:pPrChange><w:pPr/></w:pPrChange>"), {}),
        (p("甲") + "<w:sectPr><w:sectPrChange/></w:sectPr>", {}),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>", {}),
        (f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns/></w:tcPr>{p('甲')}</w:tc></w:tr></w:tbl>", {}),
        (p("甲"), {"footnotes": f'<w:footnote w:id="1">{para("<w:ins>" + r("新") + "</w:ins>")}</w:footnote>'}),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "body", "inner"), CASES)
def test_refused_bodies(tmp_path: Path, rule: str, body: str, inner: dict[str, str]) -> None:
    """Hidden text by every way to hide it, tracked changes of every kind, and what would lose words."""
    assert refusal(tmp_path, parts_of(body, inner)).rule == rule


def test_what_is_not_hidden(tmp_path: Path) -> None:
    """Hiding that is switched off, cancelled, or of nothing; and the mere wish to track changes."""
    body = (
        p("一", run='<w:vanish w:val="0"/>')
        + p("二", run=IN_STYLE.format("Shown"))
        + p("三", '<w:pStyle w:val="HiddenParagraph"/>', IN_STYLE.format("Secret")).replace("<w:pPr>", "<w:pPr><w:rPr><w:vanish w:val='0'/></w:rPr>")
        + p("", "<w:rPr><w:vanish/></w:rPr>")
        + p("四").replace("</w:p>", '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> </w:t></w:r></w:p>')
        + p("五", run="<w:webHidden/>")
        + para(char("begin") + "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>XE 索引</w:instrText></w:r>" + char("end"))
    )  # fmt: skip
    text = read(tmp_path, body, HIDDEN_STYLES | {"settings": "<w:trackRevisions/>"})
    assert text == WordText(("一", "二", "三", "四", "五", ""), ())


def changed(**parts: str | bytes | None) -> dict[str, str | bytes]:
    """A sound document with some parts replaced, added or (None) taken away; `_` stands for `/`."""
    sound = parts_of(p("甲"))
    for key, content in parts.items():
        name = {"types": "[Content_Types].xml", "rels": "_rels/.rels"}.get(key, key.replace("__", "/"))
        if content is None:
            del sound[name]
        else:
            sound[name] = content
    return sound


TYPES = str(parts_of("")["[Content_Types].xml"])
DTD = '<!DOCTYPE a [<!ENTITY e "甲">]><a/>'


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("not-zip", b""),
        ("not-zip", "{\\rtf1 甲}".encode()),
        ("old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        ("broken-zip", b"PK\x03\x04" + bytes(100)),
        ("not-word", {"a.txt": "甲"}),
        ("not-word", changed(types=TYPES.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main"))),
        ("not-word", changed(**{"word__document.xml": '<?xml version="1.0"?><html/>'})),
        ("not-word", changed(**{"word__document.xml": part("document", "")})),
        ("not-word", changed(rels=None)),
        ("missing-part", changed(**{"word__document.xml": None})),
        ("macros", changed(**{"word__vbaProject.bin": b"x"})),
        ("macros", changed(types=TYPES.replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"))),
        ("dtd", changed(**{"word__document.xml": '<!DOCTYPE w SYSTEM "http://example.org/a.dtd"><w/>'})),
        ("dtd", changed(**{"word__theme__theme1.xml": DTD})),
        ("dtd", changed(**{"docProps__core.xml": DTD.encode("utf-16")})),
        ("broken-xml", changed(**{"customXml__item1.xml": "<a>"})),
        ("broken-xml", changed(**{"word__document.xml": b'<?xml version="1.0" encoding="none-such"?><a/>'})),
        ("too-many-parts", changed(**{f"word__media__{index}.png": b"" for index in range(2001)})),
        ("bomb", changed(**{"word__media__a.png": bytes(2_000_000)})),
        ("bomb", changed(**{"word__document.xml": part("document", "<w:body>" + " " * 2_000_000 + "</w:body>")})),
        ("bad-name", changed(**{"..__..__a.xml": "<a/>"})),
        ("bad-name", changed(**{"__etc__a.xml": "<a/>"})),
        ("bad-name", changed(**{"C:\\a.xml": "<a/>"})),
        ("duplicate-name", changed(**{"WORD__document.xml": part("document", "<w:body/>")})),
    ],
)  # fmt: skip
def test_refused_packages(tmp_path: Path, rule: str, data: bytes | dict[str, str | bytes]) -> None:
    """Files that are no Word documents, or dangerous ones."""
    assert refusal(tmp_path, data).rule == rule


def test_many_kilobytes_of_bombs_add_up(tmp_path: Path) -> None:
    """No part is suspicious by itself, but together they would unpack to more than any law needs."""
    noise = bytes(range(256)) * 4
    parts = {f"word__media__{index}.bin": (noise + bytes(100_000)) * 9 for index in range(80)}
    assert refusal(tmp_path, changed(**parts)).words == {"found": "> 64,000,000 B"}


def lying(data: bytes, name: str, size: int) -> bytes:
    """A zip whose directory gives a false unpacked size for one file, in both places that say it."""
    out = bytearray(data)
    for signature, at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        start = -1
        while (start := out.find(signature, start + 1)) >= 0:
            if out[start + name_at :].startswith(name.encode()):
                struct.pack_into("<I", out, start + at, size)
    return bytes(out)


def test_the_size_that_a_zip_states_is_not_believed(tmp_path: Path) -> None:
    """A bomb that calls itself small, and a part of which a tail would be overlooked."""
    big = part("document", f"<w:body>{' ' * 3_000_000}</w:body>")
    assert (
        refusal(tmp_path, lying(zipped(changed(**{"word__document.xml": big})), "word/document.xml", 900)).rule
        == "bomb"
    )
    assert refusal(tmp_path, lying(zipped(changed()), "word/document.xml", 90)).rule == "broken-zip"


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    """Encryption of the zip itself, which Word does not use."""
    data = bytearray(zipped(changed()))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(tmp_path, bytes(data)).rule == "encrypted"


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """It is not even unpacked."""
    path = tmp_path / "law.docx"
    with path.open("wb") as file:
        file.truncate(64_000_001)
    with pytest.raises(RefusedDocument) as caught:
        read_word(path)
    assert caught.value.rule == "too-large"


def test_too_many_elements(tmp_path: Path) -> None:
    """A part within all sizes that would still fill the memory."""
    rows = "".join(f"<w:r{index % 97}/>" for index in range(400_001))
    parts = changed(**{"word__document.xml": part("document", f"<w:body>{rows}</w:body>")})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert refusal(tmp_path, out.getvalue()).rule == "too-complex"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_word(tmp_path / "none.docx")


def test_every_message_has_a_case() -> None:
    """No refusal and no note that these tests do not bring about."""
    source = Path(__file__).read_text("utf-8")
    assert [rule for rule in (*REFUSALS, *NOTES) if f'"{rule}"' not in source] == []
    assert all(len(pair) == 2 and all(pair) for pair in (*REFUSALS.values(), *NOTES.values()))


# Any document

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff&<>"), max_size=12)


@SAME_FOLDER
@given(paragraphs=st.lists(st.lists(TEXTS, max_size=4), max_size=8))
def test_any_paragraphs_come_back_whole_and_in_order(tmp_path: Path, paragraphs: list[list[str]]) -> None:
    """However a paragraph is cut into runs."""
    body = "".join(para("".join(r(text) for text in texts)) for texts in paragraphs)
    assert read(tmp_path, body) == WordText(tuple("".join(texts) for texts in paragraphs), ())


def outcome(folder: Path, data: bytes) -> str:
    """How reading ends: "read", or the rule of the refusal. Anything else that is raised fails the test."""
    try:
        read_word(saved(folder, data))
    except RefusedDocument as refused:
        return refused.rule
    return "read"


OUTCOMES = {"read", *REFUSALS}
SOUND = zipped(parts_of(p("第一条", num(1)) + f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>", LAW))


@SAME_FOLDER
@given(data=st.one_of(st.binary(max_size=400), st.binary(max_size=400).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    assert outcome(tmp_path, data) in OUTCOMES


@settings(parent=SAME_FOLDER, max_examples=300)
@given(cut=st.integers(0, len(SOUND)), at=st.integers(0, len(SOUND) - 1), flip=st.integers(0, 255))
def test_any_damage(tmp_path: Path, cut: int, at: int, flip: int) -> None:
    """Cut short, or with any byte changed."""
    assert outcome(tmp_path, SOUND[:cut]) in OUTCOMES
    assert outcome(tmp_path, SOUND[:at] + bytes([SOUND[at] ^ flip]) + SOUND[at + 1 :]) in OUTCOMES


@settings(parent=SAME_FOLDER, max_examples=300)
@given(at=st.integers(0, 3000), words=st.sampled_from(["<", "&", '"', "/>", "<w:p>", "-1", "9" * 5000, "٣", "\x00"]), name=st.sampled_from(["document", "styles", "numbering"]))  # fmt: skip
def test_any_damage_to_the_xml(tmp_path: Path, at: int, words: str, name: str) -> None:
    """Something put into a part where it may not be."""
    parts = parts_of(p("第一条", num(1)), LAW)
    content = str(parts[f"word/{name}.xml"])
    at %= len(content)
    parts[f"word/{name}.xml"] = content[:at] + words + content[at:]
    assert outcome(tmp_path, zipped(parts)) in OUTCOMES


def test_speed(tmp_path: Path) -> None:
    """A law of 500 paragraphs takes 50 ms; the test leaves a slow machine three times as long."""
    body = "".join(in_style(f"第{index}款的内容，" * 6, "Article" if index % 3 else "Item") for index in range(500))
    path = saved(tmp_path, parts_of(body, LAW))
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        assert len(read_word(path).lines) == 500
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.15
