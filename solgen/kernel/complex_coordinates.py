r"""Complex numbers by their coordinates: ``z = x + i y``, and an equation of complex numbers as two of real ones.

Rule: ``(a + b i)(c + d i) = (a c - b d) + (a d + b c) i``, quotients by the conjugate,
``e^{a + b i} = e^a (cos b + i sin b)``, ``|a + b i| = sqrt(a^2 + b^2)``, whole powers by products, sums summand by
summand, sines and hyperbolic sines by their additions. Two complex numbers are equal exactly when both coordinates are.
Names that are declared complex become two real names each; definitions are put in. There may be no hypotheses.
Budget: powers up to ``_POWER``. Source: any text on complex numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, add, builtin, constant, multiply, name, number, term

_POWER: Final = 12
_ZERO: Final = number(0)
_ONE: Final = number(1)
_MAY_BE_COMPLEX: Final = frozenset({"constant", "builtin"})
_SIGNS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})
_PARTS: Final = frozenset({"conjugate", "real part", "imaginary part"})
_ORDERED: Final = frozenset({"<", "≤", ">", "≥"})


class NotComplex(Exception):  # noqa: N818 -- a statement about a term
    """A construct without a rule for complex numbers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Real and imaginary part."""

    real: Term
    imaginary: Term = _ZERO


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A claim between complex numbers as claims between real ones, all of which it says."""

    whole: Claim
    """The claim with its definitions put in, over complex names."""
    parts: tuple[Claim, ...]
    names: tuple[tuple[str, str, str], ...]
    """Each complex name with those of its real and its imaginary part."""


def coordinates(claim: Claim) -> Coordinates | None:
    """The coordinates of a claim in which complex numbers occur; None for any other claim."""
    if claim.relation not in _SIGNS or not _is_complex(claim):
        return None
    try:
        left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    except BudgetExhausted:
        return None
    free = left.free | right.free
    chosen = [found for found in claim.context.declarations if found.kind is Kind.COMPLEX and found.name in free]
    if claim.context.hypotheses or any(found.indices or found.shape or found.properties for found in chosen):
        return None
    names = tuple((f.name, f"\\operatorname{{Re}}({f.name})", f"\\operatorname{{Im}}({f.name})") for f in chosen)
    carrier = _Carrier({latex: Pair(name(real), name(imaginary)) for latex, real, imaginary in names})
    try:
        first, second = carrier.pair(left), carrier.pair(right)
    except NotComplex:
        return None
    context = _real_context(claim.context, names)
    found = [Claim(context, first.real, claim.relation, second.real)]
    if first.imaginary is not _ZERO or second.imaginary is not _ZERO:
        if claim.relation != "=":
            return None
        found.append(Claim(context, first.imaginary, "=", second.imaginary))
    return Coordinates(replace(claim, left=left, right=right), tuple(found), names)


@lru_cache(maxsize=64)
def _has_complex_names(context: Context) -> bool:
    return any(declaration.kind is Kind.COMPLEX for declaration in context.declarations)


def _is_complex(claim: Claim) -> bool:
    named = _has_complex_names(claim.context)
    for side in (claim.left, claim.right):
        if not named and side.heads.isdisjoint(_MAY_BE_COMPLEX):
            continue
        for node in side.walk():
            if node is constant("imaginary") or (node.head == "builtin" and node.data in _PARTS):
                return True
            if node.head == "name":
                declaration = claim.context.declaration(str(node.data))
                if declaration is not None and declaration.kind is Kind.COMPLEX:
                    return True
    return False


def _real_context(context: Context, names: tuple[tuple[str, str, str], ...]) -> Context:
    taken = {latex for latex, _, _ in names}
    declarations = [found for found in context.declarations if found.name not in taken]
    for _, real, imaginary in names:
        declarations += [Declaration(real, Kind.REAL), Declaration(imaginary, Kind.REAL)]
    return Context(tuple(declarations), log_base=context.log_base)


