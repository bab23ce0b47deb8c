"""Sums, products and factors: the levels below relations.

A product is read flat, as written in one run; ``\\cdot`` and ``\\times`` join the same run. What a reader of the page
could take in two ways is refused: ``1/2x``, ``a \\cdot -b``, ``2 \\frac{1}{2}``.
"""

from __future__ import annotations

from solgen.notation.reading.application import starts_factor
from solgen.notation.reading.array_products import are_vectors, inner_product, read_entrywise
from solgen.notation.reading.column_vectors import as_column, calculated
from solgen.notation.reading.dotted import is_dots, read_dotted
from solgen.notation.reading.evaluations import at_bar, read_bar, read_points
from solgen.notation.reading.exponents import read_postfix
from solgen.notation.reading.names import read_name
from solgen.notation.reading.numbers import read_number, read_text_word
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.sets import as_set, holds_condition, read_group
from solgen.notation.reading.spellings import ALTERNATING, DOTS, TIMES
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, multiply, term

_SIGNS = ("+", "-", *ALTERNATING)
_SET_OPERATORS = {"\\cup": "union", "\\cap": "intersection", "\\setminus": "difference"}
_EXTREMA = frozenset({"arg_min", "arg_max", "minimum", "maximum"})
_PROPOSITIONS = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists"})


def read_factor(reader: Reader) -> Term:
    """One factor with its scripts."""
    token = reader.peek()
    kind = token.kind
    if kind is TokenKind.LETTER:
        node = read_name(reader)
    elif kind is TokenKind.NUMBER:
        node = read_number(reader)
    elif kind is TokenKind.TEXT:
        node = read_text_word(reader)
    elif kind is TokenKind.OPEN:
        node = read_group(reader)
    else:
        construct = reader.grammar.constructs.get("\\begin" if kind is TokenKind.BEGIN else token.text)
        if construct is None:
            raise _no_factor(reader, token)
        node = construct(reader)
    if token.text == "[" and reader.at("_") and not reader.shape(node).is_array:
        node = read_points(reader, node, token)
    if reader.at("^", "_", "!", "'"):
        node = read_postfix(reader, node)
    return node


def _no_factor(reader: Reader, token: Token) -> Exception:
    if token.text in _SIGNS:
        before = reader.stream[reader.position - 1].text if reader.position else ""
        if before in TIMES or before in ("/", "+", "-"):
            message = "A sign right after an operator."
            return reader.fail("read-sign-after-operator", message, token, "Bracket it: `a \\cdot (-b)`.")
        hint = "Drop it." if token.text == "+" else "Bracket what carries the sign."
        return reader.fail("read-sign-after-operator", "A sign that belongs to nothing.", token, hint)
    if token.text == "*":
        return reader.fail("read-unexpected", "An asterisk is no product sign here.", token, "Write `\\cdot`.")
    if token.text == "]":
        return reader.fail("read-interval", "An interval opened by `]`.", token, "Write an open interval as `(a, b)`.")
    if token.text in ("\\rvert", "\\rVert"):
        hint = "Write `\\left` before the bar that opens."
        return reader.fail("read-unbalanced", "This bar closes nothing.", token, hint)
    return reader.unexpected()


def read_product(reader: Reader) -> Term:
    """Factors side by side, with ``\\cdot``, ``\\times`` or ``/`` between them."""
    factors = [_operand(reader)]
    joints = [False]
    last = reader.position - 1
    divided = juxtaposed = False
    while reader.position < reader.limit:
        token = reader.stream[reader.position]
        if token.text in ("|", "\\rvert") and at_bar(reader):
            if reader.differentiated:
                break
            factors, joints = [read_bar(reader, _product(reader, factors, joints))], [False]
            continue
        if token.text in TIMES and token.kind is TokenKind.COMMAND:
            _take_times(reader)
            juxtaposed = False
            joints.append(True)
        elif token.text == "/" and token.kind is TokenKind.SIGN:
            factors = [_divide(reader, [_product(reader, factors, joints)], divided=divided and len(factors) == 1)]
            divided, joints = True, [False]
            continue
        elif token.text == "\\odot":
            return read_entrywise(reader, _product(reader, factors, joints))
        elif _stands_beside(reader):
            _refuse_doubtful_juxtaposition(reader, factors[-1], last)
            if juxtaposed:
                _refuse_doubtful_bars(reader, factors)
            juxtaposed = True
            joints.append(False)
        else:
            break
        last = reader.position
        factors.append(_operand(reader))
        _multiply_vectors(reader, token, factors, joints)
        last = last if reader.position == last + 1 else -1
    if len(factors) == 1:
        return factors[0]
    return _product(reader, factors, joints)


