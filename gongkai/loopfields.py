"""Fields that the loops share: who spoke, what proves that something was done, how a vote went."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from gongkai.amounts import Count
from gongkai.fields import Body, Cite, Day, Model, PartialDate, Ref, Text, listed

Cited = Annotated[tuple[Cite, ...], BeforeValidator(listed), Field(min_length=1)]
"""One source at least: what is said here is nothing without one."""


class Evidence(Model):
    """A dated statement that something was done, by whom, with its source."""

    date: PartialDate
    text: Text
    body: Body | None = None
    source: Cited


class Consent(Model):
    """That a person agreed to be named: on which day, and how that is on record."""

    date: Day
    record: Text


class Speaker(Model):
    """Who said something. A person is named only with consent; a deputy or a place by its record.

    Without a name the kind alone is shown.
    """

    kind: Literal["resident", "deputy", "expert", "business", "organisation", "contact-point", "government", "school"]
    name: Text | None = None
    consent: Consent | None = None
    record: Ref | None = None

    @model_validator(mode="after")
    def _named_with_consent(self) -> Self:
        if self.name is not None and self.consent is None and self.kind in PERSONS:
            raise PydanticCustomError("consent", "{found}", {"found": self.name.zh})
        return self


PERSONS = frozenset(("resident", "deputy", "expert"))

SPEAKERS = {
    "resident": Text(zh="居民", en="A resident"),
    "deputy": Text(zh="人大代表", en="A deputy"),
    "expert": Text(zh="专业人士", en="An expert"),
    "business": Text(zh="企业", en="A business"),
    "organisation": Text(zh="单位、团体", en="An organisation"),
    "contact-point": Text(zh="基层立法联系点", en="A legislative contact point"),
    "government": Text(zh="政府部门", en="A government department"),
    "school": Text(zh="学校", en="A school"),
}


class Votes(Model):
    """How a vote went. Everyone present is counted once."""

    present: Count
    in_favour: Count
    against: Count
    abstained: Count
    not_voting: Count = 0

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = self.in_favour + self.against + self.abstained + self.not_voting
        if total != self.present:
            raise PydanticCustomError("votes", "{found}", {"found": str(total), "wanted": str(self.present)})
        return self
