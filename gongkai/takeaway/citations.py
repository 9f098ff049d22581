"""How a law, or one place in it, is cited: by the Chinese standard, and plainly in English.

A citation says only what the record says: what is not known is left out, nothing stands in for it.
"""

import re
from collections.abc import Iterable, Iterator

from gongkai import dates
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
    date = f"({recorded})" if recorded and dates.is_exact(recorded) else ""
    author = f"{body}. " if body else ""
    return f"{author}{law.title.zh}{place}[EB/OL]. {date}[{edition.as_of}]. {edition.address('zh', anchor)}."


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
