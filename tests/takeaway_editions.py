"""Editions for the tests of what is taken away: an invented law, and any text as a law of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.cards import Card
from gongkai.fields import Text
from gongkai.lawtext import LawText
from gongkai.lawtext.pairing import pair
from gongkai.lawversions import UNDATED, Version, spans
from gongkai.lawviews import TextView, text_view
from gongkai.load import make_card
from gongkai.record import Record
from gongkai.records.law import Law
from gongkai.strict_yaml import parse
from gongkai.takeaway import Edition
from gongkai.translations import Entry, Place, updated
from tests.conftest import AS_OF, TESTS

FOLDER = TESTS / "takeaway"
BASE = "https://linjiang.example/"
BODIES = {"standing-committee": Text(zh="临江市人大常委会", en="Standing Committee of the Linjiang Congress")}


@dataclass
class Shelf:
    """A library of one law, with what is on record of its English."""

    law: Law
    lock: Mapping[Place, Entry] = field(default_factory=dict)
    as_of: str = AS_OF

    def card(self, key: str) -> Card | None:
        return make_card(self.law, f"{key}.yml", "") if key == f"laws/{self.law.id}" else None

    def cards(self, folder: str) -> Sequence[Card]:
        return ()

    def record(self, key: str) -> Record:
        return self.law

    def pointing_at(self, key: str) -> Sequence[Card]:
        return ()

    def locked(self, key: str) -> Mapping[Place, Entry]:
        return self.lock

    def using(self, term: str) -> Sequence[tuple[Card, Sequence[str]]]:
        return ()


def invented(change: Callable[[dict[str, Any]], None] | None = None) -> Law:
    """The law of `takeaway/law.yml`, with a change to its data where a test wants one."""
    data = parse((FOLDER / "law.yml").read_text("utf-8"))
    assert isinstance(data, dict)
    if change:
        change(data)
    return Law.model_validate({"id": "fog-lamps", **data})


def older(data: dict[str, Any]) -> None:
    """The Chinese that the English of article 3 was made from; article 5 had no English yet."""
    version = data["versions"][1]
    version["zh"] = version["zh"].replace("不足五百米", "不足三百米")
    version["en"] = version["en"].replace("Article 5 Anyone may report a broken lamp.\n", "")


def edition_of(
    law: Law, key: str | None, *, as_of: str = AS_OF, lock: Mapping[Place, Entry] | None = None, **more: Any
) -> Edition:
    """One of a law's versions as the site of Linjiang would publish it; without a key, the law without its texts."""
    shelf = Shelf(law, lock or {}, as_of)
    card = shelf.card(f"laws/{law.id}")
    assert card is not None
    return Edition(
        **{
            "law": law,
            "text": text_view("laws", law, key, f"versions/{key}", shelf) if key else None,
            "state": Law.state(card, as_of),
            "as_of": as_of,
            "site": Text(zh="临江人大", en="Linjiang Congress"),
            "publisher": Text(zh="临江市人大常委会办公厅", en="General Office"),
            "base": BASE,
            "path": f"laws/{law.id}/versions/{key}/" if key else f"laws/{law.id}/",
            "bodies": BODIES,
            "kinds": {"regulations": Text(zh="条例", en="Regulations")},
            "categories": {"river": Text(zh="江河", en="Rivers")},
            "titles": {
                "laws/lantern-permits": Text(zh="临江市灯笼许可办法", en="Measures of Linjiang on Lantern Permits"),
                "laws/fog-decision": Text(
                    zh="关于修改雾灯条例的决定", en="Decision amending the Regulations on Fog Lamps"
                ),
                "pages/about": Text(zh="关于本站", en="About this site"),
            },
            **more,
        }
    )


def without_text(change: Callable[[dict[str, Any]], None] | None = None, **more: Any) -> Edition:
    """The invented law as a record that carries no text of it."""

    def bare(data: dict[str, Any]) -> None:
        del data["versions"]
        if change:
            change(data)

    return edition_of(invented(bare), None, **more)


def fog_lamps(as_of: str = AS_OF, **more: Any) -> Edition:
    """The invented law's current version: article 3 out of date, 3-1 missing, 5 unrecorded, 7 without Chinese."""
    lock = updated({}, invented(older).translated(), "2026-04-10")
    return edition_of(invented(), "2026-04-01", as_of=as_of, lock=lock, **more)


def edition_with(tree: LawText, english: LawText | None = None, kind: str = "decision") -> Edition:
    """Any tree as the only version of a law, without going through a parser."""
    law = Law.model_validate(
        {
            "id": "any",
            "title": {"zh": "任意"},
            "kind": kind,
            "events": [{"type": "adopted", "date": "1962~"}],
            "versions": [{"zh": "任意"} | ({"en": "any", "translation": "draft"} if english else {})],
        }
    )
    version: Version = law.versions[0]
    (span,) = spans([UNDATED], AS_OF)
    view = TextView(
        key="laws/any", part=f"versions/{UNDATED}", version=version, span=span, spans=[span], law=tree,
        english=english, pairs=pair(tree, english) if english else (), judged={},
    )  # fmt: skip
    return Edition(
        law, view, Law.state(make_card(law, "any.yml", ""), AS_OF), AS_OF, Text(zh="站"), Text(zh="者"), BASE,
        f"laws/any/versions/{UNDATED}/", {},
    )  # fmt: skip
