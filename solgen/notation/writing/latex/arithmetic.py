"""Numbers, names and arithmetic as LaTeX: sums, products, quotients, powers, roots, bars around one argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.latex.levels import Level, Writer, bracket, write

_CONSTANTS: Final = {
    "e": "e", "pi": "\\pi", "infinity": "\\infty", "imaginary": "i", "identity": "I", "empty": "\\emptyset",
    "reals": "\\mathbb{R}", "integers": "\\mathbb{Z}", "true": "\\text{true}", "false": "\\text{false}",
    "integration": "C",
    "everything": "\\text{everything}", "delta": "\\delta",
}  # fmt: skip


_COMMANDS: Final = frozenset(
    {"exp", "ln", "log", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
     "coth", "det", "max", "min"}
)  # fmt: skip


def _leaf(node: Term) -> tuple[Level, str]:
    data = str(node.data)
    if node.head == "constant":
        return Level.BASE, _CONSTANTS[data]
    if node.head == "unit":
        return Level.BASE, "\\%" if data == "%" else f"\\mathrm{{{data}}}"
    if node.head == "name":
        return (Level.FACTOR if "^" in data or data.endswith("'") else Level.BASE), data
    if node.head == "builtin":
        return Level.FACTOR, builtin_name(data)
    return Level.BASE, "\\dots" if node.head == "dots" else data


def builtin_name(word: str) -> str:
    """The command of a built-in function, or its name set upright."""
    return f"\\{word}" if word in _COMMANDS else f"\\operatorname{{{_OPERATORS.get(word, word)}}}"


_OPERATORS: Final = {"relu": "ReLU", "real part": "Re", "imaginary part": "Im"}


def _add(node: Term) -> tuple[Level, str]:
    parts: list[str] = []
    for position, summand in enumerate(node.arguments):
        if summand.head == "negate":
            sign = " - " if position else "-"
            parts.append(sign + write(summand.arguments[0], Level.PRODUCT))
        else:
            parts.append((" + " if position else "") + write(summand, Level.PRODUCT))
    return Level.SUM, "".join(parts)


def _negate(node: Term) -> tuple[Level, str]:
    return Level.SUM, "-" + write(node.arguments[0], Level.PRODUCT)


def _multiply(node: Term) -> tuple[Level, str]:
    return Level.PRODUCT, product(node.arguments)


def product(factors: Sequence[Term], joint: str = " ") -> str:
    """Factors side by side, with a dot before a number and with ``joint`` between others."""
    text = ""
    for position, factor in enumerate(factors):
        last = position == len(factors) - 1
        written = write(factor, Level.PRODUCT if last and _reaches_far(factor) else Level.FACTOR)
        if not position:
            text = written
            continue
        before = factors[position - 1]
        mixed = before.head in ("number", "decimal") and factor.head == "divide"
        if written[:1].isdigit() or mixed:
            text += " \\cdot " + written
        elif factor.head == "unit":
            text += "\\," + written
        else:
            text += joint + written
    return text


def _reaches_far(node: Term) -> bool:
    """Whether what is written of ``node`` goes on over the factors after it."""
    return node.head in _FAR_REACHING


def _divide(node: Term) -> tuple[Level, str]:
    above, below = (write(argument, Level.SUM) for argument in node.arguments)
    if above.startswith(_DIFFERENTIALS) and below.startswith(_DIFFERENTIALS):
        above = bracket(above)
    return Level.FACTOR, f"\\frac{{{above}}}{{{below}}}"


def _power(node: Term) -> tuple[Level, str]:
    base, exponent = node.arguments
    return Level.FACTOR, f"{write(base, Level.BASE)}^{{{write(exponent, Level.SUM)}}}"


def _root(node: Term) -> tuple[Level, str]:
    radicand, degree = node.arguments
    index = "" if degree.head == "number" and degree.data == 2 else f"[{write(degree, Level.SUM)}]"
    return Level.BASE, f"\\sqrt{index}{{{write(radicand, Level.SUM)}}}"


def _between(opening: str, closing: str) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        return Level.BASE, f"{opening} {write(node.arguments[0], Level.SUM)} {closing}"

    return written


def _factorial(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, write(node.arguments[0], Level.BASE) + "!"


def _binomial(node: Term) -> tuple[Level, str]:
    upper, lower = (write(argument, Level.SUM) for argument in node.arguments)
    return Level.BASE, f"\\binom{{{upper}}}{{{lower}}}"


_DIFFERENTIALS: Final = ("d", "\\partial", "\\mathrm{d}")


_FAR_REACHING: Final = frozenset(
    {"sum", "product", "sum_over", "product_over", "limit", "gradient", "subdifferential", "derivative",
     "higher_derivative"}
)  # fmt: skip


WRITERS: Final[dict[str, Writer]] = {
    "": _leaf,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _between("\\left|", "\\right|"),
    "cardinality": _between("\\left|", "\\right|"),
    "floor": _between("\\lfloor", "\\rfloor"),
    "ceiling": _between("\\lceil", "\\rceil"),
    "factorial": _factorial,
    "binomial": _binomial,
}
