"""The HTML of a built site as tests walk it: trees by address, elements by class, links by where they lead."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import html5lib

from gongkai.fields import Language
from tests.conftest import Built

BASE = "https://linjiang.example/open/"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Pages:
    """The pages of a built site in one language, by address below the site's root."""

    def __init__(self, built: Built, language: Language) -> None:
        self.built = built
        self.prefix = "" if language == "zh" else "en/"
        self._trees: dict[str, Any] = {}

    def tree(self, address: str) -> Any:
        """A page's HTML, by its address without the language."""
        if address not in self._trees:
            html = self.built.page(self.prefix + address)
            self._trees[address] = html5lib.parse(html, namespaceHTMLElements=False)
        return self._trees[address]

    def ids(self, address: str) -> set[str]:
        return {element.get("id") for element in elements(self.tree(address)) if element.get("id")}

    def target(self, address: str, href: str) -> tuple[str, str]:
        """Where a link of a page leads: an address without the language, and a place in it."""
        found, fragment = urldefrag(urljoin(BASE + self.prefix + address, href))
        assert found.startswith(BASE + self.prefix), (address, href)
        return found.removeprefix(BASE + self.prefix), fragment


def elements(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def with_class(tree: Any, name: str) -> Iterator[Any]:
    return (element for element in elements(tree) if name in (element.get("class") or "").split())


def words(element: Any) -> str:
    return "".join(element.itertext()).strip()
