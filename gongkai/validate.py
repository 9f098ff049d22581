"""From pydantic's errors to rules an editor can act on, each with its place in the file."""

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from gongkai.fields import Loc
from gongkai.messages import MESSAGES
from gongkai.problems import Problem
from gongkai.strict_yaml import locate
from gongkai.suggest import suggestion

_RULES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_type": "text-wanted",
    "model_type": "mapping-wanted",
    "model_attributes_type": "mapping-wanted",
    "dict_type": "mapping-wanted",
    "tuple_type": "list-wanted",
    "list_type": "list-wanted",
    "literal_error": "choice",
    "int_type": "whole-number",
    "int_parsing": "whole-number",
    "int_parsing_size": "whole-number",
    "int_from_float": "whole-number",
    "greater_than_equal": "at-least",
    "less_than_equal": "at-most",
    "bool_type": "yes-or-no",
    "bool_parsing": "yes-or-no",
    "too_short": "empty-list",
    "string_too_short": "empty",
}

_LIMITS = {"at-least": "ge", "at-most": "le"}
"""The name that pydantic gives to the limit of a number which is too small or too large."""


def problems_of(error: ValidationError, model: type[BaseModel], text: str, path: str) -> Iterator[Problem]:
    """Each of pydantic's errors as a problem of this file."""
    for one in error.errors(include_url=False):
        loc: Loc = tuple(part for part in one["loc"] if part != "[key]")
        rule = _RULES.get(one["type"], one["type"] if one["type"] in MESSAGES else "value")
        words, offset = _words(rule, loc, one, model)
        on_key = rule in ("missing-field", "unknown-field")
        place = locate(text, loc, key=on_key, offset=offset)
        yield Problem.at(path, place, rule, words)


def unknown_field(name: str, parent: type[BaseModel] | None, model: type[BaseModel]) -> dict[str, str]:
    """What to say of a field that nobody may write: its name, and those of `parent`, a part of `model`, that one may."""
    seen = getattr(parent, "seen", ())
    fields = parent.model_fields if parent else ()
    known = [field for field in fields if field not in seen and (field != "id" or parent is not model)]
    return {"field": name, "found": name} | suggestion(name, known)


def _words(rule: str, loc: Loc, error: Mapping[str, Any], model: type[BaseModel]) -> tuple[dict[str, Any], int | None]:
    context = error.get("ctx") or {}
    given = {key: value for key, value in context.items() if isinstance(value, str)}
    words: dict[str, Any] = {"field": _name(loc), "found": _shown(error["input"])} | given
    if rule == "unknown-field":
        words |= unknown_field(str(loc[-1]), model_at(model, loc[:-1]), model)
    elif rule == "choice":
        known = [part.strip(" '") for part in str(context.get("expected", "")).replace(" or ", ",").split(",")]
        words |= suggestion(str(error["input"]), known)
    elif rule in _LIMITS:
        words["limit"] = f"{context[_LIMITS[rule]]:,}"
    elif rule == "value":
        words["found"] = f"{_shown(error['input'])} ({error['msg']})"
    offset = context.get("offset")
    return words, offset if isinstance(offset, int) else None


def _name(loc: Loc) -> str:
    shown = ""
    for part in loc:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else str(part)
    return shown or "—"


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, Mapping):
        return "{" + ", ".join(map(str, value)) + "}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    return str(value) or "—"


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model whose fields stand at a place, following lists and optional fields."""
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            current = _inner(current)
        elif isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(part)
            current = field.annotation if field else None
        current = _unwrap(current)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _unwrap(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next((arg for arg in typing.get_args(annotation) if arg is not type(None)), None)
    if typing.get_origin(annotation) is typing.Annotated:
        return _unwrap(typing.get_args(annotation)[0])
    return annotation


def _inner(annotation: Any) -> Any:
    return next(iter(typing.get_args(annotation)), None)
