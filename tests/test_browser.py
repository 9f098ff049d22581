"""What readers touch, in the system's Chromium: filters, languages, phone width, dark, no scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import barriers

pytestmark = pytest.mark.xdist_group("browser")

TEMPLATES = (
    "", "laws/", "laws/riverside-lighting/", "laws/ferry-fares/", "supervision/", "supervision/2025-lighting-inspection/",
    "cases/", "cases/night-ferry/", "collections/", "collections/2025-riverside/", "reports/", "reports/2025/",
    "exhibition/", "exhibition/water/", "moments/", "about/", "404.html",
    "laws/riverside-lighting/versions/2023-07-01/", "laws/riverside-lighting/versions/2025-01-01/cite/",
    "laws/riverside-lighting/bilingual/", "laws/riverside-lighting/compare/2023-07-01..2025-01-01/",
    "consultations/", "consultations/riverside-lighting/", "consultations/wharf-markets/", "consultations/market-days/",
    "cockpit/", "plan/", "plan/2/", "plan/10/", "plan/board/",
    "glossary/", "glossary/harbour-bureau/", "search/", "search/years/2024/", "search/topics/lighting/",
    "places/", "places/old-landing/", "places/old-landing/poster/", "places/market-post/", "places/board/",
    "events/", "events/2026-open-day/", "events/2026-quay-talk/", "events/2025-harbour-seminar/", "events/board/",
    "supervision/board/", "supervision/2023-wharf-inspection/", "decisions/board/", "decisions/2026-plan/",
    "decisions/2026-ferry-subsidy/", "deliberations/2025-night-ferry/",
    "projects/", "projects/riverside-lighting/", "projects/wharf-markets-revision/", "materials/topic-night-light/",
    "participate/", "participate/deputies/", "participate/review/",
    "suggestions/", "suggestions/ferry-lamps/", "suggestions/tide-siren/", "livelihood/", "livelihood/2025-quay-steps/", "livelihood/2025-tea-stalls/",
    "deputies/", "deputies/jiang-bo/",
)  # fmt: skip


def visible_rows(page: Page) -> list[str]:
    return page.locator("[data-rows] > li:visible .row-title").all_inner_texts()


def test_home_leads_to_every_type(page: Page, home: str) -> None:
    page.goto(home)
    for name in ("laws", "supervision", "cases", "reports", "exhibition"):
        expect(page.locator(f'.ways a[href="{name}/"]')).to_be_visible()
    page.locator('.ways a[href="laws/"]').click()
    expect(page).to_have_url(f"{home}laws/")


def test_index_is_filtered_and_the_filter_lives_in_the_address(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/")
    everything = visible_rows(page)
    count = page.locator("[data-count]")
    expect(count).to_have_text(f"Showing {len(everything)} of {len(everything)}")
    page.get_by_label("State").select_option("repealed")
    repealed = visible_rows(page)
    assert 0 < len(repealed) < len(everything)
    assert set(repealed) < set(everything)
    expect(count).to_have_text(f"Showing {len(repealed)} of {len(everything)}")
    assert page.url.endswith("?status=repealed")
    states = page.locator("[data-rows] > li:visible .state").all_inner_texts()
    assert set(states) == {"Repealed"}
    page.reload()
    assert visible_rows(page) == repealed
    page.get_by_role("button", name="Clear").click()
    expect(count).to_have_text(f"Showing {len(everything)} of {len(everything)}")
    assert page.url.endswith("/en/laws/")


def choices(page: Page, name: str) -> dict[str, tuple[int, bool]]:
    """A filter's choices: how many rows each is said to leave, and whether it can be chosen."""
    options = page.locator(f"[data-filters] select[name={name}] option:not([value=''])")
    found = options.evaluate_all("all => all.map(one => [one.value, one.textContent, !one.disabled])")
    return {value: (int(text.rpartition("(")[2].rstrip(")")), enabled) for value, text, enabled in found}


def test_choices_say_how_many_rows_they_would_leave(page: Page, home: str) -> None:
    """Each count is what choosing it does, whatever else is chosen; what would leave nothing cannot be chosen."""
    page.goto(f"{home}en/laws/")
    everything = len(visible_rows(page))
    before = choices(page, "category")
    assert all(enabled for _, enabled in before.values())
    page.get_by_label("State").select_option("repealed")
    repealed = len(visible_rows(page))
    assert choices(page, "status")["repealed"] == (repealed, True)
    assert sum(count for count, _ in choices(page, "status").values()) == everything
    for name in ("category", "year", "topic"):
        counts = choices(page, name)
        assert any(not enabled for _, enabled in counts.values())
        for value, (count, enabled) in counts.items():
            assert enabled == (count > 0)
            if enabled:
                page.locator(f"select[name={name}]").select_option(value)
                assert len(visible_rows(page)) == count, (name, value)
                page.locator(f"select[name={name}]").select_option("")
    page.get_by_label("Words in title or summary").fill("no such words at all")
    assert choices(page, "status")["repealed"] == (0, True)
    assert all(not enabled for value, (_, enabled) in choices(page, "status").items() if value != "repealed")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-count]")).to_have_text(f"Showing {everything} of {everything}")
    assert choices(page, "category") == before


