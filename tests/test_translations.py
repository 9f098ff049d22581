"""What the English of an article translates, and how the lock keeps it."""

import datetime
import random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.records.law import Law
from gongkai.translations import Entry, Judged, Lock, Place, Translated, judge, judged, parse_lock, print_lock, updated

FIRST, LATER, LAST = "2026-01-01", "2026-05-05", "2026-09-09"

HASH = st.text("0123456789abcdef", min_size=12, max_size=12)
DAY = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2199, 12, 31)).map(str)
VERSION = DAY | st.just("undated")
ANCHOR = st.from_regex(r"(annex-[1-9]-)?(art|no)-[1-9][0-9]{0,3}(-[1-9])?", fullmatch=True)
ENTRY = st.builds(Entry, HASH, HASH, DAY)
PLACES = st.dictionaries(st.tuples(VERSION, ANCHOR), ENTRY, min_size=1, max_size=8)
LOCK = st.dictionaries(st.from_regex(r"[a-z0-9-]{1,9}/[a-z0-9-]{1,20}", fullmatch=True), PLACES, max_size=4)

# Few different hashes, so that texts are copied, swapped and changed back.
FEW = st.sampled_from(["a" * 12, "b" * 12, "c" * 12])
FEW_PLACES = st.tuples(st.sampled_from(["undated", "2024-01-01", "2025-01-01"]), st.sampled_from(["art-1", "art-2"]))
RECORDED = st.dictionaries(FEW_PLACES, st.builds(Entry, FEW, FEW, st.just(FIRST)))
ARTICLES = st.dictionaries(FEW_PLACES, st.tuples(st.none() | FEW, st.none() | FEW)).map(
    lambda found: [Translated(*place, *words) for place, words in found.items()]
)


@given(LOCK)
def test_a_lock_prints_and_parses_back_to_itself(lock: Lock) -> None:
    assert parse_lock(print_lock(lock)) == (lock, [])


@given(LOCK, st.randoms(use_true_random=False))
def test_a_lock_is_printed_in_one_order(lock: Lock, chance: random.Random) -> None:
    """Whatever the order in which it was put together, so that a change shows its own lines only."""
    shuffled: Lock = {}
    for record in chance.sample(list(lock), len(lock)):
        places = list(lock[record].items())
        shuffled[record] = dict(chance.sample(places, len(places)))
    assert print_lock(shuffled) == print_lock(lock)


def test_articles_stand_in_the_order_of_their_numbers() -> None:
    entry = Entry("a" * 12, "b" * 12, FIRST)
    anchors = ["art-10", "art-2", "art-2-1", "annex-1-no-3"]
    lines = print_lock({"laws/x": {("2024-01-01", anchor): entry for anchor in anchors}}).splitlines()[2:]
    assert [line.split()[2] for line in lines] == ["annex-1-no-3", "art-2", "art-2-1", "art-10"]


@given(LOCK, st.text(st.characters(exclude_characters="\n"), max_size=60))
def test_a_line_that_is_no_record_is_named_and_loses_nothing_else(lock: Lock, stray: str) -> None:
    """Merge marks and hand-made lines are reported by number; every other line is still read."""
    stray = f"<<<<<<< {stray}"
    text = print_lock(lock)
    lines = text.count("\n")
    assert parse_lock(f"{text}{stray}\n") == (lock, [(lines + 1, stray)])
    assert parse_lock(f"{stray}\n{text}") == (lock, [(1, stray)])


def test_lines_that_look_right_and_are_not() -> None:
    good = "laws/x 2024-01-01 art-1 zh:0123456789ab en:ba9876543210 2026-01-01"
    wrong = [
        good.replace("2026-01-01", "2026-02-30"),
        good.replace("0123456789ab", "0123456789AB"),
        good.replace("ba9876543210", "ba987654321"),
        good.replace(" zh", "  zh"),
        good.replace("2024-01-01", "2024"),
        good + " ",
        "#remark",
    ]
    for line in wrong:
        assert parse_lock(f"{good}\n{line}\n") == (
            {"laws/x": {("2024-01-01", "art-1"): Entry("0123456789ab", "ba9876543210", "2026-01-01")}},
            [(2, line)],
        ), line
    assert parse_lock(f"{good}\n\n# remark\n{good}\n")[1] == [(4, good)]


def test_how_an_article_is_judged() -> None:
    def of(zh: str | None, en: str | None, entry: Entry | None) -> Judged:
        return judge(Translated("2024-01-01", "art-1", zh, en), entry)

    on_record = Entry("zh1", "en1", FIRST)
    assert of("zh1", "en1", on_record) == Judged("current", FIRST)
    assert of("zh2", "en1", on_record) == Judged("outdated", FIRST)
    assert of("zh1", "en1", None) == Judged("unrecorded")
    assert of("zh1", None, on_record) == Judged("missing")
    assert of(None, "en1", on_record) == Judged("extra")


