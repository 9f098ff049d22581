"""Projects, materials and ways to take part: where they stand on two days, worked out by hand, and what their pages say."""

from typing import Any

import pytest

from gongkai.corpus import Corpus
from gongkai.fields import Language
from gongkai.progress import Silent
from gongkai.records.channel import Channel
from gongkai.records.material import Material
from gongkai.records.project import Project
from gongkai.site import check
from tests.builtpages import LANGUAGES, Pages, elements, with_class, words
from tests.conftest import Built, linjiang_options

EARLY, LATE = "2026-02-01", "2026-06-30"

# What each stage of the wharf markets item is on the two days. Listed on 2025-01-15, comment in October 2025, first
# reading on 2025-11-20; second reading announced for March 2026, adoption for 2026; comment again from 2026-06-10.
# Drafting and submission lie before the first reading and no source tells of them.
WHARF_MARKETS: dict[str, list[tuple[str, list[str]]]] = {
    EARLY: [
        ("proposed", []), ("listed", ["reached"]), ("drafted", []), ("submitted", []), ("first-reading", ["reached"]),
        ("comment", ["reached", "planned"]), ("second-reading", ["planned"]), ("third-reading", []),
        ("adopted", ["planned"]), ("in-force", []), ("evaluated", []),
    ],
    LATE: [
        ("proposed", []), ("listed", ["reached"]), ("drafted", []), ("submitted", []), ("first-reading", ["reached"]),
        ("comment", ["reached", "reached"]), ("second-reading", ["plan-passed"]), ("third-reading", []),
        ("adopted", ["planned"]), ("in-force", []), ("evaluated", []),
    ],
}  # fmt: skip
SILENT = {"proposed": "unrecorded", "drafted": "unrecorded", "submitted": "unrecorded"}

# The stage each item has reached: the last of its milestones that is no plan and whose day has come.
STAGES = {
    EARLY: {"riverside-lighting": "evaluated", "wharf-markets-revision": "first-reading", "ferry-noise": "ended", "tide-signals": "not-begun"},
    LATE: {"riverside-lighting": "evaluated", "wharf-markets-revision": "comment", "ferry-noise": "ended", "tide-signals": "proposed"},
}  # fmt: skip


