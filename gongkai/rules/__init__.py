"""Rules that need more than one record. Each is a generator of faults; `RULES` lists them."""

from gongkai.rules.links import references, terms

RULES = (references, terms)
