"""What a record names must exist: records, places in them, words of the vocabulary."""

from collections.abc import Iterable, Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.fields import Loc, Ref
from gongkai.record import Fault
from gongkai.suggest import suggestion


def references(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """A reference leads to a record of this site, and to a place that the record has."""
    yield from dangling(card.refs, corpus)


def dangling(refs: Iterable[tuple[Loc, Ref]], corpus: Corpus) -> Iterator[Fault]:
    """References that lead nowhere. One to a record that is held back is good."""
    for loc, ref in refs:
        if ref.target in corpus.hidden:
            continue
        target = corpus.card(ref.target)
        if target is None:
            folder = ref.target.partition("/")[0]
            near = [other.key for other in corpus.cards(folder)] or list(corpus.by_key)
            yield Fault("unknown-record", loc, {"found": ref.target} | suggestion(ref.target, near))
        elif ref.anchor and ref.anchor not in (anchors := corpus.anchors(ref.target)):
            words = {"found": ref.anchor, "record": ref.target} | suggestion(ref.anchor, anchors)
            yield Fault("unknown-anchor", loc, words)


def terms(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """A word from the vocabulary is in the vocabulary."""
    records = {kind.vocabulary: f"content/{kind.folder}" for kind in corpus.types.values() if kind.vocabulary}
    for loc, term in card.terms:
        name = term.vocabulary
        known = corpus.vocabulary.words(name)
        if term not in known:
            folder = records.get(name)
            places = {
                "place_zh": f"{folder} " if folder else f"content/vocabulary.yml 的 {name} ",
                "place_en": folder or f"{name} in content/vocabulary.yml",
            }
            words = {"found": term, "vocabulary": name} | places | suggestion(term, known)
            yield Fault("unknown-term", loc, words)
