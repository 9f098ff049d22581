"""The figures of search in lines of text, with the issue's targets beside them."""

from collections.abc import Mapping
from typing import Any

_SCRIPTS = 12_000  # bytes gzipped
_INDEX_OVER_TEXT = 0.8
_SHARE_OF_BUILD = 0.30  # of the time of a build with search
_FIRST, _FURTHER = 120_000, 60_000  # bytes, median, on the imported laws
_LARGE_MEDIAN, _LARGE_P95, _LARGE_MS = 250_000, 700_000, 300


def table(key: str, data: Mapping[str, Any]) -> str:
    """One body of law."""
    zh, files, scripts = data["indexing"]["zh"], data["files"], data["scripts"]
    text = f"{zh['records']:,} records, {zh['pieces']:,} pieces in Chinese, {files['text_bytes'] / 1e6:.2f} MB of text"
    sizes = ", ".join(f"{name} {size:,}" for name, size in scripts["gzip"].items())
    lines = [
        f"search, {data['words']}: {text}",
        *(
            f"  {kind:<10} {one['files']:>6} files {one['bytes'] / 1e3:>10.1f} kB {one['gzip'] / 1e3:>10.1f} kB gzip"
            for kind, one in files["kinds"].items()
        ),
        f"  index ÷ text {files['over_text']:.3f}{_target(files['over_text'], _INDEX_OVER_TEXT)}",
        f"  index ÷ text as search folds it {files['over_folded']:.3f}{_target(files['over_folded'], _INDEX_OVER_TEXT)}",
        f"  scripts gzipped: {sizes}",
        f"    together {scripts['together']:,}{_target(scripts['together'], _SCRIPTS)}",
        *_asked(key, data["queries"]),
        *_building(data["building"]),
        *(
            f"  index alone, {language}: {one['wall']:.2f} s ({one['cpu']:.2f}), memory"
            f" {one['before_kb'] / 1024:.0f} MB before, {one['peak_kb'] / 1024:.0f} MB at most"
            for language, one in data["indexing"].items()
        ),
    ]
    return "\n".join(lines)


def _asked(key: str, data: Mapping[str, Any]) -> list[str]:
    further = {"further, in a series": _FURTHER, "further, first file kept": _FURTHER}
    limits = {"first": _FIRST} | further if key == "real" else {}
    lines = [f"  {data['number']} questions{'':<30} {'median':>10} {'95th':>10} {'most':>10}"]
    lines += [f"    {name + ' of an answer':<40} {_three(data[name])}" for name in ("records", "passages", "files")]
    for name, one in data["bytes"].items():
        verdict = _target(one["median"], limits[name]) if name in limits else ""
        if key == "large" and name == "first":
            verdict = _target(one["median"], _LARGE_MEDIAN) + _target(one["p95"], _LARGE_P95)
        lines.append(f"    {'bytes, ' + name:<40} {_three(one)}{verdict}")
    for name, one in data["page"].items():
        lines.append(f"    {'bytes, in the page, ' + name:<40} {_three(one)}")
    for name, one in data["ms"].items():
        verdict = _target(one["median"], _LARGE_MS) if key == "large" and name.startswith("first") else ""
        lines.append(f"    {'ms, ' + name:<40} {_three(one, 1)}{verdict}")
    for name in ("heaviest", "slowest"):
        said = "; ".join(f"{query} {value:,.0f} ({records} records)" for query, value, records, _ in data[name])
        lines.append(f"    {name}: {said}")
    return lines


def _building(data: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for step, words in (("cold", "cold build"), ("edit", "one edit")):
        if not (one := data[step]):
            continue
        off, on, over = one["off"], one["on"], one["on_over_off"]
        share = 1 - 1 / over["wall"]["median"]
        lines += [
            f"  {words}, {one['runs']} pairs: without search {_seconds(off)}, with {_seconds(on)} s (processor)",
            f"    with ÷ without: clock {_spread(over['wall'])}, processor {_spread(over['cpu'])}",
            f"    search is {share:.0%} of the time{_target(share, _SHARE_OF_BUILD) if step == 'cold' else ''}",
        ]
    memory = data["memory_mb"]
    for name, words in (("pss", "shared pages once"), ("rss", "RSS added up"), ("largest", "largest process")):
        if name in memory["off"] and name in memory["on"]:
            lines.append(
                f"  memory of a cold build, {words}: {memory['off'][name]:.0f} MB without, {memory['on'][name]:.0f} with"
            )
    if not data["complete"]:
        lines.append("  incomplete: time was up")
    return lines


def _three(values: Mapping[str, float], places: int = 0) -> str:
    return " ".join(f"{values[name]:>10,.{places}f}" for name in ("median", "p95", "max"))


def _spread(values: Mapping[str, float]) -> str:
    return "–".join(f"{values[name]:.2f}" for name in ("min", "median", "max"))


def _seconds(figures: Mapping[str, Any]) -> str:
    return f"{_spread(figures['wall_s'])} ({figures['cpu_s']['median']:.2f})"


def _target(value: float, limit: float) -> str:
    return f"  ≤ {limit:,g} {'yes' if value <= limit else 'NO'}"
