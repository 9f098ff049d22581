"""Consultations: what was asked of the public, what was said, and what was done with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates, i18n
from gongkai.cards import Card, Facet, Passage, Row, State
from gongkai.drafts import Draft
from gongkai.feedback import OUTCOMES, Changed, Counts, Feedback, Result, changed, faults_of_change, version_meant
from gongkai.fields import Day, PartialDate, Ref, Statement, Step, Text
from gongkai.loopfields import SPEAKERS
from gongkai.pieces import Piece
from gongkai.record import Fault, Library, Record, repeated_ids, unknown_ids, wrong_types
from gongkai.records.law import Law
from gongkai.tally import UNKNOWN, Line, Tally, by_state, counted

KINDS = {
    "draft": Text(zh="草案征求意见", en="Comments on a draft"),
    "topic": Text(zh="议题征集", en="Call for views on a topic"),
}

AHEAD = State("ahead", Text(zh="即将开始", en="Opens soon"), "info")
OPEN = State("open", Text(zh="正在征求意见", en="Open for comment"), "waiting")
CLOSED = State("closed", Text(zh="已截止", en="Closed"), "quiet")
REPORTED = State("reported", Text(zh="已反馈结果", en="Outcome reported"), "good")
NO_DATES = State("undated", Text(zh="起止日期没有完整记录", en="Dates not fully on record"), "quiet")
STATES = (OPEN, AHEAD, CLOSED, REPORTED, NO_DATES)
NOT_ITEMISED = Text(zh="没有逐条公布的意见", en="Comments that were not published one by one")


class Consultation(Record):
    """One call for comments on a draft, or for views on a topic."""

    folder = "consultations"
    template = "consultation.html"
    group = "take-part"
    singular = Text(zh="征求意见", en="Consultation")
    plural = Text(zh="征求意见", en="Consultations")
    about = Text(
        zh="法规草案和议题向公众征求意见：问了什么、收到什么、采纳了什么、没有采纳的为什么。",
        en="Drafts and topics put to the public for comment: what was asked, what was said, what was adopted, and why the rest was not.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("status", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = ("board",)

    kind: Literal["draft", "topic"]
    project: Ref | None = None
    law: Ref | None = None
    opens: Day | None = None
    closes: Day | None = None
    reported: PartialDate | None = None
    size: Text | None = None
    asks: tuple[Statement, ...] = ()
    channels: tuple[Statement, ...] = ()
    steps: tuple[Step, ...] = ()
    drafts: tuple[Draft, ...] = ()
    said: tuple[Statement, ...] = ()
    did: tuple[Statement, ...] = ()
    counts: Counts | None = None
    feedback: tuple[Feedback, ...] = ()

    def date(self) -> str | None:
        return self.opens or self.closes or min((step.date for step in self.steps), default=None, key=dates.first_day)

    def anchors(self) -> Iterable[str]:
        for draft in self.drafts:
            text = draft.text("zh")
            yield from (draft.id, *(text.anchors() if text else ()))
        yield from (one.id for one in self.feedback)

    def pieces(self) -> Iterable[Piece]:
        yield from super().pieces()
        for draft in self.drafts:
            yield from draft.pieces()

    def passages(self) -> Iterable[Passage]:
        for index, draft in enumerate(self.drafts):
            yield from draft.passages(("drafts", index))

    def faults(self) -> Iterable[Fault]:
        for name, earlier, later in (
            ("closes", self.opens, self.closes),
            ("reported", self.closes or self.opens, self.reported),
        ):
            if earlier and later and dates.last_day(later) < earlier:
                yield Fault("order", (name,), {"found": f"{earlier} … {later}"})
        for index, (one, two) in enumerate(zip(self.drafts, self.drafts[1:], strict=False), start=1):
            if one.date and two.date and dates.last_day(two.date) < dates.first_day(one.date):
                yield Fault("order", ("drafts", index, "date"), {"found": f"{one.date} … {two.date}"})
        yield from repeated_ids({"drafts": self.drafts, "feedback": self.feedback})
        yield from wrong_types([(("project",), self.project)], "projects")
        yield from wrong_types([(("law",), self.law)], "laws")
        yield from self._faults_of_feedback()
        if self.counts is not None:
            yield from self._faults_of_counts(self.counts)

    def _faults_of_feedback(self) -> Iterator[Fault]:
        """Every comment names an article of its draft; what was adopted shows where, what was not says why."""
        drafts = {draft.id: draft for draft in self.drafts}
        for index, one in enumerate(self.feedback):
            here = ("feedback", index)
            yield from unknown_ids([((*here, "draft"), one.draft)], self.drafts)
            if one.draft in drafts and one.article not in (known := drafts[one.draft].articles()):
                yield Fault(
                    "draft-article", (*here, "article"), {"found": one.article, "known": ", ".join(known) or "—"}
                )
            if one.by is not None:
                yield from wrong_types([((*here, "by", "record"), one.by.record)], "deputies", "places")
            if one.outcome != "adopted" and one.reason is None:
                yield Fault("no-reason", here, {"found": one.id, "outcome": one.outcome})
            adopted = one.outcome in ("adopted", "partly")
            if adopted and one.result is None:
                yield Fault("no-result", here, {"found": one.id, "outcome": one.outcome})
            if not adopted and one.result is not None:
                yield Fault(
                    "step-missing", (*here, "result"), {"found": "result", "wanted": "outcome: adopted, partly"}
                )
            if one.result is not None and one.draft in drafts:
                yield from self._faults_of_result(one, one.result, (*here, "result"), drafts[one.draft])

    def _faults_of_result(self, one: Feedback, result: Result, loc: tuple[str | int, ...], before: Draft) -> Iterator[Fault]:  # fmt: skip
        """A result is in a later draft, which has the article, with other words; what a law says is told elsewhere."""
        yield from wrong_types([((*loc, "law"), result.law)], "laws")
        if result.draft is None:
            return
        later = self.drafts[self.drafts.index(before) + 1 :]
        yield from unknown_ids([((*loc, "draft"), result.draft)], later)
        after = next((draft for draft in later if draft.id == result.draft), None)
        if after is None:
            return
        if result.article is not None and result.article not in (known := after.articles()):
            yield Fault("draft-article", (*loc, "article"), {"found": result.article, "known": ", ".join(known) or "—"})
        else:
            yield from faults_of_change(one, before, after.zh, after.id, loc)

    def _faults_of_counts(self, counts: Counts) -> Iterator[Fault]:
        """Published outcomes add up to the comments, and there are not fewer than the comments listed here."""
        stated = counts.stated()
        if stated > counts.comments or (counts.complete() and stated != counts.comments):
            yield Fault("totals", ("counts",), {"found": str(stated), "wanted": str(counts.comments)})
        for outcome in OUTCOMES:
            listed = sum(one.count for one in self.feedback if one.outcome == outcome)
            published = counts.of(outcome)
            if published is not None and listed > published:
                words = {"found": str(listed), "wanted": str(published), "outcome": outcome}
                yield Fault("totals-listed", ("counts", outcome.replace("-", "_")), words)
        listed = sum(one.count for one in self.feedback)
        if listed > counts.comments:
            words = {"found": str(listed), "wanted": str(counts.comments), "outcome": "comments"}
            yield Fault("totals-listed", ("counts", "comments"), words)

    def brief(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "opens": self.opens,
            "closes": self.closes,
            "reported": self.reported,
            "feedback": tuple((one.id, one.text, one.outcome, one.count) for one in self.feedback),
            "unlisted": tuple(self._unlisted()),
        }

    def _unlisted(self) -> Iterator[tuple[str | None, int]]:
        """How many comments were counted but not published one by one, by outcome; None where no outcome is published."""
        if self.counts is None:
            return
        rest = self.counts.comments
        for outcome in OUTCOMES:
            listed = sum(one.count for one in self.feedback if one.outcome == outcome)
            published = max(self.counts.of(outcome) or 0, listed)
            rest -= published
            if published > listed:
                yield outcome, published - listed
        if rest > 0:
            yield None, rest

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """The laws whose words are shown beside those of a draft."""
        return [f"{ref.target}!" for loc, ref in card.refs if loc[0] == "feedback" and loc[-1] == "law"]

    def view(self, library: Library) -> dict[str, Any]:
        brief = self.brief()
        return {
            "state": state_of(brief, library.as_of),
            "left": days_left(brief, library.as_of),
            "kinds": KINDS,
            "outcomes": OUTCOMES,
            "speakers": SPEAKERS,
            "by_outcome": {key: [one for one in self.feedback if one.outcome == key] for key in OUTCOMES},
            "by_place": self._by_place(),
            "by_id": {draft.id: draft for draft in self.drafts},
            "changes": {one.id: self._changed(one, library) for one in self.feedback if one.result is not None},
        }

    def _by_place(self) -> dict[str, list[Feedback]]:
        """What was said of each article, by its place on the page."""
        drafts = {draft.id: draft for draft in self.drafts}
        found: dict[str, list[Feedback]] = {}
        for one in self.feedback:
            found.setdefault(drafts[one.draft].place(one.article), []).append(one)
        return found

    def _changed(self, one: Feedback, library: Library) -> Changed | None:
        """What a comment changed; None where the law it went into is not published."""
        drafts = {draft.id: draft for draft in self.drafts}
        result = one.result
        assert result is not None
        if result.draft is not None:
            return changed(one, drafts[one.draft], drafts[result.draft], "")
        assert result.law is not None
        law = library.record(result.law.target) if library.card(result.law.target) else None
        if not isinstance(law, Law):
            return None
        key = version_meant(law, result, self.date())
        return changed(one, drafts[one.draft], law.version(key), key)

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        cards = counted(library.cards(cls.folder))
        calls = [Line(card, card.title, card.date, state_of(card.brief, library.as_of)) for card in cards]
        return [
            cls._outcomes([card for card in cards if not _later(card.brief["reported"], library.as_of)]),
            by_state("calls", Text(zh="征求意见的状态", en="Consultations by state"), calls, STATES),
        ]

    @classmethod
    def _outcomes(cls, cards: Sequence[Card]) -> Tally:
        """Comments by outcome: those published one by one, and the rest as published numbers."""
        lines = [
            Line(card, text, card.date, OUTCOMES[outcome], anchor, count)
            for card in cards
            for anchor, text, outcome, count in card.brief["feedback"]
        ]
        for card in cards:
            for outcome, count in card.brief["unlisted"]:
                state = OUTCOMES[outcome] if outcome else None
                lines.append(Line(card, NOT_ITEMISED, card.date, state, f"_outcomes-{outcome or UNKNOWN}", count))
        title = Text(zh="意见的处理结果", en="Comments by outcome")
        return by_state("feedback", title, lines, list(OUTCOMES.values()))

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = state_of(card.brief, library.as_of)
        facets = {
            "kind": (card.brief["kind"],), "status": (state.key,),
            "year": (card.date[:4],) if card.date else (), "topic": card.topics,
        }  # fmt: skip
        left = days_left(card.brief, library.as_of)
        line = card.summary if left is None else _with_last_day(card.summary, card.brief["closes"], left)
        return Row(card.date, label=KINDS[card.brief["kind"]], line=line, state=state, facets=facets)


def _later(date: str | None, as_of: str) -> bool:
    """Whether a date is still to come."""
    return date is not None and dates.first_day(date) > as_of


def state_of(brief: Mapping[str, Any], as_of: str) -> State:
    """Where a call stands on a day: its closing day is still open. What has no closing day is never said to be open."""
    opens, closes, reported = brief["opens"], brief["closes"], brief["reported"]
    if reported is not None and dates.first_day(reported) <= as_of:
        return REPORTED
    if opens is not None and as_of < opens:
        return AHEAD
    if closes is None:
        return NO_DATES
    return CLOSED if closes < as_of else OPEN


def days_left(brief: Mapping[str, Any], as_of: str) -> int | None:
    """How many days remain of an open call: 0 on its last day, None where it is not open."""
    return dates.days_between(as_of, brief["closes"]) if state_of(brief, as_of) == OPEN else None


def _with_last_day(summary: Text | None, closes: str, left: int) -> Text:
    """The last day of an open call, before what its summary says."""
    chinese = f"截止日期：{i18n.date_words(closes, 'zh')}，" + (f"还有 {left} 天。" if left else "就是今天。")
    days = "closing today" if not left else "1 day left" if left == 1 else f"{left} days left"
    english = f"Closes on {i18n.date_words(closes, 'en')}, {days}."
    if summary is None:
        return Text(zh=chinese, en=english)
    return Text(zh=chinese + summary.zh, en=f"{english} {summary.en}" if summary.en else english)
