"""A formula's lines: what is read as mathematics, and the remarks that hang on each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solgen.notation.reading.failures import failure
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ARROWS, RELATION_SIGNS

_ALIGNED = frozenset({"aligned", "align", "align*", "split"})
_GATHERED = frozenset({"gathered", "gather", "gather*"})
_PUNCTUATION = frozenset({".", ",", ";"})
_OPERATORS = frozenset({"+", "-", "\\cdot", "\\times", "/"})
_REMARKS = frozenset({"\\marks", "\\answer"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its tokens without alignment, remarks and final punctuation."""

    number: int
    tokens: tuple[Token, ...]
    indented: bool
    """Whether nothing stands before its ``&``, as on a line that goes on with the one above."""
    reason: tuple[Token, ...]
    marks: str
    answer: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The tokens of one statement, ``lead`` its relation to what stands before (``=`` goes on with a chain)."""

    lead: str
    tokens: tuple[Token, ...]
    lines: tuple[tuple[int, int], ...]
    """For each line that it covers, its number and where its tokens begin among ``tokens``."""


def split_lines(latex: str, stream: Sequence[Token]) -> list[Line]:
    """The lines of a display; a single formula is one line.

    Raises Failure for an empty formula, for lines without alignment and for remarks that are not at a line's end.
    """
    tokens, tail = _without_remarks(latex, _strip(list(stream)))
    if not tokens:
        raise failure("read-empty", "There is no formula here.", 0, "Write one, or drop the dollar signs.", latex)
    first = tokens[0]
    if first.kind is not TokenKind.BEGIN or first.text not in _ALIGNED | _GATHERED:
        _refuse_stray(latex, tokens)
        whole = tuple(tokens)
        marks, answer = tail.get("\\marks", ""), tail.get("\\answer", "")
        return [Line(number=0, tokens=whole, indented=False, reason=(), marks=marks, answer=answer)]
    if tokens[-1].kind is not TokenKind.END or _matching_end(tokens) != len(tokens) - 1:
        message = f"`{first.text}` must be the whole display."
        raise failure("read-environment", message, first.start, "Put everything inside it.", latex)
    aligned = first.text in _ALIGNED
    lines = [_line(latex, number, row, aligned=aligned) for number, row in enumerate(_rows(latex, tokens[1:-1]))]
    if tail:
        last = lines[-1]
        marks, answer = last.marks or tail.get("\\marks", ""), last.answer or tail.get("\\answer", "")
        lines[-1] = Line(last.number, last.tokens, last.indented, last.reason, marks, answer)
    return lines


def _strip(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].text in _PUNCTUATION and tokens[-1].kind is TokenKind.SIGN:
        tokens.pop()
    return tokens


def _without_remarks(latex: str, tokens: list[Token]) -> tuple[list[Token], dict[str, str]]:
    """The tokens before the ``\\marks`` and ``\\answer`` that end them, and what these say."""
    found: dict[str, str] = {}
    while len(tokens) > 3 and tokens[-1].kind is TokenKind.CLOSE:
        position = _matching_open(tokens)
        command = tokens[position - 1] if position > 0 else None
        if command is None or command.text not in _REMARKS or command.kind is not TokenKind.COMMAND:
            break
        if command.text in found:
            message = f"Two `{command.text}` on one line."
            raise failure("read-remark", message, command.start, "Write one.", latex)
        found[command.text] = latex[tokens[position].end : tokens[-1].start].strip()
        tokens = _strip(tokens[: position - 1])
    return tokens, found


def _matching_open(tokens: list[Token]) -> int:
    depth = 0
    for position in range(len(tokens) - 1, -1, -1):
        depth += (tokens[position].kind is TokenKind.CLOSE) - (tokens[position].kind is TokenKind.OPEN)
        if depth == 0:
            return position
    return 0


def _matching_end(tokens: list[Token]) -> int:
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.kind is TokenKind.BEGIN) - (token.kind is TokenKind.END)
        if depth == 0:
            return position
    return -1


_STRAY = frozenset({TokenKind.ALIGN, TokenKind.NEWLINE})


def _refuse_stray(latex: str, tokens: list[Token]) -> None:
    if _STRAY.isdisjoint([token.kind for token in tokens]) and _REMARKS.isdisjoint([token.text for token in tokens]):
        return
    depth = 0
    for token in tokens:
        depth += (token.kind in (TokenKind.BEGIN, TokenKind.OPEN)) - (token.kind in (TokenKind.END, TokenKind.CLOSE))
        if depth == 0 and token.kind in _STRAY:
            hint = "Write `\\begin{aligned} ... \\end{aligned}` around the lines."
            raise failure("read-alignment", "Several lines without `aligned`.", token.start, hint, latex)
        if token.text in _REMARKS and token.kind is TokenKind.COMMAND:
            message = f"`{token.text}` is not at the end."
            raise failure("read-remark", message, token.start, f"Write `{token.text}{{...}}` last.", latex)


def _rows(latex: str, tokens: Sequence[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    depth, line_break = 0, 0
    for token in tokens:
        depth += (token.kind in (TokenKind.BEGIN, TokenKind.OPEN)) - (token.kind in (TokenKind.END, TokenKind.CLOSE))
        if depth == 0 and token.kind is TokenKind.NEWLINE:
            line_break = token.start
            rows.append([])
        else:
            rows[-1].append(token)
    if not all(rows):
        hint = "Drop the `\\\\` that makes it."
        raise failure("read-missing-term", "An empty line in this display.", line_break, hint, latex)
    return rows


def _line(latex: str, number: int, row: list[Token], *, aligned: bool) -> Line:
    tokens, found = _without_remarks(latex, _strip(list(row)))
    if all(token.kind is TokenKind.ALIGN for token in tokens):
        message = "A line without a formula."
        raise failure("read-missing-term", message, row[0].start, "Write one, or drop the line.", latex)
    places = _alignments(tokens)
    reason: tuple[Token, ...] = ()
    if len(places) >= 2 and places[-1] == places[-2] + 1:
        reason = tuple(tokens[places[-1] + 1 :])
        if not reason:
            message = "`&&` without a reason after it."
            raise failure("read-alignment", message, tokens[-1].start, "Write `&& \\text{reason}`.", latex)
        tokens = _strip(tokens[: places[-2]])
        places = places[:-2]
    expected = 1 if aligned else 0
    if len(places) != expected or not tokens:
        at = tokens[places[1]].start if len(places) > 1 else row[0].start
        message = f"A line of this display needs {'one `&`' if aligned else 'no `&`'}, and has {len(places)}."
        hint = "Write `&` before the relation, `&&` before a reason, `\\\\` between lines."
        raise failure("read-alignment", message, at, hint, latex)
    indented = bool(places) and places[0] == 0
    _refuse_stray(latex, [token for position, token in enumerate(tokens) if position not in places])
    kept = tuple(token for position, token in enumerate(tokens) if position not in places)
    return Line(number, kept, indented, reason, found.get("\\marks", ""), found.get("\\answer", ""))


def _alignments(tokens: Sequence[Token]) -> list[int]:
    places: list[int] = []
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.kind in (TokenKind.BEGIN, TokenKind.OPEN)) - (token.kind in (TokenKind.END, TokenKind.CLOSE))
        if depth == 0 and token.kind is TokenKind.ALIGN:
            places.append(position)
    return places


def statements(latex: str, lines: Sequence[Line]) -> list[Statement]:
    """The lines joined: one that begins with a relation, or after ``&`` with an operator, goes on with the one above.

    The first statement's lead is the relation that the whole formula begins with, if it does.
    """
    found: list[Statement] = []
    for line in lines:
        tokens = tuple(token for token in line.tokens if token.text != "\\therefore")
        if not tokens:
            message = "Nothing follows this."
            raise failure("read-missing-term", message, line.tokens[0].start, "Write a formula after it.", latex)
        first = tokens[0]
        sign = RELATION_SIGNS.get(first.text, "") if first.kind is not TokenKind.TEXT else ""
        goes_on = bool(sign) or (line.indented and first.text in _OPERATORS and first.kind is not TokenKind.TEXT)
        if found and goes_on:
            last = found[-1]
            covered = (*last.lines, (line.number, len(last.tokens)))
            found[-1] = Statement(last.lead, last.tokens + tokens, covered)
            continue
        lead = sign or ARROWS.get(first.text, "")
        found.append(Statement(lead, tokens[1:] if lead else tokens, ((line.number, 0),)))
    return found
