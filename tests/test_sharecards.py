"""Share cards: what is on them, where lines end, and that a build makes those it should and no others."""

import io
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from PIL import Image, ImageFont

from gongkai import sharecards, vendor
from gongkai.progress import Silent
from gongkai.sharecards.drawing import HUES, Words, draw
from gongkai.sharecards.setting import balanced, units
from gongkai.sharecards.typeface import Typeface
from gongkai.site import Options, build
from tests.conftest import LINJIANG, Built, linjiang_options
from tests.test_build import tree

FILE = vendor.font()
pytestmark = pytest.mark.skipif(
    FILE is None, reason="the typeface of share cards was not fetched (make site fetches it)"
)

ADDRESS = "https://linjiang.example/open/"
TYPES = ("laws", "cases", "collections", "reports", "exhibition", "panels", "tours", "moments")
CARD = re.compile(r"(?:en/)?(?P<folder>[a-z]+)/[a-z0-9-]+/(?:chapters/[0-9]+/)?share-[0-9a-f]{12}\.png")
RETIRED = "old-lamp-list"


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    assert FILE is not None
    return Typeface(FILE.read_bytes())


def options_with_cards(folder: Path) -> Options:
    """Linjiang in a copy that has share cards, which it leaves out elsewhere to save time."""
    shutil.copytree(LINJIANG, folder / "city")
    config = folder / "city" / "site_config.yml"
    text = config.read_text("utf-8")
    assert "cards: false" in text
    config.write_text(text.replace("cards: false", "cards: true"), "utf-8")
    return replace(linjiang_options(folder / "site"), content=folder / "city" / "content", config=config)


@pytest.fixture
def city(tmp_path: Path) -> Options:
    """A city with cards that a test may change."""
    return options_with_cards(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A city with cards for tests that only look at it."""
    options = options_with_cards(tmp_path_factory.mktemp("shared"))
    return Built(options.out, build(options, Silent()))


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[Words]:
    """What is drawn while the test runs."""
    made: list[Words] = []

    def noted(words: Words, typeface: Typeface) -> bytes:
        made.append(words)
        return draw(words, typeface)

    monkeypatch.setattr(sharecards, "draw", noted)
    return made


def cards(folder: Path) -> set[str]:
    """The share cards of a built site."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("share-*.png")}


def tags(page: Path) -> dict[str, str]:
    """What a page's head says to sites where it is shared."""
    head = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).find("head")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in head.iter("meta") if (meta.get("property") or meta.get("name") or "")[:3] in ("og:", "twi")}  # fmt: skip


# ---- pages ----


def test_every_page_that_is_shared_has_its_card_and_no_other_page_says_it_has(built: Built) -> None:
    """Both languages of each record of these types; a retired panel is not for sharing."""
    named = set()
    for page in sorted(built.folder.rglob("*.html")):
        path = page.relative_to(built.folder).parent.as_posix()
        said = tags(page)
        parts = path.removeprefix("en/").split("/")
        shared = parts[0] in TYPES and (len(parts) == 2 or parts[2:3] == ["chapters"]) and parts[1] not in (RETIRED, "board", "audit", "kiosk")  # fmt: skip
        if not shared:
            assert said == {}, path
            continue
        assert said.get("og:image", "").startswith(f"{ADDRESS}{path}/share-"), path
        named.add(said["og:image"].removeprefix(ADDRESS))
        assert said["og:url"] == f"{ADDRESS}{path}/"
        english = path.startswith("en/")
        assert said["og:locale"] == ("en_GB" if english else "zh_CN")
        assert said["og:locale:alternate"] == ("zh_CN" if english else "en_GB")
        assert said["og:site_name"] == ("Linjiang Open" if english else "临江公开")
        title = re.search("<title>(.*?)</title>", page.read_text("utf-8"))
        assert title is not None
        assert said["og:image:alt"] == f"{said['og:title']} · {said['og:site_name']}"
        assert said["og:description"]
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["twitter:card"] == "summary_large_image"
    assert named == cards(built.folder)
    assert {CARD.fullmatch(name)["folder"] for name in named} == set(TYPES)  # type: ignore[index]


def test_cards_are_small_pictures_of_the_size_they_say(built: Built) -> None:
    for name in sorted(cards(built.folder)):
        data = (built.folder / name).read_bytes()
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P"), name
        assert len(data) < 40_000, name


def test_a_demonstration_says_so_on_its_card(city: Options, drawings: list[Words]) -> None:
    """Once shared, a card is seen without its page."""
    path = city.content / "moments" / "first-lamp.yml"
    path.write_text(f"demonstration: yes\n{path.read_text('utf-8')}", "utf-8")
    build(city, Silent())
    marked = [(words.kind, words.facts[0]) for words in drawings if {"示范", "Demonstration"} & set(words.facts)]
    assert ("大事", "示范") in marked
    assert ("Moment", "Demonstration") in marked


