"""Rules that need more than one record. Each is a generator of faults; `RULES` lists them."""

from gongkai.rules.links import dangling, references, terms

RULES = (references, terms)

__all__ = ["RULES", "dangling"]