def test_the_box_in_the_header_leads_to_the_search_page(browser: Browser, home: str) -> None:
    """Without scripts too: it is a plain form."""
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{home}en/laws/riverside-lighting/")
        box = page.get_by_role("search", name="Search the site").get_by_role(
            "combobox" if scripts else "searchbox", name="Words to look for"
        )
        page.locator("#_find").focus()
        expect(box).to_be_focused()
        page.locator("#_find").fill("lamps")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}en/search/?q=lamps")
        context.close()


def test_the_header_is_one_line_on_a_desktop_and_nothing_overlaps_on_a_phone(browser: Browser, home: str) -> None:
    for width, lines in ((1280, 1), (1024, 1), (320, 3)):
        for language in ("", "en/"):
            context = browser.new_context(viewport={"width": width, "height": 700})
            page = context.new_page()
            page.goto(home + language)
            parts = (".masthead-name", ".masthead-groups", ".masthead-search", ".language-switch", ".scheme-switch")
            boxes = [page.locator(part).bounding_box() for part in parts]
            middles = {round((box["y"] + box["height"] / 2) / 12) for box in boxes if box}
            assert len(boxes) == len([box for box in boxes if box])
            assert len(middles) == lines, (width, language)
            for index, one in enumerate(boxes):
                for other in boxes[index + 1 :]:
                    assert one is not None
                    assert other is not None
                    apart_x = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
                    apart_y = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
                    assert apart_x or apart_y, (width, language)
            context.close()


