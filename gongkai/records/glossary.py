"""The glossary: a term, its pinyin, its approved English, and what it means; and where the site uses it."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Term, Text
from gongkai.glossary import Entry
from gongkai.record import Library, Record

ENGLISH = {
    "official": State("official", Text(zh="见于官方英文", en="Seen in official English"), "good"),
    "press": State("press", Text(zh="见于报刊或学术英文", en="Seen in the press or academic writing"), "info"),
    "near-official": State("near-official", Text(zh="接近官方英文的写法", en="Close to official English"), "info"),
    "common": State("common", Text(zh="本站译法", en="This site's wording"), "quiet"),
}


class Group(Term):
    """The part of the system a term belongs to."""

    vocabulary = "term-groups"
    __slots__ = ()


class GlossaryTerm(Record):
    """A term of the glossary. `title` is the term and its approved English, `summary` what it means.

    `also` lists other English that a translation may use; `english` says where the approved one was
    seen. `in_text: no` keeps a word that stands everywhere in Chinese from being looked for,
    `in_place: no` one that needs no explanation from being explained in English pages, and
    `also_in_place` lists those accepted forms that are explained too.
    """

    folder = "glossary"
    template = "glossary.html"
    group = "laws"
    singular = Text(zh="词语", en="Term")
    plural = Text(zh="词汇表", en="Glossary")
    about = Text(
        zh="人大制度常用词语：中文、拼音、英文写法和解释，以及本站哪些条文和记录用到它。",
        en="Words used in and about the people's congress: Chinese, pinyin, English, what they mean, and where this site uses them.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("group", Text(zh="类别", en="Group"), vocabulary="term-groups"),
        Facet(
            "english", Text(zh="英文依据", en="English"), labels={key: state.label for key, state in ENGLISH.items()}
        ),
    )
    shown_as_new: ClassVar[bool] = False
    explains: ClassVar[bool] = True

    pinyin: str
    also: tuple[str, ...] = ()
    english: Literal["official", "press", "near-official", "common"]
    group_of: Group | None = None
    english_note: Text | None = None
    in_text: bool = True
    in_place: bool = True
    also_in_place: tuple[str, ...] = ()

    def date(self) -> None:
        """A term has no date."""

    def brief(self) -> dict[str, Any]:
        explanation = self.summary.en if self.summary else None
        entry = Entry(
            self.id, self.title.zh, self.title.en or "", self.also, explanation or "",
            in_place=self.in_place and self.title.en is not None, in_text=self.in_text, also_in_place=self.also_in_place,
        )  # fmt: skip
        return {"entry": entry, "pinyin": self.pinyin, "group": self.group_of, "english": self.english}

    def view(self, library: Library) -> dict[str, Any]:
        used = library.using(self.id)
        by_type: dict[str, list[tuple[Card, Sequence[str]]]] = {}
        for card, anchors in used:
            by_type.setdefault(card.type, []).append((card, anchors))
        return {"used": by_type, "state": ENGLISH[self.english]}

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        return (f"using:{card.id}",)

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        facets = {"group": (card.brief["group"],) if card.brief["group"] else (), "english": (card.brief["english"],)}
        mark = Text(zh=card.brief["pinyin"], en=card.title.zh)
        return Row(date=None, mark=mark, line=card.summary, state=ENGLISH[card.brief["english"]], facets=facets)

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        """By the sound of the Chinese, as a Chinese dictionary has them."""
        return sorted(cards, key=lambda card: (_plain(card.brief["pinyin"]), card.id))


def _plain(pinyin: str) -> str:
    decomposed = unicodedata.normalize("NFD", pinyin.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
