"""Charts as SVG, drawn when the site is built. Each comes with its numbers as a table.

Lines and columns over years are Vega-Lite's (through `vl-convert-python`), bars are drawn here. The
numbers are those of the records. A year without a number is a gap in the line, not a zero. Colours in
the drawing are names for the stylesheet (`CLASSES`), which gives them their real values in light and
dark.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Literal

from markupsafe import escape

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.drawing import Drawer
from gongkai.fields import LANGUAGES, Language, Text
from gongkai.i18n import number_words, plain
from gongkai.records.report import Chart, Report

INK, ACCENT, MUTE = "#010101", "#020202", "#030303"
CLASSES = {INK: "chart-ink", ACCENT: "chart-accent", MUTE: "chart-mute"}
_LINE_HEIGHT, _SHORT_HEIGHT, _BAR_HEIGHT, _SHORT_BAR_HEIGHT = 240, 150, 58, 46
_WIDTH = {"lines": 600, "bars": 600, "columns": 270, "short-lines": 270, "short-bars": 270}
_DIGIT, _MOST_YEARS_NAMED = 8, 5
_LABEL_LINE, _MOST_SIGNS, _MOST_WIDE_SIGNS, _ROOM_FOR_NUMBER = 16, 34, 18, 60
_FONT = "Liberation Sans"


Shape = Literal["lines", "bars", "columns", "short-lines", "short-bars"]
"""Lines over years and bars in the width of a page; columns and lines over years and bars for a narrow place."""


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
    return over_years(first.id, corpus.cards("reports")), first.unit


def over_years(figure: str, reports: Sequence[Card]) -> list[Point]:
    """A figure of the reports in every year from the first report that holds it to the last; the years between may have none."""
    by_year = {card.date: card.brief["figures"].get(figure) for card in reports if card.date}
    years = [year for year, found in by_year.items() if found]
    points = []
    for number in range(int(min(years)), int(max(years)) + 1):
        year = str(number)
        value, how, _ = by_year.get(year) or (None, "exact", None)
        points.append(Point(Text(zh=year, en=year), value, how))
    return points


def draw(chart: Chart, report: Report, corpus: Corpus, language: Language, drawer: Drawer) -> Drawing:
    """A report's chart in one language."""
    points, unit = points_of(chart, report, corpus)
    shape: Shape = "lines" if chart.kind == "over-years" else "bars"
    return Drawing(picture(points, shape, chart.title, language, drawer), points, unit)


def picture(points: Sequence[Point], shape: Shape, title: Text, language: Language, drawer: Drawer) -> str:
    """Numbers drawn as SVG, in one language."""
    which = LANGUAGES.index(language)
    rows = [
        {
            "label": plain(point.label, language),
            "value": float(point.value[which]) if point.value else None,
            "words": number_words(point.value[which], language) if point.value else "–",
        }
        for point in points
    ]
    name = plain(title, language)
    if shape in ("bars", "short-bars"):
        return _bars(rows, name, shape)
    make = _columns if shape == "columns" else _lines
    return _svg(drawer.draw(make(rows, _WIDTH[shape])), name, shape)


def _base(rows: Sequence[Mapping[str, Any]], width: int, height: int) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width, "height": height, "background": None, "padding": {"left": 8, "right": 28, "top": 8, "bottom": 4},
        "data": {"values": rows},
        "config": {
            "font": _FONT, "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "labelColor": MUTE, "domainColor": MUTE, "tickColor": MUTE, "grid": False, "title": None},
        },
    }  # fmt: skip


