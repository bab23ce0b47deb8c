"""What stands high: powers, transposes, inverses, primes; factorials and entries of a bracketed matrix."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.notation.context import Kind
from solgen.notation.reading.column_vectors import as_column, is_column
from solgen.notation.reading.indices import read_indices
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, builtin, constant, multiply, number, term

_TRANSPOSES = frozenset({"t", "T", "\\top", "\\intercal"})
_BEHIND_DEGREES = frozenset({"{", "}", "\\mathrm", "\\text", "\\,"})
_LETTERINGS = frozenset({"\\mathrm", "\\mathsf", "\\mathbf", "\\mathit", "\\mathtt"})


def apply_primes(node: Term, count: int) -> Term:
    """``f'``, ``f''``: the derivative of a function."""
    return term("prime", [node], count)


def apply_exponent(reader: Reader, node: Term, inside: tuple[int, int], at: int, *, callable_: bool = False) -> Term:
    """``node`` with the superscript between two positions of the stream."""
    begin, end = inside
    tokens = reader.stream[begin:end]
    if not tokens:
        raise reader.fail("read-missing-term", "An empty exponent.", at, "Write the exponent.")
    if callable_ or node.head in ("prime", "builtin"):
        return _on_function(reader, node, tokens, at)
    first = tokens[0]
    own = _degrees(reader, node, tokens, end) or _transposed(reader, node, _transposing(tokens))
    if own is not None:
        return own
    if len(tokens) == 1 and first.text in ("+", "\\dagger") and reader.shape(node).is_array:
        return term("apply", [builtin("pseudoinverse"), node])
    if first.text in ("*", "+", "\\star", "\\dagger") or (first.text == "-" and len(tokens) == 1):
        written = reader.latex[first.start : first.end]
        message = f"`^{written}` means something only in a declared name."
        raise reader.fail("read-undeclared-name", message, first, "Declare the name with it, such as `w^*: vector[d]`.")
    if first.text == "-" and len(tokens) == 2 and tokens[1].text in _TRANSPOSES and reader.shape(node).is_array:
        return term("transpose", [term("inverse", [node])])
    if reader.words(begin, end) == "-1" and reader.shape(node).is_array:
        return term("inverse", [node])
    if node.head == "set":
        hint = "Write round brackets: `(x + 1)^2`." if len(node.arguments) == 1 else "Say it in words."
        raise reader.fail("read-kind", "A power of a set: curly brackets hold the elements of one.", at, hint)
    exponent = reader.within(begin, end, reader.grammar.expression)
    return term("power", [node, exponent])


