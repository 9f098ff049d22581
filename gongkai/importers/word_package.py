"""The XML parts of a Word document, parsed as if their sender were hostile.

A .docx is a package of parts (ISO/IEC 29500-2, Open Packaging Conventions). Every XML part is read
without DTDs or entities; nesting and the number of elements are limited. Tag and attribute
names come out with the usual short prefixes (`w:p`, `w:val`), the same for the transitional and
the strict namespaces of ISO/IEC 29500; names of namespaces not listed here begin with `?:`.
"""

import posixpath
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from gongkai.importers.word_messages import RefusedDocument
from gongkai.importers.word_zip import MAX_BYTES, Archive

MAX_DEPTH = 120
MAX_ELEMENTS = 400_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}package/2006/relationships": "pr",
    f"{_OFFICE}package/2006/content-types": "ct",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    f"{_MICROSOFT}word/2010/wordml": "w14",
    f"{_MICROSOFT}word/2012/wordml": "w15",
    f"{_MICROSOFT}word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}word/2010/wordprocessingGroup": "wpg",
    f"{_MICROSOFT}word/2010/wordprocessingCanvas": "wpc",
} | {
    f"{root}{name}": prefix
    for prefix, name in (("a", "main"), ("wp", "wordprocessingDrawing"), ("pic", "picture"), ("c", "chart"), ("dgm", "diagram"))
    for root in (f"{_OFFICE}drawingml/2006/", f"{_STRICT}drawingml/")
}  # fmt: skip
_CHANGES = frozenset(
    """w:ins w:del w:delText w:delInstrText w:moveFrom w:moveTo w:moveFromRangeStart w:moveToRangeStart w:cellIns
    w:cellDel w:cellMerge w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:tblPrExChange w:tblGridChange
    w:trPrChange w:tcPrChange w:numberingChange w:customXmlInsRangeStart w:customXmlDelRangeStart
    w:customXmlMoveFromRangeStart w:customXmlMoveToRangeStart w14:conflictIns w14:conflictDel""".split()  # noqa: SIM905 - a list of quoted names would hide the names
)


