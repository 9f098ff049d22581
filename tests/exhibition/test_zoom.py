"""Pictures looked at closely, in the system's Chromium: walking through one, seeing it large, two laid over each other."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Watch, barriers
from tests.exhibition.spoken import record
from tests.exhibition.test_exhibition_pages import focused

pytestmark = pytest.mark.xdist_group("browser")

POSTER = "panels/electric/"
STOPS = record("panels/electric")["blocks"][0]["zoom"]["stops"]


@pytest.fixture
def still(browser: Browser, home: str) -> Iterator[Page]:
    """A page in which pictures jump and do not glide, so that it can be looked at at once; errors fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page, home)
    yield page
    assert watch.troubles == []
    context.close()


def seen(place: Locator) -> Image.Image:
    """What a place shows, once its tiles have come."""
    place.page.wait_for_load_state("networkidle")
    place.page.wait_for_timeout(300)
    return Image.open(io.BytesIO(place.screenshot())).convert("RGB")


def colours(image: Image.Image) -> int:
    return len(image.getcolors(image.width * image.height) or ())


def differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


def stage(page: Page) -> Locator:
    expect(page.locator(".look-stage .openseadragon-canvas")).to_be_visible()
    return page.locator(".look-stage")


def test_nothing_is_fetched_or_caught_before_somebody_asks(still: Page, home: str) -> None:
    asked: list[str] = []
    still.on("request", lambda request: asked.append(request.url))
    still.goto(f"{home}en/{POSTER}", wait_until="networkidle")
    picture = still.locator(".zoom .picture-sheet")
    picture.hover()
    before = still.evaluate("scrollY")
    still.mouse.wheel(0, 300)
    still.wait_for_function(f"scrollY > {before}")
    assert not any("openseadragon" in url or "/tiles/" in url for url in asked)


