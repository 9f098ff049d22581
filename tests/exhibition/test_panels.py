"""Panels, halls, moments and tours as they are published, against what their files say."""

import re
from typing import Any
from urllib.parse import urljoin

import pytest

from gongkai.load import make_card
from gongkai.records.panel import LEAD_EN, LEAD_ZH, Panel
from tests.builtpages import BASE, LANGUAGES, Pages, elements, with_class, words
from tests.conftest import LINJIANG, Built
from tests.exhibition.test_media import has_gap, own_words, yaml_of


def links(element: Any) -> list[str]:
    """Where the links inside an element lead."""
    return [str(link.get("href")) for link in element.iter("a")]


def ways(pages: Pages, address: str) -> list[str]:
    """The pages of the same language that a page leads to, in order."""
    here = BASE + pages.prefix
    found = [urljoin(here + address, link).partition("#")[0] for link in links(pages.tree(address))]
    return [one.removeprefix(here) for one in found if one.startswith(here)]


def records_block(tree: Any, number: int) -> tuple[int, list[str]]:
    """What a query's block says: the count, and the ids of the records it lists, in order."""
    block = list(with_class(tree, "block-records"))[number]
    (count,) = with_class(block, "looked-up-count")
    (said,) = re.findall(r"\d+", words(count))
    rows = [links(item)[0] for part in with_class(block, "looked-up") for item in part.iter("li")]
    return int(said), [row.rstrip("/").rpartition("/")[2] for row in rows]


def fitting(folder: str, **wanted: str) -> set[str]:
    """The city's records of a type that fit, found in the files as they were written."""
    found = set()
    for name, record in yaml_of(folder).items():
        fits = (
            ("topic" not in wanted or wanted["topic"] in record.get("topics", ()))
            and ("measure" not in wanted or wanted["measure"] in record.get("measures", ()))
            and ("district" not in wanted or record.get("district") == wanted["district"])
            and ("year" not in wanted or str(record.get("starts", "")).startswith(wanted["year"]))
        )
        if fits and record.get("demonstration") != "true" and record.get("draft") != "true":
            found.add(name)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_finds_what_the_files_hold(linjiang: Built, language: str) -> None:
    """All that fit are counted, the first of them listed, and what finds nothing says 0."""
    tree = Pages(linjiang, "zh" if language == "zh" else "en").tree("panels/markets-only/")
    lighting = fitting("suggestions", topic="lighting")
    count, listed = records_block(tree, 0)
    assert (count, len(listed)) == (len(lighting), 2)
    assert len(lighting) > 2
    assert set(listed) < lighting
    events = fitting("events", district="north-bank", year="2026")
    count, listed = records_block(tree, 1)
    assert (count, set(listed)) == (len(events), events)
    assert events
    assert records_block(tree, 2) == (1, ["2025-lighting-inspection"])
    assert fitting("supervision", measure="2") == {"2025-lighting-inspection"}
    assert records_block(tree, 3) == (0, [])


def panel(**fields: Any) -> Panel:
    """A panel with what it must have."""
    return Panel.model_validate({
        "id": "it", "title": {"zh": "板", "en": "It"}, "lead": {"zh": "导语", "en": "Lead"},
        "sources": [{"id": "a", "title": {"zh": "一"}, "publisher": {"zh": "二"}}], **fields,
    })  # fmt: skip


def test_the_longest_lead_is_a_hundred_and_twenty_characters_and_sixty_words() -> None:
    assert (LEAD_ZH, LEAD_EN) == (120, 60)
    for zh, en, faults in ((120, 60, 0), (121, 60, 1), (120, 61, 1), (121, 61, 2)):
        found = list(panel(lead={"zh": "灯" * zh, "en": " ".join(["lamp"] * en)}).faults())
        assert [fault.rule for fault in found] == ["lead-long"] * faults, (zh, en)


