"""`python -m bench`: measure Gongkai beside Hugo and with laws, and write `bench/results.json`.

`python -m bench laws` (or `hugo`, `further`, `search`) measures that part alone and leaves the others'
figures in the file as they are. Works in `bench/work/`, which git ignores, and removes what it made there at its end.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench import further, laws_speed, search_report, search_speed
from bench.gongkai_side import ROOT, GongkaiSide
from bench.hugo_side import HugoSide, Shape
from bench.laws import make_laws
from bench.process import CommandFailed, OutOfTime
from bench.report import as_data, table
from bench.rounds import Outcome, measure_size
from bench.side import fresh
from bench.texts import texts

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
_BYTES_A_LAW = 100_000  # both languages' pages of a law, generously


def main() -> int:
    """Measure, print the tables, write the results. 0 when everything asked for was measured in full."""
    asked = _arguments()
    deadline = time.monotonic() + asked.limit
    parts = {"laws": _laws, "further": _further, "search": _search, "hugo": _beside_hugo}
    results: dict[str, Any] = {}
    if asked.part != "all" and asked.results.is_file():
        results = json.loads(asked.results.read_text("utf-8"))
    complete = True
    fresh(WORK)
    try:
        for name, measure_part in parts.items():
            if asked.part in ("all", name):
                complete &= _show_and_keep(measure_part(asked, deadline), asked.results, results)
    finally:
        if not asked.keep:
            shutil.rmtree(WORK, ignore_errors=True)
    return 0 if complete else 1


Part = Iterator[tuple[str, dict[str, Any], str, bool]]
"""Name in the results, figures, the figures in words, and whether they are all that was asked for."""


def _show_and_keep(part: Part, path: Path, results: dict[str, Any]) -> bool:
    """Print a part's figures and write them; whether there are all. What a failed command leaves out is said."""
    complete = True
    try:
        for key, data, words, whole in part:
            complete &= whole
            results[key] = data
            path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
            print(f"\n{words}", flush=True)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return False
    return complete


def _laws(asked: argparse.Namespace, deadline: float) -> Part:
    """Import, a long law's page, a comparison."""
    data = laws_speed.measure_laws(asked.texts, WORK / "laws", runs=asked.runs, deadline=deadline, say=say)
    yield "laws", data, laws_speed.table(data), data["runs"] == asked.runs


def _further(asked: argparse.Namespace, deadline: float) -> Part:
    """The further pages and files."""
    _, found = texts(asked.texts)
    laws = list(make_laws(found, asked.further))
    data = further.measure_further(laws, WORK / "further", runs=asked.runs, deadline=deadline, say=say)
    words = further.table(data) if data else "further pages and files: time was up"
    yield "further", data, words, data.get("runs") == asked.runs


def _search(asked: argparse.Namespace, deadline: float) -> Part:
    """Bodies of law, each searched, and built with search and without."""
    for body in search_speed.bodies(asked.texts, asked.runs):
        if body.key not in asked.search:
            continue
        data: dict[str, Any] = {}
        with suppress(OutOfTime):
            data = search_speed.measure_search(body, WORK / "search" / body.key, deadline=deadline, say=say)
        words = search_report.table(body.key, data) if data else f"search, {body.words}: time was up"
        yield f"search {body.key}", data, words, bool(data) and data["building"]["complete"]


def _beside_hugo(asked: argparse.Namespace, deadline: float) -> Part:
    """All sizes, with Hugo fed in each way."""
    kind, found = texts(asked.texts)
    say(f"{len(found)} texts, {kind}")
    for shape in asked.hugo_shape:
        say(f"Hugo fed with {shape.value}")
        measured = _measure(asked, shape, found, deadline)
        whole = len(measured) == len(asked.sizes) and all(one.complete for one in measured)
        data = as_data(measured, kind, asked.runs)
        yield shape.value, data, f"Hugo fed with {shape.value}\n{table(data)}", whole


def _measure(
    asked: argparse.Namespace, shape: Shape, found: Sequence[tuple[str, str]], deadline: float
) -> list[Outcome]:
    """Every size with Hugo fed in one way; what was measured before something failed is kept."""
    work = fresh(WORK / shape.value)
    outcomes: list[Outcome] = []
    try:
        for size in asked.sizes:
            needed = size * _BYTES_A_LAW * 2 * (asked.runs + 3)
            if shutil.disk_usage(work).free < needed:
                say(f"{size} laws: left out, {needed / 1e9:.0f} GB of free disk are wanted")
                continue
            folder = work / str(size)
            sides = (GongkaiSide(folder / "gongkai"), HugoSide(folder / "hugo", shape))
            laws = list(make_laws(found, size))
            log = work / "last.log"
            outcomes.append(measure_size(laws, sides, runs=asked.runs, deadline=deadline, log=log, say=say))
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
    finally:
        if not asked.keep:
            shutil.rmtree(work, ignore_errors=True)
    return outcomes


def say(words: str) -> None:
    """How it goes, on the side."""
    print(words, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Gongkai beside Hugo on the same laws, and alone."
    )
    parser.add_argument(
        "part", nargs="?", choices=("all", "hugo", "laws", "further", "search"), default="all",
        help="beside Hugo; import, long page and comparison; the cost of further pages and files; search (all)",
    )  # fmt: skip
    parser.add_argument("--sizes", type=_sizes, default=[500, 2_000, 10_000], help="numbers of laws (500,2000,10000)")
    parser.add_argument("--further", type=int, default=500, help="laws for the further pages and files (500)")
    parser.add_argument(
        "--search", type=lambda words: words.split(","), default=["real", "ten", "large"],
        help="the bodies of law that search is measured with (real,ten,large)",
    )  # fmt: skip
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each step after a warm-up (5)")
    parser.add_argument("--limit", type=float, default=5_400, help="seconds after which nothing new is begun (5400)")
    parser.add_argument(
        "--texts", type=Path, default=ROOT.parent / "shared" / "laws", help="folder of law texts in Markdown"
    )
    parser.add_argument(
        "--hugo-shape", type=_shapes, default=[Shape.MARKDOWN, Shape.SHARED],
        help="how Hugo is fed: markdown, html-once, html (markdown,html-once)",
    )  # fmt: skip
    parser.add_argument("--results", type=Path, default=HERE / "results.json", help="where the figures go")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    return parser.parse_args()


def _shapes(words: str) -> list[Shape]:
    return [Shape(word) for word in words.split(",")]


def _sizes(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    sys.exit(main())
