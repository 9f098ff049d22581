"""The measurements: both sides in turn, never together, and a check that both made the same site."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.laws import Law
from bench.process import Measured, OutOfTime, measure
from bench.same import differences
from bench.side import Side, size_of

COLD, FIRST_EDIT, EDIT, SAME = "cold", "first-edit", "edit", "no-change"
STEPS = (COLD, FIRST_EDIT, EDIT, SAME)
Say = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """All runs of one size: by step, by side, in the order they were made."""

    size: int
    runs: dict[str, dict[str, list[Measured]]] = field(default_factory=dict)
    shared: dict[str, dict[str, list[Measured]]] = field(default_factory=dict)
    outputs: dict[str, tuple[int, int]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    complete: bool = False


def measure_size(
    laws: Sequence[Law], sides: Sequence[Side], *, runs: int, deadline: float, log: Path, say: Say
) -> Outcome:
    """Everything for one number of laws. What is done when time runs out is kept."""
    outcome = Outcome(len(laws))
    try:
        _measure(outcome, laws, sides, runs=runs, deadline=deadline, log=log, say=say)
        outcome.complete = True
    except OutOfTime:
        say("time is up: what follows is incomplete")
    return outcome


def _measure(
    outcome: Outcome, laws: Sequence[Law], sides: Sequence[Side], *, runs: int, deadline: float, log: Path, say: Say
) -> None:
    for side in sides:
        start = time.monotonic()
        side.prepare(laws)
        say(f"{outcome.size} laws: {side.name}'s input made in {time.monotonic() - start:.0f} s")
    turn = 0

    def run(step: str, *, pss: bool = False, count: bool = True) -> None:
        nonlocal turn
        turn += 1
        for side in sides:
            if step == COLD:
                side.start_anew()
            elif step != SAME:
                side.edit(laws[turn * 7 % len(laws)], turn)
            found = measure(side.command(cold=step == COLD), deadline=deadline, log=log, pss=pss)
            if count:
                kept = outcome.shared if pss else outcome.runs
                kept.setdefault(step, {}).setdefault(side.name, []).append(found)
            say(
                f"{outcome.size} laws: {step}{'' if count else ', warm-up'}{', memory' if pss else ''}: {side.name} {found.wall:.2f} s"
            )

    run(COLD, count=False)
    outcome.outputs = {side.name: size_of(side.output) for side in sides}
    outcome.differences = differences(sides[0].output, sides[1].output, laws)
    for _ in range(runs):
        run(COLD)
        run(FIRST_EDIT)
    for _ in range(runs):
        run(EDIT)
    run(SAME, count=False)
    for _ in range(runs):
        run(SAME)
    run(EDIT, pss=True)
    run(COLD, pss=True)
