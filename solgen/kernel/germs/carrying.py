"""Terms carried into germs: the name of a limit becomes ``a + t``, ``a - t``, ``1/t`` or ``-1/t``.

Rule: what is free of the name is a constant of the field; sums, products, quotients, powers, roots and functions are
those of germs; the absolute value is the germ or its opposite, by its sign near 0, and so are maxima, signs and cases.
Anything else that contains the name is refused. Source: ``germ``, ``functions``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import flint

from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.translate import translate
from solgen.kernel.germs.functions import (
    arcsine_of,
    arctangent_of,
    circular_of,
    direction,
    exponential_of,
    logarithm_of,
    power_of,
    root_of,
)
from solgen.kernel.germs.germ import Germ, Germs
from solgen.notation.terms import Term, constant

Rule = Callable[["Carrier", Term], Germ]


class Carrier:
    """Carries the Terms of one limit. ``named`` is the name that moves, ``image`` the germ that it is."""

    def __init__(self, germs: Germs, named: str, image: Germ) -> None:
        self.germs = germs
        self.scope: Scope = germs.scope
        self.named = named
        self.image = image
        self.known: dict[Term, Germ] = {}

    def germ(self, node: Term) -> Germ:
        """The germ of a Term whose definitions are put in. Raises Unsupported, Undefined, TooShort."""
        found = self.known.get(node)
        if found is None:
            found = self._carried(node)
            self.known[node] = found
        return found

    def _carried(self, node: Term) -> Germ:
        if self.named not in node.free:
            return self.germs.constant(translate(self.scope, node))
        if node.head == "name":
            return self.image
        rule = RULES.get(node.head)
        if rule is None:
            raise Unsupported(node.head)
        return rule(self, node)

    def difference(self, left: Term, right: Term) -> Germ:
        """``left - right``."""
        return self.germs.add(self.germ(left), self.germs.negated(self.germ(right)))


def _add(carrier: Carrier, node: Term) -> Germ:
    result = carrier.germ(node.arguments[0])
    for argument in node.arguments[1:]:
        result = carrier.germs.add(result, carrier.germ(argument))
    return result


def _negate(carrier: Carrier, node: Term) -> Germ:
    return carrier.germs.negated(carrier.germ(node.arguments[0]))


def _multiply(carrier: Carrier, node: Term) -> Germ:
    result = carrier.germ(node.arguments[0])
    for argument in node.arguments[1:]:
        result = carrier.germs.multiply(result, carrier.germ(argument))
    return result


def _divide(carrier: Carrier, node: Term) -> Germ:
    above, below = (carrier.germ(argument) for argument in node.arguments)
    return carrier.germs.multiply(above, carrier.germs.inverse(below))


def _power(carrier: Carrier, node: Term) -> Germ:
    base, exponent = node.arguments
    if base is constant("e"):
        return exponential_of(carrier.germs, carrier.germ(exponent))
    return power_of(carrier.germs, carrier.germ(base), carrier.germ(exponent))


def _root(carrier: Carrier, node: Term) -> Germ:
    degree = node.arguments[1]
    if degree.head != "number" or not 2 <= int(str(degree.data)) <= 24:
        raise Unsupported("root")
    return root_of(carrier.germs, carrier.germ(node.arguments[0]), int(str(degree.data)))


def _absolute(carrier: Carrier, node: Term) -> Germ:
    germ = carrier.germ(node.arguments[0])
    return carrier.germs.negated(germ) if direction(carrier.germs, germ) < 0 else germ


_HOLDS: Final = {"<": (-1,), "≤": (-1, 0), ">": (1,), "≥": (0, 1), "=": (0,), "≠": (-1, 1)}


def _cases(carrier: Carrier, node: Term) -> Germ:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
        if condition is constant("true"):
            return carrier.germ(value)
        if condition.head != "relation" or condition.data not in _HOLDS:
            raise Unsupported("a condition")
        if direction(carrier.germs, carrier.difference(*condition.arguments)) in _HOLDS[str(condition.data)]:
            return carrier.germ(value)
    raise Unsupported("none of the cases applies")


def _apply(carrier: Carrier, node: Term) -> Germ:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head != "builtin":
        raise Unsupported("a function without a definition")
    word = str(function.data)
    rule = _BUILTIN.get(word)
    if rule is None:
        raise Unsupported(word)
    return rule(carrier, arguments)


def _hyperbolic(word: str) -> Callable[[Carrier, tuple[Term, ...]], Germ]:
    def rule(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
        germs = carrier.germs
        germ = carrier.germ(arguments[0])
        up, down = exponential_of(germs, germ), exponential_of(germs, germs.negated(germ))
        plus, minus = germs.add(up, down), germs.add(up, germs.negated(down))
        half = germs.constant(germs.scope.field.constant(flint.fmpq(1, 2)))
        match word:
            case "sinh":
                return germs.multiply(half, minus)
            case "cosh":
                return germs.multiply(half, plus)
            case "tanh":
                return germs.multiply(minus, germs.inverse(plus))
        return germs.multiply(plus, germs.inverse(minus))

    return rule


def _circular(word: str) -> Callable[[Carrier, tuple[Term, ...]], Germ]:
    def rule(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
        germs = carrier.germs
        cosine, sine = circular_of(germs, carrier.germ(arguments[0]))
        match word:
            case "sin":
                return sine
            case "cos":
                return cosine
            case "tan":
                return germs.multiply(sine, germs.inverse(cosine))
        return germs.multiply(cosine, germs.inverse(sine))

    return rule


def _logarithm(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
    return logarithm_of(carrier.germs, carrier.germ(arguments[0]))


def _logarithm_to_a_base(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
    base = arguments[1] if len(arguments) > 1 else carrier.scope.context.log_base
    if base is None:
        raise Unsupported("a logarithm without a declared base")
    below = logarithm_of(carrier.germs, carrier.germ(base))
    return carrier.germs.multiply(_logarithm(carrier, arguments), carrier.germs.inverse(below))


def _inverse_hyperbolic(word: str) -> Callable[[Carrier, tuple[Term, ...]], Germ]:
    def rule(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
        germs = carrier.germs
        germ, one = carrier.germ(arguments[0]), germs.one
        if word == "artanh":
            up = logarithm_of(germs, germs.add(one, germ))
            down = logarithm_of(germs, germs.add(one, germs.negated(germ)))
            half = germs.constant(germs.scope.field.constant(flint.fmpq(1, 2)))
            return germs.multiply(half, germs.add(up, germs.negated(down)))
        square = germs.add(germs.multiply(germ, germ), one if word == "arsinh" else germs.negated(one))
        return logarithm_of(germs, germs.add(germ, root_of(germs, square, 2)))

    return rule


def _extreme(way: int) -> Callable[[Carrier, tuple[Term, ...]], Germ]:
    def rule(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
        germs = carrier.germs
        result = carrier.germ(arguments[0])
        for argument in arguments[1:]:
            other = carrier.germ(argument)
            if direction(germs, germs.add(other, germs.negated(result))) * way > 0:
                result = other
        return result

    return rule


def _rectified(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
    germ = carrier.germ(arguments[0])
    return germ if direction(carrier.germs, germ) > 0 else carrier.germs.zero


def _sign(carrier: Carrier, arguments: tuple[Term, ...]) -> Germ:
    found = direction(carrier.germs, carrier.germ(arguments[0]))
    return carrier.germs.constant(carrier.scope.field.constant(found))


RULES: Final[dict[str, Rule]] = {
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _absolute,
    "cases": _cases,
    "apply": _apply,
}
_BUILTIN: Final[dict[str, Callable[[Carrier, tuple[Term, ...]], Germ]]] = {
    "exp": lambda carrier, arguments: exponential_of(carrier.germs, carrier.germ(arguments[0])),
    "ln": _logarithm,
    "log": _logarithm_to_a_base,
    "arctan": lambda carrier, arguments: arctangent_of(carrier.germs, carrier.germ(arguments[0])),
    "arcsin": lambda carrier, arguments: arcsine_of(carrier.germs, carrier.germ(arguments[0])),
    "max": _extreme(1),
    "min": _extreme(-1),
    "relu": _rectified,
    "sign": _sign,
    **{word: _hyperbolic(word) for word in ("sinh", "cosh", "tanh", "coth")},
    **{word: _circular(word) for word in ("sin", "cos", "tan", "cot")},
    **{word: _inverse_hyperbolic(word) for word in ("arsinh", "arcosh", "artanh")},
}
