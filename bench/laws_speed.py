"""What Gongkai alone does with laws: importing files, a long law's page, comparing two versions of it.

Everything is measured in a process of its own (`law_tasks`), a law and its peers in turn. A peer is
another program on the same input; none of them does the same work, and what each does is said.
"""

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.gongkai_side import ROOT
from bench.law_tasks import LONG
from bench.long_law import amended, long_law, record, text
from bench.process import CommandFailed
from bench.side import fresh
from bench.texts import made_up_texts

IMPORT_TARGET = 150.0  # laws a second
PAGE_TARGET = 60.0  # milliseconds
COMPARE_TARGET = 200.0  # milliseconds
_OTHERS = 30

Seconds = Mapping[str, Any]
Run = Callable[[Path], Seconds]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is measured, with the programs it is held against, and the issue's target for its median."""

    key: str
    words: str
    run: Run
    target: float | None = None
    peers: Mapping[str, Run] = field(default_factory=dict)


def measure_laws(
    sources: Path, work: Path, *, runs: int, deadline: float, say: Callable[[str], None]
) -> dict[str, Any]:
    """All figures as plain data: milliseconds, laws a second, ratios to the peers; each minimum, median, maximum.

    `sources` is a folder of laws in Markdown; where there is none, invented laws are imported. Raises CommandFailed.
    """
    kind = _prepare(sources, work)
    subjects = _subjects(work)
    taken: dict[str, dict[str, list[Seconds]]] = {}
    done = 0
    for number in range(runs):
        if time.monotonic() >= deadline:
            break
        for subject in subjects:
            kept = taken.setdefault(subject.key, {})
            for name, run in {"": subject.run, **subject.peers}.items():
                kept.setdefault(name, []).append(run(fresh(work / "scratch")))
            say(f"laws: run {number + 1}, {subject.words}: {kept[''][-1]['wall'] * 1000:.0f} ms")
        done += 1
    return {
        "texts": kind,
        "runs": done,
        "figures": {one.key: _figures(one, taken[one.key]) for one in subjects if done},
    }


def _prepare(sources: Path, work: Path) -> str:
    """Write the input; `real` or `made up`, the kind of laws that are imported."""
    fresh(work)
    invented = [_source(number, *one) for number, one in enumerate(made_up_texts(), start=1)]
    (work / "first").mkdir()
    (work / "first" / "law.md").write_text(invented[0], "utf-8")
    real = sorted(sources.glob("*.md"))
    (work / "sources").mkdir()
    for path in real:
        shutil.copy(path, work / "sources")
    if not real:
        for number, words in enumerate(invented, start=1):
            (work / "sources" / f"{number:03d}.md").write_text(words, "utf-8")
    old = long_law()
    new = amended(old)
    (work / "old.txt").write_text(text(old, "zh"), "utf-8")
    (work / "new.txt").write_text(text(new, "zh"), "utf-8")
    for name, english in (("chinese", False), ("both", True)):
        content = work / name
        laws = content / "laws"
        laws.mkdir(parents=True)
        shutil.copy(ROOT / "content" / "vocabulary.yml", content)
        shutil.copytree(ROOT / "content" / "glossary", content / "glossary")
        (laws / f"{LONG}.yml").write_text(record([old, new], english=english), "utf-8")
        for number in range(_OTHERS):
            some = old[number * 5 : number * 5 + 20]
            (laws / f"other-{number + 1}.yml").write_text(record([some, some[1:]], english=english), "utf-8")
        _python(str(ROOT / "build.py"), "i18n", "update", "--content", str(content))
    return "real" if real else "made up"


def _source(number: int, title: str, words: str) -> str:
    """An invented law as a file to import: title, adoption, and the text."""
    year, month = 2000 + number // 12, number % 12 + 1
    history = f"{year}年{month}月8日云江市人民代表大会常务委员会第{number}次会议通过"
    return f"# {title}\n\n（{history}）\n\n{words}\n"


