"""What the tests of search share: the engine of Linjiang's site, and the site in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Watch, chromium
from tests.conftest import Built
from tests.search.engine import Engine, engine_of
from tests.search.reading import served_below_a_path


@pytest.fixture(scope="module")
def engine(linjiang: Built) -> Iterator[Engine]:
    """Linjiang's search, in a browser."""
    with engine_of(linjiang.folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def home(linjiang: Built) -> Iterator[str]:
    """Linjiang's site below the path that its configuration names, as it would be published."""
    with served_below_a_path(linjiang.folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """A desktop page that must end without trouble."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened = context.new_page()
    watch = Watch(opened, home)
    yield opened
    assert watch.troubles == []
    context.close()
