"""The types of the loops, edited one thing at a time: a build of what changed equals a build of everything.

Every case is one thing that an editor does to Linjiang after it was built: to a record of each type, to what such a
record points at, to the words above a list, to the vocabulary, the configuration or the date.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.conftest import LINJIANG, linjiang_options
from tests.test_build import tree

CONFIG = "site_config.yml"
START = "the start of the file"
GONE = "the file is taken away"
FOG = "能见度不足五百米的，应当提前开灯。\n      第五条之一 江心洲的灯由渡船公司代管。\n      第六条 灯坏了"
"""An article of the first version of a law, with what tells it from the second."""


@dataclass(frozen=True)
class Edit:
    """What an editor does: in some files, some words become others; or the date of the site is another."""

    name: str
    words: tuple[tuple[str, str, str], ...] = ()
    as_of: str | None = None

    def make(self, city: Path) -> None:
        """Make the edit. Words that are not there, or there twice, would be an edit that nobody meant."""
        for file, old, new in self.words:
            path = city / file
            if new == GONE:
                path.unlink()
            elif old == START:
                path.write_text(new + (path.read_text("utf-8") if path.exists() else ""), "utf-8")
            else:
                text = path.read_text("utf-8")
                assert text.count(old) == 1, f"{file}: {old!r} occurs {text.count(old)} times"
                path.write_text(text.replace(old, new), "utf-8")


def edit(name: str, *changes: tuple[str, str, str]) -> Edit:
    """Words of files of the content become others."""
    return Edit(name, tuple((f"content/{record}.yml", old, new) for record, old, new in changes))


EDITS = (
    # Records of every type, in words that a list, a board or another page shows; those together that have no page in common but the home page
    edit(
        "project-livelihood-event-material",
        ("projects/tide-signals", "stage: proposed", "stage: drafted"),
        ("livelihood/2025-quay-steps", "value: 4.60", "value: 3.20"),
        ("events/2026-open-day", "starts: 2026-07-11", "starts: 2026-07-12"),
        ("materials/research-night-light", "answers: materials/topic-night-light\n", ""),
    ),
    edit(
        "consultation-decision-deputy",
        ("consultations/wharf-markets", "closes: 2026-07-09", "closes: 2026-07-02"),
        ("decisions/2026-ferry-subsidy", "关于夜渡补贴的决定", "夜渡补贴决定"),
        ("deputies/jiang-bo", "title: {zh: 江波, en: Jiang Bo}", "title: {zh: 江涛, en: Jiang Tao}"),
    ),
    edit(
        "planned-matter-deliberation-place",
        ("decisions/2026-plan", "due: 2026-05-31", "due: 2026-07-31"),
        ("deliberations/2025-lamps", "kind: departments", "kind: grassroots"),
        ("places/old-landing", "number: LJ-N-001", "number: LJ-N-099"),
    ),
    edit(
        "suggestion-measure-channel",
        ("suggestions/ferry-lamps", "level: fairly", "level: satisfied"),
        ("plan/2", "title: {zh: 清单监督, en: Oversight by lists}", "title: {zh: 清单, en: Lists}"),
        ("participate/deputies", "每周三下午", "每周四下午"),
    ),
    # What such a record points at, or is pointed at by
    edit("law-of-a-channel", ("laws/riverside-lighting", "title: {zh: 临江市江岸照明", "title: {zh: 临江市沿江照明")),
    edit("law-version-of-feedback", ("laws/riverside-lighting", FOG, FOG.replace("五百米", "六百米"))),
    edit("proof-becomes-a-draft", ("cases/night-ferry", START, "draft: true\n")),
    edit("proof-is-held-back", ("supervision/2025-lighting-inspection", START, "publish_from: 2026-07-01\n")),
    edit("measure-becomes-a-draft", ("plan/2", START, "draft: true\n")),
    edit("measure-becomes-a-demonstration", ("plan/3", START, "demonstration: true\n")),
    edit("deputy-becomes-a-draft", ("deputies/jiang-bo", START, "draft: true\n")),
    edit("suggestion-of-another-deputy", ("suggestions/ferry-lamps", "deputies/jiang-bo", "deputies/bai-lu")),
    edit(
        "suggestion-becomes-a-demonstration-and-an-event-goes",
        ("suggestions/ferry-lamps", START, "demonstration: true\n"),
        ("events/2026-open-day", START, GONE),
    ),
    # The exhibition: words that panels, halls, tours and their papers repeat; what panels look up; pictures and their rights
    edit("caption", ("media/lamp-room", "渡口的灯从一盏变成三盏。", "渡口的灯一盏一盏多起来。")),
    edit("word-in-a-drawing", ("media/two-banks", "zh: 白鹭洲, en: Heron Isle}", "zh: 鹭洲, en: Heron Isle}")),
    edit("permission-that-has-ended", ("media/mist-on-the-river", "expires: 2027-12-31", "expires: 2026-06-29")),
    edit("what-a-panel-looks-up", ("suggestions/bridge-lights", "topics: [lighting]", "topics: [markets]")),
    edit(
        "panel-hung-elsewhere",
        ("exhibition/markets", ", panels/market-tally]", "]"),
        ("exhibition/night", "panels: [", "panels: [panels/market-tally, "),
    ),
    edit(
        "panel-taken-down",
        ("exhibition/markets", ", panels/market-tally]", "]"),
        ("panels/market-tally", START, "retired: {date: 2026-06-01, reason: {zh: 有误, en: It was wrong}}\n"),
    ),
    edit("stop-of-a-tour", ("tours/school-morning", "minutes: 15", "minutes: 12")),
    edit(
        "moment-gone-and-stop-renamed",
        ("panels/only", ", moments/power]", "]"),
        ("moments/power", START, GONE),
        ("panels/electric", "id: red-ferry", "id: ferry"),
        ("tours/by-the-river", "electric#red-ferry", "electric#ferry"),
    ),
    # The words above lists, the vocabulary, the configuration, the date
    edit(
        "words-above-lists",
        ("plan/_index", "三项行动", "三项行动（试行）"),
        ("livelihood/_index", START, "lead: {zh: 票决。, en: Voted on.}\n"),
    ),
    edit("vocabulary", ("vocabulary", "zh: 北岸区", "zh: 江北区")),
    Edit("address-of-a-column", ((CONFIG, "email: drafts@", "email: comments@"),)),
    Edit("grid-of-districts", ((CONFIG, '["north-bank", heron-isle]', '[heron-isle, "north-bank"]'),)),
    Edit("date", as_of="2026-07-12"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Linjiang in a folder of its own, built once."""
    city = tmp_path_factory.mktemp("city")
    shutil.copytree(LINJIANG, city, dirs_exist_ok=True)
    build(_options(city), Silent())
    return city


def _options(city: Path) -> Options:
    return replace(linjiang_options(city / "site"), content=city / "content", config=city / CONFIG)


@pytest.mark.parametrize("made", EDITS, ids=lambda made: made.name)
def test_a_build_of_what_changed_equals_a_build_of_everything(made: Edit, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "site")
    made.make(tmp_path)
    options = _options(tmp_path)
    options = replace(options, as_of=made.as_of or options.as_of)
    build(options, Silent())
    after = tree(options.out)
    assert after != before
    build(replace(options, full=True), Silent())
    assert tree(options.out) == after
