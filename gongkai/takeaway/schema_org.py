"""A version of a law as schema.org `Legislation`, in JSON-LD for its page.

Properties are those of https://schema.org/Legislation and /LegislationObject, which come from the
European Legislation Identifier (ELI). What this module promises:

- `legislationIdentifier` is a path after ELI's manner: eli/<jurisdiction>/<kind>/<day of adoption>/<id>;
- a repeal, an amendment or a consolidation is claimed only where records name both acts;
- no file is more than `UnofficialLegalValue`: the site copies, the official publication prevails;
- a demonstration text, and every text of which it is known that it is not the current one, is
  `NotInForce`; where the record has no day of effect, or none of the text, nothing is said of force;
- other acts are named and linked where the site publishes their records, and left out where not;
- a translation names the text it translates and its label (`creativeWorkStatus`); who translated
  it is said nowhere, because records do not say it. Sources are `isBasedOn`;
- dates that are only about right are left out; a year or month alone is ISO 8601 as it stands.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from gongkai import dates
from gongkai.fields import EitherText, Language, Source, Text
from gongkai.lawfields import AMENDED, IN_FORCE, UNKNOWN
from gongkai.lawviews import TextView
from gongkai.takeaway import words
from gongkai.takeaway.akoma_meta import MEDIA_TYPE
from gongkai.takeaway.edition import COUNTRY, Edition, day_before
from gongkai.takeaway.words import say

_TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
_VOCABULARY = "https://schema.org/"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile("[<>&\u2028\u2029]")

Json = dict[str, Any]


def json_ld(edition: Edition, language: Language) -> str:
    """The text for `<script type="application/ld+json">`, safe inside it: < > & and U+2028/9 are escaped."""
    value = {
        name: content for name, content in _legislation(edition, language).items() if content not in (None, [], "")
    }
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", _ENCODER.encode(value))


def eli(edition: Edition) -> str:
    """The law's identifier, without the parts that its record does not know."""
    adopted = edition.law.date()
    parts = ["eli", COUNTRY, edition.law.kind, adopted.rstrip("~") if adopted else None, edition.law.id]
    return "/".join(part for part in parts if part)


def _legislation(edition: Edition, language: Language) -> Json:
    law, text = edition.law, edition.text
    translation = text.version.translation if text else None
    shown: Language = language if translation is not None else "zh"
    other = law.title.en if language == "zh" else law.title.zh
    adopted = law.date()
    kind = edition.kinds.get(law.kind) if law.kind else None
    value: Json = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": edition.address(language),
        "url": edition.address(language),
        "name": say(law.title, language),
        "alternateName": other if other != say(law.title, language) else None,
        "inLanguage": _TAGS[shown],
        "legislationIdentifier": eli(edition),
        "legislationType": say(kind, language) if kind else law.kind,
        "legislationJurisdiction": COUNTRY.upper(),
        "legislationPassedBy": _organization(edition.body_name(edition.event("adopted"), language), government=True),
        "legislationDate": _iso(adopted),
        "legislationDateVersion": text.span.since if text else None,
        "datePublished": _iso(event.date) if (event := edition.event("promulgated")) else None,
        "temporalCoverage": _coverage(edition),
        "legislationLegalForce": _force(edition),
        "legislationRepeals": _acts(edition, ((one.ref, one.title) for one in law.replaces), language),
        "legislationAmends": _acts(edition, ((key, None) for key in edition.amends), language),
        "legislationConsolidates": _consolidates(edition, text, language) if text else [],
        "disambiguatingDescription": (" " if language == "en" else "").join(
            sentence for _, sentence in edition.notices(language)
        ),
        "isBasedOn": [_source(source, language) for source in law.sources],
        "publisher": _organization(say(edition.publisher, language)),
        "isPartOf": {"@type": "WebSite", "name": say(edition.site, language), "url": edition.base},
        "encoding": _files(edition, shown, language),
    }
    if translation is not None and shown == "en":
        value["translationOfWork"] = {"@type": "Legislation", "@id": edition.address("zh"), "inLanguage": "zh-Hans"}
        value["creativeWorkStatus"] = say(words.TRANSLATION_LABELS[translation], language)
    elif translation is not None:
        value["workTranslation"] = {"@type": "Legislation", "@id": edition.address("en"), "inLanguage": "en"}
    return value


