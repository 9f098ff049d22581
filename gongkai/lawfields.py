"""The parts of a law's record: what it is called, what happened to it, what is told of it."""

from typing import Literal

from gongkai import dates
from gongkai.amounts import Count
from gongkai.cards import State
from gongkai.fields import Body, Cites, Day, Model, PartialDate, Prose, Ref, Slug, Subject, Term, Text


class Category(Term):
    """The field of life a law is filed under."""

    vocabulary = "categories"
    __slots__ = ()


class Kind(Term):
    """What the act calls itself: regulations, provisions, measures, rules, a decision."""

    vocabulary = "law-kinds"
    __slots__ = ()


EVENTS = {
    "adopted": Text(zh="通过", en="Adopted"),
    "promulgated": Text(zh="公布", en="Promulgated"),
    "effective": Text(zh="施行", en="Takes effect"),
    "amended": Text(zh="修正", en="Amended"),
    "revised": Text(zh="修订", en="Revised as a whole"),
    "repealed": Text(zh="废止", en="Repealed"),
}

NOT_YET = State("not-yet", Text(zh="尚未施行", en="Not yet in force"), "waiting", in_force=False)
IN_FORCE = State("in-force", Text(zh="有效", en="In force"), "good")
AMENDED = State("amended", Text(zh="有效（经修改）", en="In force, as amended"), "info")
REPEALED = State("repealed", Text(zh="已废止", en="Repealed"), "alert", in_force=False)
UNKNOWN = State("unknown", Text(zh="施行日期未载", en="Effective date not given"), "quiet", in_force=False)
STATES = (IN_FORCE, AMENDED, NOT_YET, REPEALED, UNKNOWN)


class Event(Model):
    """Something that happened to the law.

    `instrument` names the decision that amended or repealed it, `by` is its record where this
    site has one, `effective` the day the change took effect where that is not `date`.
    """

    type: Literal["adopted", "promulgated", "effective", "amended", "revised", "repealed"]
    date: PartialDate
    effective: PartialDate | None = None
    body: Body | None = None
    session: Text | None = None
    instrument: Text | None = None
    by: Ref | None = None
    note: Text | None = None
    source: Cites = ()

    @property
    def day(self) -> str:
        """The first day on which it has effect."""
        return dates.first_day(self.effective or self.date)


class Structure(Model):
    """How many chapters and articles a version of the text has."""

    version: PartialDate
    chapters: Count | None = None
    articles: Count | None = None
    items: Count | None = None
    source: Cites = ()


class Checked(Model):
    """Until when somebody looked whether the law was still in force, and where."""

    date: Day
    source: Cites


class Digest(Model):
    """A chapter or article told in plain words. `of` is the place: `ch-2`, `art-12`, `art-12-1`."""

    of: Slug
    heading: Text
    text: Prose
    source: Cites = ()


class Replaced(Subject):
    """An earlier act this one repealed, and when."""

    date: PartialDate | None = None
