"""Places of a law have names in both languages, and every place belongs to an article or heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.lawtext import Article, Heading, LawText, parse_law
from gongkai.placenames import article_of, place_name
from tests.lawtrees import CHINESE, ENGLISH, laws

NAMES = [
    ("pt-1", "第一编", "Part 1", "pt-1"),
    ("pt-2-sub-1", "第二编第一分编", "Part 2, Subpart 1", "pt-2-sub-1"),
    ("ch-10", "第十章", "Chapter 10", "ch-10"),
    ("pt-1-ch-2", "第一编第二章", "Part 1, Chapter 2", "pt-1-ch-2"),
    ("ch-3-sec-2", "第三章第二节", "Chapter 3, Section 2", "ch-3-sec-2"),
    ("art-12", "第十二条", "Article 12", "art-12"),
    ("art-12-1", "第十二条之一", "Article 12-1", "art-12-1"),
    ("art-1260", "第一千二百六十条", "Article 1260", "art-1260"),
    ("art-12-p2", "第十二条第二款", "Article 12, paragraph 2", "art-12"),
    ("art-12-p2-i3", "第十二条第二款第（三）项", "Article 12, paragraph 2, item 3", "art-12"),
    ("art-12-1-p2-i3-s4", "第十二条之一第二款第（三）项第四目", "Article 12-1, paragraph 2, item 3, sub-item 4", "art-12-1"),
    ("no-3", "第三点", "Point 3", "no-3"),
    ("no-3-p1-i2", "第三点第一款第（二）项", "Point 3, paragraph 1, item 2", "no-3"),
    ("div-1", "第一部分", "Division 1", "div-1"),
    ("annex-1", "附件一", "Annex 1", "annex-1"),
    ("annex-1-art-2", "附件一第二条", "Annex 1, Article 2", "annex-1-art-2"),
    ("annex-2-art-2-p1", "附件二第二条第一款", "Annex 2, Article 2, paragraph 1", "annex-2-art-2"),
    ("annex-1-no-5", "附件一第五点", "Annex 1, Point 5", "annex-1-no-5"),
]  # fmt: skip


@pytest.mark.parametrize(("anchor", "zh", "en", "article"), NAMES, ids=str)
def test_every_kind_of_place_has_a_name(anchor: str, zh: str, en: str, article: str) -> None:
    assert place_name(anchor, "zh") == zh
    assert place_name(anchor, "en") == en
    assert article_of(anchor) == article


def test_a_place_below_a_division_is_no_part_of_a_part() -> None:
    """（一） below 一、 is written `sub` as 分编 below 编 is, but is another thing."""
    law = parse_law("一、总体要求\n（一）目标\n第一条 渡口归市里管。\n二、附则\n第二条 即日施行。", "zh")
    assert "div-1-sub-1" in set(law.anchors())
    assert "分编" not in place_name("div-1-sub-1", "zh")
    assert "Subpart" not in place_name("div-1-sub-1", "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_place_in_a_second_act_has_a_name(language: str) -> None:
    """A text that holds two acts numbers the articles of each from one."""
    law = parse_law(
        "临江市人大常委会关于批准渡口办法的决定\n（2024年1月1日通过）\n第一条 批准渡口办法。\n"
        "渡口办法\n（2024年1月1日通过）\n第一条 渡口归市里管。",
        "zh",
    )
    assert "act-2-art-1-p1" in set(law.anchors())
    name = place_name("act-2-art-1-p1", language)
    assert name != "act-2-art-1-p1"
    assert name.endswith(place_name("art-1-p1", language))
    assert name != place_name("art-1-p1", language)


@pytest.mark.parametrize(
    "anchor", ["", "point-1", "no-signs", "article-3", "art", "art-x", "art-1-x", "artifact-2", "p", "i"]
)
def test_a_place_of_another_kind_keeps_its_own_words(anchor: str) -> None:
    """Ids of inspection points, problems and figures are not taken for places of a law."""
    assert place_name(anchor, "zh") == anchor
    assert place_name(anchor, "en") == anchor


NUMBER = st.integers(1, 1300)
HEADINGS = st.one_of(
    st.builds("pt-{}".format, NUMBER),
    st.builds("pt-{}-sub-{}".format, NUMBER, NUMBER),
    st.builds("ch-{}".format, NUMBER),
    st.builds("ch-{}-sec-{}".format, NUMBER, NUMBER),
    st.builds("annex-{}".format, NUMBER),
)
ARTICLES = st.builds(
    "{}{}".format,
    st.one_of(st.just(""), st.builds("annex-{}-".format, NUMBER)),
    st.one_of(
        st.builds("art-{}".format, NUMBER),
        st.builds("art-{}-{}".format, NUMBER, NUMBER),
        st.builds("no-{}".format, NUMBER),
    ),
)
INSIDE = st.one_of(
    st.just(""),
    st.builds("-p{}".format, NUMBER),
    st.builds("-p{}-i{}".format, NUMBER, NUMBER),
    st.builds("-p{}-i{}-s{}".format, NUMBER, NUMBER, NUMBER),
)


@given(ARTICLES, INSIDE)
def test_a_place_is_in_the_article_that_it_begins_with(article: str, inside: str) -> None:
    """Whatever is added to an article's anchor, the article is found again, and its name begins the place's."""
    anchor = article + inside
    assert article_of(anchor) == article
    assert anchor.startswith(article_of(anchor))
    assert article_of(article_of(anchor)) == article_of(anchor)
    for language in ("zh", "en"):
        assert place_name(anchor, language).startswith(place_name(article, language))
        assert (place_name(anchor, language) == place_name(article, language)) == (inside == "")


@given(HEADINGS)
def test_a_heading_is_its_own_place(anchor: str) -> None:
    assert article_of(anchor) == anchor


@given(st.text(st.sampled_from("artpisno-0123456789xyz"), max_size=30))
def test_any_anchor_is_named_and_placed_without_trouble(anchor: str) -> None:
    """An id that somebody made up is no error, and its article is the beginning of it."""
    assert anchor.startswith(article_of(anchor))
    for language in ("zh", "en"):
        assert place_name(anchor, language) or anchor == ""


def _check_names(law: LawText) -> None:
    anchors = list(law.anchors())
    nodes = {node.anchor for node in law.body if isinstance(node, Article | Heading)}
    for language in ("zh", "en"):
        names = [place_name(anchor, language) for anchor in anchors]
        assert len(set(names)) == len(anchors)
        assert not set(names) & set(anchors)
    assert {article_of(anchor) for anchor in anchors} <= nodes


@given(laws(CHINESE))
def test_the_places_of_a_chinese_law_have_names_of_their_own(law: LawText) -> None:
    """No two places of a text share a name, and each lies in an article or heading of the text."""
    _check_names(law)


@given(laws(ENGLISH))
def test_the_places_of_an_english_law_have_names_of_their_own(law: LawText) -> None:
    _check_names(law)
