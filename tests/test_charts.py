"""Charts draw the reports' own numbers: by hand for the invented city, gaps as gaps."""

import re
from pathlib import Path

import pytest

from gongkai.charts import CLASSES
from gongkai.drawing import Drawer, DrawingError
from tests.conftest import Built
from tests.crawl import read

SPECIFICATION = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"a": "x", "b": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "ordinal"}, "y": {"field": "b", "type": "quantitative"}},
}


def charts(page: str) -> list[str]:
    """The figures of a page that hold a chart."""
    return re.findall(r'(?s)<figure class="chart-figure".*?</figure>', page)


def test_every_chart_is_a_named_picture_with_its_table(linjiang: Built) -> None:
    for address in ("reports/2025/", "en/reports/2025/"):
        found = charts(linjiang.page(address))
        assert len(found) == 2
        for one in found:
            assert re.search(r'<svg class="chart" role="img" aria-label="[^"]+"', one)
            assert "<details open>" in one
            assert one.count("<tr>") >= 3
            assert 'style="' not in one
            assert not re.search(r'(fill|stroke)="#0[123]', one), "a placeholder colour was left"
            assert any(f'class="{name}-' in one for name in CLASSES.values())


def test_a_year_without_the_figure_is_a_gap_in_picture_and_table(linjiang: Built) -> None:
    (line,) = [one for one in charts(linjiang.page("en/reports/2025/")) if '<th scope="row">2024</th>' in one]
    rows = dict(re.findall(r'<tr><th scope="row">(\d{4})</th><td class="numeric">(.*?)</td></tr>', line))
    assert list(rows) == ["2022", "2023", "2024", "2025"]
    assert "No public record" in rows["2024"]
    drawn = re.findall(
        r'<path[^>]*class="chart-accent-stroke"[^>]*d="([^"]*)"|<path[^>]*d="([^"]*)"[^>]*class="chart-accent-stroke"',
        line,
    )
    path = "".join("".join(pair) for pair in drawn)
    assert path.count("M") == 2, "the line must break at the missing year"


def test_the_same_figure_of_other_years_stands_beside(linjiang: Built) -> None:
    page = linjiang.page("en/reports/2025/")
    assert re.search(r'<td class="other-years"><a href="\.\./\.\./\.\./en/reports/20\d\d/#[a-z-]+">', page)
    assert read(page).headings[0] == "h1"


def test_a_drawing_is_kept_and_is_the_same(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    first = drawer.draw(SPECIFICATION)
    drawer.close()
    (kept,) = tmp_path.iterdir()
    again = Drawer(tmp_path)
    assert again.draw(SPECIFICATION) == first == kept.read_text("utf-8")
    again.close()


def test_a_specification_that_cannot_be_drawn_says_so() -> None:
    drawer = Drawer()
    with pytest.raises(DrawingError):
        drawer.draw({"mark": "no such mark"})
    assert drawer.draw(SPECIFICATION).startswith("<svg")
    drawer.close()