def test_the_stops_of_a_picture_can_be_pointed_at_and_nothing_else() -> None:
    stop = {"title": {"zh": "一"}, "text": {"zh": "二"}, "x": "0", "y": "100", "width": "1"}
    made = panel(
        code="k7mq",
        blocks=[
            {"zoom": {"media": "media/a", "stops": [{"id": "first", **stop}, {"id": "second", **stop}]}},
            {"zoom": {"media": "media/b", "stops": [{"id": "third", **stop}]}},
            {"text": {"zh": "三"}},
        ],
    )
    assert list(made.anchors()) == ["first", "second", "third"]
    card = make_card(made, "it.yml", "")
    assert card.brief["media"] == ("media/a", "media/b")
    assert [part.name for part in Panel.parts(card, "2026-01-01")] == ["sheet"]
    assert [block.kind for block in made.blocks] == ["zoom", "zoom", "text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_hangs_in_its_hall_in_order_and_has_its_own_page(linjiang: Built, language: str) -> None:
    pages = Pages(linjiang, "zh" if language == "zh" else "en")
    for name, hall in yaml_of("exhibition").items():
        ids = [str(element.get("id")) for element in elements(pages.tree(f"exhibition/{name}/")) if element.get("id")]
        hung = [key.removeprefix("panels/") for key in hall["panels"]]
        assert [one for one in ids if one in hung] == hung
        for key in hung:
            title = next(pages.tree(f"panels/{key}/").iter("h1"))
            assert words(title).strip() == yaml_of("panels")[key]["title"][language]


@pytest.mark.parametrize("name", sorted(yaml_of("panels")))
def test_a_gap_in_english_is_announced_and_only_a_gap(linjiang: Built, name: str) -> None:
    """The English page says so where a panel has words in Chinese alone; the Chinese page never does."""
    record = yaml_of("panels")[name]
    for language in LANGUAGES:
        tree = Pages(linjiang, language).tree(f"panels/{name}/")
        notices = [one for one in with_class(tree, "notice") if one.get("role") == "note"]
        announced = any("English" in words(one) or "Chinese" in words(one) for one in notices)
        assert announced == (language == "en" and has_gap(own_words(record))), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_retired_panel_says_so_and_hangs_nowhere(linjiang: Built, language: str) -> None:
    """Its page keeps its address, with the day and the reason; no hall, tour or neighbour leads to it."""
    pages = Pages(linjiang, "zh" if language == "zh" else "en")
    record = yaml_of("panels")["old-lamp-list"]
    tree = pages.tree("panels/old-lamp-list/")
    text = words(tree)
    assert record["retired"]["reason"][language] in text
    assert ("2025年12月1日" if language == "zh" else "1 December 2025") in text
    assert "panels/electric/" in ways(pages, "panels/old-lamp-list/")
    for folder in ("exhibition", "tours", "moments"):
        for path in (linjiang.folder / pages.prefix / folder).rglob("index.html"):
            if path.parent.name != "audit":
                assert "old-lamp-list" not in path.read_text("utf-8"), path
    assert not (linjiang.folder / "panels/old-lamp-list/sheet").exists()


def test_a_panel_without_a_code_has_no_sheet_and_no_code_page(linjiang: Built) -> None:
    codes = {record["code"] for record in yaml_of("panels").values() if "code" in record}
    lock = [line.split()[0] for line in (LINJIANG / "content/codes.lock").read_text("utf-8").splitlines() if line[0] != "#"]  # fmt: skip
    assert {path.name for path in (linjiang.folder / "c").iterdir()} == codes == set(lock)
    assert not (linjiang.folder / "panels/market-tally/sheet").exists()
    assert (linjiang.folder / "panels/oil/sheet/index.html").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_runs_from_the_oldest_moment_to_the_newest(linjiang: Built, language: str) -> None:
    """Each leads to its own page, and that to the panel that tells more."""
    pages = Pages(linjiang, "zh" if language == "zh" else "en")
    moments = yaml_of("moments")
    assert sorted(moments, key=lambda name: moments[name]["when"]) == ["first-lamp", "power", "telephone"]
    order = list(dict.fromkeys(one for one in ways(pages, "moments/") if re.fullmatch(r"moments/[a-z-]+/", one)))
    assert order == ["moments/first-lamp/", "moments/power/", "moments/telephone/"]
    for name, record in moments.items():
        assert f"{record['panel']}/" in ways(pages, f"moments/{name}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tour_leads_from_stop_to_stop_across_the_halls(linjiang: Built, language: str) -> None:
    """Every stop has its page with what the guide says and asks there, and the way to the next."""
    pages = Pages(linjiang, "zh" if language == "zh" else "en")
    halls = {key: name for name, hall in yaml_of("exhibition").items() for key in hall["panels"]}
    for name, tour in yaml_of("tours").items():
        crossed = {halls[stop["panel"].partition("#")[0]] for stop in tour["stops"]}
        assert len(crossed) > 1
        for number, stop in enumerate(tour["stops"], start=1):
            address = f"tours/{name}/stops/{number}/"
            tree = pages.tree(address)
            text = re.sub(r"\s+", "", words(tree))
            assert re.sub(r"[\s*]+", "", stop["words"][language]) in text, address
            if "ask" in stop:
                assert re.sub(r"\s+", "", stop["ask"][language]) in text, address
            led = ways(pages, address)
            assert (f"tours/{name}/stops/{number + 1}/" in led) == (number < len(tour["stops"])), address
            assert (f"tours/{name}/stops/{number - 1}/" in led) == (number > 1), address
