"""The legislature at a glance: what is counted, that every number leads to its rows, and that nothing is made up."""

import csv
import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai import cockpit
from gongkai.charts import CLASSES
from gongkai.cockpit import Count, counts
from gongkai.corpus import Corpus
from gongkai.progress import Silent
from gongkai.records.law import Law
from gongkai.site import build, check
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import LINJIANG, Built, linjiang_options

# By hand from tests/site/content. Laws: seven that are no demonstration (ferry-fares is one), of which
# riverside-lighting has two topics. Letters answered: in the reports of 2021, 2022 (about), 2023 and 2025.
LAWS = {
    "year": {"1962": 1, "1988": 1, "2015": 1, "2023": 1, "2024": 2, "2025": 1},
    "topic": {"lighting": 4, "ferries": 2, "markets": 2},
}
LETTERS = [("2021", "310", "exact"), ("2022", "420", "about"), ("2023", "1020", "exact"), ("2024", None, "exact"), ("2025", "998", "exact")]  # fmt: skip
# From 1 September 2026 the law on night navigation, adopted on 25 June 2026 and held back until then, is
# there too; it is filed under no topic.
LATER = {
    "year": LAWS["year"] | {"2026": 1},
    "topic": LAWS["topic"] | {"not-recorded": 1},
}
HEAVIEST = 300_000


def corpus_as_of(as_of: str) -> Corpus:
    return check(linjiang_options(Path("never-written"), as_of), Silent()).corpus


def by_id(found: list[Count]) -> dict[str, Mapping[str, int]]:
    return {one.id.partition("-")[2]: {cell.key: cell.count for cell in one.cells} for one in found}


@pytest.mark.parametrize(("as_of", "wanted"), [("2026-06-30", LAWS), ("2026-09-01", LATER)])
def test_laws_are_counted_by_year_and_topic(as_of: str, wanted: dict[str, dict[str, int]]) -> None:
    found = counts(Law, corpus_as_of(as_of), search=True)
    assert by_id(found) == wanted
    year, topic = found
    assert year.total == topic.total == sum(wanted["year"].values())
    assert not year.overlapping
    assert topic.overlapping, "a law with two topics stands in two groups and is one law"
    drawn = {point.label.zh: point.value and int(point.value[0]) for point in year.points}
    assert list(drawn) == [str(number) for number in range(1962, int(max(wanted["year"])) + 1)]
    assert {key: number for key, number in drawn.items() if number} == wanted["year"], (
        "years without a law have no column"
    )


