"""Printed codes: each on its sheet can be read and leads to its panel, for ever; the lock only grows."""

import base64
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page

from gongkai.cli import main
from gongkai.codeslock import parse_codes
from gongkai.problems import ContentProblems
from gongkai.progress import Silent
from gongkai.site import Options, check
from gongkai.strict_yaml import parse
from tests.conftest import AS_OF, LINJIANG, linjiang_options
from tests.test_places import pixels

pytestmark = pytest.mark.xdist_group("browser")

ADDRESS = "https://linjiang.example/open/"
LOCK = "codes.lock"
LINES = [
    line.split() for line in (LINJIANG / "content" / LOCK).read_text("utf-8").splitlines() if line[:1] not in ("#", "")
]
RETIRED = "old-lamp-list"
HANGING = {panel: code for code, panel, _ in LINES if panel != RETIRED}


def test_the_lock_names_every_code_that_panels_have() -> None:
    """Worked out from the YAML alone: what the other tests go through is not empty and not less than there is."""
    written = {}
    for path in (LINJIANG / "content" / "panels").glob("[a-z0-9]*.yml"):
        value = parse(path.read_text("utf-8"))
        if "code" in value:
            written[path.stem] = value["code"]
    assert written == HANGING | {RETIRED: next(code for code, panel, _ in LINES if panel == RETIRED)}
    assert len(HANGING) >= 5


# ---- from the sheet to the panel ----


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("panel", HANGING)
def test_the_code_on_a_sheet_leads_to_its_panel(page: Page, home: str, panel: str, language: str) -> None:
    """As printed: drawn, read by a reader of codes, and opened; the page that a phone then shows is the panel's."""
    page.emulate_media(media="print")
    page.goto(f"{home}{language}panels/{panel}/sheet/")
    shot = base64.b64encode(page.locator(".panel-sheet .code-box").screenshot()).decode()
    (found,) = zxingcpp.read_barcodes(pixels(page, f"data:image/png;base64,{shot}", 400))
    assert found.text == f"{ADDRESS}c/{HANGING[panel]}/"
    assert found.text in page.locator(".panel-sheet").inner_text()
    path = found.text.removeprefix(ADDRESS)
    page.goto(f"{home}{language}{path}")
    page.wait_for_url(f"{home}{language}panels/{panel}/")
    title = parse((LINJIANG / f"content/panels/{panel}.yml").read_text("utf-8"))["title"]
    assert page.locator("h1").first.inner_text().startswith(title["en" if language else "zh"])


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_code_works_without_scripts(still: Page, home: str, language: str) -> None:
    panel, code = next(iter(HANGING.items()))
    still.goto(f"{home}{language}c/{code}/")
    still.wait_for_url(f"{home}{language}panels/{panel}/")


@pytest.mark.parametrize(
    ("language", "words", "instead"),
    [
        ("", ["3xk8", "灯的旧名单", "2025年12月1日", "名单核对后有误，由新的展板代替。"], "电灯"),
        ("en/", ["3xk8", "The old list of lamps", "1 December 2025", "The list proved wrong when it was checked"], "electric"),
    ],
)  # fmt: skip
def test_a_retired_panels_code_says_so(still: Page, home: str, language: str, words: list[str], instead: str) -> None:
    """Since when, why, and where to go; nobody is sent on without being told, and there is no sheet to print."""
    still.goto(f"{home}{language}c/3xk8/")
    still.wait_for_timeout(300)
    assert still.url == f"{home}{language}c/3xk8/"
    told = still.locator("#_main").inner_text()
    for word in words:
        assert word in told, word
    onward = still.locator(f"#_main a[href$='{language}panels/electric/']")
    assert instead in onward.inner_text().lower()
    onward.click()
    assert still.url == f"{home}{language}panels/electric/"
    response = still.goto(f"{home}{language}panels/{RETIRED}/sheet/")
    assert response is not None
    assert response.status == 404


# ---- what the check refuses ----


@pytest.fixture
def city(tmp_path: Path) -> Options:
    """Linjiang in a copy that a test may change."""
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    return replace(linjiang_options(tmp_path / "site"), content=tmp_path / "content")


def refusals(options: Options) -> list[tuple[str, int, str, str]]:
    """The errors of a check: file, line, rule, and what was found."""
    with pytest.raises(ContentProblems) as caught:
        check(options, Silent())
    return [(one.path, one.line, one.rule, dict(one.words)["found"]) for one in caught.value.problems if one.is_error]


def line_of(code: str) -> int:
    """In which line of the lock a code stands."""
    lines = (LINJIANG / "content" / LOCK).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(f"{code} "))


