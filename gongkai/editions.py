"""From a law of the corpus to the `Edition` that files, citations and data for search engines are made of."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup, escape

from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import EitherText, Language, Text
from gongkai.i18n import say
from gongkai.lawviews import TextView
from gongkai.pages import part_path, path_of
from gongkai.record import Record
from gongkai.records.law import Law
from gongkai.takeaway import CitedPage, Edition, akoma_ntoso, english_page, gbt7714_page, law_json, plain_text

_FILES: Mapping[str, Callable[[Edition, Language], bytes]] = {
    "txt": lambda edition, language: plain_text(edition, language).encode(),
    "xml": akoma_ntoso,
    "json": lambda edition, _: law_json(edition),
}


def edition_of(law: Law, text: TextView | None, corpus: Corpus, config: SiteConfig) -> Edition:
    """One version of a law, or a law whose text is not here, with all that an export says of it."""
    key = f"{Law.folder}/{law.id}"
    card = corpus.by_key[key]
    path = path_of(key, corpus)
    assert path is not None
    words = corpus.vocabulary.words
    named = {ref.target for _, ref in card.refs} | {pointing.key for pointing in corpus.pointing_at(key)}
    return Edition(
        law=law,
        text=text,
        state=Law.state(card, corpus.as_of),
        as_of=corpus.as_of,
        site=config.name,
        publisher=config.publisher,
        base=config.url,
        path=part_path(path, f"versions/{text.version.key}") if text and config.features.parts else path,
        bodies=words("bodies"),
        kinds=words("law-kinds"),
        categories=words("categories"),
        titles={each: other.title for each in sorted(named) if (other := corpus.card(each))},
        amends=tuple(other.key for other in corpus.pointing_at(key) if key in other.brief.get("amended_by", ())),
        notice=config.notice,
        downloads=config.features.downloads,
        parts=config.features.parts,
    )


def cited_page(
    record: Record, part: str, place: Text | None, corpus: Corpus, config: SiteConfig
) -> tuple[Markup, Markup]:
    """How a record that is no law, or a further page of it with its own title, is cited, in both styles as HTML."""
    path = part_path(path_of(f"{record.folder}/{record.id}", corpus) or "", part)
    page = CitedPage(
        record.title, place, config.publisher, record.updated, corpus.as_of, config.url + path, f"{config.url}en/{path}"
    )
    return escape(gbt7714_page(page)), say(EitherText(en=english_page(page)), "en")


def files_of(edition: Edition, paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The files asked for: `law.zh.xml` is the Chinese in Akoma Ntoso, wherever it stands."""
    made: dict[str, bytes] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        if name not in made:
            stem, _, suffix = name.rpartition(".")
            made[name] = _FILES[suffix](edition, "en" if stem.endswith(".en") else "zh")
        yield path, made[name]
