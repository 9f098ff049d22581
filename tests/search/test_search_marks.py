"""Pages opened from a result: the words are marked where they stand, and the page says what it said before."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.search.reading import RESULTS, ask, marked

pytestmark = pytest.mark.xdist_group("browser")

ARTICLE = "laws/riverside-lighting/"


def opened(page: Page, address: str, mark: str, place: str = "") -> None:
    """Opens a page with words to mark and waits until the marks have come."""
    page.goto(f"{address}?{urlencode({'mark': mark})}{place}")
    page.locator("mark").first.wait_for()


def test_a_result_opens_at_its_article_with_the_words_marked(page: Page, home: str) -> None:
    ask(page, home, "渡船公司")
    page.get_by_role("link", name="第五条之一").click()
    article = page.locator("#art-5-1")
    expect(article.locator("mark")).to_have_text("渡船公司")
    expect(article.locator("mark")).to_be_in_viewport()
    assert article.evaluate("one => one.matches(':target')")
    assert set(marked(page.locator("#_main"))) == {"渡船公司"}


def test_without_words_in_the_address_nothing_is_marked(page: Page, home: str) -> None:
    for address in (ARTICLE, f"{ARTICLE}?mark=", f"{ARTICLE}?mark=%20%00", f"{ARTICLE}?mark=%E4&mark=x"):
        page.goto(home + address)
        page.wait_for_load_state("networkidle")
        assert page.locator("mark").count() == 0


def test_marks_leave_the_words_of_the_page_as_they_are(page: Page, home: str) -> None:
    for address, words in (
        (ARTICLE, "灯 “第三条 日落时开灯” 条例"),
        (f"en/{ARTICLE}", "lamps the regulations"),
        ("exhibition/lamps/", "灯"),
    ):
        page.goto(home + address)
        page.wait_for_load_state("networkidle")
        before = page.locator("#_main").evaluate("one => one.textContent")
        links = page.locator("#_main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        opened(page, home + address, words)
        assert page.locator("mark").count() > 3
        assert page.locator("#_main").evaluate("one => one.textContent") == before
        assert page.locator("#_main a").evaluate_all("all => all.map(one => one.getAttribute('href'))") == links
        assert page.locator("mark mark, mark:empty, script mark, svg mark, nav mark").count() == 0


def test_english_words_are_marked_by_their_stems(page: Page, home: str) -> None:
    ask(page, f"{home}en/", "lamp publishing")
    page.get_by_role("link", name="Article 2-1", exact=True).click()
    article = page.locator("#art-2-1")
    expect(article.locator("mark")).to_have_text(["publishes", "lamps"])
    opened(page, f"{home}en/{ARTICLE}", '"lamp"', "#art-7")
    assert marked(page.locator("#art-7")) == ["lamp"]
    assert marked(page.locator("#art-5")) == []


def test_chinese_words_on_the_english_pages_open_chinese_pages_with_marks(page: Page, home: str) -> None:
    ask(page, f"{home}en/", "通宵照明")
    expect(page.locator(f"{RESULTS} .search-snippet mark").first).to_be_visible()  # pages are fetched when seen
    assert set(marked(page.locator(f"{RESULTS} .search-snippet"))) == {"通宵照明"}
    page.get_by_role("link", name="第四条").first.click()
    expect(page).to_have_url(f"{home}{ARTICLE}?{urlencode({'mark': '通宵照明'})}#art-4")
    expect(page.locator("#art-4 mark").first).to_have_text("通宵照明")


def test_traditional_characters_mark_simplified_ones(page: Page, home: str) -> None:
    ask(page, home, "開燈")
    page.get_by_role("link", name="第三条").first.click()
    expect(page.locator("#art-3 mark").first).to_have_text("开灯")


@pytest.mark.parametrize(
    ("address", "words", "place", "pieces"),
    [
        (ARTICLE, "“第三条 日落时开灯”", "#art-3", ["第三条", "日落时开灯"]),
        (ARTICLE, '"日出时关灯。 港务局可以"', "#art-3", ["日出时关灯。", "港务局可以"]),
        (ARTICLE, "灯规第三条", "#art-3", ["第三条"]),
        (ARTICLE, "《江岸照明条例》第3条", "#art-3", ["第三条"]),
        (ARTICLE, "见第三条。", "#_digest-ch-1 + *", ["见", "第三条", "。"]),
        ("cases/night-ferry/", "没有船，见条例附件", "", ["没有船，见", "条例附件"]),
        (f"en/{ARTICLE}", '"article 3 lamps are lit"', "#art-3", ["Article 3", "Lamps are lit"]),
        (f"en/{ARTICLE}", "art. 5-1", "#art-5-1", ["Article 5-1"]),
    ],
)
def test_a_phrase_is_marked_though_it_runs_over_a_link_or_a_number(
    page: Page, home: str, address: str, words: str, place: str, pieces: list[str]
) -> None:
    opened(page, home + address, words, place if place.startswith("#art") else "")
    found = marked(page.locator(place if place.startswith("#art") else "#_main"))
    assert [one for one in found if one in pieces] == pieces or found[: len(pieces)] == pieces


def test_where_the_index_cannot_be_had_the_page_is_simply_read(page: Page, home: str) -> None:
    """A reader who comes with marks and without the index sees the page, and no error of the script's."""
    page.route("**/search/zh.json", lambda route: route.fulfill(status=200, body="not an index"))
    page.goto(f"{home}{ARTICLE}?{urlencode({'mark': '灯'})}#art-3")
    page.wait_for_load_state("networkidle")
    assert page.locator("mark").count() == 0
    expect(page.locator("#art-3")).to_be_in_viewport()
