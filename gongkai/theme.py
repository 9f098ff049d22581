"""The page shell, from Material for MkDocs' templates. **Only this module knows that theme.**

The theme's `base.html` is rendered by our own Jinja2 environment into a `Frame`, once per
language, group of the masthead and depth of address. It is then cut at its slots; a page is made
by joining the pieces with its own parts, which must be finished, escaped HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, Undefined

from gongkai.fields import Language
from gongkai.i18n import TAGS, Strings, date_words

FRAME = "frame.html"
SLOTS = ("title", "description", "links", "switch", "content")
_CUT = re.compile("\x02([a-z]+)\x03")
_FOR_ITS_SCRIPTS = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>| data-md-[a-z-]+="[^"]*"'
)


class Lenient(Undefined):
    """The theme asks for settings it can do without, however deep; all are empty here."""

    def __getattr__(self, name: str) -> "Lenient":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    __getitem__ = __getattr__  # type: ignore[assignment]


class Attributes(dict[str, Any]):
    """A mapping whose values are also attributes, as the theme expects of its `config`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Frame:
    """A page shell cut at its slots: text, slot name, text, …"""

    pieces: tuple[str, ...]

    def pour(self, parts: Mapping[str, str]) -> str:
        """The whole page. Every slot needs a part."""
        return "".join([parts[piece] if index % 2 else piece for index, piece in enumerate(self.pieces)])


def shell_environment(templates: Path, compiled: BytecodeCache | None = None) -> Environment:
    """Where the theme's templates, and ours that override them, are found; compiled when first wanted."""
    loaders = [FileSystemLoader(templates / "theme"), FileSystemLoader(str(theme_folder()))]
    environment = Environment(  # noqa: S701 - the theme escapes for itself; no editor's text comes in here
        loader=ChoiceLoader(loaders),
        undefined=Lenient,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled,
        auto_reload=False,
    )
    environment.filters["url"] = lambda address: address
    environment.filters["script_tag"] = lambda _: ""
    return environment


class Theme:
    """Makes frames for one site."""

    def __init__(self, environment: Environment, strings: Mapping[Language, Strings], as_of: str) -> None:
        self._environment = environment
        self._strings = strings
        self._as_of = as_of

    def frame(self, language: Language, group: str, root: str, shell: Mapping[str, Any]) -> Frame:
        """A frame for pages of one language and group whose way to the site's root is `root`.

        `shell` holds what the masthead and footer show (escaped where it is text of the site).
        """
        strings = self._strings[language]
        html = self._environment.get_template(FRAME).render(
            config=Attributes(
                site_name="", theme=Attributes(language=language, features=(), icon=Attributes()),
                extra=Attributes(), plugins=Attributes(), mdx_configs=Attributes(), extra_css=(), extra_javascript=(),
            ),
            page=Attributes(toc=[Attributes(url="#_main")]),
            nav=None, features=(), base_url=root, root=root, group=group,
            language=language, tag=TAGS[language], s=strings, as_of=self._as_of, as_of_words=date_words(self._as_of, language),
            slot={name: f"\x02{name}\x03" for name in SLOTS}, **shell,
        )  # fmt: skip
        lines = (line.strip() for line in _FOR_ITS_SCRIPTS.sub("", html).splitlines())
        return Frame(tuple(_CUT.split("\n".join(line for line in lines if line))))


def theme_folder() -> Path:
    """Where the theme's templates and assets are installed."""
    return Path(str(files("material"))) / "templates"


def stylesheet() -> tuple[str, bytes]:
    """The theme's main stylesheet, without the pointer to its source map: name and bytes."""
    path = next((theme_folder() / "assets" / "stylesheets").glob("main.*.min.css"))
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", path.read_text("utf-8"))
    return "material.css", text.encode()
