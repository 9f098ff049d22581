"""Answers over many real laws are what looking through their texts gives.

The texts are read from what the importer wrote, not from the site, and searched with `in`. They are
no part of the project; where they are missing these tests are skipped. `GONGKAI_SEARCH_TIMES=10`
runs them on ten times as many laws.
"""

import os
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from gongkai.importers.law import import_laws
from gongkai.lawtext import LawText, Loose, parse_law
from gongkai.numerals import to_chinese
from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.browser import served
from tests.conftest import AS_OF, LINJIANG, ROOT
from tests.search.engine import Engine, opened

LAWS = ROOT.parent / "shared" / "laws"
TIMES = int(os.environ.get("GONGKAI_SEARCH_TIMES", "1"))
QUERIES, ON_THE_PAGE, A_PAGE, SHOWN = 300, 40, 10, 3

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not LAWS.is_dir(), reason="the texts of real laws are not here"),
]

_WORDS = {"adopted": "通过", "promulgated": "公布", "effective": "施行", "amended": "修正", "revised": "修订", "repealed": "废止"}  # fmt: skip
_KINDS = str.maketrans("〔〕【】[]“”‘’—–", "()()()\"\"''--")
_OF_ITS_OWN = re.compile('[\\s"“”「」§]|第[0-9零〇一二三四五六七八九十百千两]+条|art', re.IGNORECASE)
Hits = dict[str, list[str]]


def folded(text: str) -> str:
    """Width, case, white space and kinds of signs set aside."""
    wide = unicodedata.normalize("NFKC", text).lower().translate(_KINDS)
    return re.sub(r"(\d),(?=\d{3}(?!\d))", r"\1", " ".join(wide.split()))


@dataclass(frozen=True)
class Law:
    """A law as its file has it: its title, and what it says by the place where a page says it."""

    path: str
    title: str
    said: dict[str, str]
    raw: Sequence[str]


@dataclass(frozen=True)
class Query:
    """What is typed, and what is looked for: all `words`, each in any of its forms, and an article of the laws named."""

    typed: str
    words: tuple[tuple[str, ...], ...]
    law: str = ""
    anchor: str = ""


def read(path: Path) -> Law:
    """A law's file, read without the program's own reader of records."""
    value = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    said: dict[str, list[str]] = {}
    text = parse_law(standing(value["versions"])["zh"], "zh")
    for node in text.body:
        anchor = None if isinstance(node, Loose) else node.anchor
        said.setdefault(anchor or "_text", []).append(LawText((node,)).source().strip())
    said["_history"] = [line for event in value["events"] for line in happened(event)]
    lines = [line.strip() for lines in said.values() for text in lines for line in text.split("\n")]
    known = {anchor: folded("\n".join(lines)) for anchor, lines in said.items()}
    return Law(f"laws/{path.stem}/", folded(value["title"]["zh"]), known, [*lines, value["title"]["zh"]])


def standing(versions: list[dict[str, str]]) -> dict[str, str]:
    """The version that stands on the day: the newest in effect, or the first that will be."""
    ordered = sorted(versions, key=lambda version: version.get("date", ""))
    return next((one for one in reversed(ordered) if one.get("date", "") <= AS_OF), ordered[0])


def happened(event: dict[str, dict[str, str]]) -> Iterator[str]:
    year, *rest = str(event["date"]).split("-")
    yield f"{year}年" + "".join(f"{int(number)}{sign}" for number, sign in zip(rest, "月日", strict=False))
    for name in ("session", "type", "instrument", "note"):
        if name == "type":
            yield _WORDS[str(event["type"])]
        elif name in event:
            yield event[name]["zh"]


def looked_through(laws: Sequence[Law], query: Query) -> Hits:
    """The laws that have all words, each with the places that have any of them."""
    named = {law.path for law in laws if query.law and law.title.endswith(query.law)}
    named = named if len(named) <= 5 else set()
    found: Hits = {}
    for law in laws:
        places: dict[str, None] = {}
        every = True
        for forms in query.words:
            own = [anchor for anchor, text in law.said.items() if any(form in text for form in forms)]
            if law.path in named and query.anchor in law.said:
                own.append(query.anchor)
            every = every and bool(own or any(form in law.title for form in forms))
            places |= dict.fromkeys(own)
        if every:
            found[law.path] = sorted(places)
    return found


def queries(laws: Sequence[Law]) -> list[Query]:
    """The same queries each time: stretches of texts, titles, numbers of articles, two words, a law and its article."""
    chance = random.Random(1998)
    some: list[Query] = []
    while len(some) < QUERIES:
        law = chance.choice(laws)
        one, other = stretch(law, chance), stretch(chance.choice([law, law, chance.choice(laws)]), chance)
        number = chance.randint(1, 90)
        article = f"第{to_chinese(number)}条"
        digits = f"第{number}条"
        name = law.title.removeprefix("上海市")
        some += [
            Query(one, ((folded(one),),)),
            Query(f"{one} {other}", ((folded(one),), (folded(other),))),
            chance.choice(
                [
                    Query(law.title, ((law.title,),)),
                    Query(article, ((article,),)),
                    Query(digits, ((digits, article),)),
                    Query(f"art. {number}", ((article,),)),
                    Query(f"{name}{digits}", ((f"{name}{digits}", f"{name}{article}"),), name, f"art-{number}"),
                    Query(f"{one} {article}", ((folded(one),), (article,))),
                    Query(f"{law.title} {other}", ((law.title,), (folded(other),))),
                ]
            ),
        ]
    return some[:QUERIES]


