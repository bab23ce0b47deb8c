r"""Cases, floors and ceilings in the field.

Rules: ``\begin{cases}`` is the value beside the first condition that holds, where the facts say of each condition
before it that it does not hold and of its own that it does; a condition on which they are silent asks for a distinction
of cases (``Scope.branch``). ``floor(u + m) = floor(u) + m`` for integers m, ``ceil(u) = -floor(-u)``; what is left is
a generator that is an integer between u - 1 and u. Source: Graham, Knuth and Patashnik, Concrete Mathematics, 3.1.
"""

from __future__ import annotations

from typing import Final

import flint

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import RULES, translate
from solgen.notation.terms import Term

_HOLDS: Final = {
    "<": (("-",), ("+", "0+", "0"), ("-", "0+")),
    "≥": (("+", "0+", "0"), ("-",), ("-", "0+")),
    ">": (("+",), ("-", "0-", "0"), ("+", "0-")),
    "≤": (("-", "0-", "0"), ("+",), ("+", "0-")),
    "=": (("0",), ("+", "-", "≠"), ("+", "-", "0")),
    "≠": (("+", "-", "≠"), ("0",), ("+", "-", "0")),
}
"""By relation: signs of the difference with which it holds, with which it does not, and the cases to distinguish."""


def decided(scope: Scope, node: Term) -> bool:
    """Whether a condition holds, by the facts. Raises Unsupported, or Branch, where they do not tell."""
    if node.head == "constant" and node.data in ("true", "false"):
        return node.data == "true"
    if node.head in ("and", "statements"):
        return all(decided(scope, part) for part in node.arguments)
    if node.head == "or":
        return any(decided(scope, part) for part in node.arguments)
    if node.head == "not":
        return not decided(scope, node.arguments[0])
    if node.head == "chain" and isinstance(node.data, tuple):
        links = zip(node.data, node.arguments, node.arguments[1:], strict=False)
        return all(_related(scope, str(word), left, right) for word, left, right in links)
    if node.head == "relation":
        return _related(scope, str(node.data), *node.arguments)
    raise Unsupported("a condition")


def _related(scope: Scope, word: str, left: Term, right: Term) -> bool:
    if word not in _HOLDS:
        raise Unsupported("a condition")
    difference = translate(scope, left) - translate(scope, right)
    found = sign(scope, difference)
    holding, failing, cases = _HOLDS[word]
    if found in holding:
        return True
    if found in failing:
        return False
    scope.branch(difference, *cases)
    raise Unsupported("a condition")


def _cases(scope: Scope, node: Term) -> Element:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
        if decided(scope, condition):
            return translate(scope, value)
    raise Undefined("none of the cases applies")


def floor(scope: Scope, argument: Element) -> Element:
    """``floor(argument)``."""
    field = scope.field
    whole = field.zero
    if argument.is_polynomial:
        for exponents, coefficient in argument.numerator.to_dict().items():
            monomial = Element(field, field.ring.from_dict({exponents: 1}), field.one.numerator)
            if scope.is_integer(monomial):
                whole = whole + monomial.scale(coefficient.floor())
    rest = argument - whole
    if rest.is_zero:
        return whole
    if rest.rational is not None:
        return whole + field.constant(flint.fmpq(rest.rational).floor())
    return whole + field.generator("floor", (), (rest,))


def _floor(scope: Scope, node: Term) -> Element:
    return floor(scope, translate(scope, node.arguments[0]))


def _ceiling(scope: Scope, node: Term) -> Element:
    return -floor(scope, -translate(scope, node.arguments[0]))


RULES["cases"] = _cases
RULES["floor"] = _floor
RULES["ceiling"] = _ceiling
REBUILD["floor"] = lambda scope, _generator, arguments: floor(scope, arguments[0])
