"""Importing laws: what was told is understood, what was not is told, and no character is lost."""

import codecs
import json
import os
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import strict_yaml
from gongkai.importers.draft import DraftLaw, DraftVersion, reads_back, scalar
from gongkai.importers.history import read_history
from gongkai.importers.ids import free_id, join, syllables
from gongkai.importers.law import import_laws
from gongkai.importers.law_messages import DOUBTS, NOTES, REFUSALS, SKIPPED
from gongkai.importers.report import Imported, Report
from gongkai.records.law import Law
from tests.conftest import ROOT, TESTS
from tests.word_files import p, parts_of, saved

IMPORTS = TESTS / "imports"
LAWS = ROOT.parent / "shared" / "laws"


def read(folder: Path, name: str, text: str | bytes) -> Imported:
    """One file imported."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_laws([path], folder / "out").files[0]


def record(draft: str | None) -> dict[str, Any]:
    """What the strict reader gets out of a draft; the record model takes it too."""
    assert draft is not None
    value = strict_yaml.parse(draft)
    assert value.pop("draft") == "true"
    Law.model_validate(value | {"id": "x"})
    return dict(value)


def text_of(result: Imported) -> str:
    """The text of a draft's first version."""
    return str(record(result.draft)["versions"][0]["zh"])


def rules(result: Imported) -> list[tuple[str, int | None]]:
    """What was not understood, with the lines."""
    return [(each.rule, each.line) for each in result.not_understood]


# The invented city's files, all forms together


@pytest.fixture
def linjiang_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, Path]:
    monkeypatch.chdir(IMPORTS)
    into = tmp_path / "laws"
    return import_laws([Path("source")], into), into


def test_drafts_and_reports_are_as_they_were(
    linjiang_import: tuple[Report, Path], request: pytest.FixtureRequest
) -> None:
    """Golden: `--golden` writes them anew; read the difference before it is committed."""
    report, into = linjiang_import
    made = {f"drafts/{path.name}": path.read_text("utf-8") for path in into.iterdir()}
    made |= {"report.txt": report.as_text(), "report.json": report.as_json()}
    if request.config.getoption("--golden"):
        for path in (IMPORTS / "drafts").iterdir():
            path.unlink()
        for name, text in made.items():
            (IMPORTS / name).write_text(text, "utf-8")
    golden = [*(IMPORTS / "drafts").iterdir(), IMPORTS / "report.txt", IMPORTS / "report.json"]
    assert {str(path.relative_to(IMPORTS)): path.read_text("utf-8") for path in golden} == made


def test_every_draft_of_linjiang_is_a_law_record(linjiang_import: tuple[Report, Path]) -> None:
    report, into = linjiang_import
    assert sorted(f"{law_id}.yml" for law_id in report.written) == sorted(os.listdir(into))
    for path in into.iterdir():
        assert record(path.read_text("utf-8"))["title"]


def test_faults_are_reported_at_their_lines(linjiang_import: tuple[Report, Path]) -> None:
    """The file of faults: each planted fault, with its line in the file, and nothing else."""
    report, _ = linjiang_import
    faulty = next(each for each in report.files if "潮钟" in each.source)
    assert [(each.line, each.kind, each.found, each.expected) for each in faulty.numbering] == [
        (15, "gap", "第三条", 2),
        (19, "gap", "（三）", 2),
        (21, "disorder", "（二）", 4),
        (23, "repeat", "第三条", 4),
        (25, "disorder", "第二条", 4),
        (27, "gap", "第二章", 1),
    ]
    assert rules(faulty) == [
        ("no-adoption", None), ("kind-unknown", 1), ("history-unread", 3), ("history-unread", 5), ("no-instrument", 5),
        ("markup", 11), ("effect-other", 29), ("effect-other", 29),
    ]  # fmt: skip
    assert all(not each.numbering for each in report.files if each is not faulty)


def test_the_json_says_what_the_report_holds(linjiang_import: tuple[Report, Path]) -> None:
    report, _ = linjiang_import
    value = json.loads(report.as_json())
    assert value["counts"] == {
        "files": 9, "drafts": 8, "refused": 0, "skipped": 1,
        "not_understood": sum(len(each["not_understood"]) for each in value["files"]), "numbering": 6,
    }  # fmt: skip
    assert [each["source"] for each in value["files"]] == [each.source for each in report.files]
    text = report.as_text()
    for each in value["files"]:
        for remark in (*each["not_understood"], *each["notes"]):
            assert remark["zh"] in text
            assert remark["en"] in text


