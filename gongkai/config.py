"""`site_config.yml`: who publishes the site, where, and how it presents itself."""

from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from gongkai.fields import Address, Model, Slug, Text


class Group(Model):
    """A word of the masthead. Types of record name the group they belong to."""

    id: Slug
    title: Text


class Features(Model):
    """What is made of every record beyond its page. Large sites may do without.

    `parts` are further pages (versions of a law, comparisons, both languages side by side,
    citations), `downloads` the files to take away (plain text, JSON, Akoma Ntoso), `search` the
    search page with its index, the box in the masthead, and the pages of years and topics.
    """

    parts: bool = True
    downloads: bool = True
    search: bool = True


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
