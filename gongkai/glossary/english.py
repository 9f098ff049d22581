"""English words whichever way they are written: singular or plural, -ise or -ize, with any hyphens and apostrophes.

A term is known by the canonical spelling of its words. `canonical` gives that of any text, to look
for terms in; `expression` is the same rule the other way round, for finding them where they stand
in a page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

LETTER = "0-9a-z\u00c0-\u024f"

_TOKEN = re.compile(rf"[{LETTER}]+|(?<=[{LETTER}])'s(?![{LETTER}])|(?<=s)'(?![{LETTER}])|[^\w\s'\u2010\u2011-]")
_UNCHANGING = (
    *("a", "an", "and", "at", "by", "for", "from", "in", "into"),
    *("is", "of", "on", "or", "out", "the", "to", "when", "with"),
)
_SPELT_TWO_WAYS = re.compile("i[sz](?=(?:e|es|ed|er|ers|ing|ation|ations)$)")
_OF = "'s"

# What HTML may have in place of a space or hyphen, and of an apostrophe, in lower case.
_GAP = "(?:[\\s\u2010\u2011-]|&nbsp;|&#160;|&#xa0;)+"
_APOSTROPHE = "(?:['\u2019]|&#39;|&#x27;|&apos;|&rsquo;|&#8217;)"

Tokens = tuple[str, ...]


def canonical(english: str, bases: Mapping[str, str]) -> list[str]:
    """Words, punctuation marks and the 's of possession, words with a base in `bases` given as that."""
    found = _TOKEN.findall(english.lower().replace("\u2019", "'"))
    return [_OF if each == "'" else bases.get(each, each) for each in found]


def form_tokens(form: str, bases: Mapping[str, str]) -> Tokens:
    """A term's words in canonical spelling, without "the" after the first of them and a comma before "and"."""
    every = canonical(form, bases)
    return tuple(
        each
        for at, each in enumerate(every)
        if not (at and each == "the") and not (each == "," and every[at + 1 : at + 2] == ["and"])
    )


def spellings(word: str) -> list[str]:
    """A lower-case word in all its spellings. The first is the same whichever of them was given: the base."""
    if word in _UNCHANGING:
        return [word]
    singular = word
    if word.endswith("men") and len(word) > 3:
        singular = f"{word[:-3]}man"
    elif word.endswith("ies") and len(word) > 4:
        singular = f"{word[:-3]}y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        singular = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        singular = word[:-1]
    every = [singular, *_plurals(singular), word]
    return list(dict.fromkeys(_SPELT_TWO_WAYS.sub(sound, each) for sound in ("is", "iz") for each in every))


def _plurals(word: str) -> list[str]:
    if word.endswith("man"):
        return [f"{word[:-3]}men", f"{word}s"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [f"{word[:-1]}ies"]
    return [f"{word}es" if word.endswith(("s", "x", "ch", "sh", "z")) else f"{word}s"]


def beginning(words: Sequence[str]) -> str:
    """The letters with which all the words begin."""
    first, last = min(words), max(words)
    same = next((at for at, letter in enumerate(first) if letter != last[at : at + 1]), len(first))
    return first[:same]


def expression(tokens: Sequence[str], spelt: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """What a form's first word begins with, and an expression for all that follows, in lower-case HTML.

    `spelt` has the spellings of every base. The first token is a word.
    """
    first = spelt[tokens[0]]
    stem = beginning(first)
    parts = [_one_of(each[len(stem) :] for each in first)]
    gap = _GAP
    for token in tokens[1:]:
        if token == _OF:
            parts.append(f"(?:{_APOSTROPHE}s|(?<=s){_APOSTROPHE})")
        elif token in spelt:
            comma = ",?" if token == "and" else ""  # noqa: S105 - a word
            parts.append(f"{comma}{gap}(?:the{_GAP})?{_one_of(spelt[token])}")
            gap = _GAP
        else:
            parts.append(rf"\s*{re.escape(escape(token))}")
            gap = f"(?:{_GAP})?"
    return stem, "".join(parts)


def _one_of(choices: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(choices, key=len, reverse=True)))})"
