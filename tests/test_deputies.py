"""Deputies: their office and their work in public, and no private contact data."""

import re

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.records.deputy import Deputy, standing
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import AS_OF, Built


@pytest.fixture
def corpus(linjiang: Built) -> Corpus:
    return linjiang.result.corpus


@pytest.mark.parametrize(
    ("name", "states"),
    [
        # in office to the end of the month that is named
        ("lin-du", {"2026-02-01": "serving", "2026-03-31": "serving", "2026-04-01": "left", AS_OF: "left"}),
        # elected for a time that begins with the month that is named
        ("jiang-bo", {"2022-12-31": "ahead", "2023-01-01": "serving", "2026-02-01": "serving", AS_OF: "serving"}),
    ],
)
def test_in_office_or_not(name: str, states: dict[str, str], corpus: Corpus) -> None:
    brief = corpus.by_key[f"deputies/{name}"].brief
    assert {as_of: standing(brief, as_of).key for as_of in states} == states


def test_work_has_the_same_rows_in_every_year(corpus: Corpus) -> None:
    """2025: residents met and suggestions; 2024: suggestions and inspections. What a year lacks is an empty row."""
    deputy = corpus.record("deputies/jiang-bo")
    assert isinstance(deputy, Deputy)
    table = [[(row.label.en, [figure.value for figure in row.figures]) for row in year] for year in deputy.counts()]
    assert table == [
        [("Residents met", ["120"]), ("Suggestions made", ["3"]), ("Inspections joined", [])],
        [("Residents met", []), ("Suggestions made", ["2"]), ("Inspections joined", ["4"])],
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["2025年接待居民约 120 人次", "参加检查未见公布", "2024年接待居民未见公布"]),
        ("en", ["2025Residents metabout 120 visits", "Inspections joinedNo public record", "2024Residents metNo public record"]),
    ],
)  # fmt: skip
def test_work_in_numbers_shows_its_gaps(linjiang: Built, language: Language, expected: list[str]) -> None:
    tree = Pages(linjiang, language).tree("deputies/jiang-bo")
    (table,) = (one for one in elements(tree) if one.tag == "table")
    text = re.sub(r"\[\d\]|\s*\n\s*", "", words(table))
    for one in expected:
        assert one in text, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_are_those_the_deputy_made(linjiang: Built, language: Language) -> None:
    """Newest first, each with its state; records that only mention the deputy are not among them."""
    pages = Pages(linjiang, language)
    rows = {name: [link.get("href") for link in with_class(pages.tree(f"deputies/{name}"), "row-title")] for name in ("jiang-bo", "lin-du", "bai-lu")}  # fmt: skip
    found = {name: [pages.target(f"deputies/{name}/", href)[0] for href in links] for name, links in rows.items()}
    assert found == {
        "jiang-bo": ["suggestions/market-water/", "suggestions/ferry-lamps/"],
        "lin-du": ["suggestions/bridge-lights/"],
        "bai-lu": [],
    }
    states = [words(one) for one in with_class(pages.tree("deputies/jiang-bo"), "row-state")]
    assert states == {"zh": ["答复逾期", "已兑现"], "en": ["Answer overdue", "Carried out"]}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_a_deputy_is_public(linjiang: Built, language: Language) -> None:
    """The station and the public channels; nothing to dial or to write to."""
    pages = Pages(linjiang, language)
    tree = pages.tree("deputies/jiang-bo")
    section = next(one for one in elements(tree) if one.get("aria-labelledby") == "_stations")
    links = [pages.target("deputies/jiang-bo/", one.get("href"))[0] for one in elements(section) if one.tag == "a"]
    assert links == ["participate/", "places/old-landing/"]
    main = next(one for one in elements(tree) if one.tag == "article" or "sheet" in (one.get("class") or "").split())
    assert not [one for one in elements(main) if (one.get("href") or "").startswith(("tel:", "mailto:"))]
    missing = words(next(one for one in elements(pages.tree("deputies/bai-lu")) if one.get("id") == "_occupation"))
    assert missing == {"zh": "未见公布", "en": "No public record"}[language]
