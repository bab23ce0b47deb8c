"""A formula in plain words, for screen readers and for the alternative text of a PDF.

Short, but unambiguous: what is compound is said between ``open`` and ``close``, or between a construct's name and its
``end``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term
from solgen.notation.units import find_unit
from solgen.notation.writing.lettering import grouped
from solgen.notation.writing.names import name_to_words

_RELATIONS: Final = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", "≤": "is at most", ">": "is greater than",
    "≥": "is at least", "≈": "is approximately", "≡": "is identical to", "∈": "is in", "∉": "is not in",
    "⊂": "is a subset of", "⊆": "is a subset of", "⇒": "implies", "⇔": "if and only if",
    "≻": "is positive definite beyond", "⪰": "is positive semidefinite beyond",
}  # fmt: skip
_CONSTANTS: Final = {
    "e": "e", "pi": "pi", "infinity": "infinity", "imaginary": "i", "identity": "the identity", "true": "otherwise",
    "false": "never", "everything": "everything", "empty": "the empty set", "reals": "the reals",
    "integers": "the integers",
}  # fmt: skip
_BUILTINS: Final = {
    "exp": "the exponential", "ln": "the natural logarithm", "log": "the logarithm", "sin": "the sine",
    "cos": "the cosine", "tan": "the tangent", "cot": "the cotangent", "sec": "the secant", "csc": "the cosecant",
    "arcsin": "the arc sine", "arccos": "the arc cosine", "arctan": "the arc tangent", "sinh": "the hyperbolic sine",
    "cosh": "the hyperbolic cosine", "tanh": "the hyperbolic tangent", "coth": "the hyperbolic cotangent",
    "artanh": "the inverse hyperbolic tangent", "arsinh": "the inverse hyperbolic sine",
    "arcosh": "the inverse hyperbolic cosine", "max": "the maximum", "min": "the minimum", "sign": "the sign",
    "relu": "the rectifier",
    "median": "the median", "diag": "the diagonal matrix", "tr": "the trace", "det": "the determinant",
    "rank": "the rank",
}  # fmt: skip
_SUM, _PRODUCT, _POWER, _ATOM = range(1, 5)
_LEVELS: Final = {
    "add": _SUM, "negate": _SUM, "multiply": _PRODUCT, "divide": _PRODUCT, "power": _POWER, "transpose": _POWER,
    "inverse": _POWER, "factorial": _POWER, "apply": _POWER,
}  # fmt: skip
_LOOSE: Final = frozenset(
    {
        "sum", "product", "sum_over", "product_over", "limit", "arg_min", "arg_max", "minimum", "maximum", "derivative",
        "relation", "chain", "and", "or", "not", "for_all", "exists", "sequence", "statements", "union", "intersection",
        "difference", "cases",
    }
)  # fmt: skip
"""Heads whose words have no end of their own, so that they are said between ``open`` and ``close`` inside others."""


def to_words(formula: Reading | Term) -> str:
    """The formula in words; of a reading that goes on from the line before, with the relation that it begins with."""
    if isinstance(formula, Term):
        return _say(formula)
    return members_to_words((member.sign, member.term) for member in formula.members) or _say(formula.term)


def members_to_words(members: Iterable[tuple[str, Term]]) -> str:
    """Members of a chain, each with the sign before it, as one line of a display has them."""
    parts: list[str] = []
    for sign, member in members:
        if sign:
            parts.append(_RELATIONS.get(sign, sign))
        elif parts:
            parts[-1] += ","
        parts.append(_say(member))
    return " ".join(parts)


@lru_cache(maxsize=16_384)
def _say(node: Term) -> str:
    return _RULES[node.head](node)


def _inside(node: Term, level: int = _ATOM) -> str:
    """The node's words, bracketed where they bind less than ``level``."""
    own = 0 if node.head in _LOOSE else _LEVELS.get(node.head, _ATOM)
    return _say(node) if own >= level else f"open {_say(node)} close"


def _name(node: Term) -> str:
    return name_to_words(str(node.data))


def _unit(node: Term) -> str:
    known = find_unit(str(node.data))
    return known.names if known is not None else str(node.data)


