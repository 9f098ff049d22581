"""The search index as part of a build: made anew when anything it is made from changed, else kept.

It is made in processes of its own, one a language, so that what it needs in memory, and the threads
that the library behind it may start, end with them, and beside the rendering of pages.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.fields import LANGUAGES, Language
from gongkai.i18n import Strings
from gongkai.output import File, Output
from gongkai.packing import unpack
from gongkai.search import FOLDER, Texts
from gongkai.search.texts import Spoken, folded
from gongkai.workers import beside

INDEX = "search index"
_PREFIXES = tuple(f"{FOLDER}/{language}{end}" for language in LANGUAGES for end in (".json", "/"))


@contextmanager
def index_of(
    corpus: Corpus,
    strings: Mapping[Language, Strings],
    output: Output,
    code: str,
    jobs: int,
    *,
    full: bool,
) -> Iterator[Callable[[], tuple[dict[str, File], bytes]]]:
    """Begins the index; gives a function that waits for its files, and for a fingerprint of all it is made from and came to."""
    made_from = _made_from(corpus, strings, code)
    old = {path: file for path, file in output.live.files.items() if path.startswith(_PREFIXES)}
    if old and not full and output.live.fingerprints.get(INDEX) == _whole(made_from, old):
        yield lambda: (old, _whole(made_from, old))
        return
    kept = output.work / "texts"

    def work(language: Language) -> list[tuple[str, File]]:
        from gongkai.search.index import index_files  # here, for what is behind it takes long to load

        with Texts(kept, code) as texts:
            made = index_files(corpus, strings[language], language, lambda card: _said(card, corpus, texts))
            return [(path, output.put(path, data)) for path, data in made]

    with beside(work, LANGUAGES, jobs=jobs) as results:

        def finished() -> tuple[dict[str, File], bytes]:
            files = {path: file for made in results() for path, file in made}
            return files, _whole(made_from, files)

        yield finished


def _said(card: Card, corpus: Corpus, texts: Texts) -> Spoken:
    """What a record says; read again, and kept, where it was not."""
    if (kept := texts.get(card.key, card.digest)) is not None:
        return kept
    words = folded(corpus.record(card.key).pieces())
    texts.put(card.key, card.digest, words)
    return unpack(words, Spoken)


def _made_from(corpus: Corpus, strings: Mapping[Language, Strings], code: str) -> bytes:
    """A hash over everything that the index is made from."""
    digest = blake2b(f"{code}{corpus.as_of}{corpus.vocabulary!r}".encode(), digest_size=16)
    for words in strings.values():
        digest.update(repr([(key, words(key)) for key in sorted(words.keys())]).encode())
    for folder, cards in corpus.by_folder.items():
        digest.update(f"{folder}{[(card.id, card.digest) for card in cards]}".encode())
    return digest.digest()


def _whole(made_from: bytes, files: dict[str, File]) -> bytes:
    """The hash together with the files it came to, so that one that is lost is missed."""
    names = repr(sorted((path, file.digest) for path, file in files.items()))
    return blake2b(made_from + names.encode(), digest_size=16).digest()


def keep_words(path: Path, code: str, corpus: Corpus) -> None:
    """Forget the words of records that are no more."""
    with Texts(path, code) as texts:
        texts.keep_only([*corpus.by_key, *corpus.hidden])
