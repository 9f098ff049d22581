"""Events and their states, and the files for calendars, read back by the rules of RFC 5545."""

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from gongkai.cards import State
from gongkai.progress import Silent
from gongkai.records.event import AHEAD, CANCELLED, HELD, PAST, SIGN_UP, TODAY, UNCLEAR, Event, state_of
from gongkai.site import Options, build
from tests.conftest import LINJIANG, Built, linjiang_options

SHANGHAI = ZoneInfo("Asia/Shanghai")
SITE = "https://linjiang.example/open/"

# From the files in tests/site/content/events, by hand. The hearing is some day of June 2026; of the seminar nothing tells
# that it took place; the quay talk of 14 March was called off on 10 March; the sign-up for the sitting ended on 25 January.
STATES = {
    "2026-02-01": {
        "2025-harbour-seminar": PAST, "2025-sister-city": HELD, "2026-lamp-hearing": AHEAD, "2026-lecture-days": AHEAD,
        "2026-open-day": SIGN_UP, "2026-quay-talk": AHEAD, "2026-session-observers": AHEAD, "demonstration-visit": SIGN_UP,
    },
    "2026-06-30": {
        "2025-harbour-seminar": PAST, "2025-sister-city": HELD, "2026-lamp-hearing": UNCLEAR, "2026-lecture-days": TODAY,
        "2026-open-day": SIGN_UP, "2026-quay-talk": CANCELLED, "2026-session-observers": HELD, "demonstration-visit": SIGN_UP,
    },
}  # fmt: skip
COMING = {
    "2026-02-01": ["2026-session-observers", "2026-quay-talk", "2026-lamp-hearing", "2026-lecture-days", "2026-open-day", "demonstration-visit"],
    "2026-06-30": ["2026-lecture-days", "2026-open-day", "demonstration-visit"],
}  # fmt: skip
# Of eight events the demonstration does not count.
KINDS = {"visit": 1, "observation": 1, "lecture": 1, "community": 1, "hearing": 1, "seminar": 1, "exchange": 1}


@pytest.mark.parametrize("as_of", STATES)
def test_events_have_the_state_their_records_prove(options_of_linjiang: Callable[[str], Options], as_of: str) -> None:
    options = options_of_linjiang(as_of)
    corpus = build(options, Silent()).corpus
    assert {card.id: state_of(card.brief, as_of) for card in corpus.cards("events")} == STATES[as_of]
    (tally,) = Event.tallies(corpus)
    assert {group.key: group.count for group in tally.groups} == KINDS
    for prefix in ("", "en/"):
        page = (options.out / prefix / "events/index.html").read_text("utf-8")
        coming = page.split('<h2 id="_coming">')[1].split("</section>")[0]
        assert re.findall(r'class="row-title" href="[^"]+events/([^"/]+)/"', coming) == COMING[as_of]


@pytest.mark.parametrize(
    ("changes", "as_of", "state"),
    [
        ({"starts": "2026-05-04"}, "2026-05-03", AHEAD),
        ({"starts": "2026-05-04"}, "2026-05-04", TODAY),
        ({"starts": "2026-05-04"}, "2026-05-05", PAST),
        ({"starts": "2026-05-04", "held": True}, "2026-05-05", HELD),
        ({"starts": "2026-05-04", "ends": "2026-05-06"}, "2026-05-06", TODAY),
        ({"starts": "2026-05-04", "ends": "2026-05"}, "2026-05-10", UNCLEAR),
        ({"starts": "2026-05"}, "2026-05-01", UNCLEAR),
        ({"starts": "2026-05"}, "2026-06-01", PAST),
        ({"starts": "2026-05-04~"}, "2026-05-04", UNCLEAR),
        ({"starts": "2026-05-04", "apply_by": "2026-05-01"}, "2026-05-01", SIGN_UP),
        ({"starts": "2026-05-04", "apply_by": "2026-05-01"}, "2026-05-02", AHEAD),
        ({"starts": "2026-05-04", "cancelled": "2026-05-02", "apply_by": "2026-05-03"}, "2026-05-01", SIGN_UP),
        ({"starts": "2026-05-04", "cancelled": "2026-05-02", "apply_by": "2026-05-03"}, "2026-05-02", CANCELLED),
        ({"starts": "2026-05-04", "cancelled": "2026-05-02", "held": True}, "2026-06-01", CANCELLED),
    ],
)
def test_the_state_of_an_event_on_a_day(changes: dict[str, object], as_of: str, state: State) -> None:
    brief = {"starts": "", "ends": None, "apply_by": None, "cancelled": None, "held": False, **changes}
    assert state_of(brief, as_of) == state


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ("正在报名", "2026年7月11日", "09:30", "11:30", "40", "2026年7月5日", "到渡口代表之家登记", "参观", "渡口代表之家")),
        ("en/", ("Sign-up open", "11 July 2026", "09:30", "11:30", "40", "5 July 2026", "Put your name down", "A look round")),
    ],
)  # fmt: skip
def test_an_events_page_says_how_to_join(linjiang: Built, prefix: str, words: tuple[str, ...]) -> None:
    page = linjiang.page(f"{prefix}events/2026-open-day")
    for one in words:
        assert one in page, one
    assert f'href="{"../" * (2 + bool(prefix))}events/2026-open-day/event{".en" if prefix else ""}.ics"' in page


