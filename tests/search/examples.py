"""Examples that hypothesis makes, gathered so that many can be given to a browser at once."""

from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")


def gathered(strategy: SearchStrategy[Value], count: int) -> list[Value]:
    """The same values each time (or new ones, by the profile that `HYPOTHESIS_PROFILE` names)."""
    found: list[Value] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def gather(value: Value) -> None:
        found.append(value)

    gather()
    return found
