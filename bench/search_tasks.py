"""The index of a language made once more from the words that a build kept, in a process of its own.

`python -m bench.search_tasks CONTENT SITE LANGUAGE AS-OF` prints one line of JSON: seconds, memory
before and at most (kilobytes), and how much text there is. Nothing is written.
"""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from bench.gongkai_side import ROOT
from gongkai import cache
from gongkai.cards import Card
from gongkai.corpus import Corpus, link
from gongkai.fields import Language
from gongkai.find import find
from gongkai.i18n import load_strings
from gongkai.load import load_introductions, load_lock, load_record, load_vocabulary
from gongkai.progress import Silent
from gongkai.reading import read_all
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.search import Texts
from gongkai.search.index import index_files
from gongkai.search.texts import Spoken


def main() -> None:
    """Do what the arguments say and print what it took."""
    content, site, language, as_of = sys.argv[1:]
    work = Path(site).parent / f".{Path(site).name}.work"
    print(json.dumps(_index(Path(content), work, cast(Language, language), as_of)))


def _index(content: Path, work: Path, language: Language, as_of: str) -> dict[str, Any]:
    code = cache.digest_of_program()
    corpus = _corpus(content, work, code, as_of)
    strings = load_strings(ROOT / "templates" / "i18n")[language]
    with Texts(work / "texts", code) as texts:
        said = partial(_said, texts=texts)
        list(index_files(_few(corpus), strings, language, said))  # modules are loaded, tables built
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the highest mark of memory starts anew
        before = _memory()["VmRSS"]
        wall, cpu, made = time.perf_counter(), time.process_time(), 0
        for _, data in index_files(corpus, strings, language, said):
            made += len(data)
        seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        peak = _memory()["VmHWM"]
        return seconds | {"bytes": made, "before_kb": before, "peak_kb": peak} | _text(content, corpus, language, texts)


def _corpus(content: Path, work: Path, code: str, as_of: str) -> Corpus:
    """The corpus from the cards that the build kept, with drafts."""
    found = find(content, TYPES, content.name)
    kept = cache.read_cache(work / "cards", code)
    cards, glossary, _ = read_all(found.entries, kept, {}, 1, Silent(), lambda: None)
    return link(
        cards, TYPES, as_of=as_of, vocabulary=load_vocabulary(found)[0], introductions=load_introductions(found)[0],
        lock=load_lock(found)[0], glossary=glossary, fetch=_no_record, drafts=True,
    )  # fmt: skip


def _no_record(key: str) -> Record:
    raise LookupError(key)


def _few(corpus: Corpus) -> Corpus:
    """The same corpus with its first record alone."""
    first = {folder: cards[:1] for folder, cards in corpus.by_folder.items()}
    return replace(corpus, by_folder=first)


def _said(card: Card, *, texts: Texts) -> Spoken:
    found = texts.get(card.key, card.digest)
    assert found is not None, f"the build kept no words of {card.key}"
    return found


def _text(content: Path, corpus: Corpus, language: Language, texts: Texts) -> dict[str, int]:
    """How many records and pieces there are in the language, and the bytes of their words, as written and folded."""
    pieces = written = folded = 0
    for entry in find(content, TYPES, content.name).entries:
        card = corpus.by_key[f"{entry.kind.folder}/{entry.id}"]
        shown = ("", entry.kind.version_shown(card, corpus.as_of))
        said = [one.text for one in getattr(_said(card, texts=texts), language) if one.version in shown]
        pieces += len(said)
        folded += sum(len(text.encode()) for text in said)
        record = load_record(entry).record
        assert record is not None
        words = [one.words[language] for one in record.pieces() if one.version in shown and language in one.words]
        written += sum(len(one.text.encode()) for one in words)
    return {"records": len(corpus.by_key), "pieces": pieces, "text_bytes": written, "folded_bytes": folded}


def _memory() -> Mapping[str, int]:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return {line.partition(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}


if __name__ == "__main__":
    main()
