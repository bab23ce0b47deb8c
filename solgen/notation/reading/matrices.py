"""Arrays of entries: ``\\begin{pmatrix}``, and ``\\begin{cases}``."""

from __future__ import annotations

from solgen.notation.reading.reading import TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, term

_MATRICES = frozenset({"pmatrix", "bmatrix"})
_CONDITIONS = frozenset({"if", "for", "when"})
_OTHERWISE = frozenset({"otherwise", "else"})
Cell = tuple[int, int]


def read_environment(reader: Reader) -> Term:
    """The environment that begins here."""
    token = reader.take()
    begin = reader.position
    depth = 1
    while depth:
        kind = reader.take().kind
        depth += (kind is TokenKind.BEGIN) - (kind is TokenKind.END)
    rows = _rows(reader, begin, reader.position - 1)
    if token.text in _MATRICES:
        return _matrix(reader, rows, begin)
    if token.text == "cases":
        return _cases(reader, rows, begin)
    message = f"The environment `{token.text}` cannot be read here."
    hint = "Inside a formula: pmatrix, bmatrix, cases. `aligned` must be the whole display."
    raise reader.fail("read-environment", message, token, hint)


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
