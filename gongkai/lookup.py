"""The records that a panel looks up: a query over the corpus, so that a page repeats what the records say today."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.blocks import Query
from gongkai.cards import Card, Row
from gongkai.corpus import Corpus
from gongkai.fields import Term
from gongkai.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: the first rows in the order of the type's list, and how many there are in all."""

    kind: type[Record]
    rows: Sequence[tuple[Card, Row]]
    count: int


def look_up(query: Query, corpus: Corpus) -> Found:
    """The published records of a type that fit all that the query names; demonstrations are no answer."""
    kind = corpus.types[query.type]
    fitting = [card for card in corpus.cards(query.type) if not card.demonstration and _fits(card, query)]
    return Found(kind, [(card, kind.row(card, corpus)) for card in fitting[: query.most]], len(fitting))


def _fits(card: Card, query: Query) -> bool:
    named: list[Term] = [term for _, term in card.terms]
    return (
        (query.topic is None or query.topic in card.topics)
        and (query.measure is None or query.measure in card.measures)
        and (
            query.district is None
            or any(term == query.district and term.vocabulary == query.district.vocabulary for term in named)
        )
        and (query.year is None or (card.date or "").startswith(query.year))
    )