# History lines

HISTORY = {
    "2020年5月14日 临江市第五届人民代表大会第一次会议通过": ["2020-05-14 adopted 临江市第五届人民代表大会第一次会议"],
    "（2019年10月22日临江市人民政府令第722号公布　自2020年1月1日起施行）": [
        "2019-10-22 promulgated 临江市人民政府令第722号",
        "2020-01-01 effective",
    ],
    "根据2017年10月7日《临江市人民政府关于修改部分规章的决定》修订": [
        "2017-10-07 revised 临江市人民政府关于修改部分规章的决定"
    ],
    "一九八六年九月十一日第八次会议通过，二○○一年十月一日第九次会议关于修改部分规定的决定第一次修正": [
        "1986-09-11 adopted 第八次会议",
        "2001-10-01 amended 第九次会议 关于修改部分规定的决定",
    ],
    "2001年10月1日经第二次会议审议通过并公布": ["2001-10-01 adopted 第二次会议", "2001-10-01 promulgated"],
    "1990年5月1日临江市人民政府批准 1990年6月1日港务局令第3号发布施行": [
        "1990-06-01 promulgated 1990年5月1日临江市人民政府批准；港务局令第3号",
        "1990-06-01 effective",
    ],
    "2018年3月5日临江市人民政府令第12号公布，自公布之日起施行": [
        "2018-03-05 promulgated 临江市人民政府令第12号",
        "2018-03-05 effective",
    ],
    "1988年5月3日第二次会议通过和1999年1月28日第六次会议《关于修改〈甲〉的决定》第一次修正": [
        "1988-05-03 adopted 第二次会议",
        "1999-01-28 amended 第六次会议 关于修改〈甲〉的决定",
    ],
    "根据2023年12月29日第七次会议通过的《灯律修正案（十二）》修正": [
        "2023-12-29 amended 第七次会议 灯律修正案（十二）"
    ],
    "2008年6月1日第八次会议《关于修改〈甲〉〈乙〉2005年第二号的决定》修正": [
        "2008-06-01 amended 第八次会议 关于修改〈甲〉〈乙〉2005年第二号的决定"
    ],
    "2011年6月1日根据《关于废止部分法规的决定》废止": ["2011-06-01 repealed 关于废止部分法规的决定"],
    "1982年12月4日通过　根据1988年4月12日通过的《修正案》修正": ["1982-12-04 adopted", "1988-04-12 amended 修正案"],
    "2020-05-14第一次会议修订通过": ["2020-05-14 revised 第一次会议"],
    "1962年5月第一次会议通过": ["1962-05 adopted 第一次会议"],
    "1982年12月4日第五次会议通过　1988年4月12日第一次会议通过的《临江宪法修正案》": [
        "1982-12-04 adopted 第五次会议",
        "1988-04-12 amended 第一次会议 临江宪法修正案",
    ],
    "2007年5月9日临江市高级人民法院、临江市人民检察院公告公布": [
        "2007-05-09 promulgated 临江市高级人民法院、临江市人民检察院公告"
    ],
    "1988年12月17日临江市人民政府、港务局令第22号发布": ["1988-12-17 promulgated 临江市人民政府、港务局令第22号"],
    "本修正案自2011年5月1日起实行": ["2011-05-01 effective"],
}


@pytest.mark.parametrize("line", HISTORY)
def test_history_is_read_whole(line: str) -> None:
    history = read_history([(7, line)])
    assert [event.shown() for event in history.events] == HISTORY[line]
    assert {event.line for event in history.events} == {7}
    assert (history.unread, history.from_day) == ([], [])


@pytest.mark.parametrize(
    ("lines", "unread"),
    [
        (["2020年1月1日第三次会议通过，另见附注"], [(1, "另见附注")]),
        (["2018年2月30日第三次会议通过"], [(1, "2018年2月30日第三次会议通过")]),
        (["编者按：", "2020年1月1日第三次会议通过"], [(1, "编者按")]),
        (["2020年1月1日第三次会议通过", "原件藏档案馆"], [(2, "原件藏档案馆")]),
        (["2020年1月1日《甲》、《乙》讨论"], [(1, "2020年1月1日《甲》、《乙》讨论")]),
        (["2020年1月1日第三次会议"], [(1, "2020-01-01 第三次会议")]),
        (["临江市人民政府批准"], [(1, "临江市人民政府批准")]),
        (["1998年12月29日第六次会议通过的《关于惩治偷油的决定》"], [(1, "1998-12-29 第六次会议 关于惩治偷油的决定")]),
    ],
)
def test_what_is_not_understood_of_history_is_told(lines: list[str], unread: list[tuple[int, str]]) -> None:
    assert read_history(list(enumerate(lines, start=1))).unread == unread