def _product(reader: Reader, factors: list[Term], joints: list[bool]) -> Term:
    """The product of factors, with dots among them or without.

    ``joints`` says which have a sign before them: where any before the dots has, each term is what stands between two
    signs, else each factor is one.
    """
    if len(factors) == 1 or not any(factor.head == "dots" for factor in factors):
        return multiply(*(calculated(factors) if len(factors) > 1 else factors))
    first = next(position for position, factor in enumerate(factors) if factor.head == "dots")
    signed = any(joints[:first])
    runs: list[list[Term]] = []
    for position, factor in enumerate(factors):
        apart = joints[position] or factor.head == "dots" or factors[position - 1].head == "dots"
        if apart or not runs or not signed:
            runs.append([])
        runs[-1].append(factor)
    dots = next(token for token in reversed(reader.stream[: reader.position]) if token.text in DOTS)
    terms = read_dotted(reader, "product", [multiply(*run) for run in runs], dots)
    return multiply(*(inner for node in terms for inner in (node.arguments if node.head == "multiply" else [node])))


def _stands_beside(reader: Reader) -> bool:
    """Whether a factor follows; a bracket that holds a relation is a condition instead."""
    if reader.at("*"):
        raise _no_factor(reader, reader.peek())
    return starts_factor(reader) and not (reader.at("(") and holds_condition(reader))


def _multiply_vectors(reader: Reader, sign: Token, factors: list[Term], joints: list[bool]) -> None:
    """The dot between two vectors is their inner product."""
    if sign.text == "\\cdot" and are_vectors(reader, factors[-2], factors[-1]):
        factors[-2:] = [inner_product(factors[-2], factors[-1])]
        joints.pop()


def _take_times(reader: Reader) -> None:
    token = reader.take()
    if reader.at("\\cdots"):
        raise reader.fail("read-dots", "A sign right before `\\cdots`.", token, "Write `1 \\cdot 2 \\cdots n`.")


def _refuse_doubtful_bars(reader: Reader, factors: list[Term]) -> None:
    if reader.at("|") and any(_barred(factor) for factor in factors[:-1]):
        hint = "Write `\\lvert x \\rvert` or `\\left| x \\right|`."
        raise reader.fail("read-bars", "It is not clear which of these bars open.", reader.peek(), hint)


def _barred(node: Term) -> bool:
    return node.head in ("absolute", "cardinality")


def _operand(reader: Reader) -> Term:
    begin = reader.position
    node = reader.grammar.factor(reader)
    if node.head in _PROPOSITIONS and (starts_factor(reader) or reader.at("+", "-", "/", *TIMES)):
        message = "A relation cannot be calculated with."
        raise reader.fail("read-kind", message, reader.stream[begin], "Bracket the two sides, not the relation.")
    return node


def _divide(reader: Reader, factors: list[Term], *, divided: bool) -> Term:
    slash = reader.take()
    if divided:
        raise reader.fail("read-slash", "Two slashes in a row.", slash, "Write `\\frac{a}{b}`.")
    denominator = _operand(reader)
    if starts_factor(reader):
        hint = "Write `\\frac{1}{2} x` or `\\frac{1}{2x}`."
        raise reader.fail("read-slash", "It is not clear what the slash divides by.", slash, hint)
    return term("divide", [multiply(*factors), denominator])


