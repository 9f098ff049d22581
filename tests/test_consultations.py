"""Consultations: asked, said, did. States, figures and changed words, against what was worked out by hand.

Linjiang's five calls are drafted so that on two days every state occurs. On 2026-06-30 the wharf
markets draft is open (its last day is 9 July), the names of boats are still ahead (15 July), market
days closed on 31 May and were not reported before 15 August. On 2026-08-01 the names of boats are
open until 14 August; on 2026-08-15 market days are reported and the boats' call has closed.
"""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.corpus import Corpus
from gongkai.drafts import Draft, became
from gongkai.feedback import OUTCOMES, Counts, Result, version_meant
from gongkai.fields import Day, Language, Ref, Slug, Text
from gongkai.lawversions import Version
from gongkai.progress import Silent
from gongkai.records.consultation import Consultation, days_left, state_of
from gongkai.site import Options, build, check
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import Built, linjiang_options

STATES = {
    "2026-06-30": {
        "boat-names": "ahead", "wharf-markets": "open", "market-days": "closed",
        "riverside-lighting": "reported", "old-bell": "undated",
    },
    "2026-08-15": {
        "boat-names": "closed", "wharf-markets": "closed", "market-days": "reported",
        "riverside-lighting": "reported", "old-bell": "undated",
    },
}  # fmt: skip
LIGHTING = "consultations/riverside-lighting"

# What riverside-lighting lists: adopted 1 + 12 + 1 + 1 + 1, partly 1 + 1, not adopted 2, pending 1.
LISTED = {"adopted": 16, "partly": 2, "not-adopted": 2, "pending": 1}
PUBLISHED = {"adopted": 31, "partly": 20, "not-adopted": 74, "pending": 3}


def corpus_on(as_of: str) -> Corpus:
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


def lighting(corpus: Corpus) -> Consultation:
    record = corpus.record(LIGHTING)
    assert isinstance(record, Consultation)
    return record


@pytest.mark.parametrize("as_of", STATES)
def test_states_come_from_the_dates(as_of: str) -> None:
    corpus = corpus_on(as_of)
    assert {card.id: state_of(card.brief, as_of).key for card in corpus.cards("consultations")} == STATES[as_of]
    rows = {card.id: Consultation.row(card, corpus) for card in corpus.cards("consultations")}
    assert {name: row.facets["status"] for name, row in rows.items()} == {
        name: (state,) for name, state in STATES[as_of].items()
    }


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        ("2026-06-09", "ahead", None),
        ("2026-06-10", "open", 29),  # 20 days are left of June, and 9 of July
        ("2026-06-30", "open", 9),
        ("2026-07-08", "open", 1),
        ("2026-07-09", "open", 0),
        ("2026-07-10", "closed", None),
    ],
)
def test_the_last_day_still_counts(as_of: str, state: str, left: int | None) -> None:
    brief = {"opens": "2026-06-10", "closes": "2026-07-09", "reported": None}
    assert (state_of(brief, as_of).key, days_left(brief, as_of)) == (state, left)


@pytest.mark.parametrize(
    ("opens", "closes", "reported", "state"),
    [
        ("2020-01-01", None, None, "undated"),  # no last day is known: it is not said to be open for ever
        (None, "2026-07-01", None, "open"),
        (None, "2026-06-29", None, "closed"),
        (None, None, "2026-07", "undated"),  # reported some day of July, which has not begun
        (None, None, "2026-06", "reported"),
    ],
)
def test_what_is_not_known_of_the_dates(opens: str | None, closes: str | None, reported: str | None, state: str) -> None:  # fmt: skip
    brief = {"opens": opens, "closes": closes, "reported": reported}
    assert state_of(brief, "2026-06-30").key == state


def test_comments_are_counted_by_outcome() -> None:
    corpus = corpus_on("2026-06-30")
    feedback, calls = Consultation.tallies(corpus)
    assert {group.key: group.count for group in feedback.groups} == PUBLISHED
    assert feedback.total == 128  # all that were received; 21 of them are listed one by one
    assert {line.ref for group in feedback.groups if group.key == "partly" for line in group.lines} == {
        f"{LIGHTING}#fog", f"{LIGHTING}#bridges", f"{LIGHTING}#_outcomes-partly",
    }  # fmt: skip
    listed = {
        group.key: sum(line.weight for line in group.lines if not line.place.startswith("_"))
        for group in feedback.groups
    }
    assert listed == LISTED
    assert {group.key: group.count for group in calls.groups} == {
        "open": 1, "ahead": 1, "closed": 1, "reported": 1, "undated": 1,
    }  # fmt: skip
    counts = lighting(corpus).counts
    assert counts is not None
    assert {outcome: counts.of(outcome) for outcome in OUTCOMES} == PUBLISHED
    assert counts.stated() == 31 + 20 + 74 + 3 == 128 == counts.comments