@given(st.text("《》〈〉（）、，二〇年月日0123456789通过修正公布施行自根据会议临江 令号第", max_size=80))
def test_no_history_breaks_the_reader(words: str) -> None:
    """Any words at all: what is read are real dates, and digits of a date are never passed over."""
    history = read_history([(1, words)])
    kept = "".join(event.shown() for event in history.events) + "".join(each for _, each in history.unread)
    kept += "".join(each for _, each in (*history.numbers, *history.from_day, *history.approvals))
    if "会议" in words and not history.events:
        assert "会议" in kept
    assert all(strict_yaml.parse(event.date) == event.date for event in history.events)


# Heads and bodies as collections write them

COLLECTED = """\
# 临江市高级人民法院、临江市人民检察院关于灯船案件的批复（失效）

2020年1月5日 第一次会议通过

<!-- LEGAL_HEADER_END -->
<!-- SOURCE: 临江法规库 -->

临江市高级人民法院 临江市人民检察院

关于灯船案件的批复

临法释〔2020〕9号

灯船的处理批复如下，自公布之日起施行。

<!-- TABLE -->
| 灯 | 元 |
|---|---|
| 甲 | 1 |
<!-- TABLE END -->
"""


def test_what_collections_write_around_a_law(tmp_path: Path) -> None:
    """Comments are no text of the law and are told of; a table is one doubt; the number below the title is read."""
    result = read(tmp_path, "批复.md", COLLECTED)
    draft = record(result.draft)
    assert draft["number"] == {"zh": "临法释〔2020〕9号"}
    assert "<!--" not in text_of(result)
    assert text_of(result).splitlines()[:2] == ["临江市高级人民法院 临江市人民检察院", "关于灯船案件的批复"]
    assert [line for rule, line in rules(result) if rule == "markup"] == [17]
    notes = [(note.rule, note.line) for note in result.notes if note.rule in ("comment", "title-repeated")]
    assert sorted(notes) == [("comment", 6), ("comment", 16), ("comment", 20), ("title-repeated", 8)]


def test_comments_alone_are_no_law(tmp_path: Path) -> None:
    refusal = read(tmp_path, "空.md", "<!-- SOURCE: 临江法规库 -->\n").refusal
    assert refusal is not None
    assert refusal.rule == "empty"


def test_the_body_that_issued_a_law_may_stand_below_its_title(tmp_path: Path) -> None:
    text = "临江市灯规定\n临江市人大常委会\n\n(1996年9月26日第三次会议通过 1996年10月1日起施行)\n\n第一条 点灯。\n"
    result = read(tmp_path, "灯.txt", text)
    assert [event["type"] for event in record(result.draft)["events"]] == ["adopted", "effective"]
    assert text_of(result).startswith("临江市人大常委会\n")


def test_a_line_of_date_and_body_that_is_no_history_is_told(tmp_path: Path) -> None:
    result = read(tmp_path, "灯.md", "# 灯条例\n<!-- INFO END -->\n(临江市人民政府 1978年6月29日)\n\n第一条 点灯。\n")
    assert ("history-in-text", 3) in rules(result)


def test_acts_that_a_decision_names_are_no_history(tmp_path: Path) -> None:
    text = "# 灯决定\n2020年1月5日 第一次会议通过\n<!-- INFO END -->\n废止下列规定：\n一、灯规定（1954年12月31日第四次会议通过）\n二、船规定（1955年1月1日第五次会议通过）\n"
    assert "history-in-text" not in {rule for rule, _ in rules(read(tmp_path, "灯.md", text))}


# Dates of versions

BODY = "第一条 点灯。\n第二条 本规定自{}起施行。\n"


