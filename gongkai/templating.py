"""Our own templates, compiled: strict about names, escaping everything, nothing global."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context, Macro


class PlainContext(Context):
    """Calls what templates name without asking how it wants to be called.

    Jinja2 looks at every callable for decorations that ours do not have; a page makes some seventy
    calls, and the looking costs more than most of them. Macros alone want the evaluation context.
    """

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What is named in the template, called; compiled loops add names of their own, which are not for it."""
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        if called.__class__ is Macro:
            return called(self.eval_ctx, *args, **kwargs)
        return called(*args, **kwargs)


class Templates:
    """The templates of one folder. `compiled` keeps them compiled from one build to the next."""

    def __init__(self, folder: Path, compiled: BytecodeCache | None = None) -> None:
        self._ready: dict[str, Template] = {}
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self._environment.context_class = PlainContext
        self._environment.globals = {"namespace": self._environment.globals["namespace"]}

    def get(self, name: str) -> Template:
        """A template by its name below the folder."""
        if name not in self._ready:
            self._ready[name] = self._environment.get_template(name)
        return self._ready[name]

    def compile(self, names: Iterable[str]) -> None:
        """Have these templates ready before they are wanted."""
        for name in names:
            self.get(name)
