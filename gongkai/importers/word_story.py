"""One story of a Word document (its body, a header, a footnote) as plain lines in visible order.

A paragraph is a line; a line break inside it begins a new one. What a reader sees is either in the
lines or in a note, never silently lost; what nobody sees (field instructions, bookmarks) is left
out; what is hidden refuses the document. Elements are those of ISO/IEC 29500-1, 17.
"""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.importers.word_drawings import symbol, things
from gongkai.importers.word_fields import Ended, Fields, ended
from gongkai.importers.word_messages import Note, RefusedDocument
from gongkai.importers.word_numbers import Counters, Numbering
from gongkai.importers.word_package import Package, Relation
from gongkai.importers.word_styles import PLAIN, Look, Styles, child, is_on, value
from gongkai.importers.word_text import (
    WIDE_SPACE,
    Output,
    Paragraph,
    members,
    shown_branch,
    space_between,
    untabbed,
    words_of,
)

# Properties, and marks that show nothing by themselves.
_SKIPPED = frozenset(
    """w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:tblPrEx w:sdtPr w:sdtEndPr w:customXmlPr w:smartTagPr w:fldData
    w:bookmarkStart w:bookmarkEnd w:proofErr w:permStart w:permEnd w:commentRangeStart w:commentRangeEnd
    w:lastRenderedPageBreak w:annotationRef w:footnoteRef w:endnoteRef w:separator w:continuationSeparator
    w:softHyphen""".split()  # noqa: SIM905 - a list of quoted names would hide the names
)
_WRAPPERS = frozenset(("w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent"))
_BREAKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_MARKED = {"struck": "struck-text", "white": "faint-text", "tiny": "faint-text", "raised": "raised-text"}


