"""The files of an index: what the first one says, what the others hold, and when they are made anew."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from gongkai.fields import Language, Slug
from gongkai.progress import Silent
from gongkai.search.folding import fold, signs
from gongkai.search.index import runs
from gongkai.search.running import BLOCK, blocks, tokens
from gongkai.search.texts import Texts
from gongkai.site import Options, build
from tests.builtpages import LANGUAGES
from tests.conftest import LINJIANG, Built, linjiang_options
from tests.search.decoding import anchors, joined
from tests.search.plain import records_of

COLUMNS = {"title", "other", "type", "status", "date", "topics", "size"}


class Index:
    """An index read from the files of a built site."""

    def __init__(self, site: Path, language: Language) -> None:
        self.first: dict[str, Any] = json.loads((site / "search" / f"{language}.json").read_bytes())
        self.folder = site / self.first["folder"]
        self.tables: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in self._numbered("p")]
        self.measures: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in self._numbered("s")]
        self.shards = [path.read_bytes() for path in self._numbered("k")]
        self.records: dict[str, Any] = self.first["records"]
        self.titles: list[str] = self.records["title"]

    def _numbered(self, letter: str) -> list[Path]:
        return sorted(self.folder.glob(f"{letter}*.*"), key=lambda path: int(path.stem[1:]))

    def names(self, title: str) -> list[str]:
        """What else a record is called."""
        names: list[str] = self.records["names"].get(str(self.titles.index(title)), [])
        return names


def index_bytes(site: Path) -> dict[str, str]:
    """Every file of the indexes, by its name and a hash."""
    return {
        str(path.relative_to(site)): sha256(path.read_bytes()).hexdigest()
        for path in sorted((site / "search").rglob("*")) if path.suffix in (".json", ".bin")
    }  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    value: Language = request.param
    return value


@pytest.fixture
def index(linjiang: Built, language: Language) -> Index:
    return Index(linjiang.folder, language)


@pytest.fixture
def city(tmp_path: Path) -> Options:
    """Linjiang in a copy that a test may change, without what stands beside the pages of records."""
    return copied(tmp_path)


def copied(folder: Path) -> Options:
    shutil.copytree(LINJIANG / "content", folder / "content")
    config = (LINJIANG / "site_config.yml").read_text("utf-8")
    (folder / "on.yml").write_text(config.replace("parts: true, downloads: true", "parts: no, downloads: no"), "utf-8")
    return replace(linjiang_options(folder / "site"), content=folder / "content", config=folder / "on.yml")


def test_there_is_one_index_a_language_and_nothing_else(linjiang: Built, language: Language) -> None:
    index = Index(linjiang.folder, language)
    assert index.first["language"] == language
    assert index.folder.parent == linjiang.folder / "search" / language
    assert [path for path in index.folder.parent.iterdir() if path != index.folder] == []
    files = {path.name for path in index.folder.iterdir()}
    assert files == {
        *(f"k{number}.bin" for number in range(len(index.first["keys"]))),
        *(f"p{number}.json" for number in range(len(index.first["tables"]))),
        "readings.json",
        *(f"s{number}.json" for number in range(len(index.first["measures"]))),
    }
    found = {path.suffix for path in (linjiang.folder / "en").rglob("*") if path.suffix in (".bin", ".json")}
    assert not (linjiang.folder / "en" / "search" / f"{language}.json").exists()
    assert ".bin" not in found


def test_records_stand_in_the_order_of_the_lists(linjiang: Built, index: Index, language: Language) -> None:
    meant = records_of(linjiang.result.corpus, language)
    assert index.titles == [one.title for one in meant]
    assert set(index.records) == COLUMNS | {"names"}
    assert {len(index.records[name]) for name in COLUMNS} == {len(meant)}
    first = index.first
    for number, one in enumerate(meant):
        column = {name: index.records[name][number] for name in COLUMNS}
        assert first["types"][column["type"]][0] == one.type
        assert (first["statuses"][column["status"]][0] if column["status"] >= 0 else "") == one.status
        assert [first["topics"][topic][0] for topic in column["topics"]] == list(one.topics)
        assert column["date"] == one.date


def test_titles_of_the_other_language_are_there(index: Index, language: Language) -> None:
    pairs = dict(zip(index.titles, index.records["other"], strict=True))
    here, there = ("港务局", "Harbour Bureau") if language == "zh" else ("Harbour Bureau", "港务局")
    assert pairs[here] == there
    assert pairs["临江市潮钟规则"] == ""


def test_other_names_and_numbers_are_there(index: Index, language: Language) -> None:
    title = "临江市江岸照明条例" if language == "zh" else "Regulations of Linjiang on Riverside Lighting"
    assert index.names(title) == ["路灯条例", "Lamp Law", "灯规", "RRL", "临人常〔2023〕4号", "LSC (2023) No. 4"]
    assert index.names("守灯人" if language == "zh" else "Lamp keepers") == []


def test_types_states_and_topics_have_their_words(index: Index, language: Language) -> None:
    zh = language == "zh"
    assert index.first["types"][0] == ["law", "法规" if zh else "Law", "laws"]
    assert [word for word, _, _ in index.first["types"]] == [
        "law", "oversight", "case", "case-collection", "annual-report", "hall", "term", "page",
    ]  # fmt: skip
    states = {key: rest for key, *rest in index.first["statuses"]}
    assert states["repealed"] == ["已废止" if zh else "Repealed", "alert", False]
    assert states["amended"] == ["有效（经修改）" if zh else "In force, as amended", "info", True]
    assert index.first["topics"] == [
        ["ferries", "渡船" if zh else "Ferries"],
        ["lighting", "照明" if zh else "Lighting"],
        ["markets", "集市" if zh else "Markets"],
    ]


def test_tables_say_where_every_piece_is(linjiang: Built, index: Index, language: Language) -> None:
    meant = records_of(linjiang.result.corpus, language)
    sizes = [sizes for measure in index.measures for sizes in measure["sizes"]]
    paths = [path for table in index.tables for path in table["path"]]
    runs = [anchors(run) for table in index.tables for run in table["anchors"]]
    found = [(path, list(zip(*both, strict=True))) for path, *both in zip(paths, runs, sizes, strict=True)]
    prefix = "" if language == "zh" else "en/"
    assert [(prefix + path, pieces) for path, pieces in found] == [
        (one.path, [(piece.anchor, blocks(piece.text, language)) for piece in one.pieces]) for one in meant
    ]
    assert index.records["size"] == [sum(size for _, size in pieces) for _, pieces in found]
    for table, start in zip(index.tables, index.first["tables"], strict=True):
        assert meant[start].path == prefix + table["path"][0]
    heads = [heads for measure in index.measures for heads in measure["heads"]]
    size = len if language == "zh" else lambda words: len(tokens(words))
    assert heads == [[size(fold(piece.label)) for piece in one.pieces] for one in meant]


def test_labels_are_kept_where_they_are_not_the_articles_own(index: Index, language: Language) -> None:
    row = index.titles.index(
        "临江市江岸照明条例" if language == "zh" else "Regulations of Linjiang on Riverside Lighting"
    )
    labels = index.tables[0]["labels"][row]
    assert "art-3" not in labels
    assert labels["ch-2-sec-1"] == ("第一节 平日" if language == "zh" else "Section 1 Ordinary Days")
    assert set(index.tables[0]["sections"][row]) >= {"沿革" if language == "zh" else "History"}


def test_shards_hold_what_the_pieces_say(linjiang: Built, index: Index, language: Language) -> None:
    keys = joined(index.shards)
    at, texts = 0, []
    for one in records_of(linjiang.result.corpus, language):
        for piece in one.pieces:
            texts.append((at, piece.text))
            at += blocks(piece.text, language) * BLOCK[language]
    assert max(position for positions in keys.values() for position in positions) < at
    for start, text in texts:
        if language == "zh":
            for place, (sign, following) in enumerate(zip(text, text[1:] + "\n", strict=True)):
                assert sign == " " or start + place in keys[sign + following]
    firsts = index.first["keys"]
    assert firsts == sorted(firsts, key=lambda key: key.encode("utf-16-be"))
    assert next(iter(keys)) == firsts[0]


def test_signs_that_count_as_others_are_those_of_the_text(index: Index) -> None:
    one, other = index.first["alike"]
    known = signs()
    assert {sign: known[sign] for sign in one} == dict(zip(one, other, strict=True))


def test_titles_are_read_aloud(index: Index) -> None:
    readings = json.loads((index.folder / "readings.json").read_bytes())
    assert (readings["港"], readings["务"], readings["局"]) == ("gang", "wu", "ju")
    everything = "".join([*index.titles, *index.records["other"]])
    assert {sign for sign in everything if "\u3400" <= sign <= "\u9fff"} <= set(readings)


PARTS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True).filter(Slug.keeps_rule)
NUMBERED = st.builds("{}{}".format, st.sampled_from(["art-", "ch-2-sec-", "p", "_gaps-", "", "x-0", "p-00"]), st.integers(0, 12))  # fmt: skip


@settings(max_examples=500)
@given(st.lists(PARTS | NUMBERED | st.just(""), max_size=30))
def test_anchors_go_round(some: list[str]) -> None:
    assert anchors(runs(some)) == some


def test_anchors_that_follow_one_another_are_drawn_together() -> None:
    some = ["", *(f"art-{number}" for number in range(1, 13)), "art-12-1", "ch-2", "art-13", "art-14"]
    assert runs(some) == ". art-1..12 art-12-1 ch-2 art-13..14"
    assert runs(["p-01", "p-02", "p-09", "p-10", "p-11"]) == "p-01 p-02 p-09 p-10..11"
    assert runs([]) == ""


@pytest.mark.xdist_group("browser")
def test_the_browser_reads_anchors_alike(request: pytest.FixtureRequest) -> None:
    """Through the real script: every passage of a query that all records answer."""
    engine = request.getfixturevalue("engine")
    linjiang = request.getfixturevalue("linjiang")
    for language in LANGUAGES:
        for one in records_of(linjiang.result.corpus, language):
            for piece in one.pieces:
                if piece.anchor:
                    words = next((word for word in fold(piece.text).split() if word.isalnum()), None)
                    found = engine.one(language, f'"{words}"') if words and "art" not in words else None
                    by_path = {each.path: each.anchors for each in found.records} if found else {}
                    assert found is None or piece.anchor in by_path[one.path], (one.path, piece.anchor)


def stamps(site: Path) -> dict[Language, str]:
    return {language: Index(site, language).folder.name for language in LANGUAGES}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


CHANGES: list[tuple[str, str, str, set[str]]] = [
    ("laws/ferry-fares.yml", "夜里不另加价", "夜里加一角", {"zh"}),
    ("laws/ferry-fares.yml", "no extra charge", "a small charge", {"en"}),
    ("cases/night-ferry.yml", "title: {zh: 夜渡热线", "# 一句话\ntitle: {zh: 夜渡热线", set()),
    ("laws/riverside-lighting.yml", "updated: 2026-06-20", "updated: 2026-06-21", set()),
    ("laws/ferry-fares.yml", "title: {zh: 临江市渡船票价办法", "title: {zh: 临江市摆渡票价办法", set()),
    ("laws/ferry-fares.yml", "临江晚报", "临江早报", set()),
    ("laws/ferry-fares.yml", "date: 2026-09}", "date: 2026-10}", {"zh", "en"}),
    ("vocabulary.yml", "river: {zh: 江河,", "river: {zh: 江与河,", {"zh"}),
    ("pages/about.yml", "临江市并不存在。", "临江市并不存在!", {"zh"}),
]


@pytest.mark.parametrize(("file", "old", "new", "changed"), CHANGES)
def test_the_stamp_changes_with_the_words_and_not_otherwise(
    city: Options, file: str, old: str, new: str, changed: set[str]
) -> None:
    build(city, Silent())
    before = stamps(city.out)
    edit(city.content / file, old, new)
    build(city, Silent())
    assert {language for language, stamp in stamps(city.out).items() if stamp != before[language]} == changed
    for language in LANGUAGES:
        assert len(list((city.out / "search" / language).iterdir())) == 1


def test_only_the_text_that_stands_on_the_day_is_in_the_index(
    options_of_linjiang: Callable[[str], Options],
) -> None:
    """Article 8 of 2023 is gone by 2025, and in 2027 fog means 1,000 metres."""
    seen = {}
    for day in ("2024-06-30", "2026-06-30", "2027-06-30"):
        result = build(options_of_linjiang(day), Silent())
        (law,) = (
            one for one in records_of(result.corpus, "zh") if one.path == "laws/riverside-lighting/"
        )  # fmt: skip
        index = Index(options_of_linjiang(day).out, "zh")
        keys = joined(index.shards)
        row = index.titles.index("临江市江岸照明条例")
        own = anchors(index.tables[0]["anchors"][row])
        assert own == [piece.anchor for piece in law.pieces]
        start = sum(index.records["size"][:row]) * BLOCK["zh"]
        place = range(start, start + index.records["size"][row] * BLOCK["zh"])
        said = [any(position in place for position in keys.get(pair, ())) for pair in ("领取", "一千")]
        seen[day] = ("art-2-1" in own, "art-5-2" in own, *said)
    assert seen == {
        "2024-06-30": (False, False, True, False),
        "2026-06-30": (True, False, False, False),
        "2027-06-30": (True, True, False, True),
    }


def test_drafts_and_what_is_held_back_are_not_in_it(city: Options) -> None:
    hidden = {"quay-music", "night-navigation"}
    titles = set()
    for language in LANGUAGES:
        build(city, Silent())
        paths = {path for table in Index(city.out, language).tables for path in table["path"]}
        assert not {f"laws/{name}/" for name in hidden} & paths
        titles = {*titles, *Index(city.out, language).titles}
    with_drafts = replace(city, drafts=True)
    build(with_drafts, Silent())
    draft = {path for table in Index(city.out, "zh").tables for path in table["path"]} - paths
    assert draft
    assert draft < {f"laws/{name}/" for name in hidden}
    build(replace(with_drafts, as_of="2030-01-01"), Silent())
    everything = {path for table in Index(city.out, "zh").tables for path in table["path"]}
    assert {f"laws/{name}/" for name in hidden} <= everything


def test_without_the_feature_no_index_is_written_and_none_is_left(city: Options, tmp_path: Path) -> None:
    build(city, Silent())
    assert index_bytes(city.out)
    off = tmp_path / "off.yml"
    off.write_text(city.config.read_text("utf-8").replace("search: true", "search: no"), "utf-8")
    without = replace(city, config=off)
    build(without, Silent())
    assert not (city.out / "search").exists()
    edit(city.content / "laws" / "ferry-fares.yml", "夜里不另加价", "夜里加一角")
    build(without, Silent())
    build(city, Silent())
    fresh = replace(city, out=tmp_path / "fresh")
    build(fresh, Silent())
    assert index_bytes(city.out) == index_bytes(fresh.out) != {}


def test_the_same_words_give_the_same_bytes_whatever_the_processes(city: Options, tmp_path: Path) -> None:
    build(city, Silent())
    build(replace(city, out=tmp_path / "second", jobs=2), Silent())
    assert index_bytes(city.out) == index_bytes(tmp_path / "second")


def test_a_lost_or_changed_file_of_the_index_comes_back(city: Options) -> None:
    build(city, Silent())
    whole = index_bytes(city.out)
    for name in whole:
        (city.out / name).unlink()
        build(city, Silent())
        assert index_bytes(city.out) == whole, name
    shutil.rmtree(city.out / "search")
    build(city, Silent())
    assert index_bytes(city.out) == whole
    (city.out / "search" / "zh.json").write_text("{}", "utf-8")
    build(city, Silent())
    assert index_bytes(city.out) == whole


def _without_table(path: Path) -> None:
    store = sqlite3.connect(path)
    store.execute("DROP TABLE texts")
    store.execute("PRAGMA user_version = 7")
    store.commit()
    store.close()


SPOILT: dict[str, Callable[[Path], object]] = {
    "lost": lambda path: path.unlink(),
    "no database": lambda path: path.write_bytes(b"words " * 2_000),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:5_000]),
    "of another kind": _without_table,
}


@pytest.mark.parametrize("how", SPOILT)
def test_words_that_were_kept_may_be_lost(city: Options, tmp_path: Path, how: str) -> None:
    build(city, Silent())
    kept = tmp_path / ".site.work" / "texts"
    assert kept.is_file()
    SPOILT[how](kept)
    edit(city.content / "laws" / "ferry-fares.yml", "夜里不另加价", "夜里加一角")
    build(city, Silent())
    fresh = replace(city, out=tmp_path / "fresh")
    build(fresh, Silent())
    assert index_bytes(city.out) == index_bytes(fresh.out)


def test_words_of_another_state_or_program_are_not_used(tmp_path: Path) -> None:
    from gongkai.search.texts import folded

    path, words = tmp_path / "texts", folded([])
    with Texts(path, "one") as texts:
        texts.put("laws/a", "1", words)
        texts.put("laws/b", "1", words)
        assert texts.get("laws/a", "1") is not None
        assert texts.get("laws/a", "2") is None
        assert texts.get("laws/c", "1") is None
        texts.keep_only(["laws/a"])
        assert texts.get("laws/b", "1") is None
    with Texts(path, "two") as texts:
        assert texts.get("laws/a", "1") is None
    with Texts(path, "one") as texts:
        assert texts.get("laws/a", "1") is not None


EDITS: dict[str, tuple[str, str, str]] = {
    "article": ("laws/ferry-fares.yml", "夜里不另加价", "夜里加{}角"),
    "english": ("laws/ferry-fares.yml", "no extra charge", "a charge of {}"),
    "title": ("laws/wharf-markets.yml", "title: {zh: 临江市", "title: {zh: 临江市第" + "{}号"),
    "date": ("laws/ferry-fares.yml", "{type: adopted, date: 2026-05-28", "{type: adopted, date: 2026-05-1{}"),
    "topic": ("laws/ferry-fares.yml", "topics: [ferries]", "topics: [ferries, lighting] # {}"),
    "word": ("vocabulary.yml", "ferries: {zh: 渡船", "ferries: {zh: 渡船{}"),
    "case": ("cases/lamp-keepers.yml", "title: {zh: 守灯人", "title: {zh: 守灯{}人"),
    "draft": ("cases/market-bell.yml", "title:", "draft: true # {}\ntitle:"),
    "gone": ("moments/telephone.yml", "", ""),
}


@settings(
    max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes seconds: none is made smaller
)  # fmt: skip
@example(rounds=[["article", "gone", "word"], ["draft", "title", "topic"], ["english", "case", "date"]])
@given(
    rounds=st.lists(
        st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True), min_size=2, max_size=3
    )
)
def test_an_index_after_edits_equals_a_fresh_one(
    rounds: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("edits")
    options = copied(base)
    build(options, Silent())
    for number, edits in enumerate(rounds):
        for name in edits:
            file, old, new = EDITS[name]
            path = options.content / file
            if not old:
                path.unlink(missing_ok=True)
            elif path.exists():
                text = path.read_text("utf-8")
                path.write_text(text.replace(old, new.replace("{}", str(number)), 1), "utf-8")
        build(options, Silent())
        fresh = replace(options, out=base / f"fresh-{number}")
        build(fresh, Silent())
        assert index_bytes(options.out) == index_bytes(fresh.out)
