"""The plan's picture: a measure as a mark, divided into what it promises; filled is evidenced, hollow is not yet.

The marks carry no words of their own: the page says beside each what it shows, in its language.
"""

from collections.abc import Sequence

_CELL, _HEIGHT, _LINE = 13, 22, 1.5
_SIDE = 18


def deliverables_svg(shown: Sequence[bool]) -> str:
    """A measure as a row of cells, one for each deliverable, in order."""
    width = _CELL * len(shown) + _LINE
    cells = "".join(
        f'<rect class="plan-cell plan-cell-{"shown" if one else "open"}" x="{_LINE / 2 + _CELL * at:g}" y="{_LINE / 2:g}"'
        f' width="{_CELL}" height="{_HEIGHT}"/>'
        for at, one in enumerate(shown)
    )
    return _svg("plan-mark", width, _HEIGHT + _LINE, cells)


def measure_svg(part: str) -> str:
    """A measure as one square: filled (`all`), half filled (`some`) or hollow (`none`)."""
    size = _SIDE - _LINE
    outline = f'<rect class="plan-cell plan-cell-open" x="{_LINE / 2:g}" y="{_LINE / 2:g}" width="{size:g}" height="{size:g}"/>'
    height = {"all": size, "some": size / 2, "none": 0.0}[part]
    if not height:
        return _svg("plan-mark", _SIDE, _SIDE, outline)
    filled = (
        f'<rect class="plan-cell plan-cell-shown" x="{_LINE / 2:g}" y="{_LINE / 2 + size - height:g}"'
        f' width="{size:g}" height="{height:g}"/>'
    )
    return _svg("plan-mark", _SIDE, _SIDE, outline + filled)


def _svg(name: str, width: float, height: float, inside: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' aria-hidden="true" focusable="false">{inside}</svg>'
    )
