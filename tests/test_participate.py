"""The page of ways to take part, and the text composed there: what the visitor's mail program is given, to the letter."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import barriers

pytestmark = pytest.mark.xdist_group("browser")


def form(page: Page, column: str) -> Locator:
    """The form of a column, unfolded."""
    section = page.locator(f"section[aria-labelledby='_{column}']")
    section.locator("summary").click()
    return section.locator("form[data-compose]")


def mail(place: Locator) -> tuple[str, dict[str, list[str]], str]:
    """The mail the link opens: to whom, its decoded headers, and the address as it stands."""
    href = place.locator("[data-compose-mail]").get_attribute("href") or ""
    parts = urlsplit(href)
    assert parts.scheme == "mailto"
    return unquote(parts.path), parse_qs(parts.query, keep_blank_values=True, strict_parsing=True), href


def test_the_mail_is_what_was_written(page: Page, home: str) -> None:
    page.goto(f"{home}en/participate/")
    place = form(page, "deputies")
    words = "Two lamps & one bell?\n\n50% of the quay = dark #4 + “夜里” 🛶\tend"
    place.get_by_label("To whom").fill("North Bank")
    place.get_by_label("Your comment").fill(f"\n{words}\n")
    place.get_by_label("Name (optional)").fill(" Li & Söhne ")
    to, headers, href = mail(place)
    assert to == "deputies@linjiang.example"
    text = f"To whom (a deputy, a constituency or a station): North Bank\n\n{words}\n\nName: Li & Söhne"
    assert headers == {"subject": ["Say it to a deputy"], "body": [text.replace("\n", "\r\n")]}
    assert place.locator("[data-compose-text]").text_content() == text
    body = href.partition("&body=")[2]
    assert "%0D%0A%0D%0A50%25%20of%20the%20quay%20%3D%20dark%20%234%20%2B%20" in body
    assert "+" not in body
    assert body.isascii()


@pytest.mark.parametrize(
    ("address", "about", "article", "subject"),
    [
        (
            "consultations/wharf-markets/",
            "事项：码头集市办法（修改草案）征求意见",
            "条文：第二条",
            "意见：码头集市办法（修改草案）征求意见",
        ),
        (
            "en/consultations/wharf-markets/",
            "Regarding: Comments on the draft revision of the wharf markets measures (码头集市办法（修改草案）征求意见)",
            "Article: Article 2",
            "Re: Comments on the draft revision of the wharf markets measures",
        ),
    ],
)
def test_a_comment_names_the_article_chosen(
    page: Page, home: str, address: str, about: str, article: str, subject: str
) -> None:
    page.goto(home + address)
    place = page.locator("form[data-compose]")
    place.locator("textarea").fill("小摊\nsmall stalls")
    assert mail(place) == (
        "drafts@linjiang.example",
        {"subject": [subject], "body": [f"{about}\r\n\r\n小摊\r\nsmall stalls"]},
        mail(place)[2],
    )
    place.locator("select").select_option("art-2")
    assert mail(place)[1]["body"] == [f"{about}\r\n{article}\r\n\r\n小摊\r\nsmall stalls"]
    place.locator("select").select_option("")
    assert mail(place)[1]["body"] == [f"{about}\r\n\r\n小摊\r\nsmall stalls"]


def test_what_is_left_out_leaves_no_trace(page: Page, home: str) -> None:
    page.goto(f"{home}participate/")
    place = form(page, "deputies")
    place.get_by_label("您的意见").fill("灯坏了")
    assert mail(place)[1] == {"subject": ["对代表说"], "body": ["灯坏了"]}
    assert place.locator("[data-compose-text]").text_content() == "灯坏了"


def test_half_a_character_does_not_stop_it(page: Page, home: str) -> None:
    page.goto(f"{home}en/participate/")
    place = form(page, "deputies")
    comment = place.get_by_label("Your comment")
    comment.evaluate("box => { box.value = 'a\\ud83dz'; box.dispatchEvent(new Event('input', {bubbles: true})); }")
    assert mail(place)[1]["body"] == ["a\ufffdz"]


def test_a_long_text_is_to_be_copied(page: Page, home: str) -> None:
    """The whole address counts: a Chinese character takes nine places in it."""
    page.goto(f"{home}participate/")
    place = form(page, "deputies")
    comment, status = place.get_by_label("您的意见"), place.get_by_role("status")
    comment.fill("灯" * 180)
    assert len(mail(place)[2]) <= 1800
    expect(status).to_have_text("")
    comment.fill("灯" * 200)
    assert len(mail(place)[2]) > 1800
    expect(status).to_contain_text("复制文字")
    assert mail(place)[1]["body"] == ["灯" * 200]
    comment.fill("灯")
    expect(status).to_have_text("")


def test_copying_gives_the_whole_text(browser: Browser, home: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{home}en/participate/")
    place = form(page, "review")
    place.get_by_label("Document and article").fill("Harbour notice no. 3, point 2")
    place.get_by_label("Your comment").fill("line 1\nline 2 🛶")
    place.get_by_role("button", name="Copy the text").click()
    expect(place.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == "Document and article: Harbour notice no. 3, point 2\n\nline 1\nline 2 🛶"
    context.close()


def test_where_copying_is_refused_the_text_is_selected(page: Page, home: str) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{home}en/participate/")
    place = form(page, "review")
    place.get_by_label("Your comment").fill("select me")
    place.get_by_role("button", name="Copy the text").click()
    expect(place.get_by_role("status")).to_contain_text("Ctrl+C")
    assert page.evaluate("getSelection().toString()") == "select me"


def test_an_empty_comment_is_asked_for(page: Page, home: str) -> None:
    """By the keyboard alone; and Enter in a line sends nothing."""
    page.goto(f"{home}en/participate/")
    place = form(page, "deputies")
    comment = place.get_by_label("Your comment")
    for control in ("[data-compose-mail]", "[data-compose-copy]"):
        place.locator(control).focus()
        page.keyboard.press("Enter")
        expect(place.get_by_role("status")).to_have_text("Please write your comment first.")
        expect(comment).to_be_focused()
        comment.fill("x")
        expect(place.get_by_role("status")).to_have_text("")
        comment.fill("")
    place.get_by_label("Name (optional)").press("Enter")
    expect(page).to_have_url(f"{home}en/participate/")


def test_nothing_is_kept(page: Page, home: str) -> None:
    page.goto(f"{home}en/participate/")
    form(page, "deputies").get_by_label("Your comment").fill("forget me")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_without_an_address_there_is_only_copying(page: Page, home: str) -> None:
    page.goto(f"{home}en/participate/")
    review = form(page, "review")
    expect(review).to_be_visible()
    expect(review.locator("[data-compose-mail]")).to_have_count(0)
    expect(page.locator("section[aria-labelledby=_review] dl.facts")).to_contain_text("1 Riverside Road")


def test_without_scripts_the_page_says_what_to_write_and_where(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}en/participate/")
    section = page.locator("section[aria-labelledby=_deputies]")
    expect(section.locator("form")).to_be_hidden()
    expect(section.locator("details")).to_be_hidden()
    expect(section.locator("[data-compose-plain]")).to_be_visible()
    expect(section.get_by_role("link", name="deputies@linjiang.example")).to_have_attribute(
        "href", "mailto:deputies@linjiang.example"
    )
    expect(section).to_contain_text("Deputies' Office, 1 Riverside Road, Linjiang")
    page.goto(f"{home}en/participate/review/")
    expect(page.get_by_role("link", name="https://review.linjiang.example/")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_a_small_phone_and_hinders_nobody(browser: Browser, home: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in ("participate/", "en/participate/"):
        page.goto(home + address)
        form(page, "deputies").locator("textarea").fill("https://linjiang.example/" + "x" * 400 + "灯" * 200)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert barriers(page) == []
    context.close()
