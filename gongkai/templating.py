"""Our own templates, compiled: strict about names, escaping everything, nothing global."""

import functools
import operator
import re
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


class PlainCalls(CodeGenerator):
    """Compiles templates so that they call what they name without asking how it wants to be called.

    Jinja2 looks at every callable for decorations that ours do not have; a page makes some hundred
    calls, and the looking costs more than most of them.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """`call(what, arguments)`, with nothing of the compiled code's own among the arguments."""
        self.write("call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


_BUILT_ON = re.compile(r'\{%-?\s*(?:import|from|extends)\s+"([^"]+)"')
_escaped = functools.lru_cache(maxsize=4_096)(escape)  # a page's plain strings are mostly words of the interface


def _written(value: Any) -> str:
    """What a template writes, escaped. What is HTML already is given back as it is, without a look into it."""
    kind = type(value)
    return value if kind is Markup else _escaped(value) if kind is str else escape(value)


class PlainTemplate(Template):
    """A template that writes by `_written` and leaves nothing behind."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], everywhere: MutableMapping[str, Any]
    ) -> "PlainTemplate":
        namespace.update(escape=_written, call=operator.call)  # what the compiled code writes and calls with
        made = super()._from_namespace(environment, namespace, everywhere)
        assert isinstance(made, cls)
        return made

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The template filled in.

        Its macros know the context and the context knows them. That ring is broken here, or every page
        would stay in memory, with the record it shows, until the garbage collector walks through it all.
        """
        context = self.new_context(dict(*args, **kwargs))
        try:
            return "".join(self.root_render_func(context))
        except Exception:  # noqa: BLE001 - raised again there, at the template's own line
            self.environment.handle_exception()
        finally:
            context.vars.clear()


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
        self._environment.code_generator_class = PlainCalls
        self._environment.template_class = PlainTemplate
        self._environment.globals = {"namespace": self._environment.globals["namespace"]}

    def get(self, name: str) -> Template:
        """A template by its name below the folder."""
        if name not in self._ready:
            self._ready[name] = self._environment.get_template(name)
        return self._ready[name]

    def compile(self, names: Iterable[str]) -> None:
        """Have these templates ready before they are wanted, and those they import."""
        compile_in(self._environment, names)


def compile_in(environment: Environment, names: Iterable[str]) -> None:
    """Have templates ready, with what they import or extend: workers forked after that have them from the start."""
    assert environment.loader is not None
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            environment.get_template(name)
            waiting += _BUILT_ON.findall(environment.loader.get_source(environment, name)[0])
