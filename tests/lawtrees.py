"""Laws of every structure, made at random as trees, for tests to print and read again.

Anchors and lines are worked out here, from the drawn numbers, without the parser's help.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from hypothesis import strategies as st

from gongkai.lawtext import Article, Heading, Item, LawText, Loose, Paragraph
from gongkai.lawtext.nodes import Level, Node, Role
from gongkai.numerals import to_chinese

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Tongue:
    """How a language writes the parts of a law."""

    language: str
    article: Callable[[int, int], str]
    headings: dict[Level, Callable[[int], str]]
    item: Callable[[int], str]
    sub: Callable[[int], str]
    point: Callable[[int], str]
    styles: tuple[str, str]
    annex: Callable[[int], str]
    gaps: tuple[str, ...]
    item_gaps: tuple[str, ...]
    words: tuple[str, ...]
    titles: tuple[str, ...]
    captions: tuple[str, ...]
    name: str
    history: str
    quotes: str
    signature: str
    date: str
    stop: str


def _chinese_article(number: int, inserted: int) -> str:
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(inserted)}" if inserted else "")


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]

CHINESE = Tongue(
    language="zh",
    article=_chinese_article,
    headings={
        "part": lambda n: f"第{to_chinese(n)}编",
        "chapter": lambda n: f"第{to_chinese(n)}章",
        "section": lambda n: f"第{n}节",
    },
    item=lambda n: f"（{to_chinese(n)}）",
    sub=lambda n: f"{n}．",
    point=lambda n: f"{to_chinese(n)}、",
    styles=("cn-paren", "ar-dot"),
    annex=lambda n: f"附件{to_chinese(n)}",
    gaps=("　", " ", "　　"),
    item_gaps=("", " "),
    words=("渡口的灯", "桥头、江边的灯", "第三条规定的灯", "“夜航”之灯", "两千盏灯"),
    titles=("总则", "开　灯", "第一条的例外", "雾天、雨天"),
    captions=("【目的】", "（适用范围）"),
    name="临江市江岸照明条例",
    history="（2024年3月1日临江市人民代表大会通过）",
    quotes="“”",
    signature="临江市人民政府",
    date="2024年3月1日",
    stop="。",
)
ENGLISH = Tongue(
    language="en",
    article=lambda n, m: f"Article {n}" + (f"-{m}" if m else ""),
    headings={
        "part": lambda n: f"Part {n}",
        "chapter": lambda n: f"CHAPTER {ROMAN[n - 1]}",
        "section": lambda n: f"Section {n}",
    },
    item=lambda n: f"({n})",
    sub=lambda n: f"({'abcdefghi'[n - 1]})",
    point=lambda n: f"{n}.",
    styles=("ar-paren", "letter-paren"),
    annex=lambda n: f"Annex {n}:",
    gaps=(" ", "  "),
    item_gaps=(" ", "  "),
    words=("The lamps at the ferry", "Lamps under Article 3", "Any “night ferry”", "Chapters and sections"),
    titles=("General Provisions", "Lighting", "Fog and Rain"),
    captions=("[Purpose]", "(Scope of Application)"),
    name="Regulations of Linjiang Municipality on Riverside Lighting",
    history="(Adopted at the 1st Session on March 1, 2024)",
    quotes="“”",
    signature="The People's Government of Linjiang",
    date="March 1, 2024",
    stop=".",
)


class _Maker:
    """Draws a tree node by node and counts its lines."""

    def __init__(self, draw: Draw, tongue: Tongue) -> None:
        self.draw = draw
        self.tongue = tongue
        self.line = 0
        self.body: list[Node] = []

    def pick(self, *choices: str) -> str:
        return str(self.draw(st.sampled_from(choices)))

    def count(self, least: int, most: int) -> int:
        return int(self.draw(st.integers(least, most)))

    def lead(self, *marks: str) -> str:
        """White space before the next line, which is counted."""
        breaks = self.count(1, 2) if self.line else 0
        self.line += breaks or 1
        return "\n" * breaks + self.pick("", "  ", "　　", "\t") + self.pick("", *marks)

    def sentence(self) -> str:
        return self.pick(*self.tongue.words) + self.tongue.stop

    def loose(self, role: Role, text: str, *marks: str) -> None:
        self.body.append(Loose(role, self.lead(*marks), text, self.line))

    def law(self) -> LawText:
        tongue = self.tongue
        self.loose("title", tongue.name, "# ")
        for _ in range(self.count(0, 2)):
            self.loose("history", tongue.history)
        if self.draw(st.booleans()):
            self.loose("preamble", self.sentence())
        self.act("")
        if self.draw(st.booleans()):
            self.loose("signature", tongue.signature)
            self.loose("date", tongue.date)
        for number in range(1, self.count(0, 2) + 1):
            lead, line = self.lead("## "), self.line
            title = self.pick("", *tongue.titles)
            colon = ":" if title and tongue.language == "en" else ""
            gap = colon + self.pick(*tongue.gaps) if title else ""
            anchor = f"annex-{number}"
            label = tongue.annex(number).rstrip(":")
            self.body.append(Heading("annex", anchor, number, lead, label, gap, title, line))
            for _ in range(self.count(0, 2)):
                self.loose("text", self.sentence())
            self.act(f"{anchor}-")
        return LawText(tuple(self.body))

    def act(self, prefix: str) -> None:
        """Articles below headings of some depth, or points."""
        if self.draw(st.booleans()):
            for number in range(1, self.count(1, 4) + 1):
                self.article("point", f"{prefix}no-{number}", number, 0, self.tongue.point(number))
            return
        levels: tuple[Level, ...] = ("part", "chapter", "section")
        self.articles_from, self.prefix = 0, prefix
        self.below(levels[self.count(0, 3) :], prefix)

    def below(self, levels: tuple[Level, ...], outer: str) -> None:
        if not levels:
            for _ in range(self.count(1, 3)):
                self.articles_from += self.count(1, 40)
                for inserted in range(self.count(0, 2) + 1):
                    number = self.articles_from
                    anchor = f"{self.prefix}art-{number}" + (f"-{inserted}" if inserted else "")
                    self.article("article", anchor, number, inserted, self.tongue.article(number, inserted))
            return
        short = {"part": "pt", "chapter": "ch", "section": "sec"}[levels[0]]
        for number in range(1, self.count(1, 2) + 1):
            lead, line = self.lead("## "), self.line
            anchor = f"{outer}{short}-{number}"
            title = self.pick("", *self.tongue.titles)
            gap = self.pick(*self.tongue.gaps) if title else ""
            if title and self.draw(st.booleans()) and not title.startswith("第"):
                gap = self.lead()
            label = self.tongue.headings[levels[0]](number)
            self.body.append(Heading(levels[0], anchor, number, lead, label, gap, title, line))
            self.below(levels[1:], f"{anchor}-")

    def article(self, kind: Literal["article", "point"], anchor: str, number: int, inserted: int, label: str) -> None:
        tongue = self.tongue
        lead, line = self.lead(), self.line
        gap = self.pick(*(tongue.gaps if kind == "article" or tongue.language == "en" else tongue.item_gaps))
        caption = self.pick("", *tongue.captions) if kind == "article" else ""
        paragraphs: list[Paragraph] = []
        for own in range(1, self.count(1, 3) + 1):
            place = f"{anchor}-p{own}"
            first = self.pick(*tongue.gaps) if caption else ""
            before = self.lead() if own > 1 else first
            at, text = self.line, self.sentence()
            items: list[Item] = []
            what = self.count(0, 2)
            if what == 1:
                items = [self.item(place, n) for n in range(1, self.count(1, 3) + 1)]
            elif what == 2:
                text = self.pick(*tongue.words) + ("：" if tongue.language == "zh" else ":")
            paragraphs.append(Paragraph(place, before, text, tuple(items), quoted=False, line=at))
            if what == 2:
                paragraphs += self.quotation()
        self.body.append(Article(kind, anchor, number, inserted, lead, label, gap, caption, tuple(paragraphs), line))

    def quotation(self) -> list[Paragraph]:
        """Lines of another act: articles, items and words, each with “, the last with ”."""
        tongue, lines = self.tongue, self.count(1, 3)
        first, last = tongue.quotes[0], tongue.quotes[1]
        quoted = []
        for at in range(lines):
            inner = self.pick(tongue.article(self.count(1, 20), 0) + " ", tongue.item(1) + " ", "") + self.sentence()
            lead = self.lead()
            text = first + inner + (last if at == lines - 1 else "")
            quoted.append(Paragraph(None, lead, text, (), quoted=True, line=self.line))
        return quoted

    def item(self, place: str, number: int) -> Item:
        tongue, anchor = self.tongue, f"{place}-i{number}"
        lead, line = self.lead(), self.line
        gap, text = self.pick(*tongue.item_gaps), self.sentence()
        subs = []
        for each in range(1, self.count(0, 2) + 1):
            sub_lead = self.lead()
            subs.append(
                Item(f"{anchor}-s{each}", each, tongue.styles[1], sub_lead, tongue.sub(each),
                     self.pick(*tongue.item_gaps), self.sentence(), (), self.line)
            )  # fmt: skip
        return Item(anchor, number, tongue.styles[0], lead, tongue.item(number), gap, text, tuple(subs), line)


@st.composite
def laws(draw: Draw, tongue: Tongue) -> LawText:
    """A law that a person could have written."""
    return _Maker(draw, tongue).law()