@pytest.mark.parametrize(
    ("name", "head", "day", "version"),
    [
        ("灯规定.md", "2020年1月5日 第一次会议通过\n", "2020年3月1日", ("2020-03-01", None)),
        ("灯规定.md", "2020年1月5日 第一次会议通过\n", "通过之日", ("2020-01-05", None)),
        ("灯规定.md", "2020年1月5日 第一次会议通过\n", "公布之日", ("2020-01-05", "adopted")),
        ("灯规定.md", "2020年1月5日 第一次会议通过\n2022年5月6日 第九次会议《决定》修正\n", "2020年3月1日", ("2022-05-06", "adopted")),
        ("灯规定.md", "2020年1月5日 第一次会议通过\n2022年5月6日 第九次会议修订\n", "2022年7月1日", ("2022-07-01", None)),
        ("灯规定.md", "2020年1月 第一次会议通过\n", "公布之日", (None, None)),
        ("灯规定(2017-11-23).md", "", "1995年1月1日", ("2017-11-23", "adopted")),
        ("灯规定(1994-11-23).md", "", "1995年1月1日", ("1995-01-01", None)),
        ("灯规定.md", "", "1995年1月1日", ("1995-01-01", None)),
        ("灯规定.md", "", "公布之日", (None, None)),
    ],
)  # fmt: skip
def test_the_date_of_a_version(
    tmp_path: Path, name: str, head: str, day: str, version: tuple[str | None, str | None]
) -> None:
    result = read(tmp_path, name, f"# 灯规定\n{head}<!-- INFO END -->\n{BODY.format(day)}")
    (found,) = record(result.draft)["versions"]
    assert (found.get("date"), found.get("dated")) == version
    told = {rule for rule, _ in rules(result)}
    if version[1] == "adopted" or not version[0] or not head:
        assert told & {"date-of-decision", "date-from-name", "date-without-history", "no-date", "date-not-a-day"}


def test_words_of_other_acts_are_no_date_of_effect(tmp_path: Path) -> None:
    text = "# 灯决定\n2020年1月5日 第一次会议通过\n<!-- INFO END -->\n一、将第九条修改为：“本规定自2019年1月1日起施行。”\n二、本决定自2020年2月1日起施行。\n"
    events = record(read(tmp_path, "灯.md", text).draft)["events"]
    assert [(each["type"], each["date"]) for each in events] == [("adopted", "2020-01-05"), ("effective", "2020-02-01")]


def test_an_effect_before_the_adoption_is_told_and_left_out(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        "灯规定.md",
        f"# 灯规定\n2020年1月5日 第一次会议通过\n<!-- INFO END -->\n{BODY.format('2019年1月1日')}",
    )
    assert [each["type"] for each in record(result.draft)["events"]] == ["adopted"]
    assert ("before-adoption", 5) in rules(result)


# Encodings and characters

PLAIN = "临江市灯规定\n（2020年1月5日第一次会议通过）\n\n第一条 点灯。\n第二条 熄灯，见本市的规定。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PLAIN.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + PLAIN.encode(), "UTF-8 (BOM)"),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "UTF-16"),
        (PLAIN.encode("gb18030"), "GB18030"),
        (PLAIN.replace("\n", "\r\n").encode("gb18030"), "GB18030"),
        (PLAIN.replace("\n", "\r").encode(), "UTF-8"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, name: str) -> None:
    result = read(tmp_path, "灯.txt", data)
    assert text_of(result) == "第一条 点灯。\n第二条 熄灯，见本市的规定。\n"
    notes = {each.rule: dict(each.words) for each in result.notes}
    assert notes["encoding"] == {"found": name}
    assert ("line-ends" in notes) == (b"\r" in data)
    assert result.understood[0].value == "临江市灯规定"


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.txt", PLAIN.replace("临江", "臨江").encode("big5", "ignore") * 3, "encoding-unknown"),
        ("a.txt", b"\x80\x81\xff\xfe\xff", "encoding-unknown"),
        ("a.txt", "灯".encode("utf-16-le") + "a\n".encode("utf-16-le"), "not-text"),
        ("a.txt", b"", "empty"),
        ("a.md", "# 题目\n\n\u3000\n".encode(), "empty"),
        ("a.txt", b"a" * 4_000_001, "too-large"),
        ("a.txt", b"b\n" * 1_000_000, "draft-too-large"),
        ("a.docx", b"no zip", "word"),
    ],
)
def test_refused_files(tmp_path: Path, name: str, data: bytes, rule: str) -> None:
    result = read(tmp_path, name, data)
    assert result.refusal is not None
    assert result.refusal.rule == rule
    assert not result.written
    assert not list((tmp_path / "out").glob("*"))
    assert "\u4e00" <= result.refusal.message("zh")[1] <= "\u9fff"


