"""Derivatives: ``\\frac{d}{dx} x^2``, ``\\frac{\\partial E}{\\partial b}``, ``\\nabla_w E(w)``, ``\\partial L(c)``."""

from __future__ import annotations

from solgen.notation.context import Kind
from solgen.notation.reading.application import apply_function, require_body, starts_factor
from solgen.notation.reading.names import read_base, read_scripts, script
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, LETTERS, TIMES
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, multiply, number, term

_MARKS = frozenset({"_", "^"})
_SCRIPTS = _MARKS | {"{", "}", "'"}


def _symbol(reader: Reader, position: int, end: int) -> tuple[str, int]:
    """The kind of differential at a position (``d``, ``partial`` or none), and where it ends."""
    if position >= end:
        return "", position
    token = reader.stream[position]
    if token.text == "\\partial":
        return "partial", position + 1
    if token.text == "d" and token.kind is TokenKind.LETTER:
        return "d", position + 1
    upright = [following.text for following in reader.stream[position : position + 4]]
    if upright == ["\\mathrm", "{", "d", "}"]:
        return "d", position + 4
    return "", position


def is_derivative(reader: Reader) -> bool:
    """Whether the fraction that comes next has differentials above and below."""
    begin, end, following = reader.range_after(reader.position + 1)
    kind, _ = _symbol(reader, begin, end)
    if not kind:
        return False
    below, below_end, _ = reader.range_after(following)
    return _symbol(reader, below, below_end)[0] == kind


def read_derivative(reader: Reader) -> Term:
    """``\\frac{d^n y}{dx^n}``, or the operator with its body after it."""
    start = reader.take()
    begin, end, following = reader.range_after(reader.position)
    kind, inside = _symbol(reader, begin, end)
    if kind == "d" and reader.stream[begin].text == "d" and (reader.knows("d")):
        message = "`d` is declared as a name, so this may be a quotient."
        hint = "Write `\\frac{\\mathrm{d}}{\\mathrm{d}x}` for the derivative, or rename `d`."
        raise reader.fail("read-derivative", message, start, hint)
    order, inside = _order(reader, inside, end)
    below, below_end, after = reader.range_after(following)
    names, repeated = reader.within(below, below_end, lambda inner: _denominator(inner, kind))
    if isinstance(order, Term):
        return _of_letter(reader, kind, start, (inside, end, after), (names, repeated, order))
    if len(names) != order or repeated is not None:
        message = f"The derivative is of order {order} above and {len(names)} below."
        raise reader.fail("read-derivative", message, start, "Write `\\frac{d^2 y}{dx^2}`.")
    body = _differentiated(reader, start, (inside, end, after))
    return term("derivative", [body, *names], kind)


def _of_letter(
    reader: Reader,
    kind: str,
    start: Token,
    places: tuple[int, int, int],
    read: tuple[list[Term], Term | None, Term],
) -> Term:
    """``\\frac{d^n y}{dx^n}``: ``places`` are where y begins and ends above, and where the fraction ends."""
    names, repeated, order = read
    if len(names) != 1 or repeated is not order:
        message = "The order of the derivative is not the same above and below."
        raise reader.fail("read-derivative", message, start, "Write `\\frac{d^n}{dx^n} (...)`.")
    body = _differentiated(reader, start, places)
    return term("higher_derivative", [body, names[0], order], kind)


def _differentiated(reader: Reader, start: Token, places: tuple[int, int, int]) -> Term:
    """What is differentiated: what stands above the line behind the ``d``, else what follows the fraction."""
    inside, end, after = places
    if inside < end:
        body = reader.within(inside, end, reader.grammar.product)
        reader.position = after
        return body
    reader.position = after
    return _body(reader, start)


def _order(reader: Reader, position: int, end: int) -> tuple[int | Term, int]:
    if position < end and reader.stream[position].kind is TokenKind.SUPERSCRIPT:
        begin, stop, following = reader.range_after(position + 1)
        text = reader.words(begin, stop)
        if text in tuple("123456789"):
            return int(text), following
        order = reader.within(begin, stop, reader.grammar.expression) if begin < stop else number(0)
        if not order.free or not _is_whole(reader, order):
            message = "The order of a derivative is a whole number."
            hint = "Write `\\frac{d^2}{dx^2}`, or declare the letter, such as `n: size`."
            raise reader.fail("read-derivative", message, reader.stream[position], hint)
        return order, following
    return 1, position


