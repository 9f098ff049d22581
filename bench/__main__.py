"""`python -m bench`: measure Gongkai beside Hugo and write `bench/results.json`.

Works in `bench/work/`, which git ignores, and removes what it made there at its end.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.gongkai_side import ROOT, GongkaiSide
from bench.hugo_side import HugoSide, Shape
from bench.laws import make_laws
from bench.process import CommandFailed
from bench.report import as_data, table
from bench.rounds import Outcome, measure_size
from bench.texts import texts

HERE = Path(__file__).resolve().parent
_BYTES_A_LAW = 100_000  # both languages' pages of a law, generously


def main() -> int:
    """Measure, print the table, write the results. 0 when every size was measured in full."""
    asked = _arguments()
    deadline = time.monotonic() + asked.limit
    kind, found = texts(asked.texts)
    say(f"{len(found)} texts, {kind}")
    results: dict[str, Any] = {}
    complete = True
    for shape in asked.hugo_shape:
        say(f"Hugo fed with {shape.value}")
        measured = _measure(asked, shape, found, deadline)
        results[shape.value] = as_data(measured, kind, asked.runs)
        asked.results.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"\nHugo fed with {shape.value}\n{table(results[shape.value])}", flush=True)
        complete &= len(measured) == len(asked.sizes) and all(outcome.complete for outcome in measured)
    return 0 if complete else 1


def _measure(
    asked: argparse.Namespace, shape: Shape, found: Sequence[tuple[str, str]], deadline: float
) -> list[Outcome]:
    """Every size with Hugo fed in one way; what was measured before something failed is kept."""
    work = HERE / "work"
    shutil.rmtree(work, ignore_errors=True)
    outcomes: list[Outcome] = []
    try:
        for size in asked.sizes:
            needed = size * _BYTES_A_LAW * 2 * (asked.runs + 3)
            work.mkdir(parents=True, exist_ok=True)
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
    parser = argparse.ArgumentParser(prog="python -m bench", description="Gongkai beside Hugo on the same laws.")
    parser.add_argument("--sizes", type=_sizes, default=[500, 2_000, 10_000], help="numbers of laws (500,2000,10000)")
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
