"""Filters, order and pages of the results, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.search.reading import COUNT, NOTHING, RESULTS, STATUS, ask, found, has_focus, question, titles

pytestmark = pytest.mark.xdist_group("browser")


def choices(page: Page, name: str) -> dict[str, int]:
    """A filter's choices and how many records each is said to leave."""
    options = page.locator(f"select[name={name}] option:not([value=''])")
    said = options.evaluate_all("all => all.map(one => [one.value, one.textContent])")
    return {value: int(text.rpartition("(")[2].rstrip(")")) for value, text in said}


def test_filters_say_what_they_leave_and_live_in_the_address(page: Page, home: str) -> None:
    everything = ask(page, home, "灯")
    counts = choices(page, "type")
    assert sum(counts.values()) == everything
    for value, count in counts.items():
        page.locator("select[name=type]").select_option(value)
        expect(page.locator(COUNT)).to_have_text(str(count))
        expect(page).to_have_url(home + question("灯", type=value))
        assert choices(page, "type") == counts
    page.locator("select[name=type]").select_option("law")
    expect(page.locator(COUNT)).to_have_text(str(counts["law"]))
    years = choices(page, "year")
    assert sum(years.values()) == counts["law"]
    page.locator("select[name=year]").select_option("2024")
    expect(page.locator(COUNT)).to_have_text(str(years["2024"]))
    page.reload()
    expect(page.locator(COUNT)).to_have_text(str(years["2024"]))
    expect(page.locator("select[name=type]")).to_have_value("law")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text(str(counts["law"]))
    expect(page.locator("select[name=year]")).to_have_value("")
    page.locator("button[type=reset]").click()
    expect(page.locator(COUNT)).to_have_text(str(everything))
    expect(page).to_have_url(home + question("灯"))


def test_a_filter_takes_the_words_in_the_box_along(page: Page, home: str) -> None:
    ask(page, home, "渡口")
    page.locator("#_q").fill("灯")
    page.locator("select[name=type]").select_option("law")
    expect(page).to_have_url(home + question("灯", type="law"))


def test_results_are_sorted(page: Page, home: str) -> None:
    ask(page, home, "临江市")
    best = titles(page)
    for order, reverse in (("newest", True), ("oldest", False)):
        page.locator("select[name=sort]").select_option(order)
        expect(page).to_have_url(home + question("临江市", sort=order))
        found(page)
        dates = page.locator(f"{RESULTS} time").evaluate_all("all => all.map(one => one.dateTime)")
        assert dates == sorted(dates, reverse=reverse)
        assert sorted(titles(page)) == sorted(best)
        undated = [index for index, row in enumerate(page.locator(".search-result").all()) if not row.locator("time").count()]  # fmt: skip
        assert undated == list(range(len(dates), len(best)))
    for unknown in ("__proto__", "constructor", "banana"):
        ask(page, home, "临江市", sort=unknown)
        assert titles(page) == best
        expect(page.locator("select[name=sort]")).to_have_value("")


def test_long_answers_have_pages(page: Page, home: str) -> None:
    everything = ask(page, home, "灯")
    first = titles(page)
    assert len(first) == 10
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(home + question("灯", page="2"))
    has_focus(page.locator(STATUS))
    second = titles(page)
    assert len(second) == everything - 10
    assert not set(first) & set(second)
    assert page.locator(RESULTS).evaluate("list => list.start") == 11
    page.get_by_role("link", name="上一页").click()
    expect(page).to_have_url(home + question("灯"))
    assert titles(page) == first
    for beyond in ("99", "1e9", "Infinity"):
        ask(page, home, "灯", page=beyond)
        assert titles(page) == second
    for odd in ("0", "-1", "x", "NaN"):
        ask(page, home, "灯", page=odd)
        assert titles(page) == first
    ask(page, home, "灯", page="2")
    page.locator("select[name=type]").select_option("law")
    expect(page).to_have_url(home + question("灯", type="law"))


def test_filters_that_leave_nothing_say_how_many_there_are_without(page: Page, home: str) -> None:
    assert ask(page, home, "渡口", type="page") == 0
    expect(page.locator(NOTHING)).to_contain_text("不筛选有 6 条记录")
    expect(page.locator("select[name=type]")).to_have_value("page")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(COUNT)).to_have_text("6")
    expect(page).to_have_url(home + question("渡口"))
    has_focus(page.locator(STATUS))
    for unknown in ("banana", "__proto__", "constructor", "<b>"):
        for facet in ("type", "status", "year", "topic"):
            assert ask(page, home, "渡口", **{facet: unknown}) == 0
            expect(page.locator(f"select[name={facet}]")).to_have_value(unknown)
