"""Search as a reader's browser does it: `find.js` asked many questions, and the search page opened.

Bytes are those that a server sends with every file gzipped at level 6; the server here sends them
unpacked and keeps no connection waiting, so times hold nothing but reading and reckoning.
"""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page

_LEVEL = 6
_QUIET = 0.7  # seconds without a request after which a page is taken to have all it wants
_ASKING = """
async ([module, language, queries, kept]) => {
  const { openIndex } = await import(module);
  let files = [];
  const read = async (path) => {
    files.push(path);
    const answer = await fetch(new URL(path, location.origin), { cache: "no-store" });
    if (!answer.ok) throw new Error(path);
    return answer.arrayBuffer();
  };
  const answerOf = async (index, query) => {
    const start = performance.now();
    const { results, passages } = await index.search(query);
    await Promise.all(results.slice(0, 10).map((one) => index.path(one.record)));
    return { ms: performance.now() - start, records: results.length, passages };
  };
  const common = kept ? await openIndex(language, read) : null;
  const out = [];
  for (const query of queries) {
    files = [];
    const start = performance.now();
    const index = common || await openIndex(language, read);
    const open = performance.now() - start;
    const first = await answerOf(index, query);
    const fetched = [...files];
    const again = await answerOf(index, query);
    out.push({ files: fetched, open, first: first.ms, again: again.ms, records: first.records, passages: first.passages });
  }
  return out;
}
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, sent: list[str], **named: Any) -> None:
        self._sent = sent
        super().__init__(*args, **named)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if int(code) == http.HTTPStatus.OK:
            self._sent.append(urlsplit(self.path).path.lstrip("/"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is printed."""


class Served:
    """A built site on a free port: its address, the files it has sent in full, and what they weigh."""

    def __init__(self, site: Path, port: int, sent: list[str]) -> None:
        self.site, self.address, self.sent = site, f"http://127.0.0.1:{port}/", sent
        self.weight = functools.cache(self._weight)

    def _weight(self, path: str) -> int:
        return gzipped((self.site / path).read_bytes())

    def weigh(self, paths: Sequence[str]) -> int:
        """Bytes of some files, each gzipped."""
        return sum(map(self.weight, paths))


def gzipped(data: bytes) -> int:
    """How many bytes a server sends of a file."""
    return len(gzip.compress(data, _LEVEL))


@contextmanager
def served(site: Path) -> Iterator[Served]:
    """The site while it is served."""
    sent: list[str] = []
    handler = functools.partial(_Handler, directory=str(site), sent=sent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(site, server.server_port, sent)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked(browser: Browser, server: Served, queries: Sequence[str], *, kept: bool) -> list[dict[str, Any]]:
    """Every query's files, seconds and counts: each with a new index, or (`kept`) one index for all of them."""
    script = next((server.site / "assets").glob("find.*.js")).relative_to(server.site).as_posix()
    page = browser.new_page()
    try:
        page.goto(f"{server.address}search/")
        found: list[dict[str, Any]] = page.evaluate(_ASKING, [f"/{script}", "zh", list(queries), kept])
    finally:
        page.close()
    for one in found:
        one["bytes"] = server.weigh(one["files"])
    return found


def page_bytes(browser: Browser, server: Served, pairs: Sequence[tuple[str, str]]) -> list[dict[str, int]]:
    """What the search page fetches beside itself, its styles and scripts: for a query it is opened with, for a second.

    The pages that the words around a passage come from are `snippets`, the rest is the index.
    """
    found = []
    server.sent.clear()
    for first, second in pairs:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(f"{server.address}search/?{urlencode({'q': first})}")
        opened = _settled(page, server)
        page.fill("[data-search] [name=q]", second)
        page.press("[data-search] [name=q]", "Enter")
        typed = _settled(page, server)
        context.close()
        found.append(
            {f"{name}_{part}": server.weigh([path for path in paths if path.endswith(ends)])
             for name, paths in (("first", opened), ("second", typed))
             for part, ends in (("index", (".json", ".bin")), ("snippets", ".html"))}
        )  # fmt: skip
    return found


def _settled(page: Page, server: Served) -> list[str]:
    """Waits until nothing more is asked for; gives what was sent, and forgets it."""
    page.wait_for_selector("[data-search-count]", state="attached")
    known = -1
    while known != len(server.sent):
        known = len(server.sent)
        page.wait_for_timeout(_QUIET * 1_000)
    paths = list(server.sent)
    server.sent.clear()
    return paths
