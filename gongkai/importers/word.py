"""A law in a Word document (.docx), read into plain lines.

The lines are what a reader of the document sees, one paragraph a line, automatic numbers written
out. What lines cannot carry becomes a note: tables, text boxes, footnotes, pictures. What makes the
text uncertain or the file dangerous refuses the document: tracked changes, hidden text, macros,
objects of other programs, DTDs, bombs. Formats: ISO/IEC 29500 (ECMA-376), transitional and strict.
"""

from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from gongkai.importers.word_messages import NOTES, REFUSALS, Note, RefusedDocument
from gongkai.importers.word_number_formats import format_number
from gongkai.importers.word_numbers import Numbering
from gongkai.importers.word_package import Package, open_package
from gongkai.importers.word_story import Sources, Story
from gongkai.importers.word_styles import Styles, child, number, value
from gongkai.importers.word_text import Output

__all__ = ["NOTES", "REFUSALS", "Note", "RefusedDocument", "WordText", "read_word"]

# Notes about how the lines of the body came about, which say nothing where there are no lines.
_ABOUT_LINES = frozenset(("table", "nested-table", "text-box", "contents"))


@dataclass(frozen=True)
class WordText:
    """What a Word document says.

    `lines` are its paragraphs in visible order, empty ones included, footnotes as `[1] …` at the
    end. `notes` are in the order of the lines they belong to (from 1; 0 is the whole document).
    """

    lines: tuple[str, ...]
    notes: tuple[Note, ...]


def read_word(path: Path) -> WordText:
    """The words of a .docx. Raises RefusedDocument with the reason, or OSError where the file cannot be read."""
    package = open_package(path)
    relations = package.relations(package.main).values()
    parts = {relation.kind: relation.target for relation in relations if not relation.outside}
    roots = {
        kind: package.part(parts[kind]) if kind in parts else None
        for kind in ("styles", "numbering", "settings", "comments", "footnotes", "endnotes")
    }
    styles = Styles(roots["styles"])
    sources = Sources(package, styles, Numbering(roots["numbering"], styles), _comments(roots["comments"]))
    body = child(package.part(package.main), "w:body")
    if body is None:
        raise RefusedDocument("not-word", found=package.main)
    output = Story(sources, package.main).read(body)
    _footnotes(output, sources, roots, parts)
    output.notes += _margins(sources)
    package.check_unread()
    return WordText(tuple(output.lines), tuple(sorted(output.notes, key=lambda note: note.line)))


def _comments(root: Element | None) -> dict[str, str]:
    """The words of each comment by id."""
    return {
        comment.get("w:id", ""): "".join(text.text or "" for text in comment.iter("w:t"))
        for comment in (() if root is None else root)
    }


def _footnotes(output: Output, sources: Sources, roots: dict[str, Element | None], parts: dict[str, str]) -> None:
    """Append the footnotes and endnotes that the body refers to, each once, and tell the notes where they went."""
    marks = {kind: _Marks(kind, roots["settings"], sources.sections) for kind in ("footnote", "endnote")}
    found = ((kind, roots[f"{kind}s"]) for kind in marks)
    texts = {(kind, one.get("w:id")): one for kind, root in found if root is not None for one in root}
    where: dict[tuple[str, str], dict[str, str]] = {}
    places: dict[str, dict[str, str]] = {}
    for index, (marked, identity) in enumerate(list(sources.references)):
        kind = marked.rstrip("*")
        if (kind, identity) not in texts:
            raise RefusedDocument("missing-part", found=f"{kind} {identity}")
        if (kind, identity) not in where:
            mark = "*" if marked.endswith("*") else marks[kind].next()
            inner = Story(sources, parts[f"{kind}s"]).read(texts[kind, identity])
            first = len(output.lines)
            where[kind, identity] = {"mark": mark, "at": str(first + 1)}
            inner.lines[:1] = [f"[{mark}] {inner.lines[0].strip() if inner.lines else ''}"]
            output.lines += inner.lines
            output.notes += [Note(note.rule, first + note.line, note.words) for note in inner.notes]
        places[str(index)] = where[kind, identity]
    output.notes[:] = [_placed(note, places) for note in output.notes]


def _placed(note: Note, places: dict[str, dict[str, str]]) -> Note:
    """The note of a footnote with its mark and line; footnotes of footnotes and headers are none that Word knows."""
    if note.rule not in ("footnote", "endnote"):
        return note
    place = places.get(note.words["id"])
    return (
        Note(note.rule, note.line, place) if place else Note("unknown", note.line, {"element": note.rule, "found": ""})
    )


class _Marks:
    """The marks of footnotes or endnotes, in the format the document asks for (17.11.11, 17.11.12)."""

    def __init__(self, kind: str, settings: Element | None, sections: list[Element]) -> None:
        own = [child(holder, f"w:{kind}Pr") for holder in (*sections, settings)]
        formats = (value(one, "w:numFmt") for one in own)
        starts = (number(value(one, "w:numStart")) for one in own)
        self._format = next((name for name in formats if name), "decimal" if kind == "footnote" else "lowerRoman")
        self._count = next((start for start in starts if start), 1) - 1

    def next(self) -> str:
        self._count += 1
        return format_number(self._count, self._format) or str(self._count)


def _margins(sources: Sources) -> list[Note]:
    """A note for every page header and footer that has words, and what else is to be noted of them."""
    package: Package = sources.package
    relations = package.relations(package.main)
    targets: dict[str, str] = {}
    for section in sources.sections:
        for reference in section:
            kind = reference.tag.removeprefix("w:").removesuffix("Reference")
            relation = relations.get(reference.get("r:id", ""))
            if kind in ("header", "footer") and relation is not None:
                targets.setdefault(relation.target, kind)
    notes: list[Note] = []
    for target, kind in targets.items():
        output = Story(sources, target).read(package.part(target))
        if found := " / ".join(line.strip() for line in output.lines if line.strip()):
            notes.append(Note(kind, 0, {"found": found}))
        placed = [_placed(note, {}) for note in output.notes if note.rule not in _ABOUT_LINES]
        notes += [Note(note.rule, 0, note.words) for note in placed]
    return notes
