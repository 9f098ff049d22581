"""How a law, a place in it, or another page of the site is cited: by the Chinese standard, and plainly in English.

A citation says only what the record says: what is not known is left out, nothing stands in for it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai import dates
from gongkai.fields import Text
from gongkai.lawfields import Event
from gongkai.lawviews import TextView
from gongkai.placenames import article_of, place_name
from gongkai.takeaway.edition import Edition
from gongkai.takeaway.words import TRANSLATION_LABELS, date_in_words, say

_SHORT = {"Article": "art.", "Part": "pt.", "Chapter": "ch.", "Section": "sec.", "paragraph": "para."}


def gbt7714(edition: Edition, anchor: str | None = None) -> str:
    """The law, or a place in it, after GB/T 7714—2025 (in force since 1 July 2026), as an entry of a numbered list.

    The standard has no code for laws; what is cited is a page of a site, so its clause 8.11.3
    (网页) and annex B.10 are followed: 责任者. 题名[EB/OL]. (发布或修改日期)[引用日期]. 获取和访问路径.
    The place is other title information (7.2.3). Without a known body the entry begins with the
    title (7.1.3). The date in parentheses (7.6) is that of the text cited; of a law whose text the
    site does not have, that of its last change, else of its adoption. It is left out where it is
    not recorded or only about right. The date of access is the day as of which the site speaks.
    """
    law, recorded = edition.law, _date(edition)
    body = edition.body_name(edition.event("adopted"), "zh")
    place = f"：{place_name(anchor, 'zh')}" if anchor else ""
    return _entry(body, f"{law.title.zh}{place}", recorded, edition.as_of, edition.address("zh", anchor))


def _entry(author: str | None, title: str, date: str | None, as_of: str, address: str) -> str:
    """An entry for a page of a site; an author that is not known and a date that is only about right are left out."""
    before = f"{author}. " if author else ""
    dated = f"({date})" if date and dates.is_exact(date) else ""
    return f"{before}{title}[EB/OL]. {dated}[{as_of}]. {address}."


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page of the site that is no law: a case, a book, a chapter of a report (whose title is the `place`).

    The publisher of the site stands where the author does, for the editors of records have no names.
    """

    title: Text
    place: Text | None
    publisher: Text
    updated: str | None
    as_of: str
    chinese: str
    english: str


def gbt7714_page(page: CitedPage) -> str:
    """The page after GB/T 7714—2025, as laws are; the date in parentheses is that of its last change."""
    title = f"{page.title.zh}：{page.place.zh}" if page.place else page.title.zh
    return _entry(page.publisher.zh, title, page.updated, page.as_of, page.chinese)


def english_page(page: CitedPage) -> str:
    """The page as English writing cites pages: who, what with its Chinese title, when it last changed, where."""
    title = f"{page.title.en} ({page.title.zh})" if page.title.en else page.title.zh
    publisher = say(page.publisher, "en")
    parts = [publisher[:1].upper() + publisher[1:], f"“{say(page.place, 'en')}”, in {title}" if page.place else title]
    if page.updated:
        parts.append(f"updated {date_in_words(page.updated, 'en', short=True)}")
    parts.append(f"{page.english} (as of {date_in_words(page.as_of, 'en', short=True)})")
    return ", ".join(parts) + "."


def _date(edition: Edition) -> str | None:
    if edition.text is not None:
        return edition.text.span.since
    changes = edition.changes()
    return changes[-1].date if changes else edition.law.date()


def english(edition: Edition, anchor: str | None = None) -> str:
    """The law, or a place in it, as legal writing in English cites Chinese laws, in British order of dates.

    Title, Chinese title, what made and ended it and when, which text, the place, whose translation, where.
    """
    law = edition.law
    title = f"{law.title.en} ({law.title.zh})" if law.title.en else law.title.zh
    history = ", ".join(_history(edition))
    parts = [f"{title} ({history})" if history else title]
    if anchor:
        parts.append(_place(anchor))
    parts += _standing(edition, anchor)
    parts.append(f"{edition.address('en', anchor)} (as of {date_in_words(edition.as_of, 'en', short=True)})")
    return ", ".join(parts) + "."


def _history(edition: Edition) -> Iterator[str]:
    known: str | None = None
    for kind in ("adopted", "promulgated"):
        if event := edition.event(kind):
            body = edition.body_name(event, "en")
            by = f" by the {_without_article(body)}," if body and body != known else ""
            yield f"{kind}{by} {date_in_words(event.date, 'en', short=True)}"
            known = body
    if event := edition.event("effective"):
        yield f"effective {date_in_words(event.date, 'en', short=True)}"
    changed = _last_change(edition)
    if changed is not None:
        yield f"last amended {date_in_words(changed, 'en', short=True)}"
    if (repeal := edition.repeal()) is not None:
        with_effect = "with effect from " if repeal.effective or repeal.day > edition.as_of else ""
        yield f"repealed {with_effect}{date_in_words(repeal.effective or repeal.date, 'en', short=True)}"
    if edition.text is not None:
        yield _which(edition.text)


def _last_change(edition: Edition) -> str | None:
    """The day of the latest decision that is in the text; without a text, of the latest in effect."""
    changes: Iterable[Event] = edition.changes()
    if edition.text is not None:
        since, version = edition.text.span.since, edition.text.version
        if since is None:
            return None
        kinds = ("amended", "revised")
        decided = version.dated == "adopted"
        changes = [
            event
            for event in edition.law.events
            if event.type in kinds and (dates.first_day(event.date) if decided else event.day) <= since
        ]
    return max((event.date for event in changes), key=dates.first_day, default=None)


def _which(text: TextView) -> str:
    since = text.span.since
    if since is None:
        return "text of unrecorded date"
    words = date_in_words(since, "en", short=True)
    return f"text decided on {words}" if text.version.dated == "adopted" else f"text in effect from {words}"


def _without_article(name: str) -> str:
    return re.sub(r"^the ", "", name, flags=re.IGNORECASE)


def _place(anchor: str) -> str:
    """`Article 12, paragraph 2` as citations shorten it: art. 12, para. 2."""
    name = place_name(anchor, "en")
    return re.sub(r"\b(Article|Part|Chapter|Section|paragraph) (?=[0-9])", lambda found: f"{_SHORT[found[1]]} ", name)


def _standing(edition: Edition, anchor: str | None) -> Iterator[str]:
    if edition.law.demonstration:
        yield "demonstration text without legal force"
    text = edition.text
    if text is None:
        return
    translation = text.version.translation
    if translation is None:
        yield "in Chinese"
        return
    label = say(TRANSLATION_LABELS[translation], "en")
    judged = text.judged.get(article_of(anchor)) if anchor else None
    if judged is not None and judged.freshness == "missing":
        yield "not translated"
    elif judged is not None and judged.freshness == "outdated":
        since = (
            f" (translates the Chinese on record on {date_in_words(judged.since, 'en', short=True)})"
            if judged.since
            else ""
        )
        yield f"{label}, out of date{since}"
    else:
        yield label
    yield "the Chinese text prevails"