def stretch(law: Law, chance: random.Random) -> str:
    """Two to eight characters of a law, without what a query gives a meaning of its own."""
    while True:
        line = chance.choice(law.raw)
        size = chance.randint(2, 8)
        start = chance.randrange(max(1, len(line) - size + 1))
        found = line[start : start + size]
        if len(found) > 1 and not _OF_ITS_OWN.search(found):
            return found


def written(folder: Path) -> Options:
    """The laws as drafts on disk, as often as asked for, with the options to build them."""
    content = folder / "content" / "laws"
    content.mkdir(parents=True)
    report = import_laws([LAWS], content)
    assert not report.refused
    for number, path in enumerate(sorted(content.glob("*.yml"))):
        text = path.read_text("utf-8")
        for copy in range(2, TIMES + 1):
            title = re.sub(r"^(title: \{zh: .*?)([\"']?\})$", rf"\1（第{copy}份）\2", text, count=1, flags=re.MULTILINE)
            assert title != text
            (content / f"law-{number}-copy-{copy}.yml").write_text(title, "utf-8")
    kinds = {
        kind
        for path in content.glob("*.yml")
        for kind in re.findall("^kind: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    }
    words = "".join(f"  {kind}: {{zh: {kind}, en: {kind}}}\n" for kind in sorted(kinds))
    (content.parent / "vocabulary.yml").write_text(f"law-kinds:\n{words}", "utf-8")
    config = re.sub(r"(?m)^district_grid:\n(  .*\n)+", "", (LINJIANG / "site_config.yml").read_text("utf-8"))
    (folder / "site_config.yml").write_text(
        config.replace("parts: true, downloads: true", "parts: no, downloads: no"), "utf-8"
    )
    return Options(
        config=folder / "site_config.yml", content=content.parent, templates=ROOT / "templates", out=folder / "site",
        as_of=AS_OF, drafts=True, jobs=2,
    )  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The built site, the laws as their files have them, and the queries."""

    site: Path
    laws: Sequence[Law]
    queries: Sequence[Query]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    options = written(tmp_path_factory.mktemp("laws"))
    result = build(options, Silent())
    laws = [read(path) for path in sorted((options.content / "laws").glob("*.yml"))]
    assert len(laws) == len(result.corpus.by_key) >= 200 * TIMES
    return Known(options.out, laws, queries(laws))


@pytest.fixture(scope="module")
def home(known: Known) -> Iterator[str]:
    with served(known.site) as address:
        yield address


@pytest.fixture(scope="module")
def engine(known: Known, browser: Browser, home: str) -> Iterator[Engine]:
    with opened(known.site, browser, home) as engine:
        yield engine


def test_every_answer_is_what_the_texts_say(known: Known, engine: Engine) -> None:
    some = known.queries[ON_THE_PAGE:]
    answers = engine.ask("zh", [(query.typed, {}) for query in some])
    wrong = []
    for query, answer in zip(some, answers, strict=True):
        meant = looked_through(known.laws, query)
        found = {one.path: sorted(one.anchors) for one in answer.records}
        if found != meant or answer.passages != sum(map(len, meant.values())):
            wrong.append(
                (query.typed, {path: (found.get(path), meant.get(path)) for path in found.keys() | meant.keys()})
            )
    assert wrong == []
    assert sum(1 for answer in answers if answer.records) > len(some) * 0.8
    assert sum(len(answer.records) > 1 for answer in answers) > len(some) * 0.3


def test_the_search_page_says_so_too(known: Known, home: str, page: Page) -> None:
    paged = 0
    for query in known.queries[:ON_THE_PAGE]:
        meant = looked_through(known.laws, query)
        shown: Hits = {}
        for number in range(1, max(1, -(-len(meant) // A_PAGE)) + 1):
            if number > 2:
                break
            page.goto(f"{home}search/?{urlencode({'q': query.typed, 'page': number})}")
            page.locator("[data-search-count]").wait_for(state="attached")
            counts = [page.locator(f"[data-{name}-count]").get_attribute("value") for name in ("search", "passage")]
            assert counts == [str(len(meant)), str(sum(map(len, meant.values())))], query.typed
            paged += number > 1
            shown |= results(page, home)
        assert len(shown) == min(len(meant), 2 * A_PAGE), query.typed
        for path, anchors in shown.items():
            assert len(anchors) == len(set(anchors)) == min(SHOWN, len(meant[path])), (query.typed, path)
            assert set(anchors) <= set(meant[path]), (query.typed, path)
    assert paged


def results(page: Page, home: str) -> Hits:
    """The links of the results on the page: each record with the places that are shown of it."""
    links = page.locator("[data-search-results] a").evaluate_all("all => all.map(one => one.href)")
    found: Hits = {}
    for link in links:
        address = urlsplit(unquote(link))
        path = address.path.removeprefix(urlsplit(home).path)
        own = found.setdefault(path, [])
        if address.fragment:
            own.append(address.fragment)
    return found


def test_all_passages_can_be_shown(known: Known, home: str, page: Page) -> None:
    """The button below a result shows the rest of its passages."""
    page.goto(f"{home}search/?{urlencode({'q': '市人民政府'})}")
    page.locator("[data-search-results] > li").first.wait_for()
    meant = looked_through(known.laws, Query("", (("市人民政府",),)))
    for button in page.locator(".search-more button").all():
        button.press("Enter")  # pages that come in move what a pointer would aim at
    shown = results(page, home)
    assert len(shown) == A_PAGE
    assert {path: sorted(anchors) for path, anchors in shown.items()} == {path: meant[path] for path in shown}
    assert Counter(map(len, meant.values()))[1] < len(meant)
