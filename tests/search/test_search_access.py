"""The search by keyboard, on the narrowest phone, with a screen reader, on paper and in forced colours."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import barriers
from tests.search.reading import COUNT, INDEXES, NOTHING, RESULTS, STATUS, ask, found, has_focus

pytestmark = pytest.mark.xdist_group("browser")

_FOCUSED = """() => {
  const one = document.activeElement;
  one.reached = true;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  return {
    name: one.name || one.className || one.textContent.trim().slice(0, 30),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
_NOT_REACHED = """() => [...document.querySelectorAll('#_main :is(a[href], button, input, select)')]
  .filter((one) => one.checkVisibility() && !one.reached).map((one) => one.name || one.textContent.trim())"""
_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && !one.closest('.md-skip') && !one.classList.contains('visually-hidden'))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
  .map((one) => `${one.tagName}.${one.className}`).slice(0, 5)"""


def test_the_keyboard_alone_reaches_everything_in_sight(page: Page, home: str) -> None:
    """From the skip link to the box, the filters, the results and the further pages, always with visible focus."""
    page.goto(f"{home}search/")
    page.keyboard.press("Tab")
    has_focus(page.locator(".md-skip"))
    page.keyboard.press("Enter")
    has_focus(page.locator("#_main"))
    while page.evaluate("document.activeElement.id") != "_q":
        page.keyboard.press("Tab")
    page.keyboard.type("灯")
    page.keyboard.press("Enter")
    assert found(page) == 12
    has_focus(page.locator("#_q"))
    page.locator("#_main").focus()
    unseen = []
    for _ in page.evaluate(_NOT_REACHED):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUSED)
        if not (focus["outlined"] and focus["seen"]):
            unseen.append(focus["name"])
        if focus["name"] == "type":
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowUp")
            assert found(page) == 12
            has_focus(page.locator("select[name=type]"))
    assert unseen == []
    assert page.evaluate(_NOT_REACHED) == []
    page.get_by_role("link", name="下一页").focus()
    page.keyboard.press("Enter")
    has_focus(page.locator(STATUS))
    page.keyboard.press("Tab")
    has_focus(page.locator(f"{RESULTS} a").first)


def test_the_status_says_what_came_of_each_question(page: Page, home: str) -> None:
    ask(page, f"{home}en/", "lamp")
    status = page.get_by_role("status").filter(has_text="records")
    expect(status).to_have_text("10 records, 25 passages")
    expect(status).to_have_attribute("aria-live", "polite")
    page.locator("select[name=type]").select_option("case")
    expect(page.locator(STATUS)).to_have_text("1 record, 0 passages")
    page.locator("#_q").fill("zzqqxx")
    page.locator("#_q").press("Enter")
    expect(page.locator(STATUS)).to_have_text("0 records, 0 passages")


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """The narrowest phone, which is also a desktop at 400 %."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)
    yield context
    context.close()


def results(page: Page, home: str) -> None:
    assert ask(page, home, "灯" if home.endswith("open/") else "lamp") > 5
    for button in page.locator(".search-more button").all():
        button.click()


def suggestions(page: Page, home: str) -> None:
    page.goto(f"{home}search/")
    page.locator("#_q").fill("ljs" if home.endswith("open/") else "regulations")
    expect(page.locator("#_q-suggestions")).to_be_visible()


def masthead_suggestions(page: Page, home: str) -> None:
    page.goto(f"{home}laws/")
    page.locator("#_find").fill("ljs" if home.endswith("open/") else "<script>")
    expect(page.locator("#_find-suggestions")).to_be_visible()


def nothing(page: Page, home: str) -> None:
    assert ask(page, home, "渡轮票价办法" + "不" * 150) == 0
    expect(page.locator(NOTHING)).to_be_visible()


def one_long_word(page: Page, home: str) -> None:
    assert ask(page, home, "x" * 10_000, type="y" * 300) == 0
    expect(page.locator(NOTHING)).to_be_visible()


def held_back(page: Page, home: str) -> None:
    assert ask(page, home, "灯", type="page", year="x" * 200) == 0
    expect(page.locator(f"{NOTHING} button")).to_be_visible()


def unavailable(page: Page, home: str) -> None:
    page.route("**/search/*.json", lambda route: route.abort())
    page.goto(f"{home}search/?q=1")
    expect(page.locator(INDEXES)).to_be_visible()


def marked_page(page: Page, home: str) -> None:
    page.goto(
        f"{home}laws/riverside-lighting/?mark={'灯 条例 公报' if home.endswith('open/') else 'lamps regulations gazette'}"
    )
    expect(page.locator("mark").first).to_be_visible()


SITUATIONS = (results, suggestions, masthead_suggestions, nothing, one_long_word, held_back, unavailable)


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_narrowest_phone_never_scrolls_sideways(
    phone: BrowserContext, home: str, situation: Callable[[Page, str], None], language: str
) -> None:
    page = phone.new_page()
    situation(page, home + language)
    assert page.evaluate(_TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize(("language", "width", "scheme"), [("", 1280, "light"), ("en/", 390, "dark")])
@pytest.mark.parametrize("situation", [results, suggestions, masthead_suggestions, nothing, held_back, marked_page])
def test_axe_finds_nothing(
    browser: Browser, home: str, situation: Callable[[Page, str], None], language: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    situation(page, home + language)
    broken = barriers(page)
    context.close()
    assert broken == []


def is_large_enough(place: Locator) -> None:
    for one in place.all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 24, one.inner_text()


def test_what_fingers_touch_is_large_enough(phone: BrowserContext, home: str) -> None:
    page = phone.new_page()
    results(page, home)
    page.locator(".pages a").first.scroll_into_view_if_needed()
    for kind in (".search-form button", ".search-form select", f"{RESULTS} button", ".pages a", f"{RESULTS} a"):
        is_large_enough(page.locator(f"{kind}:visible"))
    page.close()


def test_in_forced_colours_the_chosen_suggestion_and_marks_can_be_seen(browser: Browser, home: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    suggestions(page, home)
    page.locator("#_q").press("ArrowDown")
    looks = page.locator("#_q-suggestions li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).outlineStyle)"
    )
    assert looks[0] == "solid"
    assert set(looks[1:]) == {"none"}
    results(page, home)
    page.locator(f"{RESULTS} mark").first.wait_for()
    mark, plain = (
        page.locator(place).first.evaluate("one => getComputedStyle(one).backgroundColor")
        for place in (f"{RESULTS} mark", "body")
    )
    assert mark != plain
    context.close()


def test_results_are_printed_without_what_only_works_on_a_screen(page: Page, home: str) -> None:
    ask(page, home, "灯")
    page.emulate_media(media="print")
    for gone in (".masthead-search", ".search-filters", ".search-help", ".pages a"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(COUNT)).to_be_visible()
    expect(page.locator(f"{RESULTS} .search-result-title").first).to_be_visible()