def test_what_is_not_known_of_an_event_is_shown_as_not_known(linjiang: Built) -> None:
    page = linjiang.page("en/events/2025-harbour-seminar")
    assert "_how-to-join" not in page  # too late to ask
    assert "no public record of how this event went" in page
    hearing = linjiang.page("en/events/2026-lamp-hearing")
    assert "Day not on record" in hearing
    assert "do not say how to join" in linjiang.page("en/events/demonstration-visit")
    assert "No public record" in hearing.split('<dl class="facts">')[1].split("</dl>")[0]
    assert ".ics" not in hearing
    cancelled = linjiang.page("events/2026-quay-talk")
    assert "_happened" not in cancelled
    assert "因涨潮取消。" in cancelled.split('id="_cancelled"')[1].split("</p>")[0]


def read(path: Path) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(path.read_bytes())


def events(path: Path) -> dict[str, icalendar.Event]:
    """The entries of a file by their UID."""
    found = read(path).walk("VEVENT")
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def uid(key: str) -> str:
    return f"{key}@linjiang.example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Linjiang on 30 June 2026 with one more consultation, whose last day is known."""
    base = tmp_path_factory.mktemp("calendars")
    shutil.copytree(LINJIANG / "content", base / "content")
    folder = base / "content" / "consultations"
    folder.mkdir(exist_ok=True)
    for name, more in (("quay-lamps", ""), ("made-up", "demonstration: true\n")):
        (folder / f"{name}.yml").write_text(
            f"""title: {{zh: 码头灯火草案, en: "Draft on quay lamps, second reading; final"}}
summary: {{zh: 码头的灯。, en: "The lamps, on the quay; all\\\\night."}}
{more}kind: draft
opens: 2026-07-01
closes: 2026-07-31
updated: 2026-06-20
sources:
  - {{id: paper, title: {{zh: 报}}, publisher: {{zh: 社}}}}
""",
            "utf-8",
        )
    options = replace(linjiang_options(base / "site"), content=base / "content")
    build(options, Silent())
    return options.out


def test_the_calendar_holds_every_event_with_a_day_and_every_last_day_to_comment(site: Path) -> None:
    for prefix in ("", "en/"):
        keys = {one for one in events(site / prefix / "events/calendar.ics") if "/closes" not in one}
        assert keys == {
            uid(f"events/{name}")
            for name in ("2025-harbour-seminar", "2025-sister-city", "2026-lecture-days", "2026-open-day", "2026-quay-talk", "2026-session-observers")
        }  # fmt: skip
        closing = events(site / prefix / "events/calendar.ics")[uid("consultations/quay-lamps/closes")]
        assert closing.start == datetime.date(2026, 7, 31)
        assert closing.end == datetime.date(2026, 8, 1)  # the day after, as the standard has it
        assert uid("consultations/made-up/closes") not in events(site / prefix / "events/calendar.ics")
    assert str(closing["summary"]) == "Last day to comment: Draft on quay lamps, second reading; final"
    assert str(closing["description"]).startswith("The lamps, on the quay; all\\night.\n")
    assert str(closing["url"]) == f"{SITE}en/consultations/quay-lamps/"


def test_entries_say_when_where_and_in_which_language(site: Path) -> None:
    zh, en = (events(site / prefix / "events/calendar.ics") for prefix in ("", "en/"))
    key = uid("events/2026-open-day")
    for found, tag, summary, place in ((zh, "zh-Hans", "走进人大开放日", "渡口代表之家二楼"), (en, "en", "Open day of the congress", "Deputies' Home at the Landing, first floor")):  # fmt: skip
        event = found[key]
        assert event.start == datetime.datetime(2026, 7, 11, 9, 30, tzinfo=SHANGHAI)
        assert event.end == datetime.datetime(2026, 7, 11, 11, 30, tzinfo=SHANGHAI)
        assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
        assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == (summary, tag)
        assert (str(event["location"]), event["location"].params["LANGUAGE"]) == (place, tag)
        assert str(event["status"]) == "CONFIRMED"
    assert "Sign up by 5 July 2026" in en[key]["description"]
    assert "报名截止：2026年7月5日" in zh[key]["description"]
    assert zh[key]["dtstamp"].dt == datetime.datetime(2026, 1, 26, tzinfo=datetime.UTC)


