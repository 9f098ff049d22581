"""Looking for the terms of a glossary.

A Chinese term is found as it is written; where one lies within a longer one, only the longer counts:
上海市人民代表大会常务委员会 is not also 常务委员会. An English term is found as whole words in any
capitals, whichever of singular and plural, -ise and -ize, hyphen, space and line break is written,
and with or without "the" between the words.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from gongkai.glossary.english import LETTER, Tokens, canonical, expression, form_tokens, spellings
from gongkai.glossary.prose import english_prose, in_tag

# What may stand before the first word of a term in a page.
_BEFORE = "[\\s>(\\[/;\"'\u201c\u2018\u2013\u2014]"


class Entry(NamedTuple):
    """A term: its Chinese, its approved English, other English that is accepted, and what it means, in English.

    `in_place`: whether English pages explain it at its first use; not for words that every reader
    knows, nor for those that mean something else more often. They explain the approved English, and
    those accepted forms that `also_in_place` names: `deputies` for `deputy to the people's congress`.
    `in_text`: whether its Chinese is looked for; not for 届 or 规定, which stand everywhere.
    """

    id: str
    zh: str
    en: str
    also: tuple[str, ...]
    explanation: str
    in_place: bool = True
    in_text: bool = True
    also_in_place: tuple[str, ...] = ()


class Glossary:
    """Terms to look for. What it looks with is made at the first use, and again after pickling."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __reduce__(self) -> tuple[Any, ...]:
        return Glossary, (self.entries,)

    def used_in(self, chinese: str) -> list[str]:
        """The ids of the terms that a Chinese text uses, in the order of first use, each once."""
        return [entry.id for entry in self._used(chinese)]

    def unmatched(self, chinese: str, english: str) -> list[Entry]:
        """The terms that the Chinese uses and whose approved or accepted English its translation lacks."""
        used = self._used(chinese)
        if not used:
            return []
        words = f" {' '.join(canonical(english, self._bases))} ".replace(" , and ", " and ")
        without_the = words.replace(" the ", " ")
        return [
            entry
            for entry in used
            if entry.en
            and (wanted := self._wanted[entry.id])
            and not any(form in (words if form.startswith(" the ") else without_the) for form in wanted)
        ]

    def explain(self, html: str) -> tuple[str, list[str]]:
        """An English page's content with the first use of each term made a link, and the ids of the terms linked.

        A link reads `<a class="term" href="#_term-ID">words as written</a>`. A term is linked once in
        every `<section>`, a section inside another being one of its own, and once in all that is
        outside them; only in English prose (`prose` says what that is). Nothing else changes.
        """
        if not self.entries:
            return html, []
        parts: list[str] = []
        linked: dict[str, None] = {}
        at = 0
        for start, end, term in self._first_uses(html):
            parts += (html[at:start], f'<a class="term" href="#_term-{escape(term)}">', html[start:end], "</a>")
            linked[term] = None
            at = end
        return "".join([*parts, html[at:]]), list(linked)

    def _used(self, chinese: str) -> list[Entry]:
        """Found at every character anew, for terms may overlap: 第三次会议议程 has both 次会议 and 会议议程."""
        if not self.entries:
            return []
        used: dict[Entry, None] = {}
        pattern, by_term = self._chinese
        reach = 0
        found = pattern.search(chinese)
        while found:
            if found.end() > reach:
                reach = found.end()
                used.update(dict.fromkeys(by_term[found.group()]))
            found = pattern.search(chinese, found.start() + 1)
        return [entry for entry in used if entry.in_text]

    @functools.cached_property
    def _chinese(self) -> tuple[re.Pattern[str], Mapping[str, list[Entry]]]:
        """What finds the terms, and those among the others that one of them lies within."""
        sought = {entry.zh for entry in self.entries if entry.in_text and entry.zh}
        by_term: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if any(term in entry.zh for term in sought):
                by_term.setdefault(entry.zh, []).append(entry)
        longest_first = sorted(by_term, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or "(?!)"), by_term

    @functools.cached_property
    def _bases(self) -> Mapping[str, str]:
        """Every spelling of every word of the English terms, with its base."""
        forms = (form for entry in self.entries for form in (entry.en, *entry.also, *entry.also_in_place))
        words = {word for form in forms for word in canonical(form, {}) if word[0].isalnum()}
        return {spelling: every[0] for every in map(spellings, sorted(words)) for spelling in every}

    @functools.cached_property
    def _wanted(self) -> Mapping[str, list[str]]:
        """The English of each term, in canonical spelling, between spaces."""
        return {
            entry.id: [
                f" {' '.join(tokens)} "
                for form in (entry.en, *entry.also, *entry.also_in_place)
                if (tokens := form_tokens(form, self._bases))
            ]
            for entry in self.entries
        }

    def _first_uses(self, html: str) -> Iterator[tuple[int, int, str]]:
        """Where each section uses a term first: from and to which character, and its id."""
        lower = " " + html.lower()
        if len(lower) != len(html) + 1:  # of all letters, only this one becomes two
            lower = " " + html.replace("\u0130", "i").lower()
        pattern, terms = self._in_place
        told: set[tuple[int, str]] = set()
        for run in english_prose(html):
            for match in pattern.finditer(lower, run.start, run.end + 1):
                term = terms[(match.lastindex or 1) - 1]
                if term is not None and (run.section, term) not in told and not in_tag(html, match.start()):
                    told.add((run.section, term))
                    yield match.start(), match.end() - 1, term

    @functools.cached_property
    def _in_place(self) -> tuple[re.Pattern[str], list[str | None]]:
        """What finds the forms that pages explain, with the character before them, and the term of each of its groups.

        Nearly every word of a page is ruled out by its first letters, which is what makes it fast.
        """
        spelt: dict[str, list[str]] = {}
        for spelling, base in self._bases.items():
            spelt.setdefault(base, []).append(spelling)
        stems: dict[str, list[tuple[str, str | None]]] = {}
        for tokens, term in self._linked_forms():
            stem, end = expression(tokens, spelt)
            stems.setdefault(stem, []).append((end, term))
        words = "|".join(f"{stem}(?:{'|'.join(f'({end})' for end, _ in ends)})" for stem, ends in stems.items())
        pattern = re.compile(f"{_BEFORE}(?:{words or '(?!)'})(?!-?[{LETTER}])")
        return pattern, [term for ends in stems.values() for _, term in ends]

    def _linked_forms(self) -> list[tuple[Tokens, str | None]]:
        """The forms that pages explain, longest first, with their terms.

        With None, those that contain one but mean another term: `deputy director` is no deputy. A
        form that contains one of its own term is linked whole.
        """
        explained = {
            tokens: entry.id
            for entry in reversed(self.entries)
            if entry.in_place
            for form in (*entry.also_in_place, entry.en)
            if (tokens := form_tokens(form, self._bases)) and tokens[0][0].isalnum()
        }
        forms: dict[Tokens, str | None] = {**explained}
        for entry in self.entries:
            for form in (entry.en, *entry.also):
                tokens = form_tokens(form, self._bases)
                inside = {
                    term for inner, term in explained.items() if f" {' '.join(inner)} " in f" {' '.join(tokens)} "
                }
                if inside and tokens[0][0].isalnum():
                    forms.setdefault(tokens, entry.id if entry.id in inside else None)
        return sorted(forms.items(), key=lambda form: len(" ".join(form[0])), reverse=True)
