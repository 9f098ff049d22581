"""Suggestions in a browser: what is offered, and the combobox as keyboards, pointers and screen readers meet it."""

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.search.reading import STATUS, has_focus, question

pytestmark = pytest.mark.xdist_group("browser")


def offered(page: Page, typed: str, box: str = "_find") -> list[str]:
    """What is suggested for words typed into a box."""
    page.locator(f"#{box}").fill(typed)
    options(page, box).first.wait_for()
    return page.locator(f"#{box}-suggestions .suggestion-title").all_inner_texts()


def options(page: Page, box: str = "_find") -> Locator:
    return page.locator(f"#{box}-suggestions [role=option]")


def announced(page: Page, box: str = "_find") -> Locator:
    return page.locator(f"#{box}-suggestions + [role=status]")


def is_closed(page: Page, box: str = "_find") -> None:
    expect(page.locator(f"#{box}-suggestions")).to_be_hidden()
    expect(page.locator(f"#{box}")).to_have_attribute("aria-expanded", "false")
    assert page.locator(f"#{box}").get_attribute("aria-activedescendant") is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("江岸照明", "临江市江岸照明条例"), ("潮钟", "临江市潮钟规则"), ("灯规", "临江市江岸照明条例"), ("江岸照明條例", "临江市江岸照明条例"),
        ("ferry fares", "临江市渡船票价办法"), ("FERRY", "临江市渡船票价办法"), ("lamp law", "临江市江岸照明条例"),
        ("gangwuju", "港务局"), ("gang wu ju", "港务局"), ("gwj", "港务局"), ("ri luo", "日落"), ("rl", "日落"), ("zzz", ""),
        ("ljsczgz", "临江市潮钟规则"), ("chaozhong", "临江市潮钟规则"), ("chaozhongg", "临江市潮钟规则"),
    ],
)  # fmt: skip
def test_names_are_suggested_by_either_language_and_by_sound(page: Page, home: str, typed: str, title: str) -> None:
    page.goto(home)
    if title:
        assert title in offered(page, typed)
    else:
        page.locator("#_find").fill(typed)
        expect(announced(page)).to_have_text("没有建议")
        is_closed(page)


def test_suggestions_on_an_english_page_have_its_titles(page: Page, home: str) -> None:
    page.goto(f"{home}en/laws/")
    for typed, title in (("港务", "Harbour Bureau"), ("gangwu", "Harbour Bureau"), ("harb", "Harbour Bureau")):
        assert offered(page, typed)[0] == title
    assert offered(page, "潮钟") == ["临江市潮钟规则"]
    expect(page.locator(".suggestion-title").first).to_have_attribute("lang", "zh-Hans")


def test_the_box_is_a_combobox_that_the_arrows_go_through(page: Page, home: str) -> None:
    page.goto(f"{home}en/search/")
    box = page.locator("#_q")
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    names = offered(page, "lamp", "_q")
    assert len(names) > 2
    lists = page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(lists).to_have_attribute("role", "listbox")
    expect(lists).to_have_attribute("aria-label", "Words to look for")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(announced(page, "_q")).to_have_text(f"{len(names)} suggestions")
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", len(names) - 1), ("ArrowDown", None)):  # fmt: skip
        box.press(key)
        selected = options(page, "_q").evaluate_all(
            "all => all.flatMap((one, at) => one.ariaSelected === 'true' ? [at] : [])"
        )
        assert selected == ([] if chosen is None else [chosen])
        active = box.get_attribute("aria-activedescendant")
        assert active == (None if chosen is None else options(page, "_q").nth(chosen).get_attribute("id"))
    has_focus(box)
    expect(box).to_have_value("lamp")


def test_enter_opens_the_chosen_one_or_searches(page: Page, home: str) -> None:
    page.goto(f"{home}en/")
    names = offered(page, "lamp keep")
    assert names == ["Lamp keepers"]
    expect(announced(page)).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}en/cases/lamp-keepers/")
    offered(page, "lamp keep")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}en/search/?q=lamp+keep")


def test_escape_tab_and_leaving_close_and_the_arrow_opens_again(page: Page, home: str) -> None:
    page.goto(f"{home}search/")
    box = page.locator("#_q")
    names = offered(page, "江岸", "_q")
    box.press("Escape")
    is_closed(page, "_q")
    expect(box).to_have_value("江岸")
    box.press("ArrowDown")
    expect(options(page, "_q").first).to_have_attribute("aria-selected", "true")
    assert page.locator("#_q-suggestions .suggestion-title").all_inner_texts() == names
    box.press("Tab")
    is_closed(page, "_q")
    expect(box).not_to_be_focused()
    offered(page, "渡口", "_q")
    page.locator("h1").click()
    is_closed(page, "_q")
    box.fill("")
    is_closed(page, "_q")
    box.press("ArrowDown")
    is_closed(page, "_q")
    offered(page, "江岸", "_q")
    box.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("条记录")
    is_closed(page, "_q")
    page.evaluate("document.querySelector('#_q').value = '潮钟'")
    box.press("ArrowDown")
    expect(options(page, "_q")).to_have_count(1)
    expect(options(page, "_q").first).to_contain_text("临江市潮钟规则")


def test_keys_belong_to_the_input_method_while_it_composes(page: Page, home: str) -> None:
    page.goto(home)
    offered(page, "江岸")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#_find").get_attribute("aria-activedescendant")
    for key in ("ArrowDown", "ArrowUp", "Enter", "Escape"):
        for composing in ("isComposing: true", "keyCode: 229"):
            left_alone = page.locator("#_find").evaluate(
                f"box => box.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', {composing}, bubbles: true, cancelable: true}}))"
            )
            assert left_alone
    assert page.locator("#_find").get_attribute("aria-activedescendant") == chosen
    expect(page.locator("#_find-suggestions")).to_be_visible()
    expect(page).to_have_url(home)


def test_a_slow_press_of_the_mouse_opens_too(page: Page, home: str) -> None:
    page.goto(home)
    offered(page, "潮钟")
    options(page).first.hover()
    page.mouse.down()
    page.wait_for_timeout(100)
    expect(page.locator("#_find-suggestions")).to_be_visible()
    has_focus(page.locator("#_find"))
    page.mouse.up()
    expect(page).to_have_url(f"{home}laws/tide-bells/")


def test_a_finger_opens_a_suggestion(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(f"{home}en/search/")
    page.locator("#_q").tap()
    offered(page, "harb", "_q")
    box = options(page, "_q").first.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    options(page, "_q").first.tap()
    expect(page).to_have_url(f"{home}en/glossary/harbour-bureau/")
    context.close()


def test_an_index_that_is_gone_leads_to_the_search_for_the_title(browser: Browser, home: str) -> None:
    """The site was made anew since the suggestions were read, and the file with the address is no longer there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(home)
    offered(page, "潮钟")

    def gone(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/search/zh/*/p0.json", gone)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(home + question("临江市潮钟规则"))
    context.close()


def test_without_the_index_the_box_still_searches(browser: Browser, home: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/search/zh.json", lambda route: route.abort())
    page.goto(home)
    page.locator("#_find").fill("潮钟")
    page.wait_for_load_state("networkidle")
    is_closed(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(home + question("潮钟"))
    assert errors == []
    context.close()
