"""`make publications`: every collection and report as PDF and EPUB, in both languages, into a folder beside the site."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from gongkai import shelf
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.drawing import Drawer
from gongkai.fields import Language
from gongkai.helpers import Made
from gongkai.i18n import Strings, load_strings
from gongkai.load import load_model
from gongkai.output import replace_file
from gongkai.progress import Silent
from gongkai.publications.book import books
from gongkai.publications.epub import epub
from gongkai.publications.typeset import Compositor
from gongkai.site import Options, check
from gongkai.templating import Templates


@dataclass(frozen=True)
class BookSite:
    """What the helpers of templates need of a site, for books."""

    corpus: Corpus
    strings: Mapping[Language, Strings]
    config: SiteConfig
    drawer: Drawer
    assets: Mapping[str, str] = field(default_factory=dict)

    def once(self, key: tuple[str, str], make: Callable[[], Made]) -> Made:
        """A piece that both languages share; books are few, so it is made again."""
        return make()


def make(options: Options) -> dict[str, int]:
    """Make all books and put them beside the site; gives each file's size. What is no longer made is removed."""
    compositor = Compositor(options.templates)
    corpus = check(options, Silent()).corpus
    config, _ = load_model(str(options.config), options.config.name, SiteConfig)
    assert config is not None
    drawer, templates = Drawer(), Templates(options.templates)
    site = BookSite(corpus, load_strings(options.templates / "i18n"), config, drawer)
    folder = shelf.folder_beside(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    entries: list[dict[str, Any]] = []
    sizes: dict[str, int] = {}
    try:
        for book in books(corpus, site, templates):
            for ending, content in (("pdf", compositor.pdf(book)), ("epub", epub(book, templates))):
                name = book.file(ending)
                replace_file(folder / name, content)
                sizes[name] = len(content)
                entries.append(
                    {
                        "record": book.key, "language": book.language, "format": ending, "file": name,
                        "as_of": book.as_of, "made_from": shelf.made_from(corpus.by_key[book.key], corpus),
                        "digest": blake2b(content, digest_size=16).hexdigest(),
                    }
                )  # fmt: skip
    finally:
        drawer.close()
    replace_file(folder / shelf.INDEX, json.dumps(entries, ensure_ascii=False, indent=1).encode())
    for path in folder.iterdir():
        if path.suffix in (".pdf", ".epub") and path.name not in sizes:
            path.unlink()
    return sizes
