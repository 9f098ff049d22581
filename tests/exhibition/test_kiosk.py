"""Kiosk mode: what a visitor of the hall can touch, where it leads, and what is left when the visitor has gone. In a real browser with a touch screen; its clock is put forward, nobody waits."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from gongkai import vendor
from tests.browser import Watch

pytestmark = pytest.mark.xdist_group("browser")

SMALLEST = 48
PAGES = (
    "exhibition/", "exhibition/lamps/", "panels/electric/", "tours/by-the-river/stops/2/",
    "laws/riverside-lighting/", "laws/", "exhibition/kiosk/",
)  # fmt: skip

MEASURE = """
() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=slider]';
  const seen = [...document.querySelectorAll(kinds)].filter((one) => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1);
    if (one.matches('.md-skip') || !one.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    return !top || top.contains(one);
  });
  const boxes = seen.map((one) => [one, one.getBoundingClientRect()]);
  const name = (one) => one.outerHTML.slice(0, 120);
  const small = boxes.filter(([, box]) => box.width < SMALLEST - .01 || box.height < SMALLEST - .01).map(([one, box]) => `${name(one)} ${box.width}x${box.height}`);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > .5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > .5;
  const over = [];
  boxes.forEach(([one, box], index) => boxes.slice(index + 1).forEach(([other, its]) => { if (meet(box, its)) over.push(`${name(one)} over ${name(other)}`); }));
  return {count: seen.length, small, over};
}
""".replace("SMALLEST", str(SMALLEST))  # fmt: skip


@pytest.fixture(params=[(1080, 1920), (1920, 1080)], ids=["upright", "across"])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    """The two ways a screen hangs."""
    width, height = request.param
    return {"width": width, "height": height}


@pytest.fixture
def screen(browser: Browser, home: str) -> Iterator[Page]:
    """A page on an upright touch screen whose time stands in the test's hand. Nothing may go wrong on it or be asked of another host."""
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
    opened = context.new_page()
    opened.clock.install()
    watch = Watch(opened, home)
    yield opened
    assert watch.troubles == []
    context.close()


def begin(page: Page, address: str) -> None:
    """Opens a page in kiosk mode and waits until it may be touched."""
    page.goto(address)
    ready(page)


def ready(page: Page) -> None:
    page.locator("html[data-kiosk] > body:not([inert])").wait_for(state="attached")


@pytest.mark.parametrize("address", PAGES)
def test_everything_is_large_enough_and_nothing_overlaps(
    browser: Browser, home: str, size: ViewportSize, address: str
) -> None:
    for language in ("", "en/"):
        page = browser.new_page(viewport=size, has_touch=True)
        begin(page, f"{home}{language}{address}?kiosk=1")
        page.wait_for_load_state("networkidle")
        found = page.evaluate(MEASURE)
        assert found["count"] >= (2 if "kiosk" in address else 6)
        assert found["small"] == []
        assert found["over"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


@pytest.mark.parametrize("address", ["exhibition/lamps/", "panels/electric/"])
def test_a_picture_seen_large_has_large_tools(browser: Browser, home: str, size: ViewportSize, address: str) -> None:
    page = browser.new_page(viewport=size, has_touch=True)
    begin(page, f"{home}{address}?kiosk=1")
    page.locator(".picture-button:visible").first.tap()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = page.evaluate(MEASURE)
    assert found["count"] >= 1
    assert (found["small"], found["over"]) == ([], [])
    page.close()


def test_without_it_nothing_of_it_is_fetched_and_with_it_it_lasts_until_it_is_ended(screen: Page, home: str) -> None:
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(urlsplit(request.url).path))
    screen.goto(f"{home}exhibition/")
    screen.wait_for_load_state("networkidle")
    assert not [path for path in asked if "kiosk" in path]
    assert screen.evaluate("sessionStorage.length") == 0
    begin(screen, f"{home}exhibition/?kiosk=1")
    assert "kiosk" not in urlsplit(screen.url).query
    screen.locator(".entrance-door").first.tap()
    screen.wait_for_url(f"{home}exhibition/*/")
    ready(screen)
    expect(screen.locator(".kiosk-bar")).to_be_visible()
    screen.reload()
    ready(screen)
    screen.goto(f"{home}exhibition/?kiosk=0")
    expect(screen.locator(".masthead-groups")).to_be_visible()
    screen.goto(f"{home}laws/")
    screen.wait_for_load_state("networkidle")
    assert screen.evaluate("[sessionStorage.length, document.documentElement.hasAttribute('data-kiosk')]") == [0, False]


