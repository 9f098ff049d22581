"""What templates call to show a law's text: the text with its marks, its life, and its versions."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from markupsafe import Markup, escape

from gongkai import i18n
from gongkai.cards import Card
from gongkai.fields import EitherText, Language
from gongkai.i18n import Strings
from gongkai.lawhtml import Note, Notes, bilingual_html, english_html
from gongkai.lawlife import Event
from gongkai.lawtext import Article
from gongkai.lawtext.nodes import Node
from gongkai.lawviews import TextView
from gongkai.placenames import place_name
from gongkai.record import Record
from gongkai.takeaway import Edition, gbt7714
from gongkai.takeaway import english as english_citation


class Here(Protocol):
    """The page in hand: its language, and where links lead from it."""

    language: Language

    def href(self, key: str) -> str | None: ...
    def day(self, date: str | None) -> Markup: ...
    def version_page(self, event: Event) -> str | None: ...


def notes(
    text: TextView, told: Mapping[str, tuple[Markup, Markup]], here: Here, s: Strings, types: Mapping[str, type[Record]]
) -> dict[str, Note]:
    """What stands with each article: its digest (`told`: its heading, and the words), and the records that name it."""
    title, tag = escape(s("law.digest") + s("record.colon")), i18n.TAGS[here.language]
    found: dict[str, Note] = {}
    for anchor in dict.fromkeys([*told, *text.life]):
        below = ""
        if anchor in told:
            heading, words = told[anchor]
            named = f'<p class="law-plain-title">{title}{heading}</p>'
            below = f'<div class="law-plain" id="_digest-{anchor}" lang="{tag}">{named}{words}</div>'
        beside = life_html(text.life[anchor], anchor, here, s, types) if anchor in text.life else ""
        found[anchor] = Note(below, beside)
    return found


def life_html(events: Sequence[Event], anchor: str, here: Here, s: Strings, types: Mapping[str, type[Record]]) -> str:
    """The records that name an article, as a list beside it."""
    name = escape(s("law.life-of", place=place_name(anchor, here.language)))
    rows = "".join(f"<li>{event_html(event, here, s, types)}</li>" for event in events)
    return f'<aside class="law-life" lang="{i18n.TAGS[here.language]}" aria-label="{name}"><ul>{rows}</ul></aside>'


def event_html(event: Event, here: Here, s: Strings, types: Mapping[str, type[Record]]) -> Markup:
    """One record that names an article, with what it says there, and the places in the article it names."""
    card: Card = event.card
    kind = i18n.say(types[card.type].singular, here.language)
    if event.role:
        kind += Markup(" · ") + i18n.say(event.role, here.language)
    href, date, title = here.href(event.key), here.day(card.date), i18n.say(card.title, here.language)
    words = (
        Markup('<span class="life-words">{}</span>').format(i18n.say(event.words, here.language)) if event.words else ""
    )
    inner = [anchor for anchor in event.anchors if anchor != event.article]
    links = [_place_link(f"{event.law}#{anchor}", anchor, here) for anchor in inner]
    between = escape("、" if here.language == "zh" else "; ")
    place = Markup('<span class="life-place">{}</span>').format(between.join(links)) if links else ""
    if event.meant:
        then, page = version_name(event.meant, s, here.language), here.version_page(event)
        linked = Markup('<a href="{}">{}</a>').format(page, then) if page else then
        place += Markup('<span class="life-then">{}</span>').format(escape(s("law.life-then")).format(date=linked))
    when = Markup(' <span class="as-of">{}</span>').format(date) if date else ""
    return Markup('<span class="life-kind">{}</span> <a href="{}">{}</a>{}{}{}').format(
        kind, href, title, when, words, place
    )


def _place_link(key: str, anchor: str, here: Here) -> Markup:
    name, href = place_name(anchor, here.language), here.href(key)
    return Markup('<a href="{}">{}</a>').format(href, name) if href else escape(name)


def heads(text: TextView, s: Strings, language: Language) -> dict[str | None, str]:
    """What stands above an English article that is not known to be up to date; None is one without an anchor."""
    found: dict[str | None, str] = {None: _mark("unrecorded", escape(s("translation.unrecorded")), language)}
    for anchor, judged in text.judged.items():
        if judged.freshness == "outdated" and judged.since:
            since = i18n.time_element(judged.since, language)
            found[anchor] = _mark("outdated", escape(s("translation.outdated")).format(date=since), language)
        elif judged.freshness in ("unrecorded", "extra"):
            found[anchor] = _mark(judged.freshness, escape(s(f"translation.{judged.freshness}")), language)
    return found


def _mark(kind: str, words: str, language: Language) -> str:
    tag = i18n.TAGS[language]
    return f'<p class="law-mark law-mark-{kind}" lang="{tag}"><span class="state-mark" aria-hidden="true"></span><span>{words}</span></p>'


def english(text: TextView, notes_of: Notes, s: Strings) -> str:
    """The English text with every gap shown."""
    return english_html(text.pairs, heads(text, s, "en"), notes_of, lambda node: missing(node, s))


def missing(node: Node, s: Strings) -> str:
    """What stands before Chinese that is shown because its English is missing."""
    if not isinstance(node, Article):
        return _mark("missing", escape(s("translation.lines-missing")), "en")
    name = place_name(node.anchor, "en") if node.anchor else node.label
    return _mark("missing", escape(s("translation.article-missing", place=name)), "en")


def both(text: TextView, s: Strings, language: Language) -> str:
    """Both languages side by side; marks are in the language of the page."""
    lacking = {
        "zh": _mark("missing", escape(s("translation.no-chinese")), language),
        "en": _mark("missing", escape(s("translation.no-english")), language),
    }
    return bilingual_html(text.pairs, heads(text, s, language), lacking)


def version_name(key: str, s: Strings, language: Language) -> Markup:
    """A version's date, or that it has none."""
    return escape(s("law.undated")) if key == "undated" else i18n.time_element(key, language)


Cited = tuple[str, str]


def cited(edition: Edition, anchors: Sequence[str | None]) -> list[Cited]:
    """Citations by the Chinese standard and in English, as HTML; None cites the law as a whole."""
    return [
        (escape(gbt7714(edition, anchor)), i18n.say(EitherText(en=english_citation(edition, anchor)), "en"))
        for anchor in anchors
    ]


def citation(words: Cited, s: Strings) -> str:
    """One place's citations, each with the name of its style."""
    chinese, english_words = words
    return (
        f'<dl class="citation"><div><dt>{escape(s("law.cite-gbt"))}</dt><dd lang="zh-Hans"><p>{chinese}</p></dd></div>'
        f'<div><dt>{escape(s("law.cite-english"))}</dt><dd lang="en"><p>{english_words}</p></dd></div></dl>'
    )


def citations(anchors: Sequence[str], words: Sequence[Cited], page: str, s: Strings, language: Language) -> str:
    """Every article's citations under its name, which leads to the article."""
    return "".join(
        f'<section id="{anchor}" class="cite-article"><h3><a href="{page}#{anchor}">{place_name(anchor, language)}</a></h3>'
        f"{citation(one, s)}</section>\n"
        for anchor, one in zip(anchors, words, strict=True)
    )