@pytest.fixture(scope="module", params=[EARLY, LATE])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Linjiang on each of the two days."""
    return check(linjiang_options(tmp_path_factory.mktemp("projects"), request.param), Silent()).corpus


def project(corpus: Corpus, name: str) -> Project:
    found = corpus.record(f"projects/{name}")
    assert isinstance(found, Project)
    return found


def test_the_line_draws_nothing_as_reached_that_is_not_on_record(corpus: Corpus) -> None:
    line = project(corpus, "wharf-markets-revision").line(corpus.as_of)
    assert [(stage.key, [one.state.key for one in stage.milestones]) for stage in line] == WHARF_MARKETS[corpus.as_of]
    for stage in line:
        if not stage.milestones:
            assert stage.state.key == SILENT.get(stage.key, "not-yet"), stage.key


def test_a_plan_is_kept_until_its_last_possible_day() -> None:
    """March is over on 1 April, the year on 1 January; until then the announcement stands."""
    item = Project.model_validate(
        {
            "id": "x", "title": {"zh": "项目"}, "kind": "formal", "year": "2026",
            "milestones": [
                {"stage": "second-reading", "date": "2026-03", "planned": True},
                {"stage": "adopted", "date": "2026", "planned": True},
            ],
        }
    )  # fmt: skip
    expected = {
        "2026-03-31": ["planned", "planned"], "2026-04-01": ["plan-passed", "planned"],
        "2026-12-31": ["plan-passed", "planned"], "2027-01-01": ["plan-passed", "plan-passed"],
    }  # fmt: skip
    for day, states in expected.items():
        dated = [one.state.key for stage in item.line(day) for one in stage.milestones]
        assert dated == states, day
        assert item.brief()["milestones"] == ()


def test_what_has_ended_shows_no_stages_ahead(corpus: Corpus) -> None:
    line = project(corpus, "ferry-noise").line(corpus.as_of)
    assert [stage.key for stage in line] == ["listed", "ended"]


def test_before_its_end_it_has_its_stages_ahead(corpus: Corpus) -> None:
    keys = [stage.key for stage in project(corpus, "ferry-noise").line("2025-10-29")]
    assert keys[:3] == ["proposed", "listed", "drafted"]
    assert keys[-1] == "ended"


def test_stages_are_counted_as_they_stand(corpus: Corpus) -> None:
    views = {card.id: project(corpus, card.id).view(corpus)["state"].key for card in corpus.cards("projects")}
    assert views == STAGES[corpus.as_of]
    (tally,) = Project.tallies(corpus)
    counted = {group.key: [line.card.id for line in group.lines] for group in tally.groups}
    assert counted == {key: [name] for name, key in STAGES[corpus.as_of].items()}
    assert tally.total == 4


def test_materials_are_counted_by_kind(corpus: Corpus) -> None:
    """One of each kind in Linjiang, and two topics; one topic and the slides came out after 1 February."""
    (tally,) = Material.tallies(corpus)
    later = corpus.as_of > "2026-02-01"
    assert [(group.key, group.count) for group in tally.groups] == [
        ("news", 1), ("column", 1), ("study-plan", 1), ("topic", 2 if later else 1), ("research", 1), ("reading", 1),
        *([("courseware", 1)] if later else []), ("outreach", 1),
    ]  # fmt: skip


def test_what_is_open_and_what_comes_next(corpus: Corpus) -> None:
    """Comments on the wharf markets draft are taken from 10 June to 9 July: nine days are left on 30 June.

    On 1 February the observers' meeting of the 10th is ahead; on 30 June the lectures have begun and people sign up for the open day until 5 July.
    """
    view = Channel.extra_view("index", corpus)
    calls = {call["card"].id: call["days"] for call in view["open_calls"]}
    assert calls == ({} if corpus.as_of == EARLY else {"wharf-markets": 9})
    known = ("2026-session-observers", "2026-lecture-days", "2026-open-day")
    coming = [(one["card"].id, one["row"].state.key) for one in view["coming"] if one["card"].id in known]
    assert coming == {
        EARLY: [(known[0], "ahead"), (known[1], "ahead"), (known[2], "sign-up")],
        LATE: [(known[1], "today"), (known[2], "sign-up")],
    }[corpus.as_of]  # fmt: skip
    assert [(column.key, column.channel.id) for column in view["columns"]] == [
        ("deputies", "deputies"), ("drafts", "drafts"), ("review", "review"),
    ]  # fmt: skip
    assert [one["card"].id for one in view["others"]] == ["observe", "hotline"]


# Below, the pages as built on the late day.

SAID: dict[Language, dict[str, list[str]]] = {
    "zh": {
        "projects/wharf-markets-revision/": ["已公布安排", "安排的日期已过", "尚未到这一步", "没有公开记录", "本站还没有这部法规的记录。"],
        "projects/ferry-noise/": ["两位组长没有公开记录。", "结对的联系点没有公开记录。", "本站没有它征求意见的记录。"],
        "materials/topic-night-light/": ["回应它的成果", "夜间江面照度的研究", "没有可以给出的公开地址"],
        "materials/topic-tide-sound/": ["还没有记录表明有成果回应了它。", "没有公开记录"],
        "materials/handbook/": ["内容没有公开记录。", "全体代表"],
        "participate/review/": ["本站所用的公开来源没有写明法律依据。", "https://review.linjiang.example/"],
        "participate/": ["还剩9天", "渡口热线", "请在截止日前寄到"],
    },
    "en": {
        "projects/wharf-markets-revision/": ["Planned", "Planned date passed", "Not yet", "No public record", "This site has no record of that law yet."],
        "projects/ferry-noise/": ["There is no public record of the two heads.", "There is no public record of paired contact points."],
        "materials/topic-night-light/": ["Work that answers it", "A study of light on the river at night", "There is no public address to give"],
        "materials/topic-tide-sound/": ["No record shows work that answers it yet.", "No public record"],
        "materials/handbook/": ["There is no public record of its contents.", "All deputies"],
        "participate/review/": ["The public sources used here name no legal basis.", "https://review.linjiang.example/"],
        "participate/": ["9 days left", "The landing's line", "Letters must arrive by the last day"],
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_what_is_known_and_what_is_not(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    for address, wanted in SAID[language].items():
        (room,) = with_class(pages.tree(address), "room")
        for each in wanted:
            assert each in words(room), (address, each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_leads_to_all_that_belongs_to_it(linjiang: Built, language: Language) -> None:
    pages = Pages(linjiang, language)
    address = "projects/riverside-lighting/"
    sheet = next(with_class(pages.tree(address), "text"))
    found = {pages.target(address, one.get("href"))[0] for one in links(sheet)}
    assert found >= {
        "laws/riverside-lighting/", "supervision/2025-lighting-inspection/", "consultations/riverside-lighting/",
        "deputies/jiang-bo/", "places/harbour-contact-point/",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_stages_carry_word_shape_and_colour(linjiang: Built, language: Language) -> None:
    """Eleven stages in order; each has a state with its mark, and those without a record no date."""
    tree = Pages(linjiang, language).tree("projects/wharf-markets-revision/")
    stages = list(with_class(tree, "stage"))
    assert len(stages) == 11
    for stage in stages:
        dates = [one for one in elements(stage) if one.tag == "time"]
        states = [words(one) for one in with_class(stage, "state")]
        assert len(states) == len(list(with_class(stage, "state-mark"))) == max(1, len(dates))
        assert all(states)
        assert bool(dates) != ("stage-empty" in stage.get("class"))


def test_a_topic_names_what_answers_it(corpus: Corpus) -> None:
    topic = corpus.record("materials/topic-night-light")
    assert [one["card"].id for one in topic.view(corpus)["answered_by"]] == ["research-night-light"]
    study = corpus.record("materials/research-night-light").view(corpus)
    assert (study["asks"], study["answered_by"]) == (False, [])
    assert topic.view(corpus)["asks"] is True


def links(tree: Any) -> list[Any]:
    return [one for one in elements(tree) if one.tag == "a" and (one.get("href") or "")[:1] not in ("#", "")]
