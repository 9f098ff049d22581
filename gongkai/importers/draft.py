"""The draft of a law as a YAML file, written so that it reads back as exactly the same words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai import strict_yaml
from gongkai.importers.history_words import Happening

HEADING = "# 由 build.py import law 生成的草稿，请逐项核对。Draft written by 'build.py import law'; check every field."
_PUBLISHER = "待补：文本来源"
_KINDS = {
    "议事规则": "rules-of-procedure",
    "细则": "implementation-rules",
    "条例": "regulations",
    "规定": "provisions",
    "办法": "measures",
    "决定": "decision",
}
_PLAIN = re.compile(
    r"[\u3400-\u9fff《〈“（「A-Za-z0-9][\u3400-\u9fff\u3001-\u303f\uff01-\uff5e“”‘’—…·A-Za-z0-9._()+/ -]*(?<! )"
)
_WORDS = ("session", "instrument", "note")
_NULLS = ("null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A version of the draft: its text's lines (none of them with a line break), and where it is from."""

    file: str
    date: str | None
    adopted: bool
    instrument: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftLaw:
    """A law as far as its files tell of it. Events and versions are in the order of their dates."""

    title: str
    number: str | None
    events: Sequence[Happening]
    versions: Sequence[DraftVersion]

    @property
    def kind(self) -> str | None:
        """The vocabulary's word for the kind of act, by the end of the title; None where it does not tell."""
        return kind_of(self.title)

    def as_yaml(self) -> str:
        """The record file."""
        return "\n".join(_lines(self)) + "\n"


def kind_of(title: str) -> str | None:
    """The kind of act a title ends with, whatever stands in brackets behind it: （试行）, （2020年修订）."""
    bare = re.sub(r"(?:[（(][^（）()]*[）)])+$", "", title)
    return next((kind for ending, kind in _KINDS.items() if bare.endswith(ending)), None)


def reads_back(law: DraftLaw, text: str) -> bool:
    """Whether the strict reader gets exactly these words out of the draft."""
    try:
        value = strict_yaml.parse(text)
    except strict_yaml.Refused:
        return False
    texts = [version["zh"] for version in value["versions"]]
    told = [
        (event["type"], event["date"], *(event.get(name, {}).get("zh") for name in _WORDS)) for event in value["events"]
    ]
    return (
        value["title"]["zh"] == law.title
        and texts == ["\n".join(version.lines) + "\n" for version in law.versions]
        and told == [(event.type, event.date, *(getattr(event, name) for name in _WORDS)) for event in law.events]
        and [source["title"]["zh"] for source in value["sources"]] == [version.file for version in law.versions]
    )


def _lines(law: DraftLaw) -> Iterator[str]:
    yield HEADING
    yield "draft: true"
    yield f"title: {_text(law.title)}"
    if law.kind:
        yield f"kind: {law.kind}"
    if law.number:
        yield f"number: {_text(law.number)}"
    yield "events:" if law.events else "events: []"
    yield from (f"  - {_event(event)}" for event in law.events)
    yield "versions:"
    for index, version in enumerate(law.versions):
        yield from _version(version, _source_id(index))
    yield "sources:"
    for index, version in enumerate(law.versions):
        yield f"  - {{id: {_source_id(index)}, title: {_text(version.file)}, publisher: {_text(_PUBLISHER)}}}"


def _source_id(index: int) -> str:
    return "text" if index == 0 else f"text-{index + 1}"


def _event(event: Happening) -> str:
    fields = [f"type: {event.type}", f"date: {event.date}"]
    for name in _WORDS:
        words = getattr(event, name)
        if words:
            fields.append(f"{name}: {_text(words)}")
    return "{" + ", ".join(fields) + "}"


def _version(version: DraftVersion, source: str) -> Iterator[str]:
    fields = []
    if version.date:
        fields.append(f"date: {version.date}")
        if version.adopted:
            fields.append("dated: adopted")
    if version.instrument:
        fields.append(f"instrument: {_text(version.instrument)}")
    fields.append(f"source: {source}")
    for index, field in enumerate(fields):
        yield f"  - {field}" if index == 0 else f"    {field}"
    yield f"    zh: |{'2' if version.lines[0].startswith(' ') else ''}"
    yield from (f"      {line}" if line else "" for line in version.lines)


def _text(words: str) -> str:
    return f"{{zh: {scalar(words)}}}"


def scalar(words: str) -> str:
    """Words on one line as a YAML scalar, quoted where a plain one could mean something else."""
    if _PLAIN.fullmatch(words) and words not in _NULLS:
        return words
    return "'" + words.replace("'", "''") + "'"
