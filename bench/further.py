"""What the further pages and files of laws cost: the same corpus built with `features` off and on, in turn.

Hugo's theme has no counterpart of them, so they are left out beside it and measured here.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.gongkai_side import GongkaiSide
from bench.laws import Law
from bench.process import Measured, OutOfTime, measure
from bench.report import spread


def measure_further(
    laws: Sequence[Law], work: Path, *, runs: int, deadline: float, say: Callable[[str], None]
) -> dict[str, Any]:
    """Cold builds as plain data, each after one that is not counted: pages, files, seconds, and the ratio on ÷ off.

    Empty where time was up before a pair was counted. Raises CommandFailed.
    """
    sides = [GongkaiSide(work / word, features=word == "on", name=word) for word in ("off", "on")]
    taken: dict[str, list[Measured]] = {"off": [], "on": []}
    outputs: dict[str, dict[str, int]] = {}
    for side in sides:
        side.prepare(laws)
    try:
        for turn in range(runs + 1):
            for side in sides:
                side.start_anew()
                found = measure(side.command(cold=True), deadline=deadline, log=work / "last.log")
                say(f"{len(laws)} laws: further pages and files {side.name}: {found.wall:.2f} s")
                outputs[side.name] = count(side.output)
                if turn:
                    taken[side.name].append(found)
    except OutOfTime:
        say("time is up: what follows is incomplete")
    pairs = list(zip(taken["off"], taken["on"], strict=False))
    if not pairs:
        return {}
    return {
        "laws": len(laws),
        "runs": len(pairs),
        "off": outputs["off"] | _seconds([off for off, _ in pairs]),
        "on": outputs["on"] | _seconds([on for _, on in pairs]),
        "on_over_off": {
            "wall": spread([on.wall / off.wall for off, on in pairs]),
            "cpu": spread([on.cpu / off.cpu for off, on in pairs]),
        },
    }


def _seconds(runs: Sequence[Measured]) -> dict[str, Any]:
    return {"wall_s": spread([run.wall for run in runs]), "cpu_s": spread([run.cpu for run in runs])}


def count(site: Path) -> dict[str, int]:
    """Pages, all files, and bytes of a built site."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return {"pages": pages, "files": len(files), "bytes": sum(path.stat().st_size for path in files)}


def table(data: Mapping[str, Any]) -> str:
    """The figures in lines of text."""
    lines = []
    for name, words in (("off", "a page a record"), ("on", "with all further pages and files")):
        one = data[name]
        lines.append(
            f"{data['laws']:>6}  {words:<34} {one['pages']:>7} pages {one['files']:>7} files {one['bytes'] / 1e6:>7.1f} MB"
            f" {one['wall_s']['median']:>8.2f} s ({one['cpu_s']['median']:.2f})"
            f" {one['wall_s']['median'] * 1000 / one['files']:>6.2f} ms a file"
        )
    wall, cpu = (data["on_over_off"][key] for key in ("wall", "cpu"))
    lines.append(
        f"{data['laws']:>6}  on ÷ off, min–med–max: wall {wall['min']:.2f}–{wall['median']:.2f}–{wall['max']:.2f}, "
        f"processor {cpu['min']:.2f}–{cpu['median']:.2f}–{cpu['max']:.2f}"
    )
    return "\n".join(lines)
