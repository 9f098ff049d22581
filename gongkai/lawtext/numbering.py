"""Numbers of a law's text that leave one out, come twice, or go backwards.

Nothing is corrected: the official text may be numbered so. The rules: articles run through the
whole act, and anew in each annex and in each act that stands in the same text; an inserted one
(第十二条之一) follows its article; parts run through the act, subparts in their part, sections in
their chapter; chapters run on or begin anew where a part or subpart does, and 一、 or （一） above
articles where any heading does. Points of an act without articles run on or begin anew below a
heading. Items begin at one in each list; a list may go on after a paragraph that stands between
its items, and in an act of points through the points, at whatever depth (1. to 95. below 一、（一）
to 五、). Amendments to one law are numbered through all their
acts (宪法修正案第三十二条), so that theirs may begin anywhere.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from gongkai.lawtext.nodes import Article, Heading, Item, LawText, Loose, words
from gongkai.numerals import to_chinese

Kind = Literal["gap", "repeat", "disorder", "unreadable"]

_AMENDMENT = ("修正案", "Amendment")
_FROM_ONE = {"part": ("subpart", "section"), "subpart": ("section",), "chapter": ("section",)}
_ANEW = {"part": ("chapter",), "subpart": ("chapter",), "division": ("subdivision",)}
_ANEW_EVERYWHERE = ("division", "subdivision")


class Irregular(NamedTuple):
    """A number out of order. `found` is the number as written, `expected` what would have followed."""

    kind: Kind
    line: int
    found: str
    expected: int | None


class _Run:
    """Numbers that should count up by one."""

    def __init__(self, *, anywhere: bool = False) -> None:
        self.last = 0
        self.highest = 0
        self.seen: set[int] = set()
        self.anywhere = anywhere  # the first may be any number

    def judge(self, number: int | None, line: int, label: str, *, anew: bool = False) -> Irregular | None:
        """What is wrong with the next number; None where it follows. `anew`: it may begin at one again."""
        expected = self.last + 1
        if number is None:
            self.last = expected  # it stands where this one would
            return Irregular("unreadable", line, label, expected)
        kind: Kind | None = None
        if number != expected and number != self.highest + 1 and not self.anywhere and not (anew and number == 1):
            kind = "repeat" if number in self.seen else "gap" if number > expected else "disorder"
        if anew and number == 1:
            self.seen, self.highest = set(), 0
        self.anywhere = False
        self.seen.add(number)
        self.last = number
        self.highest = max(self.highest, number)
        return Irregular(kind, line, label, expected) if kind else None


def irregularities(law: LawText) -> list[Irregular]:
    """Every number out of order, in the order of the text; lines count from 1."""
    return [found for found in _Numbers(law).run() if found is not None]


class _Numbers:
    def __init__(self, law: LawText) -> None:
        self.law = law
        self.annexes: dict[str, _Run] = {}
        self._begin_act(amendment=any(_is_amendment(node) for node in law.body[:10]))

    def _begin_act(self, *, amendment: bool = False) -> None:
        self.articles, self.points, self.inserted = _Run(anywhere=amendment), _Run(), _Run()
        self.number: int | None = None  # of the last article, inserted or not
        self.headings: dict[str, _Run] = {}
        self.anew: set[str] = set()
        self.point_before: Article | None = None
        self.point_items: dict[str, Item] = {}

    def run(self) -> Iterator[Irregular | None]:
        started = False
        for node in self.law.body:
            if isinstance(node, Article):
                started = True
                if node.kind == "article":
                    yield self._article(node)
                    yield from _items(node, {}, through=False)
                else:
                    yield from self._point(node)
            elif isinstance(node, Heading):
                started = True
                yield self._heading(node)
            elif node.role == "title" and started:
                self._begin_act(amendment=_is_amendment(node))
                started = False

    def _heading(self, node: Heading) -> Irregular | None:
        self.anew.update(("point", *_ANEW_EVERYWHERE) if node.level not in _ANEW_EVERYWHERE else ("point",))
        if node.level == "title":
            return None
        if node.level == "annex":
            self._begin_act()
            run = self.annexes.setdefault(node.label[:2], _Run())  # 附件 and 附表 are counted each for itself
            return run.judge(node.number, node.line, node.label) if node.number is not None else None
        run = self.headings.setdefault(node.level, _Run())
        found = run.judge(node.number, node.line, node.label, anew=node.level in self.anew)
        self.anew.discard(node.level)
        for inner in _FROM_ONE.get(node.level, ()):
            self.headings.pop(inner, None)
        self.anew.update(_ANEW.get(node.level, ()))
        return found

    def _article(self, node: Article) -> Irregular | None:
        before, self.number = self.number, node.number
        if node.number is not None and node.inserted:
            found = self.inserted.judge(node.inserted, node.line, node.label)
            if node.number == before:
                return found
            return Irregular("disorder", node.line, node.label, self.articles.last + 1)
        if self.inserted.last:
            self.inserted = _Run()
        return self.articles.judge(None if node.inserted is None else node.number, node.line, node.label)

    def _point(self, node: Article) -> Iterator[Irregular | None]:
        before, self.point_before = self.point_before, node
        found = self.points.judge(node.number, node.line, node.label, anew="point" in self.anew)
        self.anew.discard("point")
        if found and before and _is_inside(words(before), node.label, node.number):
            found = None
        yield found
        yield from _items(node, self.point_items, through=True)


def _is_amendment(node: object) -> bool:
    return isinstance(node, Loose) and node.role == "title" and any(word in node.text for word in _AMENDMENT)


def _items(article: Article, last: dict[str, Item], *, through: bool) -> Iterator[Irregular | None]:
    """The items of an article or point. `last` holds the last item of each style, with which a list may go on."""
    for paragraph in article.paragraphs:
        if paragraph.items:
            yield from _list(paragraph.items, last, through=through)


def _list(items: Iterable[Item], last: dict[str, Item], *, through: bool) -> Iterator[Irregular | None]:
    """Items of one list. `through`: the lists inside it may go on from one item to the next, too."""
    run = _Run()
    for item in items:
        before = last.get(item.style)
        if before is not None and item.number == (before.number or 0) + 1:
            run.last = before.number or 0
        found = run.judge(item.number, item.line, item.label)
        if found and before and run.last > 1 and _is_inside(before.text, item.label, item.number):
            found = None
        yield found
        last[item.style] = item
        if item.items:
            yield from _list(item.items, last if through else {}, through=through)


def _is_inside(text: str, label: str, number: int | None) -> bool:
    """Whether the number before this one stands in the middle of a line: 1．甲 2．乙."""
    if number is None or number < 2:
        return False
    numeral = label.strip("（()）.．、 ")
    last = str(number - 1) if numeral.isdecimal() else to_chinese(number - 1)
    return label.replace(numeral, last) in text
