"""What every page is made from, as one hash: what it shows, templates, code, settings, date.

A page whose fingerprint is that of the live site is not rendered again. There is no graph of pages.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from gongkai import cache, vendor
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.pages import Page
from gongkai.theme import theme_folder


def fingerprints(
    corpus: Corpus, pages: Iterable[Page], config: SiteConfig, code: str, templates: Path
) -> Iterator[tuple[str, bytes]]:
    """For every page, by its path, a hash of all it is made from. `code` is the digest of the program."""
    common = blake2b(digest_size=16)
    common.update(code.encode())
    common.update(cache.digest_of_files([templates], ["*"]).encode())
    common.update(repr(sorted((name, blake2b(data).digest()) for name, data in vendor.scripts().items())).encode())
    common.update(theme_folder().joinpath("base.html").read_bytes())
    common.update(f"{config!r}{corpus.as_of}{corpus.vocabulary!r}{corpus.introductions!r}".encode())
    common.update(
        repr(
            [
                (f, [c.key + c.face for c in cards])
                for f, cards in corpus.by_folder.items()
                if not corpus.types[f].listed
            ]
        ).encode()
    )
    common.update(repr([folder for folder in corpus.types if corpus.shown(folder)]).encode())
    digests = {key: card.face for key, card in corpus.by_key.items()}
    digests |= {
        f"{key}!": f"{card.digest}{corpus.locked(key) or ''}{corpus.printed.get(key, '')}"
        for key, card in corpus.by_key.items()
    }
    digests |= {f"{key}#": card.places for key, card in corpus.by_key.items() if card.places}
    for folder, cards in corpus.by_folder.items():
        for sign in ("", "!"):
            whole = "".join(digests[card.key + sign] + card.key for card in cards)
            digests[f"{folder}/{sign}"] = blake2b(whole.encode(), digest_size=16).hexdigest()
    terms = [card.key + card.face for card in corpus.by_key.values() if corpus.types[card.type].explains]
    common.update(repr((corpus.glossary.entries, terms)).encode())
    for term, used in corpus.uses.items():
        places = repr([(card.key, card.face, anchors) for card, anchors in used])
        digests[f"using:{term}"] = blake2b(places.encode(), digest_size=16).hexdigest()
    start = common.digest()
    for page in pages:
        own = f"{page.kind}\0{page.template}\0{page.part}\0{page.cards}\0" + "\0".join(
            f"{key}={digests.get(key)}" for key in page.shows
        )
        yield page.path, blake2b(start + own.encode(), digest_size=16).digest()
