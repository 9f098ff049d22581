"""Every figure the site computes, against what was worked out by hand at two dates (`tests/figures/`).

The figures are those of the types' tallies, with the very records they count, and those on the pages
built from them: the boards, the cockpit with its files, the plan and its measures, the open calls, the
last days of answers, the sketch of places, the home page.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.progress import Silent
from gongkai.record import BOARD
from gongkai.site import build
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import TESTS, Built, linjiang_options

BY_HAND = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((TESTS / "figures").glob("*.yml"))}

MEASURE = {
    "zh": {"all": "各项都有证据", "some": "部分有证据", "none": "尚无公开证据"},
    "en": {"all": "All evidenced", "some": "Partly evidenced", "none": "No public evidence yet"},
}
LATE = {"zh": "逾期 {} 天才答复", "en": "Answered {} late"}
OVERDUE = {"zh": "已逾期 {} 天，尚无答复记录", "en": "Overdue by {}, no answer on record"}
DUE = {"zh": "应当答复的日期", "en": "Answer due by"}
LEFT = {"zh": r"还[有剩] ?(\d+) ?天", "en": r"(\d+) days? left"}


@dataclass(frozen=True)
class City:
    """Linjiang as built on a day, and its figures by hand."""

    built: Built
    by_hand: dict[str, Any]

    def tallies(self) -> Iterator[tuple[str, str, int, dict[str, tuple[int, set[str]]]]]:
        """Type, tally, total, and group → the figure and what it counts."""
        for folder, tallies in self.by_hand["tallies"].items():
            for name, tally in tallies.items():
                groups = {key: (count, set(of)) for key, (count, *of) in tally["groups"].items()}
                assert sum(map(len, (of for _, of in groups.values()))) == sum(
                    len(group) - 1 for group in tally["groups"].values()
                ), "nothing is written down twice"
                yield folder, name, tally["total"], groups


@pytest.fixture(scope="module", params=BY_HAND)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> City:
    options = linjiang_options(tmp_path_factory.mktemp("figures") / "site", request.param)
    return City(Built(options.out, build(options, Silent())), BY_HAND[request.param])


def named(page: Any, key: str, value: str) -> Any:
    """The one element of a page that has this attribute."""
    (found,) = [one for one in elements(page) if one.get(key) == value]
    return found


def number(element: Any) -> int:
    return int(words(element).replace(",", ""))


def one_with(page: Any, name: str) -> Any:
    (found,) = with_class(page, name)
    return found


def test_every_tally_counts_what_was_worked_out_by_hand(city: City) -> None:
    """Type by type, group by group, with the very records and items; no type counts anything else."""
    corpus = city.built.result.corpus
    found = {
        (folder, tally.id): (
            tally.total,
            {
                group.key: (group.count, {line.ref.removeprefix(f"{folder}/") for line in group.lines})
                for group in tally.groups
            },
        )
        for folder, kind in corpus.types.items()
        for tally in kind.tallies(corpus)
    }
    assert found == {(folder, name): (total, groups) for folder, name, total, groups in city.tallies()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_boards_say_the_figures_and_list_what_they_count(city: City, language: Any) -> None:
    pages = Pages(city.built, language)
    types = city.built.result.corpus.types
    boards = 0
    for folder, tallies in city.by_hand["tallies"].items():
        if BOARD not in types[folder].extra_pages:
            continue
        address = f"{folder}/{BOARD}/"
        tables = list(pages.tree(address).iter("table"))
        assert len(tables) == len(tallies)
        for table, (name, tally) in zip(tables, tallies.items(), strict=True):
            links = {pages.target(address, link.get("href")): number(link) for link in table.iter("a")}
            figures = {place.removeprefix(f"_{name}-"): count for (_, place), count in links.items()}
            assert figures == {key: count for key, (count, *_) in tally["groups"].items()}, (folder, name)
            assert number(list(table.find("tfoot").iter("td"))[-1]) == tally["total"]
            for (listed, place), count in links.items():
                rows, weight = behind(pages, listed, place, folder)
                assert rows == set(tally["groups"][place.removeprefix(f"_{name}-")][1:]), (folder, place)
                assert weight == count
        boards += 1
    assert boards == len(city.by_hand["tallies"]) - 1, "laws alone have no board"


def behind(pages: Pages, address: str, place: str, folder: str) -> tuple[set[str], int]:
    """What the rows under a heading lead to, without demonstrations, and how many they stand for."""
    page = pages.tree(address)
    around = next(list(one) for one in elements(page) if any(child.get("id") == place for child in one))
    heading = next(at for at, child in enumerate(around) if child.get("id") == place)
    found, weight = set(), 0
    for row in with_class(around[heading + 1], "row"):
        labels = " ".join(words(label) for label in with_class(row, "row-label"))
        if "Demonstration" in labels or "示范" in labels:
            continue
        record, item = pages.target(address, one_with(row, "row-title").get("href"))
        found.add(record.removeprefix(f"{folder}/").rstrip("/") + (f"#{item}" if item else ""))
        counts_as = re.search(r"\d+", labels) if address.endswith(f"/{BOARD}/") else None
        weight += int(counts_as[0]) if counts_as else 1
    return found, weight


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cockpit_says_the_same_figures(city: City, language: Any) -> None:
    page = Pages(city.built, language).tree("cockpit/")
    wanted = {f"{folder}-{name}": (total, groups) for folder, name, total, groups in city.tallies()}
    shown = {one.get("data-tally"): one for one in elements(page) if one.get("data-tally")}
    assert shown.keys() == wanted.keys()
    for name, figure in shown.items():
        total, groups = wanted[name]
        rows = {row.get("data-key"): number(next(row.iter("td"))) for row in figure.iter("tr") if row.get("data-key")}
        assert rows == {key: count for key, (count, _) in groups.items()}, name
        (foot,) = figure.iter("tfoot")
        assert number(next(foot.iter("td"))) == total == int(figure.get("data-total"))
        apart = sum(count for count, _ in groups.values()) > total
        assert any("class" in one.attrib and one.get("class") == "note" for one in figure.findall("p")) == apart, name


def test_files_hold_the_same_figures_in_both_languages(city: City) -> None:
    wanted = {
        f"{folder}-{name}": {key: str(count) for key, (count, _) in groups.items()}
        for folder, name, _, groups in city.tallies()
    }
    for name, figures in city.by_hand["years"].items():
        wanted[f"reports-{name}"] = {year: value or "" for year, value in figures.items()}
    files = {path.stem: rows_of(path) for path in (city.built.folder / "cockpit").glob("*.csv")}
    assert files.keys() == wanted.keys()
    for name, rows in files.items():
        if "count" in rows[0]:
            assert {row["key"]: row["count"] for row in rows} == wanted[name], name
            assert all(row["zh"] and row["en"] for row in rows), name
        else:
            for written in ("zh", "en"):
                about = {"exact": "", "about": "about ", "": ""}
                assert {row["year"]: about[row["how"]] + row[written] for row in rows} == wanted[name], name


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_and_its_measures_say_what_is_evidenced(city: City, language: Any) -> None:
    pages = Pages(city.built, language)
    shown, promised = city.by_hand["plan"]
    measures = city.by_hand["measures"]
    assert [shown, promised] == [sum(one[at] for one in measures.values()) for at in (0, 1)]
    for address in ("", "plan/"):
        count = one_with(pages.tree(address), "plan-count")
        numbers = [count.get("data-shown"), count.get("data-promised")]
        assert numbers == [str(shown), str(promised)]
        assert re.findall(r"\d+", words(count))[:2] == (numbers if language == "en" else numbers[::-1])
    marks = [words(mark) for mark in one_with(pages.tree(""), "plan-strip").iter("li")]
    colon = ": " if language == "en" else "："
    assert marks == [f"{name}{colon}{MEASURE[language][state]}" for name, (_, _, state) in measures.items()]
    evidenced = {ref for key, of in groups_of(city, "plan", "deliverables") if key == "evidenced" for ref in of}
    for name, (of_it, all_of_it, state) in measures.items():
        row = named(pages.tree("plan/"), "data-measure", name)
        assert re.findall(r"\d+", words(list(row.iter("td"))[1])) == [str(of_it), str(all_of_it)]
        assert MEASURE[language][state] in words(row)
        page = pages.tree(f"plan/{name}/")
        facts = one_with(page, "facts")
        assert named(facts, "data-promised", str(all_of_it)).get("data-shown") == str(of_it)
        assert MEASURE[language][state] in words(facts)
        proofs = {one.get("id"): int(one.get("data-evidence")) for one in page.iter("li") if one.get("data-evidence")}
        assert len(proofs) == all_of_it
        assert {f"{name}#{item}" for item, count in proofs.items() if count} == {
            ref for ref in evidenced if ref.startswith(f"{name}#")
        }


def groups_of(city: City, folder: str, name: str) -> list[tuple[str, list[str]]]:
    groups = city.by_hand["tallies"][folder][name]["groups"]
    return [(key, of) for key, (_, *of) in groups.items()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_calls_say_how_many_days_are_left(city: City, language: Any) -> None:
    """On the home page, on that of taking part, on their own and in the list; a call that is not open never says so."""
    pages = Pages(city.built, language)
    left = city.by_hand["days_left"]
    listed = {}
    for call in (one for one in pages.tree("").iter("li") if one.get("data-days")):
        address, _ = pages.target("", call.find("a").get("href"))
        listed[address.split("/")[1]] = int(call.get("data-days"))
        assert re.findall(LEFT[language], words(call)) == [call.get("data-days")]
    assert listed == left
    taking_part = words(one_with(pages.tree("participate/"), "sheet"))
    assert sorted(re.findall(LEFT[language], taking_part)) == sorted(map(str, left.values()))
    calls = {ref for _, of in groups_of(city, "consultations", "calls") for ref in of}
    rows = {}
    for row in with_class(pages.tree("consultations/"), "row"):
        address, _ = pages.target("consultations/", one_with(row, "row-title").get("href"))
        rows[address.split("/")[1]] = set(re.findall(LEFT[language], words(row)))
    for name in calls:
        said = {str(left[name])} if name in left else set()
        assert set(re.findall(LEFT[language], words(one_with(pages.tree(f"consultations/{name}/"), "lead")))) == said
        assert rows[name] == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_consultation_counts_the_comments_it_lists(city: City, language: Any) -> None:
    """All comments of Linjiang are those on the lighting regulations: how many were published, and how many are listed."""
    tally = city.by_hand["tallies"]["consultations"]["feedback"]
    table = one_with(Pages(city.built, language).tree("consultations/riverside-lighting/"), "outcomes")
    rows = [list(row.iter("td")) for row in table.find("tbody").iter("tr") if len(words(row[-1]))]
    assert [number(row[0]) for row in rows] == [tally["total"], *(count for count, *_ in tally["groups"].values())]
    assert [number(row[1]) for row in rows] == [21, 16, 2, 2, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sketch_of_places_says_the_same_figures(city: City, language: Any) -> None:
    page = Pages(city.built, language).tree("places/")
    drawn = {tile.get("href"): number(one_with(tile, "schematic-count")) for tile in with_class(page, "schematic-tile")}
    beside = {
        one.find("a").get("href"): int(one.find("a").tail)
        for one in one_with(page, "places-elsewhere").iter("li")
        if one.find("a").tail
    }
    groups = city.by_hand["tallies"]["places"]["district"]["groups"]
    assert drawn | beside == {f"#_district-{key}": count for key, (count, *_) in groups.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_due_and_late_as_worked_out(city: City, language: Any) -> None:
    """The last day stands among the facts; how late an answer is, there and where it stands or is missing."""
    pages = Pages(city.built, language)
    counted = {card.id for card in city.built.result.corpus.cards("suggestions") if not card.demonstration}
    assert city.by_hand["answers"].keys() == counted
    for name, wanted in city.by_hand["answers"].items():
        page = pages.tree(f"suggestions/{name}/")
        (due,) = [one for one in one_with(page, "facts") if words(one.find("dt")) == DUE[language]]
        days = [one.get("datetime") for one in due.iter("time")]
        assert days == ([wanted["due"]] if wanted["due"] else []), name
        first, second = (lateness(wanted, prefix, language) for prefix in ("", "again_"))
        assert [words(one) for one in with_class(page, "late")] == first * 2 + second, name
        if "again_overdue" in wanted:
            awaited = list(one_with(page, "steps"))
            assert any(wanted["again"] in [one.get("datetime") for one in step.iter("time")] for step in awaited), name


def lateness(wanted: dict[str, Any], prefix: str, language: str) -> list[str]:
    """What a page says of an answer that came late, or that is overdue; nothing where it was in time."""
    for key, sentence in (("late", LATE), ("overdue", OVERDUE)):
        if count := wanted.get(f"{prefix}{key}"):
            plural = "day" if count == 1 else "days"
            return [sentence[language].format(count if language == "zh" else f"{count} {plural}")]
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_counts_the_lists(city: City, language: Any) -> None:
    pages = Pages(city.built, language)
    found = {}
    for way in one_with(pages.tree(""), "ways").iter("li"):
        for count in with_class(way, "index-count"):
            address, _ = pages.target("", way.find("a").get("href"))
            found[address.rstrip("/")] = number(count)
    assert found == city.by_hand["lists"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_over_the_years(city: City, language: Any) -> None:
    page = Pages(city.built, language).tree("cockpit/")
    shown = {one.get("data-figure"): one for one in elements(page) if one.get("data-figure")}
    assert shown.keys() == city.by_hand["years"].keys()
    for name, figures in city.by_hand["years"].items():
        rows = [row for row in shown[name].iter("tr") if row.get("data-year")]
        assert [row.get("data-year") for row in rows] == list(figures)
        for row, value in zip(rows, figures.values(), strict=True):
            digits = "".join(re.findall(r"\d+", words(next(row.iter("td")))))
            assert digits == "".join(re.findall(r"\d+", value or ""))
            assert bool(re.search("about|约", words(next(row.iter("td"))))) == (value or "").startswith("about")
