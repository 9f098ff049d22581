"""The preview as an editor meets it: a page, an edit, a mistake, the mending."""

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import AS_OF, LINJIANG, ROOT

PATIENCE = 60.0


class Preview:
    """`build.py serve` on a copy of the city."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(LINJIANG / "content", self.content)
        self.said = folder / "said"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [
                    sys.executable, str(ROOT / "build.py"), "serve", "--port", "0", "--as-of", AS_OF, "--jobs", "1",
                    "--config", str(LINJIANG / "site_config.yml"), "--content", str(self.content), "--out", str(folder / "site"),
                ],
                stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.wait(lambda: "Preview: " in self.words)
        found = re.search(r"Preview: (http://127\.0\.0\.1:\d+/open/)", self.words)
        assert found is not None, self.words
        self.home = found[1]

    @property
    def words(self) -> str:
        """What the terminal shows so far."""
        return self.said.read_text("utf-8")

    def wait(self, done: Callable[[], bool]) -> None:
        """Until something has happened."""
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, f"waited for {PATIENCE} s; the terminal shows:\n{self.words}"
            assert self.process.poll() is None, self.words
            time.sleep(0.05)

    def get(self, path: str) -> str:
        """A page, read over the network of this machine."""
        with urllib.request.urlopen(self.home + path, timeout=10) as answer:
            return str(answer.read().decode("utf-8"))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(tmp_path)
    yield running
    running.process.terminate()
    running.process.wait(timeout=10)


def test_edit_mistake_and_mending(preview: Preview) -> None:
    law = preview.content / "laws" / "ferry-fares.yml"
    good = law.read_text("utf-8")
    assert "临江市渡船票价办法" in preview.get("laws/ferry-fares/")

    law.write_text(good.replace("渡船票价", "摆渡票价", 1), "utf-8")
    preview.wait(lambda: "临江市摆渡票价办法" in preview.get("laws/ferry-fares/"))

    law.write_text(good.replace("title:", "titel:", 1), "utf-8")
    preview.wait(lambda: "unknown-field" in preview.words)
    assert "临江市摆渡票价办法" in preview.get("laws/ferry-fares/")
    assert "Traceback" not in preview.words

    law.write_text(good, "utf-8")
    preview.wait(lambda: "临江市渡船票价办法" in preview.get("laws/ferry-fares/"))


def test_missing_pages_show_the_site_s_own(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("no/such/page/")
    with caught.value as answer:
        assert answer.code == 404
        assert "没有这个页面" in answer.read().decode("utf-8")


def test_a_taken_port_is_said_plainly(preview: Preview, tmp_path: Path) -> None:
    port = str(urlsplit(preview.home).port)
    done = subprocess.run(
        [
            sys.executable, str(ROOT / "build.py"), "serve", "--port", port, "--as-of", AS_OF, "--jobs", "1",
            "--config", str(LINJIANG / "site_config.yml"), "--content", str(preview.content), "--out", str(tmp_path / "other"),
        ],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_stands_where_the_site_will(preview: Preview) -> None:
    with urllib.request.urlopen(urljoin(preview.home, "/"), timeout=10) as answer:
        assert answer.url == preview.home
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("no/such/page/")
    with caught.value as answer:
        style = re.search(r'href="(/open/assets/site\.[0-9a-f]+\.css)"', answer.read().decode("utf-8"))
    assert style is not None
    with urllib.request.urlopen(urljoin(preview.home, style[1]), timeout=10) as sheet:
        assert b"--vermilion" in sheet.read()
