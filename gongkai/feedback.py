"""What was said of a draft and what was done with it: comments, outcomes, and the words that they changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gongkai import dates
from gongkai.amounts import Count, Positive
from gongkai.cards import State
from gongkai.drafts import Draft, articles_of, became
from gongkai.fields import Cites, Day, Loc, Model, Ref, Slug, Text
from gongkai.lawtext.compare import Change
from gongkai.lawversions import UNDATED, Version, in_order
from gongkai.lawviews import HasVersions
from gongkai.loopfields import Speaker
from gongkai.placenames import article_of
from gongkai.record import Fault

ADOPTED = State("adopted", Text(zh="采纳", en="Adopted"), "good")
PARTLY = State("partly", Text(zh="部分采纳", en="Partly adopted"), "info")
NOT_ADOPTED = State("not-adopted", Text(zh="未采纳", en="Not adopted"), "quiet")
PENDING = State("pending", Text(zh="研究中", en="Pending"), "waiting")
OUTCOMES = {state.key: state for state in (ADOPTED, PARTLY, NOT_ADOPTED, PENDING)}


class Result(Model):
    """Where adopted words went: an article of a later draft, or of a law (`law: laws/x#art-3`, in its `version`).

    Without an article, that the one commented on went out altogether. Without a `version` the law's
    only one is meant, or the first that followed the consultation.
    """

    draft: Slug | None = None
    article: Slug | None = None
    law: Ref | None = None
    version: Day | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        given = {"draft": self.draft, "article": self.article, "law": self.law, "version": self.version}
        wrong = ("law", "version") if self.draft is not None else ("article",)
        if (self.law is None) == (self.draft is None) or any(given[name] is not None for name in wrong):
            found = ", ".join(name for name, value in given.items() if value is not None)
            raise PydanticCustomError("result-place", "{found}", {"found": found or "—"})
        return self

    @property
    def place(self) -> str | None:
        """The article it names, in the draft or in the law."""
        return self.article if self.law is None else article_of(self.law.anchor) or None


class Feedback(Model):
    """One thing that was said of an article of a draft, and what was done with it.

    `count` is how many comments it stands for. A reason is given unless it was adopted.
    """

    called: ClassVar[Text] = Text(zh="意见", en="Comment")

    id: Slug
    draft: Slug
    article: Slug
    text: Text
    by: Speaker | None = None
    count: Positive = 1
    outcome: Literal["adopted", "partly", "not-adopted", "pending"]
    reason: Text | None = None
    result: Result | None = None
    source: Cites = ()


class Counts(Model):
    """How many comments came, and how many had which outcome, as published. What is not published is left out."""

    comments: Count
    people: Count | None = None
    adopted: Count | None = None
    partly: Count | None = None
    not_adopted: Count | None = None
    pending: Count | None = None
    source: Cites = ()

    def of(self, outcome: str) -> int | None:
        """The published number for an outcome."""
        number: int | None = getattr(self, outcome.replace("-", "_"))
        return number

    def stated(self) -> int:
        """The sum of the outcomes that are published."""
        return sum(self.of(outcome) or 0 for outcome in OUTCOMES)

    def complete(self) -> bool:
        """Whether every outcome is published."""
        return all(self.of(outcome) is not None for outcome in OUTCOMES)


@dataclass(frozen=True, slots=True)
class Changed:
    """The words that a comment changed, in both languages where there are both texts and both changed.

    `version` names the text of the law, and is empty for a draft.
    """

    zh: Change
    en: Change | None
    version: str


def changed(one: Feedback, before: Draft, after: Draft | Version, version: str) -> Changed:
    """What a comment on a draft changed in a later text, which was checked to have it."""
    assert one.result is not None
    chinese = became(before.zh, after.zh, "zh", one.article, one.result.place)
    assert chinese is not None
    english = None
    if before.en is not None and after.en is not None:
        english = became(before.en, after.en, "en", one.article, one.result.place)
    return Changed(chinese, english, version)


def version_meant(law: HasVersions, result: Result, date: str | None) -> str:
    """The version of a law that a result means, by its name in addresses; empty where there is none such."""
    keys = in_order(version.key for version in law.versions)
    if result.version is not None:
        return result.version if result.version in keys else ""
    if len(keys) == 1:
        return keys[0]
    since = dates.first_day(date) if date else ""
    return next((key for key in keys if key != UNDATED and key > since), "")


def faults_of_change(one: Feedback, before: Draft, after: str, name: str, loc: Loc) -> Iterator[Fault]:
    """A result whose article says what the draft said already, or that names none though the article is still there."""
    assert one.result is not None
    known = one.article in before.articles()
    if known and became(before.zh, after, "zh", one.article, one.result.place) is None:
        rule = "nothing-changed" if one.result.place else "result-article"
        yield Fault(rule, loc, {"found": one.id, "place": f"{name} {one.result.place or one.article}"})


def faults_in_law(one: Feedback, law: HasVersions, date: str | None, before: Draft, loc: Loc) -> Iterator[Fault]:
    """A result in a law: there is a text of the version, which has the article, with other words than the draft."""
    assert one.result is not None
    key = version_meant(law, one.result, date)
    if not key:
        known = ", ".join(in_order(version.key for version in law.versions)) or "—"
        yield Fault("law-version", loc, {"found": law.id, "version": one.result.version or "—", "known": known})
        return
    version = law.version(key)
    if one.result.place and one.result.place not in (known_articles := articles_of(version.chinese())):
        words = {"found": one.result.place, "version": key, "known": ", ".join(known_articles) or "—"}
        yield Fault("law-article", loc, words)
    else:
        yield from faults_of_change(one, before, version.zh, key, loc)