def test_cards_say_nothing_that_a_day_can_change(city: Options, tmp_path: Path) -> None:
    """Two days apart the states differ, the cards do not."""
    build(city, Silent())
    build(replace(city, out=tmp_path / "later", as_of="2031-01-01"), Silent())
    early, late = ({name: found for name, found in tree(folder).items() if "/share-" in name and not name.startswith(("panels", "en/panels"))} for folder in (city.out, tmp_path / "later"))  # fmt: skip
    assert {name: late.get(name) for name in early} == early


# ---- builds ----


def test_a_build_draws_only_what_is_new(city: Options, drawings: list[Words], tmp_path: Path) -> None:
    """Nothing after no change, one card after one title; the old card goes, and the whole is that of a build of everything."""
    build(city, Silent())
    first = cards(city.out)
    assert len(drawings) == len(first)
    drawings.clear()
    again = build(city, Silent())
    assert drawings == []
    assert again.written is not None
    assert again.written.written == 0

    case = city.content / "cases" / "night-ferry.yml"
    text = case.read_text("utf-8")
    title = re.search(r"title: \{zh: ([^,]+), ", text)
    assert title is not None
    case.write_text(text.replace(title[1], f"新{title[1]}", 1), "utf-8")
    build(city, Silent())
    assert [words.title for words in drawings if words.kind == "案例"] == [f"新{title[1]}"]
    gone, new = first - cards(city.out), cards(city.out) - first
    assert {name.rpartition("/")[0] for name in gone} == {name.rpartition("/")[0] for name in new} == {"cases/night-ferry"}  # fmt: skip
    build(replace(city, out=tmp_path / "all", full=True, jobs=2), Silent())
    assert tree(city.out) == tree(tmp_path / "all")


def test_without_the_typeface_there_are_no_cards_and_pages_do_not_name_any(
    city: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And they are there as soon as it is fetched, also on pages that were built before."""
    with monkeypatch.context() as without:
        without.setattr(vendor, "font", lambda: None)
        build(city, Silent())
        assert cards(city.out) == set()
        assert tags(city.out / "cases/night-ferry/index.html") == {}
    build(city, Silent())
    build(replace(city, out=tmp_path / "all"), Silent())
    assert cards(city.out)
    assert tree(city.out) == tree(tmp_path / "all")


def test_a_character_that_the_typeface_lacks_leaves_the_card_out(city: Options, typeface: Typeface) -> None:
    assert not typeface.covers("龘")
    case = city.content / "cases" / "night-ferry.yml"
    case.write_text(case.read_text("utf-8").replace("title: {zh: ", "title: {zh: 龘", 1), "utf-8")
    build(city, Silent())
    assert tags(city.out / "cases/night-ferry/index.html") == {}
    assert "og:image" in tags(city.out / "en/cases/night-ferry/index.html")
    assert not list((city.out / "cases/night-ferry").glob("share-*"))


def test_a_site_may_do_without_cards(linjiang: Built) -> None:
    """`features: {cards: false}`, as Linjiang has it."""
    assert cards(linjiang.folder) == set()
    assert tags(linjiang.folder / "en/cases/night-ferry/index.html") == {}


# ---- the typeface ----


def test_the_characters_it_says_it_has_are_those_that_are_drawn(typeface: Typeface) -> None:
    """FreeType draws one and the same box for every character without a glyph, and reads WOFF by itself."""
    assert FILE is not None
    font = ImageFont.truetype(FILE, 24, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\ue5e5"))
    assert not typeface.covers("\ue5e5")
    looked_at = [chr(code) for code in (*range(0x21, 0x180), *range(0x2010, 0x2040), *range(0x3001, 0x3020), *range(0x4E00, 0x9FA5, 7), *range(0xFF01, 0xFF20))]  # fmt: skip
    wrong = [sign for sign in looked_at if typeface.covers(sign) == (bytes(font.getmask(sign)) == box)]
    assert wrong == []
    assert any(map(typeface.covers, looked_at))
    assert not all(map(typeface.covers, looked_at))
    large = ImageFont.truetype(FILE, 100, layout_engine=ImageFont.Layout.BASIC)
    for text in ("临江市公开", "Linjiang Open 2026", "“渡口”，《条例》"):
        assert typeface.width(text) == pytest.approx(sum(map(large.getlength, text)) / 100)


def test_a_file_that_is_no_woff_is_refused() -> None:
    with pytest.raises(ValueError, match="WOFF"):
        Typeface(b"wOF2" + bytes(60))


# ---- lines ----


def wide(text: str) -> float:
    """A measure of its own: Chinese a whole em, all else half of one."""
    return sum(1.0 if ord(sign) > 0x2000 else 0.5 for sign in text)


def titles() -> Iterator[str]:
    """Titles made at random of Chinese, marks, Latin words and numbers."""
    chance = random.Random(20260201)
    pieces = ["渡", "口", "灯", "条例", "，", "。", "”", "“", "《", "》", "（", "）", "、", "——", "：", "Linjiang ", "open ", "2026年", "15.1% ", "第十二条", "十一个"]  # fmt: skip
    for _ in range(300):
        yield "".join(chance.choice(pieces) for _ in range(chance.randint(3, 40))).strip()


@pytest.mark.parametrize("width", [8, 13, 20])
def test_no_line_begins_or_ends_as_it_must_not(width: int) -> None:
    """No closing mark at a start, no opening one at an end, no word or number cut, nothing lost."""
    for title in titles():
        lines = balanced(title, wide, width)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", title)
        long = any(wide(unit.strip()) > width for unit in units(title))
        if long:
            continue
        assert all(wide(line) <= width for line in lines), lines
        for before, after in pairwise(lines):
            assert after[0] not in "，。”》）、：—", (title, lines)
            assert before[-1] not in "“《（", (title, lines)
            assert not re.search("[0-9A-Za-z.]$", before) or before.endswith(("Linjiang", "open")), (title, lines)
            assert not re.fullmatch(r"第\|十|十\|[一二]|[一二]\|[条个]", f"{before[-1]}|{after[0]}"), (title, lines)


def test_a_word_that_no_line_can_hold_gives_way() -> None:
    lines = balanced("Donaudampfschifffahrt", wide, 5)
    assert "".join(lines) == "Donaudampfschifffahrt"
    assert [wide(line) <= 5 for line in lines] == [True] * 3


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("临江市渡口灯光管理条例", 11, ["临江市渡口灯光管理条例"]),
        ("临江市渡口灯光管理条例", 10, ["临江市渡口灯", "光管理条例"]),
        ("联系点与立法：十一个案例", 8, ["联系点与立法：", "十一个案例"]),
        ("夜渡：听了谁，改了什么。", 5, ["夜渡：听", "了谁，改", "了什么。"]),
        ("How the night ferry came to run until one", 12, ["How the night ferry", "came to run until one"]),
    ],
)
def test_titles_are_set_as_one_would_set_them(title: str, width: int, lines: list[str]) -> None:
    assert balanced(title, wide, width) == lines


# ---- the picture ----


def card_of(typeface: Typeface, **changed: object) -> Image.Image:
    """A card of the test's own, in colours."""
    words = Words("zh", "案例", "夜渡开到一点", ("2025年3月1日",), "临", "临江公开", "linjiang.example/open", "jade")
    data = draw(replace(words, **changed), typeface)  # type: ignore[arg-type]
    assert data == draw(replace(words, **changed), typeface)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(data)).convert("RGB")