def test_index_finds_words_in_any_width_and_case(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/")
    box = page.get_by_label("Words in title or summary")
    box.fill("ＦＥＲＲＹ")
    found = visible_rows(page)
    assert found
    assert all("ferry" in row.lower() for row in page.locator("[data-rows] > li:visible").all_inner_texts())
    box.fill("no such words at all")
    assert visible_rows(page) == []
    expect(page.locator("[data-count]")).to_contain_text("Nothing matches")


def test_index_is_sorted(page: Page, home: str) -> None:
    page.goto(f"{home}laws/")
    newest = page.locator("[data-rows] > li").evaluate_all("rows => rows.map(row => row.dataset.date)")
    page.get_by_label("排序").select_option("oldest")
    oldest = page.locator("[data-rows] > li").evaluate_all("rows => rows.map(row => row.dataset.date)")
    assert newest == sorted(newest, reverse=True)
    assert oldest == sorted(oldest)
    assert newest != oldest


def test_language_switch_keeps_page_place_and_filter(page: Page, home: str) -> None:
    page.goto(f"{home}laws/riverside-lighting/#art-2")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{home}en/laws/riverside-lighting/#art-2")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{home}en/laws/?status=repealed")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{home}laws/?status=repealed")
    assert set(page.locator("[data-rows] > li:visible .state").all_inner_texts()) == {"已废止"}


def test_contents_follow_the_reading(page: Page, home: str) -> None:
    page.goto(f"{home}laws/riverside-lighting/")
    links = page.locator("[data-contents] a[href^='#ch-']")
    last = links.last
    last.click()
    expect(last).to_have_attribute("aria-current", "location")
    assert page.locator("[data-contents] a[aria-current]").count() == 1


def test_scheme_switch_is_named_works_and_is_remembered(page: Page, home: str) -> None:
    page.goto(f"{home}en/")
    light = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.get_by_role("button", name="Switch to dark").click()
    dark = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert light != dark
    page.goto(f"{home}en/laws/")
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == dark
    expect(page.get_by_role("button", name="Switch to light")).to_be_visible()


def test_system_in_dark_is_followed(browser: Browser, home: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(home)
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(22, 20, 18)"
    context.close()


def test_skip_link_is_first_and_leads_to_the_content(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/riverside-lighting/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    assert page.locator(".md-skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(page.locator("#_main")).to_be_focused()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)
    yield context
    context.close()


@pytest.mark.parametrize("address", TEMPLATES)
def test_narrowest_phone_never_scrolls_sideways(phone: BrowserContext, home: str, address: str) -> None:
    page = phone.new_page()
    for prefix in ("", "en/") if address != "404.html" else ("",):
        page.goto(home + prefix + address)
        too_wide = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
            " && !e.closest('.table-scroll') && !e.closest('.md-skip') && !e.classList.contains('md-skip')"
            " && getComputedStyle(e).position !== 'absolute').map(e => e.tagName + '.' + e.className).slice(0, 5)"
        )
        assert too_wide == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("address", TEMPLATES)
def test_every_page_reads_completely_without_scripts(browser: Browser, home: str, address: str) -> None:
    with_scripts, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    words = []
    for context in (with_scripts, without):
        page = context.new_page()
        page.goto(home + address)
        words.append(page.locator("#_main").inner_text() if context is without else visible_text(page))
        context.close()
    assert words[0] - set(words[1].splitlines()) == set()


def visible_text(page: Page) -> set[str]:
    """The lines a reader with scripts sees, but for the controls that only scripts bring."""
    page.evaluate(
        "document.querySelectorAll('form[data-filters], form[data-compose], details[data-compose-fold], button.copy, button.picture-button').forEach(one => one.remove())"
    )
    return set(page.locator("#_main").inner_text().splitlines())


WAYS_TO_LOOK = [
    (address, language, scheme)
    for number, address in enumerate(TEMPLATES)
    for language, scheme in (("zh", ("light", "dark")[number % 2]), ("en", ("dark", "light")[number % 2]))
    if address != "404.html" or language == "zh"
]
"""Every page in both languages, on a desktop in light and on a phone in dark; which language has which changes by turns."""


@pytest.mark.parametrize(("address", "language", "scheme"), WAYS_TO_LOOK)
def test_axe_finds_nothing(browser: Browser, home: str, address: str, language: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 390
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(home + ("en/" if language == "en" else "") + address)
    found = barriers(page)
    context.close()
    assert found == []


def test_a_term_is_explained_where_it_stands(page: Page, home: str) -> None:
    """By pointer and by keyboard; Escape puts the explanation away, and the link alone leads to it."""
    page.goto(f"{home}en/laws/riverside-lighting/")
    term = page.locator("a.term").first
    note = page.locator("#_term-note")
    expect(note).to_be_hidden()
    term.hover()
    expect(note).to_be_visible()
    entry = page.locator(page.evaluate("document.querySelector('a.term').hash"))
    explanation = entry.locator("dd").inner_text().removesuffix("More").strip()
    assert explanation.split(" More")[0].strip() in note.inner_text()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator("a.law-number").first.focus()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.className") != "term":
        page.keyboard.press("Tab")
    expect(note).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "_term-note"
    leads_to = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(leads_to)


def test_a_citation_is_copied(browser: Browser, home: str) -> None:
    """The button copies exactly the words beside it."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{home}laws/riverside-lighting/versions/2025-01-01/cite/#art-2")
    place = page.locator("#art-2 dd").first
    place.get_by_role("button", name="复制").click()
    expect(place.get_by_role("button")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == place.locator("p").inner_text()
    context.close()


def test_both_languages_stand_side_by_side_and_on_a_phone_one_under_the_other(browser: Browser, home: str) -> None:
    for width, beside in ((1280, True), (390, False)):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{home}en/laws/riverside-lighting/bilingual/")
        left, right = (page.locator(f"#art-2 .pair-{language}").bounding_box() for language in ("zh", "en"))
        assert left is not None
        assert right is not None
        if beside:
            assert right["x"] >= left["x"] + left["width"]
            assert abs(right["y"] - left["y"]) < 2
        else:
            assert right["y"] >= left["y"] + left["height"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_what_happened_to_an_article_stands_beside_it_on_a_wide_screen(browser: Browser, home: str) -> None:
    for width, beside in ((1400, True), (390, False)):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{home}laws/riverside-lighting/")
        article = page.locator(".has-life").first
        words, life = article.locator(".law-words").bounding_box(), article.locator(".law-life").bounding_box()
        assert words is not None
        assert life is not None
        assert (life["x"] >= words["x"] + words["width"]) == beside
        assert (life["y"] >= words["y"] + words["height"]) != beside
        context.close()


def test_keyboard_reaches_every_control(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select')].filter(e => e.checkVisibility()).length"
    )
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(reached - {-1}) >= wanted


def test_print_shows_addresses_and_no_navigation(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/riverside-lighting/")
    page.emulate_media(media="print")
    expect(page.locator(".masthead-groups")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(".record-foot .print-only")).to_be_visible()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
