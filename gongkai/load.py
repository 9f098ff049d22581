"""Reading the content folder: files in, records, cards and problems out.

Every file is read and judged on its own here; what needs other records is `gongkai.rules`' work.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gongkai.cards import Card, Named, Use
from gongkai.fields import LANGUAGES, Cite, EitherText, Loc, Prose, Ref, Term, Text, prose_links, walk
from gongkai.find import Entry, Found
from gongkai.glossary import Glossary
from gongkai.lawtext.nodes import line_offset
from gongkai.markdown_source import link_destinations
from gongkai.packing import pack
from gongkai.privacy import private_data
from gongkai.problems import Problem
from gongkai.record import Introduction, Record
from gongkai.strict_yaml import MAX_BYTES, Flaw, Refused, decode, locate, parse
from gongkai.suggest import suggestion
from gongkai.validate import problems_of, unknown_field

_START = (1, 1)
LARGEST_BESIDE = 20_000_000
"""The most bytes that a file beside a record may have."""
NO_GLOSSARY = Glossary(())
OwnFault = tuple[Loc, str, dict[str, Any], int | None]
_LEFT_OUT_OF_DRAFTS = {"missing-field", "law-adopted", "law-instrument"}
AnyModel = TypeVar("AnyModel", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one record file gave."""

    card: Card | None
    record: Record | None
    problems: Sequence[Problem]


def read_text(path: str) -> str:
    """A content file's text; raises Refused when it is too large or not UTF-8."""
    return decode(_read_bytes(path))


