"""`content/codes.lock`: every code that was ever given to a panel, kept for ever.

A code stands on paper, on walls, in other people's books; it must lead somewhere as long as the
site stands. The file has a line for each: the code, the panel's id, the day it was recorded. Lines
are only ever added (`build.py codes`), in the order in which the codes were given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai import dates
from gongkai.fields import Slug

FILE = "codes.lock"
HEAD = """\
# 印出去的短码，每行：短码 展板 登记日期。只增不减，由 python build.py codes 写入。
# Codes that were printed; each line: code, panel, day recorded. Lines are only added, by python build.py codes.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A code that was given: to which panel, on which day, and in which line of the file."""

    panel: str
    day: str
    line: int


Codes = Mapping[str, Given]


def parse_codes(text: str) -> tuple[Codes, list[tuple[int, str]]]:
    """The codes of a file, and the lines that are none: number and words. A code that comes twice is such a line."""
    codes: dict[str, Given] = {}
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 3 or parts[0] in codes or not Slug.keeps_rule(parts[1]) or not dates.is_day(parts[2]):
            wrong.append((number, line))
        else:
            codes[parts[0]] = Given(parts[1], parts[2], number)
    return codes, wrong


def with_new(text: str, new: Iterable[tuple[str, str]], day: str) -> str:
    """The file with codes added: pairs of code and panel. What stands there stays as it is."""
    start = text if text.strip() else HEAD
    return (start if start.endswith("\n") else f"{start}\n") + "".join(f"{code} {panel} {day}\n" for code, panel in new)