def _lines(rows: Sequence[Mapping[str, Any]], width: int) -> dict[str, Any]:
    axis = {"labelAngle": 0, "ticks": False} | ({} if width == _WIDTH["lines"] else {"values": _some_years(rows)})
    x = {"field": "label", "type": "ordinal", "axis": axis, "sort": None}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    text = {"type": "text", "dy": -12, "fontSize": 13, "color": INK}
    height = _LINE_HEIGHT if width == _WIDTH["lines"] else _SHORT_HEIGHT
    gap = {"type": "text", "y": height - 8, "fontSize": 13, "color": MUTE}
    return _base(rows, width, height) | {
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


def _columns(rows: Sequence[Mapping[str, Any]], width: int) -> dict[str, Any]:
    """A column a year, some of the years named; where there is no room for every number, the highest has its own."""
    step = width / len(rows)
    roomy = step >= _DIGIT * max(len(row["words"]) for row in rows)
    lowest = 1 if roomy else max(row["value"] for row in rows)
    axis = {"labelAngle": 0, "ticks": False, "values": _some_years(rows)}
    x = {"field": "label", "type": "ordinal", "axis": axis, "sort": None}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    columns = {
        "mark": {"type": "bar", "color": ACCENT, "size": min(36, 0.7 * step)},
        "encoding": {"x": x, "y": y},
    }
    numbers = {
        "mark": {"type": "text", "dy": -8, "fontSize": 13, "color": INK},
        "transform": [{"filter": f"datum.value >= {lowest:g}"}],
        "encoding": {"x": x, "y": y, "text": {"field": "words"}},
    }
    return _base(rows, width, _SHORT_HEIGHT) | {"layer": [columns, numbers]}


def _some_years(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """As many years as a narrow axis has room to name, evenly spaced from the first."""
    return [row["label"] for row in rows[:: -(-len(rows) // _MOST_YEARS_NAMED)]]


def _bars(rows: Sequence[Mapping[str, Any]], title: str, shape: Shape) -> str:
    """A bar a row, its label above it and its number at its end, drawn here: nothing in it needs measuring.

    The drawer takes fifty milliseconds a chart, this a tenth of one, and the cockpit has dozens.
    """
    narrow = shape == "short-bars"
    labels = [_wrapped(row["label"]) if narrow else [row["label"]] for row in rows]
    lines = max(len(label) for label in labels)
    height = (_SHORT_BAR_HEIGHT if narrow else _BAR_HEIGHT) + _LABEL_LINE * (lines - 1)
    longest = max(row["value"] for row in rows) or 1
    width = _WIDTH[shape]
    parts = []
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        bar = index * height + _LABEL_LINE * lines + 6
        first = bar - 6 - _LABEL_LINE * (len(label) - 1)
        parts += [
            f'<text class="chart-mute-fill" x="0" y="{first + _LABEL_LINE * at}" font-size="13">{escape(words)}</text>'
            for at, words in enumerate(label)
        ]
        length = round(max(row["value"], 0) / longest * width, 1)
        parts.append(f'<rect class="chart-accent-fill" x="0" y="{bar}" width="{length:g}" height="14"/>')
        parts.append(
            f'<text class="chart-ink-fill" x="{length + 6:g}" y="{bar + 12}" font-size="13">{escape(row["words"])}</text>'
        )
    size = f'viewBox="0 0 {width + _ROOM_FOR_NUMBER} {height * len(rows)}" xmlns="http://www.w3.org/2000/svg"'
    return f"<svg {_named(title, shape)} {size}>{''.join(parts)}</svg>"


def _wrapped(label: str) -> list[str]:
    """A label in lines that fit a narrow chart, with room for a font wider than the drawer's."""
    wide = 2 * sum(sign > "\u2e80" for sign in label) > len(label)
    return wrap(label, _MOST_WIDE_SIGNS if wide else _MOST_SIGNS)


def _svg(svg: str, title: str, shape: Shape) -> str:
    """The drawing made fit for a page: no ids, no inline style, one name, colours as classes."""
    svg = re.sub(r' (?:aria-[a-z]+|role|xmlns:xlink|version|font-family|pointer-events|class)="[^"]*"', "", svg)
    for colour, name in CLASSES.items():
        for part in ("fill", "stroke"):
            svg = svg.replace(f'{part}="{colour}"', f'class="{name}-{part}"')
    svg = re.sub(r'<svg ([^>]*?)width="(\d+)" height="(\d+)"', r"<svg \1", svg)
    return svg.replace("<svg ", f"<svg {_named(title, shape)} ", 1)


def _named(title: str, shape: Shape) -> str:
    """What every chart says of itself: a picture, with a name, of a shape the stylesheet knows."""
    name = "chart" if shape in ("lines", "bars") else f"chart chart-{shape}"
    return f'class="{name}" role="img" aria-label="{escape(title)}"'
