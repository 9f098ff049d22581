"""Laws from .md, .txt and .docx files: drafts into the content folder, and a report of everything.

Each file is read on its own (`source`, `head`, `history`, `effect`); files with the same title and
day of adoption but different dates are versions of one law and share a draft. Nothing is guessed
silently, renumbered or overwritten: what was not understood is in the report with its line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.fields import Slug
from gongkai.importers import ids
from gongkai.importers.draft import DraftLaw, DraftVersion, reads_back
from gongkai.importers.files import names_in, same_name, source_files, write_new
from gongkai.importers.history_words import Happening
from gongkai.importers.merge import merged
from gongkai.importers.reading import Reading, read_law
from gongkai.importers.report import Imported, Remark, Report, Understood
from gongkai.importers.source import RefusedSource
from gongkai.strict_yaml import MAX_BYTES


@dataclass(slots=True)
class _Group:
    """The files of one law, in the order of their versions."""

    readings: list[Reading]
    events: Sequence[Happening] = ()
    doubts: tuple[Remark, ...] = ()

    @property
    def first(self) -> Reading:
        return self.readings[0]


def import_laws(paths: Sequence[Path], into: Path, *, given_id: str | None = None) -> Report:
    """Import files, and folders with all that is in them, as drafts `into/<id>.yml`.

    `given_id` names the draft where all files are one law. Whatever keeps a file from being
    imported is a refusal in the report; only a folder that cannot be read or written raises OSError.
    """
    files, skipped = source_files(paths)
    results: dict[Path, Imported] = {}
    readings: list[Reading] = []
    for path in files:
        try:
            readings.append(read_law(path))
        except RefusedSource as refused:
            results[path] = Imported(str(path), None, None, refusal=refused.remark)
    groups = _grouped(readings)
    refusal = _given_id_refused(given_id, len(groups))
    names = names_in(into)
    taken: set[str] = set()
    for group in groups:
        words, lost = ids.syllables(group.first.title)
        law_id, suffixed = (given_id, False) if given_id else ids.free_id(words, _date_of(group), taken)
        taken.add(law_id)
        notes = [] if given_id else _notes_of_id(words, lost, suffixed=suffixed)
        results |= _import_group(group, law_id, notes, into, names, refusal)
    return Report(tuple(results[path] for path in files), tuple(skipped))


def _grouped(readings: Sequence[Reading]) -> list[_Group]:
    """Files of one title and one day of adoption, with different and known dates, are one law."""
    groups: dict[tuple[str, str], _Group] = {}
    result: list[_Group] = []
    for reading in readings:
        key = (reading.title, reading.adopted or "")
        group = groups.get(key)
        known = {each.dated.date for each in group.readings} if group else set()
        if group and reading.adopted and reading.dated.date and reading.dated.date not in known and None not in known:
            group.readings.append(reading)
            continue
        made = _Group([reading])
        groups.setdefault(key, made)
        result.append(made)
    for group in result:
        group.readings.sort(key=lambda reading: reading.dated.date or "")
        group.events, group.doubts = merged([reading.events for reading in group.readings])
    return result


def _date_of(group: _Group) -> str | None:
    return group.readings[-1].dated.date or group.first.adopted


def _given_id_refused(given_id: str | None, laws: int) -> Remark | None:
    if given_id is None:
        return None
    if not Slug.keeps_rule(given_id):
        return Remark("given-id", None, {"found": given_id})
    return Remark("given-id-shared", None, {"found": given_id, "count": str(laws)}) if laws > 1 else None


def _notes_of_id(words: tuple[str, ...], lost: str, *, suffixed: bool) -> list[Remark]:
    notes = []
    if suffixed:
        notes.append(Remark("id-suffix", None, {"base": ids.join(words)}))
    if ids.join(words) != "-".join(words):
        notes.append(Remark("id-cut"))
    if lost:
        notes.append(Remark("id-letters", None, {"found": lost}))
    return notes


def _import_group(
    group: _Group, law_id: str, notes: Sequence[Remark], into: Path, names: dict[str, str], refusal: Remark | None
) -> dict[Path, Imported]:
    """Write the draft of a law, unless something stands against it; what became of each of its files."""
    law = _draft(group)
    text = law.as_yaml()
    name = f"{law_id}.yml"
    size = len(text.encode("utf-8"))
    if refusal is None and (other := names.get(same_name(name))):
        refusal = Remark("exists", None, {"found": other})
    if refusal is None and size > MAX_BYTES:
        refusal = Remark("draft-too-large", None, {"found": f"{size:,}", "limit": f"{MAX_BYTES:,}"})
    if refusal is None and not reads_back(law, text):
        refusal = Remark("round-trip")
    if refusal is None:
        if write_new(into, name, text):
            names[same_name(name)] = name
        else:
            refusal = Remark("exists", None, {"found": name})
    return {each.path: _result(each, group, law, law_id, text, notes, refusal) for each in group.readings}


def _draft(group: _Group) -> DraftLaw:
    versions = []
    for reading in group.readings:
        changes = [event for event in reading.events if event.type in ("adopted", "amended", "revised")]
        instrument = changes[-1].instrument if changes else None
        lines = tuple(words for _, words in reading.lines)
        versions.append(DraftVersion(reading.shown_name, reading.dated.date, reading.dated.adopted, instrument, lines))
    number = next((reading.number for reading in group.readings if reading.number), None)
    return DraftLaw(group.first.title, number, group.events, versions)


def _result(
    reading: Reading,
    group: _Group,
    law: DraftLaw,
    law_id: str,
    text: str,
    notes: Sequence[Remark],
    refusal: Remark | None,
) -> Imported:
    others = [each.shown_name for each in group.readings if each is not reading]
    if others:
        notes = [*notes, Remark("versions", None, {"found": ", ".join(others)})]
    kind = (Understood("kind", reading.title_line, law.kind),) if law.kind else ()
    one = reading.imported
    return replace(
        one,
        id=law_id,
        draft=text,
        understood=(*one.understood[:1], *kind, *one.understood[1:]),
        not_understood=(*one.not_understood, *group.doubts),
        notes=(*one.notes, *notes),
        refusal=refusal,
        written=refusal is None,
    )
