"""The life of an article, both directions: what names a place is shown there, and what is shown there names it."""

from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.placenames import article_of, place_name
from gongkai.records.law import Law
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import AS_OF, Built

Shown = tuple[str, str]
"""A place of the page in hand and the record that names it: `art-4-p1-i2`, `cases/night-ferry`."""


def named_places(corpus: Corpus) -> set[tuple[str, str, str]]:
    """Law, place, and record: every reference to a place of a law that any record holds."""
    return {
        (ref.target, ref.anchor, card.key)
        for card in corpus.by_key.values()
        for _, ref in card.refs
        if ref.anchor and ref.target.startswith("laws/") and ref.target in corpus.by_key
    }


def key_of(address: str) -> str:
    """The record of an address: `laws/x/` or `about/`."""
    return address.strip("/") if address.count("/") > 1 else f"pages/{address.strip('/')}"


def naming(pages: Pages, address: str, entry: Any) -> tuple[str, str]:
    """The record that an entry names, and the place in it; the page and the place are there."""
    about_the_law = {link for name in ("life-place", "life-anchor", "life-then") for each in with_class(entry, name) for link in each.iter("a")}  # fmt: skip
    (link,) = [each for each in entry.iter("a") if each not in about_the_law]
    page, place = pages.target(address, link.get("href"))
    assert place == "" or place in pages.ids(page), (address, link.get("href"))
    return page, place


def places_in(pages: Pages, address: str, entry: Any, article: str) -> list[str]:
    """The places of an article that an entry names: those it lists, which are all there, or the whole."""
    links = [link for each in with_class(entry, "life-place") for link in each.iter("a")]
    found = [pages.target(address, link.get("href")) for link in links]
    for (page, place), link in zip(found, links, strict=True):
        assert article_of(place) == article
        assert place in pages.ids(page)
        assert words(link) == place_name(place, "en" if pages.prefix else "zh")
    return [place for _, place in found] or [article]


def beside(pages: Pages, address: str) -> set[Shown]:
    """What the page shows beside its articles and headings."""
    parents = {child: parent for parent in elements(pages.tree(address)) for child in parent}
    found: set[Shown] = set()
    for aside in with_class(pages.tree(address), "law-life"):
        holder = parents[aside]
        if "law-heading-note" in holder.get("class", ""):
            siblings = list(parents[holder])
            holder = siblings[siblings.index(holder) - 1]
        while holder.get("id") is None:
            holder = parents[holder]
        for row in aside.iter("li"):
            page, _ = naming(pages, address, row)
            found |= {(place, key_of(page)) for place in places_in(pages, address, row, holder.get("id"))}
    return found


def listed(pages: Pages, address: str) -> set[Shown]:
    """What the page's list of everything holds; every place of it can be gone to."""
    found: set[Shown] = set()
    for row in entries_of(pages, address):
        (anchor,) = with_class(row, "life-anchor")
        page, article = pages.target(address, anchor.get("href"))
        assert article in pages.ids(page), (address, article)
        naming_page, _ = naming(pages, address, row)
        found |= {(place, key_of(naming_page)) for place in places_in(pages, address, row, article)}
    return found


def entries_of(pages: Pages, address: str) -> list[Any]:
    """The rows of a page's list of what happened to its articles."""
    return [row for section in with_class(pages.tree(address), "life-list") for row in section.iter("li")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_to_a_place_is_shown_there_and_nothing_else_is(linjiang: Built, language: Language) -> None:
    """Beside the place, on the law's page or that of the version that has it, and in the list of the law's page."""
    corpus, pages = linjiang.result.corpus, Pages(linjiang, language)
    wanted = named_places(corpus)
    assert {law for law, _, _ in wanted} == {f"laws/{name}" for name in ("riverside-lighting", "lantern-permits", "tide-bells", "wharf-markets")}  # fmt: skip
    assert {key.partition("/")[0] for _, _, key in wanted} >= {
        "laws", "supervision", "consultations", "suggestions", "participate", "events", "plan", "cases", "panels", "moments",
        "glossary", "pages",
    }  # fmt: skip
    for card in corpus.cards("laws"):
        law = corpus.record(card.key)
        assert isinstance(law, Law)
        here = {(anchor, key) for target, anchor, key in wanted if target == card.key}
        address = f"{card.key}/"
        if not law.versions:
            assert beside(pages, address) == here
            continue
        current = law.version_on(AS_OF)
        assert current is not None
        others = sorted((version.key for version in law.versions if version is not current), reverse=True)
        for version in (
            current.key,
            *others,
        ):  # a place is that of the text that stands, else of the newest that has it
            there = {each for each in here if each[0] in pages.ids(f"{address}versions/{version}/")}
            stands = version == current.key
            for page in (f"{address}versions/{version}/", *([address] if stands else [])):
                assert beside(pages, page) == there, page
                assert listed(pages, page) == (here if stands else there), page
            here -= there
        assert here == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_shown_beside_a_place_links_to_it(linjiang: Built, language: Language) -> None:
    """From an entry to the record, at the item that names the place, and from there back to the place."""
    corpus, pages = linjiang.result.corpus, Pages(linjiang, language)
    entries = 0
    for card in corpus.cards("laws"):
        address = f"{card.key}/"
        for row in entries_of(pages, address):
            (anchor,) = with_class(row, "life-anchor")
            law_page, article = pages.target(address, anchor.get("href"))
            page, item = naming(pages, address, row)
            (holder,) = [each for each in elements(pages.tree(page)) if each.get("id") == (item or "_main")]
            links = [link.get("href") for link in holder.iter("a") if link.get("download") is None]
            targets = {pages.target(page, link) for link in links if not link.startswith(("http", "mailto:"))}
            for place in places_in(pages, address, row, article):
                there = {at for at, named in targets if named == place and at.startswith(law_page)}
                assert there, (page, item, place)  # the law's own page, or that of one of its texts
                entries += 1
    assert entries > 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_that_only_another_version_has_is_named_as_such(linjiang: Built, language: Language) -> None:
    """The former article 9 leads to the former text, the coming article 5-2 to the future one."""
    pages = Pages(linjiang, language)
    address = "laws/riverside-lighting/"
    found = {}
    for anchor in with_class(pages.tree(address), "life-anchor"):
        page, place = pages.target(address, anchor.get("href"))
        if page != address:
            found[place] = (page, words(next(with_class(anchor, "note"))))
    assert found == {
        "art-9": (f"{address}versions/2023-07-01/", {"zh": "（过去文本中的条款）", "en": "(in an earlier text)"}[language]),
        "art-5-2": (f"{address}versions/2027-01-01/", {"zh": "（将来文本中的条款）", "en": "(in a future text)"}[language]),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_site_beside_a_chinese_article_are_in_the_language_of_the_page(
    linjiang: Built, language: Language
) -> None:
    """Article 6 has no English: it is Chinese on the English page, and the records beside it are not."""
    pages = Pages(linjiang, language)
    (article,) = [each for each in elements(pages.tree("laws/riverside-lighting/")) if each.get("id") == "art-6"]
    (aside,) = with_class(article, "law-life")
    assert aside.get("lang") == {"zh": "zh-Hans", "en": "en"}[language]
    assert {"zh": "法规", "en": "Law"}[language] in [words(kind) for kind in with_class(aside, "life-kind")]
