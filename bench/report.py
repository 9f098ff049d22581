"""The figures as a table for people and as JSON for programs: minimum, median and maximum."""

import os
import platform
import subprocess
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from bench.hugo_side import hugo_binary
from bench.process import Measured
from bench.rounds import STEPS, Outcome

_NAMES = ("gongkai", "hugo")
TARGETS = {("cold", "wall"): 1.0, ("edit", "wall"): 0.15, ("cold", "memory"): 0.5}
_WORDS = {
    "cold": "cold build",
    "first-edit": "first edit after a cold build",
    "edit": "one edit",
    "no-change": "no change",
}


def spread(values: Sequence[float]) -> dict[str, float]:
    """Minimum, median and maximum."""
    return {"min": round(min(values), 4), "median": round(median(values), 4), "max": round(max(values), 4)}


def _together(run: Measured) -> float | None:
    return run.together_rss_kb / 1024 if run.together_rss_kb else None


def _proportional(run: Measured) -> float | None:
    return run.together_pss_kb / 1024 if run.together_pss_kb else None


_FIGURES: dict[str, Callable[[Measured], float | None]] = {
    "wall_s": lambda run: run.wall,
    "cpu_s": lambda run: run.cpu,
    "largest_process_mb": lambda run: run.largest_kb / 1024,
    "all_processes_rss_mb": _together,
}


def as_data(outcomes: Sequence[Outcome], texts: str, runs: int) -> dict[str, Any]:
    """Everything measured, with what it was measured on, in general words."""
    return {
        "machine": _machine(),
        "texts": texts,
        "runs": runs,
        "targets": {f"{step} {what}": limit for (step, what), limit in TARGETS.items()},
        "sizes": [_size(outcome) for outcome in outcomes],
    }


def _machine() -> dict[str, Any]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = subprocess.run([hugo_binary(), "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return {
        "system": platform.system(),
        "cores": cores,
        "python": platform.python_version(),
        "hugo": version.split("-")[0],
    }


def _size(outcome: Outcome) -> dict[str, Any]:
    steps = {step: _step(outcome, step) for step in STEPS if len(outcome.runs.get(step, {})) == len(_NAMES)}
    return {
        "laws": outcome.size,
        "complete": outcome.complete,
        "differences": outcome.differences,
        "output": {name: {"bytes": size, "files": files} for name, (size, files) in outcome.outputs.items()},
        "steps": steps,
    }


def _step(outcome: Outcome, step: str) -> dict[str, Any]:
    runs = outcome.runs[step]
    shared = outcome.shared.get(step, {})
    data: dict[str, Any] = {name: _side(runs[name], shared.get(name, []), outcome.size) for name in _NAMES}
    ratios: dict[str, Any] = {
        "wall": spread([a.wall / b.wall for a, b in zip(runs["gongkai"], runs["hugo"], strict=False)]),
        "cpu": spread([a.cpu / b.cpu for a, b in zip(runs["gongkai"], runs["hugo"], strict=False)]),
    }
    for key in ("largest_process_mb", "all_processes_rss_mb", "all_processes_pss_mb"):
        if key in data["gongkai"] and key in data["hugo"]:
            ratios[key.removesuffix("_mb")] = round(data["gongkai"][key]["median"] / data["hugo"][key]["median"], 3)
    data["gongkai_over_hugo"] = ratios
    return data


def _side(runs: Sequence[Measured], shared: Sequence[Measured], size: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, figure in _FIGURES.items():
        values = [value for run in runs if (value := figure(run)) is not None]
        if values:
            data[name] = spread(values)
    pss = [value for run in shared if (value := _proportional(run)) is not None]
    if pss:
        data["all_processes_pss_mb"] = spread(pss)
    data["ms_a_page"] = round(data["wall_s"]["median"] * 1000 / (2 * size), 3)
    return data


def table(data: dict[str, Any]) -> str:
    """The medians and ratios in lines of text."""
    lines = [
        "{:>6}  {:<30} {:>17} {:>17} {:>24} {:>9}".format(
            "laws", "", "gongkai s (cpu)", "hugo s (cpu)", "wall ratio min–med–max", "target"
        )
    ]
    memory = [
        "{:>6}  {:<30} {:>17} {:>17} {:>24} {:>9}".format(
            "laws", "peak memory, MB", "gongkai", "hugo", "ratio", "target"
        )
    ]
    for size in data["sizes"]:
        for step, figures in size["steps"].items():
            ours, theirs, ratios = (figures[key] for key in (*_NAMES, "gongkai_over_hugo"))
            lines.append(
                f"{size['laws']:>6}  {_WORDS[step]:<30} {_seconds(ours):>17} {_seconds(theirs):>17} "
                f"{_ratio(ratios['wall']):>24} {_target(step, 'wall', ratios['wall']['median']):>9}"
            )
            for key, words in (
                ("largest_process", "largest process"),
                ("all_processes_rss", "all processes, RSS added up"),
                ("all_processes_pss", "all processes, shared once"),
            ):
                if key in ratios and step in ("cold", "edit"):
                    target = _target(step, "memory", ratios[key]) if key == "all_processes_pss" else ""
                    memory.append(
                        f"{size['laws']:>6}  {step + ': ' + words:<36} {ours[key + '_mb']['median']:>11.0f} "
                        f"{theirs[key + '_mb']['median']:>17.0f} {ratios[key]:>24.2f} {target:>9}"
                    )
    output = [
        f"{size['laws']:>6}  {name}: {one['files']} files, {one['bytes'] / 1e6:.1f} MB; "
        f"cold {size['steps']['cold'][name]['ms_a_page']:.2f} ms a page"
        for size in data["sizes"]
        for name, one in size["output"].items()
        if "cold" in size["steps"]
    ]
    notes = [f"{size['laws']:>6}  NOT THE SAME SITE: {one}" for size in data["sizes"] for one in size["differences"]]
    notes += [f"{size['laws']:>6}  incomplete: time was up" for size in data["sizes"] if not size["complete"]]
    return "\n".join([*lines, "", *memory, "", *output, *notes])


def _seconds(figures: dict[str, Any]) -> str:
    return f"{figures['wall_s']['median']:.2f} ({figures['cpu_s']['median']:.2f})"


def _ratio(values: dict[str, float]) -> str:
    return f"{values['min']:.2f}–{values['median']:.2f}–{values['max']:.2f}"


def _target(step: str, what: str, value: float) -> str:
    limit = TARGETS.get((step, what))
    return "" if limit is None else f"≤ {limit:g} {'yes' if value <= limit else 'NO'}"
