"""The glossary's pages: where every term is used, found here by other means, and explained where it is met."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from gongkai.fields import Language
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import LINJIANG, Built

TERMS = {
    "harbour-bureau": "港务局", "ferry-landing": "渡口", "landing-residents": "渡口居民小组", "visibility": "能见度", "sunset": "日落",
}  # fmt: skip
"""All terms that are looked for. 渡口 lies within 渡口居民小组, which then counts alone."""

EITHER = {
    ("sources", "title"),
    ("sources", "publisher"),
    ("cites", "title"),
    ("replaces", "title"),
    ("subjects", "title"),
}
"""Fields that may be in one language: titles of sources and of other acts are not the record's own words."""

Use = tuple[str, str, str]


def terms_in(text: str) -> set[str]:
    """The terms that a text uses, the longest first, each taken out where it is found."""
    found = set()
    for term, chinese in sorted(TERMS.items(), key=lambda item: -len(item[1])):
        if chinese in text:
            found.add(term)
            text = text.replace(chinese, "■")
    return found


def chinese_words(value: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """What a record says in Chinese, as its file has it; not the texts of laws."""
    if isinstance(value, dict):
        if "zh" in value and isinstance(value["zh"], str) and above[-1:] != ("versions",) and above[-2:] not in EITHER:
            yield value["zh"]
        for key, inner in value.items():
            if key != "period":
                yield from chinese_words(inner, (*above, key))
    elif isinstance(value, list):
        for inner in value:
            yield from chinese_words(inner, above)


def uses(built: Built) -> set[Use]:
    """Term, record and article ("" for the record as a whole), for every use in what the site shows today."""
    found: set[Use] = set()
    for path in sorted((LINJIANG / "content").glob("*/[a-z0-9]*.yml")):
        key = f"{path.parent.name}/{path.stem}"
        if path.parent.name != "glossary" and key in built.result.corpus.by_key:
            record = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
            found |= {(term, key, "") for term in terms_in("\n".join(chinese_words(record)))}
    pages = Pages(built, "zh")
    for card in (*built.result.corpus.cards("laws"), *built.result.corpus.cards("consultations")):
        for article in with_class(pages.tree(f"{card.key}/"), "law-article"):
            own = "".join(text for element in article.iter() if element in own_elements(article) for text in (element.text or "", element.tail or ""))  # fmt: skip
            found |= {(term, card.key, article.get("id")) for term in terms_in(own)}
    return found


def own_elements(article: Any) -> set[Any]:
    """An article's elements without the site's own notes beside and below it."""
    notes = [*with_class(article, "law-life"), *with_class(article, "law-plain")]
    return set(elements(article)) - {inner for note in notes for inner in elements(note)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_lists_exactly_what_uses_it(linjiang: Built, language: Language) -> None:
    """Every article of a current text and every record, each with a link that leads there."""
    wanted = uses(linjiang)
    assert {term for term, _, _ in wanted} == set(TERMS)
    assert ("harbour-bureau", "laws/riverside-lighting", "art-3") in wanted
    pages = Pages(linjiang, language)
    for term in TERMS:
        address = f"glossary/{term}/"
        found: set[Use] = set()
        for section in with_class(pages.tree(address), "glossary-uses"):
            for row in section.iter("li"):
                first, *articles = [pages.target(address, link.get("href")) for link in row.iter("a")]
                key = first[0].strip("/") if first[0].count("/") > 1 else f"pages/{first[0].strip('/')}"
                for page, place in articles:
                    assert place in pages.ids(page)
                    assert page.startswith(first[0])
                    found.add((term, key, place))
                found.add((term, key, ""))
        in_articles = {(key, "") for use, key, anchor in wanted if use == term and anchor}
        assert found == {each for each in wanted if each[0] == term} | {(term, *each) for each in in_articles}


def test_a_word_that_is_too_common_is_not_looked_for(linjiang: Built) -> None:
    page = Pages(linjiang, "en").tree("glossary/regulations/")
    assert list(with_class(page, "glossary-uses")) == []
    assert "too common" in words(page)


def test_english_pages_explain_terms_where_they_are_met(linjiang: Built) -> None:
    """Each term met is a link, once a section, to its explanation at the page's end, which leads to its own page."""
    pages = Pages(linjiang, "en")
    met = set()
    for file in sorted((linjiang.folder / "en").rglob("index.html")):
        address = f"{file.parent.relative_to(linjiang.folder / 'en')}/".removeprefix("./")
        tree = pages.tree(address)
        linked = {link.get("href").removeprefix("#_term-") for link in with_class(tree, "term")}
        explained = {entry.get("id").removeprefix("_term-"): entry for entry in with_class(tree, "term-entry")}
        assert set(explained) == linked, address
        assert address.removeprefix("glossary/").strip("/") not in linked  # its own page explains it already
        for term, entry in explained.items():
            card = linjiang.result.corpus.by_key[f"glossary/{term}"]
            assert card.summary is not None
            assert str(card.summary.en) in words(entry)
            (more,) = entry.iter("a")
            assert pages.target(address, more.get("href")) == (f"glossary/{term}/", "")
        for section in tree.iter("section"):
            inner = {link for other in section.iter("section") if other is not section for link in with_class(other, "term")}  # fmt: skip
            own = [link.get("href") for link in with_class(section, "term") if link not in inner]
            assert len(own) == len(set(own)), address
        met |= linked
    assert met == {"harbour-bureau", "ferry-landing", "visibility", "landing-residents", "regulations"}


@pytest.mark.parametrize(
    ("anchor", "linked"),
    [("art-3", {"Harbour Bureau"}), ("art-4", {"ferry landings"}), ("art-5", set()), ("art-8", {"regulations"}), ("art-12", {"regulations", "Harbour Bureau"})],
)  # fmt: skip
def test_the_words_that_are_linked_in_an_article(linjiang: Built, anchor: str, linked: set[str]) -> None:
    """In singular and plural; `sunset` needs no explanation, and article 5 does not say `visibility` though it should."""
    tree = Pages(linjiang, "en").tree("laws/riverside-lighting/")
    (article,) = [element for element in elements(tree) if element.get("id") == anchor]
    assert {words(link) for link in with_class(article, "term")} == linked


def test_no_chinese_page_explains_anything(linjiang: Built) -> None:
    pages = [path for path in linjiang.folder.rglob("index.html") if linjiang.folder / "en" not in path.parents]
    assert len(pages) > 50
    for path in pages:
        html = path.read_text("utf-8")
        assert 'class="term"' not in html, path
        assert "term-entry" not in html, path
