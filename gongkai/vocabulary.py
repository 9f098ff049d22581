"""The site's vocabulary: words that many records share, named once, in both languages.

`content/vocabulary.yml` holds lists (`topics`, `bodies`, …), each a mapping of id to words.
Which lists exist is decided by the fields that use them (subclasses of `fields.Term`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.fields import Text

FILE = "vocabulary.yml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists by name; each list keeps the order of the file, which is the order readers see."""

    lists: Mapping[str, Mapping[str, Text]]

    def words(self, name: str) -> Mapping[str, Text]:
        """A list by name; a list the site does not have is an empty one."""
        return self.lists.get(name, {})

    def joined(self, lists: Mapping[str, Mapping[str, Text]]) -> "Vocabulary":
        """With further lists: those whose words are the titles of records."""
        return Vocabulary({**self.lists, **lists}) if lists else self

    def label(self, name: str, term: str) -> Text:
        """The words of a term that the rules have already found to exist."""
        return self.lists[name][term]
