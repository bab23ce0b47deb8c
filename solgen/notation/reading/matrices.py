"""Arrays of entries: ``\\begin{pmatrix}``, and ``\\begin{cases}``, a value by cases or a system."""

from __future__ import annotations

from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, builtin, constant, term

_MATRICES = frozenset({"pmatrix", "bmatrix", "Bmatrix"})
_BARE = frozenset({"matrix", "smallmatrix"})
"""Matrices that stand in brackets of the author's."""
_BRACKETS = {"(": ")", "[": "]", "\\lvert": "\\rvert", "|": "|"}
_CONDITIONS = frozenset({"if", "for", "when"})
_OTHERWISE = frozenset({"otherwise", "else"})
_AFTER_A_ROW = frozenset({",", ";", "."})
_SAYING = frozenset({"relation", "chain"})
Cell = tuple[int, int]


def read_environment(reader: Reader) -> Term:
    """The environment that begins here."""
    token = reader.take()
    begin = reader.position
    depth = 1
    while depth:
        if reader.position >= reader.limit:
            message = f"Only the beginning of this `{token.text}` belongs to what stands before it."
            raise reader.fail("read-environment", message, token, "Put the whole environment in braces.")
        kind = reader.take().kind
        depth += (kind is TokenKind.BEGIN) - (kind is TokenKind.END)
    rows = _rows(reader, begin, reader.position - 1)
    if token.text in _BARE and _BRACKETS.get(reader.stream[begin - 2].text if begin > 1 else "") != reader.peek().text:
        hint = "Write `\\begin{pmatrix} ... \\end{pmatrix}`, or brackets around it alone."
        raise reader.fail("read-matrix", "A matrix without its brackets.", token, hint)
    if token.text in _MATRICES or token.text in _BARE:
        return _matrix(reader, rows, begin)
    if token.text == "vmatrix":
        return determinant(reader, _matrix(reader, rows, begin), token)
    if token.text == "cases":
        return _cases(reader, rows, begin)
    message = f"The environment `{token.text}` cannot be read here."
    hint = "Inside a formula: pmatrix, bmatrix, vmatrix, cases. `aligned` must be the whole display."
    raise reader.fail("read-environment", message, token, hint)


def determinant(reader: Reader, matrix: Term, at: Token) -> Term:
    """The determinant of a matrix that is written between bars."""
    if isinstance(matrix.data, tuple) and matrix.data[0] != matrix.data[1]:
        hint = "Give it as many rows as columns; write brackets for a matrix."
        raise reader.fail("read-matrix", "A determinant of what is not square.", at, hint)
    return term("apply", [builtin("det"), matrix])


def read_brace(reader: Reader) -> Term:
    """``\\left\\{ \\begin{array}{ll} ... \\end{array} \\right.``: cases; the brace has been taken."""
    end = _matching_end(reader)
    reader.take()
    begin = reader.position
    node = _cases(reader, _rows(reader, begin, end), begin)
    reader.position = end + 2
    return node


def is_brace(reader: Reader) -> bool:
    """Whether a table comes next that only a brace on its left encloses."""
    if reader.peek().kind is not TokenKind.BEGIN or reader.peek().text not in _BARE:
        return False
    end = _matching_end(reader)
    return end + 1 < reader.limit and reader.stream[end + 1].text == "\\rightnull"


def _matching_end(reader: Reader) -> int:
    """Where the environment ends that begins here."""
    depth = 0
    for position in range(reader.position, reader.limit):
        kind = reader.stream[position].kind
        depth += (kind is TokenKind.BEGIN) - (kind is TokenKind.END)
        if depth == 0:
            return position
    return reader.limit - 1


def _rows(reader: Reader, begin: int, end: int) -> list[list[Cell]]:
    """The cells, each as its first and last position in the stream."""
    rows: list[list[Cell]] = [[]]
    start, depth = begin, 0
    for position in range(begin, end):
        token = reader.stream[position]
        depth += (token.kind in (TokenKind.OPEN, TokenKind.BEGIN)) - (token.kind in (TokenKind.CLOSE, TokenKind.END))
        if depth == 0 and token.kind in (TokenKind.ALIGN, TokenKind.NEWLINE):
            rows[-1].append((start, position))
            start = position + 1
            if token.kind is TokenKind.NEWLINE:
                rows.append([])
    rows[-1].append((start, end))
    for row in rows:
        for low, high in row:
            if low == high:
                token = reader.stream[low]
                raise reader.fail("read-missing-term", "An empty cell.", token, "Fill it, or drop the last `\\\\`.")
    return rows


def _matrix(reader: Reader, rows: list[list[Cell]], begin: int) -> Term:
    columns = len(rows[0])
    if any(len(row) != columns for row in rows):
        message = "The rows of this matrix are not of one length."
        raise reader.fail("read-matrix", message, reader.stream[begin], "Give every row the same number of `&`.")
    entries = [reader.within(*cell, reader.grammar.expression) for row in rows for cell in row]
    return term("matrix", entries, (len(rows), columns))


def _cases(reader: Reader, rows: list[list[Cell]], begin: int) -> Term:
    if len(rows) > 1 and all(len(row) == 1 for row in rows):
        return _system(reader, [row[0] for row in rows])
    if any(len(row) != 2 for row in rows):
        message = "Each case has a value and a condition."
        hint = "Write `x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise}`."
        raise reader.fail("read-cases", message, reader.stream[begin], hint)
    worded = [reader.stream[row[1][0]].kind is TokenKind.TEXT for row in rows]
    if any(worded) and not all(worded):
        message = "Some of these conditions begin with a word, some do not."
        raise reader.fail("read-cases", message, reader.stream[begin], "Begin each with `\\text{if }`.")
    arguments: list[Term] = []
    for value, condition in rows:
        arguments.append(reader.within(*value, reader.grammar.expression))
        arguments.append(_condition(reader, condition))
    return term("cases", arguments)


def _system(reader: Reader, rows: list[Cell]) -> Term:
    """Relations below each other behind a brace, which hold together; commas may stand behind them."""
    nodes: list[Term] = []
    for low, high in rows:
        last = high - 1 if high - low > 1 and reader.stream[high - 1].text in _AFTER_A_ROW else high
        node = reader.within(low, last, reader.grammar.proposition)
        if node.head not in _SAYING:
            message = "A line behind this brace has neither a condition nor a relation."
            hint = (
                "Write `x & \\text{if } x > 0` in each line for a value by cases, or `x + y = 3` in each for a system."
            )
            raise reader.fail("read-cases", message, reader.stream[low], hint)
        nodes.append(node)
    return term("and", nodes)


def _condition(reader: Reader, cell: Cell) -> Term:
    low, high = cell
    token = reader.stream[low]
    if token.kind is not TokenKind.TEXT:
        return reader.within(low, high, reader.grammar.proposition)
    word = token.text.strip().rstrip(",").lower()
    if word in _OTHERWISE and high == low + 1:
        return constant("true")
    if word in _CONDITIONS:
        return reader.within(low + 1, high, reader.grammar.proposition)
    message = f"The condition begins with “{token.text.strip()}”."
    raise reader.fail("read-cases", message, token, "Write `\\text{if }` or `\\text{otherwise}`.")
