"""A walk over everything that stands on a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from solgen.notation.writing.source import to_source
from solgen.sheets.sheet import Link, Math, Words


def nodes(node: object) -> Iterator[object]:
    """Everything in a sheet or a piece of one, in order."""
    yield node
    if isinstance(node, tuple):
        for each in node:
            yield from nodes(each)
    elif is_dataclass(node):
        for each in fields(node):
            yield from nodes(getattr(node, each.name))


def all_of(kind: Any, node: object) -> list[Any]:
    """All of a kind."""
    return [each for each in nodes(node) if isinstance(each, kind)]


def plain(node: object) -> str:
    """The words, and the LaTeX of the formulas."""
    return "".join(
        each.text if isinstance(each, Words | Link) else to_source(each.tokens)
        for each in nodes(node)
        if isinstance(each, Words | Link | Math)
    )
