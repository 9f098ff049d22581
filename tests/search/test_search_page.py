"""The search page in a browser: the address, the answer, what is said where there is nothing."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from gongkai.progress import Silent
from gongkai.site import build
from tests.browser import served
from tests.conftest import LINJIANG, linjiang_options
from tests.search.reading import (
    COUNT,
    INDEXES,
    NOTHING,
    RESULTS,
    STATUS,
    ask,
    found,
    has_focus,
    marked,
    passages,
    put,
    question,
    titles,
)

pytestmark = pytest.mark.xdist_group("browser")


def test_an_address_with_a_question_gives_the_answer(page: Page, home: str) -> None:
    assert ask(page, home, "渡口") == 6
    assert passages(page) == 11
    assert len(titles(page)) == 6
    expect(page.locator("#_q")).to_have_value("渡口")
    expect(page.locator(INDEXES)).to_be_hidden()
    assert ask(page, home, "渡口", type="law") == len(titles(page)) == 2
    assert set(page.locator(f"{RESULTS} .row-label").all_inner_texts()) == {"法规"}
    laws = titles(page)
    assert ask(page, home, "渡口", type="laws") == 2
    assert titles(page) == laws
    expect(page.locator("select[name=type]")).to_have_value("law")
    inside = page.locator(f"{RESULTS} a").count()
    assert inside == page.locator("[data-search-output] a").count() - page.locator(f"{STATUS} a").count()


def test_the_box_changes_the_address_and_the_buttons_of_the_browser_lead_through_the_questions(
    page: Page, home: str
) -> None:
    page.goto(f"{home}en/search/")
    expect(page.locator(INDEXES)).to_be_visible()
    expect(page.locator("[data-search-filters]")).to_be_hidden()
    assert put(page, "lamp") == 10
    expect(page).to_have_url(f"{home}en/search/?q=lamp")
    assert put(page, "ferry & toll") == 0
    expect(page).to_have_url(f"{home}en/{question('ferry & toll')}")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("10")
    expect(page.locator("#_q")).to_have_value("lamp")
    page.go_back()
    expect(page.locator(INDEXES)).to_be_visible()
    expect(page.locator("[data-search-output]")).to_be_hidden()
    expect(page.locator("#_q")).to_have_value("")
    page.go_forward()
    expect(page.locator(COUNT)).to_have_text("10")
    page.reload()
    expect(page.locator(COUNT)).to_have_text("10")
    expect(page.locator("#_q")).to_have_value("lamp")


def test_the_same_question_again_is_no_new_step_back(page: Page, home: str) -> None:
    ask(page, home, "渡口")
    steps = page.evaluate("history.length")
    put(page, "渡口")
    put(page, "渡口")
    assert page.evaluate("history.length") == steps


def test_asking_nothing_shows_the_indexes_again(page: Page, home: str) -> None:
    ask(page, home, "渡口", type="law")
    page.locator("#_q").fill("")
    page.locator("#_q").press("Enter")
    expect(page.locator(INDEXES)).to_be_visible()
    expect(page.locator("[data-search-output]")).to_be_hidden()
    page.goto(f"{home}search/?q=%20%20")
    expect(page.locator(INDEXES)).to_be_visible()


def test_dates_are_said_as_far_as_they_are_known(page: Page, home: str) -> None:
    for prefix, query, date in (
        ("", "潮钟", "约1962年"), ("en/", "night ferry", "May 2024"), ("", "夜渡热线", "2024年5月"), ("en/", "ferry fares", "28 May 2026"),
    ):  # fmt: skip
        ask(page, home + prefix, query)
        expect(page.locator(f"{RESULTS} time").first).to_have_text(date)


def test_the_box_of_every_page_leads_to_the_answer(page: Page, home: str) -> None:
    for address, language in (
        ("", ""),
        ("en/laws/riverside-lighting/", "en/"),
        ("404.html", ""),
        ("en/search/", "en/"),
    ):
        page.goto(home + address)
        page.locator("#_find").fill("lamp")
        page.locator("#_find").press("Enter")
        expect(page).to_have_url(f"{home}{language}search/?q=lamp")
        assert found(page) > 0


def test_the_page_for_missing_addresses_searches_from_any_depth(page: Page, home: str) -> None:
    def missing(route: Route) -> None:
        route.fulfill(response=page.request.get(f"{home}404.html"))

    page.route("**/no/such/page/", missing)
    page.goto(f"{home}no/such/page/")
    page.locator("#_find").fill("渡口")
    expect(page.locator("#_find-suggestions")).to_be_visible()
    page.locator("#_find").press("Enter")
    expect(page).to_have_url(home + question("渡口"))
    assert found(page) == 6


def test_without_scripts_the_page_offers_indexes_that_lead_on(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}en/laws/")
    page.locator("#_find").fill("lamp")
    page.locator("#_find").press("Enter")
    expect(page).to_have_url(f"{home}en/search/?q=lamp")
    expect(page.locator("noscript .notice")).to_contain_text("Searching needs scripts")
    expect(page.locator("[data-search-filters]")).to_be_hidden()
    for heading, link, lands in (
        ("By type", "Laws", "en/laws/"),
        ("By year", "2024", "en/search/years/2024/"),
        ("By topic", "Lighting", "en/search/topics/lighting/"),
    ):
        page.goto(f"{home}en/search/?q=lamp")
        page.get_by_role("region", name=heading).get_by_role("link", name=link, exact=True).click()
        expect(page).to_have_url(home + lands)
        assert page.locator("#_main .row-title").count() > 0
    context.close()


def test_nothing_found_is_said_and_the_nearest_titles_are_offered(page: Page, home: str) -> None:
    assert ask(page, home, "渡轮票价办法") == 0
    assert passages(page) == 0
    nothing = page.locator(NOTHING)
    expect(nothing).to_contain_text("没有找到“渡轮票价办法”。")
    expect(nothing.get_by_role("heading", name="标题相近的记录")).to_be_visible()
    nothing.get_by_role("link", name="临江市渡船票价办法").click()
    expect(page).to_have_url(f"{home}laws/ferry-fares/")
    assert ask(page, f"{home}en/", "ferrry farres") == 0
    expect(page.locator(NOTHING).get_by_role("link").first).to_have_text("Measures of Linjiang on Ferry Fares")
    assert ask(page, f"{home}en/", "zzqqxx") == 0
    expect(page.locator(INDEXES)).to_be_visible()


def test_what_is_said_of_words_in_the_other_language_can_be_seen_and_reached(page: Page, home: str) -> None:
    """Words in Chinese on the English page search the Chinese texts; Latin words on a Chinese page offer the English."""
    assert ask(page, f"{home}en/", "渡口") == 6
    expect(page.locator(STATUS)).to_contain_text("Your words are in Chinese")
    for query in ("lamp", "zzqqxx"):
        ask(page, home, query)
        offer = page.get_by_role("link", name="在英文网页中搜索")
        assert offer.count() == 1
        expect(offer).to_be_in_viewport()
        offer.click()
        expect(page).to_have_url(f"{home}en/search/?q={query}")
    assert ask(page, home, "不" * 200) == 0
    expect(page.get_by_text("只查找了前 120 个字符")).to_be_in_viewport()


def test_passages_have_the_words_marked_and_more_are_behind_a_button(page: Page, home: str) -> None:
    ask(page, home, "灯")
    law = page.locator(".search-result", has=page.get_by_role("link", name="临江市江岸照明条例", exact=True))
    law.scroll_into_view_if_needed()
    shown = law.locator(".search-passage")
    assert shown.count() == 3
    expect(law.locator(".search-snippet mark").first).to_be_visible()
    assert set(marked(law.locator(".search-snippet"))) == {"灯"}
    button = law.get_by_role("button")
    expect(button).to_have_attribute("aria-expanded", "false")
    rest = int("".join(filter(str.isdigit, button.inner_text())))
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert shown.count() == 3 + rest
    has_focus(button)
    expect(shown.last.locator(".search-snippet")).not_to_be_empty()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert shown.count() == 3


def test_passages_open_where_they_stand(page: Page, home: str) -> None:
    ask(page, f"{home}en/", "sunset")
    page.get_by_role("link", name="Article 3", exact=True).click()
    expect(page).to_have_url(f"{home}en/laws/riverside-lighting/?mark=sunset#art-3")


def test_only_the_last_of_quick_questions_is_answered(page: Page, home: str) -> None:
    """The answer to the first waits for a file; the second needs none and must not be overwritten when it comes."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/p0.json", hold)
    page.goto(f"{home}search/")
    page.locator("#_q").fill("临人常〔2023〕4号")
    page.locator("#_q").press("Enter")
    while not held:
        page.wait_for_timeout(20)
    assert put(page, "zzqqxx") == 0
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator(COUNT)).to_have_text("0")
    expect(page.locator(NOTHING)).to_contain_text("zzqqxx")
    assert titles(page) == []


