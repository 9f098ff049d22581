"""Search without a server: an index of every page's words, made at build and read by `find.js`.

Read `index` first, then `postings` and `folding`. The format is described in `docs/search.md`.
"""

from gongkai.search.texts import Texts

__all__ = ["FOLDER", "Texts"]

FOLDER = "search"
