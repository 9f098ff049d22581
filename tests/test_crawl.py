"""The whole of a built site: links, anchors, ids, HTML, fetched files, languages, sitemap."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from gongkai.config import SiteConfig
from gongkai.load import load_model
from gongkai.progress import Silent
from gongkai.records import TYPES
from gongkai.site import Options, build
from tests.conftest import AS_OF, LINJIANG, ROOT
from tests.crawl import CARD, Site

REAL_AS_OF = "2026-11-23"
DEMONSTRATION = "content/laws/demonstration-public-records.yml"
MEANT = [(DEMONSTRATION, "translation-missing"), (DEMONSTRATION, "translation-outdated")]
"""What the site's own content warns of: the demonstration shows one article of each kind."""


@pytest.fixture(scope="module", params=["linjiang", "real"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The invented city and the site's own content, each built and parsed once."""
    home = LINJIANG if request.param == "linjiang" else ROOT
    config, problems = load_model(str(home / "site_config.yml"), "site_config.yml", SiteConfig)
    assert config is not None, problems
    if request.param == "linjiang":
        return Site(request.getfixturevalue("linjiang").folder, config.url)
    out = tmp_path_factory.mktemp("real") / "site"
    options = Options(
        config=home / "site_config.yml", content=home / "content", templates=ROOT / "templates", out=out,
        as_of=AS_OF if home is LINJIANG else REAL_AS_OF, jobs=2,
    )  # fmt: skip
    result = build(options, Silent())
    assert [(warning.path, warning.rule) for warning in result.warnings] == MEANT
    return Site(out, config.url)


def test_pages_are_there(site: Site) -> None:
    """Home, the page for missing addresses, and a list for every listed type, whatever the content."""
    lists = {f"{prefix}{kind.folder}/index.html" for prefix in ("", "en/") for kind in TYPES if kind.listed}
    assert {"index.html", "en/index.html", "404.html", *lists} <= set(site.documents)


def test_every_link_and_anchor_resolves(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_no_page_has_a_fault(site: Site) -> None:
    assert list(site.faults()) == []


def test_both_languages_are_paired(site: Site) -> None:
    assert list(site.unpaired()) == []


def test_every_page_has_a_strict_policy(site: Site) -> None:
    for file in site.documents:
        html = (site.folder / file).read_text("utf-8")
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in html, file
        assert "unsafe" not in html.partition("</head>")[0], file


def test_sitemap_names_every_page_in_both_languages(site: Site) -> None:
    tree = ET.parse(site.folder / "sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = {entry.findtext("s:loc", namespaces=names): entry for entry in tree.getroot().iterfind("s:url", names)}
    assert set(listed) == {site.address(file) for file in site.documents if not site.is_signpost(file)}
    for address, entry in listed.items():
        links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", names)}
        assert set(links) == {"zh-Hans", "en"}, address
        assert address in links.values()


def test_data_is_for_search_engines_and_on_the_pages_of_laws_only(site: Site) -> None:
    """A law's page and a version's carry one block each; no other page has any."""
    with_data = {file for file, document in site.documents.items() if document.data}
    assert all(len(site.documents[file].data) == 1 for file in with_data)
    versions = {file for file in site.documents if re.fullmatch(r"(en/)?laws/[^/]+/versions/[^/]+/index\.html", file)}
    laws = {file for file in site.documents if re.fullmatch(r"(en/)?laws/[^/]+/index\.html", file)}
    assert versions
    assert with_data == versions | laws
    for file in sorted(with_data):
        value = json.loads(site.documents[file].data[0])
        assert site.file_of(value["url"]), file
        for encoding in value.get("encoding", ()):
            assert site.is_ours(encoding["contentUrl"]), file
            assert site.file_of(encoding["contentUrl"]), file


def test_everything_to_take_away_is_linked_from_some_page(site: Site) -> None:
    files = site.data_files()
    assert {Path(file).suffix for file in files} == {".txt", ".json", ".xml", ".svg", ".csv", ".ics"}
    assert sorted(files - site.linked_files()) == []


def test_every_picture_is_on_some_page(site: Site) -> None:
    """Of what went out nothing is idle: each is a source of an image, or a tile of one to zoom into."""
    assert len(site.pictures()) > 5
    assert sorted(site.pictures() - site.shown_pictures()) == []


def test_robots_names_the_sitemap(site: Site) -> None:
    assert f"Sitemap: {site.base}sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8")


def test_files_kept_for_ever_are_named_by_content(site: Site) -> None:
    assets = sorted(path.name for path in (site.folder / "assets").iterdir())
    assert assets
    assert all(len(name.split(".")[-2]) == 8 for name in assets), assets


def test_nothing_is_left_over(site: Site) -> None:
    allowed = {".html", ".xml", ".txt", ".json", ".css", ".js", ".svg", ".webp", ".csv", ".ics"}
    files = [path.relative_to(site.folder) for path in Path(site.folder).rglob("*") if path.is_file()]
    others = [str(path) for path in files if path.suffix not in allowed]
    shards = [name for name in others if re.fullmatch(r"search/(zh|en)/[0-9a-f]{12}/k[0-9]+\.bin", name)]
    cards = [name for name in others if CARD.fullmatch(name)]
    assert sorted(set(others) - set(shards) - set(cards)) == [".gongkai"]
