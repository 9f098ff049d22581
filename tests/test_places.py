"""Places: their list by district, the sketch of districts, their codes and posters."""

import base64
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import html5lib
import numpy
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from gongkai.cards import State
from gongkai.codes import code_svg
from gongkai.config import SiteConfig
from gongkai.fields import Text
from gongkai.load import load_model
from gongkai.progress import Silent
from gongkai.records.place import AHEAD, ENDED, Place, state_of
from gongkai.schematic import Tile, draw
from gongkai.site import Options, build
from tests.conftest import LINJIANG, Built
from tests.test_build import tree

pytestmark = pytest.mark.xdist_group("browser")

HOME = "places/old-landing"
ADDRESS = f"https://linjiang.example/open/{HOME}/"
SVG = "{http://www.w3.org/2000/svg}"

# Worked out by hand from the seven files in tests/site/content/places. The demonstration counts nowhere; the market post
# ended on 31 March 2026; the observation point is to open on 1 April 2026, and a place that is to open counts.
TALLIES = {
    "2026-02-01": (
        {"north-bank": 2, "south-bank": 3, "citywide": 1},
        {"home": 1, "station": 1, "contact-point": 1, "information-post": 1, "observation-point": 1, "base": 1},
    ),
    "2026-06-30": (
        {"north-bank": 2, "south-bank": 2, "citywide": 1},
        {"home": 1, "station": 1, "contact-point": 1, "observation-point": 1, "base": 1},
    ),
}
STATES = {
    "2026-02-01": {"tide-observation-point": AHEAD},
    "2026-06-30": {"market-post": ENDED},
}


@pytest.mark.parametrize("as_of", TALLIES)
def test_places_are_counted_by_district_and_kind(options_of_linjiang: Callable[[str], Options], as_of: str) -> None:
    """On two days, each figure that of the rows behind it; those of a district stand in the list under its heading."""
    options = options_of_linjiang(as_of)
    corpus = build(options, Silent()).corpus
    found = Place.tallies(corpus)
    assert tuple({group.key: group.count for group in tally.groups} for tally in found) == TALLIES[as_of]
    assert {
        card.id: state for card in corpus.cards("places") if (state := state_of(card.brief, as_of)) is not None
    } == STATES[as_of]
    page = (options.out / "en/places/index.html").read_text("utf-8")
    for group in found[0].groups:
        path, _, anchor = group.path.partition("#")
        assert path == "places/"
        rows = rows_under(page, anchor)
        assert [row for row in rows if "demonstration" not in row] == [f"{line.card.id}/" for line in group.lines]
    ended = [f"{name}/" for name, state in STATES[as_of].items() if state is ENDED]
    assert (rows_under(page, "_ended") if ended else []) == ended
    assert ('id="_ended"' in page) == bool(ended)


def rows_under(page: str, anchor: str) -> list[str]:
    """Where the rows under a heading lead."""
    section = page.split(f'<h2 id="{anchor}">')[1].split("</section>", maxsplit=1)[0]
    return re.findall(r'class="row-title" href="[./]+en/places/([^"]+)"', section)


@pytest.mark.parametrize(
    ("since", "until", "as_of", "state"),
    [
        (None, None, "2026-01-01", None),
        ("2020", None, "2026-01-01", None),
        ("2026-02", None, "2026-01-31", AHEAD),
        ("2026-02", None, "2026-02-01", None),
        ("2020", "2026-03", "2026-03-31", None),
        ("2020", "2026-03", "2026-04-01", ENDED),
    ],
)
def test_a_place_has_a_state_only_where_its_record_proves_one(
    since: str | None, until: str | None, as_of: str, state: State | None
) -> None:
    assert state_of({"since": since, "until": until}, as_of) is state


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ("渡口代表之家", "LJ-N-001", "北岸区渡口路1号", "每月第一个周六 9:00–11:00", "汉语、英语", "区级", "不用预约。")),
        ("en/", ("Deputies' Home at the Landing", "LJ-N-001", "1 Landing Road", "First Saturday of the month", "Chinese, English", "District", "No appointment is needed.")),
    ],
)  # fmt: skip
def test_a_places_page_tells_everything(linjiang: Built, prefix: str, words: tuple[str, ...]) -> None:
    page = text_of(linjiang.page(f"{prefix}{HOME}"))
    for one in (*words, ADDRESS):
        assert one in page, one
    assert f'href="../../{"../" if prefix else ""}{prefix}events/2026-open-day/"' in linjiang.page(f"{prefix}{HOME}")


def text_of(html: str) -> str:
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).find("body").itertext()).split())


@pytest.mark.parametrize(("prefix", "words", "count"), [("", "未见公布", 4), ("en/", "No public record", 4)])
def test_what_is_not_known_is_shown_as_not_known(linjiang: Built, prefix: str, words: str, count: int) -> None:
    """The contact point has no number, address, opening hours or languages on record, nor deputies and events."""
    page = linjiang.page(f"{prefix}places/harbour-contact-point")
    facts = page.split('<dl class="facts">')[1].split("</dl>")[0]
    assert facts.count(words) == count
    assert "poster/" not in page
    assert page.count('<p class="unpublished">') == 2