def test_characters_no_record_may_hold_are_told(tmp_path: Path) -> None:
    text = "灯规定\n\n第一条 甲\t乙\u202e丙\ufffd丁\ue5f9。\n\u200b\n第二条 \u200b戊。\n"
    result = read(tmp_path, "灯.txt", text)
    assert text_of(result) == "第一条 甲 乙丙□丁\ue5f9。\n\n第二条 戊。\n"
    assert [each for each in rules(result) if each[0] in ("control", "damaged", "private")] == [
        ("control", 3), ("damaged", 3), ("private", 3), ("control", 5),
    ]  # fmt: skip
    assert [(each.rule, each.line) for each in result.notes] == [
        ("encoding", None),
        ("tab", 3),
        ("blank-characters", 4),
    ]


def test_a_word_document(tmp_path: Path) -> None:
    path = saved(tmp_path, parts_of(p("临江市灯规定") + p("（2020年1月5日第一次会议通过）") + p("第一条 点灯。")))
    (result,) = import_laws([path], tmp_path / "out").files
    assert text_of(result) == "第一条 点灯。\n"
    assert [(each.field, each.line, each.value) for each in result.understood[:3]] == [
        ("title", 1, "临江市灯规定"), ("kind", 1, "provisions"), ("event", 2, "2020-01-05 adopted 第一次会议"),
    ]  # fmt: skip


# Titles and heads


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("临江市\n灯条例\n第一条 甲。", "临江市灯条例", "第一条 甲。\n"),
        ("临江市\n灯谱\n第一条 甲。", "临江市", "灯谱\n第一条 甲。\n"),
        ("灯条例（试行）\n\n前言\n第一条 甲。", "灯条例（试行）", "前言\n第一条 甲。\n"),
        ("第一条 甲。\n第二条 乙。", "某灯规定", "第一条 甲。\n第二条 乙。\n"),
        ("为了点灯，制定本规定。\n第一条 甲。", "某灯规定", "为了点灯，制定本规定。\n第一条 甲。\n"),
        (
            "灯条例\n（2020年1月5日第一次会议通过\n2021年1月5日第二次会议《决定》修正\n第一条 甲。",
            "灯条例",
            "第一条 甲。\n",
        ),
        (
            "临江市人民政府令\n第5号\n现公布灯规定。\n市长 某某\n灯规定\n第一条 甲。",
            "灯规定",
            "临江市人民政府令\n第5号\n现公布灯规定。\n市长 某某\n灯规定\n第一条 甲。\n",
        ),
        ("临江市人民政府令\n第5号\n一、甲。", "临江市人民政府令", "第5号\n一、甲。\n"),
        ("灯条例\n（本条例由港务局起草）\n第一条 甲。", "灯条例", "（本条例由港务局起草）\n第一条 甲。\n"),
        ("灯条例\n2020年以前的灯照旧。\n第一条 甲。", "灯条例", "2020年以前的灯照旧。\n第一条 甲。\n"),
    ],
)
def test_titles(tmp_path: Path, text: str, title: str, kept: str) -> None:
    result = read(tmp_path, "某灯规定.txt", text)
    assert record(result.draft)["title"] == {"zh": title}
    assert text_of(result) == kept
    assert (("title-from-name", None) in rules(result)) == (title == "某灯规定")
    assert (("title-announcement", 1) in rules(result)) == title.endswith("令")


def test_history_in_the_text_stays_there(tmp_path: Path) -> None:
    text = "# 灯条例\n<!-- INFO END -->\n灯条例\n（2020年1月5日第一次会议通过）\n## 第一章 总则\n第一条 甲。\n"
    result = read(tmp_path, "灯.md", text)
    assert text_of(result) == "灯条例\n（2020年1月5日第一次会议通过）\n第一章 总则\n第一条 甲。\n"
    assert record(result.draft)["events"] == [
        {"type": "adopted", "date": "2020-01-05", "session": {"zh": "第一次会议"}}
    ]


# Ids, names, folders


