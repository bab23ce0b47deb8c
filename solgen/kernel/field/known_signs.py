"""What is known of single generators: by their declaration, by their kind, by the order of their indices.

Rules: declared properties; ``e^u > 0``, and ``e^u > 1`` for ``u > 0``; ``ln u`` has the sign of ``u - 1``; roots
and absolute values are nonnegative, factorials positive, powers of what is not 0 are not 0; a sum has the sign of its
body, a positive one if it is not empty; components of a monotone sample and order statistics are ordered as their
indices. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flint

from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.replacement import opened_body
from solgen.kernel.field.scope import Fact, Scope
from solgen.notation.context import Declaration, Kind


def intrinsic(scope: Scope, generator: Generator) -> list[Fact]:
    """What is known of a generator beyond its sign."""
    field = scope.field
    own = field.variable(generator)
    if generator.kind in ("name", "component"):
        declaration = scope.context.declaration(str(generator.data[0]))
        if declaration is None:
            return []
        least = [Fact(own - field.one, strict=False)] if declaration.kind is Kind.SIZE else []
        return least + [
            Fact(field.constant(factor) * own + field.constant(offset), strict=strict)
            for factor, offset, strict in _declared_bounds(declaration)
        ]
    if generator.kind == "floor":
        argument = generator.arguments[0]
        return [Fact(argument - own, strict=False), Fact(own + field.one - argument, strict=True)]
    if generator.kind == "exp":
        found = scope.sign_of(generator.arguments[0])
        if found[-1] in "+-" and found != "?":
            difference = own - field.one if found[-1] == "+" else field.one - own
            return [Fact(difference, strict=len(found) == 1)]
    return []


def _declared_bounds(declaration: Declaration) -> list[tuple[Any, Any, bool]]:
    """Declared rational bounds as ``factor * name + offset`` positive (strict) or nonnegative."""
    found: list[tuple[Any, Any, bool]] = []
    for declared in declaration.properties:
        if declared.word == "in" and declared.terms and declared.terms[0].head == "interval":
            interval = declared.terms[0]
            low, high = (literal(argument) for argument in interval.arguments)
            ends = str(interval.data)
            if low is not None:
                found.append((1, -low, ends[0] == "("))
            if high is not None:
                found.append((-1, high, ends[1] == ")"))
        elif declared.word in ("at least", "at most") and declared.terms:
            bound = literal(declared.terms[0])
            if bound is not None:
                found.append((1, -bound, False) if declared.word == "at least" else (-1, bound, False))
    return found


def literal(node: Any) -> Any | None:
    """The rational value of a numeral, its negation or a quotient of numerals."""
    if node.head == "number":
        return flint.fmpq(node.data)
    if node.head == "decimal":
        whole, _, digits = str(node.data).partition(".")
        return flint.fmpq(int(whole + digits), 10 ** len(digits))
    if node.head == "negate":
        inner = literal(node.arguments[0])
        return None if inner is None else -inner
    if node.head == "divide":
        above, below = (literal(argument) for argument in node.arguments)
        return above / below if above is not None and below else None
    return None


def along_an_order(scope: Scope, positions: list[int]) -> list[Fact]:
    """Facts between components of one name that is declared to go up or down along its index."""
    found: list[Fact] = []
    generators = [scope.field.generators[position] for position in positions]
    components = [generator for generator in generators if generator.kind in ("component", "order")]
    for first in components:
        for second in components:
            if first is second or first.kind != second.kind or first.data != second.data:
                continue
            if len(first.arguments) != 1:
                continue
            direction = _direction(scope, first)
            if direction and _index_sign(scope, second.arguments[0] - first.arguments[0]) in ("+", "0+"):
                difference = scope.field.variable(second) - scope.field.variable(first)
                found.append(Fact(difference if direction > 0 else -difference, strict=False))
    return found


def _index_sign(scope: Scope, difference: Element) -> str:
    return scope.sign_of(difference) if all(g.kind in ("name", "bound") for g in difference.used) else "?"


def _direction(scope: Scope, generator: Generator) -> int:
    if generator.kind == "order":
        return 1
    declaration = scope.context.declaration(str(generator.data[0]))
    if declaration is None:
        return 0
    if declaration.has("nonincreasing"):
        return -1
    return 1 if declaration.has("increasing") else 0


def generator_sign(scope: Scope, generator: Generator) -> str:
    """The sign of one generator, as far as its kind tells."""
    key = f"generator {generator.position}"
    known = scope.signs.get(key)
    if known is None:
        # what is asked on the way may lead back here, through a fact that holds the generator: then no more is known
        scope.signs[key] = "0+" if generator.kind in ("root", "absolute") else "?"
        known = scope.signs[key] = _generator_sign(scope, generator)
    return known


def _generator_sign(scope: Scope, generator: Generator) -> str:
    kind = generator.kind
    if kind in ("name", "component"):
        return _declared_sign(scope, str(generator.data[0]))
    if kind in ("exp", "unit", "constant", "factorial"):
        return "+"
    if kind == "root":
        return "+" if scope.sign_of(generator.arguments[0]) == "+" else "0+"
    if kind == "absolute":
        return "+" if scope.sign_of(generator.arguments[0]) in ("+", "-", "≠") else "0+"
    if kind == "power":  # with an exponent that stands for integers: it vanishes only where its base does
        found = scope.sign_of(generator.arguments[0])
        return "≠" if found in ("+", "-", "≠") else "0+" if found == "0+" else "?"
    if kind == "log":
        return scope.sign_of(generator.arguments[0] - scope.field.one)
    if kind == "delta":
        return "0+"
    if kind == "sum":
        return _sum_sign(scope, generator)
    return "?"


def _declared_sign(scope: Scope, named: str) -> str:
    declaration = scope.context.declaration(named)
    if declaration is None:
        return "?"
    if declaration.kind is Kind.SIZE or declaration.has("positive"):
        return "+"
    for word, found in (("negative", "-"), ("nonnegative", "0+")):
        if declaration.has(word):
            return "+" if found == "0+" and declaration.has("nonzero") else found
    for factor, offset, strict in _declared_bounds(declaration):
        if factor == 1 and offset <= 0:
            return "+" if strict or offset < 0 else "0+"
        if factor == -1 and offset <= 0:
            return "-" if strict or offset < 0 else "0-"
    return "≠" if declaration.has("nonzero") else "?"


def _sum_sign(scope: Scope, generator: Generator) -> str:
    """A sum from 1 to its high bounds has the sign of its body; a positive one if it is not empty."""
    highs, body = generator.arguments[:-1], generator.arguments[-1]
    nonempty = all(scope.sign_of(high) == "+" for high in highs)
    found = _opened_sign(scope, generator.data, highs, body)
    return found if nonempty or len(found) != 1 or found == "?" else "0" + found


def _opened_sign(scope: Scope, tokens: Sequence[str], highs: Sequence[Element], body: Element) -> str:
    if not highs:
        return scope.sign_of(body)
    with scope.bound_name(scope.field.one, highs[0]) as variable:
        rest, inner = opened_body(scope, tokens, body, variable)
        return _opened_sign(scope, rest, highs[1:], inner)