def test_a_poster_is_made_of_numbered_places_in_both_languages_at_once(linjiang: Built) -> None:
    made = sorted(path.parent.parent.name for path in linjiang.folder.glob("places/*/poster/index.html"))
    assert made == ["demonstration-station", "lamp-lane-station", "old-landing"]
    for prefix in ("", "en/"):
        poster = linjiang.page(f"{prefix}{HOME}/poster").split('<article class="poster')[1].split("</article>")[0]
        for words in ("渡口代表之家", "Deputies' Home at the Landing", "LJ-N-001", "北岸区渡口路1号", "1 Landing Road, North Bank", "英语", "First Saturday", ADDRESS):  # fmt: skip
            assert words in text_of(f"<body><article {poster}"), words
    assert "Demonstration" in linjiang.page("places/demonstration-station/poster").split('<article class="poster')[1]


def pixels(page: Page, address: str, size: int) -> numpy.ndarray:
    """What a browser draws of a picture, in grey."""
    data = page.evaluate(
        """async ([address, size]) => {
            const picture = new Image();
            picture.src = address;
            await picture.decode();
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = size;
            const context = canvas.getContext("2d");
            context.drawImage(picture, 0, 0, size, size);
            const bytes = context.getImageData(0, 0, size, size).data;
            return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }""",
        [address, size],
    )
    colours = numpy.frombuffer(base64.b64decode(data), dtype=numpy.uint8).reshape(size, size, 4)
    return numpy.ascontiguousarray(colours[:, :, :3].mean(axis=2).astype(numpy.uint8))


def test_the_code_file_leads_to_the_place(page: Page, home: str) -> None:
    """Drawn by a browser and read by a reader of codes, it is the address of the Chinese page."""
    page.goto(f"{home}{HOME}/")
    found = zxingcpp.read_barcodes(pixels(page, f"{home}{HOME}/code.svg", 400))
    assert [(one.format, one.text) for one in found] == [(zxingcpp.BarcodeFormat.QRCode, ADDRESS)]