def _subjects(work: Path) -> list[Subject]:
    old, new, sources = work / "old.txt", work / "new.txt", work / "sources"
    peers: dict[str, Run] = {
        "difflib.unified_diff (whole lines only)": lambda _: _task("unified-diff", old, new),
        "difflib.ndiff (marks within lines)": lambda _: _task("ndiff", old, new),
    }
    if diff := shutil.which("diff"):
        peers["diff (whole lines only, with its start)"] = lambda _: _program([diff, str(old), str(new)])
    if git := shutil.which("git"):
        command = [git, "diff", "--no-index", "--word-diff", "--word-diff-regex=.", str(old), str(new)]
        peers["git diff --word-diff by character (with its start)"] = lambda _: _program(command)
    return [
        Subject(
            "import", "import of all files", lambda into: _task("import", work / "first", sources, into), IMPORT_TARGET,
            {
                "files read and written unchanged": lambda into: _task("read-and-write", sources, into / "copies"),
                "Python-Markdown to HTML": lambda _: _task("markdown", sources),
            },
        ),
        Subject("page", "page, Chinese text", lambda _: _task("page", work / "chinese"), PAGE_TARGET),
        Subject("page-both", "page, both texts and glossary", lambda _: _task("page", work / "both"), PAGE_TARGET),
        Subject("file", "file read and page, Chinese text", lambda _: _task("page-from-file", work / "chinese")),
        Subject("file-both", "file read and page, both texts", lambda _: _task("page-from-file", work / "both")),
        Subject("compare", "two versions compared", lambda _: _task("compare", old, new), COMPARE_TARGET, peers),
        Subject("compare-page", "page that compares them", lambda _: _task("compare-page", work / "chinese")),
    ]  # fmt: skip


def _task(name: str, *paths: Path) -> Seconds:
    found: dict[str, Any] = json.loads(_python("-m", "bench.law_tasks", name, *map(str, paths)))
    return found


def _python(*words: str) -> str:
    """What a Python program prints. Raises CommandFailed with what it complained of."""
    done = subprocess.run([sys.executable, *words], cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CommandFailed(f"{' '.join(words)}: {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def _program(command: Sequence[str]) -> Seconds:
    """A program from its start to its end. These say with 1 that they found differences."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1, done.stderr
    return {"wall": wall, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}


def _figures(subject: Subject, runs: Mapping[str, Sequence[Seconds]]) -> dict[str, Any]:
    ours = runs[""]
    data: dict[str, Any] = {
        "wall_ms": _spread([run["wall"] * 1000 for run in ours]),
        "cpu_ms": _spread([run["cpu"] * 1000 for run in ours]),
        "words": subject.words,
        "target": subject.target,
        "facts": {name: value for name, value in ours[-1].items() if name not in ("wall", "cpu")},
        "over": {
            name: _spread([one["wall"] / other["wall"] for one, other in zip(ours, runs[name], strict=True)])
            for name in subject.peers
        },
    }
    if "imported" in ours[-1]:
        data["laws_a_second"] = _spread([run["imported"] / run["wall"] for run in ours])
        data["laws_a_second_of_processor"] = _spread([run["imported"] / run["cpu"] for run in ours])
    return data


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"min": round(min(values), 3), "median": round(median(values), 3), "max": round(max(values), 3)}


def table(data: Mapping[str, Any]) -> str:
    """The figures in lines of text. Work of one process has a verdict by the clock and by its processor time."""
    lines = [
        f"laws imported: {data['texts']}; {data['runs']} runs, each minimum–median–maximum",
        "{:<36} {:>20} {:>20}   {}".format("a law of 500 articles", "ms, clock", "ms, processor", "target"),
    ]
    for key, one in data["figures"].items():
        if key == "import":
            continue
        limit, wall, cpu = one["target"], one["wall_ms"], one["cpu_ms"]
        met = (value["median"] <= limit for value in (wall, cpu)) if limit else ()
        target = f"≤ {limit:g} ms: {_verdict(*met)}" if limit else ""
        lines.append(f"{one['words']:<36} {_shown(wall, 0):>20} {_shown(cpu, 0):>20}   {target}".rstrip())
        lines += [f"  clock ÷ {name}: {_shown(ratio, 2)}" for name, ratio in one["over"].items()]
    if one := data["figures"].get("import"):
        wall, cpu, limit = one["laws_a_second"], one["laws_a_second_of_processor"], one["target"]
        met = (value["median"] >= limit for value in (wall, cpu))
        facts = one["facts"]
        lines += [
            f"import of {facts['imported']} of {facts['files']} files, laws a second:",
            f"  {_shown(wall, 0)} by the clock, {_shown(cpu, 0)} of processor time; target ≥ {limit:g}: {_verdict(*met)}",
            *(f"  clock ÷ {name}: {_shown(ratio, 2)}" for name, ratio in one["over"].items()),
            "  (no program known to us reads such files as laws: the work itself has no peer)",
        ]
    return "\n".join(lines)


def _verdict(*met: bool) -> str:
    words = ["yes" if one else "NO" for one in met]
    return f"clock {words[0]}, processor {words[1]}"


def _shown(values: Mapping[str, float], places: int) -> str:
    return "–".join(f"{values[name]:.{places}f}" for name in ("min", "median", "max"))