def _iso(date: str | None) -> str | None:
    return date if date and dates.is_exact(date) else None


def _organization(name: str | None, *, government: bool = False) -> Json | None:
    return {"@type": "GovernmentOrganization" if government else "Organization", "name": name} if name else None


def _coverage(edition: Edition) -> str | None:
    """From when until when the text stands, as an ISO 8601 interval; only where both ends are known, or no end is.

    Of a law without a text, from when until when the law does.
    """
    text, repeal = edition.text, edition.repeal()
    if text is not None:
        since = text.span.since if text.version.dated == "effective" else None
        until = edition.until(text.span)
    else:
        starts = [event.date for event in edition.law.events if event.type == "effective"]
        since = starts[0] if len(starts) == 1 and dates.is_day(starts[0]) else None
        until = day_before(repeal.day) if repeal and dates.is_day(repeal.effective or repeal.date) else None
    if since is None or (until is None and repeal is not None):
        return None
    return f"{since}/{until or '..'}"


def _force(edition: Edition) -> str | None:
    if edition.law.demonstration:
        return f"{_VOCABULARY}NotInForce"
    if edition.state.key == UNKNOWN.key:
        return None
    standing = edition.text.span.state if edition.text else "current"
    in_force = edition.state.key in (IN_FORCE.key, AMENDED.key)
    if in_force and standing == "undated":
        return None
    return f"{_VOCABULARY}{'InForce' if in_force and standing == 'current' else 'NotInForce'}"


def _acts(
    edition: Edition, named: Iterable[tuple[str | None, Text | EitherText | None]], language: Language
) -> list[Json]:
    """Acts that the record names: those whose records are published, and those it knows by their names alone."""
    found: list[Json] = []
    for key, known_as in named:
        title = edition.title_of(key) if key else known_as
        if title is None:
            continue
        page = edition.record_page(key.partition("#")[0], language) if key else None
        name = title.get(language) or title.zh or title.en
        found.append({"@type": "Legislation"} | ({"@id": page} if page else {}) | {"name": name})
    return found


def _consolidates(edition: Edition, text: TextView, language: Language) -> list[Json]:
    """The earlier text, and the act that changed it into this one where the site has it or the record names it."""
    at = [span.key for span in text.spans].index(text.span.key)
    if at == 0:
        return []
    before = text.spans[at - 1]
    page = edition.version_page(before.key, language)
    earlier = {"@id": page, "name": None if page else say(edition.law.title, language)}
    earlier |= {"legislationDateVersion": None if page else before.since}
    version = text.version
    published = version.by is not None and edition.title_of(version.by) is not None
    by = _acts(edition, [(version.by, None) if published else (None, version.instrument)], language)
    return [{"@type": "Legislation"} | {name: each for name, each in earlier.items() if each is not None}, *by]


def _source(source: Source, language: Language) -> Json:
    publisher = source.publisher.get(language) or source.publisher.zh or source.publisher.en
    made: Json = {
        "@type": "CreativeWork",
        "name": source.title.get(language) or source.title.zh or source.title.en,
        "publisher": _organization(publisher),
        "datePublished": _iso(source.date),
        "url": source.url,
    }
    return {name: content for name, content in made.items() if content is not None}


def _files(edition: Edition, shown: Language, language: Language) -> list[Json]:
    addresses = edition.files()
    media: tuple[tuple[str, str, str | None], ...] = (
        (f"law.{shown}.txt", "text/plain", _TAGS[shown]),
        (f"law.{shown}.xml", MEDIA_TYPE, _TAGS[shown]),
        ("law.json", "application/json", None),
    )
    return [
        {
            "@type": "LegislationObject",
            "name": say(edition.law.title, language),
            "contentUrl": addresses[name],
            "encodingFormat": media_type,
            **({"inLanguage": tag} if tag else {}),
            "legislationLegalValue": f"{_VOCABULARY}UnofficialLegalValue",
        }
        for name, media_type, tag in media
        if name in addresses
    ]
