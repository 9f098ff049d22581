"""Files for calendars (iCalendar, RFC 5545): for each event, and for all events and closing days together.

Everything is in the site's time zone. Nothing is taken from the clock, so the same content gives the same bytes. An
event is the same event in every file and language (its UID), so whoever takes it twice has it once.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from gongkai import dates, i18n
from gongkai.cards import Card
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import LANGUAGES, Language, Text
from gongkai.pages import path_of
from gongkai.records.consultation import Consultation
from gongkai.records.event import CALENDAR_FILES, CANCELLED, Event, in_calendar, state_of
from gongkai.tally import counted

if TYPE_CHECKING:
    import icalendar

LIST_FILE = "calendar.ics"
_NAME = Text(zh="{}：活动和征求意见截止日", en="{}: events and last days to comment")
_LAST_DAY = Text(zh="征求意见截止：{}", en="Last day to comment: {}")
_SIGN_UP = Text(zh="报名截止：{}", en="Sign up by {}")
_BEGINS = Text(zh="开始时间：{}", en="Begins at {}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar holds of one day or event. `start` and `end` are both days (the last one is meant) or both moments.

    A moment without an end has `end` None. `key` makes the UID, and never changes.
    """

    key: str
    card: Card
    start: datetime.date
    end: datetime.date | None
    title: Text
    details: tuple[Text, ...]
    where: Text | None = None
    cancelled: bool = False


def files_of(card: Card, paths: Sequence[str], corpus: Corpus, config: SiteConfig) -> Iterator[tuple[str, bytes]]:
    """The files of one event; the name of each says its language."""
    for path in paths:
        language: Language = "en" if path.endswith(CALENDAR_FILES["en"]) else "zh"
        yield path, _calendar([_of_event(card, corpus, config)], language, corpus, config).to_ical()


def lists(corpus: Corpus, config: SiteConfig) -> Iterator[tuple[str, bytes]]:
    """All events and the closing days of consultations, in each language, where the site has a list of events."""
    if not (config.features.downloads and corpus.shown(Event.folder)):
        return
    entries = [_of_event(card, corpus, config) for card in counted(corpus.cards(Event.folder)) if in_calendar(card)]
    entries += [_closing(card) for card in counted(corpus.cards(Consultation.folder)) if card.brief["closes"]]
    entries.sort(key=lambda entry: (str(entry.start), entry.key))
    for language in LANGUAGES:
        calendar = _calendar(entries, language, corpus, config)
        name = i18n.plain(_NAME, language).format(i18n.plain(config.name, language))
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", datetime.timedelta(days=1), parameters={"value": "DURATION"})
        yield f"{'' if language == 'zh' else 'en/'}{Event.folder}/{LIST_FILE}", calendar.to_ical()


def _of_event(card: Card, corpus: Corpus, config: SiteConfig) -> Entry:
    """An event: on days, or from one time of day to another where the times are known."""
    brief = card.brief
    first = datetime.date.fromisoformat(brief["starts"])
    last = datetime.date.fromisoformat(brief["ends"]) if brief["ends"] and dates.is_day(brief["ends"]) else first
    from_time, to_time = brief["times"]
    details = [text for text in (card.summary, brief["how_to_join"]) if text is not None]
    if brief["apply_by"]:
        day = brief["apply_by"]
        details.append(_filled(_SIGN_UP, Text(zh=i18n.date_words(day, "zh"), en=i18n.date_words(day, "en"))))
    place = corpus.card(brief["place"]) if brief["place"] else None
    start: datetime.date = first
    end: datetime.date | None = last
    if from_time and (to_time or last == first):
        start, end = _moment(first, from_time, config), _moment(last, to_time, config) if to_time else None
    elif from_time:
        details.append(_filled(_BEGINS, Text(zh=from_time, en=from_time)))
    return Entry(
        card.key, card, start, end, card.title, tuple(details),
        brief["venue"] or (place.title if place else None), state_of(brief, corpus.as_of) == CANCELLED,
    )  # fmt: skip


def _closing(card: Card) -> Entry:
    """The last day on which a consultation is open."""
    day = datetime.date.fromisoformat(card.brief["closes"])
    details = (card.summary,) if card.summary else ()
    return Entry(f"{card.key}/closes", card, day, day, _filled(_LAST_DAY, card.title), details)


def _filled(words: Text, what: Text) -> Text:
    """Words with something put in; there is no English where that has none."""
    return Text(zh=words.zh.format(what.zh), en=(words.en or "").format(what.en) if what.en else None)


def _moment(day: datetime.date, clock: str, config: SiteConfig) -> datetime.datetime:
    """A time of day in the site's zone."""
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), ZoneInfo(config.timezone))


def _calendar(entries: Sequence[Entry], language: Language, corpus: Corpus, config: SiteConfig) -> "icalendar.Calendar":
    """The entries in one language, with the rules of their time zone where a time of day is given."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{i18n.plain(config.publisher, language)}//Gongkai//{language.upper()}")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_component(entry, language, corpus, config))
    days = [entry.start for entry in entries if isinstance(entry.start, datetime.datetime)]
    if days:
        first, last = min(days).date(), max(days).date()
        calendar.add_missing_timezones(datetime.date(first.year, 1, 1), datetime.date(last.year + 2, 1, 1))
    return calendar


def _component(entry: Entry, language: Language, corpus: Corpus, config: SiteConfig) -> "icalendar.Event":
    """One entry. Words that are missing in the language are given, and marked, in the other."""
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"{entry.key}@{urlsplit(config.url).hostname}")
    event.add("dtstamp", _stamp(entry.card))
    event.add("dtstart", entry.start)
    if isinstance(entry.start, datetime.datetime):
        if entry.end is not None:
            event.add("dtend", entry.end)
    elif entry.end is not None:
        event.add("dtend", entry.end + datetime.timedelta(days=1))
    address = config.url + ("" if language == "zh" else "en/") + (path_of(entry.card.key, corpus) or "")
    _words(event, "summary", entry.title, language)
    details = "\n".join(i18n.plain(text, language) for text in entry.details)
    event.add("description", f"{details}\n{address}".strip(), parameters={"language": i18n.TAGS[language]})
    if entry.where is not None:
        _words(event, "location", entry.where, language)
    event.add("url", address)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _words(event: "icalendar.Event", name: str, text: Text, language: Language) -> None:
    said = language if text.get(language) else i18n.other(language)
    event.add(name, i18n.plain(text, language), parameters={"language": i18n.TAGS[said]})


def _stamp(card: Card) -> datetime.datetime:
    """When what is said here was last changed: the day the record names, else that of the event or call itself."""
    day = card.brief.get("updated") or card.publish_from or dates.first_day(card.date or card.brief["closes"])
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), datetime.UTC)
