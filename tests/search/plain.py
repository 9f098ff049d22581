"""Search done the slow way: every text looked at, by the rules that docs/search.md tells.

Nothing of the index is used. What folding is, is not said again here: `test_folding` looks at it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.i18n import other
from gongkai.numerals import to_chinese
from gongkai.pages import path_of
from gongkai.search.folding import fold, signs

_ALIKE = {ord(sign): to for sign, to in signs().items()}
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)*|[^\W_]+(?:'[^\W_]+)*")
_MANY_OF_A_NAME = 5


def folded(text: str) -> str:
    """Words as search compares them."""
    return fold(text).translate(_ALIKE)


@lru_cache(maxsize=10_000)
def tokens(text: str) -> Sequence[str]:
    """The words of a folded text."""
    return _WORD.findall(text)


@cache
def stem(word: str) -> str:
    """Plurals, -ed, -ing and a last -e set aside."""
    if len(word) < 4 or re.search("[^a-z']", word):
        return word
    root = re.sub("'s?$", "", word)
    if root.endswith("ies") and len(root) > 4:
        root = root[:-3] + "y"
    elif re.search("(s|x|z|ch|sh)es$", root):
        root = root[:-2]
    elif re.search("[^sui]s$", root):
        root = root[:-1]
    cut = re.sub("(ed|ing)$", "", root)
    if cut != root and len(cut) > 2 and re.search("[aeiouy]", cut):
        root = re.sub(r"([bdfgmnprt])\1$", r"\1", cut)
    return re.sub("e$", "", root) if len(root) > 4 else root


@cache
def finds(typed: str, word: str, *, exact: bool) -> bool:
    """Whether a word that was typed finds a word of a text."""
    begins = len(typed) > 2 and word.startswith(typed)
    return word == typed or (not exact and (begins or stem(word) == stem(typed)))


@dataclass(frozen=True)
class Word:
    """A word of a query: how it is typed, and what of it is looked for.

    `forms` are any of which will do; `place` is the law and the article it may also mean.
    """

    typed: str
    forms: tuple[str, ...]
    exact: bool = False
    place: tuple[str, str] | None = None


def bare(text: str) -> Word:
    """A word as it is typed."""
    return Word(text, (folded(text),))


def quoted(text: str) -> Word:
    """Words in quotation marks."""
    return Word(f'"{text}"', (folded(text),), exact=True)


def article(typed: str, number: int, language: Language, inserted: int = 0) -> Word:
    """An article's number, in one of its spellings."""
    zh = f"第{to_chinese(number)}条" + (f"之{to_chinese(inserted)}" if inserted else "")
    en = f"article {number}" + (f" {inserted}" if inserted else "")
    return Word(typed, (zh if language == "zh" else en,), exact=True)


def of_law(name: str, number: int) -> Word:
    """A law's name with the number of an article."""
    words = f"{name}第{to_chinese(number)}条"
    return Word(words, (folded(words),), place=(folded(name.strip("《》")), f"art-{number}"))


@dataclass(frozen=True)
class Piece:
    """A piece of a record: its anchor, its label and its words, both folded."""

    anchor: str
    label: str
    text: str


@dataclass(frozen=True)
class Record:
    """A record as search knows it. `names` are its titles and what else it is called, folded."""

    path: str
    title: str
    names: Sequence[str]
    date: str
    type: str
    status: str
    in_force: bool
    topics: Sequence[str]
    pieces: Sequence[Piece]


@dataclass
class Found:
    """A record that was found, with its passages, the best first."""

    record: Record
    rank: int
    passages: list[tuple[Piece, int, int]] = field(default_factory=list)

    @property
    def anchors(self) -> list[str]:
        """Where the passages open."""
        return [piece.anchor for piece, _, _ in self.passages]


def records_of(corpus: Corpus, language: Language) -> list[Record]:
    """The records of a site in the order of its lists."""
    found: list[Record] = []
    for folder, cards in corpus.by_folder.items():
        kind = corpus.types[folder]
        for card in cards:
            row = kind.row(card, corpus)
            own = card.title.get(language)
            titles = [own or card.title.zh, *([card.title.get(other(language))] if own else [])]
            state = row.state if "status" in row.facets else None
            found.append(
                Record(
                    path=("" if language == "zh" else "en/") + (path_of(card.key, corpus) or ""),
                    title=own or card.title.zh,
                    names=[folded(name) for name in [*titles, *card.names] if name],
                    date=card.date or "",
                    type=kind.word(),
                    status=state.key if state else "",
                    in_force=state is None or state.in_force,
                    topics=card.topics,
                    pieces=list(_pieces(corpus, card.key, language)),
                )
            )
    return found


