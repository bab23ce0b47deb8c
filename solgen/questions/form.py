"""Plain data against a form: every misspelled key, missing key and wrong type, at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from solgen.diagnostics import Diagnostic, Failure
from solgen.questions.codes import FileCodes
from solgen.questions.names import suggestion
from solgen.questions.source import Path_, Tree

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], tree: Tree, codes: FileCodes, inner: Mapping[str, type[BaseModel]]) -> Model:
    """The data as a ``model``; ``inner`` names the form of the mappings below a key. Raises Failure with all errors."""
    if not isinstance(tree.data, dict):
        place = tree.place(())
        raise Failure(
            Diagnostic(codes.wrong_type, "names with their values are expected here", place, "write `key: value`")
        )
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        found = [_diagnostic(dict(detail), model, tree, codes, inner) for detail in error.errors()]
    raise Failure(*sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.place.line))


def _diagnostic(
    detail: dict[str, Any], model: type[BaseModel], tree: Tree, codes: FileCodes, inner: Mapping[str, type[BaseModel]]
) -> Diagnostic:
    path: Path_ = tuple(step for step in detail["loc"] if step != "[key]")
    form = inner[str(path[0])] if len(path) > 2 and str(path[0]) in inner else model
    name = str(path[-1]) if path else ""
    if detail["type"] == "extra_forbidden":
        keys = [field.alias or key for key, field in form.model_fields.items()]
        hint = suggestion(name, keys, "keys")
        return Diagnostic(codes.unknown_key, f"there is no key `{name}`", tree.key_place(path), hint)
    if detail["type"] == "missing":
        where = f" of `{'.'.join(str(step) for step in path[:-1])}`" if len(path) > 1 else ""
        place = tree.key_place(path[:-1]) if len(path) > 1 else tree.place(())
        what = form.model_fields[_field(form, name)].description or ""
        what = f"`{name}`: {what[:1].lower()}{what[1:].rstrip('.')}" if what else ""
        return Diagnostic(codes.missing_key, f"the key `{name}`{where} is missing", place, what)
    message = f"`{'.'.join(str(step) for step in path)}` is {_described(detail.get('input'))}; {_expected(detail)}"
    return Diagnostic(codes.wrong_type, message, tree.place(path), _purpose(path, model, form))


def _purpose(path: Path_, model: type[BaseModel], form: type[BaseModel]) -> str:
    """What the value at a path is for, in the words of the nearest key that the form knows."""
    for name, owner in ((str(path[-1]), form), (str(path[0]), model)) if path else ():
        field = owner.model_fields.get(_field(owner, name))
        if field is not None and field.description:
            return f"`{name}`: {field.description[:1].lower()}{field.description[1:].rstrip('.')}"
    return "write `key: value`"


def _field(form: type[BaseModel], key: str) -> str:
    return next((name for name, field in form.model_fields.items() if (field.alias or name) == key), key)


def _described(data: object) -> str:
    if data is None:
        return "empty"
    if isinstance(data, dict):
        return "a mapping"
    if isinstance(data, list):
        return "a list"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, (int, Fraction)):
        return f"the number {data}"
    text = str(data)
    return f"the text `{text[:40]}{'…' if len(text) > 40 else ''}`"


_EXPECTED = {
    "int_type": "a whole number is expected",
    "string_type": "a text is expected",
    "list_type": "a list is expected",
    "dict_type": "names with their values are expected",
    "model_type": "names with their values are expected",
    "bool_type": "true or false is expected",
    "too_short": "it must not be empty",
    "string_too_short": "it must not be empty",
    "string_too_long": "that is too long",
}


def _expected(detail: dict[str, Any]) -> str:
    kind = str(detail["type"])
    context = detail.get("ctx", {})
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    if kind == "literal_error":
        words = [word for word in re.findall(r"'([^']*)'", context["expected"]) if word]
        return f"{' or '.join(f'`{word}`' for word in words)} is expected"
    if kind == "enum":
        return f"one of {context['expected']} is expected".replace("'", "`")
    if kind == "string_pattern_mismatch":
        if "cm|mm" in context["pattern"]:
            return "a length such as `7cm` is expected"
        return "lower-case words joined by hyphens are expected, such as `training-time`"
    if kind == "greater_than_equal":
        return f"at least {context['ge']} is expected"
    if kind == "less_than_equal":
        return f"at most {context['le']} is expected"
    if kind == "value_error":
        return str(context.get("error", detail["msg"]))
    return str(detail["msg"])