# The same English in two versions, out of date in both, and accepted in the later one.
COPIED = [Translated("2024-01-01", "art-1", "b" * 12, "c" * 12), Translated("2025-01-01", "art-1", "b" * 12, "c" * 12)]


@given(RECORDED, ARTICLES, st.sets(FEW_PLACES))
@example({("2024-01-01", "art-1"): Entry("a" * 12, "c" * 12, FIRST)}, COPIED, {("2025-01-01", "art-1")})
def test_an_update_settles_everything_and_does_so_once(
    old: dict[Place, Entry], articles: list[Translated], accepted: set[Place]
) -> None:
    """Every article in both languages is on record with its English; a second update, later, changes nothing."""
    new = updated(old, articles, LATER, accepted)
    assert set(new) == {(one.version, one.anchor) for one in articles if one.zh and one.en}
    for one, verdict in judged(articles, new):
        if one.zh and one.en:
            assert new[one.version, one.anchor].en == one.en
            assert verdict.freshness in ("current", "outdated")
            if (one.version, one.anchor) in accepted:
                assert verdict.freshness == "current"
    assert updated(new, articles, LAST) == new


@given(RECORDED, ARTICLES)
def test_nothing_becomes_outdated_that_was_up_to_date(old: dict[Place, Entry], articles: list[Translated]) -> None:
    """What was out of date becomes fresh by new English, which is English that is nowhere on record yet."""
    new = updated(old, articles, LATER)
    for one in articles:
        place = (one.version, one.anchor)
        if not (one.zh and one.en and place in old):
            continue
        before, after = judge(one, old[place]), judge(one, new[place])
        if before.freshness == "current" or old[place].en == one.en:
            assert after == before
        elif one.en not in {entry.en for entry in old.values()}:
            assert after.freshness == "current"


@given(st.dictionaries(ANCHOR, st.tuples(HASH, HASH), min_size=1, max_size=12), st.data())
def test_exactly_the_articles_whose_chinese_changed_are_outdated(found: dict[str, tuple[str, str]], data: Any) -> None:
    articles = [Translated("2024-01-01", anchor, zh, en) for anchor, (zh, en) in found.items()]
    lock = updated({}, articles, FIRST)
    assert {verdict for _, verdict in judged(articles, lock)} == {Judged("current", FIRST)}
    changed = data.draw(st.sets(st.sampled_from(sorted(found))))
    edited = [one._replace(zh="f" * 11 + "g") if one.anchor in changed else one for one in articles]
    for places in (lock, updated(lock, edited, LATER)):
        assert {
            one.anchor for one, verdict in judged(edited, places) if verdict == Judged("outdated", FIRST)
        } == changed
        assert {one.anchor for one, verdict in judged(edited, places) if verdict == Judged("current", FIRST)} == (
            set(found) - changed
        )


# With the words of a law

ZH = ["渡口由市人民政府管理。", "渡船夜间应当亮灯：\n（一）船头；\n（二）船尾。", "本办法自公布之日起施行。"]
EN = [
    "The municipal government looks after ferries.",
    "Ferries carry lights at night:\n(1) at the bow;\n(2) at the stern.",
    "These measures take effect when they are published.",
]


def version(date: str, zh: list[str], en: list[str]) -> dict[str, Any]:
    """A version with numbered articles in both languages."""
    numerals = "一二三四五六七八九"
    return {
        "date": date,
        "translation": "draft",
        "zh": "\n".join(f"第{numerals[index]}条 {words}" for index, words in enumerate(zh)),
        "en": "\n".join(f"Article {index} {words}" for index, words in enumerate(en, start=1)),
    }


def articles_of(*versions: dict[str, Any]) -> list[Translated]:
    """The articles of a law with these versions, as hashes."""
    law = Law.model_validate(
        {
            "id": "ferries",
            "title": {"zh": "临江市渡口办法"},
            "events": [{"type": "adopted", "date": "2024-01-01"}],
            "versions": list(versions),
        }
    )
    return list(law.translated())


def verdicts(articles: list[Translated], lock: dict[Place, Entry]) -> dict[Place, tuple[str, str | None]]:
    """How each article stands, by version and anchor."""
    return {(one.version, one.anchor): (verdict.freshness, verdict.since) for one, verdict in judged(articles, lock)}


def with_word(words: list[str], index: int, new: str) -> list[str]:
    return [*words[:index], new, *words[index + 1 :]]


LOCKED = updated({}, articles_of(version("2024-01-01", ZH, EN)), FIRST)


def test_one_changed_chinese_article_makes_one_english_article_outdated() -> None:
    """Even where the change is in an item; the date is that of the record, and an update does not hide it."""
    changed = with_word(ZH, 1, ZH[1].replace("船尾", "船尾和两舷"))
    articles = articles_of(version("2024-01-01", changed, EN))
    expected = {
        ("2024-01-01", "art-1"): ("current", FIRST),
        ("2024-01-01", "art-2"): ("outdated", FIRST),
        ("2024-01-01", "art-3"): ("current", FIRST),
    }
    assert verdicts(articles, LOCKED) == expected
    later = updated(LOCKED, articles, LATER)
    assert later == LOCKED
    assert verdicts(articles, later) == expected


