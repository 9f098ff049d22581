"""What the plan promises is shown by real records only."""

from collections.abc import Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.record import Fault
from gongkai.records.measure import Measure


def evidence(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """No deliverable is evidenced by a demonstration: it would describe nothing that was done."""
    if card.type != Measure.folder:
        return
    for index, (_, _, proofs) in enumerate(card.brief["deliverables"]):
        for at, (ref, _) in enumerate(proofs):
            shown = corpus.card(ref.target)
            if shown is not None and shown.demonstration:
                loc = ("deliverables", index, "evidence", at, "record")
                yield Fault("demonstration-evidence", loc, {"found": ref})
