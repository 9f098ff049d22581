"""English articles keep in step with their Chinese, as far as `content/translations.lock` tells."""

from collections.abc import Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.lawtext import Article
from gongkai.lawtext.nodes import line_offset
from gongkai.record import Fault
from gongkai.records.law import Law
from gongkai.translations import Freshness, Judged, Translated, judged

_MOST_NAMED = 6


def translations(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """Every article of a translated law is translated, from the Chinese that stands, and the lock says so."""
    found: dict[tuple[str, Freshness], list[tuple[Translated, Judged]]] = {}
    for one, verdict in judged(card.translated, corpus.locked(card.key)):
        if verdict.freshness != "current":
            found.setdefault((one.version, verdict.freshness), []).append((one, verdict))
    if not found:
        return
    law = corpus.record(card.key)
    if not isinstance(law, Law):
        return
    for (version, freshness), those in found.items():
        if freshness == "outdated":
            for one, verdict in those:
                yield _fault(law, version, "translation-outdated", [one], "en", since=verdict.since or "—")
        elif freshness == "missing":
            yield _fault(law, version, "translation-missing", [one for one, _ in those], "zh")
        elif freshness == "extra":
            yield _fault(law, version, "translation-extra", [one for one, _ in those], "en")
        else:
            yield _fault(law, version, "translation-unrecorded", [one for one, _ in those], "en")


def _fault(law: Law, key: str, rule: str, those: list[Translated], language: str, **words: str) -> Fault:
    """A fault at the first of some articles, naming them all."""
    version = law.version(key)
    tree = version.chinese() if language == "zh" else version.english()
    text = version.zh if language == "zh" else version.en or ""
    line = next(
        (node.line for node in (tree.body if tree else ()) if isinstance(node, Article) and node.anchor == those[0].anchor), 1
    )  # fmt: skip
    shown = ", ".join(one.anchor for one in those[:_MOST_NAMED]) + (", …" if len(those) > _MOST_NAMED else "")
    loc = ("versions", law.versions.index(version), language)
    return Fault(rule, loc, {"found": shown, "count": str(len(those))} | words, line_offset(text, line))