def test_the_attract_page_reads_completely_without_scripts(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language, words in (("", "怎样设置"), ("en/", "How to set one up")):
        page.goto(f"{home}{language}exhibition/kiosk/?kiosk=1")
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        assert "exhibition/kiosk/?kiosk=1" in page.locator("code").inner_text()
        halls = page.locator(".slides > li")
        assert halls.count() == 6
        for hall in halls.all():
            expect(hall.locator("a")).to_be_visible()
        assert "灯" in halls.first.inner_text()
        assert "Lamps" in halls.first.inner_text()
        assert "kiosk-begin" not in page.locator("body").inner_html().split("<template")[0]
    context.close()


def test_hall_after_hall_is_shown_until_a_touch(screen: Page, home: str) -> None:
    begin(screen, f"{home}exhibition/kiosk/?kiosk=1")
    shown = screen.locator(".slide-shown .entrance-title")
    titles = []
    for _ in range(7):
        assert screen.locator(".slide-shown").count() == 1
        titles.append(shown.text_content())
        screen.clock.run_for(9000)
    assert len(set(titles)) == 6
    assert titles[6] == titles[0]
    box = screen.locator(".slide-shown").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1080, 1920)
    assert screen.locator(".kiosk-begin a").all_inner_texts() == ["触摸开始", "Touch to begin"]
    screen.touchscreen.tap(300, 200)
    screen.wait_for_url(f"{home}exhibition/")


@pytest.mark.parametrize(
    ("way", "to"), [("key", "exhibition/"), ("English", "en/exhibition/"), ("slide", "exhibition/")]
)
def test_every_touch_of_the_attract_page_goes_to_the_entrance(screen: Page, home: str, way: str, to: str) -> None:
    begin(screen, f"{home}exhibition/kiosk/?kiosk=1")
    if way == "key":
        screen.keyboard.press("a")
    elif way == "English":
        screen.get_by_text("Touch to begin").tap()
    else:
        screen.locator(".slide-shown .entrance-title").tap()
    screen.wait_for_url(home + to)
    ready(screen)