def test_what_is_not_published_is_not_none_of_it() -> None:
    counts = Counts(comments=40, adopted=0)
    assert (counts.stated(), counts.complete(), counts.of("adopted"), counts.of("pending")) == (0, False, 0, None)


# The words that went, and those that came, for every comment that changed something, read off the texts.
CHANGED: dict[str, dict[Language, tuple[list[str], list[str]]]] = {
    "people-on-foot": {"zh": ([], ["和行人"]), "en": ([], ["and of people on foot"])},
    "until-sunrise": {"zh": (["半夜"], ["日出时"]), "en": (["midnight"], ["sunrise"])},
    "no-ban": {
        "zh": (["任何单位不得在江边挂灯笼。"], []),
        "en": (["No unit may hang lanterns along the river."], []),
    },
    "anyone-reports": {
        "zh": (["由看灯人"], ["任何人都可以"]),
        "en": (["A", "is reported by the lamp keeper"], ["Anyone may report a"]),
    },
    "monthly": {"zh": ([], ["按月"]), "en": ([], ["every month"])},
    "fog": {"zh": (["三百"], ["五百"]), "en": (["300"], ["500"])},
    "bridges": {"zh": (["渡口", "。"], ["下列地方", "：", "（一）渡口；", "（二）桥头。"])},
}