def _is_numeral(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head in ("number", "decimal")


def _degrees(reader: Reader, node: Term, tokens: Sequence[Token], end: int) -> Term | None:
    """``30^\\circ``, the angle of a numeral; a temperature, with its letter behind, is refused."""
    if len(tokens) > 1 or tokens[0].text != "\\circ" or not _is_numeral(node):
        return None
    behind = [token.text.strip() for token in reader.stream[end : end + 4] if token.text not in _BEHIND_DEGREES]
    if behind and behind[0] in ("C", "F"):
        hint = "Write a temperature in kelvin, `293\\,\\mathrm{K}`."
        raise reader.fail("read-unexpected", "A degree of temperature is no unit that is known.", tokens[0], hint)
    return multiply(node, term("divide", [constant("pi"), number(180)]))


def _transposing(tokens: Sequence[Token]) -> Token | None:
    """The token that transposes, where that is all the superscript says: ``T``, ``\\top``, ``\\mathrm{T}``."""
    first = tokens[0]
    if len(tokens) == 1:
        plain = first.kind is not TokenKind.TEXT and first.text in _TRANSPOSES
        return first if plain or (first.kind is TokenKind.TEXT and first.text.strip() in ("t", "T")) else None
    inner = [token for token in tokens[1:] if token.text not in ("{", "}")]
    styled = first.text in _LETTERINGS and len(inner) == 1 and inner[0].text in ("t", "T")
    return inner[0] if styled else None


def _on_function(reader: Reader, node: Term, tokens: list[Token], at: int) -> Term:
    """A superscript on a function's name: ``f^{(3)}`` is a derivative, all else is refused."""
    if len(tokens) == 3 and tokens[0].text == "(" and tokens[1].kind is TokenKind.NUMBER and node.head != "prime":
        order = tokens[1].text
        if order.isdigit() and len(order) < 3 and int(order) > 0:
            return term("prime", [node], int(order))
    if tokens[0].text == "-":
        message = "A negative exponent on a function may be its inverse or its reciprocal."
        raise reader.fail("read-inverse-function", message, at, "Write `\\frac{1}{f(x)}`, or name the inverse.")
    message = "An exponent on a function's name may be a power or a repetition."
    raise reader.fail("read-function-power", message, at, "Write `f(x)^2` or `f(f(x))`.")


def _transposed(reader: Reader, node: Term, token: Token | None) -> Term | None:
    """The transpose where ``node`` has a matrix shape; None where the letter is an exponent that is declared."""
    if token is None:
        return None
    if is_column(node):
        return as_column(node)
    shape = reader.shape(node)
    declared = reader.context.declaration(token.text.strip())
    exponent = token.text in reader.bound or (
        declared is not None and declared.kind in (Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.COMPLEX)
    )
    if shape.is_array:
        if exponent and (shape.rows is None or shape.rows is shape.columns) and shape.columns is not ONE:
            message = f"`{token.text}` is declared a number: a power or a transpose?"
            raise reader.fail("read-transpose", message, token, "Write `^\\top` for the transpose.")
        return term("transpose", [node])
    if exponent or token.text in reader.index_ranges:
        return None
    message = f"`^{token.text}` transposes, and what stands before it is no vector or matrix."
    hint = "Declare it, such as `X: matrix[N, d]`; an exponent must be declared as a number."
    raise reader.fail("read-transpose", message, token, hint)


def read_postfix(reader: Reader, node: Term) -> Term:
    """``node`` with the scripts and signs that follow it: ``(...)^2``, ``(...)_{ij}``, ``n!``."""
    raised = counted = False
    while not reader.at_end():
        token = reader.peek()
        if token.kind is TokenKind.SUPERSCRIPT:
            if raised:
                hint = "Write `a^{b^c}` or `(a^b)^c`."
                raise reader.fail("read-double-exponent", "Two exponents in a row.", token, hint)
            begin, end, following = reader.range_after(reader.position + 1)
            node = apply_exponent(reader, node, (begin, end), token.start)
            reader.position, raised = following, True
        elif token.kind is TokenKind.SUBSCRIPT and not raised:
            node = _entry(reader, node, token)
        elif token.text == "!" and token.kind is TokenKind.SIGN:
            if raised or counted:
                message = "It is not clear what this factorial is taken of."
                raise reader.fail("read-extent", message, token, "Use brackets.")
            following_sign = reader.peek(1)
            if following_sign.text == "=" and following_sign.start == token.end:
                hint = "Write `\\ne` for unequal; or put a blank between a factorial and the equals sign."
                raise reader.fail("read-unexpected", "`!=` is no sign of mathematics.", token, hint)
            reader.take()
            counted = True
            node = term("factorial", [node])
        elif token.text == "'" and token.kind is TokenKind.SIGN:
            hint = "Write the prime on the function's name, or `\\frac{d}{dx}` before the brackets."
            raise reader.fail("read-prime", "A prime that is not on a function's name.", token, hint)
        else:
            break
    return node


def _entry(reader: Reader, node: Term, token: Token) -> Term:
    """``(X^t X)_{ij}``: an entry of a matrix or vector in brackets."""
    shape = reader.shape(node)
    if not shape.is_array:
        hint = "Only a vector or matrix has entries; set the index on the name."
        raise reader.fail("read-index", "An index on what has none.", token, hint)
    count = 1 if shape.columns is ONE else 2
    begin, end, following = reader.range_after(reader.position + 1)
    if begin == end:
        raise reader.fail("read-missing-term", "An empty subscript.", token, "Write the indices.")
    indices = read_indices(reader, (begin, end), [count], token)
    reader.position = following
    return term("index", [node, *indices])
