"""A real browser and a web server for tests of what readers touch."""

import functools
import http.server
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not reported."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a free port of this machine; gives the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def served_below_a_path(folder: Path, config: Path) -> Iterator[str]:
    """A built site at the path that its configuration names, as it would be published; gives its address."""
    path = urlsplit(yaml.safe_load(config.read_text("utf-8"))["url"]).path.strip("/")
    with tempfile.TemporaryDirectory() as root:
        place = Path(root) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(folder, target_is_directory=True)
        with served(Path(root)) as address:
            yield f"{address}{path}/"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium. `make browser` installs it where it is missing."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium on the PATH: run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What goes wrong on a page without anybody seeing it: errors, refused content, requests elsewhere."""

    def __init__(self, page: Page, home: str) -> None:
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("console", lambda message: message.type == "error" and self.troubles.append(f"console: {message.text}"))
        page.on(
            "request", lambda request: request.url.startswith(home) or self.troubles.append(f"asked for {request.url}")
        )


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong on a page: the rule, where, and why."""
    page.evaluate(AXE_SCRIPT)
    answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (one["id"], node["target"], node.get("failureSummary", "")[:300])
        for one in answer["violations"]
        for node in one["nodes"]
    ]
