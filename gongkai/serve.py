"""The preview: build, show on this machine, and build again at every change.

The server gives out the site's folder as it stands; a broken edit leaves the last good site
showing and its problems on the terminal. The page in the browser is not touched: reload it to
see the new site.
"""

import functools
import http.server
import sys
import threading
import time
from pathlib import Path
from typing import Any

from watchfiles import watch

from gongkai import site
from gongkai.config import SiteConfig
from gongkai.load import load_model
from gongkai.output import OutputRefused
from gongkai.problems import ContentProblems
from gongkai.progress import Silent, reporter_for
from gongkai.site import Options

_MOST_SHOWN = 20


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site, never kept by the browser, with the site's own page for missing ones.

    The site stands below `base`, the path of its public address, as it will when it is published.
    """

    def __init__(self, *args: Any, base: str, **kwargs: Any) -> None:
        self._base = base
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self._base))

    def do_GET(self) -> None:
        """A file, or the way to where the site begins."""
        if self.path.startswith(self._base):
            super().do_GET()
        else:
            self.send_response(http.HTTPStatus.FOUND)
            self.send_header("Location", self._base)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Requests are not reported."""


def serve(options: Options, host: str, port: int) -> int:
    """Build and serve until interrupted. Returns an exit code."""
    reporter = reporter_for(sys.stderr)
    built = _build(options, reporter)
    options.out.mkdir(parents=True, exist_ok=True)
    config, _ = load_model(str(options.config), options.config.name, SiteConfig)
    base = config.base_path if config else "/"
    handler = functools.partial(_Handler, directory=str(options.out), base=base)
    try:
        server = http.server.ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        print(f"build.py serve: {host}:{port}: {error.strerror}", file=sys.stderr)
        print("    换一个端口：--port 0 会自动选择。Choose another port; --port 0 takes a free one.", file=sys.stderr)
        return 2
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"预览 Preview: http://{host}:{server.server_port}{base}  (Ctrl+C 停止 stops)", flush=True)
    if not built:
        print("改正后会自动重新生成。The site is built again once that is mended.", flush=True)
    try:
        for _ in watch(options.content, options.templates, options.config, debounce=200, raise_interrupt=True):
            _build(options, Silent())
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
        server.server_close()
    return 0


def _build(options: Options, reporter: Any) -> bool:
    """One build, with its outcome on the terminal; False where the content has errors."""
    start = time.monotonic()
    try:
        result = site.build(options, reporter)
        reporter.close()
    except (OutputRefused, OSError) as trouble:
        reporter.close()
        print(f"build.py serve: {trouble}", file=sys.stderr)
        return False
    except ContentProblems as found:
        reporter.close()
        for problem in found.problems[:_MOST_SHOWN]:
            print(problem, file=sys.stderr)
        if len(found.problems) > _MOST_SHOWN:
            print(f"… {len(found.problems) - _MOST_SHOWN} 处 more", file=sys.stderr)
        return False
    written = result.written.written if result.written else 0
    print(f"{time.strftime('%H:%M:%S')} 改写 {written} written · {time.monotonic() - start:.2f} s", flush=True)
    return True