def colour(name: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(name[1:]))


LONG = (
    "关于在临江市全部渡口和沿河道路上分期分批更换、增设和维护夜间照明灯杆以及同步完善无障碍设施的若干具体规定的说明" * 3
)


@pytest.mark.parametrize("title", ["夜渡", "《渡口条例》", LONG, "A word", "The " + "administration of lamps " * 30])
def test_nothing_is_written_over_the_edge(typeface: Typeface, title: str) -> None:
    """Between the hairlines there is a title in ink; the margins hold paper only, but for the band."""
    picture = card_of(typeface, title=title)
    title_zone = picture.crop((60, 140, 1140, 512))
    assert colour("#1c1a17") in {found for _, found in title_zone.getcolors(100_000)}  # type: ignore[union-attr]
    for zone in ((20, 0, 60, 630), (1140, 0, 1200, 630), (20, 0, 1200, 40), (20, 612, 1200, 630), (20, 120, 1200, 134)):
        assert [found for _, found in picture.crop(zone).getcolors()] == [colour("#fdfcfa")], zone  # type: ignore[union-attr]


@pytest.mark.parametrize("hue", HUES)
def test_the_seal_is_vermilion_and_the_band_has_the_hue(typeface: Typeface, hue: str) -> None:
    picture = card_of(typeface, hue=hue)
    assert picture.getpixel((5, 300)) == colour(HUES[hue])
    seal = picture.crop((80, 544, 140, 604)).getcolors()
    assert seal is not None
    assert max(seal)[1] == colour("#a3271f")
    assert colour("#fdfcfa") in {found for _, found in seal}


def test_every_word_of_a_card_is_drawn(typeface: Typeface) -> None:
    """Each change of a word changes the picture, and only where that word stands."""
    plain = card_of(typeface)
    zones: dict[str, Callable[[int], bool]] = {"kind": lambda y: y < 136, "title": lambda y: 136 < y < 514, "facts": lambda y: 136 < y < 514, "seal": lambda y: y > 514, "site": lambda y: y > 514, "address": lambda y: y > 514}  # fmt: skip
    new = {
        "kind": "法规",
        "title": "夜渡开到两点",
        "facts": ("2025年3月2日",),
        "seal": "江",
        "site": "临江公示",
        "address": "linjiang.example",
    }
    for name, value in new.items():
        other = card_of(typeface, **{name: value})
        rows = [
            y
            for y in range(630)
            if other.crop((0, y, 1200, y + 1)).tobytes() != plain.crop((0, y, 1200, y + 1)).tobytes()
        ]
        assert rows, name
        assert all(map(zones[name], rows)), name