def test_ids() -> None:
    assert join(syllables("临江市绿化条例")[0]) == "lin-jiang-shi-lv-hua-tiao-li"
    assert syllables("临江５G网《灯》﹏條例𠮷") == (("lin", "jiang", "g", "wang", "deng", "tiao", "li"), "５𠮷")
    long = join(syllables("临江市" * 30)[0])
    assert len(long) <= 80
    assert long.endswith(("lin", "jiang", "shi"))
    assert join(()) == "law"
    taken: set[str] = set()
    made = []
    for _ in range(4):
        made.append(free_id(("deng",) * 40, "2020-01-05", taken)[0])
        taken.add(made[-1])
    assert [len(each) <= 80 for each in made] == [True] * 4
    assert [each[-11:] for each in made] == ["g-deng-deng", "g-deng-2020", "-2020-01-05", "deng-deng-2"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    into = tmp_path / "laws"
    into.mkdir()
    (into / "DENG-Tiao-li.YML").write_text("mine")
    (tmp_path / "a.txt").write_text("灯条例\n第一条 甲。")
    (tmp_path / "b.txt").write_text("钟条例\n第一条 甲。")
    first = import_laws([tmp_path / "a.txt", tmp_path / "b.txt"], into)
    assert [(each.written, each.refusal and each.refusal.rule) for each in first.files] == [
        (False, "exists"),
        (True, None),
    ]
    before = {path.name: path.read_bytes() for path in into.iterdir()}
    second = import_laws([tmp_path / "b.txt"], into)
    assert [each.refusal and each.refusal.rule for each in second.files] == ["exists"]
    assert {path.name: path.read_bytes() for path in into.iterdir()} == before
    assert sorted(before) == ["DENG-Tiao-li.YML", "zhong-tiao-li.yml"]


def test_given_ids(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"灯{name}条例\n第一条 甲。")
    both = import_laws([tmp_path], tmp_path / "x", given_id="lamps")
    assert [each.refusal and each.refusal.rule for each in both.files] == ["given-id-shared"] * 2
    wrong = import_laws([tmp_path / "a.txt"], tmp_path / "x", given_id="../up")
    assert [each.refusal and each.refusal.rule for each in wrong.files] == ["given-id"]
    good = import_laws([tmp_path / "a.txt"], tmp_path / "x", given_id="lamps")
    assert good.written == ("lamps",)
    assert os.listdir(tmp_path / "x") == ["lamps.yml"]
    assert not (tmp_path / "up.yml").exists()


def test_links_pipes_and_strangers_are_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "灯.txt").write_text("灯条例\n第一条 甲。")
    (folder / "a.txt").symlink_to(folder / "b" / "灯.txt")
    (folder / "c").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "d.txt")
    (folder / "e.doc").write_text("x")
    report = import_laws([folder, folder / "b", folder / "none"], tmp_path / "out")
    assert [Path(each.source).name for each in report.files] == ["灯.txt"]
    assert [(Path(each.source).name, each.reason.rule) for each in report.skipped] == [
        ("a.txt", "symlink"), ("c", "symlink"), ("d.txt", "not-a-file"), ("e.doc", "kind"), ("灯.txt", "twice"), ("none", "missing"),
    ]  # fmt: skip


def test_a_hostile_name_harms_neither_draft_nor_report(tmp_path: Path) -> None:
    name = b"\xff'\n\x1b[31m: {a}.txt"
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:
        file.write("第一条 甲。".encode())
    report = import_laws([Path(os.fsdecode(path))], tmp_path / "out")
    assert record(report.files[0].draft)["sources"]
    assert "\x1b" not in report.as_text() + report.as_json()
    (report.as_text() + report.as_json()).encode("utf-8")


def test_long_hostile_lines_cost_little(tmp_path: Path) -> None:
    """Lines on which a careless expression would take hours."""
    for at, sign in enumerate(("、", "[", "（", "“", "《", " a", "&", "<a", "2020年1月1日", "会议", "本", "第", "自")):
        many = sign * (300_000 // len(sign))
        result = read(
            tmp_path, f"{at}.md", f"# 灯条例\n2020年1月1日{many}通过\n<!-- INFO END -->\n{many}施行\n第一条 {many}\n"
        )
        assert result.draft is not None


# Round trips

HELD = st.characters(
    exclude_categories=["Cs"],
    exclude_characters="".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
                                         0x2060, *range(0x2066, 0x206A), 0xFEFF, *range(0xFFF9, 0x10000)])),
)  # fmt: skip
LINE = st.text(HELD | st.sampled_from(" #'\"-:|>%&*!?[]{},\u3000第一条"), min_size=0, max_size=12)