def _is_whole(reader: Reader, order: Term) -> bool:
    """Whether a Term is made of whole numbers and names that are declared as such."""
    if order.head == "name":
        declared = reader.context.declaration(str(order.data))
        return declared is not None and declared.kind in (Kind.SIZE, Kind.INTEGER) and not declared.indices
    return order.head == "number" or (
        order.head in ("add", "negate", "multiply") and all(_is_whole(reader, each) for each in order.arguments)
    )


def _denominator(reader: Reader, kind: str) -> tuple[list[Term], Term | None]:
    """``dx``, ``dx^2``, ``\\partial a \\partial b_j``; and the order where it is a letter, ``dx^n``."""
    names: list[Term] = []
    order: Term | None = None
    while not reader.at_end():
        found, following = _symbol(reader, reader.position, reader.limit)
        if found != kind:
            raise reader.unexpected()
        reader.position = following
        start = reader.peek()
        node = reader.grammar.factor(reader)
        times = 1
        if node.head == "power" and node.arguments[1].head == "number":
            node, times = node.arguments[0], int(str(node.arguments[1].data))
        elif node.head == "power" and not names:
            node, order = node.arguments
        if node.head not in ("name", "index") or not 1 <= times <= 9:
            message = "A derivative is taken by a name."
            raise reader.fail("read-derivative", message, start, "Write `\\frac{d}{dx}` with a declared name `x`.")
        names += [node] * times
    if not names:
        raise reader.unexpected()
    return names, order


def _body(reader: Reader, start: Token) -> Term:
    """What the operator is applied to: one bracket, or the factors side by side after it."""
    require_body(reader, "It is not said what is differentiated.", "Write `\\frac{d}{dx} (...)`.")
    begin = reader.position
    bracketed = reader.at("(", "[")
    outer, reader.differentiated = reader.differentiated, not bracketed
    body = reader.grammar.factor(reader) if bracketed else reader.grammar.product(reader)
    reader.differentiated = outer
    unclear = starts_factor(reader) or reader.at(*TIMES, "/") if bracketed else _has_times(reader, begin)
    if unclear:
        hint = "Bracket what is differentiated, and the derivative if a factor follows."
        raise reader.fail("read-extent", "It is not clear where the derivative ends.", start, hint)
    return body


def _has_times(reader: Reader, begin: int) -> bool:
    depth = 0
    for token in reader.stream[begin : reader.position]:
        if token.text in ("(", "[", "{", "\\{", "\\lvert", "\\lVert") or token.kind is TokenKind.BEGIN:
            depth += 1
        elif token.text in (")", "]", "}", "\\}", "\\rvert", "\\rVert") or token.kind is TokenKind.END:
            depth -= 1
        elif depth == 0 and (token.text in TIMES or token.text == "/"):
            return True
    return False


def read_gradient(reader: Reader) -> Term:
    """``\\nabla E``, ``\\nabla E(w)``, ``\\nabla_w E(w)``."""
    start = reader.take()
    by, twice = _gradient_scripts(reader, start)
    if by is not None:
        node = term("gradient", [_gradient_body(reader, start), by])
        return term("gradient", [node, by]) if twice else node
    function = _function_name(reader)
    if function is None:
        hint = "Write `\\nabla E(w)` for a function, `\\nabla_w (...)` for an expression."
        raise reader.fail("read-derivative", "It is not said by what this gradient is taken.", start, hint)
    gradient = term("gradient", [function])
    if twice:
        gradient = term("gradient", [gradient])
    return apply_function(reader, gradient) if reader.at("(") else gradient


