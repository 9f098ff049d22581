"""Answers in the browser are what looking at every text gives, in the same order."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from gongkai.fields import Language
from tests.builtpages import LANGUAGES
from tests.conftest import Built
from tests.search.engine import Answer, Engine
from tests.search.plain import Found, Record, Word, article, bare, of_law, quoted, records_of, search, tokens

pytestmark = pytest.mark.xdist_group("browser")

_LEFT_OUT = re.compile('[\\s"“”「」§]|第[0-9零〇一二三四五六七八九十百千两]+条|art', re.IGNORECASE)
Given = tuple[Sequence[Word], dict[str, str]]


@pytest.fixture(scope="module")
def records(linjiang: Built) -> dict[Language, list[Record]]:
    """All records of Linjiang as search knows them."""
    return {language: records_of(linjiang.result.corpus, language) for language in LANGUAGES}


def texts(records: Sequence[Record]) -> list[str]:
    """All that is said in pieces and names."""
    return [text for one in records for text in (*one.names, *(piece.text for piece in one.pieces)) if text]


def stretches(records: Sequence[Record], seed: int, count: int) -> list[str]:
    """Stretches of 2 to 8 characters of what is said, without what a query gives a meaning of its own."""
    chance, found = random.Random(seed), []
    every = texts(records)
    while len(found) < count:
        text = chance.choice(every)
        size = chance.randint(2, 8)
        start = chance.randrange(max(1, len(text) - size + 1))
        stretch = text[start : start + size]
        if len(stretch) > 1 and not _LEFT_OUT.search(stretch):
            found.append(stretch)
    return found


def english_words(records: Sequence[Record]) -> list[str]:
    return sorted({word for text in texts(records) for word in tokens(text) if not word.startswith("art")})


def told(found: Sequence[Found]) -> list[tuple[str, list[str]]]:
    return [(one.record.path, one.anchors) for one in found]


def given(answer: Answer) -> list[tuple[str, list[str]]]:
    return [(one.path, one.anchors) for one in answer.records]


def compared(engine: Engine, records: Sequence[Record], language: Language, asked: Sequence[Sequence[Word]]) -> int:
    """Have the browser and the slow way answer the same; gives how many records were found in all."""
    queries = [" ".join(word.typed for word in words) for words in asked]
    answers = engine.ask(language, [(query, {}) for query in queries])
    wrong = [
        (query, given(answer), told(found))
        for query, answer, words in zip(queries, answers, asked, strict=True)
        if given(answer) != told(found := search(records, language, list(dict.fromkeys(words))))
        or answer.passages != sum(len(one.passages) for one in found)
    ]
    assert wrong == []
    return sum(len(answer.records) for answer in answers)


def test_stretches_of_chinese_are_found_wherever_they_stand(
    engine: Engine, records: dict[Language, list[Record]]
) -> None:
    asked = [[bare(stretch)] for stretch in stretches(records["zh"], 1, 400)]
    assert compared(engine, records["zh"], "zh", asked) >= 400


def test_single_characters_too(engine: Engine, records: dict[Language, list[Record]]) -> None:
    signs = sorted({sign for text in texts(records["zh"]) for sign in text if not _LEFT_OUT.search(sign)})
    assert len(signs) > 300
    assert compared(engine, records["zh"], "zh", [[bare(sign)] for sign in signs]) > 300


def test_two_words_of_chinese_must_both_occur(engine: Engine, records: dict[Language, list[Record]]) -> None:
    some = stretches(records["zh"], 2, 300)
    near = [
        [bare(stretch) for stretch in stretches([chosen], number, 2)]
        for number, chosen in enumerate(random.Random(3).choices(records["zh"], k=150))
    ]
    asked = [[bare(one), bare(other)] for one, other in zip(some[::2], some[1::2], strict=True)] + near
    assert compared(engine, records["zh"], "zh", asked) >= len(near)


def test_quoted_stretches_may_have_spaces(engine: Engine, records: dict[Language, list[Record]]) -> None:
    every = [text for text in texts(records["zh"]) if " " in text]
    chance = random.Random(4)
    asked = []
    while len(asked) < 150:
        text = chance.choice(every)
        at = chance.choice([place for place, sign in enumerate(text) if sign == " "])
        stretch = text[max(0, at - chance.randint(1, 4)) : at + 1 + chance.randint(1, 4)].strip()
        if len(stretch) > 2 and not re.search('["“”「」]|art', stretch):
            asked.append([quoted(stretch)])
    assert compared(engine, records["zh"], "zh", asked) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_across_two_pieces(
    engine: Engine, records: dict[Language, list[Record]], language: Language
) -> None:
    """The end of a piece and the beginning of the next, as one phrase, with a space between or without."""
    ends = [
        (one.text, other.text)
        for record in records[language]
        for one, other in zip(record.pieces, record.pieces[1:], strict=False)
    ]
    asked = []
    for one, other in ends:
        before, after = (one[-2:], other[:2]) if language == "zh" else (tokens(one)[-1], tokens(other)[0])
        for between in (" ", "") if language == "zh" else (" ",):
            stretch = f"{before}{between}{after}"
            if not re.search('["“”「」§]|art', stretch):
                asked.append([quoted(stretch)])
    assert len(asked) > 50
    compared(engine, records[language], language, asked)


def test_words_of_english_are_found_by_their_beginning_and_by_their_stem(
    engine: Engine, records: dict[Language, list[Record]]
) -> None:
    known = english_words(records["en"])
    cut = [word[:size] for word in known for size in (2, 3, 4, 5) if size < len(word)]
    grown = [f"{word}{end}" for word in known if word.isalpha() for end in ("s", "ed", "ing", "es", "'s")]
    y = [word[:-3] + "y" for word in known if word.endswith("ies")]
    more = [*y, *(word[:-1] + "ies" for word in known if word.endswith("y")), "policy", "policies"]
    every = sorted({*known, *cut, *grown} - {"art", "article", "articles"})
    some = [*more, *random.Random(7).sample(every, 400)]
    assert compared(engine, records["en"], "en", [[bare(word)] for word in some]) > len(some)


def test_words_and_phrases_of_english_together(engine: Engine, records: dict[Language, list[Record]]) -> None:
    chance = random.Random(5)
    every = [said for text in texts(records["en"]) if len(said := tokens(text)) > 3]
    asked: list[list[Word]] = []
    while len(asked) < 300:
        said = chance.choice(every)
        start = chance.randrange(len(said) - 2)
        phrase = " ".join(said[start : start + chance.randint(2, 4)])
        words = [bare(chance.choice(said)), bare(chance.choice(chance.choice(every)))]
        if not re.search(r"\bart", " ".join([phrase, *(word.typed for word in words)])):
            asked += [[quoted(phrase)], words, [quoted(phrase), words[0]]]
    assert compared(engine, records["en"], "en", asked) >= 200


def test_quotation_marks_of_every_kind_say_the_same(engine: Engine, records: dict[Language, list[Record]]) -> None:
    for language, words in (("zh", "第三条 日落"), ("zh", "灯杆"), ("en", "lamps are lit"), ("en", "Article 3 Lamps")):
        meant = told(search(records[language], language, [quoted(words)]))  # type: ignore[index, arg-type]
        assert meant, words
        for one, other in ('""', "“”", "「」"):
            assert given(engine.one(language, f"{one}{words}{other}")) == meant, words  # type: ignore[arg-type]
    assert engine.one("en", '"3 article lamps"').records == []


def test_words_joined_by_a_hyphen_stand_side_by_side(engine: Engine, records: dict[Language, list[Record]]) -> None:
    compared(engine, records["en"], "en", [[bare("law-making")], [bare("night-ferry")], [bare("vice-chair")]])
    assert len(engine.one("en", "vice-chair").records) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_and_every_other_name_finds_its_record_first(
    engine: Engine, records: dict[Language, list[Record]], language: Language
) -> None:
    """First, or behind others of the same name."""
    names = [(one.path, name) for one in records[language] for name in one.names]
    answers = engine.ask(language, [(name, {}) for _, name in names])
    same = Counter(name for _, name in names)
    wrong = [
        (name, path, answer.paths[:3])
        for (path, name), answer in zip(names, answers, strict=True)
        if path not in answer.paths[: same[name]]
    ]
    assert wrong == []


SPELLINGS: dict[Language, Callable[[int], list[str]]] = {
    "zh": lambda n: [f"第{n}条", f"第 {n} 条".replace(" ", ""), f"art. {n}", f"Art {n}", f"article {n}", f"§ {n}", f"§{n}", f"第{chr(0xFF10 + n)}条"],
    "en": lambda n: [f"art. {n}", f"art {n}", f"Art. {n}", f"article {n}", f"Articles {n}", f"§ {n}", f"§{n}", f"ARTICLE {n}"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 10))
def test_an_article_is_found_by_its_number_in_every_spelling(
    engine: Engine, records: dict[Language, list[Record]], language: Language, number: int
) -> None:
    spellings = SPELLINGS[language](number)
    answers = engine.ask(language, [(typed, {}) for typed in spellings])
    meant = told(search(records[language], language, [article("", number, language)]))
    assert {typed: given(answer) for typed, answer in zip(spellings, answers, strict=True)} == dict.fromkeys(
        spellings, meant
    )
    word = "灯" if language == "zh" else "lamps"
    with_word = search(records[language], language, [article(spellings[2], number, language), bare(word)])
    assert given(engine.one(language, f"{spellings[2]} {word}")) == told(with_word)


def test_inserted_articles_are_found_by_their_number(engine: Engine, records: dict[Language, list[Record]]) -> None:
    for language, typed in (("zh", "第2条之1"), ("zh", "第二条之一"), ("zh", "art. 2-1"), ("en", "art. 2-1"), ("en", "article 2-1")):  # fmt: skip
        meant = search(records[language], language, [article("", 2, language, 1)])  # type: ignore[index, arg-type]
        assert given(engine.one(language, typed)) == told(meant), typed  # type: ignore[arg-type]
        assert "art-2-1" in told(meant)[0][1]


def test_numbers_too_large_for_an_article_are_no_other_article(engine: Engine) -> None:
    """十二 is not the end of 10012, and 第0条 is not 第条."""
    for typed in ("第10003条", "第0条", "art. 10003", "第一〇〇〇三条"):
        assert given(engine.one("zh", typed)) == [], typed


@pytest.mark.parametrize("name", ["临江市江岸照明条例", "江岸照明条例", "照明条例", "灯规", "《江岸照明条例》"])
def test_a_laws_name_with_a_number_leads_to_its_article(
    engine: Engine, records: dict[Language, list[Record]], name: str
) -> None:
    for number in (1, 3, 8):
        meant = search(records["zh"], "zh", [of_law(name, number)])
        found = engine.one("zh", f"{name}第{number}条")
        assert given(found) == told(meant)
        assert (found.paths[0], found.records[0].anchors[0]) == ("laws/riverside-lighting/", f"art-{number}")
    found = engine.one("zh", f"{name}第二条之一第一款")
    assert [(one.path, one.anchors) for one in found.records] == [("laws/riverside-lighting/", ["art-2-1"])]


def test_a_name_of_one_or_two_characters_must_be_the_whole_name(engine: Engine) -> None:
    assert engine.one("zh", "条例第三条").paths == engine.one("zh", '"条例第三条"').paths
    assert engine.one("zh", "灯规第三条").paths == ["laws/riverside-lighting/"]


def test_english_words_with_apostrophes_are_found_however_they_are_curved(engine: Engine) -> None:
    straight, curved = engine.ask("en", [("people's", {}), ("people’s", {})])
    assert straight.records
    assert given(straight) == given(curved)


def test_names_come_before_headings_and_headings_before_text(
    engine: Engine, records: dict[Language, list[Record]]
) -> None:
    """Each tier holds records, and the tiers come in order."""
    seen: Counter[str] = Counter()
    for word in ("灯", "渡口", "条例", "照明", "集市", "市", "夜", "水"):
        found = search(records["zh"], "zh", [bare(word)])
        tiers = [
            3 if one.rank > 3 else 2 if one.rank else int(any(heading for _, _, heading in one.passages))
            for one in found
        ]
        assert tiers == sorted(tiers, reverse=True)
        seen.update(f"{tier}" for tier in tiers)
        assert engine.one("zh", word).paths == [one.record.path for one in found]
    assert set(seen) == {"0", "1", "2", "3"}


def test_what_is_in_force_comes_first_and_then_what_is_newer(engine: Engine, records: dict[Language, list[Record]]) -> None:  # fmt: skip
    by_path = {one.path: one for one in records["zh"]}
    laws = [by_path[path] for path in engine.one("zh", "临江市").paths if by_path[path].type == "law"]
    ranked = [(one.in_force, one.date) for one in laws if one.names[0].startswith("临江市")]
    assert ranked == sorted(ranked, key=lambda one: one[1], reverse=True) or len({one for one, _ in ranked}) == 2
    assert [in_force for in_force, _ in ranked] == sorted((one for one, _ in ranked), reverse=True)
    assert {True, False} == {in_force for in_force, _ in ranked}


FILTERS: dict[str, Callable[[Record], Sequence[str]]] = {
    "type": lambda one: [one.type],
    "status": lambda one: [one.status] if one.status else [],
    "year": lambda one: [one.date[:4]] if one.date else [],
    "topic": lambda one: one.topics,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["灯", "市", "lamp", "the"])
def test_filters_leave_what_they_say(
    engine: Engine, records: dict[Language, list[Record]], language: Language, query: str
) -> None:
    every = [one.record for one in search(records[language], language, [bare(query)])]
    chance = random.Random(6)
    values = {key: sorted({value for one in every for value in of(one)}) for key, of in FILTERS.items()}
    chosen: list[dict[str, str]] = [{}, {"type": "nothing"}, {"year": "1066", "topic": "lighting"}]
    chosen += [{key: value} for key, some in values.items() for value in some]
    for _ in range(40):
        keys = chance.sample(sorted(FILTERS), 2)
        chosen.append({key: chance.choice(values[key]) for key in keys if values[key]})
    for filters, answer in zip(chosen, engine.ask(language, [(query, one) for one in chosen]), strict=True):
        left = [one for one in every if _passes(one, filters)]
        assert answer.paths == [one.path for one in left], filters
        assert answer.unfiltered == len(every)
        for key, of in FILTERS.items():
            others = {name: value for name, value in filters.items() if name != key}
            counts = Counter(value for one in every if _passes(one, others) for value in of(one))
            assert dict(answer.facets[key]) == counts, (filters, key)
            if key == "year":
                assert [value for value, _ in answer.facets[key]] == sorted(counts, reverse=True)


def _passes(record: Record, filters: dict[str, str]) -> bool:
    return all(value in FILTERS[key](record) for key, value in filters.items())


def test_a_type_may_be_named_by_its_folder(engine: Engine) -> None:
    by_word, by_folder = engine.ask("zh", [("灯", {"type": "oversight"}), ("灯", {"type": "supervision"})])
    assert by_word.paths
    assert by_word.paths == by_folder.paths


def test_results_may_be_sorted_otherwise(engine: Engine, records: dict[Language, list[Record]]) -> None:
    dates = {one.path: one.date for one in records["en"]}
    best, newest, oldest, title, unknown = (
        engine.one("en", "the", sort=sort) for sort in ("", "newest", "oldest", "title", "constructor")
    )
    assert unknown.paths == best.paths
    assert len(best.paths) > 12
    assert set(best.paths) == set(newest.paths) == set(oldest.paths) == set(title.paths)
    new, old = [dates[path] for path in newest.paths], [dates[path] for path in oldest.paths]
    assert new == sorted(new, reverse=True)
    assert old == [*sorted(date for date in old if date), *(date for date in old if not date)]
    named = [one for one in title.titles if one[0].isalpha() and one.isascii()]
    assert named == sorted(named, key=lambda one: tokens(one.lower()))


def test_a_query_of_nothing_finds_nothing(engine: Engine) -> None:
    for language in LANGUAGES:
        for query in ("", "   ", "\u200b", '""', "\u0000\u0007"):
            answer = engine.one(language, query)
            assert (answer.records, answer.passages, answer.cut) == ([], 0, False), query
    assert engine.one("en", "!?").records == []


def test_a_long_query_is_cut_and_said_to_be(engine: Engine) -> None:
    answer = engine.one("zh", "灯" * 10_000)
    assert answer.cut
    assert answer.records == []
    many = engine.one("zh", "灯 " * 5_000)
    assert many.cut
    assert many.paths == engine.one("zh", "灯").paths


@pytest.mark.parametrize("query", ["(", "[a-z]+", "\\", ".*", "$^", "<img src=x onerror=alert(1)>", "%", "__proto__", "constructor", "'", '"', "“", "/", "\ud83c"])  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_odd_queries_are_words_like_others(
    engine: Engine, records: dict[Language, list[Record]], language: Language, query: str
) -> None:
    answer = engine.one(language, query)
    assert answer.passages == sum(len(one.anchors) for one in answer.records)
    if language == "zh" and query[0] < "\ud800":
        words = [bare(word) for word in query.split()]
        assert given(answer) == told(search(records[language], language, words))


def test_the_nearest_titles_are_offered(engine: Engine) -> None:
    zh = engine.titles("nearest", "zh", ["江岸照明规定", "码头集市条列", "灯笼许克", "zzzz", "𠮷𠮷"])
    assert zh[0][0] == "临江市江岸照明条例"
    assert zh[1][0] in ("临江市码头集市管理条例", "关于修改《临江市码头集市管理条例》的决定", "码头集市条例执法检查")
    assert zh[2][0] == "临江市灯笼许可办法"
    assert zh[3:] == [[], []]
    en = engine.titles("nearest", "en", ["Riverside Ligthing", "Wharf Market", "Lanternpermits", "qqqq"])
    assert "riverside lighting" in en[0][0].lower()
    assert "wharf markets" in en[1][0].lower()
    assert "Lantern Permits" in en[2][0]
    assert en[3] == []
    assert all(len(some) <= 5 for some in [*zh, *en])


SUGGESTED: dict[Language, list[tuple[str, str]]] = {
    "zh": [
        ("江岸", "临江市江岸照明条例"),
        ("临江市江岸", "临江市江岸照明条例"),
        ("港务", "港务局"),
        ("harbour", "港务局"),
        ("gangwuju", "港务局"),
        ("gang wu ju", "港务局"),
        ("gwj", "港务局"),
        ("gangwj", "港务局"),
        ("gangw", "港务局"),
        ("GWJ", "港务局"),
        ("njd", "能见度"),
        ("nengjiandu", "能见度"),
        ("ljsjazm", "临江市江岸照明条例"),
        ("jazm", "临江市江岸照明条例"),
        ("灯规", "临江市江岸照明条例"),
        ("〔2023〕4号", "临江市江岸照明条例"),
        ("RRL", "临江市江岸照明条例"),
        ("燈籠", "临江市灯笼许可办法"),
        ("Ｌamp keep", "守灯人"),
    ],
    "en": [
        ("harb", "Harbour Bureau"),
        ("bureau", "Harbour Bureau"),
        ("港务", "Harbour Bureau"),
        ("gwj", "Harbour Bureau"),
        ("gangwuju", "Harbour Bureau"),
        ("lantern per", "Measures of Linjiang on Lantern Permits"),
        ("lamp law", "Regulations of Linjiang on Riverside Lighting"),
        ("LSC (2023)", "Regulations of Linjiang on Riverside Lighting"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_terms_are_suggested_in_either_language_and_by_sound(engine: Engine, language: Language) -> None:
    typed = [typed for typed, _ in SUGGESTED[language]]
    found = dict(zip(typed, engine.titles("suggest", language, typed), strict=True))
    assert [(typed, meant) for typed, meant in SUGGESTED[language] if meant not in found[typed]] == []
    assert all(len(some) <= 8 for some in found.values())


def test_suggestions_begin_with_what_begins_so(engine: Engine) -> None:
    (some,) = engine.titles("suggest", "zh", ["灯"])
    assert some[0] == "灯"
    (some,) = engine.titles("suggest", "en", ["lamp"])
    begins = [title.lower().startswith("lamp") for title in some]
    assert begins[0]
    assert engine.titles("suggest", "zh", ["", "  ", "zzz", "gwjx", "ang wu"]) == [[]] * 5


def test_every_title_is_suggested_by_its_beginning(engine: Engine, records: dict[Language, list[Record]]) -> None:
    for language in LANGUAGES:
        names = [(one.title, name) for one in records[language] for name in one.names if len(name) > 4]
        found = engine.titles("suggest", language, [name for _, name in names])
        assert [name for (title, name), some in zip(names, found, strict=True) if title not in some] == []


def test_titles_with_markup_are_only_words(engine: Engine) -> None:
    (some,) = engine.titles("suggest", "zh", ["<script>"])
    assert some == ["<script>alert(1)</script> “江岸” & '灯'"]
