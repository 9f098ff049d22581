"""What a panel's file says, read without the project's own code: every sentence and date that a reader must find."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import AS_OF

CONTENT = Path(__file__).resolve().parent.parent / "site" / "content"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATES = ("date", "until", "as_of", "made", "when")
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|^#+ |^- |^\d+\. ", re.MULTILINE)


def record(key: str) -> Mapping[str, Any]:
    """A record of the invented city as its file says it."""
    found: Mapping[str, Any] = yaml.load((CONTENT / f"{key}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


def keys(folder: str) -> list[str]:
    """The records of a folder."""
    return [f"{folder}/{path.stem}" for path in sorted((CONTENT / folder).glob("*.yml")) if path.stem != "_index"]


def sentences(value: Any, language: str) -> Iterator[str]:
    """Every text in the language, or in the other where the first is missing, line by line and without marks of Markdown."""
    if isinstance(value, Mapping) and "zh" in value and set(value) <= {"zh", "en"}:
        words = _MARKS.sub("", _LINK.sub(r"\1", str(value.get(language) or value["zh"])))
        yield from (line for line in words.splitlines() if line.strip())
    elif isinstance(value, Mapping):
        if "until" in value:
            yield span(str(value["date"]), str(value["until"]), language)
        for key, one in value.items():
            if key in DATES:
                if "until" not in value:
                    yield day(str(one), language)
            else:
                yield from sentences(one, language)
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one, language)


def day(date: str, language: str) -> str:
    """A date in words."""
    about, date = date.endswith("~"), date.rstrip("~")
    year, month, of_month = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if language == "zh":
        return "约" * about + f"{year}年" + (f"{month}月" if month else "") + (f"{of_month}日" if of_month else "")
    words = [str(of_month)] * bool(of_month) + [MONTHS[month - 1]] * bool(month) + [str(year)]
    return "about " * about + " ".join(words)


def span(start: str, end: str, language: str) -> str:
    """From one day to another of the same year, which is said once."""
    assert start[:4] == end[:4]
    first, last = day(start, language), day(end, language)
    if language == "zh":
        return f"{first}至{last.removeprefix(f'{end[:4]}年')}"
    return f"{first.removesuffix(f' {start[:4]}')}–{last}"


def panel_says(panel: Mapping[str, Any], language: str) -> list[str]:
    """All that is to be read on a panel's page, with what its pictures and moments say where it shows them."""
    if "retired" in panel:
        return list(
            sentences([panel["title"], {"date": panel["retired"]["date"]}, panel["retired"]["reason"]], language)
        )
    shown: list[Any] = [panel]
    for block in panel.get("blocks", ()):
        pictures = [*block.get("gallery", ()), *([block["zoom"]["media"]] if "zoom" in block else ())]
        pictures += [side["media"] for side in block.get("compare", {}).values() if "media" in side]
        published = [record(key) for key in pictures if str(record(key).get("publish_from", "")) <= AS_OF]
        shown += [{name: picture[name] for name in ("title", "caption", "credit", "made")} for picture in published]
        shown += [{name: record(key)[name] for name in ("title", "when")} for key in block.get("timeline", ())]
        shown += [record(key)["title"] for key in block.get("places", ())]
    return list(sentences(shown, language))


def squeezed(text: str) -> str:
    """Words without the spaces between them, which a page may set otherwise."""
    return re.sub(r"\s+", "", text)