def test_a_place_on_the_page_is_no_new_question(page: Page, home: str) -> None:
    """The skip link is a step in the browser's history; words not yet sent stay in the box."""
    ask(page, home, "渡口")
    page.locator("#_q").fill("渡口 灯")
    page.evaluate("location.hash = '_main'")
    page.wait_for_url("**#_main")
    page.go_back()
    expect(page.locator("#_q")).to_have_value("渡口 灯")
    expect(page.locator(COUNT)).to_have_text("6")


def test_back_from_a_result_the_results_stand_where_they_stood(page: Page, home: str) -> None:
    ask(page, f"{home}en/", "the")
    row = page.locator(".search-result").nth(6)
    row.scroll_into_view_if_needed()
    expect(row.locator(".search-snippet").first).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    before = row.bounding_box()
    row.locator(".search-result-title").click()
    page.wait_for_url("**mark=the")
    page.go_back()
    found(page)
    page.wait_for_load_state("networkidle")
    after = row.bounding_box()
    assert before is not None
    assert after is not None
    assert page.evaluate("scrollY") > 0
    assert abs(after["y"] - before["y"]) < 100


def test_the_language_switch_takes_the_question_along(page: Page, home: str) -> None:
    ask(page, home, "灯", type="law")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{home}en/{question('灯', type='law')}")
    assert found(page) > 0


