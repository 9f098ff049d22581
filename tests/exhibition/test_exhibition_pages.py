"""The exhibition as visitors meet it, in the system's Chromium: reading, keyboard, weight, stillness, other hosts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Response, Route, expect

from tests.browser import barriers, served
from tests.conftest import Built
from tests.exhibition.spoken import keys, panel_says, record, squeezed

pytestmark = pytest.mark.xdist_group("browser")

KINDS = (
    "exhibition/", "exhibition/lamps/", "exhibition/markets/", "exhibition/audit/",
    "panels/electric/", "panels/only/", "panels/markets-only/", "panels/old-lamp-list/", "panels/electric/sheet/",
    "moments/", "moments/power/", "media/", "media/river-at-dusk/", "media/market-morning/",
    "tours/by-the-river/", "tours/by-the-river/stops/2/", "c/3xk8/",
)  # fmt: skip
FULL = (
    "panels/electric/",
    "panels/only/",
    "panels/markets-only/",
    "panels/people-only/",
    "exhibition/lamps/",
    "exhibition/boats/",
)
"""Pages that between them have every kind of block."""


@pytest.fixture
def quiet(browser: Browser) -> Iterator[Page]:
    """A page of a visitor who wants nothing to move."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "en/"])
def test_no_page_has_barriers_or_is_wider_than_the_window(
    browser: Browser, home: str, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    for address in KINDS:
        page.goto(f"{home}{language}{address}")
        page.wait_for_load_state()
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_scripts_every_panel_says_all_that_its_file_says(browser: Browser, home: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    panels = keys("panels")
    assert {kind for key in panels for block in record(key).get("blocks", ()) for kind in block} > {
        "zoom",
        "compare",
        "quote",
    }
    for key in panels:
        page.goto(f"{home}{'' if language == 'zh' else 'en/'}{key}/")
        read = squeezed(page.locator("body").inner_text())
        said = panel_says(record(key), language)
        assert len(said) >= 3
        assert [one for one in said if squeezed(one) not in read] == [], key
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_scripts_a_hall_says_all_that_its_panels_say(browser: Browser, home: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for hall in keys("exhibition"):
        page.goto(f"{home}{'' if language == 'zh' else 'en/'}{hall}/")
        read = squeezed(page.locator("body").inner_text())
        for key in record(hall)["panels"]:
            panel = {name: record(key)[name] for name in ("title", "lead", "blocks") if name in record(key)}
            assert [one for one in panel_says(panel, language) if squeezed(one) not in read] == [], (hall, key)
    context.close()


def focused(session: CDPSession) -> tuple[str, str]:
    """The role and the name of what has the focus, as a screen reader is told them."""
    held = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    tree = session.send("Accessibility.getPartialAXTree", {"objectId": held, "fetchRelatives": False})
    node: dict[str, Any] = tree["nodes"][0]
    return node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")


REACHABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'


@pytest.mark.parametrize("address", FULL)
def test_a_keyboard_walk_reaches_everything_and_hears_its_name(quiet: Page, home: str, address: str) -> None:
    """Tab by Tab round the page: every control once, each with a role and a name, so every panel and every picture."""
    quiet.goto(f"{home}en/{address}")
    session = quiet.context.new_cdp_session(quiet)
    controls = quiet.locator(REACHABLE).filter(visible=True)
    wanted = controls.count()
    for _ in range(wanted):
        quiet.keyboard.press("Tab")
        role, name = focused(session)
        assert role in {"link", "button", "searchbox", "combobox", "textbox"}, (role, name)
        assert name.strip(), quiet.evaluate("document.activeElement.outerHTML")
        quiet.evaluate("document.activeElement.setAttribute('data-walked', '')")
    passed = controls.evaluate_all(
        "all => all.filter(one => !one.hasAttribute('data-walked')).map(one => one.outerHTML)"
    )
    assert passed == []
    for place in (".panel", ".picture", ".stop", ".entrance-halls > li"):
        without = quiet.locator(place).evaluate_all(
            "all => all.filter(one => !one.querySelector('[data-walked]')).length"
        )
        assert without == 0, place


@pytest.mark.parametrize(
    "address", ["exhibition/", "exhibition/lamps/", "panels/electric/", "panels/only/", "moments/"]
)
def test_nothing_shifts_while_a_visitor_scrolls(browser: Browser, home: str, address: str) -> None:
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script("""window.shifted = 0; new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });""")
        page.goto(f"{home}{address}")
        while page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 2"):
            page.mouse.wheel(0, 400)
            page.wait_for_timeout(40)
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifted") < 0.05, (address, width)
        context.close()


@pytest.mark.parametrize("address", ["panels/electric/", "panels/only/", "panels/markets-only/"])
def test_a_cold_panel_weighs_little(browser: Browser, home: str, address: str) -> None:
    """All that a first visit fetches before anything is opened, as it is on the disk, pictures apart."""
    context = browser.new_context()
    page = context.new_page()
    weighed: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type != "image":
            weighed[response.url] = len(response.body())

    page.on("response", weigh)
    page.goto(f"{home}{address}", wait_until="networkidle")
    assert any(".css" in url for url in weighed)
    assert any("exhibit" in url for url in weighed)
    assert not any("openseadragon" in url for url in weighed)
    assert sum(weighed.values()) <= 300_000, weighed
    context.close()


def test_nothing_moves_for_those_who_want_stillness(browser: Browser, home: str) -> None:
    """Panels unfold with the reader's own scrolling, and not at all with reduced motion; nothing is ever hidden by it."""
    moving = {}
    for motion in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=motion)
        page = context.new_page()
        page.goto(f"{home}exhibition/lamps/")
        moving[motion] = page.evaluate("document.getAnimations().map(one => one.timeline.constructor.name)")
        hidden = "all => all.filter(one => getComputedStyle(one).opacity != 1 || getComputedStyle(one).visibility != 'visible').length"
        assert page.locator(".panel *").evaluate_all(hidden) == 0
        context.close()
    assert moving["reduce"] == []
    assert set(moving["no-preference"]) == {"ViewTimeline"}


def shut_off(context: BrowserContext, place: str) -> tuple[list[str], list[str]]:
    """All that is not at `place` is refused; gives the addresses that were refused, and those that failed."""
    refused: list[str] = []
    failed: list[str] = []

    def gate(route: Route) -> None:
        if route.request.url.startswith(place):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    def answered(response: Response) -> None:
        if not response.ok:
            failed.append(response.url)

    context.route("**/*", gate)
    context.on("response", answered)
    return refused, failed


def test_no_page_asks_another_host_wherever_it_is_served(browser: Browser, home: str, linjiang: Built) -> None:
    """Below a path and at the root of another port, with all other hosts shut off: no request, no failure."""
    with served(linjiang.folder) as root:
        for place in (home, root):
            context = browser.new_context()
            refused, failed = shut_off(context, place)
            page = context.new_page()
            for address in KINDS:
                page.goto(f"{place}en/{address}")
                page.locator("img").evaluate_all(
                    "all => Promise.all(all.map(one => { one.loading = 'eager'; return one.decode(); }))"
                )
            page.goto(f"{place}panels/electric/#red-ferry")
            expect(page.locator(".openseadragon-canvas")).to_be_visible()
            page.wait_for_load_state("networkidle")
            assert refused == []
            assert failed == []
            context.close()


def test_every_panel_opens_cold_at_its_place_in_the_hall(page: Page, home: str) -> None:
    for hall in keys("exhibition"):
        for key in record(hall)["panels"]:
            page.goto("about:blank")
            page.goto(f"{home}en/{hall}/#{key.partition('/')[2]}", wait_until="networkidle")
            expect(page.locator(f"[id='{key.partition('/')[2]}'] h2")).to_be_in_viewport()


def test_the_room_is_dark_in_both_schemes(browser: Browser, home: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{home}exhibition/lamps/")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 16, 14)"
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(233, 217, 184)"
        context.close()
