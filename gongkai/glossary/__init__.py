"""The terms of a glossary: found in Chinese texts, missed in their English, explained in English pages."""

from gongkai.glossary.terms import Entry, Glossary

__all__ = ["Entry", "Glossary"]