def test_the_picture_opens_and_paints(still: Page, home: str) -> None:
    still.goto(f"{home}en/{POSTER}")
    still.get_by_role("button", name="Walk through the picture").click()
    assert colours(seen(stage(still))) > 1000
    assert barriers(still) == []
    still.get_by_role("button", name="Close", exact=True).click()
    expect(still.locator("dialog")).to_have_count(0)
    expect(still.locator(".zoom .picture img")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_stop_opens_cold_by_its_address_and_is_told(still: Page, home: str, language: str) -> None:
    pictures = []
    for stop in STOPS:
        still.goto("about:blank")
        still.goto(f"{home}{'' if language == 'zh' else 'en/'}{POSTER}#{stop['id']}")
        pictures.append(seen(stage(still)))
        told = still.locator("[aria-live=polite]")
        expect(told).to_contain_text(stop["title"][language])
        expect(told).to_contain_text(stop["text"][language])
        assert still.url.endswith(f"#{stop['id']}")
        assert colours(pictures[-1]) > 1000
    assert all(differ(one, other) for one, other in pairwise(pictures))


def test_a_stop_shows_what_lies_there(still: Page, home: str) -> None:
    """The middle of the picture at a stop is the middle of the place that the record names."""
    still.goto(f"{home}en/{POSTER}")
    still.get_by_role("button", name="Walk through the picture").click()
    whole = seen(stage(still))
    still.get_by_role("dialog").get_by_role("button", name=STOPS[1]["title"]["en"]).click()
    near = seen(stage(still))
    poster = Image.open(io.BytesIO(still.request.get(f"{home}media/river-at-dusk/tiles/0/0-0.webp").body())).convert(
        "RGB"
    )
    stop = STOPS[1]
    x, y = ((stop[edge] + stop["width"] / 2) / 100 for edge in ("x", "y"))
    wanted = poster.getpixel((round(x * poster.width), round(y * poster.height)))
    found = near.getpixel((near.width // 2, near.height // 2))
    assert isinstance(wanted, tuple)
    assert isinstance(found, tuple)
    assert max(abs(a - b) for a, b in zip(wanted, found, strict=True)) < 40
    assert differ(whole, near)


def test_stops_are_walked_by_buttons_and_keys_and_the_address_follows(still: Page, home: str) -> None:
    still.goto(f"{home}en/{POSTER}")
    still.get_by_role("button", name=STOPS[0]["title"]["en"]).press("Enter")
    stage(still)
    assert still.url.endswith("#lamp-post")
    still.get_by_role("button", name="Next stop").press("Enter")
    assert still.url.endswith("#red-ferry")
    still.keyboard.press("PageDown")
    assert still.url.endswith("#lit-market")
    still.get_by_role("button", name="Previous stop").press("Enter")
    assert still.url.endswith("#red-ferry")
    expect(still.locator("[aria-current=step]")).to_have_text("2")
    still.keyboard.press("Escape")
    expect(still.locator("dialog")).to_have_count(0)
    expect(still.get_by_role("button", name=STOPS[0]["title"]["en"])).to_be_focused()


def test_no_dragging_is_needed(still: Page, home: str) -> None:
    """Closer, further and in all four directions: by buttons, and by keys while the picture has the focus."""
    still.goto(f"{home}en/{POSTER}#red-ferry")
    place = stage(still)
    last = seen(place)
    for name in ("Closer", "Left", "Up", "Right", "Down", "Further away", "Whole picture"):
        still.get_by_role("button", name=name, exact=True).click()
        now = seen(place)
        assert differ(last, now), name
        last = now
    still.locator(".openseadragon-canvas").focus()
    for key in ("+", "+", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "-", "0"):
        still.keyboard.press(key)
        now = seen(place)
        assert differ(last, now), key
        last = now


def test_everything_in_the_room_has_a_role_and_a_name(still: Page, home: str) -> None:
    still.goto(f"{home}en/{POSTER}#red-ferry")
    stage(still)
    session = still.context.new_cdp_session(still)
    heard = set()
    for _ in range(still.locator("dialog :is(button, a[href], [tabindex='0'])").count() + 2):
        if still.evaluate("document.activeElement !== document.body"):  # past the last lies the browser's own window
            heard.add(focused(session))
        still.keyboard.press("Tab")
    assert [role for role, name in heard if not name.strip()] == []
    assert {"application", "button", "link"} <= {role for role, _ in heard}
    expect(still.get_by_role("dialog", name="The river at dusk")).to_be_visible()


def test_the_language_is_switched_at_the_same_stop(still: Page, home: str) -> None:
    """From inside the room, and from the masthead after closing it."""
    still.goto(f"{home}en/{POSTER}#lamp-post")
    stage(still)
    still.keyboard.press("PageDown")
    still.locator("dialog").get_by_role("link", name="中文").click()
    expect(still).to_have_url(f"{home}{POSTER}#red-ferry")
    expect(still.locator("[aria-live=polite]")).to_contain_text(STOPS[1]["title"]["zh"])
    still.keyboard.press("Escape")
    still.locator(".masthead .language-switch").click()
    expect(still).to_have_url(f"{home}en/{POSTER}#red-ferry")
    expect(still.locator("[aria-live=polite]")).to_contain_text(STOPS[1]["title"]["en"])
    still.goto(f"{home}en/exhibition/lamps/#oil")
    still.locator(".masthead .language-switch").click()
    expect(still).to_have_url(f"{home}exhibition/lamps/#oil")


def test_a_tour_leads_to_the_place_in_the_picture(still: Page, home: str) -> None:
    still.goto(f"{home}en/tours/by-the-river/stops/2/")
    still.get_by_role("main").or_(still.locator("#_main")).first.get_by_role("link", name="The red ferry").click()
    stage(still)
    expect(still.locator("[aria-live=polite]")).to_contain_text("The ferry carries its lamp")


def test_where_the_script_cannot_be_had_the_picture_stands_still(browser: Browser, home: str) -> None:
    context = browser.new_context()
    context.route("**/openseadragon*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{home}en/{POSTER}#red-ferry")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("img")).to_be_visible()
    expect(dialog).to_contain_text(STOPS[1]["text"]["en"])
    expect(dialog.get_by_role("button", name="Closer")).to_have_count(0)
    dialog.get_by_role("button", name="Next stop").click()
    expect(dialog).to_contain_text(STOPS[2]["text"]["en"])
    page.keyboard.press("Escape")
    expect(page.locator(".zoom .picture img")).to_be_visible()
    context.close()


def test_pictures_are_seen_large_one_after_another(still: Page, home: str) -> None:
    still.goto(f"{home}en/panels/only/")
    shown = still.locator(".picture:has(img) .caption").all_inner_texts()
    assert len(shown) >= 2
    still.get_by_role("button", name="See large").first.press("Enter")
    dialog = still.get_by_role("dialog")
    for caption in (*shown, shown[0]):
        expect(dialog).to_contain_text(caption)
        expect(dialog.locator("img")).to_be_visible()
        still.keyboard.press("ArrowRight")
    dialog.get_by_role("button", name="Previous picture").click()
    expect(dialog).to_contain_text(shown[0])
    assert barriers(still) == []
    still.keyboard.press("Escape")
    expect(still.get_by_role("button", name="See large").first).to_be_focused()


def test_two_pictures_are_laid_over_each_other_by_the_keyboard(still: Page, home: str) -> None:
    still.goto(f"{home}en/panels/only/")
    expect(still.locator("[data-slide] .picture img").filter(visible=True)).to_have_count(2)
    still.get_by_role("button", name="Lay one over the other").press("Enter")
    slider = still.get_by_role("slider", name="How much of the right-hand picture covers the left")
    expect(slider).to_be_focused()
    place = still.locator(".look-stage")
    still.keyboard.press("Home")
    left = seen(place)
    still.keyboard.press("End")
    right = seen(place)
    assert differ(left, right)
    for _ in range(5):
        still.keyboard.press("PageDown")
    assert slider.input_value() not in {"0", "100"}
    assert differ(right, seen(place))
    still.keyboard.press("Escape")
    expect(still.get_by_role("button", name="Lay one over the other")).to_be_focused()
