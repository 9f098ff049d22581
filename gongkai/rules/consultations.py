"""What was adopted from a consultation stands in the law that it names, in other words than those of the draft."""

from collections.abc import Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.feedback import faults_in_law
from gongkai.record import Fault
from gongkai.records.consultation import Consultation
from gongkai.records.law import Law


def adopted(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """Every law that feedback names has the version and the article, and the article was changed."""
    if card.type != Consultation.folder or not any(Consultation.uses(card, corpus)):
        return
    consultation = corpus.record(card.key)
    assert isinstance(consultation, Consultation)
    drafts = {draft.id: draft for draft in consultation.drafts}
    for index, one in enumerate(consultation.feedback):
        target = one.result.law.target if one.result and one.result.law else ""
        law = corpus.record(target) if corpus.card(target) else None
        if isinstance(law, Law) and one.draft in drafts:
            yield from faults_in_law(one, law, consultation.date(), drafts[one.draft], ("feedback", index, "result"))
