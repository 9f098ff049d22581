"""What an Akoma Ntoso file says of itself: identification, publication, lifecycle, references, notes.

IRIs follow the OASIS Naming Convention 1.0 (section 4): `/akn/cn/act/regulations/2023-03-30/<id>`
for the work, `/zho@2023-07-01` behind it for a text in a language, `!main` and `!annex_1` for its
parts. The schema asks for dates that a record may not have: a work's date that is known by year
or month only stands as its first day, and its `name` says how it is recorded; where a text has no
date the day of the export stands, named so. Events without an exact day are left out of the
lifecycle; every event stands as recorded in `proprietary`, in the namespace of this module.
"""

from collections.abc import Iterator

from gongkai import dates
from gongkai.fields import Language
from gongkai.lawfields import EVENTS
from gongkai.takeaway.edition import COUNTRY, Edition
from gongkai.takeaway.markup import block, empty, escape, line
from gongkai.takeaway.pieces import judged_articles
from gongkai.takeaway.words import say

NAMESPACE = "urn:gongkai:law:1"
MEDIA_TYPE = "application/akn+xml"
LANGUAGE_CODES: dict[Language, str] = {"zh": "zho", "en": "eng"}
_LIFECYCLE = {"adopted": "generation", "amended": "amendment", "revised": "amendment", "repealed": "repeal"}


def work_iri(edition: Edition) -> str:
    """The law, whatever its text or language."""
    kind = f"/{edition.law.kind}" if edition.law.kind else ""
    date = (edition.law.date() or edition.needed_text().span.since or edition.as_of).rstrip("~")
    return f"/akn/{COUNTRY}/act{kind}/{date}/{edition.law.id}"


def expression_iri(edition: Edition, language: Language) -> str:
    """This text of it in a language. A text without a date is the first one: a bare @."""
    return f"{work_iri(edition)}/{LANGUAGE_CODES[language]}@{edition.needed_text().span.since or ''}"


def meta_xml(edition: Edition, language: Language) -> str:
    """The `meta` of the act itself."""
    return block(
        "meta",
        [
            identification_xml(edition, language, "main"),
            _publication(edition, language),
            _lifecycle(edition),
            block("references", _references(edition, language), source="#publisher"),
            _notes(edition, language),
            block("proprietary", _proprietary(edition, language), source="#publisher"),
        ],
    )


def identification_xml(edition: Edition, language: Language, component: str) -> str:
    """Work, expression and manifestation of the act (`main`) or of one of its annexes (`annex_1`)."""
    return block(
        "identification",
        [
            block("FRBRWork", _work(edition, component)),
            block("FRBRExpression", _expression(edition, language, component)),
            block("FRBRManifestation", _manifestation(edition, language, component)),
        ],
        source="#publisher",
    )


def _work(edition: Edition, component: str) -> Iterator[str]:
    law, iri = edition.law, work_iri(edition)
    yield empty("FRBRthis", value=f"{iri}/!{component}")
    yield empty("FRBRuri", value=iri)
    adopted = edition.event("adopted")
    recorded = adopted.date if adopted else edition.needed_text().span.since or edition.as_of
    what = "adoption" if adopted else "not recorded"
    exact = dates.is_day(recorded)
    yield empty("FRBRdate", date=dates.first_day(recorded), name=what if exact else f"{what}, recorded as {recorded}")
    yield empty("FRBRauthor", href=_author(edition), **{"as": "#author"})
    yield empty("FRBRcountry", value=COUNTRY)
    if law.kind:
        yield empty("FRBRsubtype", value=law.kind)
    yield empty("FRBRnumber", value=law.id)
    if law.number:
        yield empty("FRBRnumber", value=law.number.zh)
    yield empty("FRBRname", value=law.title.zh)
    yield empty("FRBRprescriptive", value="false" if law.demonstration else "true")
    yield empty("FRBRauthoritative", value="false")


def _expression(edition: Edition, language: Language, component: str) -> Iterator[str]:
    text = edition.needed_text()
    iri, since = expression_iri(edition, language), text.span.since
    yield empty("FRBRthis", value=f"{iri}/!{component}")
    yield empty("FRBRuri", value=iri)
    if edition.on_its_page:
        yield empty("FRBRalias", value=edition.address(language), name="page")
    name = {"effective": "in effect from", "adopted": "decided"}[text.version.dated]
    yield empty("FRBRdate", date=since or edition.as_of, name=name if since else "not recorded; day of this file")
    author = _author(edition) if language == "zh" else "#translator"
    yield empty("FRBRauthor", href=author, **{"as": "#author" if language == "zh" else "#translation"})
    yield empty("FRBRauthoritative", value="false")
    yield empty("FRBRlanguage", language=LANGUAGE_CODES[language])
    if language == "en":
        chinese = expression_iri(edition, "zh")
        yield empty("FRBRtranslation", href=chinese, fromLanguage="zho", authoritative="false", by="#translator")


