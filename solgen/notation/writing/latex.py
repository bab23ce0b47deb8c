"""A Term as canonical LaTeX: what the reader reads as the same Term, in the context that the Term was read in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from solgen.notation.terms import Term


class Level(IntEnum):
    """How tightly a piece of LaTeX holds together; a looser one is bracketed where a tighter one must stand."""

    STATEMENTS = 0
    ARROW = 1
    OR = 2
    AND = 3
    NOT = 4
    RELATION = 5
    SUM = 6
    PRODUCT = 7
    FACTOR = 8
    BASE = 9
    """May carry an exponent."""


_SIGNS: Final = {
    "=": "=", "≠": "\\ne", "<": "<", "≤": "\\le", ">": ">", "≥": "\\ge", "≈": "\\approx", "≡": "\\equiv", "∈": "\\in",
    "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq", "⇒": "\\Rightarrow", "⇔": "\\iff", "≻": "\\succ",
    "⪰": "\\succeq",
}  # fmt: skip
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
_NEXT_ROW: Final = " \\\\ "


def to_latex(term: Term) -> str:
    """The canonical LaTeX of a Term."""
    return _write(term, Level.STATEMENTS)


def _write(node: Term, needed: Level) -> str:
    level, text = _WRITERS.get(node.head, _leaf)(node)
    return _bracket(text) if level < needed else text


def _bracket(text: str) -> str:
    return f"\\left( {text} \\right)" if "\\frac" in text or "\\sum" in text else f"({text})"


def _leaf(node: Term) -> tuple[Level, str]:
    data = str(node.data)
    if node.head == "constant":
        return Level.BASE, _CONSTANTS[data]
    if node.head == "unit":
        return Level.BASE, "\\%" if data == "%" else f"\\mathrm{{{data}}}"
    if node.head == "name":
        return (Level.FACTOR if "^" in data or data.endswith("'") else Level.BASE), data
    if node.head == "builtin":
        return Level.FACTOR, _builtin(data)
    return Level.BASE, "\\dots" if node.head == "dots" else data


def _builtin(word: str) -> str:
    return f"\\{word}" if word in _COMMANDS else f"\\operatorname{{{_OPERATORS.get(word, word)}}}"


_OPERATORS: Final = {"relu": "ReLU", "real part": "Re", "imaginary part": "Im"}


def _listed(nodes: Sequence[Term]) -> str:
    return ", ".join(_write(node, Level.SUM) for node in nodes)


# Arithmetic


def _add(node: Term) -> tuple[Level, str]:
    parts: list[str] = []
    for position, summand in enumerate(node.arguments):
        if summand.head == "negate":
            sign = " - " if position else "-"
            parts.append(sign + _write(summand.arguments[0], Level.PRODUCT))
        else:
            parts.append((" + " if position else "") + _write(summand, Level.PRODUCT))
    return Level.SUM, "".join(parts)


def _negate(node: Term) -> tuple[Level, str]:
    return Level.SUM, "-" + _write(node.arguments[0], Level.PRODUCT)


def _multiply(node: Term) -> tuple[Level, str]:
    return Level.PRODUCT, _product(node.arguments)


def _product(factors: Sequence[Term], joint: str = " ") -> str:
    text = ""
    for position, factor in enumerate(factors):
        last = position == len(factors) - 1
        written = _write(factor, Level.PRODUCT if last and _reaches_far(factor) else Level.FACTOR)
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
    above, below = (_write(argument, Level.SUM) for argument in node.arguments)
    if above.startswith(_DIFFERENTIALS) and below.startswith(_DIFFERENTIALS):
        above = _bracket(above)
    return Level.FACTOR, f"\\frac{{{above}}}{{{below}}}"


def _power(node: Term) -> tuple[Level, str]:
    base, exponent = node.arguments
    return Level.FACTOR, f"{_write(base, Level.BASE)}^{{{_write(exponent, Level.SUM)}}}"


def _root(node: Term) -> tuple[Level, str]:
    radicand, degree = node.arguments
    index = "" if degree.head == "number" and degree.data == 2 else f"[{_write(degree, Level.SUM)}]"
    return Level.BASE, f"\\sqrt{index}{{{_write(radicand, Level.SUM)}}}"


def _between(opening: str, closing: str) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        return Level.BASE, f"{opening} {_write(node.arguments[0], Level.SUM)} {closing}"

    return write


def _factorial(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, _write(node.arguments[0], Level.BASE) + "!"


def _binomial(node: Term) -> tuple[Level, str]:
    upper, lower = (_write(argument, Level.SUM) for argument in node.arguments)
    return Level.BASE, f"\\binom{{{upper}}}{{{lower}}}"


# Names and functions


def _indices(nodes: Sequence[Term], *, letters_only: bool = False) -> str:
    """Side by side where each is one sign, else set off by commas; a lone product with its dots."""
    if len(nodes) == 1 and nodes[0].head == "multiply":
        return _product(nodes[0].arguments, " \\cdot ")
    written = [_write(node, Level.SUM) for node in nodes]
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
        return Level.FACTOR, f"{str(base.data)[:-3]}({_write(indices[0], Level.SUM)})}}{below}"
    if base.head == "index" and base.arguments[0].head == "name":
        outer = base.arguments[0]
        if str(outer.data).endswith("^{()}"):
            return Level.FACTOR, f"{_index(base)[1]}_{{{_indices(indices)}}}"
        return Level.BASE, f"{outer.data}_{{{_indices((*base.arguments[1:], *indices), letters_only=True)}}}"
    if base.head == "constant":
        return Level.BASE, f"{_write(base, Level.BASE)}_{{{_indices(indices)}}}"
    if base.head == "name" and "_" not in str(base.data):
        level = Level.FACTOR if "^" in str(base.data) or str(base.data).endswith("'") else Level.BASE
        return level, f"{base.data}_{{{_indices(indices)}}}"
    return Level.BASE, f"{_bracket(_write(base, Level.SUM))}_{{{_indices(indices)}}}"


def _order_statistic(node: Term) -> tuple[Level, str]:
    base, position = node.arguments
    return Level.BASE, f"{_write(base, Level.BASE)}_{{({_write(position, Level.SUM)})}}"


def _apply(node: Term) -> tuple[Level, str]:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin":
        if function.data == "log" and len(arguments) == 2:
            value, base = (_write(argument, Level.SUM) for argument in arguments)
            return Level.FACTOR, f"\\log_{{{base}}}({value})"
        rule = _SPECIAL.get(str(function.data))
        if rule is not None:
            return rule(arguments)
        return Level.FACTOR, f"{_builtin(str(function.data))}({_listed(arguments)})"
    if function.head in ("gradient", "subdifferential"):
        return Level.FACTOR, f"{_write(function, Level.PRODUCT)}({_listed(arguments)})"
    return Level.BASE, f"{_write(function, Level.FACTOR)}({_listed(arguments)})"


def _inner_product(arguments: Sequence[Term]) -> tuple[Level, str]:
    return Level.BASE, f"\\langle {_listed(arguments)} \\rangle"


def _hadamard_product(arguments: Sequence[Term]) -> tuple[Level, str]:
    first, *others = arguments
    return Level.PRODUCT, " \\odot ".join(
        [_write(first, Level.PRODUCT), *(_write(one, Level.FACTOR) for one in others)]
    )


def _pseudoinverse(arguments: Sequence[Term]) -> tuple[Level, str]:
    return Level.FACTOR, _write(arguments[0], Level.BASE) + "^+"


def _with_subscript(opening: str, closing: str) -> Callable[[Sequence[Term]], tuple[Level, str]]:
    def write(arguments: Sequence[Term]) -> tuple[Level, str]:
        return Level.BASE, f"{opening}{_write(arguments[0], Level.SUM)}{closing}"

    return write


def _norm(node: Term) -> tuple[Level, str]:
    subscript = f"_{node.data}" if node.data else ""
    return Level.BASE, f"\\left\\| {_write(node.arguments[0], Level.SUM)} \\right\\|{subscript}"


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
    return Level.FACTOR, _write(node.arguments[0], Level.FACTOR) + mark


def _derivative(node: Term) -> tuple[Level, str]:
    body, names = node.arguments[0], node.arguments[1:]
    sign = "\\partial" if node.data == "partial" else "\\mathrm{d}"
    order = f"^{{{len(names)}}}" if len(names) > 1 else ""
    below: list[str] = []
    position = 0
    while position < len(names):
        count = 1
        written = _write(names[position], Level.FACTOR)
        while "^" not in written and position + count < len(names) and names[position + count] is names[position]:
            count += 1
        below.append(f"{sign} {written}" + (f"^{{{count}}}" if count > 1 else ""))
        position += count
    denominator = " ".join(below)
    if body.head in ("name", "index", "apply", "prime"):
        return Level.FACTOR, f"\\frac{{{sign}{order} {_write(body, Level.FACTOR)}}}{{{denominator}}}"
    return Level.PRODUCT, f"\\frac{{{sign}{order}}}{{{denominator}}} {_bracket(_write(body, Level.ARROW))}"


def _gradient(node: Term) -> tuple[Level, str]:
    inner, order = node, ""
    if node.arguments[0].head == "gradient" and node.arguments[0].arguments[1:] == node.arguments[1:]:
        inner, order = node.arguments[0], "^2"
    if len(inner.arguments) == 1:
        return Level.PRODUCT, f"\\nabla{order} {_write(inner.arguments[0], Level.FACTOR)}"
    body, by = inner.arguments
    written = _write(body, Level.FACTOR) if body.head == "apply" else _bracket(_write(body, Level.SUM))
    return Level.PRODUCT, f"\\nabla_{{{_write(by, Level.FACTOR)}}}{order} {written}"


def _subdifferential(node: Term) -> tuple[Level, str]:
    return Level.PRODUCT, f"\\partial {_write(node.arguments[0], Level.FACTOR)}"


# Binders


def _big(command: str) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        bound, *limits, body = node.arguments
        if len(limits) == 1:
            script = f"_{{{bound.data} \\in {_write(limits[0], Level.SUM)}}}"
        else:
            low, high = (_write(limit, Level.SUM) for limit in limits)
            script = f"_{{{bound.data}={low}}}^{{{high}}}"
        needed = Level.FACTOR if command == "\\prod" or _takes_again(body, bound) else Level.PRODUCT
        return Level.PRODUCT, f"{command}{script} {_write(body, needed)}"

    return write


def _takes_again(body: Term, bound: Term) -> bool:
    """Whether a sum would be read as ended inside ``body``, where another one takes its index again."""
    factors = body.arguments if body.head == "multiply" else (body,)
    taken = any(factor.head in _BIG and factor.arguments[0] is bound for factor in factors[1:])
    return taken or (factors[-1].head in _BIG and _takes_again(factors[-1].arguments[-1], bound))


def _limit(node: Term) -> tuple[Level, str]:
    bound, point, body = node.arguments
    side = f"^{{{node.data}}}" if node.data else ""
    approach = _write(point, Level.SUM) + side
    return Level.PRODUCT, f"\\lim_{{{bound.data} \\to {approach}}} {_write(body, Level.PRODUCT)}"


def _evaluated(node: Term) -> tuple[Level, str]:
    bound, point, body = node.arguments
    at = f"{bound.data} = {_write(point, Level.SUM)}"
    return Level.BASE, f"\\left. {_write(body, Level.SUM)} \\right|_{{{at}}}"


def _integral(node: Term) -> tuple[Level, str]:
    bound, *limits, body = node.arguments
    script = f"_{{{_write(limits[0], Level.SUM)}}}^{{{_write(limits[1], Level.SUM)}}}" if limits else ""
    return Level.FACTOR, f"\\int{script} {_write(body, Level.PRODUCT)} \\, \\mathrm{{d}}{_apart(str(bound.data))}"


def _apart(named: str) -> str:
    return named if named[0] == "\\" else f" {named}"


def _extremum(command: str) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        bound, body = node.arguments
        return Level.SUM, f"{command}_{{{bound.data}}} {_write(body, Level.PRODUCT)}"

    return write


# Arrays, tuples, sets


def _transpose(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, _write(node.arguments[0], Level.BASE) + "^\\top"


def _inverse(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, _write(node.arguments[0], Level.BASE) + "^{-1}"


def _matrix(node: Term) -> tuple[Level, str]:
    sizes = node.data
    assert isinstance(sizes, tuple)
    columns = int(sizes[1])
    cells = [_write(entry, Level.SUM) for entry in node.arguments]
    rows = [" & ".join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    return Level.BASE, f"\\begin{{pmatrix}} {_NEXT_ROW.join(rows)} \\end{{pmatrix}}"


def _tuple(node: Term) -> tuple[Level, str]:
    return Level.BASE, f"({_listed(node.arguments)})"


def _set(node: Term) -> tuple[Level, str]:
    return Level.BASE, f"\\{{ {_listed(node.arguments)} \\}}"


def _comprehension(node: Term) -> tuple[Level, str]:
    bound, over, condition = node.arguments
    among = "" if over.data == "everything" else f" \\in {_write(over, Level.SUM)}"
    return Level.BASE, f"\\{{ {bound.data}{among} : {_write(condition, Level.ARROW)} \\}}"


def _interval(node: Term) -> tuple[Level, str]:
    brackets = str(node.data)
    return Level.BASE, f"{brackets[0]}{_listed(node.arguments)}{brackets[1]}"


def _set_operation(command: str) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        left, right = node.arguments
        first = _write(left, Level.SUM if left.head == node.head else Level.PRODUCT)
        return Level.SUM, f"{first} {command} {_write(right, Level.PRODUCT)}"

    return write


def _cases(node: Term) -> tuple[Level, str]:
    rows = []
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
        told = "\\text{otherwise}" if condition.data == "true" else f"\\text{{if }} {_write(condition, Level.ARROW)}"
        rows.append(f"{_write(value, Level.SUM)} & {told}")
    return Level.BASE, f"\\begin{{cases}} {_NEXT_ROW.join(rows)} \\end{{cases}}"


# Propositions


def _relation(node: Term) -> tuple[Level, str]:
    signs = node.data if isinstance(node.data, tuple) else (node.data,)
    arrows = signs[0] in ("⇒", "⇔")
    sides = [_write(side, Level.OR if arrows else Level.SUM) for side in node.arguments]
    text = sides[0] + "".join(f" {_SIGNS[str(sign)]} {side}" for sign, side in zip(signs, sides[1:], strict=True))
    return (Level.ARROW if arrows else Level.RELATION), text


def _connective(command: str, level: Level, needed: Level) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        return level, f" {command} ".join(_write(part, needed) for part in node.arguments)

    return write


def _not(node: Term) -> tuple[Level, str]:
    return Level.NOT, f"\\neg {_write(node.arguments[0], Level.NOT)}"


def _quantifier(command: str) -> Callable[[Term], tuple[Level, str]]:
    def write(node: Term) -> tuple[Level, str]:
        bound, over, body = node.arguments
        among = "" if over.data == "everything" else f" \\in {_write(over, Level.SUM)}"
        return Level.ARROW, f"{command} {bound.data}{among} : {_write(body, Level.ARROW)}"

    return write


def _listing(node: Term) -> tuple[Level, str]:
    return Level.STATEMENTS, ", ".join(_write(part, Level.ARROW) for part in node.arguments)


_DIFFERENTIALS: Final = ("d", "\\partial", "\\mathrm{d}")
_FAR_REACHING: Final = frozenset(
    {"sum", "product", "sum_over", "product_over", "limit", "gradient", "subdifferential", "derivative"}
)
_BIG: Final = frozenset({"sum", "product", "sum_over", "product_over"})
_WRITERS: Final[dict[str, Callable[[Term], tuple[Level, str]]]] = {
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _between("\\left|", "\\right|"),
    "cardinality": _between("\\left|", "\\right|"),
    "norm": _norm,
    "floor": _between("\\lfloor", "\\rfloor"),
    "ceiling": _between("\\lceil", "\\rceil"),
    "factorial": _factorial,
    "binomial": _binomial,
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "prime": _prime,
    "derivative": _derivative,
    "gradient": _gradient,
    "subdifferential": _subdifferential,
    "sum": _big("\\sum"),
    "product": _big("\\prod"),
    "sum_over": _big("\\sum"),
    "product_over": _big("\\prod"),
    "limit": _limit,
    "evaluated": _evaluated,
    "integral": _integral,
    "antiderivative": _integral,
    "arg_min": _extremum("\\arg\\min"),
    "arg_max": _extremum("\\arg\\max"),
    "minimum": _extremum("\\min"),
    "maximum": _extremum("\\max"),
    "transpose": _transpose,
    "inverse": _inverse,
    "matrix": _matrix,
    "tuple": _tuple,
    "set": _set,
    "comprehension": _comprehension,
    "interval": _interval,
    "union": _set_operation("\\cup"),
    "intersection": _set_operation("\\cap"),
    "difference": _set_operation("\\setminus"),
    "cases": _cases,
    "relation": _relation,
    "chain": _relation,
    "or": _connective("\\lor", Level.OR, Level.NOT),
    "and": _connective("\\land", Level.AND, Level.NOT),
    "not": _not,
    "for_all": _quantifier("\\forall"),
    "exists": _quantifier("\\exists"),
    "sequence": _listing,
    "statements": _listing,
}
