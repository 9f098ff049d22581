"""What several tests share: the invented city of Linjiang, checked or built as of one day."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from gongkai.progress import Silent
from gongkai.site import Options, Result, build
from tests.browser import Watch, chromium, served_below_a_path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
LINJIANG = TESTS / "site"
AS_OF = "2026-06-30"
KEPT = ROOT / ".pytest_cache" / "kept"
"""What builds of tests share and is named by what it was made from: each template is compiled once, not once a test."""

# Machines differ in speed, so no example has a deadline; everybody gets the same examples.
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@dataclass(frozen=True)
class Built:
    """A built site and what its build came to."""

    folder: Path
    result: Result

    def page(self, address: str) -> str:
        """The HTML behind an address, such as `laws/riverside-lighting/`."""
        return (self.folder / address / "index.html").read_text("utf-8")


def linjiang_options(out: Path, as_of: str = AS_OF) -> Options:
    """How Linjiang is built, in one process and with the project's own templates."""
    return Options(
        config=LINJIANG / "site_config.yml",
        content=LINJIANG / "content",
        templates=ROOT / "templates",
        out=out,
        as_of=as_of,
        jobs=1,
        kept=KEPT,
    )


@pytest.fixture(scope="session")
def linjiang(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Linjiang's site, built once for all tests that only look at it."""
    out = tmp_path_factory.mktemp("linjiang") / "site"
    return Built(out, build(linjiang_options(out), Silent()))


@pytest.fixture
def options_of_linjiang(tmp_path: Path) -> Callable[[str], Options]:
    """Linjiang's options as of any day, with an output folder of the test's own."""
    return lambda as_of: linjiang_options(tmp_path / "site", as_of)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes the golden pages anew."""
    parser.addoption("--golden", action="store_true", help="write the golden pages anew")


@pytest.fixture(scope="module")
def home(linjiang: Built) -> Iterator[str]:
    """Linjiang's site below the path that its configuration names, as it would be published."""
    with served_below_a_path(linjiang.folder, LINJIANG / "site_config.yml") as address:
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