def _manifestation(edition: Edition, language: Language, component: str) -> Iterator[str]:
    iri = expression_iri(edition, language)
    yield empty("FRBRthis", value=f"{iri}/!{component}.xml")
    yield empty("FRBRuri", value=f"{iri}.xml")
    if (file := edition.files().get(f"law.{language}.xml")) is not None:
        yield empty("FRBRalias", value=file, name="file")
    yield empty("FRBRdate", date=edition.as_of, name="as of")
    yield empty("FRBRauthor", href="#publisher", **{"as": "#editor"})
    yield empty("FRBRformat", value=MEDIA_TYPE)


def _author(edition: Edition) -> str:
    adopted = edition.event("adopted")
    return f"#body-{adopted.body}" if adopted and adopted.body else "#body"


def _publication(edition: Edition, language: Language) -> str:
    event = edition.event("promulgated")
    if event is None or not dates.is_day(event.date):
        return ""
    number = edition.law.number
    return empty(
        "publication",
        date=event.date,
        name="promulgation",
        showAs=say(EVENTS["promulgated"], language),
        number=say(number, language) if number else None,
    )


def _lifecycle(edition: Edition) -> str:
    rows = []
    for at, event in enumerate(edition.law.events, start=1):
        if not dates.is_day(event.date):
            continue
        named = event.instrument is not None or (event.by is not None and edition.title_of(event.by) is not None)
        rows.append(
            empty(
                "eventRef",
                date=event.date,
                source=f"#instrument-{at}" if named else "#original",
                type=_LIFECYCLE.get(event.type),
                eId=f"event-{at}",
                refersTo=f"#{event.type}",
            )
        )
    return block("lifecycle", rows, source="#publisher") if rows else ""


def _references(edition: Edition, language: Language) -> Iterator[str]:
    law = edition.law
    yield empty("original", eId="original", href=work_iri(edition), showAs=say(law.title, language))
    for at, event in enumerate(law.events, start=1):
        page = edition.record_page(event.by.target, language) if event.by else None
        title = event.instrument or (edition.title_of(event.by) if event.by else None)
        if page is not None and title is not None:
            yield empty("passiveRef", eId=f"instrument-{at}", href=page, showAs=say(title, language))
        elif title:
            # An act that the site does not have, known by its name alone: an IRI of its own below this law's.
            href = f"/akn/ontology/reference/{COUNTRY}.{law.id}.instrument-{at}"
            yield empty(
                "TLCReference", name="instrument", eId=f"instrument-{at}", href=href, showAs=say(title, language)
            )
    yield empty("TLCOrganization", eId="publisher", href=edition.base, showAs=say(edition.publisher, language))
    for body in dict.fromkeys(event.body for event in law.events if event.body):
        href = f"/akn/ontology/organization/{COUNTRY}.{body}"
        label = edition.bodies.get(body)
        yield empty("TLCOrganization", eId=f"body-{body}", href=href, showAs=say(label, language) if label else body)
    unknown = "未载" if language == "zh" else "not recorded"
    if _author(edition) == "#body":
        href = f"/akn/ontology/organization/{COUNTRY}.not-recorded"
        yield empty("TLCOrganization", eId="body", href=href, showAs=unknown)
    if language == "en":
        href = f"/akn/ontology/organization/{COUNTRY}.translator-not-recorded"
        yield empty("TLCOrganization", eId="translator", href=href, showAs=unknown)
    for role in ("author", "editor", *(["translation"] if language == "en" else [])):
        yield empty("TLCRole", eId=role, href=f"/akn/ontology/role/{COUNTRY}.{role}", showAs=role)
    for kind in dict.fromkeys(event.type for event in law.events):
        href = f"/akn/ontology/event/{COUNTRY}.{kind}"
        yield empty("TLCEvent", eId=kind, href=href, showAs=say(EVENTS[kind], language))


def _notes(edition: Edition, language: Language) -> str:
    rows = [
        block("note", line("p", escape(sentence)), eId=f"note-{key}") for key, sentence in edition.notices(language)
    ]
    return block("notes", rows, source="#publisher")


def _proprietary(edition: Edition, language: Language) -> str:
    """The record's own words on the version, its events and its English, in this module's namespace."""
    law, text = edition.law, edition.needed_text()
    rows = [
        empty("g:event", type=event.type, date=event.date, effective=event.effective, body=event.body)
        for event in law.events
    ]
    if language == "en":
        rows += [
            empty("g:article", anchor=article.anchor, english=judged.freshness, recorded=judged.since)
            for article, judged in judged_articles(text, language)
            if article.anchor
        ]
    rows += [
        empty(
            "g:source",
            title=source.title.get(language) or source.title.zh or source.title.en,
            publisher=source.publisher.get(language) or source.publisher.zh or source.publisher.en,
            date=source.date,
            url=source.url,
        )
        for source in law.sources
    ]
    return block(
        "g:edition",
        rows,
        **{"xmlns:g": NAMESPACE},
        record=text.key,
        version=text.version.key,
        dated=text.version.dated,
        until=edition.until(text.span),
        standing=text.span.state,
        state=edition.state.key,
        asOf=edition.as_of,
        translation=text.version.translation,
        demonstration="true" if law.demonstration else None,
    )
