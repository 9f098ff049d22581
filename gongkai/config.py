"""`site_config.yml`: who publishes the site, where, and how it presents itself."""

import re
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from gongkai.fields import Address, CheckedStr, Model, Slug, Text


class GridCell(CheckedStr):
    """A district of the vocabulary, or a dot for an empty place."""

    rule = "grid-cell"
    __slots__ = ()
    _shape = re.compile(r"\.|[a-z0-9]+(?:-[a-z0-9]+)*")


class Group(Model):
    """A word of the masthead. Types of record name the group they belong to."""

    id: Slug
    title: Text


class Email(CheckedStr):
    """A mail address of an office: plain ASCII, one at sign (the addr-spec of RFC 5322 without quoting)."""

    rule = "email"
    __slots__ = ()
    _shape = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


class Contact(Model):
    """Where the public turns with one thing. What is not given is not shown, and never made up."""

    email: Email | None = None
    post: Text | None = None
    page: Address | None = None
    note: Text | None = None


class Participation(Model):
    """The addresses of the three public columns: to a deputy, about a draft, about a normative document."""

    deputies: Contact | None = None
    drafts: Contact | None = None
    review: Contact | None = None

    def of(self, column: str) -> Contact | None:
        """The address of a column."""
        contact: Contact | None = getattr(self, column)
        return contact


class Features(Model):
    """What is made of every record beyond its page. Large sites may do without.

    `parts` are further pages (versions of a law, comparisons, both languages side by side,
    citations), `downloads` the files to take away (plain text, JSON, Akoma Ntoso), `search` the
    search page with its index, the box in the masthead, and the pages of years and topics,
    `cockpit` the legislature at a glance in charts, `cards` the pictures that other sites show beside
    a link to a page.
    """

    parts: bool = True
    downloads: bool = True
    search: bool = True
    cockpit: bool = True
    cards: bool = True


class SiteConfig(Model):
    """The whole configuration; every field has its meaning beside it in `site_config.yml`."""

    name: Text
    tagline: Text
    description: Text
    publisher: Text
    notice: Text | None = None
    url: Address
    timezone: str = "Asia/Shanghai"
    groups: tuple[Group, ...]
    contact: Text | None = None
    repository: Address | None = None
    features: Features = Features()
    participation: Participation = Participation()
    district_grid: tuple[tuple[GridCell, ...], ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise PydanticCustomError("value", "no such time zone", {"found": zone})
        return zone

    @field_validator("url")
    @classmethod
    def _ends_with_slash(cls, url: Address) -> Address:
        if not url.endswith("/") or "?" in url or "#" in url:
            raise PydanticCustomError("value", "must end with /", {"found": url})
        return url

    @model_validator(mode="after")
    def _groups_once(self) -> "SiteConfig":
        ids = [group.id for group in self.groups]
        repeated = sorted({one for one in ids if ids.count(one) > 1})
        if repeated:
            raise PydanticCustomError("twice", "{found}", {"found": ", ".join(repeated)})
        return self

    @property
    def base_path(self) -> str:
        """The path of the public address, beginning and ending with a slash."""
        return urlsplit(self.url).path or "/"
