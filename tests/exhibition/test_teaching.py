"""What a tour is made into: slides, handout, leaflet, teacher's version; on the screen, by keyboard, and on paper."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.progress import Silent
from gongkai.records.tour import TEACHING
from gongkai.site import build
from gongkai.strict_yaml import parse
from tests.browser import Watch, barriers
from tests.conftest import LINJIANG, Built, linjiang_options

pytestmark = pytest.mark.xdist_group("browser")

TOUR = "tours/by-the-river"
FILE = LINJIANG / "content" / f"{TOUR}.yml"
A4 = (595, 842)
_SHEET = re.compile(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")
LANGUAGES = ("zh", "en")


def written() -> dict[str, Any]:
    """The tour as its file has it."""
    tour: dict[str, Any] = parse(FILE.read_text("utf-8"))
    return tour


def address(language: str, name: str) -> str:
    """Where one of the tour's papers is."""
    return f"{'en/' if language == 'en' else ''}{TOUR}/{name}/"


@contextmanager
def opened(browser: Browser, home: str, width: int, **options: object) -> Iterator[Page]:
    """A page of a width that must end without trouble."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(page, home)
    yield page
    assert watch.troubles == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_can_be_read_by_everybody(browser: Browser, home: str, language: str, width: int) -> None:
    with opened(browser, home, width) as page:
        for name in TEACHING:
            page.goto(home + address(language, name))
            assert barriers(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert page.locator("h1").count() == 1, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_say_what_the_tour_says(browser: Browser, home: str, language: str) -> None:
    """Without scripts: every stop's words where they belong, answers on no visitor's sheet."""
    tour = written()
    asked = [stop["ask"][language] for stop in tour["stops"] if "ask" in stop]
    questions = [one["question"][language] for one in tour["questions"]]
    answers = [one["answer"][language] for one in tour["questions"]]
    guide = [stop["words"][language].replace("*", "").strip() for stop in tour["stops"]]
    objectives = [one[language] for one in tour["objectives"]]
    leads = [one[language] for name in ("preparation", "afterwards") for one in tour.get(name, ())]
    assert asked
    assert questions
    wanted = {
        "deck": [*asked, *questions, *answers, *guide, *objectives],
        "handout": [*asked, *questions],
        "leaflet": [],
        "teacher": [*asked, *questions, *answers, *guide, *objectives, *leads],
    }
    with opened(browser, home, 1280, java_script_enabled=False) as page:
        for name, words in wanted.items():
            page.goto(home + address(language, name))
            shown = page.locator(".deck, .paper").inner_text()
            assert [one for one in words if one not in shown] == [], name
            assert tour["title"][language] in shown
        page.goto(home + address(language, "handout"))
        assert [one for one in answers if one in page.locator(".paper").inner_text()] == []


def test_minutes_add_up(linjiang: Built) -> None:
    minutes = [int(stop["minutes"]) for stop in written()["stops"]]
    table = linjiang.page(address("en", "teacher")).split('<table class="teacher-plan"')[1].split("</table>")[0]
    assert [int(n) for n in re.findall(r">(\d+) min<", table)] == [*minutes, sum(minutes)]


def current(page: Page) -> list[str]:
    """The ids of the slides in sight."""
    return [slide.get_attribute("id") or "" for slide in page.locator(".slide:visible").all()]


def test_deck_is_presented_by_keyboard(page: Page, home: str) -> None:
    page.goto(home + address("en", "deck"))
    slides = page.locator(".slide").count()
    assert current(page) == [f"_slide-{n}" for n in range(1, slides + 1)]
    start = page.get_by_role("button", name="Present")
    start.focus()
    page.keyboard.press("Enter")
    walk = [
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("PageUp", 2), ("Shift+Space", 1),
        ("ArrowLeft", 1), ("End", slides), ("ArrowRight", slides), ("Home", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("PageDown", 2),
    ]  # fmt: skip
    assert current(page) == ["_slide-1"]
    for key, number in walk:
        page.keyboard.press(key)
        assert current(page) == [f"_slide-{number}"], key
        assert page.url.endswith(f"#_slide-{number}")
        expect(page.locator(".deck-number")).to_have_text(f"Slide {number} of {slides}")
        assert page.evaluate("document.activeElement.id") == f"_slide-{number}-title"
    notes = page.locator(".slide.is-current .slide-notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    expect(page.get_by_role("button", name="Guide's words")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(notes).to_be_hidden()
    assert barriers(page) == []
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.closest('.deck') ? document.activeElement.textContent.trim() : ''")
        )
    assert {"Guide's words", "End", "←", "→"} <= reached
    assert not reached & set(page.locator(".masthead a").all_inner_texts())
    page.keyboard.press("Escape")
    assert len(current(page)) == slides
    expect(start).to_be_focused()
    expect(page.get_by_role("link", name="Exhibition").first).to_be_visible()
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0


def test_deck_begins_at_the_slide_in_the_address_in_either_language(page: Page, home: str) -> None:
    page.goto(home + address("zh", "deck") + "#_slide-3")
    page.locator(".language-switch").click()
    assert page.url.endswith(f"{address('en', 'deck')}#_slide-3")
    page.get_by_role("button", name="Present").click()
    assert current(page) == ["_slide-3"]
    page.get_by_role("button", name="Next slide").click()
    assert current(page) == ["_slide-4"]
    page.get_by_role("button", name="Guide's words").click()
    expect(page.locator(".slide.is-current .slide-notes")).to_be_visible()
    page.get_by_role("button", name="End", exact=True).click()
    assert len(current(page)) > 4


def test_deck_turns_under_a_finger(browser: Browser, home: str) -> None:
    with opened(browser, home, 390, has_touch=True, is_mobile=True) as page:
        page.goto(home + address("en", "deck"))
        page.get_by_role("button", name="Present").tap()
        touch = page.context.new_cdp_session(page)

        def swipe(start: tuple[int, int], to: tuple[int, int]) -> None:
            for kind, points in (("touchStart", [start]), ("touchMove", [to]), ("touchEnd", [])):
                touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})  # fmt: skip

        for start, to, number in [((300, 300), (80, 310), 2), ((300, 300), (280, 302), 2), ((200, 500), (140, 200), 2), ((80, 300), (300, 300), 1)]:  # fmt: skip
            swipe(start, to)
            expect(page.locator(".slide.is-current")).to_have_id(f"_slide-{number}")
        for button in page.locator(".deck-controls button").all():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 48


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_come_out_of_the_printer(page: Page, home: str, language: str) -> None:
    """Handout: two A4 pages at most; leaflet: both sides of one sheet across, nothing cut; deck: a slide a page."""
    page.goto(home + address(language, "deck"))
    pages_of = {"handout": range(1, 3), "leaflet": [2], "teacher": range(1, 20), "deck": [page.locator(".slide").count()]}  # fmt: skip
    for name, wanted in pages_of.items():
        page.goto(home + address(language, name))
        sheets = _SHEET.findall(page.pdf(prefer_css_page_size=True))
        assert len(sheets) in wanted, name
        size = A4[::-1] if name in ("leaflet", "deck") else A4
        assert {tuple(round(float(side)) for side in sheet) for sheet in sheets} == {size}, name
    page.goto(home + address(language, "leaflet"))
    page.emulate_media(media="print")
    sizes = page.locator(".fold").evaluate_all(
        "folds => folds.map(fold => [fold.scrollHeight, fold.clientHeight, fold.scrollWidth, fold.clientWidth])"
    )
    assert len(sizes) == 6
    assert [size for size in sizes if size[0] > size[1] or size[2] > size[3]] == []


def test_a_changed_caption_is_changed_everywhere(tmp_path: Path) -> None:
    """The old words are nowhere in the whole output, the new ones on every page that hangs the picture."""
    old, new = "从一盏到三盏的渡口灯", "从油灯数到第三盏灯为止"
    content = tmp_path / "content"
    shutil.copytree(LINJIANG / "content", content)
    options = replace(linjiang_options(tmp_path / "site", "2026-02-01"), content=content)
    media = content / "media" / "lamp-room.yml"
    words = media.read_text("utf-8")
    caption = parse(words)["caption"]
    media.write_text(words.replace(caption["zh"], old), "utf-8")
    build(options, Silent())
    before = pages_with(options.out, old)
    media.write_text(words.replace(caption["zh"], new), "utf-8")
    build(options, Silent())
    assert pages_with(options.out, old) == set()
    assert pages_with(options.out, new) == before
    wanted = {"panels/oil/", "media/lamp-room/", f"{TOUR}/stops/1/", *(f"{TOUR}/{name}/" for name in ("deck", "handout", "leaflet"))}  # fmt: skip
    assert wanted <= {path.removesuffix("index.html") for path in before}


def pages_with(folder: Path, words: str) -> set[str]:
    """Every file of a site that says something, packed data too."""
    found = {path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()}
    return {path.relative_to(folder).as_posix() for path in found}
