"""What search costs: its files beside the text, bytes and time of a question, and its part of a build.

Three bodies of law (`search_corpus`). Questions are asked in the system's Chromium (`search_browser`);
a build with search and one without it are run in turn, and the index is made once more in a process of
its own for its memory (`search_tasks`).
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.gongkai_side import ROOT
from bench.process import CommandFailed, Measured, OutOfTime, measure
from bench.report import spread
from bench.search_browser import gzipped, served
from bench.search_corpus import edit, imported, recombined, some
from bench.search_queries import answers, made_queries
from bench.side import AS_OF, EDITED, fresh
from bench.texts import texts
from gongkai.strict_yaml import parse
from tests.browser import chromium

LARGE = 3_400
_QUERIES = 300
_SCRIPTS = ("words", "find", "search", "suggest", "mark")
_SEED = 32
_TEXTS = ("text_bytes", "folded_bytes")


class Body(NamedTuple):
    """One of the three bodies of law: how its content is made, and how often it is built each way."""

    key: str
    words: str
    make: Callable[[Path], None]
    runs: int


class Sides(NamedTuple):
    """The same content built with search and without, each into its own folders."""

    folder: Path
    content: Path

    def command(self, word: str, turn: int) -> list[str]:
        """The plain build, into a place of its own for each turn."""
        return [
            sys.executable, str(ROOT / "build.py"), "build", "--config", str(self.folder / f"{word}.yml"),
            "--content", str(self.content), "--out", str(self.site(word, turn)), "--as-of", AS_OF, "--drafts",
        ]  # fmt: skip

    def site(self, word: str, turn: int) -> Path:
        """Where a build goes."""
        return self.folder / f"{word}-{turn}" / "site"


def bodies(sources: Path, runs: int) -> list[Body]:
    """The bodies of law, from the files of a folder, or from invented texts where it has none."""
    _, found = texts(sources)
    return [
        Body("real", "imported", lambda content: imported(sources, content, found), runs),
        Body("ten", "ten times", lambda content: recombined(found, 10 * len(found), content), runs),
        Body("large", f"{LARGE:,} laws", lambda content: recombined(found, LARGE, content), min(runs, 2)),
    ]


def measure_search(body: Body, work: Path, *, deadline: float, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures of one body of law as plain data. Raises CommandFailed, and OutOfTime before there is a site."""
    sides = Sides(fresh(work), work / "content")
    body.make(sides.content)
    config = parse((ROOT / "site_config.yml").read_text("utf-8"))
    for word, search in (("off", "no"), ("on", "yes")):
        changed = config | {"features": config["features"] | {"search": search}}
        (work / f"{word}.yml").write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    found = _built(body, sides, deadline, say)
    site = sides.site("on", 0)
    data: dict[str, Any] = {"words": body.words, "building": found, "indexing": {}}
    for language in ("zh", "en"):
        data["indexing"][language] = _indexed(sides.content, site, language)
    say(f"{body.words}: index made again")
    data["files"] = _files(site, *(sum(one[key] for one in data["indexing"].values()) for key in _TEXTS))
    data["scripts"] = _scripts(site)
    chance = random.Random(_SEED)
    queries = made_queries(some(sides.content, 120, chance), _QUERIES, chance)
    with served(site) as server, chromium() as browser:
        data["queries"] = answers(browser, server, queries)
        say(f"{body.words}: {len(queries)} questions asked")
    return data


def _built(body: Body, sides: Sides, deadline: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Cold builds without and with search in turn, after a pair that is not counted; memory; one edit."""
    log = sides.folder / "last.log"
    cold: dict[str, list[Measured]] = {"off": [], "on": []}
    edits: dict[str, list[Measured]] = {"off": [], "on": []}
    memory: dict[str, Measured] = {}

    def run(word: str, turn: int, kind: str, *, pss: bool = False) -> Measured:
        done = measure(sides.command(word, turn), deadline=deadline, log=log, pss=pss)
        say(f"{body.words}: search {word}, {kind}: {done.wall:.2f} s ({done.cpu:.2f})")
        return done

    for word in ("off", "on"):
        memory[word] = run(word, 0, "for memory", pss=True)
    try:
        for turn in range(1, body.runs + 1):
            for word in ("off", "on") if turn % 2 else ("on", "off"):
                cold[word].append(run(word, turn, "cold"))
        for turn in range(body.runs + 1):
            path, before = edit(sides.content, EDITED.format(turn))
            for word in ("off", "on"):
                done = run(word, body.runs, "one edit")
                if turn:
                    edits[word].append(done)
            path.write_text(before, "utf-8")
    except OutOfTime:
        say("time is up: what follows is incomplete")
    return {
        "cold": _pairs(cold),
        "edit": _pairs(edits),
        "memory_mb": {word: _memory(one) for word, one in memory.items()},
        "complete": len(edits["on"]) == body.runs,
    }


def _pairs(taken: Mapping[str, Sequence[Measured]]) -> dict[str, Any]:
    pairs = list(zip(taken["off"], taken["on"], strict=False))
    if not pairs:
        return {}
    data: dict[str, Any] = {"runs": len(pairs)}
    for word, runs in taken.items():
        data[word] = {"wall_s": spread([one.wall for one in runs]), "cpu_s": spread([one.cpu for one in runs])}
    data["on_over_off"] = {
        "wall": spread([on.wall / off.wall for off, on in pairs]),
        "cpu": spread([on.cpu / off.cpu for off, on in pairs]),
    }
    return data


def _memory(run: Measured) -> dict[str, float]:
    kinds = {"largest": run.largest_kb, "rss": run.together_rss_kb, "pss": run.together_pss_kb}
    return {name: round(value / 1024, 1) for name, value in kinds.items() if value is not None}


def _indexed(content: Path, site: Path, language: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.search_tasks", str(content), str(site), language, AS_OF]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CommandFailed(f"{' '.join(command)}: {done.returncode}\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _files(site: Path, text_bytes: int, folded_bytes: int) -> dict[str, Any]:
    """The files of the index of both languages, by what they are: number, bytes, bytes gzipped."""
    kinds: dict[str, dict[str, int]] = {}
    for path in sorted((site / "search").rglob("*")):
        if path.suffix not in (".json", ".bin"):
            continue
        shard = "shards" if path.suffix == ".bin" else "tables"
        name = f"first {path.stem}" if path.parent.name == "search" else shard
        for kind in (name, "all"):
            one = kinds.setdefault(kind, {"files": 0, "bytes": 0, "gzip": 0})
            data = path.read_bytes()
            one["files"] += 1
            one["bytes"] += len(data)
            one["gzip"] += gzipped(data)
    whole = kinds["all"]["bytes"]
    return {
        "text_bytes": text_bytes,
        "folded_bytes": folded_bytes,
        "kinds": kinds,
        "over_text": round(whole / text_bytes, 4),
        "over_folded": round(whole / folded_bytes, 4),
    }


def _scripts(site: Path) -> dict[str, Any]:
    sizes = {name: gzipped(next((site / "assets").glob(f"{name}.*.js")).read_bytes()) for name in _SCRIPTS}
    return {"gzip": sizes, "together": sum(sizes.values())}
