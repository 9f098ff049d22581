"""The index of a site in one language, as files below `search/`. The format is told in `docs/search.md`.

    search/zh.json             titles, other names, facets, and where the rest is to be found
    search/zh/<stamp>/k12.bin  a shard of keys with their positions (see `postings`)
    search/zh/<stamp>/p3.json  addresses and names of the pieces of some records
    search/zh/<stamp>/s1.json  how long the pieces of some records are
    search/zh/<stamp>/readings.json  how the characters of titles are read

The stamp stands for all that is in its folder: a browser that read an older first file never mixes
it with newer shards.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from gongkai import i18n, pages
from gongkai.cards import Card, Row
from gongkai.corpus import Corpus
from gongkai.fields import Language, Text
from gongkai.i18n import Strings
from gongkai.placenames import place_name
from gongkai.record import Record
from gongkai.search import FOLDER
from gongkai.search.folding import fold, signs
from gongkai.search.postings import shards
from gongkai.search.running import BLOCK, RUNNING, Running, blocks, tokens
from gongkai.search.texts import Said, Spoken

_PIECES_A_TABLE, _PIECES_A_MEASURE = 1_024, 8_192
_ARTICLE = re.compile(r"art-[0-9]+(?:-[0-9]+)?")
_STEP = re.compile(r"((?:.*[^0-9])?)([1-9][0-9]{0,5})")
_NOT_SAID = {"status", "year"}


class Entry(NamedTuple):
    """A record of the index: what is known of it, its pieces in the language, and how many blocks each takes.

    The words of the pieces are gone by then: they have become the running text. `heads` says how many
    positions the label of each takes at its beginning.
    """

    card: Card
    row: Row
    anchors: Sequence[str]
    labels: Mapping[str, str]
    sections: Mapping[str, Sequence[int]]
    sizes: Sequence[int]
    heads: Sequence[int]


def index_files(
    corpus: Corpus, strings: Strings, language: Language, said: Callable[[Card], Spoken]
) -> Iterator[tuple[str, bytes]]:
    """The files of one language's index. `said` gives the words of a record, `strings` are the interface's."""
    entries: list[Entry] = []
    running = RUNNING[language](_texts(corpus, strings, language, said, entries), signs())
    keys: list[str] = []
    files: list[tuple[str, bytes]] = []
    for number, shard in enumerate(shards(running.lists(), running.name)):
        keys.append(shard.first)
        files.append((f"k{number}.bin", shard.data))
    tables, measures = _tables(entries, corpus), _measures(entries)
    files += [(f"p{number}.json", _json(table)) for number, (_, table) in enumerate(tables)]
    files += [(f"s{number}.json", _json(table)) for number, (_, table) in enumerate(measures)]
    files.append(("readings.json", _json(_readings(entries))))
    stamp = blake2b(digest_size=6)
    for name, data in files:
        stamp.update(f"{name}\0{len(data)}\0".encode() + data)
    folder = f"{FOLDER}/{language}/{stamp.hexdigest()}"
    first = {
        "folder": folder,
        "language": language,
        "block": BLOCK[language],
        "keys": keys,
        "tables": [start for start, _ in tables],
        "measures": [start for start, _ in measures],
    } | _known(entries, corpus, language, running)
    yield f"{FOLDER}/{language}.json", _json(first)
    yield from ((f"{folder}/{name}", data) for name, data in files)


def _texts(
    corpus: Corpus, strings: Strings, language: Language, said: Callable[[Card], Spoken], entries: list[Entry]
) -> Iterator[str]:
    """The words of every record, a piece a line, in order; `entries` comes to hold the records they are of."""
    for cards in corpus.by_folder.values():
        for card in cards:
            kind = corpus.types[card.type]
            row = kind.row(card, corpus)
            pieces = _pieces(card, row, corpus, language, said(card))
            entries.append(
                Entry(
                    card,
                    row,
                    [sys.intern(piece.anchor) for piece in pieces],
                    {piece.anchor: label for piece in pieces if (label := _own_label(piece, language))},
                    _sections(pieces, kind, strings),
                    [blocks(piece.text, language) for piece in pieces],
                    [_head(piece.label, language) for piece in pieces],
                )
            )
            if pieces:
                yield "\n".join(piece.text for piece in pieces)


@lru_cache(maxsize=4_096)
def _head(label: str, language: Language) -> int:
    folded = fold(label)
    return len(folded) if language == "zh" else len(tokens(folded))


def _pieces(card: Card, row: Row, corpus: Corpus, language: Language, spoken: Spoken) -> list[Said]:
    """The pieces of the version that stands on the day; the words the record is filed under stand at its head."""
    kind = corpus.types[card.type]
    shown = kind.version_shown(card, corpus.as_of)
    pieces = [piece for piece in getattr(spoken, language) if piece.version in ("", shown)]
    filed = fold(" ".join(_filed_under(kind, row, corpus, language)))
    if filed:
        head = pieces.pop(0) if pieces and not pieces[0].anchor else Said("", "", "", "", "")
        pieces.insert(0, head._replace(text=f"{head.text} {filed}".strip()))
    return pieces


def _filed_under(kind: type[Record], row: Row, corpus: Corpus, language: Language) -> Iterator[str]:
    for facet in kind.facets:
        if facet.key not in _NOT_SAID:
            labels = corpus.vocabulary.words(facet.vocabulary) if facet.vocabulary else facet.labels
            for key in row.facets.get(facet.key, ()):
                label = labels.get(key)  # None where it names itself, or is a record that is not published yet
                if label is not None and (words := label.get(language)):
                    yield words


Parts = list[tuple[int, dict[str, list[Any]]]]


def _tables(entries: Sequence[Entry], corpus: Corpus) -> Parts:
    """Addresses and names of the pieces, in parts, each with the number of its first record."""

    def columns(entry: Entry) -> dict[str, Any]:
        card = entry.card
        path = pages.record_path(card.type, card.id, listed=corpus.types[card.type].listed)
        return {"path": path, "anchors": runs(entry.anchors), "labels": entry.labels, "sections": entry.sections}

    return _parts(entries, _PIECES_A_TABLE, columns)


def _measures(entries: Sequence[Entry]) -> Parts:
    """How long the pieces are, in parts, each with the number of its first record."""
    return _parts(entries, _PIECES_A_MEASURE, lambda entry: {"sizes": entry.sizes, "heads": entry.heads})


def _parts(entries: Sequence[Entry], most: int, columns: Callable[[Entry], dict[str, Any]]) -> Parts:
    """Columns of the records, in parts that begin anew when they hold `most` pieces."""
    parts: Parts = []
    held = most
    for number, entry in enumerate(entries):
        own = columns(entry)
        if held >= most:
            parts.append((number, {name: [] for name in own}))
            held = 0
        held += len(entry.anchors)
        for name, value in own.items():
            parts[-1][1][name].append(value)
    return parts


def _sections(pieces: Sequence[Said], kind: type[Record], strings: Strings) -> dict[str, list[int]]:
    """What the sections of a page are called, with the numbers of the pieces in each that have no name of their own."""
    sections: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.section and not piece.label:
            keys = [
                f"{kind.template.partition('.')[0]}.{piece.section}",
                f"{kind.group}.{piece.section}",
                f"record.{piece.section}",
            ]
            name = next((strings(key) for key in keys if key in strings.keys()), None)  # noqa: SIM118 - no mapping
            if name is not None:
                sections.setdefault(name, []).append(number)
    return sections


def _own_label(piece: Said, language: Language) -> str:
    """A piece's label, where it is not just what its anchor is called anyway."""
    plain = _ARTICLE.fullmatch(piece.anchor) and piece.label == place_name(piece.anchor, language)
    return "" if plain else piece.label