def _is_power_of_number(reader: Reader) -> bool:
    """``m 2^m``: with its exponent a number can be no index of the name before it; behind a number it is refused."""
    position = reader.position
    if reader.stream[position - 1].kind is TokenKind.NUMBER or position + 1 >= reader.limit:
        return False
    return reader.stream[position + 1].kind is TokenKind.SUPERSCRIPT


def _refuse_doubtful_juxtaposition(reader: Reader, before: Term, last: int) -> None:
    """What cannot be a product by standing side by side."""
    token = reader.peek()
    if before.head == "dots":
        return
    if token.kind is TokenKind.NUMBER and not _is_power_of_number(reader):
        hint = "Write `\\cdot` between the factors, or the number first."
        raise reader.fail("read-number-after-factor", "A number right after a factor.", token, hint)
    function = before.head in ("prime", "builtin") or (
        before.head in ("name", "index") and before.free and _is_function(reader, before)
    )
    if function:
        hint = "Write its argument in brackets: `f(x)`."
        raise reader.fail("read-bare-function", "A function without its argument in a product.", token, hint)
    if before.head == "number" and reader.stream[last].kind is TokenKind.NUMBER and _is_number_fraction(reader):
        hint = "Write `2 \\cdot \\frac{1}{2}` for the product, `2 + \\frac{1}{2}` for the sum."
        raise reader.fail("read-mixed-number", "A mixed number, or a product?", token, hint)


def _is_function(reader: Reader, node: Term) -> bool:
    while node.head == "index":
        node = node.arguments[0]
    return node.head == "name" and reader.is_function(str(node.data))


def _is_number_fraction(reader: Reader) -> bool:
    if not reader.at("\\frac", "\\tfrac", "\\dfrac"):
        return False
    begin, end, following = reader.range_after(reader.position + 1)
    below, below_end, _ = reader.range_after(following)
    inside = reader.stream[begin:end] + reader.stream[below:below_end]
    return bool(inside) and all(token.kind is TokenKind.NUMBER for token in inside)


def read_expression(reader: Reader) -> Term:
    """Summands with their signs; unions and the like, of one kind unless bracketed."""
    begin = reader.position
    negative = reader.at("-", *ALTERNATING) and _is_minus(reader, reader.take())
    node = _summand(reader)
    if negative:
        node = term("negate", calculated([node]))
    if reader.position >= reader.limit:
        return node
    token = reader.stream[reader.position]
    if token.text in _SET_OPERATORS:
        return _set_operation(reader, node)
    if token.text not in _SIGNS:
        return node
    summands = calculated([node])
    while reader.at(*_SIGNS):
        sign = reader.take()
        summand = as_column(_summand(reader))
        summands.append(term("negate", [summand]) if _is_minus(reader, sign) else summand)
    if reader.peek().text in _SET_OPERATORS:
        raise reader.fail("read-extent", "Sums and unions without brackets.", reader.peek(), "Use brackets.")
    if any(is_dots(summand) for summand in summands):
        dots = next(place for place in reader.stream[begin : reader.position] if place.text in DOTS)
        summands = read_dotted(reader, "sum", summands, dots)
        return summands[0] if len(summands) == 1 else term("add", summands)
    return term("add", summands)


def _is_minus(reader: Reader, sign: Token) -> bool:
    """Whether a sign is a minus, in the choice that is being read where it is ``\\pm`` or ``\\mp``."""
    if sign.text in ALTERNATING:
        reader.alternating = reader.alternating or sign
        return reader.lower is (sign.text == "\\pm")
    return sign.text == "-"


def _summand(reader: Reader) -> Term:
    return reader.grammar.product(reader)


def _set_operation(reader: Reader, node: Term) -> Term:
    sign = reader.peek().text
    while reader.at(sign):
        reader.take()
        node = term(_SET_OPERATORS[sign], [as_set(node), as_set(_summand(reader))])
    if reader.peek().text in (*_SET_OPERATORS, "+", "-"):
        message = "Different set operations without brackets."
        raise reader.fail("read-extent", message, reader.peek(), "Use brackets.")
    return node