class _Carrier:
    """Carries Terms into pairs of real Terms."""

    def __init__(self, names: dict[str, Pair]) -> None:
        self.names = names

    def pair(self, node: Term) -> Pair:  # noqa: C901 -- a line a head
        """The coordinates of a Term. Raises NotComplex."""
        if node is constant("imaginary"):
            return Pair(_ZERO, _ONE)
        if not self._is_complex(node):
            return Pair(node)
        match node.head:
            case "name":
                return self.names[str(node.data)]
            case "add":
                parts = [self.pair(argument) for argument in node.arguments]
                return Pair(_sum([p.real for p in parts]), _sum([p.imaginary for p in parts]))
            case "negate":
                return _negated(self.pair(node.arguments[0]))
            case "multiply":
                result = self.pair(node.arguments[0])
                for argument in node.arguments[1:]:
                    result = _times(result, self.pair(argument))
                return result
            case "divide":
                return _quotient(*(self.pair(argument) for argument in node.arguments))
            case "power":
                return self._power(*node.arguments)
            case "absolute":
                inner = self.pair(node.arguments[0])
                return Pair(term("root", [_square_sum(inner), number(2)]))
            case "sum":
                bound, low, high, body = node.arguments
                inner = self.pair(body)
                return Pair(
                    term("sum", [bound, low, high, inner.real]), term("sum", [bound, low, high, inner.imaginary])
                )
            case "apply":
                return self._apply(node)
        raise NotComplex(node.head)

    def _is_complex(self, node: Term) -> bool:
        return any(
            inner is constant("imaginary")
            or (inner.head == "name" and inner.data in self.names)
            or (inner.head == "builtin" and inner.data in _PARTS)
            for inner in node.walk()
        )

    def _power(self, base: Term, exponent: Term) -> Pair:
        if base is constant("e"):
            return _exponential(self.pair(exponent))
        below = exponent.arguments[0] if exponent.head == "negate" else exponent
        if below.head != "number" or not 1 <= int(str(below.data)) <= _POWER:
            raise NotComplex("a power")
        one = self.pair(base)
        result = one
        for _ in range(int(str(below.data)) - 1):
            result = _times(result, one)
        return _quotient(Pair(_ONE), result) if exponent.head == "negate" else result

    def _apply(self, node: Term) -> Pair:
        if node.arguments[0].head != "builtin" or len(node.arguments) != 2:
            raise NotComplex("a function")
        word = str(node.arguments[0].data)
        inner = self.pair(node.arguments[1])
        match word:
            case "conjugate":
                return Pair(inner.real, _negative(inner.imaginary))
            case "real part":
                return Pair(inner.real)
            case "imaginary part":
                return Pair(inner.imaginary)
            case "exp":
                return _exponential(inner)
        across, along = {"sin": ("cos", 1), "cos": ("sin", -1), "sinh": ("cosh", 1), "cosh": ("sinh", 1)}.get(
            word, ("", 0)
        )
        if not across:
            raise NotComplex(word)
        # sin(a + b i) = sin a cosh b + i cos a sinh b, and sinh(a + b i) = sinh a cos b + i cosh a sin b
        even, odd = ("cosh", "sinh") if word in ("sin", "cos") else ("cos", "sin")
        real = _product(_value(word, inner.real), _value(even, inner.imaginary))
        imaginary = _product(_value(across, inner.real), _value(odd, inner.imaginary))
        return Pair(real, imaginary if along > 0 else _negative(imaginary))


def _value(word: str, argument: Term) -> Term:
    return term("apply", [builtin(word), argument])


def _exponential(inner: Pair) -> Pair:
    size = _ONE if inner.real is _ZERO else term("power", [constant("e"), inner.real])
    if inner.imaginary is _ZERO:
        return Pair(size)
    return Pair(_product(size, _value("cos", inner.imaginary)), _product(size, _value("sin", inner.imaginary)))


def _times(one: Pair, other: Pair) -> Pair:
    return Pair(
        _sum([_product(one.real, other.real), _negative(_product(one.imaginary, other.imaginary))]),
        _sum([_product(one.real, other.imaginary), _product(one.imaginary, other.real)]),
    )


def _quotient(above: Pair, below: Pair) -> Pair:
    if below.imaginary is _ZERO:
        parts = (above.real, above.imaginary)
        divided = [part if part is _ZERO else term("divide", [part, below.real]) for part in parts]
        if divided[0] is _ZERO:  # 0 divided by what may not exist
            divided[0] = term("divide", [_ZERO, below.real])
        return Pair(divided[0], divided[1])
    turned = _times(above, Pair(below.real, _negative(below.imaginary)))
    square = _square_sum(below)
    return Pair(term("divide", [turned.real, square]), term("divide", [turned.imaginary, square]))


def _square_sum(pair: Pair) -> Term:
    return _sum([_product(part, part) for part in (pair.real, pair.imaginary)])


def _negated(pair: Pair) -> Pair:
    return Pair(_negative(pair.real), _negative(pair.imaginary))


def _negative(node: Term) -> Term:
    return node if node is _ZERO else term("negate", [node])


def _sum(parts: list[Term]) -> Term:
    kept = [part for part in parts if part is not _ZERO]
    return add(*kept) if kept else _ZERO


def _product(one: Term, other: Term) -> Term:
    # 0 times what may not exist is left out only where the other factor is a numeral or a name
    if _ZERO in (one, other):
        rest = other if one is _ZERO else one
        return _ZERO if _exists(rest) else multiply(one, other)
    if one is _ONE:
        return other
    return one if other is _ONE else multiply(one, other)


def _exists(node: Term) -> bool:
    """Whether a Term has a value whatever its names stand for."""
    everywhere = {"name", "number", "decimal", "constant", "add", "negate", "multiply", "absolute", "builtin"}
    return all(
        inner.head in everywhere
        or (inner.head == "apply" and inner.arguments[0].data in ("sin", "cos", "sinh", "cosh", "exp"))
        or (inner.head == "power" and inner.arguments[0] is constant("e"))
        for inner in node.walk()
    )
