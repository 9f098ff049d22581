"""The ways to every record without searching: the search page's indexes, the pages of years and topics, the box in every header."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest

from gongkai import views
from gongkai.cards import Card
from gongkai.fields import Language
from gongkai.pages import path_of
from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.builtpages import BASE, LANGUAGES, Pages, elements, with_class, words
from tests.conftest import LINJIANG, Built, linjiang_options
from tests.crawl import Site


@pytest.fixture(params=LANGUAGES)
def pages(request: pytest.FixtureRequest, linjiang: Built) -> Pages:
    return Pages(linjiang, request.param)


def listed(built: Built) -> list[Card]:
    corpus = built.result.corpus
    return [card for folder, kind in corpus.types.items() if kind.listed for card in corpus.cards(folder)]


def expected(built: Built, keys: Callable[[Card], set[str]]) -> dict[str, set[str]]:
    """The addresses of all listed records by the keys a record has."""
    found: dict[str, set[str]] = {}
    for card in listed(built):
        for key in keys(card):
            found.setdefault(key, set()).add(path_of(card.key, built.result.corpus) or "")
    return found


def years(built: Built) -> dict[str, set[str]]:
    return expected(built, lambda card: {card.date[:4]} if card.date else set())


def topics(built: Built) -> dict[str, set[str]]:
    return expected(built, lambda card: set(card.topics))


def links(pages: Pages, address: str, name: str) -> list[str]:
    """Where the links inside elements of a class lead."""
    tree = pages.tree(address)
    anchors = [a for element in with_class(tree, name) for a in element.iter("a")]
    return [pages.target(address, a.get("href"))[0] for a in anchors]


def test_every_dated_record_stands_on_the_page_of_its_year(pages: Pages) -> None:
    by_year = years(pages.built)
    assert len(by_year) > 2
    for year, paths in by_year.items():
        rows = links(pages, f"search/years/{year}/", "row-title")
        assert sorted(rows) == sorted(paths), year


def test_every_record_stands_on_the_page_of_each_of_its_topics(pages: Pages) -> None:
    by_topic = topics(pages.built)
    assert any(len(card.topics) > 1 for card in listed(pages.built))
    for topic, paths in by_topic.items():
        rows = links(pages, f"search/topics/{topic}/", "row-title")
        assert sorted(rows) == sorted(paths), topic


def test_there_is_a_page_for_nothing_else(linjiang: Built) -> None:
    for folder in (linjiang.folder / "search", linjiang.folder / "en" / "search"):
        found = {str(path.parent.relative_to(folder)) for path in folder.rglob("index.html")}
        assert found == {
            ".",
            *(f"years/{year}" for year in years(linjiang)),
            *(f"topics/{one}" for one in topics(linjiang)),
        }


def test_rows_stand_by_type_newest_first(pages: Pages) -> None:
    corpus = pages.built.result.corpus
    several = 0
    for topic in topics(pages.built):
        groups = list(with_class(pages.tree(f"search/topics/{topic}/"), "browse-group"))
        headings = [group.get("aria-labelledby").removeprefix("_") for group in groups]
        assert headings == [folder for folder in corpus.types if folder in headings]
        several += len(groups) > 1
        for group in groups:
            dates = [time.get("datetime") for date in with_class(group, "row-date") for time in date.iter("time")]
            assert dates == sorted(dates, reverse=True)
            assert words(next(with_class(group, "index-count"))) == str(len(list(with_class(group, "row"))))
    assert several


def test_a_year_leads_to_the_years_beside_it_and_a_topic_to_all_topics(pages: Pages) -> None:
    every = sorted(years(pages.built))
    beside: dict[str, set[str]] = {year: set() for year in every}
    for earlier, later in pairwise(every):
        beside[earlier].add(later)
        beside[later].add(earlier)
    for year, others in beside.items():
        ways = links(pages, f"search/years/{year}/", "browse-ways")
        assert sorted(ways) == sorted(["search/", *(f"search/years/{other}/" for other in others)]), year
    for topic in topics(pages.built):
        address = f"search/topics/{topic}/"
        ways = links(pages, address, "browse-ways")
        assert sorted(ways) == sorted(f"search/topics/{other}/" for other in topics(pages.built))
        here = [
            a for nav in with_class(pages.tree(address), "browse-ways") for a in nav.iter("a") if a.get("aria-current")
        ]
        assert [pages.target(address, a.get("href"))[0] for a in here] == [address]


def test_the_search_page_leads_to_every_list_year_and_topic_with_its_count(pages: Pages) -> None:
    tree = pages.tree("search/")
    (indexes,) = (element for element in elements(tree) if element.get("data-search-indexes") is not None)
    assert indexes.get("hidden") is None
    told = {
        pages.target("search/", item.find("a").get("href"))[0]: int(words(next(with_class(item, "index-count"))))
        for item in indexes.iter("li")
    }
    corpus = pages.built.result.corpus
    lists = {f"{folder}/": len(corpus.cards(folder)) for folder, kind in corpus.types.items() if kind.listed}
    wanted = {path: count for path, count in lists.items() if count}
    wanted |= {f"search/years/{year}/": len(paths) for year, paths in years(pages.built).items()}
    wanted |= {f"search/topics/{topic}/": len(paths) for topic, paths in topics(pages.built).items()}
    assert told == wanted
    shown = [path for path in told if path.startswith("search/years/")]
    assert shown == sorted(shown, reverse=True)


def test_the_form_says_all_that_its_script_needs(pages: Pages) -> None:
    tree = pages.tree("search/")
    (form,) = (element for element in elements(tree) if element.get("data-search") is not None)
    assert (form.get("method"), form.get("role")) == ("get", "search")
    assert pages.target("search/", form.get("action"))[0] == "search/"
    language = "en" if pages.prefix else "zh"
    assert form.get("data-lang") == language
    assert urljoin(BASE + pages.prefix + "search/", form.get("data-root")) == BASE
    assert (pages.built.folder / "search" / f"{language}.json").is_file()
    assert [select.get("name") for select in form.iter("select")] == ["type", "status", "year", "topic", "sort"]
    assert [option.get("value") for option in list(form.iter("select"))[-1].iter("option")] == [
        "",
        "newest",
        "oldest",
        "title",
    ]
    for hook in ("results", "status", "pages", "nothing", "filters", "output", "words"):
        assert any(element.get(f"data-search-{hook}") is not None for element in elements(tree)), hook
    said = [element.get("data-say") for element in elements(tree) if element.get("data-say")]
    assert len(said) == len(set(said)) > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_name_the_year_and_the_topic(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    for address, heading, title in (
        ("search/", {"zh": "搜索", "en": "Search"}, {"zh": "搜索", "en": "Search"}),
        (
            "search/years/2024/",
            {"zh": "2024年的记录", "en": "Records of 2024"},
            {"zh": "2024年的记录", "en": "Records of 2024"},
        ),
        ("search/topics/lighting/", {"zh": "照明", "en": "Lighting"}, {"zh": "主题：照明", "en": "Topic: Lighting"}),
    ):
        tree = pages.tree(address)
        assert words(next(tree.iter("h1"))) == heading[language]
        assert words(next(tree.iter("title"))).startswith(f"{title[language]} · ")


def test_every_header_has_a_box_that_leads_to_the_search_page_of_its_language(linjiang: Built) -> None:
    for path in linjiang.folder.rglob("*.html"):
        file = str(path.relative_to(linjiang.folder))
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        (header,) = with_class(tree, "masthead")
        (form,) = header.iter("form")
        prefix = "en/" if file.startswith("en/") else ""
        address = BASE + file.removesuffix("index.html")
        assert urljoin(address, form.get("action")) == f"{BASE}{prefix}search/", file
        (box,) = form.iter("input")
        assert box.get("name") == "q"
        assert any(label.get("for") == box.get("id") for label in form.iter("label"))
        for script in ("suggest", "mark"):
            name = urljoin(address, form.get(f"data-{script}")).removeprefix(BASE)
            assert (linjiang.folder / name).is_file(), name
    missing = html5lib.parse((linjiang.folder / "404.html").read_text("utf-8"), namespaceHTMLElements=False)
    (form,) = (form for header in with_class(missing, "masthead") for form in header.iter("form"))
    assert form.get("action").startswith("/")


def test_short_lists_have_no_filters_and_stay_complete(pages: Pages) -> None:
    corpus = pages.built.result.corpus
    lengths = set()
    for folder, kind in corpus.types.items():
        if kind.listed and kind.index_template == "index.html" and corpus.cards(folder):
            long = len(corpus.cards(folder)) >= views.FILTERED_FROM
            lengths.add(long)
            forms = [form for form in pages.tree(f"{folder}/").iter("form") if form.get("data-filters") is not None]
            assert len(forms) == long, folder
            assert len(links(pages, f"{folder}/", "row-title")) == len(corpus.cards(folder))
    assert lengths == {True, False}


@pytest.fixture
def without(tmp_path: Path) -> Options:
    """Linjiang without search."""
    shutil.copytree(LINJIANG, tmp_path / "city")
    config = tmp_path / "city" / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("search: true", "search: no"), "utf-8")
    return replace(linjiang_options(tmp_path / "site"), content=tmp_path / "city" / "content", config=config)


def test_a_site_without_search_has_nothing_of_it(without: Options) -> None:
    build(without, Silent())
    assert not (without.out / "search").exists()
    assert not (without.out / "en" / "search").exists()
    for path in without.out.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "masthead-search" not in html
        assert "search/" not in html
    assert "search/" not in (without.out / "sitemap.xml").read_text("utf-8")
    assert list(Site(without.out, BASE).broken_links()) == []