def test_width_punctuation_variants_and_spacing_are_no_change() -> None:
    """They are none for the comparison of versions either."""
    typed = [words.replace("（", "(").replace("）", ")").replace("：", ":").replace("。", "。 ") for words in ZH]
    assert typed != ZH
    articles = articles_of(version("2024-01-01", typed, EN))
    assert set(verdicts(articles, LOCKED).values()) == {("current", FIRST)}
    assert updated(LOCKED, articles, LATER) == LOCKED


def test_new_english_makes_the_article_fresh_again() -> None:
    zh = with_word(ZH, 1, "渡船夜间应当鸣笛。")
    en = with_word(EN, 1, "Ferries sound their horns at night.")
    articles = articles_of(version("2024-01-01", zh, en))
    later = updated(LOCKED, articles, LATER)
    assert verdicts(articles, later) == {
        ("2024-01-01", "art-1"): ("current", FIRST),
        ("2024-01-01", "art-2"): ("current", LATER),
        ("2024-01-01", "art-3"): ("current", FIRST),
    }


def test_better_english_for_the_same_chinese_keeps_the_date() -> None:
    """The date says since when the Chinese is on record, and that did not change."""
    articles = articles_of(version("2024-01-01", ZH, with_word(EN, 0, "The city government looks after ferries.")))
    later = updated(LOCKED, articles, LATER)
    assert verdicts(articles, later)["2024-01-01", "art-1"] == ("current", FIRST)
    assert later["2024-01-01", "art-1"].en != LOCKED["2024-01-01", "art-1"].en


def test_english_copied_into_a_new_version_does_not_become_fresh() -> None:
    """Articles that stayed the same keep their date; the one whose Chinese changed translates the old one."""
    old = version("2024-01-01", ZH, EN)
    new = version("2026-07-01", with_word(ZH, 0, "渡口由港务局管理。"), EN)
    articles = articles_of(old, new)
    later = updated(LOCKED, articles, LATER)
    assert verdicts(articles, later) == {
        ("2024-01-01", "art-1"): ("current", FIRST),
        ("2024-01-01", "art-2"): ("current", FIRST),
        ("2024-01-01", "art-3"): ("current", FIRST),
        ("2026-07-01", "art-1"): ("outdated", FIRST),
        ("2026-07-01", "art-2"): ("current", FIRST),
        ("2026-07-01", "art-3"): ("current", FIRST),
    }


def test_english_copied_to_another_number_keeps_its_date() -> None:
    """An article that was only renumbered is not translated anew."""
    new = version(
        "2026-07-01", [ZH[0], "夜航的渡船应当登记。", *ZH[1:]], [EN[0], "Night ferries are registered.", *EN[1:]]
    )
    articles = articles_of(version("2024-01-01", ZH, EN), new)
    later = verdicts(articles, updated(LOCKED, articles, LATER))
    assert later["2026-07-01", "art-2"] == ("current", LATER)
    assert later["2026-07-01", "art-3"] == ("current", FIRST)
    assert later["2026-07-01", "art-4"] == ("current", FIRST)


def test_an_accepted_article_is_fresh_and_no_other() -> None:
    zh = with_word(with_word(ZH, 0, "渡口由港务局管理。"), 2, "本办法自2024年1月1日起施行。")
    articles = articles_of(version("2024-01-01", zh, EN))
    later = updated(LOCKED, articles, LATER, [("2024-01-01", "art-3")])
    assert verdicts(articles, later) == {
        ("2024-01-01", "art-1"): ("outdated", FIRST),
        ("2024-01-01", "art-2"): ("current", FIRST),
        ("2024-01-01", "art-3"): ("current", LATER),
    }


def test_missing_and_extra_articles_are_told_and_never_recorded() -> None:
    articles = articles_of(version("2024-01-01", ZH[:2], [EN[0]]), version("2026-07-01", ZH[:1], EN[:2]))
    later = updated({}, articles, LATER)
    assert verdicts(articles, later) == {
        ("2024-01-01", "art-1"): ("current", LATER),
        ("2024-01-01", "art-2"): ("missing", None),
        ("2026-07-01", "art-1"): ("current", LATER),
        ("2026-07-01", "art-2"): ("extra", None),
    }
    assert set(later) == {("2024-01-01", "art-1"), ("2026-07-01", "art-1")}


def test_what_is_no_longer_there_leaves_the_lock() -> None:
    assert set(updated(LOCKED, articles_of(version("2024-01-01", ZH[:1], EN[:1])), LATER)) == {("2024-01-01", "art-1")}
    only_chinese = {"date": "2024-01-01", "zh": "第一条 渡口归市里管。"}
    assert articles_of(only_chinese) == []
