"""Rules that need more than one record. Each is a generator of faults; `RULES` lists them."""

from collections.abc import Callable, Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.record import Fault
from gongkai.rules.consultations import adopted
from gongkai.rules.evidence import evidence
from gongkai.rules.exhibition import panels, retired, rights
from gongkai.rules.links import dangling, references, terms
from gongkai.rules.translations import translations

Rule = Callable[[Card, Corpus], Iterator[Fault]]

RULES: tuple[Rule, ...] = (references, terms, translations, adopted, evidence, panels, retired)
TODAY: tuple[Rule, ...] = (rights,)
"""Rules about the day of the build: they look at what is published then, not at what is held back."""

__all__ = ["RULES", "TODAY", "Rule", "dangling"]
