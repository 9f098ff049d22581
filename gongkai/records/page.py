"""Plain pages: about the site, how the data is made."""

from collections.abc import Sequence
from typing import Any, ClassVar

from gongkai.cards import Card
from gongkai.fields import Model, Prose, Text
from gongkai.record import Record


class Section(Model):
    """A heading and the words under it."""

    title: Text
    text: Prose


class Page(Record):
    """A page of words at the top of the site: `content/pages/about.yml` is `/about/`."""

    folder = "pages"
    template = "page.html"
    group = "data"
    singular = Text(zh="页面", en="Page")
    plural = Text(zh="页面", en="Pages")
    about = Text(zh="关于本站的说明。", en="Words about this site.")
    listed: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = False

    order: int = 0
    text: Prose
    sections: tuple[Section, ...] = ()

    def brief(self) -> dict[str, Any]:
        return {"order": self.order}

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: (card.brief["order"], card.id))