@given(st.lists(LINE, min_size=1, max_size=8), LINE)
@settings(max_examples=300)
def test_any_text_reads_back_as_itself(lines: list[str], words: str) -> None:
    lines = [line if line.strip(" ") else "" for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    lines = lines or ["甲"]
    law = DraftLaw(words, None, (), [DraftVersion(words, "2020-01-05", True, words or None, tuple(lines))])
    value = strict_yaml.parse(law.as_yaml())
    assert value["versions"][0]["zh"] == "\n".join(lines) + "\n"
    assert value["title"]["zh"] == words
    assert reads_back(law, law.as_yaml())
    assert strict_yaml.parse(f"a: {scalar(words)}") == {"a": words}


@given(
    st.text(
        HELD | st.sampled_from("第一二三条章节（）、。：“”#* \t\r\n\u3000\u200b\u202e\ufffd项"),
        min_size=1,
        max_size=200,
    )
)
@settings(max_examples=200)
def test_no_visible_character_is_lost(text: str) -> None:
    """Whatever the file: it is refused, or every visible character is in the draft."""
    with tempfile.TemporaryDirectory() as folder:
        result = read(Path(folder), "灯.txt", text)
        if result.draft is None:
            assert result.refusal is not None
            return
        value = record(result.draft)
        kept = value["title"]["zh"] + value["versions"][0]["zh"]
        lost = "#\ufffd\u200b\u202e"
        visible = Counter(character for character in text if not character.isspace() and character not in lost)
        assert not visible - Counter(kept)


# Seeded faults


@st.composite
def laws_with_a_fault(draw: st.DrawFn) -> tuple[str, tuple[int, str, int]]:
    """A law without a fault into which one was put, and where: line, kind, expected number."""
    sizes = draw(st.lists(st.integers(0, 4), min_size=4, max_size=15))
    rows: list[tuple[str, int, int]] = []  # words, article, item
    for number, items in enumerate(sizes, start=1):
        rows.append((f"第{chinese(number)}条 下列情形，适用本条：", number, 0))
        rows += [(f"（{chinese(item)}）其{item}；", number, item) for item in range(1, items + 1)]
    kind = draw(st.sampled_from(["gap", "repeat", "item-gap"]))
    article = draw(st.integers(2, len(sizes) - 1))
    at = next(index for index, row in enumerate(rows) if row[1:] == (article, 0))
    if kind == "gap":
        after = [row for row in rows if row[1] != article]
        place, expected = next(index for index, row in enumerate(after) if row[1] == article + 1), article
    elif kind == "repeat":
        after = [*rows[:at], rows[at], *rows[at:]]
        place, expected = at + 1, article + 1
    else:
        extra = [(f"（{chinese(item)}）其{item}；", article, item) for item in (1, 3)]
        end = next(index for index, row in enumerate(rows) if row[1] == article + 1)
        after = [*rows[: at + 1], *extra, *rows[end:]]
        place, expected = at + 2, 2
    head = ["# 灯条例", "", "2020年1月5日 第一次会议通过", "", "<!-- INFO END -->", "", "", "## 第一章 总则", ""]
    lines = [*head]
    for words, *_ in after:
        lines += [words, ""]
    line = len(head) + 1 + 2 * place
    return "\n".join(lines), (line, "repeat" if kind == "repeat" else "gap", expected)


def chinese(number: int) -> str:
    """1 to 19 in Chinese, by a table of the test's own."""
    ones = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return ones[number] if number < 10 else "十" + ones[number - 10]


@given(laws_with_a_fault())
def test_a_seeded_fault_is_reported_at_its_line(case: tuple[str, tuple[int, str, int]]) -> None:
    text, fault = case
    with tempfile.TemporaryDirectory() as folder:
        result = read(Path(folder), "灯.md", text)
    assert [(each.line, each.kind, each.expected) for each in result.numbering] == [fault]
    assert text.split("\n")[fault[0] - 1].startswith(result.numbering[0].found)


# The real laws, by other means than the importer's

NUMERAL = "[〇零一二三四五六七八九十百千]+"
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}


def value_of(numeral: str) -> int:
    """A numeral's value, by summing units."""
    total = digit = 0
    for sign in numeral:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def real_texts() -> list[Path]:
    """The real texts beside the repository, where they are to be had."""
    return sorted(LAWS.glob("*.md")) if LAWS.is_dir() else []