def _add(node: Term) -> str:
    parts = [_inside(node.arguments[0], _SUM)]
    for summand in node.arguments[1:]:
        if summand.head == "negate":
            parts.append("minus " + _inside(summand.arguments[0], _PRODUCT))
        else:
            parts.append("plus " + _inside(summand, _PRODUCT))
    return " ".join(parts)


def _multiply(node: Term) -> str:
    first, *others = node.arguments
    rest = (_unit(factor) if factor.head == "unit" else "times " + _inside(factor, _PRODUCT) for factor in others)
    return " ".join([_inside(first, _PRODUCT), *rest])


def _divide(node: Term) -> str:
    above, below = node.arguments
    if not above.arguments and not below.arguments:
        return f"{_say(above)} over {_say(below)}"
    return f"the fraction {_say(above)} over {_say(below)} end fraction"


def _power(node: Term) -> str:
    base, exponent = node.arguments
    said = _inside(base)
    if exponent.head == "number" and exponent.data in (2, 3):
        return f"{said} {'squared' if exponent.data == 2 else 'cubed'}"
    return f"{said} to the power {_say(exponent)}" + (" end power" if exponent.arguments else "")


def _root(node: Term) -> str:
    radicand, degree = node.arguments
    if degree.head == "number" and degree.data == 2:
        return f"the square root of {_say(radicand)} end root"
    return f"the root of degree {_say(degree)} of {_say(radicand)} end root"


