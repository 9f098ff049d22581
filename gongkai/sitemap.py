"""`sitemap.xml` with both languages of every page (sitemaps.org 0.9), and `robots.txt`."""

from collections.abc import Iterator, Sequence
from html import escape

from gongkai.fields import LANGUAGES
from gongkai.i18n import TAGS
from gongkai.pages import NOT_FOUND, Page

MOST_PER_FILE = 50_000
_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap_files(pages: Sequence[Page], base: str) -> Iterator[tuple[str, bytes]]:
    """The sitemap, in several files with an index where the standard's limit is passed."""
    entries = [
        entry
        for page in pages
        if page.path != NOT_FOUND and page.kind != "code" and not page.data
        for entry in _entries(page, escape(base))
    ]
    parts = [entries[start : start + MOST_PER_FILE] for start in range(0, len(entries), MOST_PER_FILE)] or [[]]
    files = [_OPEN + "".join(part) + "</urlset>\n" for part in parts]
    if len(files) == 1:
        yield "sitemap.xml", files[0].encode()
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    for name, text in zip(names, files, strict=True):
        yield name, text.encode()
    inner = "".join(f"<sitemap><loc>{escape(base)}{name}</loc></sitemap>\n" for name in names)
    yield (
        "sitemap.xml",
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{inner}</sitemapindex>\n"
        ).encode(),
    )


def _entries(page: Page, base: str) -> Iterator[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{TAGS[language]}" href="{base}{page.address(language)}"/>'
        for language in LANGUAGES
    )
    for language in LANGUAGES:
        yield f"<url><loc>{base}{page.address(language)}</loc>{links}</url>\n"


def robots_file(base: str) -> tuple[str, bytes]:
    """Everything may be read."""
    return "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()