@pytest.fixture(scope="module")
def real_import(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    into = tmp_path_factory.mktemp("real") / "laws"
    return import_laws([LAWS], into), into


needs_real_texts = pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")


def body_lines(path: Path) -> list[tuple[int, str]]:
    """The filled lines below the mark, with their numbers in the file."""
    lines = list(enumerate(path.read_text("utf-8").split("\n"), start=1))
    start = next(number for number, words in lines if "INFO END" in words)
    filled = [(number, words) for number, words in lines[start:] if words.strip(" \u3000\xa0\u200b")]
    return [(number, re.sub(r"^#+ *(?=第)", "", words)) for number, words in filled]


@needs_real_texts
def test_all_real_laws_import_and_give_back_their_text(real_import: tuple[Report, Path]) -> None:
    report, into = real_import
    assert report.counts()["files"] == len(real_texts()) == 233
    assert report.refused == ()
    assert len(os.listdir(into)) == len(report.written) == report.counts()["drafts"]
    for path, result in zip(real_texts(), report.files, strict=True):
        value = record((into / f"{result.id}.yml").read_text("utf-8"))
        source = next(each["id"] for each in value["sources"] if each["title"]["zh"] == path.name)
        (version,) = [each for each in value["versions"] if each["source"] == source]
        assert version["zh"].split("\n") == [*(words for _, words in body_lines(path)), ""], path.name


@needs_real_texts
def test_real_history_is_read_to_the_last_date(real_import: tuple[Report, Path]) -> None:
    """Every date of the head outside titles is an event's, or in a note; every title in 《》 is an instrument."""
    report, _ = real_import
    for path, result in zip(real_texts(), report.files, strict=True):
        head = "".join("".join(path.read_text("utf-8").partition("<!-- INFO END")[0].splitlines()[1:]).split())
        outside = re.sub(r"《[^《》]*》", "", head)
        dates = [f"{int(y)}-{int(m):02d}-{int(d):02d}" for y, m, d in re.findall(r"(\d+)年(\d+)月(\d+)日", outside)]
        told = [each.value for each in result.understood if each.field == "event"]
        approved = sum(each.rule == "approved" for each in result.notes)
        assert [each[:10] for each in told] == dates[approved:], path.name
        assert sum(" adopted " in each for each in told) == outside.count("通过"), path.name
        assert sum(" amended " in each for each in told) == outside.count("修正"), path.name
        assert sum(" revised " in each for each in told) == outside.count("修订"), path.name
        for title in re.findall(r"《([^《》]*)》", head):
            assert any(title in each for each in told), (path.name, title)
        assert not [each for each in rules(result) if each[0] == "history-unread"], path.name


@needs_real_texts
def test_real_structure_and_numbering_by_other_means(real_import: tuple[Report, Path]) -> None:
    """Counts by expressions of the test's own; each chain of numbers walked on its own."""
    report, _ = real_import
    for path, result in zip(real_texts(), report.files, strict=True):
        lines = body_lines(path)
        heads: dict[str, list[tuple[int, int]]] = {"article": [], "chapter": [], "section": []}
        faults: list[int] = []
        last_article = last_item = last_section = 0
        for number, words in ((number, words.strip()) for number, words in lines):
            if match := re.match(rf"第({NUMERAL})条(?:之({NUMERAL}))?[\s\u3000]", words):
                value = value_of(match[1])
                heads["article"].append((number, value))
                if value != last_article + (0 if match[2] else 1):
                    faults.append(number)
                last_article, last_item = value, 0
            elif match := re.match(rf"第({NUMERAL})([章节])(?=[\s\u3000]|[^的规定，。]{{2,12}}$)", words):
                name = "chapter" if match[2] == "章" else "section"
                last = len(heads["chapter"]) if name == "chapter" else last_section
                if value_of(match[1]) != last + 1:
                    faults.append(number)
                last_section = 0 if name == "chapter" else value_of(match[1])
                heads[name].append((number, value_of(match[1])))
                last_item = 0
            elif match := re.match(rf"（({NUMERAL})）", words):
                if value_of(match[1]) not in (1, last_item + 1):
                    faults.append(number)
                last_item = value_of(match[1])
        counted = {name: len(found) for name, found in heads.items() if found}
        shown = next(each.value for each in result.understood if each.field == "structure")
        parts = {name: int(count) for name, count in re.findall(r"(\w+) (\d+)", shown)}
        assert {name: parts.get(name, 0) for name in counted} == counted, path.name
        assert [each.line for each in result.numbering] == faults, path.name


# Messages


def test_every_message_is_used_and_written_in_both_languages() -> None:
    program = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "gongkai" / "importers").glob("*.py")
        if path.name != "law_messages.py"
    )
    lawtext = "".join(path.read_text("utf-8") for path in (ROOT / "gongkai" / "lawtext").glob("*.py"))
    for table in (REFUSALS, DOUBTS, NOTES, SKIPPED):
        for rule, (zh, en) in table.items():
            assert f'"{rule}"' in program + lawtext, rule
            assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), rule
    names = [rule for table in (REFUSALS, DOUBTS, NOTES, SKIPPED) for rule in table]
    assert len(names) == len(set(names))
