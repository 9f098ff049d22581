"""Rules that need more than one record. Each is a generator of faults; `RULES` lists them."""

from gongkai.rules.links import dangling, references, terms
from gongkai.rules.translations import translations

RULES = (references, terms, translations)

__all__ = ["RULES", "dangling"]
