"""Adding a type of record takes one Python file, one template, one folder and one name in TYPES."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import AS_OF, LINJIANG, ROOT
from tests.crawl import Site

PYTHON_FILE = '''
"""Bridges: where one can cross."""

from gongkai.fields import Text
from gongkai.record import Record


class Bridge(Record):
    """One bridge."""

    folder = "bridges"
    template = "bridge.html"
    group = "data"
    singular = Text(zh="桥", en="Bridge")
    plural = Text(zh="桥梁", en="Bridges")
    about = Text(zh="市里的桥。", en="The city's bridges.")

    length: int
'''
TEMPLATE = """
{% import "partials/parts.html" as parts %}
{{ parts.trail(h, s, [(h.say(kind.plural), kind.folder ~ "/"), (h.say(record.title), "")]) }}
{{ parts.head(h, s, kind, record, other_tag) }}
<p class="length">{{ h.number(record.length | string) }} m</p>
{{ parts.sources(h, s, record) }}
"""
RECORD = """
title: {zh: 长虹桥, en: Rainbow Bridge}
summary: {zh: 跨过中渠的一座桥。, en: A bridge over the middle canal.}
length: 1204
related: [laws/wharf-markets]
sources:
  - id: book
    title: {zh: 桥梁志}
    publisher: {zh: 市志办}
"""


def test_a_toy_type_takes_four_things(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "gongkai", tmp_path / "gongkai", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(LINJIANG / "content", tmp_path / "content")
    shutil.copy(LINJIANG / "site_config.yml", tmp_path)
    shutil.copy(ROOT / "build.py", tmp_path)

    (tmp_path / "gongkai" / "records" / "bridge.py").write_text(PYTHON_FILE.lstrip(), "utf-8")
    (tmp_path / "templates" / "records" / "bridge.html").write_text(TEMPLATE.lstrip(), "utf-8")
    (tmp_path / "content" / "bridges").mkdir()
    (tmp_path / "content" / "bridges" / "rainbow.yml").write_text(RECORD.lstrip(), "utf-8")
    names = tmp_path / "gongkai" / "records" / "__init__.py"
    text = re.sub(r"(?ms)^(TYPES: .*?,)\n\)", r"\1 Bridge,\n)", names.read_text("utf-8"))
    names.write_text(
        text.replace(
            "from gongkai.records.case", "from gongkai.records.bridge import Bridge\nfrom gongkai.records.case", 1
        ),
        "utf-8",
    )

    done = subprocess.run(
        [sys.executable, "build.py", "--as-of", AS_OF], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    page = (site / "en" / "bridges" / "rainbow" / "index.html").read_text("utf-8")
    assert "Rainbow Bridge" in page
    assert "1,204 m" in page
    assert 'href="rainbow/"' in (site / "bridges" / "index.html").read_text("utf-8") or "bridges/rainbow/" in (
        site / "bridges" / "index.html"
    ).read_text("utf-8")
    assert "长虹桥" in (site / "laws" / "wharf-markets" / "index.html").read_text("utf-8")
    assert "bridges/rainbow/" in (site / "sitemap.xml").read_text("utf-8")
    assert "桥梁" in (site / "index.html").read_text("utf-8")
    crawled = Site(site, "https://linjiang.example/open/")
    assert [*crawled.broken_links(), *crawled.faults(), *crawled.unpaired()] == []
