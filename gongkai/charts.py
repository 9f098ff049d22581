"""Charts as SVG, drawn when the site is built. Each comes with its numbers as a table.

The drawing is Vega-Lite's (through `vl-convert-python`); the numbers are those of the records. A
year without a number is a gap in the line, not a zero. Colours in the drawing are names for the
stylesheet (`CLASSES`), which gives them their real values in light and dark.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from gongkai.corpus import Corpus
from gongkai.drawing import Drawer
from gongkai.fields import LANGUAGES, Language, Text
from gongkai.i18n import number_words, plain
from gongkai.records.report import Chart, Report

INK, ACCENT, MUTE = "#010101", "#020202", "#030303"
CLASSES = {INK: "chart-ink", ACCENT: "chart-accent", MUTE: "chart-mute"}
_WIDTH, _LINE_HEIGHT, _BAR_HEIGHT = 600, 240, 58
_FONT = "Liberation Sans"


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a chart: the year or label it stands at; `value` is None where there is none.

    `value` holds the number for the Chinese unit and the one for the English unit.
    """

    label: Text
    value: tuple[str, str] | None
    note: str = "exact"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one language: the picture and the rows of its table."""

    svg: str
    points: Sequence[Point]
    unit: Text | None


def points_of(chart: Chart, report: Report, corpus: Corpus) -> tuple[list[Point], Text | None]:
    """The numbers a chart shows, from the reports' figures, and their unit."""
    own = {figure.id: figure for figure in report.figures}
    first = own[chart.figures[0]]
    if chart.kind == "side-by-side":
        return [
            Point(own[name].label, (own[name].value, own[name].number("en")), own[name].how) for name in chart.figures
        ], first.unit
    by_year = {card.date: card.brief["figures"].get(first.id) for card in corpus.cards("reports") if card.date}
    years = [year for year, figure in by_year.items() if figure]
    points = []
    for number in range(int(min(years)), int(max(years)) + 1):
        year = str(number)
        value, how, _ = by_year.get(year) or (None, "exact", None)
        points.append(Point(Text(zh=year, en=year), value, how))
    return points, first.unit


def draw(chart: Chart, report: Report, corpus: Corpus, language: Language, drawer: Drawer) -> Drawing:
    """The chart in one language."""
    points, unit = points_of(chart, report, corpus)
    which = LANGUAGES.index(language)
    rows = [
        {
            "label": plain(point.label, language),
            "value": float(point.value[which]) if point.value else None,
            "words": number_words(point.value[which], language) if point.value else "–",
        }
        for point in points
    ]
    spec = _lines(rows) if chart.kind == "over-years" else _bars(rows)
    return Drawing(_svg(drawer.draw(spec), plain(chart.title, language)), points, unit)


def _base(rows: Sequence[Mapping[str, Any]], height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH, "height": height, "background": None, "padding": {"left": 8, "right": 28, "top": 8, "bottom": 4},
        "data": {"values": rows},
        "config": {
            "font": _FONT, "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "labelColor": MUTE, "domainColor": MUTE, "tickColor": MUTE, "grid": False, "title": None},
        },
    }  # fmt: skip


def _lines(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    x = {"field": "label", "type": "ordinal", "axis": {"labelAngle": 0, "ticks": False}, "sort": None}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    text = {"type": "text", "dy": -12, "fontSize": 13, "color": INK}
    gap = {"type": "text", "y": _LINE_HEIGHT - 8, "fontSize": 13, "color": MUTE}
    return _base(rows, _LINE_HEIGHT) | {
        "layer": [
            {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "point", "filled": True, "size": 45, "color": ACCENT, "opacity": 1},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": text,
                "transform": [{"filter": "datum.value !== null"}],
                "encoding": {"x": x, "y": y, "text": {"field": "words"}},
            },
            {
                "mark": gap,
                "transform": [{"filter": "datum.value === null"}],
                "encoding": {"x": x, "text": {"field": "words"}},
            },
        ]
    }


def _bars(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    y = {"field": "place", "type": "ordinal", "axis": None, "sort": None, "scale": {"padding": 0.45}}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    numbered = [{**row, "place": index} for index, row in enumerate(rows)]
    value = {"type": "text", "align": "left", "dx": 6, "fontSize": 13, "color": INK}
    label = {
        "type": "text",
        "align": "left",
        "baseline": "bottom",
        "fontSize": 13,
        "color": MUTE,
        "x": 0,
        "yOffset": -13,
    }
    return _base(numbered, _BAR_HEIGHT * len(rows)) | {
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": 14, "yOffset": 6}, "encoding": {"x": x, "y": y}},
            {"mark": value | {"yOffset": 6}, "encoding": {"x": x, "y": y, "text": {"field": "words"}}},
            {"mark": label | {"yOffset": -4}, "encoding": {"y": y, "text": {"field": "label"}}},
        ]
    }


def _svg(svg: str, title: str) -> str:
    """The drawing made fit for a page: no ids, no inline style, one name, colours as classes."""
    svg = re.sub(r' (?:aria-[a-z]+|role|xmlns:xlink|version|font-family|pointer-events|class)="[^"]*"', "", svg)
    for colour, name in CLASSES.items():
        for part in ("fill", "stroke"):
            svg = svg.replace(f'{part}="{colour}"', f'class="{name}-{part}"')
    svg = re.sub(r'<svg ([^>]*?)width="(\d+)" height="(\d+)"', r"<svg \1", svg)
    return svg.replace("<svg ", f'<svg class="chart" role="img" aria-label="{escape(title)}" ', 1)
