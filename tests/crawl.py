"""A whole built site, looked at as a careful reader with a link checker and a validator would."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib

_PREFIX = "{http://www.w3.org/1999/xhtml}"
_LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
_LOADING_RELS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}


@dataclass
class Document:
    """What a page holds of interest: ids, links, and everything a browser would fetch."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    language: str | None = None
    headings: list[str] = field(default_factory=list)
    described: bool = False
    title: str = ""
    inline: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def read(html: str) -> Document:
    """Parse strictly (any parse error raises) and collect."""
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(html)
    document = Document(language=tree.get("lang"))
    for element in tree.iter():
        if isinstance(element.tag, str):
            _collect(element, element.tag.removeprefix(_PREFIX), document)
    document.unmarked = list(unmarked_chinese(tree))
    return document


CARD = re.compile(r"(?:.+/)?share-[0-9a-f]{12}\.png")
"""The picture by which a page is shared."""
CHINESE = re.compile("[\u3400-\u9fff]")


def unmarked_chinese(element: object, language: str = "") -> Iterator[str]:
    """Chinese words that stand where the language said of them is another."""
    own = element.get("lang") or language  # type: ignore[attr-defined]
    if element.tag not in (f"{_PREFIX}script", f"{_PREFIX}title", f"{_PREFIX}option"):  # type: ignore[attr-defined]
        if element.text and not own.startswith("zh") and CHINESE.search(element.text):  # type: ignore[attr-defined]
            yield element.text  # type: ignore[attr-defined]
        for inner in element:  # type: ignore[attr-defined]
            if isinstance(inner.tag, str):
                yield from unmarked_chinese(inner, own)
            if inner.tail and not own.startswith("zh") and CHINESE.search(inner.tail):
                yield inner.tail


def _collect(element: object, tag: str, document: Document) -> None:
    get = element.get  # type: ignore[attr-defined]
    if get("id") is not None:
        document.ids[get("id")] += 1
    document.inline += [f"<{tag} {name}>" for name in element.attrib if name == "style" or name.startswith("on")]  # type: ignore[attr-defined]
    if tag in ("a", "area") and get("href") is not None:
        document.links.append(get("href"))
    if tag in _LOADING and get(_LOADING[tag]):
        document.fetched.append(get(_LOADING[tag]))
    if tag == "link":
        relations = set((get("rel") or "").split())
        if relations & _LOADING_RELS:
            document.fetched.append(get("href"))
        if "canonical" in relations:
            document.canonical = get("href")
        if "alternate" in relations and get("hreflang"):
            document.alternates[get("hreflang")] = get("href")
    if tag == "script" and get("type") == "application/ld+json" and not get("src"):
        document.data.append(element.text or "")  # type: ignore[attr-defined]
    elif tag == "style" or (tag == "script" and not get("src")):
        document.inline.append(f"<{tag}>")
    if tag == "meta" and get("name") == "description":
        document.described = bool(get("content"))
    if tag == "title" and not document.title:
        document.title = element.text or ""  # type: ignore[attr-defined]
    if re.fullmatch("h[1-6]", tag):
        document.headings.append(tag)


def is_json_ld(text: str) -> bool:
    """Whether a data block holds one thing of schema.org, in a form that no browser can take for HTML."""
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict) and value.get("@context") == "https://schema.org" and "<" not in text