def rewritten(path: Path, old: str, new: str) -> None:
    """Put new words in place of old ones that stand there once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_removing_a_panel_with_a_code_is_refused(city: Options) -> None:
    """Also where nothing else names the panel any more."""
    (city.content / "panels" / f"{RETIRED}.yml").unlink()
    assert refusals(city) == [(f"content/{LOCK}", line_of("3xk8"), "code-removed", "3xk8")]


def test_taking_the_code_off_a_panel_is_refused(city: Options) -> None:
    rewritten(city.content / "panels" / "oil.yml", f"code: {HANGING['oil']}\n", "")
    assert refusals(city) == [(f"content/{LOCK}", line_of(HANGING["oil"]), "code-removed", HANGING["oil"])]


def test_changing_a_code_is_refused(city: Options) -> None:
    rewritten(city.content / "panels" / "oil.yml", f"code: {HANGING['oil']}", "code: zz99")
    assert [found[2:] for found in refusals(city)] == [("code-removed", HANGING["oil"]), ("code-unrecorded", "zz99")]


def test_giving_a_code_to_another_panel_is_refused(city: Options) -> None:
    oil, only = HANGING["oil"], HANGING["only"]
    rewritten(city.content / "panels" / "oil.yml", f"code: {oil}", f"code: {only}")
    rewritten(city.content / "panels" / "only.yml", f"code: {only}", f"code: {oil}")
    found = refusals(city)
    assert [one[2:] for one in found] == [("code-moved", only), ("code-moved", oil)]
    assert [one[0] for one in found] == ["content/panels/oil.yml", "content/panels/only.yml"]


def test_two_panels_with_one_code_are_refused(city: Options) -> None:
    rewritten(city.content / "panels" / "market-tally.yml", "\nlead:", f"\ncode: {HANGING['oil']}\nlead:")
    assert ("twice", HANGING["oil"]) in [one[2:] for one in refusals(city)]


def test_without_its_lock_no_code_counts_as_recorded(city: Options) -> None:
    (city.content / LOCK).unlink()
    assert {(rule, found) for _, _, rule, found in refusals(city)} == {
        ("code-unrecorded", code) for code, _, _ in LINES
    }


# ---- build.py codes ----


def codes(options: Options) -> int:
    """`build.py codes`; its exit code."""
    return main(["codes", "--config", str(options.config), "--content", str(options.content), "--as-of", AS_OF, "--jobs", "1"])  # fmt: skip


def test_new_codes_are_added_below_the_old_ones_once(city: Options) -> None:
    """What stands in the file stays byte for byte; a second run changes nothing."""
    lock = city.content / LOCK
    before = lock.read_text("utf-8")
    rewritten(city.content / "panels" / "market-tally.yml", "\nlead:", "\ncode: zz99\nlead:")
    assert refusals(city) == [("content/panels/market-tally.yml", 2, "code-unrecorded", "zz99")]
    assert codes(city) == 0
    after = lock.read_text("utf-8")
    assert after == f"{before}zz99 market-tally {AS_OF}\n"
    assert check(city, Silent()).pages_planned > 0
    assert codes(city) == 0
    assert lock.read_text("utf-8") == after
    found, wrong = parse_codes(after)
    assert wrong == []
    assert [[code, given.panel, given.day] for code, given in found.items()] == [
        *LINES,
        ["zz99", "market-tally", AS_OF],
    ]


def test_no_code_is_recorded_while_anything_else_is_wrong(city: Options) -> None:
    """A removed code cannot be hidden by recording another one, nor is a code given to content that does not build."""
    before = (city.content / LOCK).read_bytes()
    rewritten(city.content / "panels" / "oil.yml", f"code: {HANGING['oil']}", "code: zz99")
    assert codes(city) == 1
    assert (city.content / LOCK).read_bytes() == before
    rewritten(city.content / "panels" / "oil.yml", "code: zz99", f"code: {HANGING['oil']}")
    rewritten(city.content / "panels" / "market-tally.yml", "\nlead:", "\ncode: zz99\nlead:")
    rewritten(city.content / "panels" / "only.yml", "\nlead:", "\nmotto: x\nlead:")
    assert codes(city) == 1
    assert (city.content / LOCK).read_bytes() == before


def test_a_panel_without_a_code_is_proposed_one_that_stays_the_same(
    city: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    """The proposal is a code by the rules, is not taken, and works when it is written into the panel."""
    assert codes(city) == 0
    first = capsys.readouterr().out
    assert codes(city) == 0
    assert capsys.readouterr().out == first
    (proposed,) = re.findall(r"^.*/market-tally\.yml.*?free: ([a-z2-9]{4})$", first, re.MULTILINE)
    assert proposed not in {code for code, _, _ in LINES}
    rewritten(city.content / "panels" / "market-tally.yml", "\nlead:", f"\ncode: {proposed}\nlead:")
    assert codes(city) == 0
    assert f"\n{proposed} market-tally {AS_OF}\n" in (city.content / LOCK).read_text("utf-8")
