"""Search and pages agree: every piece opens at a place of its page, and what it says stands there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.pages import path_of
from gongkai.pieces import Piece, Words, plain
from gongkai.progress import Silent
from gongkai.record import Record
from gongkai.search.folding import fold
from gongkai.search.running import tokens
from gongkai.site import Options, build
from tests.builtpages import LANGUAGES, Pages, elements
from tests.conftest import ROOT, Built

_HEAD = ("lead", "hall-head", "record-head", "panel-page")
_OWN_LINE = {"note", "step-line"}
_INLINE = {"a", "abbr", "b", "cite", "code", "del", "em", "mark", "span", "strong", "sub", "sup", "time"}


def shown(corpus: Corpus, key: str) -> list[Piece]:
    """The pieces of a record that are in the index: those of the version that stands on the day."""
    card = corpus.by_key[key]
    version = corpus.types[card.type].version_shown(card, corpus.as_of)
    return [piece for piece in corpus.record(key).pieces() if piece.version in ("", version)]


def by_anchor(corpus: Corpus, key: str) -> dict[str, Piece]:
    pieces = shown(corpus, key)
    found = {piece.anchor: piece for piece in pieces}
    assert len(found) == len(pieces), f"{key}: two pieces with one anchor"
    return found


def place(tree: Any, anchor: str) -> Any:
    """The element that a piece opens at; for a heading the section it stands in; for "" the head of the page."""
    if not anchor:
        return next(one for one in elements(tree) if set(_HEAD) & set((one.get("class") or "").split()))
    (found,) = (one for one in elements(tree) if one.get("id") == anchor)
    if found.tag != "h2":
        return found
    return next(parent for parent in elements(tree) if found in list(parent))


def said(element: Any) -> str:
    """What an element says, a space between its blocks."""
    return "".join(_said(element))


def _said(element: Any) -> Iterator[str]:
    own_line = element.tag not in _INLINE or _OWN_LINE & set((element.get("class") or "").split())
    gap = " " if own_line else ""
    yield gap + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _said(child)
        yield child.tail or ""
    yield gap


def missing(words: Words, element: Any, language: Language) -> list[str]:
    """What a piece says and its place on the page does not. A point's number stands there without its comma: 一."""
    page, text = fold(said(element)), words.text
    if re.fullmatch("[一二三四五六七八九十]+、", words.label):
        text = f"{words.label[:-1]} {text.removeprefix(words.label)}"
    if language == "zh":
        whole = page.replace(" ", "")
        return [stretch for stretch in fold(text).split() if stretch not in whole]
    return sorted((Counter(tokens(fold(text))) - Counter(tokens(page))).elements())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_piece_says_stands_where_it_opens(linjiang: Built, language: Language) -> None:
    corpus, pages = linjiang.result.corpus, Pages(linjiang, language)
    wrong, seen = [], 0
    for key in corpus.by_key:
        tree = pages.tree(path_of(key, corpus) or "")
        for piece in shown(corpus, key):
            if language in piece.words:
                seen += 1
                lost = missing(piece.words[language], place(tree, piece.anchor), language)
                wrong += [f"{key}#{piece.anchor}: {one}" for one in lost]
    assert wrong == []
    assert seen > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_stands_where_its_piece_begins(linjiang: Built, language: Language) -> None:
    corpus = linjiang.result.corpus
    wrong = [
        f"{key}#{piece.anchor}: {words.label}"
        for key in corpus.by_key
        for piece in corpus.record(key).pieces()
        if (words := piece.words.get(language)) and not words.text.startswith(words.label)
    ]
    assert wrong == []


def test_every_piece_of_a_record_has_an_anchor_of_its_own(linjiang: Built) -> None:
    corpus = linjiang.result.corpus
    assert sum(len(by_anchor(corpus, key)) for key in corpus.by_key) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sites_own_records_open_at_places_that_are_there(
    language: Language, real: Built, ids: dict[Path, set[str]]
) -> None:
    corpus = real.result.corpus
    wrong = []
    for key in corpus.by_key:
        page = real.folder / ("" if language == "zh" else "en") / (path_of(key, corpus) or "") / "index.html"
        if page not in ids:
            ids[page] = set(re.findall(r'\bid="?([^"\s>]+)', page.read_text("utf-8")))
        anchors = by_anchor(corpus, key)
        wrong += [f"{key}#{anchor}" for anchor in anchors if anchor and anchor not in ids[page]]
    assert wrong == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site's own content, without what stands beside the pages of its records."""
    folder = tmp_path_factory.mktemp("real")
    config = (ROOT / "site_config.yml").read_text("utf-8")
    (folder / "site_config.yml").write_text(re.sub(r"(parts|downloads|search): (true|yes)", r"\1: no", config), "utf-8")
    options = Options(
        config=folder / "site_config.yml", content=ROOT / "content", templates=ROOT / "templates", out=folder / "site",
        as_of="2026-11-22", jobs=1,
    )  # fmt: skip
    return Built(options.out, build(options, Silent()))


