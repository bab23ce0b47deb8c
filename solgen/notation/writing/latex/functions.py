"""What a name carries, as LaTeX: indices, arguments, primes, derivatives and gradients, norms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.latex.arithmetic import builtin_name, product
from solgen.notation.writing.latex.levels import Level, Writer, bracket, listed, write


def _indices(nodes: Sequence[Term], *, letters_only: bool = False) -> str:
    """Side by side where each is one sign, else set off by commas; a lone product with its dots."""
    if len(nodes) == 1 and nodes[0].head == "multiply":
        return product(nodes[0].arguments, " \\cdot ")
    written = [write(node, Level.SUM) for node in nodes]
    signs = [text.isalpha() if letters_only else text.isalnum() or _is_greek(text) for text in written]
    if len(nodes) > 1 and all(signs) and all(len(text) == 1 or text[0] == "\\" for text in written):
        return " ".join(written) if any(map(_is_greek, written)) else "".join(written)
    return ", ".join(written)


def _is_greek(text: str) -> bool:
    return text[:1] == "\\" and text[1:].isalpha()


def _index(node: Term) -> tuple[Level, str]:
    base, indices = node.arguments[0], node.arguments[1:]
    if base.head == "name" and str(base.data).endswith("^{()}"):
        below = f"_{{{_indices(indices[1:])}}}" if len(indices) > 1 else ""
        return Level.FACTOR, f"{str(base.data)[:-3]}({write(indices[0], Level.SUM)})}}{below}"
    if base.head == "index" and base.arguments[0].head == "name":
        outer = base.arguments[0]
        if str(outer.data).endswith("^{()}"):
            return Level.FACTOR, f"{_index(base)[1]}_{{{_indices(indices)}}}"
        return Level.BASE, f"{outer.data}_{{{_indices((*base.arguments[1:], *indices), letters_only=True)}}}"
    if base.head == "constant":
        return Level.BASE, f"{write(base, Level.BASE)}_{{{_indices(indices)}}}"
    if base.head == "name" and "_" not in str(base.data):
        level = Level.FACTOR if "^" in str(base.data) or str(base.data).endswith("'") else Level.BASE
        return level, f"{base.data}_{{{_indices(indices)}}}"
    return Level.BASE, f"{bracket(write(base, Level.SUM))}_{{{_indices(indices)}}}"


def _order_statistic(node: Term) -> tuple[Level, str]:
    base, position = node.arguments
    return Level.BASE, f"{write(base, Level.BASE)}_{{({write(position, Level.SUM)})}}"


def _apply(node: Term) -> tuple[Level, str]:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin":
        if function.data == "log" and len(arguments) == 2:
            value, base = (write(argument, Level.SUM) for argument in arguments)
            return Level.FACTOR, f"\\log_{{{base}}}({value})"
        rule = _SPECIAL.get(str(function.data))
        if rule is not None:
            return rule(arguments)
        return Level.FACTOR, f"{builtin_name(str(function.data))}({listed(arguments)})"
    if function.head in ("gradient", "subdifferential"):
        return Level.FACTOR, f"{write(function, Level.PRODUCT)}({listed(arguments)})"
    return Level.BASE, f"{write(function, Level.FACTOR)}({listed(arguments)})"


def _inner_product(arguments: Sequence[Term]) -> tuple[Level, str]:
    return Level.BASE, f"\\langle {listed(arguments)} \\rangle"


def _hadamard_product(arguments: Sequence[Term]) -> tuple[Level, str]:
    first, *others = arguments
    return Level.PRODUCT, " \\odot ".join([write(first, Level.PRODUCT), *(write(one, Level.FACTOR) for one in others)])


def _pseudoinverse(arguments: Sequence[Term]) -> tuple[Level, str]:
    return Level.FACTOR, write(arguments[0], Level.BASE) + "^+"


def _with_subscript(opening: str, closing: str) -> Callable[[Sequence[Term]], tuple[Level, str]]:
    def written(arguments: Sequence[Term]) -> tuple[Level, str]:
        return Level.BASE, f"{opening}{write(arguments[0], Level.SUM)}{closing}"

    return written


def _norm(node: Term) -> tuple[Level, str]:
    subscript = f"_{node.data}" if node.data else ""
    return Level.BASE, f"\\left\\| {write(node.arguments[0], Level.SUM)} \\right\\|{subscript}"


_SPECIAL: Final[dict[str, Callable[[Sequence[Term]], tuple[Level, str]]]] = {
    "inner product": _inner_product,
    "Hadamard product": _hadamard_product,
    "pseudoinverse": _pseudoinverse,
    "sum norm": _with_subscript("\\left\\| ", " \\right\\|_1"),
    "maximum norm": _with_subscript("\\left\\| ", " \\right\\|_\\infty"),
    "identity": _with_subscript("I_{", "}"),
    "ones": _with_subscript("\\mathbf{1}_{", "}"),
    "conjugate": _with_subscript("\\overline{", "}"),
    "big O": _with_subscript("O\\left(", "\\right)"),
}


def _prime(node: Term) -> tuple[Level, str]:
    order = int(str(node.data))
    mark = "'" * order if order <= 3 else f"^{{({order})}}"
    return Level.FACTOR, write(node.arguments[0], Level.FACTOR) + mark


def _derivative(node: Term) -> tuple[Level, str]:
    body, names = node.arguments[0], node.arguments[1:]
    sign = "\\partial" if node.data == "partial" else "\\mathrm{d}"
    order = f"^{{{len(names)}}}" if len(names) > 1 else ""
    below: list[str] = []
    position = 0
    while position < len(names):
        count = 1
        written = write(names[position], Level.FACTOR)
        while "^" not in written and position + count < len(names) and names[position + count] is names[position]:
            count += 1
        below.append(f"{sign} {written}" + (f"^{{{count}}}" if count > 1 else ""))
        position += count
    denominator = " ".join(below)
    if body.head in ("name", "index", "apply", "prime"):
        return Level.FACTOR, f"\\frac{{{sign}{order} {write(body, Level.FACTOR)}}}{{{denominator}}}"
    return Level.PRODUCT, f"\\frac{{{sign}{order}}}{{{denominator}}} {bracket(write(body, Level.ARROW))}"


def _higher_derivative(node: Term) -> tuple[Level, str]:
    body, by, order = node.arguments
    sign = "\\partial" if node.data == "partial" else "\\mathrm{d}"
    raised = f"^{{{write(order, Level.ARROW)}}}"
    operator = f"\\frac{{{sign}{raised}}}{{{sign} {write(by, Level.FACTOR)}{raised}}}"
    return Level.PRODUCT, f"{operator} {bracket(write(body, Level.ARROW))}"


def _gradient(node: Term) -> tuple[Level, str]:
    inner, order = node, ""
    if node.arguments[0].head == "gradient" and node.arguments[0].arguments[1:] == node.arguments[1:]:
        inner, order = node.arguments[0], "^2"
    if len(inner.arguments) == 1:
        return Level.PRODUCT, f"\\nabla{order} {write(inner.arguments[0], Level.FACTOR)}"
    body, by = inner.arguments
    written = write(body, Level.FACTOR) if body.head == "apply" else bracket(write(body, Level.SUM))
    return Level.PRODUCT, f"\\nabla_{{{write(by, Level.FACTOR)}}}{order} {written}"


def _subdifferential(node: Term) -> tuple[Level, str]:
    return Level.PRODUCT, f"\\partial {write(node.arguments[0], Level.FACTOR)}"


WRITERS: Final[dict[str, Writer]] = {
    "norm": _norm,
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "prime": _prime,
    "derivative": _derivative,
    "higher_derivative": _higher_derivative,
    "gradient": _gradient,
    "subdifferential": _subdifferential,
}
