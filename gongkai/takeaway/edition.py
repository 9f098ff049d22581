"""One version of a law with everything that a file taken away from the site says of it.

All exports (plain text, JSON, Akoma Ntoso, schema.org, citations) are made from an `Edition`, so
that a notice or a mark on an English article cannot stand in one of them and be missing in another.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai import dates
from gongkai.cards import State
from gongkai.fields import Language, Text
from gongkai.lawfields import Event
from gongkai.lawtext import Article
from gongkai.lawversions import Span, current_key, download_names
from gongkai.lawviews import TextView
from gongkai.records import TYPES
from gongkai.records.law import Law
from gongkai.takeaway import words
from gongkai.takeaway.pieces import judged_articles, place_in_words
from gongkai.takeaway.words import date_in_words, say
from gongkai.translations import Judged

Notice = tuple[str, str]

COUNTRY = "cn"  # the jurisdiction in identifiers, ISO 3166-1
_NAMED = 20  # articles that a notice names; it counts the rest
_AT_THE_TOP = frozenset(kind.folder for kind in TYPES if not kind.listed)


@dataclass(frozen=True)
class Edition:
    """A version of a law, where it is published, by whom, and what is known of its state.

    `text` is None where the record carries no text: then the law as a whole is meant. `base` is the
    site's public address and ends with a slash; `path` is the page below it: the version's,
    `laws/x/versions/2024-01-01/`, or the law's own, where there is no text or the site has no pages
    of versions (`parts` is false). `bodies`, `kinds` and `categories` are the labels of the
    vocabulary; `titles` are those of the other records that are published, by key: a record that is
    not among them is neither named nor linked. `amends` are the keys of the laws whose records say
    that this one amended them. `notice` is the line the site shows on every page; `downloads` says
    whether it has files to take away.
    """

    law: Law
    text: TextView | None
    state: State
    as_of: str
    site: Text
    publisher: Text
    base: str
    path: str
    bodies: Mapping[str, Text]
    kinds: Mapping[str, Text] = field(default_factory=dict)
    categories: Mapping[str, Text] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    amends: tuple[str, ...] = ()
    notice: Text | None = None
    parts: bool = True
    downloads: bool = True

    @property
    def key(self) -> str:
        """The law's record: laws/x."""
        return f"{Law.folder}/{self.law.id}"

    def needed_text(self) -> TextView:
        """The text. Raises ValueError where the record carries none."""
        if self.text is None:
            raise ValueError(f"{self.key}: no text")
        return self.text

    @property
    def on_its_page(self) -> bool:
        """Whether the page of the edition shows this text: the law's own page shows only one of the law's texts."""
        if self.text is None or self.parts:
            return True
        return self.text.version.key == current_key([version.key for version in self.law.versions], self.as_of)

    def address(self, language: Language, anchor: str | None = None) -> str:
        """The page in a language, or a place in it."""
        return self.page(self.path, language) + (f"#{anchor}" if anchor else "")

    def page(self, path: str, language: Language) -> str:
        """The address of any page of the site; `path` ends with a slash."""
        return f"{self.base}{'en/' if language == 'en' else ''}{path}"

    def version_page(self, key: str, language: Language) -> str | None:
        """The page of one of the law's versions; None where the site has no such pages."""
        return self.page(f"{self.key}/versions/{key}/", language) if self.parts else None

    def record_page(self, ref: str, language: Language) -> str | None:
        """The page of another record, and the place in it where one is named; None where it is not published."""
        target, _, anchor = ref.partition("#")
        if target not in self.titles:
            return None
        folder, _, name = target.partition("/")
        path = f"{name}/" if folder in _AT_THE_TOP else f"{target}/"
        return self.page(path, language) + (f"#{anchor}" if anchor else "")

    def title_of(self, ref: str) -> Text | None:
        """The title of another record; None where it is not published."""
        return self.titles.get(ref.partition("#")[0])

    def files(self, key: str | None = None) -> dict[str, str]:
        """Addresses of files by name: of this edition's, or of another version's of the law.

        Empty where the site has none. A law without a text has its data alone, beside its page.
        """
        if not self.downloads:
            return {}
        if key is None and self.text is None:
            return {"law.json": f"{self.base}{self.path}law.json"}
        version = self.needed_text().version if key is None else self.law.version(key)
        folder = f"{self.base}{self.key}/versions/{version.key}/"
        return {name: f"{folder}{name}" for name in download_names(english=version.en is not None)}

    def event(self, *kinds: str) -> Event | None:
        """The first event of one of the kinds, in the record's order."""
        return next((event for event in self.law.events if event.type in kinds), None)

    def body_name(self, event: Event | None, language: Language) -> str | None:
        """The body an event names; None where the record names none or the vocabulary does not know it."""
        label = self.bodies.get(event.body) if event and event.body else None
        return say(label, language) if label else None

    def repeal(self) -> Event | None:
        """The repeal on record, whether its day has come or not; the first one of several."""
        repeals = [event for event in self.law.events if event.type == "repealed"]
        return min(repeals, key=lambda event: event.day, default=None)

    def changes(self) -> list[Event]:
        """The amendments in effect on the day of the edition, by the day of the decision."""
        kinds = ("amended", "revised")
        found = [event for event in self.law.events if event.type in kinds and event.day <= self.as_of]
        return sorted(found, key=lambda event: dates.first_day(event.date))

    def until(self, span: Span) -> str | None:
        """A version's last day; None where no end is known, also where a repeal is dated by its month or year alone."""
        repeal = self.repeal()
        if repeal is None or dates.is_day(repeal.effective or repeal.date):
            return span.until
        return span.until if span.until is not None and span.until < day_before(repeal.day) else None

    def version_in_words(self, language: Language) -> str:
        """Which text this is: from when until when, and whether it is the current one."""
        text = self.needed_text()
        span = text.span
        standing = say(words.STANDING[span.state], language)
        parts = []
        if span.since is not None:
            form = words.DECIDED if text.version.dated == "adopted" else words.FROM
            parts.append(say(form, language).format(date=date_in_words(span.since, language)))
        if (until := self.until(span)) is not None:
            parts.append(say(words.UNTIL, language).format(date=date_in_words(until, language)))
        when = ("" if language == "zh" else " ").join(parts)
        if not when:
            return standing
        return f"{when}（{standing}）" if language == "zh" else f"{when} ({standing})"

    def notices(self, language: Language) -> list[Notice]:
        """What every export says in its own language, each with a key: most serious first."""
        found: list[Notice] = []
        if self.law.demonstration:
            found.append(("demonstration", say(words.DEMONSTRATION, language)))
        if self.law.draft:
            found.append(("draft-record", say(words.DRAFT_RECORD, language)))
        found.append(("site", say(self.notice or words.NOT_OFFICIAL, language)))
        found.append(("chinese-prevails", say(words.CHINESE_PREVAILS, language)))
        translation = self.text.version.translation if self.text else None
        if self.text is not None and translation is not None:
            found.append((f"translation-{translation}", say(words.TRANSLATION[translation], language)))
            found += self._freshness_notices(self.text, language)
        return found

    def _freshness_notices(self, text: TextView, language: Language) -> Iterator[Notice]:
        judged = list(judged_articles(text, language))
        between = "、" if language == "zh" else "; "
        for freshness, sentence in (
            ("outdated", words.ENGLISH_OUTDATED),
            ("missing", words.ENGLISH_MISSING),
            ("unrecorded", words.ENGLISH_UNRECORDED),
            ("extra", words.ENGLISH_EXTRA),
        ):
            places = [self._place(node, found, language) for node, found in judged if found.freshness == freshness]
            if len(places) > _NAMED:
                more = say(words.AND_MORE, language).format(len(places) - _NAMED)
                places = [*places[:_NAMED], more]
            if places:
                yield f"english-{freshness}", say(sentence, language).format(between.join(places))

    @staticmethod
    def _place(node: Article, judged: Judged, language: Language) -> str:
        place = place_in_words(node, language)
        if judged.freshness != "outdated" or judged.since is None:
            return place
        return say(words.SINCE, language).format(place=place, date=date_in_words(judged.since, language))


def day_before(day: str) -> str:
    """The day before a day, both as YYYY-MM-DD."""
    return str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1))