class Site:
    """A built site on disk, its pages parsed once."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self.documents = {
            str(path.relative_to(folder)): read(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))
        }

    def address(self, file: str) -> str:
        """The public address of a file."""
        return self.base + file.removesuffix("index.html")

    def file_of(self, address: str) -> str | None:
        """The file behind a public address of this site, or None where there is none."""
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(self.base).path)
        file = path + "index.html" if path == "" or path.endswith("/") else path
        return file if (self.folder / file).is_file() else None

    def is_ours(self, address: str) -> bool:
        """Whether an absolute address belongs to this site."""
        return address.startswith(self.base)

    def broken_links(self) -> Iterator[str]:
        """Links to files or anchors that are not there."""
        for file, document in self.documents.items():
            for link in document.links:
                target = urljoin(self.address(file), link)
                if urlsplit(target).scheme == "mailto" or not self.is_ours(target):
                    continue
                found = self.file_of(target)
                anchor = unquote(urlsplit(target).fragment)
                if found is None:
                    yield f"{file}: {link}: no such page"
                elif anchor and (found not in self.documents or anchor not in self.documents[found].ids):
                    yield f"{file}: {link}: no such place"

    def is_signpost(self, file: str) -> bool:
        """Whether a page only points elsewhere and is not for search engines: of a missing address, of a printed code."""
        return file == "404.html" or file.removeprefix("en/").startswith("c/")

    def pictures(self) -> set[str]:
        """The files of pictures."""
        found = (str(path.relative_to(self.folder)) for path in (self.folder / "media").rglob("*") if path.is_file())
        return {file for file in found if not file.endswith(".html")}

    def shown_pictures(self) -> set[str]:
        """Those that pages show, in whatever width, or cut into tiles."""
        shown: set[str] = set()
        for file in self.documents:
            html = (self.folder / file).read_text("utf-8")
            asked = [*re.findall(r'<img src="([^"]+)"', html)]
            asked += [one.split()[0] for many in re.findall(r'srcset="([^"]+)"', html) for one in many.split(",")]
            shown |= {found for one in asked if (found := self.file_of(urljoin(self.address(file), one)))}
            for tiles in re.findall(r'data-tiles="([^"]+)"', html):
                folder = urlsplit(urljoin(self.address(file), tiles)).path.removeprefix(urlsplit(self.base).path)
                shown |= {picture for picture in self.pictures() if picture.startswith(folder)}
        return shown

    def data_files(self) -> set[str]:
        """Files to take away: everything that is no page and nothing that pages or search engines fetch."""
        files = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()}
        files = {file for file in files if not file.startswith(("assets/", "search/", ".")) and file.partition("/")[2]}
        return {file for file in files - set(self.documents) - self.pictures() if not CARD.fullmatch(file)}

    def linked_files(self) -> set[str]:
        """Every file of this site that some page links to."""
        links = (
            urljoin(self.address(file), link) for file, document in self.documents.items() for link in document.links
        )
        return {found for link in links if self.is_ours(link) and (found := self.file_of(link))}

    def faults(self) -> Iterator[str]:
        """Whatever a page must not have, or must have and has not."""
        for file, document in self.documents.items():
            yield from (f"{file}: id {name} occurs {count} times" for name, count in document.ids.items() if count > 1)
            yield from (f"{file}: {what} inside the page" for what in document.inline)
            yield from (
                f"{file}: data that is no JSON-LD: {text[:60]}" for text in document.data if not is_json_ld(text)
            )
            for address in document.fetched:
                target = urljoin(self.address(file), address)
                if not self.is_ours(target):
                    yield f"{file}: fetches {address}"
                elif self.file_of(target) is None:
                    yield f"{file}: fetches {address}, which is not there"
            if document.headings.count("h1") != 1:
                yield f"{file}: {document.headings.count('h1')} main headings"
            yield from (f"{file}: Chinese not marked as such: {words.strip()[:60]}" for words in document.unmarked)
            if not document.title or not document.described:
                yield f"{file}: no title or description"

    def unpaired(self) -> Iterator[str]:
        """Pages whose two languages do not name each other and themselves."""
        for file, document in self.documents.items():
            if self.is_signpost(file):
                continue
            english = file.startswith("en/")
            own, other = ("en", "zh-Hans") if english else ("zh-Hans", "en")
            partner = file.removeprefix("en/") if english else f"en/{file}"
            expected = {
                own: self.address(file),
                other: self.address(partner),
                "x-default": self.address(file.removeprefix("en/")),
            }
            if document.language != own:
                yield f"{file}: lang={document.language}"
            if document.canonical != self.address(file):
                yield f"{file}: canonical {document.canonical}"
            if document.alternates != expected:
                yield f"{file}: alternates {document.alternates}"
            if partner not in self.documents:
                yield f"{file}: {partner} is missing"
