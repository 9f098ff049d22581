"""Golden pages: what the invented city's pages look like, byte for byte.

After a change that is meant, `pytest tests/test_golden.py --golden` writes them anew; read the
difference before it is committed.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import TESTS, Built

GOLDEN = TESTS / "golden"
PAGES = (
    "index.html", "en/index.html", "404.html", "laws/index.html", "en/laws/riverside-lighting/index.html",
    "laws/riverside-lighting/index.html", "en/laws/ferry-fares/index.html", "supervision/2025-lighting-inspection/index.html",
    "en/supervision/2025-lighting-inspection/index.html", "en/cases/night-ferry/index.html",
    "collections/2025-riverside/index.html", "en/reports/2025/index.html", "exhibition/index.html",
    "en/exhibition/water/index.html", "moments/index.html", "en/panels/electric/index.html", "en/tours/by-the-river/stops/2/index.html", "media/lamp-room/index.html", "c/3xk8/index.html", "en/about/index.html", "sitemap.xml", "robots.txt",
    "en/laws/riverside-lighting/compare/2023-07-01..2025-01-01/index.html", "en/laws/riverside-lighting/bilingual/index.html",
    "en/laws/riverside-lighting/versions/2025-01-01/cite/index.html", "laws/riverside-lighting/versions/2023-07-01/index.html",
    "laws/riverside-lighting/law.json", "laws/riverside-lighting/law.en.txt", "laws/riverside-lighting/law.zh.xml",
    "en/glossary/ferry-landing/index.html",
    "en/consultations/riverside-lighting/index.html", "suggestions/ferry-lamps/index.html", "en/livelihood/2025-quay-steps/index.html",
    "en/deputies/jiang-bo/index.html", "en/places/index.html", "places/lamp-lane-station/index.html",
    "en/places/lamp-lane-station/poster/index.html", "en/events/2026-session-observers/index.html", "events/calendar.ics",
    "decisions/2026-plan/index.html", "en/deliberations/2025-lamps/index.html", "projects/riverside-lighting/index.html",
    "en/materials/topic-night-light/index.html", "en/plan/index.html", "plan/1/index.html", "en/participate/index.html",
    "en/supervision/board/index.html", "en/cockpit/index.html", "cockpit/supervision-state.csv",
)  # fmt: skip


def steady(text: str) -> str:
    """The page without the hashes in its assets' names, which change with every style."""
    return re.sub(r"(assets/[a-z]+)\.[0-9a-f]{8}\.", r"\1.", text)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_it_was(name: str, linjiang: Built, request: pytest.FixtureRequest) -> None:
    built = steady((linjiang.folder / name).read_text("utf-8"))
    golden = GOLDEN / Path(name.replace("/", "__"))
    if request.config.getoption("--golden"):
        golden.write_text(built, "utf-8")
    assert golden.read_text("utf-8") == built


def test_no_golden_page_is_forgotten() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name.replace("/", "__") for name in PAGES}