def test_halls_change_without_movement_where_motion_is_reduced(browser: Browser, home: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.clock.install()
    begin(page, f"{home}exhibition/kiosk/?kiosk=1")
    first = page.locator(".slide-shown").inner_text()
    page.clock.run_for(9000)
    assert page.locator(".slide-shown").inner_text() != first
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.slide-shown')).transitionDuration") == "0s"
    page.close()


def test_links_in_text_become_words_and_one_button_each_below(screen: Page, home: str) -> None:
    screen.goto(f"{home}en/tours/by-the-river/")
    inline = screen.locator(".prose a").first
    words, address = inline.inner_text(), inline.evaluate("link => link.href")
    begin(screen, f"{home}en/tours/by-the-river/?kiosk=1")
    assert screen.locator(".prose a").count() == 0
    assert words in screen.locator(".prose").first.inner_text()
    buttons = screen.locator(".kiosk-links a")
    addresses = buttons.evaluate_all("all => all.map(link => link.href)")
    assert address in addresses
    for box in screen.locator(".kiosk-links").all():
        own = box.locator("a").evaluate_all("all => all.map(link => link.href)")
        assert len(own) == len(set(own))
    begin(screen, f"{home}en/laws/riverside-lighting/?kiosk=1")
    assert screen.locator(".cite").count() > 0
    assert screen.locator(".cite a, a.term, a.law-number").count() == 0


def test_what_leads_out_of_the_site_is_a_code_and_text(screen: Page, home: str) -> None:
    begin(screen, f"{home}en/laws/riverside-lighting/?kiosk=1")
    before = screen.url
    away = [
        ("https://else.example/a?b=1&c=2#d", "https://else.example/a?b=1&c=2#d", "another website"),
        ("//else.example/", "http://else.example/", "another website"),
        ("/other-site/", f"{home.partition('/open/')[0]}/other-site/", "another website"),
        ("mailto:clerk@linjiang.example?body=secret", "clerk@linjiang.example", "Nothing can be sent"),
        ("tel:+1234", "+1234", "Nothing can be sent"),
        *((f"law.en.{end}", f"https://linjiang.example/open/en/laws/riverside-lighting/law.en.{end}", "This is a file") for end in ("pdf", "json", "ics", "docx", "txt", "xml", "csv", "svg")),
    ]  # fmt: skip
    dialog = screen.locator("dialog[open]")
    for address, told, why in away:
        screen.evaluate(
            "address => { const link = document.createElement('a'); link.href = address; link.target = '_blank'; link.textContent = 'Out of here'; link.id = 'out'; document.querySelector('.record-head').append(link); }",
            address,
        )
        screen.locator("#out").tap()
        expect(dialog).to_be_visible()
        assert dialog.locator("[data-address]").inner_text() == told
        assert why in dialog.inner_text()
        if "qrcode.js" in vendor.scripts():
            expect(dialog.locator("svg path")).to_have_count(1)
        assert screen.evaluate(MEASURE)["small"] == []
        dialog.get_by_role("button").tap()
        expect(dialog).to_have_count(0)
        screen.evaluate("document.getElementById('out').remove()")
    assert screen.url == before
    assert len(screen.context.pages) == 1


def test_real_links_of_the_site_that_lead_out(screen: Page, home: str) -> None:
    begin(screen, f"{home}laws/riverside-lighting/?kiosk=1")
    for selector in ("a[href$='law.json']", ".sources .kiosk-links a"):
        screen.locator(selector).first.tap()
        expect(screen.locator("dialog[open]")).to_be_visible()
        screen.keyboard.press("Escape")
        expect(screen.locator("dialog[open]")).to_have_count(0)
    begin(screen, f"{home}participate/")
    screen.locator("summary").first.tap()
    screen.locator("textarea").first.fill("说一件事")
    screen.locator("[data-compose-mail]").first.tap()
    dialog = screen.locator("dialog[open]")
    assert "不能发送" in dialog.inner_text()
    assert "%" not in dialog.locator("[data-address]").inner_text()


def test_no_new_page_opens_and_menu_drag_and_print_are_stopped(screen: Page, home: str) -> None:
    begin(screen, f"{home}exhibition/?kiosk=1")
    screen.evaluate("document.querySelectorAll('a').forEach(link => link.target = '_blank')")
    assert screen.evaluate("window.open('https://else.example/')") is None
    stopped = screen.evaluate(
        "['contextmenu', 'dragstart', 'auxclick'].map(kind => { const event = new Event(kind, {bubbles: true, cancelable: true}); document.querySelector('h1').dispatchEvent(event); return event.defaultPrevented; })"
    )
    assert stopped == [True, True, True]
    printed = screen.evaluate(
        "() => { const event = new KeyboardEvent('keydown', {key: 'p', ctrlKey: true, bubbles: true, cancelable: true}); document.body.dispatchEvent(event); let asked = false; addEventListener('beforeprint', () => { asked = true; }); window.print(); return [!event.defaultPrevented, asked]; }"
    )
    assert printed == [False, False]
    screen.locator(".entrance-door").first.tap()
    screen.wait_for_url(f"{home}exhibition/*/")
    assert len(screen.context.pages) == 1


def test_a_form_sends_nothing_elsewhere_and_search_still_finds(screen: Page, home: str) -> None:
    begin(screen, f"{home}en/exhibition/?kiosk=1")
    screen.evaluate(
        "() => { const form = document.createElement('form'); form.action = 'https://else.example/in'; form.innerHTML = '<button>Send</button>'; document.querySelector('h1').after(form); }"
    )
    screen.get_by_role("button", name="Send").tap()
    expect(screen.locator("dialog[open]")).to_contain_text("Nothing can be sent")
    screen.keyboard.press("Escape")
    screen.locator("#_find").fill("lamps")
    screen.locator("#_find").press("Enter")
    screen.wait_for_url(f"{home}en/search/?q=lamps*")
    ready(screen)
    expect(screen.locator("[data-search-results] a").first).to_be_visible()
    assert screen.evaluate(MEASURE)["small"] == []


def test_the_masthead_leads_to_entrance_tours_the_other_language_and_back(screen: Page, home: str) -> None:
    begin(screen, f"{home}panels/electric/?kiosk=1")
    expect(screen.locator(".kiosk-bar button")).to_be_hidden()
    screen.locator(".language-switch").tap()
    screen.wait_for_url(f"{home}en/panels/electric/")
    ready(screen)
    bar = screen.locator(".kiosk-bar")
    bar.get_by_role("link", name="Tours").tap()
    screen.wait_for_url(f"{home}en/tours/")
    ready(screen)
    bar.get_by_role("link", name="Entrance").tap()
    screen.wait_for_url(f"{home}en/exhibition/")
    ready(screen)
    for address in ("en/tours/", "en/panels/electric/", "panels/electric/"):
        bar.get_by_role("button").tap()
        screen.wait_for_url(home + address)
        ready(screen)
    expect(bar.get_by_role("button")).to_be_hidden()


def leave_traces(page: Page) -> None:
    """What a visitor leaves behind, in every store there is."""
    page.evaluate(
        "async () => { localStorage.setItem('scheme', 'dark'); sessionStorage.setItem('x', 'y'); document.cookie = 'seen=1; path=/'; document.cookie = 'here=1'; await (await caches.open('kept')).put('/x', new Response('y')); }"
    )


def traces(page: Page) -> list[object]:
    """What is left of it: entries of both storages beside the mode's own, cookies, caches."""
    left: list[object] = page.evaluate(
        "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage).filter((key) => key !== 'kiosk'), document.cookie, ...await caches.keys()].filter(Boolean)"
    )
    return left


def test_after_a_minute_it_counts_down_then_forgets_everything(screen: Page, home: str) -> None:
    begin(screen, f"{home}en/exhibition/lamps/?kiosk=1")
    leave_traces(screen)
    assert len(traces(screen)) == 4
    screen.evaluate(
        "new Promise((done) => { addEventListener('scroll', () => done(), {once: true}); scrollTo(0, 900); })"
    )
    dialog = screen.locator("dialog[open]")
    screen.clock.run_for(59_000)
    assert dialog.count() == 0
    screen.clock.run_for(1_500)
    expect(dialog).to_be_visible()
    assert "Are you still here?" in dialog.inner_text()
    assert "还在参观吗" in dialog.inner_text()
    assert screen.evaluate(MEASURE)["small"] == []
    spoken = set()
    for _ in range(28):
        spoken.add(dialog.get_by_role("status").inner_text())
        screen.clock.run_for(1_000)
    assert len(spoken) == 2
    assert dialog.count() == 1
    screen.clock.run_for(3_000)
    screen.wait_for_url(f"{home}exhibition/kiosk/**")
    ready(screen)
    assert screen.evaluate("document.documentElement.lang") == "zh-Hans"
    assert screen.evaluate("scrollY") == 0
    assert traces(screen) == []
    assert screen.evaluate("JSON.parse(sessionStorage.kiosk).trail") == []
    expect(screen.locator(".slide-shown")).to_be_visible()


@pytest.mark.parametrize("way", ["touch", "button", "key"])
def test_any_touch_goes_on(screen: Page, home: str, way: str) -> None:
    begin(screen, f"{home}exhibition/lamps/?kiosk=1")
    before = screen.url
    dialog = screen.locator("dialog[open]")
    screen.clock.run_for(50_000)
    for _ in range(3):
        screen.clock.run_for(11_000)
        expect(dialog).to_be_visible()
        screen.clock.run_for(25_000)
        if way == "touch":
            screen.touchscreen.tap(20, 30)
        elif way == "button":
            dialog.get_by_role("button", name="继续参观").tap()
        else:
            screen.keyboard.press("x")
        screen.clock.run_for(500)
        expect(dialog).to_have_count(0)
        screen.clock.run_for(50_000)
        assert dialog.count() == 0
    assert screen.url == before


def test_the_times_can_be_set_but_nobody_is_hurried(screen: Page, home: str) -> None:
    begin(screen, f"{home}exhibition/lamps/?kiosk=1&idle=10&countdown=3")
    dialog = screen.locator("dialog[open]")
    screen.clock.run_for(9_000)
    assert dialog.count() == 0
    screen.clock.run_for(1_500)
    expect(dialog).to_be_visible()
    screen.clock.run_for(19_000)
    assert dialog.count() == 1
    screen.clock.run_for(2_000)
    screen.wait_for_url(f"{home}exhibition/kiosk/**")
    ready(screen)
    screen.touchscreen.tap(300, 300)
    screen.wait_for_url(f"{home}exhibition/")
    ready(screen)
    screen.clock.run_for(10_500)
    expect(dialog).to_be_visible()


def test_a_tab_that_slept_asks_before_it_forgets(screen: Page, home: str) -> None:
    begin(screen, f"{home}exhibition/lamps/?kiosk=1")
    screen.clock.fast_forward(3_600_000)
    dialog = screen.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert dialog.locator("[data-left]").inner_text() == "30"
    screen.clock.fast_forward(3_600_000)
    screen.wait_for_url(f"{home}exhibition/kiosk/**")


def test_never_during_a_video(screen: Page, home: str) -> None:
    begin(screen, f"{home}exhibition/lamps/?kiosk=1")
    screen.evaluate(
        "async () => { const video = document.createElement('video'); const canvas = document.createElement('canvas'); canvas.getContext('2d').fillRect(0, 0, 9, 9); video.muted = true; video.srcObject = canvas.captureStream(); document.querySelector('h1').after(video); await video.play(); }"
    )
    assert screen.evaluate("document.querySelector('video').paused") is False
    screen.clock.run_for(180_000)
    assert screen.locator("dialog[open]").count() == 0
    screen.evaluate("document.querySelector('video').pause()")
    screen.clock.run_for(61_000)
    expect(screen.locator("dialog[open]")).to_be_visible()


def test_it_works_without_the_part_that_draws_codes(browser: Browser, home: str) -> None:
    context: BrowserContext = browser.new_context(has_touch=True)
    context.route("**/qrcode.*", lambda route: route.abort())
    page = context.new_page()
    begin(page, f"{home}en/laws/riverside-lighting/?kiosk=1")
    page.locator("a[href$='law.json']").first.tap()
    expect(page.locator("dialog[open] [data-address]")).to_have_text(
        "https://linjiang.example/open/laws/riverside-lighting/law.json"
    )
    assert page.locator("dialog[open] svg").count() == 0
    context.close()