def test_an_index_that_cannot_be_had_is_said_and_the_indexes_offered(browser: Browser, home: str) -> None:
    for files in ("**/search/zh.json", "**/search/zh/**"):
        context = browser.new_context()
        page = context.new_page()
        page.route(files, lambda route: route.abort())
        page.goto(home + question("灯规"))
        expect(page.locator(STATUS)).to_contain_text("搜索索引没有取到")
        expect(page.locator(INDEXES)).to_be_visible()
        page.unroute(files)
        assert put(page, "灯规") == 1
        expect(page.locator(INDEXES)).to_be_hidden()
        context.close()


def test_an_index_made_anew_under_an_open_page_is_read_anew(tmp_path: Path, browser: Browser) -> None:
    """Whatever the open page had read of the old index, the next question is answered from the new one."""
    content = shutil.copytree(LINJIANG / "content", tmp_path / "content")
    options = replace(linjiang_options(tmp_path / "site"), content=content)
    build(options, Silent())
    with served(tmp_path / "site") as home:
        context = browser.new_context()
        page = context.new_page()
        assert ask(page, home, "渡鸦") == 0
        term = content / "glossary" / "sunset.yml"
        term.write_text(term.read_text("utf-8").replace("按港务局的表。", "按渡鸦的叫声。"), "utf-8")
        build(options, Silent())
        assert put(page, "灯规") == 1
        assert put(page, "渡鸦") == 1
        assert titles(page) == ["日落"]
        context.close()