def _around(before: str, after: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        return f"{before} {_say(node.arguments[0])} {after}"

    return rule


def _after(word: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        return f"{_inside(node.arguments[0])} {word}"

    return rule


def _index(node: Term) -> str:
    base, *indices = node.arguments
    word = "with upper index" if str(base.data).endswith("^{()}") else "sub"
    return f"{_say(base)} {word} {' '.join(_inside(index) for index in indices)}"


def _apply(node: Term) -> str:
    function, *arguments = node.arguments
    said = ", ".join(_inside(argument, _POWER) for argument in arguments)
    if function.head == "builtin" and function.data == "log" and len(arguments) == 2:
        return f"the logarithm of {_inside(arguments[0])} to base {_inside(arguments[1])}"
    return f"{_say(function)} of {said}"


def _prime(node: Term) -> str:
    order = int(node.data) if isinstance(node.data, int) else 1
    return _inside(node.arguments[0]) + " prime" * order


def _derivative(node: Term) -> str:
    body, *by = node.arguments
    kind = "partial derivative" if node.data == "partial" else "derivative"
    order = {1: "", 2: "second ", 3: "third "}.get(len(by), f"{len(by)}-fold ")
    names = dict.fromkeys(map(_say, by))
    return f"the {order}{kind} with respect to {' and '.join(names)} of {_inside(body)}"


def _gradient(node: Term) -> str:
    if len(node.arguments) == 1:
        return f"the gradient of {_inside(node.arguments[0])}"
    return f"the gradient with respect to {_say(node.arguments[1])} of {_inside(node.arguments[0])}"


def _big(word: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        bound, low, high, body = map(_say, node.arguments)
        return f"the {word} from {bound} equals {low} to {high} of {body}"

    return rule


def _big_over(word: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        bound, over, body = map(_say, node.arguments)
        return f"the {word} over {bound} in {over} of {body}"

    return rule


def _limit(node: Term) -> str:
    side = {"+": " from above", "-": " from below"}.get(str(node.data or ""), "")
    bound, point, body = map(_say, node.arguments)
    return f"the limit as {bound} goes to {point}{side} of {body}"


def _evaluated(node: Term) -> str:
    bound, point, body = map(_say, node.arguments)
    return f"{body}, at {bound} equal to {point}, end at"


def _extremum(phrase: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        bound, body = map(_say, node.arguments)
        return f"{phrase} over {bound} of {body}"

    return rule


def _matrix(node: Term) -> str:
    assert isinstance(node.data, tuple)
    rows, columns = int(node.data[0]), int(node.data[1])
    entries = [_say(entry) for entry in node.arguments]
    said = "; ".join(f"row {row + 1}: {', '.join(entries[row * columns : (row + 1) * columns])}" for row in range(rows))
    return f"the {rows} by {columns} matrix, {said}, end matrix"


def _listed(before: str, after: str = "") -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        said = ", ".join(map(_say, node.arguments))
        return f"{before} {said} {after}".strip()

    return rule


def _between(word: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        return f" {word} ".join(_inside(argument, _SUM) for argument in node.arguments)

    return rule


def _comprehension(node: Term) -> str:
    bound, over, condition = node.arguments
    where = "" if over.head == "constant" and over.data == "everything" else f" in {_say(over)}"
    return f"the set of all {_say(bound)}{where} with {_say(condition)}, end set"


def _interval(node: Term) -> str:
    low, high = map(_say, node.arguments)
    kind = {"[]": "closed", "()": "open", "[)": "half-open", "(]": "half-open"}[str(node.data)]
    ends = {"[)": ", its left end included", "(]": ", its right end included"}.get(str(node.data), "")
    return f"the {kind} interval from {low} to {high}{ends}"


def _cases(node: Term) -> str:
    pairs = zip(node.arguments[0::2], node.arguments[1::2], strict=False)
    said = "; ".join(
        f"{_say(value)} otherwise" if condition.data == "true" else f"{_say(value)} if {_say(condition)}"
        for value, condition in pairs
    )
    return f"by cases: {said}, end cases"


def _relation(node: Term) -> str:
    left, right = node.arguments
    return f"{_say(left)} {_RELATIONS[str(node.data)]} {_say(right)}"


def _chain(node: Term) -> str:
    assert isinstance(node.data, tuple)
    signs = ["", *map(str, node.data)]
    return members_to_words(zip(signs, node.arguments, strict=True))


def _quantified(phrase: str, joint: str) -> Callable[[Term], str]:
    def rule(node: Term) -> str:
        bound, over, proposition = node.arguments
        where = "" if over.head == "constant" and over.data == "everything" else f" in {_say(over)}"
        return f"{phrase} {_say(bound)}{where}{joint} {_say(proposition)}"

    return rule


_RULES: Final[dict[str, Callable[[Term], str]]] = {
    "number": lambda node: str(node.data),
    "decimal": lambda node: grouped(str(node.data)),
    "name": _name,
    "constant": lambda node: _CONSTANTS[str(node.data)],
    "unit": _unit,
    "builtin": lambda node: _BUILTINS[str(node.data)],
    "add": _add,
    "negate": lambda node: f"minus {_inside(node.arguments[0], _PRODUCT)}",
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _around("the absolute value of", "end absolute value"),
    "norm": _around("the norm of", "end norm"),
    "floor": _around("the floor of", "end floor"),
    "ceiling": _around("the ceiling of", "end ceiling"),
    "factorial": _after("factorial"),
    "binomial": lambda node: f"{_inside(node.arguments[0])} choose {_inside(node.arguments[1])}",
    "index": _index,
    "order_statistic": lambda node: f"the order statistic {_say(node.arguments[1])} of {_say(node.arguments[0])}",
    "apply": _apply,
    "prime": _prime,
    "derivative": _derivative,
    "gradient": _gradient,
    "subdifferential": lambda node: f"the subdifferential of {_inside(node.arguments[0])}",
    "sum": _big("sum"),
    "product": _big("product"),
    "sum_over": _big_over("sum"),
    "product_over": _big_over("product"),
    "limit": _limit,
    "evaluated": _evaluated,
    "arg_min": _extremum("the minimizer"),
    "arg_max": _extremum("the maximizer"),
    "minimum": _extremum("the minimum"),
    "maximum": _extremum("the maximum"),
    "transpose": _after("transposed"),
    "inverse": _after("inverse"),
    "matrix": _matrix,
    "tuple": _listed("the tuple", "end tuple"),
    "set": lambda node: _listed("the set of", "end set")(node) if node.arguments else "the empty set",
    "comprehension": _comprehension,
    "interval": _interval,
    "cardinality": lambda node: f"the number of elements of {_inside(node.arguments[0])}",
    "union": _between("union"),
    "intersection": _between("intersected with"),
    "difference": _between("without"),
    "cases": _cases,
    "relation": _relation,
    "chain": _chain,
    "and": _between("and"),
    "or": _between("or"),
    "not": lambda node: f"not {_inside(node.arguments[0])}",
    "for_all": _quantified("for all", ":"),
    "exists": _quantified("there is", " with"),
    "dots": lambda _node: "and so on",
    "sequence": _listed(""),
    "statements": lambda node: "; ".join(map(_say, node.arguments)),
}