def test_days_and_times_are_told_apart(site: Path) -> None:
    found = events(site / "en/events/calendar.ics")
    lectures = found[uid("events/2026-lecture-days")]
    assert lectures.start == datetime.datetime(2026, 6, 29, 19, tzinfo=SHANGHAI)
    assert lectures.end == datetime.datetime(2026, 7, 1, 21, tzinfo=SHANGHAI)
    assert str(lectures["location"]) == "Riverside Study and Practice Base"
    sitting = found[uid("events/2026-session-observers")]
    assert sitting.start == datetime.datetime(2026, 2, 10, 14, tzinfo=SHANGHAI)
    assert "dtend" not in sitting
    visit = found[uid("events/2025-sister-city")]
    assert (visit.start, visit.end) == (datetime.date(2025, 9, 3), datetime.date(2025, 9, 6))
    assert "Begins at 10:00" in visit["description"]
    talk = found[uid("events/2026-quay-talk")]
    assert (talk.start, str(talk["status"])) == (datetime.date(2026, 3, 14), "CANCELLED")
    assert [str(zone["tzid"]) for zone in read(site / "en/events/calendar.ics").walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_an_event_has_a_file_in_each_language_and_is_one_event_in_all(site: Path) -> None:
    folder = site / "events/2026-open-day"
    (zh,), (en,) = (events(folder / name).values() for name in ("event.ics", "event.en.ics"))
    assert str(zh["uid"]) == str(en["uid"]) == uid("events/2026-open-day")
    assert (str(zh["summary"]), str(en["summary"])) == ("走进人大开放日", "Open day of the congress")
    assert str(zh["url"]) == f"{SITE}events/2026-open-day/"
    made = {path.parent.name for path in site.glob("events/*/event.ics")}
    assert made.isdisjoint({"2026-lamp-hearing", "demonstration-visit"})
    assert len(made) == 6


def test_files_keep_the_rules_of_the_format(site: Path) -> None:
    """Lines of at most 75 octets ending with CRLF, whole characters on each, and what every calendar and event must have."""
    paths = sorted(site.rglob("*.ics"))
    assert len(paths) == 2 + 2 * 6
    for path in paths:
        data = path.read_bytes()
        assert data.endswith(b"END:VCALENDAR\r\n")
        lines = data.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode("utf-8")
        calendar = read(path)
        assert (str(calendar["version"]), len(str(calendar["prodid"])) > 0) == ("2.0", True)
        for event in calendar.walk("VEVENT"):
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
            assert event["dtstamp"].dt.tzinfo is not None
            assert "dtend" not in event or event.end > event.start
        zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
        used = {event["dtstart"].params.get("TZID") for event in calendar.walk("VEVENT")} - {None}
        assert zones == used


def test_a_zone_with_summer_time_is_written_with_its_rules(
    options_of_linjiang: Callable[[str], Options], tmp_path: Path
) -> None:
    """A calendar that knows no zones by name still puts the open day at half past nine in summer."""
    config = tmp_path / "site_config.yml"
    text = (LINJIANG / "site_config.yml").read_text("utf-8")
    config.write_text(text.replace("timezone: Asia/Shanghai", "timezone: Europe/Berlin"), "utf-8")
    options = replace(options_of_linjiang("2026-06-30"), config=config)
    build(options, Silent())
    path = options.out / "events/2026-open-day/event.ics"
    (event,) = events(path).values()
    assert event.start.astimezone(datetime.UTC) == datetime.datetime(2026, 7, 11, 7, 30, tzinfo=datetime.UTC)
    offsets = {str(part["tzoffsetto"].to_ical()) for part in read(path).walk("DAYLIGHT")}
    assert offsets == {"+0200"}


def test_a_site_without_downloads_has_no_calendar_and_no_link_to_one(
    options_of_linjiang: Callable[[str], Options], tmp_path: Path
) -> None:
    config = tmp_path / "site_config.yml"
    text = (LINJIANG / "site_config.yml").read_text("utf-8")
    config.write_text(text.replace("parts: true, downloads: true", "parts: false, downloads: false"), "utf-8")
    options = replace(options_of_linjiang("2026-06-30"), config=config)
    build(options, Silent())
    assert list(options.out.rglob("*.ics")) == []
    assert list(options.out.rglob("code.svg")) == []
    for name in ("events/index.html", "events/2026-open-day/index.html", "places/old-landing/index.html"):
        page = (options.out / name).read_text("utf-8")
        assert not re.search(r"\.ics|code\.svg|poster/", page)