def _read_bytes(path: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, but not more than it may have."""
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise Refused([Flaw(_START, "too-large", {"found": f"{size:,}", "limit": f"{limit:,}"})])
        return file.read(size + 1)  # not more is asked for, as room is made for all of it


def read_beside(entry: Entry) -> dict[str, bytes]:
    """The files that stand beside a record, by name."""
    return {os.path.basename(path): _read_bytes(path, LARGEST_BESIDE) for path in entry.beside}


def load_record(entry: Entry, glossary: Glossary = NO_GLOSSARY) -> Loaded:
    """Read, parse and judge one record file. Terms of the glossary are looked for in it."""
    try:
        data = _read_bytes(entry.path)
        text = decode(data)
        value = parse(text)
    except Refused as refused:
        return Loaded(None, None, flaws_of(refused, entry.shown))
    if not isinstance(value, dict):
        words = {"field": "—", "found": value if isinstance(value, str) else "[…]"}
        return Loaded(None, None, [Problem.at(entry.shown, _START, "mapping-wanted", words)])
    try:
        files = read_beside(entry)
    except Refused as refused:
        return Loaded(None, None, flaws_of(refused, entry.shown))
    refused_id = []
    if "id" in value:
        place = locate(text, ("id",), key=True)
        refused_id = [
            Problem.at(
                entry.shown, place, "id-in-file", {"found": value["id"] if isinstance(value["id"], str) else "…"}
            )
        ]
    value["id"] = entry.id
    given = entry.kind.read_beside(files)
    refused_id += [
        Problem.at(
            entry.shown, locate(text, (name,), key=True), "unknown-field", unknown_field(name, entry.kind, entry.kind)
        )
        for name in entry.kind.seen
        if name in value
    ]
    try:
        record = entry.kind.model_validate({**value, **given})
    except ValidationError as error:
        return Loaded(None, None, [*refused_id, *problems_of(error, entry.kind, text, entry.shown)])
    if refused_id:
        return Loaded(None, None, refused_id)
    things = tuple(walk(record))
    card = make_card(record, entry.shown, blake2b(data + b"".join(files.values()), digest_size=16).hexdigest(), things)
    faults = list(_own_faults(record, card, things))
    if glossary and not record.explains:
        uses, unmatched = terms_of(record, things, glossary)
        card = replace(card, uses=uses)
        faults += unmatched
    problems = [
        Problem.at(entry.shown, locate(text, loc, offset=offset), rule, words) for loc, rule, words, offset in faults
    ]
    return Loaded(card, record, problems)


def make_card(record: Record, path: str, digest: str, things: Sequence[tuple[Loc, Any]] | None = None) -> Card:
    """The little of a record that the rest of the site needs. `things` is what `walk` finds in it."""
    refs: list[tuple[Loc, Ref]] = []
    terms: list[tuple[Loc, Term]] = []
    untranslated: list[Loc] = []
    for loc, value in walk(record) if things is None else things:
        if isinstance(value, Ref):
            refs.append((loc, value))
        elif isinstance(value, Term):
            terms.append((loc, value))
        elif isinstance(value, Text | Prose):
            if value.en is None:
                untranslated.append(loc)
            if isinstance(value, Prose):
                refs += prose_links(value, loc)
    date = str(record.date() or "") or None
    brief = record.brief()
    named = tuple(_named(record, refs))
    face = pack((record.title, record.summary, date, record.publish_from, record.topics, record.measures, brief,
                 record.demonstration, record.draft, named))  # fmt: skip
    return Card(
        type=record.folder, id=record.id, path=path, title=record.title, summary=record.summary, date=date,
        publish_from=record.publish_from, topics=record.topics, measures=record.measures, brief=brief,
        refs=tuple(refs), terms=tuple(terms), untranslated=tuple(untranslated),
        digest=digest, face=blake2b(face, digest_size=16).hexdigest(),
        draft=record.draft, demonstration=record.demonstration, named=named, translated=tuple(record.translated()),
        places=record.places(), names=tuple(_names(record)),
    )  # fmt: skip


def _names(record: Record) -> Iterator[str]:
    """What else the record is called, in either language, and its numbers."""
    for text in (*record.also_called, *record.identifiers()):
        yield from (words for words in (text.zh, text.en) if words)


def _named(record: Record, refs: Sequence[tuple[Loc, Ref]]) -> Iterator[Named]:
    """Places in other records that this one names, each with the item of this record that names it."""
    for loc, ref in refs:
        if not ref.anchor:
            continue
        place, role, words = None, None, None
        value: Any = record
        for step in loc:
            value = value[step] if isinstance(step, int) else getattr(value, step)
            if isinstance(value, BaseModel) and (own := getattr(value, "id", None)):
                place = str(own)
                role = getattr(type(value), "called", None)
                words = next((text for text in value.__dict__.values() if isinstance(text, Text)), None)
        yield Named(ref, place, role, words)


def _own_faults(
    record: Record, card: Card, things: Sequence[tuple[Loc, Any]]
) -> Iterator[tuple[Loc, str, dict[str, Any], int | None]]:
    """Rules of one record that need no other: the type's own, sources, and translation."""
    for fault in record.faults():
        if not (record.draft and fault.rule in _LEFT_OUT_OF_DRAFTS):
            yield fault.loc, fault.rule, dict(fault.words), fault.offset
    known: dict[str, int] = {}
    for index, source in enumerate(record.sources):
        if source.id in known:
            yield ("sources", index, "id"), "twice", {"found": source.id}, None
        known[source.id] = index
    if record.needs_sources and not record.sources and not record.draft:
        yield (), "no-source", {}, None
    for loc, value in things:
        if isinstance(value, Cite) and value not in known:
            yield loc, "unknown-source", {"found": value} | suggestion(value, known), None
        elif isinstance(value, Prose):
            yield from _stray_links(value, loc)
            yield from _private(value, loc, mail=record.private)
        elif isinstance(value, Text | EitherText):
            yield from _private(value, loc, mail=record.private)
    for loc, ref in card.refs:
        if ref.target == card.key:
            yield loc, "own-record", {"found": ref}, None
    if card.untranslated and not record.draft:
        shown = ", ".join(".".join(str(part) for part in loc) for loc in card.untranslated[:6])
        more = ", …" if len(card.untranslated) > 6 else ""
        yield card.untranslated[0], "untranslated", {"found": shown + more}, None


def _private(value: Text | EitherText | Prose, loc: Loc, *, mail: bool) -> Iterator[OwnFault]:
    """Private numbers in words that would be published; in some types of record mail addresses too."""
    for language in LANGUAGES:
        if found := private_data(value.get(language) or "", mail=mail):
            yield (*loc, language), "private-data", {"found": found.shown}, found.offset


def _stray_links(prose: Prose, loc: Loc) -> Iterator[tuple[Loc, str, dict[str, Any], int | None]]:
    """Links that lead neither out (http, https, mailto) nor to a record."""
    for language, text in (("zh", prose.zh), ("en", prose.en)):
        for offset, destination in link_destinations(text or ""):
            outside = destination.lower().startswith(("http://", "https://", "mailto:"))
            if not outside and not Ref.keeps_rule(destination):
                yield (*loc, language), "reference", {"found": destination}, offset


def flaws_of(refused: Refused, shown: str) -> list[Problem]:
    return [Problem.at(shown, flaw.place, flaw.rule, flaw.words) for flaw in refused.flaws]


def load_model(path: str, shown: str, model: type[AnyModel]) -> tuple[AnyModel | None, list[Problem]]:
    """A file of the site that is not a record (an introduction, the configuration)."""
    try:
        text = read_text(path)
        value = parse(text)
    except Refused as refused:
        return None, flaws_of(refused, shown)
    try:
        made = model.model_validate(value)
    except ValidationError as error:
        return None, list(problems_of(error, model, text, shown))
    texts = [(loc, found) for loc, found in walk(made) if isinstance(found, Text | Prose)]
    private = [fault for loc, found in texts for fault in _private(found, loc, mail=False)]
    return made, [
        Problem.at(shown, locate(text, loc, offset=offset), rule, words) for loc, rule, words, offset in private
    ]


def load_introductions(found: Found) -> tuple[dict[str, Introduction], list[Problem]]:
    """The words above each type's list."""
    introductions: dict[str, Introduction] = {}
    problems: list[Problem] = []
    for folder, (path, shown) in found.introductions.items():
        introduction, faults = load_model(path, shown, Introduction)
        problems += faults
        if introduction is None:
            continue
        introductions[folder] = introduction
        if introduction.text is not None:
            text = read_text(path)
            problems += [
                Problem.at(shown, locate(text, loc, offset=offset), rule, words)
                for loc, rule, words, offset in _stray_links(introduction.text, ("text",))
            ]
    return introductions, problems


def terms_of(
    record: Record, things: Sequence[tuple[Loc, Any]], glossary: Glossary
) -> tuple[tuple[Use, ...], list[OwnFault]]:
    """The terms a record uses, and those whose approved English a translated piece of it lacks."""
    whole = "\n".join(value.zh for _, value in things if isinstance(value, Text | Prose))
    uses = [Use(term) for term in glossary.used_in(whole)]
    places: dict[tuple[str, str], list[str]] = {}
    faults: list[OwnFault] = []
    for passage in record.passages():
        for term in glossary.used_in(passage.zh):
            places.setdefault((term, passage.version), []).append(passage.anchor)
        if passage.en is not None:
            for entry in glossary.unmatched(passage.zh, passage.en):
                words = {"found": passage.anchor, "term": entry.zh, "english": entry.en}
                text = _text_at(record, passage.loc)
                faults.append((passage.loc, "glossary-english", words, line_offset(text, passage.line)))
    uses += [Use(term, version, tuple(anchors)) for (term, version), anchors in places.items()]
    return tuple(uses), faults


def _text_at(record: Record, loc: Loc) -> str:
    value: Any = record
    for step in loc:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return str(value)