class Relation(NamedTuple):
    """What a part points at: the last word of the type, the part's name or outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a document by name. Making one refuses whatever is wrong with any part."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names: dict[str, str] = {}
        self._elements = 0
        self._parts: dict[str, Element] = {}
        self._drawn: dict[str, str] = {}
        self._types = self._content_types()
        if found := next((name for name in archive.names() if name.endswith(("vbaproject.bin", "vbadata.xml"))), None):
            raise RefusedDocument("macros", found=found)
        self.main = next((r.target for r in self.relations("").values() if r.kind == "officeDocument"), "")
        if self.main and self.main not in self:
            raise RefusedDocument("missing-part", found=self.main)
        kind = self._types.get(self.main, "")
        if ".wordprocessingml." not in kind and ".ms-word." not in kind:
            raise RefusedDocument("not-word", found=kind or "?")
        if self.part(self.main).tag != "w:document":
            raise RefusedDocument("not-word", found=self.main)

    def _content_types(self) -> dict[str, str]:
        """The content type of every part; a macro-enabled one refuses the document."""
        if "[content_types].xml" not in self._archive:
            raise RefusedDocument("not-word", found="[Content_Types].xml")
        defaults: dict[str, str] = {}
        named: dict[str, str] = {}
        for child in self.part("[content_types].xml"):
            kind = child.get("ContentType", "")
            if "macroenabled" in kind.lower() or "vba" in kind.lower():
                raise RefusedDocument("macros", found=kind)
            if child.tag == "ct:Default":
                defaults[child.get("Extension", "").lower()] = kind
            elif child.tag == "ct:Override":
                named[child.get("PartName", "").lower().lstrip("/")] = kind
        return {name: named.get(name) or defaults.get(name.rpartition(".")[2], "") for name in self._archive.names()}

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points at, by relationship id; `""` asks for the package's own."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self._archive:
            return {}
        found: dict[str, Relation] = {}
        for child in self.part(rels):
            target = child.get("Target", "")
            outside = child.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
            found[child.get("Id", "")] = Relation(child.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def part(self, name: str) -> Element:
        """The root of an XML part, parsed once. Raises RefusedDocument where it is missing or bad."""
        if name not in self._parts:
            if name not in self._archive:
                raise RefusedDocument("missing-part", found=name or "?")
            builder = _Builder(name, self._names, MAX_ELEMENTS - self._elements)
            _parse(name, self._archive.unpacked(name), builder)
            self._parts[name] = builder.tree()
            self._elements += builder.elements
            if builder.change:
                raise RefusedDocument("tracked-changes", part=name, found=builder.change)
        return self._parts[name]

    def drawn_words(self, name: str) -> str:
        """The words of a chart or diagram part; none where there is no such part."""
        if name not in self._drawn:
            texts = [e.text or "" for e in self.part(name).iter() if e.tag in ("a:t", "c:v")] if name in self else []
            self._drawn[name] = "；".join(text.strip() for text in texts if text.strip())
        return self._drawn[name]

    def check_unread(self) -> None:
        """See that no XML part, also of those that are not read for their words, has a DTD or is damaged."""
        for name, kind in self._types.items():
            is_xml = name.endswith((".xml", ".rels")) or kind.endswith(("+xml", "/xml"))
            if is_xml and name not in self._parts:
                _parse(name, self._archive.unpacked(name), None)


class _Builder:
    """Builds the tree of a part with short names, within limits, and keeps the first tracked change in sight."""

    def __init__(self, part: str, names: dict[str, str], limit: int) -> None:
        self.change = ""
        self.elements = 0
        self._part = part
        self._names = names
        self._limit = limit
        self._depth = 0
        self._tree = TreeBuilder()
        self._spaces: dict[str, list[str]] = {}

    def tree(self) -> Element:
        """The root, once the part has ended."""
        return self._tree.close()

    def listen(self, parser: Any) -> None:
        """Take the events of an expat parser itself, with no layer of Python in between."""
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._tree.data
        parser.StartNamespaceDeclHandler = self._start_space
        parser.EndNamespaceDeclHandler = self._end_space

    def _start(self, tag: str, attributes: list[str]) -> None:
        self._depth += 1
        self.elements += 1
        if self._depth > MAX_DEPTH:
            raise RefusedDocument("too-deep", part=self._part, limit=str(MAX_DEPTH))
        if self.elements > self._limit:
            raise RefusedDocument("too-complex", limit=f"{MAX_ELEMENTS:,}")
        name = self._names.get(tag) or self._short(tag)
        if name in _CHANGES and not self.change:
            self.change = name
        short: dict[str, str] = {}
        for at in range(0, len(attributes), 2):
            key = attributes[at]
            short[self._names.get(key) or self._short(key)] = attributes[at + 1]
        if name == "mc:Choice":
            asked = [(self._spaces.get(prefix) or [""])[-1] for prefix in short.get("Requires", "").split()]
            short["understood"] = "yes" if all(space.startswith(_MICROSOFT) for space in asked) else ""
        self._tree.start(name, short)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(self._names[tag])

    def _start_space(self, prefix: str | None, space: str | None) -> None:
        self._spaces.setdefault(prefix or "", []).append(space or "")

    def _end_space(self, prefix: str | None) -> None:
        self._spaces[prefix or ""].pop()

    def _short(self, name: str) -> str:
        space, brace, local = name.rpartition("}")  # expat joins the two with the brace
        short = f"{_PREFIXES.get(space, '?')}:{local}" if brace else local
        self._names[name] = short
        return short


def _parse(name: str, data: bytes, builder: _Builder | None) -> None:
    """Parse a part for a builder, or only to see that it is sound. Raises RefusedDocument for a DTD, an entity or bad XML."""
    parser = XMLParser(target=object(), forbid_dtd=True)
    parser.parser.DefaultHandlerExpand = None
    if builder is not None:
        builder.listen(parser.parser)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise RefusedDocument("dtd", part=name) from None
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedDocument("broken-xml", part=name, found=str(error)) from None


def open_package(path: Path) -> Package:
    """The package in a file. Raises RefusedDocument for anything but a sound .docx, OSError where the file cannot be read."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedDocument("too-large", found=f"> {MAX_BYTES:,}", limit=f"{MAX_BYTES:,}")
    if data.startswith(_OLE):
        # a protected .docx is an OLE file with a stream of this name (MS-OFFCRYPTO 2.3)
        raise RefusedDocument("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old-word")
    if not data.startswith(b"PK"):
        raise RefusedDocument("not-zip")
    return Package(Archive(data))
