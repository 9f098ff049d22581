"""The search as its readers use it: questions asked on the page, and what stands there then."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

COUNT = "[data-search-count]"
RESULTS = "[data-search-results]"
STATUS = "[data-search-status]"
NOTHING = "[data-search-nothing]"
INDEXES = "[data-search-indexes]"


def question(query: str, /, **filters: str) -> str:
    """A search page's address below the language."""
    return f"search/?{urlencode({'q': query} | filters)}"


def ask(page: Page, home: str, query: str, /, **filters: str) -> int:
    """Opens a question by its address and gives how many records were found. `home` may end in `en/`."""
    page.goto(home + question(query, **filters))
    return found(page)


def put(page: Page, query: str) -> int:
    """Writes a question into the box of the search page, asks it, and gives how many records were found."""
    page.locator("#_q").fill(query)
    page.locator("#_q").press("Enter")
    return found(page)


def found(page: Page) -> int:
    """How many records the answer on the page has, when it is there."""
    count = page.locator(COUNT)
    count.wait_for(state="attached")
    return int(count.inner_text().replace(",", ""))


def passages(page: Page) -> int:
    """How many passages the answer on the page has."""
    return int(page.locator("[data-passage-count]").inner_text().replace(",", ""))


def titles(page: Page) -> list[str]:
    """The titles of the results shown."""
    return page.locator(f"{RESULTS} .search-result-title").all_inner_texts()


def marked(place: Locator) -> list[str]:
    """The words marked in a part of a page."""
    return place.locator("mark").all_inner_texts()


def has_focus(place: Locator) -> None:
    """Waits until a part of the page has the focus."""
    expect(place).to_be_focused()