def _gradient_scripts(reader: Reader, start: Token) -> tuple[Term | None, bool]:
    """By what a gradient is taken, where that is said, and whether it is taken twice: ``\\nabla_w^2``, a Hessian."""
    by: Term | None = None
    twice = False
    while reader.at("_", "^"):
        mark = reader.take()
        if mark.text == "_" and by is None:
            by = reader.argument(reader.grammar.factor)
            if by.head not in ("name", "index"):
                raise reader.fail("read-derivative", "A gradient is taken by a name.", start, "Write `\\nabla_w E(w)`.")
            continue
        begin, end, following = reader.range_after(reader.position)
        if mark.text == "_" or twice or reader.words(begin, end) != "2":
            message = "Only `\\nabla^2`, the matrix of second derivatives, has an exponent."
            raise reader.fail("read-derivative", message, mark, "Write `\\nabla^2 E(w)`.")
        reader.position, twice = following, True
    return by, twice


def _gradient_body(reader: Reader, start: Token) -> Term:
    """What a gradient is taken of: the whole product, where its first factor is a row or a matrix in brackets."""
    if not reader.at("(", "["):
        return _body(reader, start)
    first = reader.grammar.factor(reader)
    if not (starts_factor(reader) or reader.at(*TIMES, "/")):
        return first
    if not reader.shape(first).is_array:
        hint = "Bracket what is differentiated, and the derivative if a factor follows."
        raise reader.fail("read-extent", "It is not clear where the derivative ends.", start, hint)
    reader.accept("\\cdot")
    rest = reader.grammar.product(reader)
    return multiply(first, *(rest.arguments if rest.head == "multiply" else [rest]))


def read_subdifferential(reader: Reader) -> Term:
    """``\\partial L(c)``, ``\\partial |x|``; with names below, ``\\partial_x``, a derivative."""
    start = reader.take()
    if reader.accept("_"):
        return _by_subscript(reader, start)
    hint = "Write `\\partial L(c)`, or `\\frac{\\partial E}{\\partial c}` for a derivative."
    require_body(reader, "It is not said of what this is the subdifferential.", hint)
    function = _function_name(reader)
    if function is None:
        return term("subdifferential", [reader.grammar.factor(reader)])
    operator = term("subdifferential", [function])
    return apply_function(reader, operator) if reader.at("(") else operator


def _by_subscript(reader: Reader, start: Token) -> Term:
    """``\\partial_x f(x, y)``, ``\\partial_{xy} (x^2 y)``, ``\\partial_x^2 f(x, y)``."""
    begin, end, reader.position = reader.range_after(reader.position)
    names: list[Term] = []
    position = begin
    while position < end:
        following = next((place for place in range(position + 1, end) if reader.stream[place].text not in _SCRIPTS
                          and reader.stream[place - 1].text not in _MARKS), end)  # fmt: skip
        names.append(reader.within(position, following, reader.grammar.factor))
        position = following
    if not names or any(node.head not in ("name", "index") for node in names):
        hint = "Write `\\partial_x (...)` or `\\partial_{xy} (...)` with declared names."
        raise reader.fail("read-derivative", "A derivative is taken by names.", start, hint)
    if reader.accept("^"):
        low, high, reader.position = reader.range_after(reader.position)
        order = reader.words(low, high)
        if order not in tuple("23456789") or len(names) > 1:
            hint = "Write `\\partial_x^2` or `\\partial_{xx}`."
            raise reader.fail("read-derivative", "The order of a derivative is a whole number.", start, hint)
        names *= int(order)
    return term("derivative", [_body(reader, start), *names], "partial")


def _function_name(reader: Reader) -> Term | None:
    """The name of a function that comes next, without its arguments; else nothing is taken.

    It is decided by the spelling before anything is read: reading twice would double the work at each nesting.
    """
    token = reader.peek()
    if token.kind is not TokenKind.LETTER and token.text not in LETTERS | ACCENTS:
        return None
    position = reader.position
    base = read_base(reader)
    scripts = read_scripts(reader)
    below = script("_", reader.stream[slice(*scripts.lower)]) if scripts.lower else ""
    reader.position = position
    if scripts.primes or scripts.upper or not (reader.is_function(base) or reader.is_function(base + below)):
        return None
    node = reader.within(position, scripts.end, reader.grammar.factor)
    reader.position = scripts.end
    return node