@pytest.mark.parametrize("address", [f"{HOME}/", f"en/{HOME}/", f"en/{HOME}/poster/"])
def test_the_code_on_a_page_can_be_read_in_the_dark(browser: Browser, home: str, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(home + address)
    shot = base64.b64encode(page.locator(".code-box").screenshot()).decode()
    box = page.locator(".code-box").bounding_box()
    assert box is not None
    found = zxingcpp.read_barcodes(pixels(page, f"data:image/png;base64,{shot}", 400))
    context.close()
    assert [one.text for one in found] == [ADDRESS]
    assert abs(box["width"] - box["height"]) < 3


def test_a_code_is_the_same_each_time_and_another_for_another_address() -> None:
    assert code_svg(ADDRESS) == code_svg(ADDRESS)
    assert code_svg(ADDRESS) != code_svg(f"{ADDRESS}x")


def test_a_poster_prints_on_one_sheet_with_nothing_else(page: Page, home: str) -> None:
    page.goto(f"{home}en/{HOME}/poster/")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = {tuple(round(float(n)) for n in one.split()) for one in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
    assert box in ((0, 0, 595, 842), (0, 0, 596, 842))  # A4 in points
    page.emulate_media(media="print")
    visible = page.locator("body *").evaluate_all(
        "all => all.filter((one) => one.checkVisibility() && !one.closest('.poster') && !one.querySelector('.poster')"
        " && one.innerText.trim()).map((one) => one.tagName + '.' + one.className)"
    )
    assert visible == []


def sketch(html: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """The tiles of a sketch that have places (name: count, link), and the names of those without."""
    (drawing,) = [one for one in html5lib.parse(html).iter(f"{SVG}svg") if one.get("class") == "schematic"]
    full = {}
    for tile in drawing.iter(f"{SVG}a"):
        *name, count = [text.text for text in tile.iter(f"{SVG}text")]
        full[" ".join(name)] = (count, tile.get("href"))
    hollow = [" ".join(text.text for text in group.iter(f"{SVG}text")) for group in drawing.iter(f"{SVG}g")]
    return full, hollow


def test_the_sketch_counts_and_links_the_districts(linjiang: Built) -> None:
    page = linjiang.page("places")
    full, hollow = sketch(page)
    assert full == {"北岸区": ("2", "#_district-north-bank"), "南岸区": ("2", "#_district-south-bank")}
    assert hollow == ["白鹭洲"]
    assert "不是地图" in page
    full, hollow = sketch(linjiang.page("en/places"))
    assert set(full) == {"North Bank", "South Bank"}
    assert hollow == ["Heron Isle"]
    assert '<a href="#_district-citywide">Citywide</a>' in linjiang.page("en/places")


def test_without_a_grid_there_is_the_list_and_no_sketch(linjiang_copy: Options) -> None:
    config = linjiang_copy.config.read_text("utf-8")
    linjiang_copy.config.write_text(re.sub(r"(?m)^district_grid:\n(?:  - .*\n)+", "", config), "utf-8")
    build(linjiang_copy, Silent())
    page = (linjiang_copy.out / "places/index.html").read_text("utf-8")
    assert "<svg" not in page
    assert 'id="_district-north-bank"' in page


# Each is shown by more than its own page: the place in an event's file and page, the event and the deputy on the place's,
# the number on a poster that must go, the district on every page of its places and in the sketch.
EDITS = {
    "places/riverside-base.yml": ("江边研习实践基地", "江边新基地"),
    "places/market-post.yml": ("until: 2026-03-31", "until: 2026-12-31"),
    "places/lamp-lane-station.yml": ("kind: station\nlevel: town\nnumber: LJ-N-014\n", "kind: base\nlevel: town\n"),
    "events/2026-open-day.yml": ("apply_by: 2026-07-05", "apply_by: 2026-06-05"),
    "deputies/jiang-bo.yml": ("unit: {zh: ", "unit: {zh: 新"),
    "vocabulary.yml": ("北岸区", "北岸新区"),
}


def test_edits_reach_every_page_and_file_that_shows_them(options_of_linjiang: Callable[[str], Options], tmp_path: Path) -> None:  # fmt: skip
    """After an edit of each, a build of what changed equals a build of everything."""
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    options = replace(options_of_linjiang("2026-06-30"), content=tmp_path / "content")
    build(options, Silent())
    for name, (old, new) in EDITS.items():
        path = tmp_path / "content" / name
        text = path.read_text("utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), "utf-8")
    build(options, Silent())
    everything = replace(options, out=tmp_path / "all", full=True)
    build(everything, Silent())
    assert tree(options.out) == tree(everything.out)
    assert "江边新基地" in (options.out / "events/2026-lecture-days/event.ics").read_text("utf-8")
    assert not (options.out / "places/lamp-lane-station/poster").exists()


@pytest.fixture
def linjiang_copy(tmp_path: Path, options_of_linjiang: Callable[[str], Options]) -> Options:
    """Linjiang with a configuration that a test may change."""
    config = tmp_path / "site_config.yml"
    config.write_bytes((LINJIANG / "site_config.yml").read_bytes())
    return replace(options_of_linjiang("2026-06-30"), config=config)


def test_long_names_stay_in_their_tiles() -> None:
    """Two words stand under each other; a word that is still too wide is squeezed."""
    tiles = {"a": Tile("Pudong New Area", 3, "Pudong New Area: 3", "#a"), "b": Tile("Llanfairpwllgwyngyll"), "c": Tile("浦东新区")}  # fmt: skip
    drawing = draw([["a", "b"], [".", "c"]], tiles, "Title & more", "Note")
    assert re.findall(r">([^<>]+)</text>", drawing) == ["Pudong", "New Area", "3", "Llanfairpwllgwyngyll", "浦东新区"]
    assert re.findall(r'textLength="56"[^>]*>([^<]+)', drawing) == ["Llanfairpwllgwyngyll"]
    assert "Title &amp; more" in drawing
    assert drawing.count("<rect") == 3


def test_the_sketch_can_be_read_on_the_narrowest_phone(browser: Browser, home: str) -> None:
    """Its words keep ten pixels, its tiles stay big enough for a finger, and it does not leave the screen."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{home}en/places/")
    scale = page.locator(".schematic").evaluate("one => one.getScreenCTM().a")
    size = page.locator(".schematic text").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    tiles = page.locator(".schematic rect").evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert size * scale >= 10
    assert min(tiles) >= 24
    page.locator(".schematic-tile").last.click()
    assert page.url.endswith("/en/places/#_district-south-bank")
    context.close()


def test_filters_put_away_districts_without_rows(page: Page, home: str) -> None:
    page.goto(f"{home}en/places/")
    page.get_by_label("Kind").select_option("station")
    assert page.locator(".places-list h2:visible").all_inner_texts() == ["North Bank"]
    assert page.locator("[data-rows] > li:visible .row-title").all_inner_texts() == ["Lamp Lane Liaison Station", "Demonstration Station"]  # fmt: skip
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".places-list h2:visible")).to_have_text(["North Bank", "South Bank", "Citywide", "No longer in use"])  # fmt: skip


def test_the_projects_own_grid_draws_five_columns_that_fit_a_phone() -> None:
    """Sixteen districts, each once, at a scale at which type stays readable on a screen of 320 pixels."""
    config, problems = load_model(str(LINJIANG.parents[1] / "site_config.yml"), "site_config.yml", SiteConfig)
    assert config is not None, problems
    cells = [cell for row in config.district_grid for cell in row if cell != "."]
    assert len(cells) == len(set(cells)) == 16
    drawing = draw(config.district_grid, {cell: Tile(Text(zh="区").zh) for cell in cells}, "t", "n")
    width = float(drawing.split('viewBox="')[1].split('"')[0].split()[2])
    assert 284 / width * 11.5 >= 10