def test_what_is_not_on_record_stands_apart(tmp_path: Path) -> None:
    """A law without topics is counted under none of them, drawn nowhere, and listed on the page itself."""
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    path = tmp_path / "content/laws/lantern-permits.yml"
    path.write_text(path.read_text("utf-8").replace("topics: [lighting]\n", ""), "utf-8")
    options = replace(linjiang_options(tmp_path / "site"), content=tmp_path / "content")
    built = Built(options.out, build(options, Silent()))
    _, topic = counts(Law, built.result.corpus, search=True)
    assert {cell.key: cell.count for cell in topic.known} == {"lighting": 3, "ferries": 2, "markets": 2}
    assert topic.unknown is not None
    assert (topic.unknown.count, topic.unknown.path, topic.total) == (1, "", 7)
    assert len(topic.points) == 3
    for address in ("cockpit", "en/cockpit"):
        page = built.page(address)
        (rows,) = re.findall(r'(?s)<div class="cockpit-rows" id="_laws-topic-not-recorded">.*?</div>', page)
        assert 'href="#_laws-topic-not-recorded"' in page
        assert re.findall(r'href="[^"]*laws/([a-z-]+)/"', rows) == ["lantern-permits"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_the_rows_it_counts(linjiang: Built, language: Any) -> None:
    pages = Pages(linjiang, language)
    page = pages.tree("cockpit/")
    seen = 0
    for figure in (one for one in elements(page) if one.get("data-tally")):
        for row in (one for one in figure.iter("tr") if one.get("data-key")):
            (link,) = row.iter("a")
            number = int(words(link).replace(",", ""))
            assert number > 0, "a group nothing is in is not shown"
            address, fragment = pages.target("cockpit/", link.get("href"))
            assert rows_behind(pages.tree(address), fragment) == number, (figure.get("data-tally"), row.get("data-key"))
            seen += 1
        (total,) = figure.findall(".//tfoot//a") or [None]
        if total is not None:
            assert pages.tree(pages.target("cockpit/", total.get("href"))[0]) is not None
    assert seen > 50


def rows_behind(page: Any, fragment: str) -> int:
    """How many things the rows below a heading stand for, without demonstrations; a row may stand for several."""
    parents = {child: parent for parent in elements(page) for child in parent}
    heading = next(one for one in elements(page) if one.get("id") == fragment)
    around = list(parents[heading])
    after = around[around.index(heading) + 1 :]
    end = next((at for at, one in enumerate(after) if one.tag == heading.tag), len(after))
    total = 0
    for block in after[:end]:
        for row in (one for one in block.iter("li") if "row" in (one.get("class") or "").split()):
            labels = [words(label) for label in with_class(row, "row-label")]
            if not {"Demonstration", "示范"} & set(labels):
                weights = [
                    found[1] for label in labels if (found := re.fullmatch(r"(?:counts as |计 )(\d+)(?: 条)?", label))
                ]
                total += int(weights[0]) if weights else 1
    return total


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_its_table_and_its_file(linjiang: Built, language: Any) -> None:
    """The numbers of a picture are those of its table and of its file; what has no rows has neither."""
    page = Pages(linjiang, language).tree("cockpit/")
    files = {path.name for path in (linjiang.folder / "cockpit").glob("*.csv")}
    linked = {
        link.get("href").rpartition("/")[2] for link in page.iter("a") if (link.get("href") or "").endswith(".csv")
    }
    assert linked == files
    drawn = 0
    for figure in (one for one in elements(page) if one.get("data-tally")):
        known = [row for body in figure.iter("tbody") if body.get("class") is None for row in body.iter("tr")]
        numbers = [words(next(row.iter("td"))) for row in known]
        charts = list(with_class(figure, "chart"))
        assert len(charts) == (len(known) > 1), figure.get("data-tally")
        if not figure.findall(".//table"):
            assert words(next(with_class(figure, "unpublished"))) in ("No data yet", "尚无数据")
            assert f"{figure.get('data-tally')}.csv" not in files
            continue
        with (linjiang.folder / "cockpit" / f"{figure.get('data-tally')}.csv").open("rb") as file:
            rows = list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"), newline="")))
        keys = [row.get("data-key") for row in figure.iter("tr") if row.get("data-key")]
        assert [row["key"] for row in rows] == keys
        assert [row["count"] for row in rows][: len(numbers)] == numbers
        if charts and "chart-short-bars" in charts[0].get("class"):
            drawn_numbers = [words(one) for one in elements(charts[0]) if one.get("class") == "chart-ink-fill"]
            assert drawn_numbers == numbers, "what is drawn is what the table says"
            drawn += 1
    assert drawn > 10


def test_files_are_csv_that_spreadsheets_read(linjiang: Built) -> None:
    """RFC 4180: CRLF after every record, as many fields in each; a byte order mark says UTF-8."""
    paths = sorted((linjiang.folder / "cockpit").glob("*.csv"))
    assert len(paths) > 20
    for path in paths:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
    letters = (linjiang.folder / "cockpit/reports-letters-answered.csv").read_text("utf-8-sig")
    assert letters.splitlines() == [
        "year,zh,zh_unit,en,en_unit,how",
        "2021,310,封,310,letters,exact",
        "2022,420,封,420,letters,about",
        "2023,1020,封,1020,letters,exact",
        "2024,,封,,letters,",
        "2025,998,封,998,letters,exact",
    ]


def test_figures_over_the_years_are_those_that_four_reports_hold(linjiang: Built) -> None:
    """Sittings and votes stand in three reports only. A year without a report is a gap, not a zero."""
    corpus = linjiang.result.corpus
    (letters,) = cockpit.yearly(corpus)
    found = [(point.label.zh, point.value and point.value[0], point.note) for point in letters.points]
    assert (letters.id, found) == ("letters-answered", LETTERS)
    pages = Pages(linjiang, "en")
    figure = next(one for one in elements(pages.tree("cockpit/")) if one.get("data-figure") == "letters-answered")
    rows = {row.get("data-year"): words(next(row.iter("td"))) for row in figure.iter("tr") if row.get("data-year")}
    assert rows == {"2021": "310", "2022": "about 420", "2023": "1,020", "2024": "No public record", "2025": "998"}
    (link,) = [one for one in figure.iter("a") if words(one) == "1,020"]
    address, fragment = pages.target("cockpit/", link.get("href"))
    assert (address, fragment) == ("reports/2023/", "letters-answered")
    assert fragment in pages.ids(address)


def test_a_figure_whose_unit_changed_is_not_compared(tmp_path: Path) -> None:
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    path = tmp_path / "content/reports/2021.yml"
    path.write_text(
        path.read_text("utf-8").replace("{zh: 封, en: letters}", "{zh: 万封, en: ten thousand letters}"), "utf-8"
    )
    options = replace(linjiang_options(tmp_path / "site"), content=tmp_path / "content")
    assert list(cockpit.yearly(check(options, Silent()).corpus)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_light_and_needs_no_scripts(linjiang: Built, language: Any) -> None:
    html = linjiang.page("cockpit" if language == "zh" else "en/cockpit")
    assert len(html.encode()) < HEAVIEST
    assert "%" not in re.sub(r"(?s)<(script|svg)[^>]*>.*?</\1>|<[^>]+>", "", html), (
        "no share stands without its numbers"
    )
    for chart in re.findall(r"(?s)<svg class=\"chart.*?</svg>", html):
        assert 'role="img" aria-label="' in chart
        assert 'style="' not in chart
        assert not re.search(r'(fill|stroke)="#0[123]', chart), "a placeholder colour was left"
        assert any(f'class="{name}-' in chart for name in CLASSES.values())
    page = Pages(linjiang, language).tree("cockpit/")
    (contents,) = with_class(page, "cockpit-contents")
    ids = Pages(linjiang, language).ids("cockpit/")
    inside = [link.get("href").removeprefix("#") for link in contents.iter("a")]
    assert set(inside) <= ids
    groups = [one.removeprefix("_group-") for one in inside if one.startswith("_group-")]
    assert groups == ["laws", "oversight", "take-part", "practice"], "in the order of the masthead"


def test_demonstrations_are_not_counted(linjiang: Built) -> None:
    corpus = linjiang.result.corpus
    demonstrations = {card.key for card in corpus.by_key.values() if card.demonstration}
    assert demonstrations
    lines = [
        line for kind in corpus.types.values() for tally in kind.tallies(corpus) for group in tally.groups for line in group.lines
    ]  # fmt: skip
    assert lines
    assert [line.ref for line in lines if line.card.key in demonstrations] == []


def test_without_the_search_pages_laws_lead_to_their_list(linjiang: Built) -> None:
    year, topic = counts(Law, linjiang.result.corpus, search=False)
    assert [cell.path for cell in year.known][:2] == ["laws/?year=1962", "laws/?year=1988"]
    assert topic.known[0].path == "laws/?topic=lighting"


def test_a_site_may_do_without_the_page(tmp_path: Path) -> None:
    """`features: {cockpit: false}`: no page, no file, no link to it."""
    options = linjiang_options(tmp_path / "site")
    config = options.config.read_text("utf-8").replace("cockpit: true", "cockpit: false")
    (tmp_path / "site_config.yml").write_text(config, "utf-8")
    build(replace(options, config=tmp_path / "site_config.yml"), Silent())
    assert not (options.out / "cockpit").exists()
    assert [path for path in options.out.rglob("*.html") if "cockpit/" in path.read_text("utf-8")] == []