def runs(anchors: Sequence[str]) -> str:
    """Anchors, separated by spaces, with numbers that follow one another drawn together: `art-1..12 ch-2 art-13..20`."""
    out: list[str] = []
    open_stem: str | None = None
    open_end = 0
    for anchor in anchors:
        match = _STEP.fullmatch(anchor)
        if match and match[1] == open_stem and int(match[2]) == open_end + 1:
            open_end += 1
            out[-1] = f"{out[-1].partition('..')[0]}..{open_end}"
            continue
        open_stem, open_end = (match[1], int(match[2])) if match else (None, 0)
        out.append(anchor or ".")
    return " ".join(out)


def _known(entries: Sequence[Entry], corpus: Corpus, language: Language, running: Running) -> dict[str, Any]:
    """What the first file says of the records: columns, and the words their numbers stand for."""
    types = [kind for kind in corpus.types.values() if corpus.cards(kind.folder)]
    states = {
        entry.row.state.key: entry.row.state for entry in entries if entry.row.state and "status" in entry.row.facets
    }
    topics = sorted({topic for entry in entries for topic in entry.card.topics})
    number_of_type = {kind.folder: number for number, kind in enumerate(types)}
    number_of_state = {key: number for number, key in enumerate(states)}
    number_of_topic = {topic: number for number, topic in enumerate(topics)}
    alphabet = {sign for symbol in running.symbols for sign in symbol} | {
        sign for entry in entries for title in (entry.card.title.zh, entry.card.title.en or "") for sign in fold(title)
    }
    alike = {sign: to for sign, to in signs().items() if to in alphabet}
    return {
        "alike": ["".join(alike), "".join(alike.values())],
        "types": [[kind.word(), i18n.plain(kind.singular, language), kind.folder] for kind in types],
        "statuses": [[s.key, i18n.plain(s.label, language), s.tone, s.in_force] for s in states.values()],
        "topics": [[key, i18n.plain(corpus.vocabulary.label("topics", key), language)] for key in topics],
        "records": {
            "title": [_title(entry.card.title, language) for entry in entries],
            "other": [entry.card.title.get(i18n.other(language)) or "" if entry.card.title.get(language) else "" for entry in entries],
            "names": {number: list(entry.card.names) for number, entry in enumerate(entries) if entry.card.names},
            "type": [number_of_type[entry.card.type] for entry in entries],
            "status": [number_of_state.get(entry.row.facets.get("status", ("",))[0], -1) for entry in entries],
            "date": [entry.card.date or "" for entry in entries],
            "topics": [[number_of_topic[topic] for topic in entry.card.topics] for entry in entries],
            "size": [sum(entry.sizes) for entry in entries],
        },
    }  # fmt: skip


def _title(title: Text, language: Language) -> str:
    return title.get(language) or title.zh


def _readings(entries: Sequence[Entry]) -> dict[str, str]:
    """How each Chinese character is read in the titles, without tones, so that titles are found by pinyin."""
    from pypinyin import lazy_pinyin

    readings: dict[str, dict[str, None]] = {}
    for title in sorted({name for entry in entries for name in (entry.card.title.zh, *entry.card.names)}):
        for run in re.findall("[\u3400-\u9fff]+", title):
            for sign, reading in zip(run, lazy_pinyin(run), strict=True):
                readings.setdefault(sign, {})[reading] = None
    return {sign: " ".join(readings[sign]) for sign in sorted(readings)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
