"""Word documents for tests, built from XML: no binary file is kept, and every byte of one is visible here."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:x="http://example.org/unknown"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = ("styles", "numbering", "settings", "comments", "footnotes", "endnotes")


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run, with paragraph and run properties as XML; `text` must be free of markup."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def para(inner: str) -> str:
    """A paragraph of the given XML."""
    return f"<w:p>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def num(num_id: int, level: int = 0) -> str:
    """The paragraph property that numbers a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def lvl(level: int, fmt: str, text: str, extra: str = "", start: int = 1) -> str:
    """A level of a numbering definition."""
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    """An abstract numbering definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def definition(number: int, of: int, extra: str = "") -> str:
    """A numbering definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{extra}</w:num>'


def style(name: str, inner: str = "", kind: str = "paragraph", based: str = "", *, default: bool = False) -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{mark}>{base}{inner}</w:style>'


def part(name: str, inner: str) -> str:
    """A whole WordprocessingML part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {SPACES}>{inner}</w:{name}>'


def parts_of(
    body: str, inner: Mapping[str, str] | None = None, more: Mapping[str, str] | None = None, rels: str = ""
) -> dict[str, str | bytes]:
    """The parts of a document by name.

    `inner` holds the contents of styles, numbering, settings, comments, footnotes and endnotes, `more`
    whole parts by their path below `word/` (a header, a chart), `rels` further relationships.
    """
    inner = inner or {}
    links = "".join(f'<Relationship Id="k{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in inner) + rels
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in inner)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{links}</Relationships>',
    }
    parts |= {f"word/{kind}.xml": part(kind, content) for kind, content in inner.items()}
    return parts | {f"word/{name}": content for name, content in (more or {}).items()}


def relation(identity: str, kind: str, target: str) -> str:
    """A relationship of the document part."""
    return f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def saved(folder: Path, data: bytes | Mapping[str, str | bytes]) -> Path:
    """The package in a file."""
    path = folder / "law.docx"
    path.write_bytes(data if isinstance(data, bytes) else zipped(data))
    return path
