"""Rules that need more than one record. Each is a generator of faults; `RULES` lists them."""

from gongkai.rules.consultations import adopted
from gongkai.rules.evidence import evidence
from gongkai.rules.links import dangling, references, terms
from gongkai.rules.translations import translations

RULES = (references, terms, translations, adopted, evidence)

__all__ = ["RULES", "dangling"]