def _pieces(corpus: Corpus, key: str, language: Language) -> Iterator[Piece]:
    """What a record says, with what it is filed under at its head."""
    card = corpus.by_key[key]
    kind = corpus.types[card.type]
    version = kind.version_shown(card, corpus.as_of)
    pieces = [
        Piece(piece.anchor, folded(words.label), folded(words.text))
        for piece in corpus.record(key).pieces()
        if piece.version in ("", version) and (words := piece.words.get(language))
    ]
    facets = kind.row(card, corpus).facets
    filed = []
    for facet in kind.facets:
        for value in facets.get(facet.key, ()) if facet.key not in ("status", "year") else ():
            label = corpus.vocabulary.label(facet.vocabulary, value) if facet.vocabulary else facet.labels.get(value)
            filed += [words for words in [label and label.get(language)] if words]
    head = pieces.pop(0) if pieces and not pieces[0].anchor else Piece("", "", "")
    text = " ".join([head.text, *map(folded, filed)]).strip()
    if text:
        yield Piece("", head.label, text)
    yield from pieces


def search(records: Sequence[Record], language: Language, words: Sequence[Word]) -> list[Found]:
    """The records that have every word, the best first, each with the passages that have any of them."""
    found = []
    places = [_places(records, word) for word in words]
    for record in records:
        hits = [
            [_first(piece, word, record.path, named, language) for piece in record.pieces]
            for word, named in zip(words, places, strict=True)
        ]
        in_name = [any(_named(name, word, language) for name in record.names) for word in words]
        if words and all(
            named or any(one is not None for one in own) for named, own in zip(in_name, hits, strict=True)
        ):
            one = Found(record, _rank(record.names, words, in_name, language))
            for piece, own in zip(record.pieces, zip(*hits, strict=True), strict=True):
                has = [at for at in own if at is not None]
                if has:
                    heading = len(piece.label) if language == "zh" else len(tokens(piece.label))
                    one.passages.append((piece, len(has), sum(at < heading for at in has)))
            one.passages.sort(key=lambda passage: (-passage[1], -passage[2]))
            found.append(one)
    several = len(words) > 1
    found.sort(key=lambda one: one.record.date, reverse=True)
    found.sort(key=lambda one: (
        -one.rank,
        -(one.passages[0][1] if several and one.passages else 0),
        -max((heading for _, _, heading in one.passages), default=0),
        not one.record.in_force,
    ))  # fmt: skip
    return found


def _places(records: Sequence[Record], word: Word) -> set[str]:
    """The records whose article a word names, unless its name fits too many."""
    if word.place is None:
        return set()
    name = word.place[0]
    named = {
        record.path
        for record in records
        if any(title == name or (len(name) > 2 and title.endswith(name)) for title in record.names)
    }
    return named if len(named) <= _MANY_OF_A_NAME else set()


def _first(piece: Piece, word: Word, path: str, named: set[str], language: Language) -> int | None:
    """Where in a piece a word stands first, in characters or in words; None where it does not."""
    if word.place is not None and path in named and piece.anchor == word.place[1]:
        return 0
    if language == "zh":
        return min((at for form in word.forms if (at := piece.text.find(form)) >= 0), default=None)
    said = tokens(piece.text)
    return next((at for at in range(len(said)) if _stands(word, said, at)), None)


def _stands(word: Word, said: Sequence[str], at: int) -> bool:
    """Whether the words of a text from one place on are those that are looked for."""
    for form in word.forms:
        wanted = tokens(form)
        there = said[at : at + len(wanted)]
        if len(there) == len(wanted) and all(map(lambda a, b: finds(a, b, exact=word.exact), wanted, there)):
            return True
    return False


def _named(name: str, word: Word, language: Language) -> bool:
    """Whether a name has a word; one that begins with a Latin letter or digit begins a word of it."""
    if language == "en":
        said = tokens(name)
        return any(_stands(word, said, at) for at in range(len(said)))
    return any(
        re.search(f"(?<![a-z0-9]){re.escape(form)}" if re.match("[a-z0-9]", form) else re.escape(form), name)
        for form in word.forms
    )


def _rank(names: Sequence[str], words: Sequence[Word], in_name: Sequence[bool], language: Language) -> int:
    """4 for a whole name, 3 for its beginning or end, 2 for all words in names, 1 for some, 0 for none."""

    known = list(names)
    meant, typed = " ".join(word.forms[0] for word in words), folded(" ".join(word.typed for word in words))
    whole = [typed, meant.strip("《》"), typed.strip("《》")]
    if language == "en":
        known = [" ".join(tokens(name)) for name in names]
        whole = [typed, *(" ".join(tokens(text)) for text in whole)]
    whole = [text for text in whole if text]
    if any(text in known for text in whole):
        return 4
    if any(name.startswith(text) or name.endswith(text) for name in known for text in whole):
        return 3
    return 2 if all(in_name) else int(any(in_name))