@pytest.fixture(scope="module")
def ids() -> dict[Path, set[str]]:
    """The ids of pages that were read."""
    return {}


def words_of(record: Record, language: Language = "zh") -> dict[str, str]:
    """What the pieces of a record say, by anchor."""
    return {one.anchor: one.words[language].text for one in record.pieces() if language in one.words}


def test_a_record_is_cut_into_its_items(linjiang: Built) -> None:
    case = linjiang.result.corpus.record("cases/night-ferry")
    zh, en = words_of(case), words_of(case, "en")
    assert set(zh) == set(en)
    assert zh[""] == case.summary.zh  # type: ignore[union-attr]
    assert not {"_title", "_also-called-1", "_sources-1", "_topics-1"} & set(zh)
    for anchor in zh:
        assert re.fullmatch(r"|_[a-z-]+(?:-[0-9]+)?|[a-z][a-z0-9-]*", anchor), anchor


def test_items_with_an_id_open_at_it(linjiang: Built) -> None:
    inspection = words_of(linjiang.result.corpus.record("supervision/2025-lighting-inspection"))
    assert inspection["problem-ferry"] == "2025年12月 渡口半夜关灯"
    assert (
        inspection["fix-ferry"]
        == "2025年12月 渡口装长明灯 2025年11月30日 港务局说装好了 2026年2月10日 代表夜里去看，亮着"
    )
    assert inspection["_findings-1"] == "多数灯是亮的"
    assert inspection["_lead"] == "常委会副主任带队"


def test_figures_say_number_and_unit_in_each_language(linjiang: Built) -> None:
    law = linjiang.result.corpus.record("laws/riverside-lighting")
    assert words_of(law)["_figures-2"] == "当年照明预算 1,250.60 万元"
    assert words_of(law, "en")["_figures-2"] == "Lighting budget of the year 12.506 million yuan"
    assert words_of(law)["_figures-1"] == "公开征求意见收到意见 128 条 2023年2月 含渡口意见箱。"


def test_a_law_is_cut_into_articles_and_headings_of_every_version(linjiang: Built) -> None:
    law = linjiang.result.corpus.record("laws/riverside-lighting")
    pieces = [piece for piece in law.pieces() if piece.version]
    assert {piece.version for piece in pieces} == {"2023-07-01", "2025-01-01", "2027-01-01"}
    first = {piece.anchor: piece.words for piece in pieces if piece.version == "2023-07-01"}
    assert first["art-3"]["zh"].label == "第三条"
    assert "".join(first["art-3"]["zh"].text.split()) == "第三条日落时开灯，日出时关灯。港务局可以按月公布时刻表。"
    assert first["ch-2-sec-1"]["zh"] == ("第一节 平日", "第一节 平日")
    assert first["art-4"]["en"].label == "Article 4"
    assert "bridgeheads" in first["art-4"]["en"].text
    assert "江上行船，两岸行人，夜里都靠灯。" in first["_text"]["zh"].text
    second = {piece.anchor: piece.words for piece in pieces if piece.version == "2025-01-01"}
    assert set(second["art-12"]) == {"en"}
    assert set(second["art-6"]) == {"zh"}


def test_what_happened_to_a_law_is_one_piece(linjiang: Built) -> None:
    law = linjiang.result.corpus.record("laws/riverside-lighting")
    history = words_of(law)["_history"]
    assert history.startswith("2023年3月30日 第七届人大常委会第九次会议 通过 2023年4月2日 公布 ")
    assert "关于修改《临江市江岸照明条例》的决定" in history
    assert "Decision amending the Regulations on Riverside Lighting" in words_of(law, "en")["_history"]


def test_what_is_told_of_a_law_opens_beside_its_article(linjiang: Built) -> None:
    digest = words_of(linjiang.result.corpus.record("laws/riverside-lighting"))
    assert digest["_digest-ch-1"].split() == ["第一章讲什么", "为安全点灯，见第三条。"]
    assert digest["_digest-art-5-1"].split() == ["第五条之一", "雾天怎么办", "雾天提前开灯：", "先江心洲；", "后两岸。"]


def test_markdown_is_read_as_a_page_shows_it() -> None:
    assert plain("为**安全**点灯，见[第三条](laws/x)。").strip() == "为安全点灯，见第三条。"
    assert plain("a *b* `c` ~~d~~\n\n- e\n- f & g < h").split() == ["a", "b", "c", "d", "e", "f", "&", "g", "<", "h"]
