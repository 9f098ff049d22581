"""A version of a law as JSON, for programs: the shape `gongkai-law/1`.

Every text that exists in two languages is `{"zh": …, "en": …}`, `null` where a language lacks it;
dates are as the record has them (`2024`, `2024-05`, `2024-05-01`, `~` behind it for about). Later
versions of this shape may add keys; a change of what a key means changes the format's name.

    format      "gongkai-law/1"
    id          the record, laws/x
    addresses   of the page that shows this text, by language; null where the site has none of it
    title       english_title: "official" or "reference" (this site's own rendering)
    number      kind, category: {key, label} or null
    state       {key, label, as_of}
    demonstration, draft: true or false
    events      [{type, label, date, effective, body: {key, label} or null, session, instrument, by}];
                by is the address of the deciding act's page, null where the site publishes none
    versions    [{key, since, until, dated, standing, translation, addresses, files}], oldest first;
                dated says whether since is the day of effect or of the decision; standing is past,
                current, future, undated (no day of the text is known) or last (the law is repealed);
                addresses are null where the site has no pages of versions; files are addresses by name
    version     key, note, instrument of this version, with its translation's label
    notices     {zh: [{key, text}], en: […]}: what has to be shown with the text
    sources     [{id, title, publisher, date, url}]
    digest      [{of, heading, text, version}]: a place told in plain words, as Markdown; version is
                the date of the text that was told, or null. The key is there where the record has one
    text        [node], in the order of the Chinese; English that the Chinese lacks comes last

A law whose record carries no text has no version and no text, and is otherwise told in the same way.

A node is one piece of the text. Headings hold what stands under them in `children`.

    type        part, subpart, chapter, section, division, subdivision, annex, title (a heading
                without number), article, point (of an act without articles), or line
    anchor      the place in the page, also of its address (#art-12); null where it has none
    number      as a number, null where there is none; inserted: 1 for 第十二条之一, else 0
    zh, en      the piece in a language, or null where that language lacks it:
                headings {label, title}; lines {role, text}; articles {label, caption,
                paragraphs: [{anchor, text, quoted, items: [{anchor, number, label, text, items}]}]}
    english     of articles in a version with English: {state: current, outdated, missing,
                unrecorded or extra, recorded: the day its Chinese was put on record, or null}
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.fields import LANGUAGES, Text
from gongkai.lawfields import EVENTS, Digest, Event
from gongkai.lawtext import Article, Heading, Item, Loose, Paragraph
from gongkai.lawtext.nodes import Node
from gongkai.lawtext.pairing import Pair
from gongkai.lawversions import Span
from gongkai.lawviews import TextView
from gongkai.takeaway.edition import Edition
from gongkai.takeaway.pieces import judged, numbered
from gongkai.takeaway.prose import prose_away

FORMAT = "gongkai-law/1"
_RANK = {"annex": -1, "part": 0, "subpart": 1, "chapter": 2, "section": 3, "title": 3, "division": 4, "subdivision": 5}

Json = dict[str, Any]


def law_json(edition: Edition) -> bytes:
    """The file: UTF-8, keys in the order above, a line each, the same bytes for the same edition."""
    law, text = edition.law, edition.text
    value: Json = {
        "format": FORMAT,
        "id": edition.key,
        "addresses": {language: edition.address(language) for language in LANGUAGES} if edition.on_its_page else None,
        "title": _both(law.title),
        "english_title": law.english_title if law.title.en else None,
        "number": _both(law.number),
        "kind": _named(law.kind, edition.kinds),
        "category": _named(law.category, edition.categories),
        "state": {"key": edition.state.key, "label": _both(edition.state.label), "as_of": edition.as_of},
        "demonstration": law.demonstration,
        "draft": law.draft,
        "events": [_event(edition, event) for event in law.events],
        "versions": [_version(edition, span) for span in (text.spans if text else ())],
    }
    if text is not None:
        value["version"] = {
            "key": text.version.key,
            "instrument": _both(text.version.instrument),
            "note": _both(text.version.note),
            "translation": text.version.translation,
        }
    value["notices"] = {
        language: [{"key": key, "text": sentence} for key, sentence in edition.notices(language)]
        for language in LANGUAGES
    }
    value["sources"] = [
        {
            "id": source.id,
            "title": {"zh": source.title.zh, "en": source.title.en},
            "publisher": {"zh": source.publisher.zh, "en": source.publisher.en},
            "date": source.date,
            "url": source.url,
        }
        for source in law.sources
    ]
    if law.digest:
        value["digest"] = [_told(edition, part) for part in law.digest]
    if text is not None:
        value["text"] = _tree(text)
    return _written(value).encode("utf-8", "replace")


def _written(value: Json) -> str:
    """One key a line, and of lists one entry a line: to be read and compared, and fast to write."""
    lines = []
    for key, content in value.items():
        if isinstance(content, list) and content:
            words = "[\n  " + ",\n  ".join(map(_one_line, content)) + "\n ]"
        else:
            words = _one_line(content)
        lines.append(f" {_one_line(key)}: {words}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _one_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _both(text: Text | None) -> Json | None:
    return {"zh": text.zh, "en": text.en} if text else None


def _named(key: str | None, labels: Any) -> Json | None:
    return {"key": key, "label": _both(labels.get(key))} if key else None


def _event(edition: Edition, event: Event) -> Json:
    return {
        "type": event.type,
        "label": _both(EVENTS[event.type]),
        "date": event.date,
        "effective": event.effective,
        "body": _named(event.body, edition.bodies),
        "session": _both(event.session),
        "instrument": _both(event.instrument),
        "by": _known({language: edition.record_page(event.by.target, language) for language in LANGUAGES})
        if event.by
        else None,
    }


def _version(edition: Edition, span: Span) -> Json:
    version = edition.law.version(span.key)
    return {
        "key": span.key,
        "since": span.since,
        "until": edition.until(span),
        "dated": version.dated if version.date else None,
        "standing": span.state,
        "translation": version.translation,
        "addresses": _known({language: edition.version_page(span.key, language) for language in LANGUAGES}),
        "files": edition.files(span.key),
    }


def _known(addresses: Json) -> Json | None:
    """Addresses by language; null where there are none."""
    return addresses if None not in addresses.values() else None


def _told(edition: Edition, part: Digest) -> Json:
    words = {language: part.text.get(language) for language in LANGUAGES}
    return {
        "of": part.of,
        "heading": _both(part.heading),
        "text": {key: prose_away(edition, each, key) if each else None for key, each in words.items()},
        "version": edition.law.digest_version,
    }


def _tree(text: TextView) -> list[Json]:
    """The pieces of both languages, nested under their headings; English that the Chinese lacks comes last."""
    pairs: Iterable[Pair] = text.pairs or [Pair(node, None) for node in text.law.body]
    root: list[Json] = []
    above: list[tuple[int, list[Json]]] = []
    for pair in pairs:
        node = pair.chinese or pair.english
        assert node is not None
        made = _node(node, pair, text)
        if pair.chinese is None:
            above.clear()
        if isinstance(node, Heading):
            rank = _RANK[node.level]
            while above and above[-1][0] >= rank:
                above.pop()
            (above[-1][1] if above else root).append(made)
            made["children"] = []
            above.append((rank, made["children"]))
        else:
            (above[-1][1] if above else root).append(made)
    return root


def _node(node: Node, pair: Pair, text: TextView) -> Json:
    made: Json = {"type": _type(node)}
    if not isinstance(node, Loose):
        made |= {"anchor": node.anchor, "number": node.number}
    if isinstance(node, Article):
        made["inserted"] = node.inserted
    made |= {"zh": _words(pair.chinese), "en": _words(pair.english)}
    if isinstance(node, Article) and text.english is not None:
        found = judged(pair, text)
        made["english"] = {"state": found.freshness, "recorded": found.since}
    return made


def _type(node: Node) -> str:
    if isinstance(node, Heading):
        return node.level
    return node.kind if isinstance(node, Article) else "line"


def _words(node: Node | None) -> Json | None:
    if node is None:
        return None
    if isinstance(node, Heading):
        return {"label": numbered(node), "title": node.title}
    if isinstance(node, Loose):
        return {"role": node.role, "text": node.text}
    paragraphs = [_paragraph(paragraph) for paragraph in node.paragraphs]
    return {"label": node.label, "caption": node.caption, "paragraphs": paragraphs}


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "anchor": paragraph.anchor,
        "text": paragraph.text,
        "quoted": paragraph.quoted,
        "items": _items(paragraph.items),
    }


def _items(items: Sequence[Item]) -> list[Json]:
    return [
        {
            "anchor": item.anchor,
            "number": item.number,
            "label": item.label,
            "text": item.text,
            "items": _items(item.items),
        }
        for item in items
    ]
