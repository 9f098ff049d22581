"""Whatever is typed or stands in an address is shown as text and answered; so are records with hostile words."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.progress import Silent
from gongkai.site import build
from tests.browser import Watch, served_below_a_path
from tests.conftest import LINJIANG, linjiang_options
from tests.search.reading import COUNT, NOTHING, RESULTS, ask, found, put, question, titles

pytestmark = pytest.mark.xdist_group("browser")

IMAGE = "<img src=x onerror=alert(1)>"
# As JavaScript writes them: some of these cannot be sent to a browser in any other way.
STRANGE = {
    "image": f"'{IMAGE}'",
    "script": "'\"><script>alert(1)</script>'",
    "template": "'{{ 7 * 7 }} ${7 * 7} {q} {n} {records}'",
    "straight quotes": "'\"\"\"'",
    "unbalanced quotes": "'\"灯 \\'灯 “灯 「灯 《灯'",
    "empty quotes": "'\"\" “” 「」'",
    "pattern": "'.*+?^${}()|[]\\\\'",
    "pattern in quotes": "'\"(a+)+$\" [灯 灯) *灯'",
    "percent": "'% %E4 %00 %zz'",
    "ampersand": "'灯&type=law#art-1'",
    "backslashes": "'\\\\\\\\ \\\\n \\\\u0041'",
    "one sign": "'灯'.repeat(10000)",
    "one letter": "'a'.repeat(10000)",
    "quotation marks only": "'\"'.repeat(10000)",
    "prose": "'为了行船和行人安全，制定本条例。Lamps are lit at sunset. '.repeat(250)",
    "control characters": "'灯\\u0001\\u0008\\u001b\\u007f\\u0085灯'",
    "null": "'灯\\u0000口'",
    "lone surrogates": "'灯\\ud800 \\udc00灯'",
    "right to left": "'\\u202e灯\\u202c \\u2067lamp\\u2069 \\u200f'",
    "no width": "'\\u200b\\u200d\\ufeff'",
    "emoji": "'🏮👩‍👩‍👧‍👦🇨🇳 灯'",
    "rare characters": "'𠮷𡈽 ㍿ ﬁ Ａ １２ ²'",
    "combining": "'e' + '\\u0301'.repeat(500)",
    "punctuation": "'，。！？、；：……——'",
    "letters of other scripts": "'светильник مصباح दीपक λύχνος'",
    "numbers": "'第九千九百九十九条 第0条 art. 0 § 9999-99 第一百条之十九 1,000,000.50'",
    "names of properties": "'__proto__ constructor toString hasOwnProperty'",
}  # fmt: skip


@pytest.fixture(scope="module", params=["", "en/"], ids=["zh", "en"])
def asked(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Page]:
    """One search page for all strange questions: each must leave it working for the next."""
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page, home)
    page.on("dialog", lambda dialog: watch.troubles.append(f"dialog: {dialog.message}"))
    page.goto(f"{home}{request.param}search/")
    yield page
    assert watch.troubles == []
    context.close()


@pytest.mark.parametrize("name", STRANGE)
def test_whatever_is_typed_is_answered(asked: Page, name: str) -> None:
    asked.evaluate(f"""() => {{
      const box = document.querySelector('#_q');
      box.focus();
      box.value = {STRANGE[name]};
      box.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
      box.form.requestSubmit();
    }}""")
    found(asked)
    nothing = asked.locator(NOTHING)
    if name in {"image", "template"}:
        expect(nothing).to_contain_text(asked.locator("#_q").input_value())
    assert asked.locator("[data-search-output] :is(img, script, iframe)").count() == 0
    assert asked.evaluate("document.documentElement.scrollWidth <= innerWidth")
    asked.reload()
    found(asked)
    assert put(asked, "渡口") == 6


@pytest.mark.parametrize(
    "query",
    ["%00", "%", "%E4", "%E4%BA", "%ED%A0%80", "%u706f", "灯#art-1", "%22%3E%3Cscript%3E", "+++灯+++", "灯&q=渡口"],
)
def test_whatever_stands_in_an_address_is_answered(page: Page, home: str, query: str) -> None:
    page.goto(f"{home}search/?q={query}")
    found(page)
    assert put(page, "渡口") == 6


def test_a_very_long_question_from_any_page_is_one_that_hosts_take(page: Page, home: str) -> None:
    """Many hosts refuse an address of more than some thousand characters."""
    page.goto(f"{home}en/laws/")
    page.locator("#_find").fill("灯" * 10_000)
    expect(page.locator("#_find")).to_have_attribute("role", "combobox")
    page.locator("#_find").press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert found(page) == 0
    assert len(page.url) < 4_000
    expect(page.get_by_text("only the first 120 characters")).to_be_visible()


@pytest.mark.parametrize("query", ["", "%20", "%20%09%0A%E3%80%80", "+"])
def test_nothing_but_space_is_no_question(page: Page, home: str, query: str) -> None:
    page.goto(f"{home}search/?q={query}&type=law")
    expect(page.locator("[data-search-indexes]")).to_be_visible()
    expect(page.locator("[data-search-output]")).to_be_hidden()
    assert put(page, "渡口") == 2


HOSTILE = f"""\
title: {{zh: '{IMAGE}渡鸦', en: '{IMAGE} raven "q" & constructor'}}
summary: {{zh: '<svg onload=alert(4)>渡鸦 "概要"', en: '<svg onload=alert(4)>raven "summary"'}}
also_called: [{{zh: '<b onclick=alert(2)>鸦</b>', en: '"><b onclick=alert(2)>crow</b>'}}]
topics: [hostile]
place: {{district: north-bank, name: {{zh: '<script>alert(5)</script>渡鸦', en: '<script>alert(5)</script>raven'}}}}
dates: [{{date: 2025-03-01, text: {{zh: '渡鸦 <iframe src=x>', en: 'raven <iframe src=x>'}}}}]
done: [{{text: {{zh: 一次, en: Once}}}}]
sources: [{{id: paper, title: {{zh: 渡鸦, en: raven}}, publisher: {{zh: 晚报, en: News}}}}]
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Linjiang with a record and a topic whose every word looks like markup."""
    folder = tmp_path_factory.mktemp("hostile")
    content = shutil.copytree(LINJIANG / "content", folder / "content")
    (content / "cases" / "raven.yml").write_text(HOSTILE, "utf-8")
    words = content / "vocabulary.yml"
    topic = f"topics:\n  hostile: {{zh: '{IMAGE}题', en: '{IMAGE} topic'}}\n"
    words.write_text(words.read_text("utf-8").replace("topics:\n", topic), "utf-8")
    build(replace(linjiang_options(folder / "site"), content=content), Silent())
    with served_below_a_path(folder / "site", LINJIANG / "site_config.yml") as address:
        yield address


@pytest.fixture
def wary(browser: Browser, hostile: str) -> Iterator[Page]:
    """A page on which nothing may run that a record brought."""
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page, hostile)
    page.on("dialog", lambda dialog: watch.troubles.append(f"dialog: {dialog.message}"))
    yield page
    assert page.locator("img, iframe, [onerror], [onload], [onclick]").count() == 0
    assert watch.troubles == []
    context.close()


def test_a_hostile_record_is_text_in_results_filters_and_marks(wary: Page, hostile: str) -> None:
    for language, query, title in (
        ("", "渡鸦", f"{IMAGE}渡鸦"), ("en/", "raven", f'{IMAGE} raven "q" & constructor'), ("", "onerror", f"{IMAGE}渡鸦"), ("", "<img", f"{IMAGE}渡鸦"),
    ):  # fmt: skip
        assert ask(wary, hostile + language, query) > 0
        assert title in titles(wary)
        wary.wait_for_load_state("networkidle")
        assert wary.locator(f"{RESULTS} mark").count() > 0
        topics = wary.locator("select[name=topic] option").all_text_contents()
        assert any(one.startswith(IMAGE) for one in topics)
        wary.get_by_role("link", name=title).click()
        wary.locator("#_main mark").first.wait_for()
        assert wary.locator("h1").inner_text() == title


def test_a_hostile_record_is_text_in_suggestions(wary: Page, hostile: str) -> None:
    for language, typed in (("", "<img"), ("", "duya"), ("", "鸦"), ("en/", "raven"), ("en/", '"><b'), ("en/", "crow")):
        wary.goto(f"{hostile}{language}search/")
        for box in ("_q", "_find"):
            wary.locator(f"#{box}").fill(typed)
            expect(wary.locator(f"#{box}-suggestions [role=option]").first).to_contain_text(IMAGE)
    wary.locator("#_find").press("ArrowDown")
    wary.locator("#_find").press("Enter")
    expect(wary).to_have_url(f"{hostile}en/cases/raven/")


def test_a_hostile_record_is_text_among_the_nearest_and_as_a_filter(wary: Page, hostile: str) -> None:
    assert ask(wary, hostile, "<img srx=x onerrrr渡鸦") == 0
    expect(wary.locator(NOTHING).get_by_role("link", name=IMAGE).first).to_be_visible()
    for facet in ("type", "status", "year", "topic", "sort", "page"):
        wary.goto(hostile + question("渡鸦", **{facet: IMAGE}))
        wary.locator(COUNT).wait_for(state="attached")
    assert ask(wary, hostile, "渡鸦", topic="hostile") == 1
    wary.goto(f"{hostile}search/topics/hostile/")
    expect(wary.locator("h1")).to_have_text(f"{IMAGE}题")
