"""`python -m bench`: measure Gongkai beside Hugo and write `bench/results.json`.

Works in `bench/work/`, which git ignores, and removes what it made there at its end.
"""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

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
            sides = (GongkaiSide(folder / "gongkai"), HugoSide(folder / "hugo", asked.hugo_shape))
            laws = list(make_laws(found, size))
            outcomes.append(
                measure_size(laws, sides, runs=asked.runs, deadline=deadline, log=work / "last.log", say=say)
            )
            data = as_data(outcomes, kind, asked.runs)  # after every size, so that nothing measured is lost
            asked.results.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        if outcomes:
            print(table(as_data(outcomes, kind, asked.runs)), flush=True)
        if not asked.keep:
            shutil.rmtree(work, ignore_errors=True)
    return 0 if len(outcomes) == len(asked.sizes) and all(outcome.complete for outcome in outcomes) else 1


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
    parser.add_argument("--hugo-shape", type=Shape, choices=list(Shape), default=Shape.SHARED, help="how Hugo is fed")
    parser.add_argument("--results", type=Path, default=HERE / "results.json", help="where the figures go")
    parser.add_argument("--keep", action="store_true", help="leave what was built")
    return parser.parse_args()


def _sizes(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


if __name__ == "__main__":
    sys.exit(main())
