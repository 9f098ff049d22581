"""Running text that is taken away: its links to records become whole addresses.

On the site a link to a record that is not published loses its address and keeps its words; so it does here.
"""

import re
from collections.abc import Iterator

from gongkai.fields import Language, Ref
from gongkai.markdown_source import link_destinations
from gongkai.takeaway.edition import Edition

_BEFORE = re.compile(r"\[([^\[\]]*)\]\(\s*<?$")
_BEHIND = re.compile(r""">?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""")


def prose_away(edition: Edition, text: str, language: Language) -> str:
    """Markdown as it stands in a record, with addresses that are good away from the site."""
    for start, end in reversed(list(_links(text))):
        page = edition.record_page(text[start:end], language)
        opened, closed = _BEFORE.search(text, 0, start), _BEHIND.match(text, end)
        if page is None and opened and closed:
            text = text[: opened.start()] + opened[1] + text[closed.end() :]
        else:  # without the brackets of a link it is a definition, which the words stand away from: it leads nowhere
            text = text[:start] + (page or "#") + text[end:]
    return text


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Where the keys of records stand that the text links to, in order and each once."""
    found = set()
    for offset, destination in link_destinations(text):
        if Ref.keeps_rule(destination):
            start = text.index(destination, offset)
            found.add((start, start + len(destination)))
    yield from sorted(found)
