"""A version of a law as plain text: a head that says what it is, then the text as it is in the record."""

from collections.abc import Iterator

from gongkai.fields import Language
from gongkai.lawfields import EVENTS, Event
from gongkai.lawtext import LawText
from gongkai.takeaway import words
from gongkai.takeaway.edition import Edition
from gongkai.takeaway.pieces import Piece, pieces
from gongkai.takeaway.words import LABELS, date_in_words, say

RULE = "-" * 40


def plain_text(edition: Edition, language: Language) -> str:
    """The file's text: UTF-8, lines ending in \\n, the law's own words below a line of hyphens.

    Below that line stands exactly what the record has, but for white space at the ends of lines;
    in English with words in square brackets before each article of which it is not known that it
    is up to date, and in the place of what is not translated: an article's name, and the Chinese of
    every other line. Raises ValueError where there is no text in the language.
    """
    body = "".join(_printed(piece) for piece in pieces(edition.needed_text(), language)).lstrip("\n")
    return "\n".join([*_head(edition, language), "", RULE, "", body]) + "\n"


def _printed(piece: Piece) -> str:
    """A piece with the line breaks before it; the first of a text has none, but a mark may stand before it."""
    if piece.missing:
        return f"\n{piece.bracketed()}"
    source = LawText((piece.node,)).source()
    words = source.lstrip("\n")
    breaks = source[: len(source) - len(words)] or "\n"
    return f"{breaks}{piece.mark}\n{words}" if piece.mark else f"{breaks}{words}"


def _head(edition: Edition, language: Language) -> Iterator[str]:
    law = edition.law
    other = law.title.zh if language == "en" else law.title.en
    title = say(law.title, language)
    yield title
    if other and other != title:
        yield other
    yield ""
    for _, sentence in edition.notices(language):
        yield sentence
    if law.title.en and law.english_title == "reference":
        yield say(words.ENGLISH_TITLE_REFERENCE, language)
    yield ""
    colon = "：" if language == "zh" else ": "
    for label, value in _facts(edition, language):
        yield f"{label}{colon}{value}"


def _facts(edition: Edition, language: Language) -> Iterator[tuple[str, str]]:
    law, version = edition.law, edition.needed_text().version
    between = "，" if language == "zh" else ", "
    if law.number:
        yield say(LABELS["number"], language), say(law.number, language)
    as_of = date_in_words(edition.as_of, language)
    state = say(edition.state.label, language)
    yield say(LABELS["state"], language), say(words.STATE_AS_OF, language).format(state=state, date=as_of)
    yield say(LABELS["version"], language), edition.version_in_words(language)
    if version.instrument:
        yield say(LABELS["instrument"], language), say(version.instrument, language)
    if version.note:
        yield say(LABELS["note"], language), say(version.note, language)
    for event in law.events:
        yield say(EVENTS[event.type], language), between.join(_event(edition, event, language))
    yield say(LABELS["address" if edition.on_its_page else "law"], language), edition.address(language)
    yield (
        say(LABELS["publisher"], language),
        f"{say(edition.site, language)}{between}{say(edition.publisher, language)}",
    )
    for source in law.sources:
        parts = [(each.get(language) or each.zh or each.en or "") for each in (source.title, source.publisher)]
        parts += [date_in_words(source.date, language)] if source.date else []
        yield say(LABELS["source"], language), between.join([*parts, *([source.url] if source.url else [])])


def _event(edition: Edition, event: Event, language: Language) -> Iterator[str]:
    yield date_in_words(event.date, language)
    if body := edition.body_name(event, language):
        yield body
    for text in (event.session, event.instrument):
        if text:
            yield say(text, language)
    if event.effective and event.effective != event.date:
        yield say(words.EFFECTIVE_FROM, language).format(date=date_in_words(event.effective, language))