@dataclass
class Sources:
    """What all stories of a document share, and what they find for it on their way."""

    package: Package
    styles: Styles
    numbering: Numbering
    comments: dict[str, str]
    sections: list[Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


class _Around(NamedTuple):
    """What surrounds a paragraph: the look its table gives, and whether its cell is shaded."""

    look: Look
    shaded: bool = False


class Story:
    """Reads the elements of one part into `output`; `close` once all are read."""

    def __init__(self, sources: Sources, part: str) -> None:
        self.output = Output()
        self._sources = sources
        self._relations: dict[str, Relation] = sources.package.relations(part)
        self._counters = Counters(sources.numbering)
        self._outside = _Around(sources.styles.start(None))
        self._fields = Fields()
        self._shown = 0
        self._cells = 0

    def read(self, parent: Element) -> Output:
        """All blocks of an element, such as the body. Raises RefusedDocument for what must not be read."""
        self._blocks(parent, self._outside)
        self._fields.close()
        return self.output

    def _blocks(self, parent: Element | list[Element], around: _Around) -> None:
        for element in parent:
            tag = element.tag
            if tag == "w:p":
                self._paragraph(element, around)
            elif tag == "w:tbl":
                self._table(element)
            elif tag == "w:sdt":
                self._bound(element, None)
                self._blocks([inner for inner in element if inner.tag == "w:sdtContent"], around)
            elif tag in _WRAPPERS:
                self._blocks(element, around)
            elif tag == "mc:AlternateContent":
                for branch in self._branch(element, None):
                    self._blocks(branch, around)
            elif tag == "w:sectPr":
                self._sources.sections.append(element)
            elif tag == "w:altChunk":
                raise RefusedDocument("embedded-file", found=self._target(element))
            elif tag not in _SKIPPED:
                paragraph = Paragraph(around.look)
                self._inline([element], paragraph)
                self._finish(paragraph, "")

    def _paragraph(self, element: Element, around: _Around) -> None:
        styles = self._sources.styles
        properties = child(element, "w:pPr")
        style = styles.paragraph_style(properties)
        look = styles.look(around.look, style) if style else around.look
        shaded = around.shaded or child(properties, "w:shd") is not None
        paragraph = Paragraph(look, shaded)
        if (section := child(properties, "w:sectPr")) is not None:
            self._sources.sections.append(section)
        unseen = self._fields.in_instruction
        numbered = self._counters.next(properties, style)
        self._inline(element, paragraph)
        number = "" if numbered is None else numbered.text
        if numbered is not None and numbered.trouble:
            rule, words = numbered.trouble
            paragraph.notes.append((rule, 0, words))
        blank = not number and not paragraph.pieces
        mark = styles.run(look, child(properties, "w:rPr")) if properties is not None else look
        if mark.hidden and not blank:
            raise RefusedDocument("hidden-mark", found=number + "".join(paragraph.pieces))
        if blank and not paragraph.notes and not paragraph.boxes and (mark.hidden or unseen):
            return
        self._finish(paragraph, number, gap=numbered is not None and numbered.gap)

    def _finish(self, paragraph: Paragraph, number: str, *, gap: bool = False) -> None:
        """Write a paragraph's lines and notes, then the text boxes attached to it."""
        text = untabbed("".join(paragraph.pieces))
        if gap and text and not text[0].isspace():
            number += space_between(number, text)
        first = len(self.output.lines) + 1
        self.output.lines += (number + text).split("\n")
        for rule, texts in paragraph.marked.items():
            paragraph.notes.append((rule, 0, {"found": untabbed("".join(texts)).strip()}))
        self.output.notes += [Note(rule, first + breaks, words) for rule, breaks, words in paragraph.notes]
        for box in paragraph.boxes:
            outer, self._fields = self._fields, Fields()
            begin = len(self.output.lines)
            self._blocks(box, self._outside)
            self._fields.close()
            self._fields = outer
            if any(line.strip() for line in self.output.lines[begin:]):
                self.output.notes.append(Note("text-box", begin + 1))
            else:
                del self.output.lines[begin:]

    def _inline(self, parent: Element | list[Element], paragraph: Paragraph) -> None:
        """The runs of a paragraph, through all that may wrap them."""
        for element in parent:
            tag = element.tag
            if tag == "w:r":
                self._run(element, paragraph)
            elif tag in _WRAPPERS:
                self._inline(element, paragraph)
            elif tag == "w:sdt":
                self._bound(element, paragraph)
                self._inline([inner for inner in element if inner.tag == "w:sdtContent"], paragraph)
            elif tag == "w:fldSimple":
                before = self._shown
                self._inline(element, paragraph)
                self._without_result(ended(element.get("w:instr", ""), 0, empty=self._shown == before), paragraph)
            elif tag in ("m:oMath", "m:oMathPara"):
                found = "".join(inner.text or "" for inner in element.iter() if inner.tag in ("m:t", "w:t"))
                self._note(paragraph, "equation", found=found)
                self._emit(found, paragraph, PLAIN)
            elif tag == "mc:AlternateContent":
                self._inline(self._branch(element, paragraph), paragraph)
            elif tag in ("mc:Choice", "mc:Fallback"):
                self._inline(element, paragraph)
            elif tag == "w:subDoc":
                raise RefusedDocument("embedded-file", found=self._target(element))
            elif tag not in _SKIPPED:
                self._note(paragraph, "unknown", element=tag, found=words_of(element))

    def _run(self, run: Element, paragraph: Paragraph) -> None:
        properties = child(run, "w:rPr")
        look = paragraph.look if properties is None else self._sources.styles.run(paragraph.look, properties)
        self._items(run, paragraph, look)

    def _items(self, run: Element | list[Element], paragraph: Paragraph, look: Look) -> None:
        for item in run:
            tag = item.tag
            if tag == "w:t":
                text = item.text or ""
                text = text if item.get("xml:space") == "preserve" else text.strip(" \t\r\n")
                self._emit(text.replace("\n", " "), paragraph, look)
            elif tag in _SKIPPED:
                continue
            elif tag in _BREAKS:
                self._emit(_BREAKS[tag], paragraph, look)
            elif tag == "w:fldChar":
                self._field_mark(item, paragraph)
            elif tag == "w:instrText":
                self._fields.instruct(item.text or "")
            elif tag == "w:sym":
                sign, words = symbol(item)
                self._emit(sign, paragraph, look)
                self._note(paragraph, "symbol", **words)
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                self._reference(item, paragraph)
            elif tag == "w:commentReference":
                self._note(paragraph, "comment", found=self._sources.comments.get(item.get("w:id", ""), ""))
            elif tag == "w:ruby":
                base, over = child(item, "w:rubyBase"), child(item, "w:rt")
                if base is not None:
                    self._inline(base, paragraph)
                self._note(paragraph, "ruby", found=words_of(base), ruby=words_of(over))
            elif tag == "mc:AlternateContent":
                for branch in self._branch(item, paragraph):
                    self._items(branch, paragraph, look)
            elif tag == "w:pgNum":
                self._note(paragraph, "field", found="PAGE")
            elif tag in ("w:drawing", "w:pict", "w:object", "w:control", "w14:contentPart", "w:movie"):
                self._drawing(item, paragraph, look)
            else:
                self._note(paragraph, "unknown", element=tag, found=words_of(item))

    def _emit(self, text: str, paragraph: Paragraph, look: Look) -> None:
        """Put words into a paragraph, unless they belong to a field's instruction."""
        if not text or self._fields.in_instruction:
            return
        if look.hidden:
            if text.strip():
                raise RefusedDocument("hidden-text", found=text)
            return
        paragraph.pieces.append(text)
        paragraph.breaks += text.count("\n")
        self._shown += 1
        if paragraph.shaded:
            look = look._replace(white=False)
        if look != PLAIN and text.strip():
            for rule in {rule for name, rule in _MARKED.items() if getattr(look, name)}:
                paragraph.marked.setdefault(rule, []).append(text)

    def _note(self, paragraph: Paragraph, rule: str, **words: str) -> None:
        if not self._fields.in_instruction:
            paragraph.notes.append((rule, paragraph.breaks, words))
            self._shown += 1

    def _field_mark(self, mark: Element, paragraph: Paragraph) -> None:
        """The beginning, the middle or the end of a complex field."""
        here = len(self.output.lines) + 1 + paragraph.breaks
        field_ended = self._fields.mark(mark.get("w:fldCharType"), here, self._shown)
        if field_ended is None:
            return
        self._without_result(field_ended, paragraph)
        if field_ended.name == "TOC" and not field_ended.empty and not self._cells:
            last = here if paragraph.pieces else here - 1
            words = {"first": str(field_ended.line), "last": str(last)}
            self.output.notes.append(Note("contents", field_ended.line, words))

    def _without_result(self, field_ended: Ended, paragraph: Paragraph) -> None:
        if field_ended.lacks_result:
            self._note(paragraph, "field", found=field_ended.instruction)

    def _reference(self, item: Element, paragraph: Paragraph) -> None:
        kind = "footnote" if item.tag == "w:footnoteReference" else "endnote"
        if not self._fields.in_instruction:
            self._note(paragraph, kind, id=str(len(self._sources.references)))
            custom = is_on(item) and item.get("w:customMarkFollows") in ("1", "true", "on")
            self._sources.references.append((f"{kind}*" if custom else kind, item.get("w:id", "")))

    def _drawing(self, item: Element, paragraph: Paragraph, look: Look) -> None:
        """A picture, shape, chart or object: its text boxes follow the paragraph, the rest is noted."""
        for rule, element, words in things(item, self._sources.package, self._relations):
            if rule == "branches":
                self._branch(element, paragraph)
            elif rule == "text-box":
                if look.hidden and words_of(element).strip():
                    raise RefusedDocument("hidden-text", found=words_of(element))
                if not self._fields.in_instruction:
                    paragraph.boxes.append(element)
                    self._shown += 1
            else:
                self._note(paragraph, rule, **words)

    def _branch(self, alternate: Element, paragraph: Paragraph | None) -> list[Element]:
        """The branch of `mc:AlternateContent` that Word shows; another one with other words is noted."""
        chosen = shown_branch(alternate)
        words = "".join(words_of(branch) for branch in chosen)
        for other in alternate:
            found = words_of(other)
            if other not in chosen and "".join(found.split()) not in ("", "".join(words.split())):
                self._place(paragraph, "alternate", found=found)
        return chosen

    def _bound(self, control: Element, paragraph: Paragraph | None) -> None:
        if child(control, "w:sdtPr", "w:dataBinding") is not None:
            self._place(paragraph, "bound-text", found=words_of(child(control, "w:sdtContent")))

    def _place(self, paragraph: Paragraph | None, rule: str, **words: str) -> None:
        if paragraph is None:
            self.output.notes.append(Note(rule, len(self.output.lines) + 1, words))
        else:
            self._note(paragraph, rule, **words)

    def _target(self, element: Element) -> str:
        relation = self._relations.get(element.get("r:id", ""))
        return relation.target if relation else "?"

    def _table(self, table: Element) -> None:
        """Each row a line, its cells joined; a row of one cell gives that cell's own lines."""
        look = self._sources.styles.start(value(table, "w:tblPr", "w:tblStyle"))
        first, rows, columns = len(self.output.lines) + 1, 0, 0
        for row in members(table, "w:tr"):
            cells = list(members(row, "w:tc"))
            rows, columns = rows + 1, max(columns, len(cells))
            if is_on(child(row, "w:trPr", "w:hidden")) and words_of(row).strip():
                raise RefusedDocument("hidden-text", found=words_of(row))
            if len(cells) == 1:
                self._blocks(cells[0], _Around(look, _shaded(table, cells[0])))
                continue
            outer, parts = self.output, []
            for cell in cells:
                self.output = Output()
                self._cells += 1
                self._blocks(cell, _Around(look, _shaded(table, cell)))
                self._cells -= 1
                parts += [line.strip() for line in self.output.lines if line.strip()]
                outer.notes += [Note(note.rule, len(outer.lines) + 1, note.words) for note in self.output.notes]
            self.output = outer
            self.output.lines.append(WIDE_SPACE.join(parts))
        if len(self.output.lines) >= first:
            words = {"rows": str(rows), "columns": str(columns)}
            self.output.notes.append(Note("nested-table", first) if self._cells else Note("table", first, words))


def _shaded(table: Element, cell: Element) -> bool:
    return child(cell, "w:tcPr", "w:shd") is not None or child(table, "w:tblPr", "w:shd") is not None
