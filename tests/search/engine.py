"""The site's own search scripts, asked in a browser: what they understand, fold, and find."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from gongkai.fields import Language
from tests.browser import Watch, chromium, served

_SEARCH = """async ([script, language, root, asked]) => {
  const { indexOf } = await import(script);
  const index = await indexOf(language, root);
  const answers = [];
  for (const [query, filters] of asked) {
    const { results, passages, unfiltered, facets, cut } = await index.search(query, filters);
    const records = [];
    for (const one of results) {
      const own = (await index.name(one)).passages.map(({ anchor, label }) => [anchor, label]);
      records.push([await index.path(one.record), one.record.title, own]);
    }
    answers.push([records, passages, unfiltered, facets, cut]);
  }
  return answers;
}"""
_LIST = """async ([script, language, root, method, asked]) => {
  const { indexOf } = await import(script);
  const index = await indexOf(language, root);
  return Promise.all(asked.map(async (query) => (await index[method](query)).map((record) => record.title)));
}"""


@dataclass(frozen=True)
class Found:
    """A record that was found: its address, its title, and its passages as anchors and labels."""

    path: str
    title: str
    passages: Sequence[tuple[str, str]]

    @property
    def anchors(self) -> list[str]:
        """Where its passages open, best first."""
        return [anchor for anchor, _ in self.passages]


@dataclass(frozen=True)
class Answer:
    """The answer to a query."""

    records: Sequence[Found]
    passages: int
    unfiltered: int
    facets: Mapping[str, Sequence[tuple[str, int]]]
    cut: bool

    @property
    def titles(self) -> list[str]:
        """The titles of what was found, best first."""
        return [one.title for one in self.records]

    @property
    def paths(self) -> list[str]:
        """The addresses of what was found, best first."""
        return [one.path for one in self.records]


Asked = tuple[str, Mapping[str, str]]


class Engine:
    """The scripts of a built site, run on one of its pages."""

    def __init__(self, folder: Path, home: str, page: Page) -> None:
        """`folder` is the built site, `home` the address it is served at."""
        self._folder, self.home, self.page = folder, home, page

    def address(self, script: str) -> str:
        """Where a script of the site is, by its plain name."""
        stem = script.removesuffix(".js")
        (path,) = (self._folder / "assets").glob(f"{stem}.*.js")
        return f"{self.home}assets/{path.name}"

    def ask(self, language: Language, asked: Sequence[Asked]) -> list[Answer]:
        """The answers to queries, each with its filters."""
        given = [self.address("find.js"), language, self.home, [list(one) for one in asked]]
        return [
            Answer([Found(path, title, [tuple(each) for each in own]) for path, title, own in records], *rest)
            for records, *rest in self.page.evaluate(_SEARCH, given)
        ]

    def one(self, language: Language, query: str, **filters: str) -> Answer:
        """The answer to one query."""
        return self.ask(language, [(query, filters)])[0]

    def titles(self, method: str, language: Language, asked: Sequence[str]) -> list[list[str]]:
        """The titles of what `suggest` or `nearest` gives for each query."""
        found: list[list[str]] = self.page.evaluate(
            _LIST, [self.address("find.js"), language, self.home, method, list(asked)]
        )
        return found

    def words(self, body: str, given: Any) -> Any:
        """What a piece of script gives that may use `words`, the module words.js, and what is `given` to it."""
        script = f"async ([script, given]) => {{ const words = await import(script); {body} }}"
        return self.page.evaluate(script, [self.address("words.js"), given])


@contextmanager
def opened(folder: Path, browser: Browser, home: str) -> Iterator[Engine]:
    """The engine of a built site; ends with an error where the browser reported one."""
    context = browser.new_context()
    page = context.new_page()
    watch = Watch(page, home)
    page.goto(home)
    yield Engine(folder, home, page)
    context.close()
    assert watch.troubles == []


@contextmanager
def engine_of(folder: Path) -> Iterator[Engine]:
    """A browser of its own for a built site."""
    with served(folder) as home, chromium() as browser, opened(folder, browser, home) as engine:
        yield engine