CHINESE_ONLY = "(Only the Chinese texts differ or can be compared.)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_a_comment_changed_are_shown(linjiang: Built, language: Language) -> None:
    """In the page's language where they changed in it; bridges has no English in the second draft."""
    tree = Pages(linjiang, language).tree(f"{LIGHTING}/")
    for name, by_language in CHANGED.items():
        (item,) = (one for one in elements(tree) if one.get("id") == name)
        (shown,) = with_class(item, "law-diff")
        in_page = language if language in by_language else "zh"
        assert shown.get("lang") == {"zh": "zh-Hans", "en": "en"}[in_page]
        gone, came = ([words(one) for one in shown.iter(tag)] for tag in ("del", "ins"))
        # an item's number and its words are marked one by one
        assert ("".join(gone), "".join(came)) == tuple("".join(each) for each in by_language[in_page]), name
        assert (CHINESE_ONLY in words(item)) == (language == "en" and in_page == "zh")
    unchanged = [one for name in ("school-lamps", "colour") for one in elements(tree) if one.get("id") == name]
    assert [list(with_class(one, "law-diff")) for one in unchanged] == [[], []]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_that_a_comment_names_is_on_the_page(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    corpus = linjiang.result.corpus
    tree, ids = pages.tree(f"{LIGHTING}/"), pages.ids(f"{LIGHTING}/")
    every = [element.get("id") for element in elements(tree) if element.get("id")]
    assert len(every) == len(set(every))
    assert set(corpus.anchors(LIGHTING)) <= ids
    for one in lighting(corpus).feedback:
        (item,) = (each for each in elements(tree) if each.get("id") == one.id)
        links = [pages.target(f"{LIGHTING}/", link.get("href")) for link in item.iter("a") if link.get("href")]
        assert (f"{LIGHTING}/", f"{one.draft}--{one.article}") in links
        (article,) = (each for each in elements(tree) if each.get("id") == f"{one.draft}--{one.article}")
        beside = {link.get("href") for link in article.iter("a")}
        assert f"#{one.id}" in beside
    (fog,) = (each for each in elements(tree) if each.get("id") == "fog")
    law = "laws/riverside-lighting/versions/2023-07-01/"
    assert (law, "art-5") in [pages.target(f"{LIGHTING}/", link.get("href")) for link in fog.iter("a")]
    assert "art-5" in pages.ids(law)


def test_the_table_tells_published_and_listed_apart(linjiang: Built) -> None:
    """Numbers as published, numbers of what is listed; what is not published is in words, and zero is a number."""

    def table(address: str) -> list[list[str]]:
        tree = Pages(linjiang, "en").tree(f"consultations/{address}/")
        return [[words(cell) for cell in row if cell.tag in ("th", "td")] for row in tree.iter("tr")][1:]

    assert table("riverside-lighting") == [
        ["Comments received[2]", "128", "21"], ["Adopted", "31", "16"], ["Partly adopted", "20", "2"],
        ["Not adopted", "74", "2"], ["Pending", "3", "1"], ["People who commented", "96", ""],
    ]  # fmt: skip
    gap = "No public record"
    assert table("market-days") == [
        ["Comments received[1]", "40", "0"], ["Adopted", "0", "0"], ["Partly adopted", gap, "0"],
        ["Not adopted", gap, "0"], ["Pending", gap, "0"], ["People who commented", gap, ""],
    ]  # fmt: skip


def test_a_person_is_named_only_with_consent(linjiang: Built) -> None:
    pages = {language: Pages(linjiang, language).tree(f"{LIGHTING}/") for language in LANGUAGES}
    for language, name, consent in (("zh", "周灯", "书面同意书"), ("en", "Zhou Deng", "a signed form")):
        (item,) = (one for one in elements(pages[language]) if one.get("id") == "people-on-foot")  # type: ignore[index]
        assert name in words(item)
        assert consent in words(item)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_call_says_what_to_do_and_until_when(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    tree = pages.tree("consultations/wharf-markets/")
    notice = next(one for one in with_class(tree, "notice"))
    said = words(notice)
    assert ("2026年7月9日，还有 9 天。" if language == "zh" else "9 July 2026, 9 days left.") in said
    links = [pages.target("consultations/wharf-markets/", link.get("href")) for link in notice.iter("a")]
    assert links[:2] == [("consultations/wharf-markets/", "open-draft"), ("consultations/wharf-markets/", "_compose")]
    assert links[2:] in ([], [("participate/", "")])
    chosen = [option.get("value") for option in tree.iter("option") if (option.get("value") or "").startswith("art-")]
    assert chosen == ["art-1", "art-2", "art-3"]
    listed = words(pages.tree("consultations/"))
    assert (
        "截止日期：2026年7月9日，还有 9 天。" if language == "zh" else "Closes on 9 July 2026, 9 days left."
    ) in listed


@pytest.mark.parametrize(
    ("as_of", "line", "form"),
    [
        ("2026-07-08", "Closes on 9 July 2026, 1 day left.", True),
        ("2026-07-09", "Closes on 9 July 2026, closing today.", True),
        ("2026-07-10", None, False),
    ],
)
def test_an_open_call_day_by_day(
    options_of_linjiang: Callable[[str], Options], as_of: str, line: str | None, form: bool
) -> None:
    built = Built(options_of_linjiang(as_of).out, build(options_of_linjiang(as_of), Silent()))
    listed = html.unescape(re.sub("<[^>]*>", "", built.page("en/consultations")))
    assert ("Closes on 9 July" in listed) == (line is not None)
    assert line is None or line in listed
    assert ('id="_compose"' in built.page("en/consultations/wharf-markets")) == form


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_told_in_words(linjiang: Built, language: Language) -> None:
    gaps = {
        "market-days": ("截至本页日期，没有查到反馈结果。", "No report of its outcome had been found by the date of this page."),
        "old-bell": ("所用公开来源中没有公布收到了什么意见。", "The public sources used do not say what comments came in."),
        "boat-names": ("本站没有收录草案文本。", "The text of the draft is not on this site."),
        "wharf-markets": ("征求意见还没有结束，这里还没有处理结果。", "The call for comments has not ended, and there is no outcome yet."),
    }  # fmt: skip
    for name, told in gaps.items():
        assert told[LANGUAGES.index(language)] in words(Pages(linjiang, language).tree(f"consultations/{name}/"))


def test_a_missing_english_article_is_announced(linjiang: Built) -> None:
    """The second draft has no English for article 4: its Chinese stands in its place, and says so."""
    tree = Pages(linjiang, "en").tree(f"{LIGHTING}/")
    (missing,) = with_class(tree, "law-missing")
    assert "Article 4" in words(missing)
    assert "下列地方应当通宵照明" in words(missing)
    assert [one.get("id") for one in missing.iter("section")] == ["second--art-4"]


def test_terms_are_explained_in_drafts(linjiang: Built) -> None:
    """Terms in the English of a draft are explained there, and the term's page names the article."""
    tree = Pages(linjiang, "en").tree(f"{LIGHTING}/")
    (text,) = (one for one in elements(tree) if one.get("id") == "_text-first")
    assert {"sunset", "Harbour Bureau", "visibility"} & {words(one) for one in with_class(text, "term")}
    pages = Pages(linjiang, "en")
    links = {
        pages.target("glossary/visibility/", link.get("href")): words(link)
        for link in pages.tree("glossary/visibility/").iter("a")
        if "consultations" in (link.get("href") or "")
    }
    assert links[f"{LIGHTING}/", "first--art-5"] == "Article 5"


def test_articles_of_drafts_are_found(linjiang: Built) -> None:
    """Every article of every draft is a piece, at its own place, in the languages that it has."""
    pieces = {piece.anchor: piece for piece in lighting(linjiang.result.corpus).pieces()}
    drafts = {anchor for anchor in pieces if "--art-" in anchor}
    assert drafts == {f"first--art-{n}" for n in range(1, 8)} | {f"second--art-{n}" for n in range(1, 7)}
    assert set(pieces["second--art-4"].words) == {"zh"}
    assert pieces["first--art-5"].words["en"].text.endswith("below 300 metres, lamps must be lit early.")
    assert {"_asks-1", "_channels-1", "_said-1", "_did-1", "fog", "first"} <= set(pieces)


def test_a_law_knows_the_comments_that_went_into_it(linjiang: Built) -> None:
    pages = Pages(linjiang, "en")
    (article,) = (one for one in elements(pages.tree("laws/riverside-lighting/")) if one.get("id") == "art-5")
    links = [pages.target("laws/riverside-lighting/", link.get("href")) for link in article.iter("a")]
    assert (f"{LIGHTING}/", "fog") in links


BEFORE = "第一条 灯要亮。\n第二条 船要慢。\n第三条 人要看路。"


@pytest.mark.parametrize(
    ("after", "asked", "article", "kind"),
    [
        ("第一条 灯要常亮。\n第二条 船要慢。\n第三条 人要看路。", "art-1", "art-1", "changed"),
        (BEFORE, "art-1", "art-1", None),  # nothing changed at all
        ("第一条 船要慢。\n第二条 人要看路。", "art-3", "art-2", None),  # only its number changed
        ("第一条 灯要亮。\n第二条 人要看路。\n第三条 船要慢。", "art-1", "art-3", None),  # another one, moved here
        ("第一条　灯要亮。\n第二条 船要慢.\n第三条 人要看路。", "art-2", "art-2", None),  # width and spaces alone
        (f"{BEFORE}\n第四条 桥要宽，桥面要平，桥下要能过船。", "art-2", "art-4", "added"),
        ("第一条 灯要亮。\n第二条 人要看路。", "art-2", None, "removed"),
        (BEFORE, "art-2", None, None),  # it is said to be gone and is still there
    ],
)
def test_what_counts_as_a_change(after: str, asked: str, article: str | None, kind: str | None) -> None:
    change = became(BEFORE, after, "zh", asked, article)
    assert (change.kind if change else None) == kind


@pytest.mark.parametrize(
    ("given", "date", "meant"),
    [
        (Day("2025-01-01"), "2022-12-01", "2025-01-01"),
        (Day("2025-01-02"), "2022-12-01", ""),
        (None, "2022-12-01", "2023-07-01"),
        (None, "2023-07-01", "2025-01-01"),
        (None, "2030", ""),
    ],
)
def test_which_version_of_a_law_is_meant(linjiang: Built, given: Day | None, date: str, meant: str) -> None:
    """Linjiang's lighting regulations have texts of 2023-07-01, 2025-01-01 and 2027-01-01."""
    law = linjiang.result.corpus.record("laws/riverside-lighting")
    result = Result(law=Ref("laws/riverside-lighting#art-5"), version=given)
    assert version_meant(law, result, date) == meant  # type: ignore[arg-type]


def test_a_law_with_one_text_needs_no_version() -> None:
    class One:
        id, title = "one", Text(zh="一")
        versions = (Version(zh="第一条 灯要亮。"),)

    assert version_meant(One(), Result(law=Ref("laws/one#art-1")), "2024-01-01") == "undated"  # type: ignore[arg-type]


def test_places_of_a_draft_bear_its_id() -> None:
    draft = Draft(
        id=Slug("one"), title=Text(zh="稿"), zh="第一章 总则\n第一条 灯：\n（一）亮；\n（二）常亮。\n附件一 表"
    )
    text = draft.text("zh")
    assert text is not None
    assert list(text.anchors()) == [
        "one--ch-1", "one--art-1", "one--art-1-p1", "one--art-1-p1-i1", "one--art-1-p1-i2", "one--annex-1",
    ]  # fmt: skip
    assert draft.articles() == ["art-1"]
    assert draft.text("en") is None


def test_a_page_follows_the_law_whose_words_it_shows() -> None:
    corpus = corpus_on("2026-06-30")
    card = corpus.by_key[LIGHTING]
    assert set(Consultation.uses(card, corpus)) == {"laws/riverside-lighting!"}


def test_a_law_under_embargo_shows_no_words() -> None:
    """What went into a law that is held back is not shown before its day."""
    corpus = corpus_on("2026-06-30")
    by_key = {key: card for key, card in corpus.by_key.items() if key != "laws/riverside-lighting"}
    hidden = replace(corpus, by_key=by_key, hidden=corpus.hidden | {"laws/riverside-lighting"})
    changes = lighting(hidden).view(hidden)["changes"]
    assert {name for name, change in changes.items() if change is None} == {"monthly", "fog"}
