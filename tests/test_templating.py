"""Our templates write what Jinja2 itself would write, and leave nothing in memory."""

import gc
import weakref
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from gongkai.fields import Slug
from gongkai.templating import Templates

PARTS = """\
{% macro word(text, after="") %}<b>{{ text }}</b>{{ after }}{% endmacro %}
{% macro around(title) %}<h2>{{ title }}</h2>{{ caller() }}{% endmacro %}
"""
PAGE = """\
{% import "parts.html" as parts %}
{% set seen = namespace(count=0) %}
{% macro own(n) %}{{ n + 1 }}{% endmacro %}
{% for text in texts %}
{% set seen.count = seen.count + 1 %}
{{ loop.index }}{{ text }}{{ parts.word(text, after="<" ~ text) }}{{ own(loop.index) }}{{ say(text, times=2) }}
{% endfor %}
{% call parts.around("a & b") %}{{ seen.count }}{{ none }}{{ 1.5 }}{% endcall %}
{{ texts | join(", ") }}{{ "'" }}{{ {"a": '"'}.a }}
"""
TEXTS = ["渡口", "<i>", Markup("<i>"), Slug("a-b"), "a & b", "a & b", '"']


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parts.html").write_text(PARTS, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


def test_the_same_as_jinja_itself(folder: Path) -> None:
    plain = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    words = {"texts": TEXTS, "say": lambda text, times: text * times}
    expected = plain.get_template("page.html").render(words)
    assert "&lt;i&gt;" in expected
    assert Templates(folder).get("page.html").render(words) == expected


def test_an_unknown_name_is_an_error(folder: Path) -> None:
    with pytest.raises(jinja2.UndefinedError, match="texts"):
        Templates(folder).get("page.html").render(say=str)


def test_what_a_page_showed_is_gone_with_it(folder: Path) -> None:
    """Without the garbage collector, although the macros of a template know its context and the context knows them."""

    class Shown:
        def __call__(self, text: str, times: int) -> str:
            return text * times

    template = Templates(folder).get("page.html")
    shown = Shown()
    left = weakref.ref(shown)
    gc.disable()
    try:
        template.render(texts=TEXTS, say=shown)
        del shown
        assert left() is None
    finally:
        gc.enable()


def test_what_a_template_imports_is_compiled_with_it(folder: Path) -> None:
    templates = Templates(folder)
    templates.compile(["page.html"])
    (folder / "parts.html").unlink()
    assert "<b>渡口</b>" in templates.get("page.html").render(texts=["渡口"], say=lambda text, times: text * times)
