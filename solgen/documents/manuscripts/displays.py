r"""A formula as people write it, made into what the reader of formulas takes.

``align``, ``eqnarray``, ``split``, ``array`` and what else sets lines become ``aligned``; ``gather`` becomes
``gathered``; ``multline`` one line. Words between lines, or beside a formula, become words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solgen.documents.manuscripts.aligned import aligned, columns_of, has_reason, is_open, one_line
from solgen.documents.manuscripts.environments import rewrite_environments
from solgen.documents.manuscripts.respell import respell
from solgen.documents.manuscripts.rows import Row, Words, environment_end, outer_tokens, rows_of
from solgen.documents.manuscripts.sayings import Saying, sayings
from solgen.documents.manuscripts.scanned import joined_numerals
from solgen.documents.manuscripts.traced import Cutter, Traced, join

_WRAPPERS = frozenset(
    {
        *(
            "equation",
            "displaymath",
            "math",
            "subequations",
            "dmath",
            "dgroup",
            "empheq",
            "small",
            "center",
            "minipage",
        ),
        "adjustbox",
    }
)
_ALIGNING = frozenset(
    {
        *("align", "aligned", "alignat", "alignedat", "flalign", "xalignat", "xxalignat", "eqnarray", "split"),
        *("IEEEeqnarray", "IEEEeqnarraybox", "array", "darray", "aligneddecomposition", "rcases", "matrix"),
    }
)
_GATHERING = frozenset({"gather", "gathered", "lgathered", "rgathered"})
_BROKEN = frozenset({"multline", "multlined"})
_NATIVE = {"align": "aligned", "aligned": "aligned", "split": "aligned"}
_CARE_IN_LINE = re.compile(r"\\(?:text|mbox|q?quad)(?![A-Za-z])")
_TAKE_WIDTHS = frozenset({"alignat", "alignedat", "xalignat", "xxalignat", "array", "darray", "IEEEeqnarray"})
_LIKE_EQNARRAY = frozenset({"eqnarray", "IEEEeqnarray", "IEEEeqnarraybox", "array", "darray"})
_BEGIN = re.compile(r"\\begin\s*\{([A-Za-z]+)\*?\}\s*(?:\[[^\]\n]*\]\s*)?")
_BRACKETED = re.compile(r"\s*\\(?:left|bigg?l?|Bigg?l?)\s*(?:\\\{|\\lbrace|\.|\[|\()\s*(?=\\begin)")
_BRACKET_END = re.compile(r"\s*\\(?:right|bigg?r?|Bigg?r?)\s*(?:\.|\\\}|\\rbrace|\]|\))\s*\Z")
_PUNCTUATION_END = re.compile(r"\s*[.,;]?\s*\Z")
_DEEPEST = 8
_NEEDS_CARE = re.compile(r"\\begin|\\\\|&|\\(?:text|mbox|quad|qquad|intertext)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A formula of a display, or words that stand between two of its lines."""

    latex: Traced
    words: bool = False


def pieces_of(latex: Traced) -> list[Piece]:
    """The formulas of a display and the words between them, in order; at least one formula."""
    latex = respell(joined_numerals(latex)).strip()
    if not _NEEDS_CARE.search(latex.text):
        return [Piece(latex)]
    latex = rewrite_environments(latex)
    pieces = [piece for piece in _taken_apart(latex) if piece.latex.text.strip()]
    if not any(not piece.words for piece in pieces):
        return [Piece(latex)]
    return pieces


def _taken_apart(latex: Traced) -> list[Piece]:
    for _ in range(_DEEPEST):
        begin = _BEGIN.match(latex.text)
        closing = environment_end(latex.text, 0) if begin else -1
        if begin is None or not _PUNCTUATION_END.match(latex.text, max(closing, 0)):
            break
        name = begin[1]
        start = _behind_widths(latex.text, begin.end()) if name in _TAKE_WIDTHS else begin.end()
        body = latex[start : latex.text.rindex("\\end", 0, closing)].strip()
        if name in _WRAPPERS:
            latex = body
        elif name in _NATIVE and begin.end() == start and _is_fine(body):
            return [Piece(_renamed(latex, begin, closing, _NATIVE[name]))]
        else:
            lines = _lines(body, name)
            if lines is None:
                break
            return lines
    if any(token.lastgroup in ("newline", "align") for token in outer_tokens(latex.text)):
        return _aligning(latex, "align")
    inner = _system(latex)
    return _taken_apart(inner) if inner else _line(latex)


def _lines(body: Traced, name: str) -> list[Piece] | None:
    """The lines of an environment; None for one that is a formula's own, such as a matrix."""
    if name in _ALIGNING:
        return _aligning(body, name)
    if name in _GATHERING:
        return _gathering(body)
    if name in _BROKEN:
        return [Piece(one_line(_rows(body)))] if _rows(body) else []
    if name == "cases" and all(len(row.cells) == 1 for row in _rows(body)):
        return _gathering(body)
    return None


def _is_fine(body: Traced) -> bool:
    """Whether every line is one that the reader of formulas takes as it stands."""
    rows = rows_of(body)
    breaks = sum(token.lastgroup == "newline" for token in outer_tokens(body.text))
    if breaks != len(rows) - 1:
        return False
    for number, row in enumerate(rows):
        if isinstance(row, Words) or len(row.cells) not in (2, 4) or _CARE_IN_LINE.search("".join(
            cell.text for cell in row.cells[:2]
        )):  # fmt: skip
            return False
        if len(row.cells) == 4 and (row.cells[2].text or not row.cells[3].text):
            return False
        if number < breaks and is_open("".join(cell.text for cell in row.cells[:2])):
            return False
    return True


def _renamed(latex: Traced, begin: re.Match[str], closing: int, name: str) -> Traced:
    """The environment under the name that the reader of formulas has for it, its lines as they stand."""
    if begin[0].startswith(f"\\begin{{{name}}}") and not latex.text[closing:].strip():
        return latex
    cutter = Cutter(latex)
    after = re.match(r"\\begin\s*\{[A-Za-z]+\*?\}", begin[0])
    cutter.replace(0, after.end() if after else begin.end(), f"\\begin{{{name}}}")
    cutter.replace(latex.text.rindex("\\end", 0, closing), len(latex.text), f"\\end{{{name}}}")
    return cutter.done()


def _behind_widths(text: str, position: int) -> int:
    """Behind the groups and options that say how columns are set."""
    found = re.compile(r"\s*(?:\[[^\]]*\])?\s*\{(?:[^{}]|\{[^{}]*\})*\}").match(text, position)
    return found.end() if found else position


def _system(latex: Traced) -> Traced | None:
    r"""Equations between ``\left\{`` and ``\right.``."""
    opening, closing = _BRACKETED.match(latex.text), _BRACKET_END.search(latex.text)
    if opening is None or closing is None:
        return None
    inner = latex[opening.end() : closing.start()]
    begin = _BEGIN.match(inner.text)
    whole = begin is not None and environment_end(inner.text, 0) == len(inner.text)
    return inner if whole and begin and begin[1] in _ALIGNING | _GATHERING else None


def _rows(body: Traced) -> list[Row]:
    return [row for row in rows_of(body) if isinstance(row, Row)]


def _spaced(parts: Sequence[Traced]) -> list[Traced]:
    """The parts with a line's end after each but the last."""
    found: list[Traced] = []
    for part in parts:
        if found:
            found.append(part.put("\n", 0))
        found.append(part)
    return found


def _line(latex: Traced) -> list[Piece]:
    """A formula of one line: words around it become words of the text."""
    return [Piece(said.latex, words=said.words) for said in sayings(latex)]


def _gathering(body: Traced) -> list[Piece]:
    rows = [Row((join(_spaced([cell for cell in row.cells if cell.text])),)) if isinstance(row, Row) else row
            for row in rows_of(body)]  # fmt: skip
    return _grouped(rows, gathered=True)


def _aligning(body: Traced, name: str) -> list[Piece]:
    rows = rows_of(body)
    if name in _LIKE_EQNARRAY:
        rows = [_two_cells(row) if isinstance(row, Row) else row for row in rows]
        return _grouped(rows)
    groups = columns_of([row for row in rows if isinstance(row, Row)])
    if len(groups) > 1 and all(isinstance(row, Row) for row in rows):
        return [piece for group in groups for piece in _grouped(group)]
    return _grouped(rows)


def _two_cells(row: Row) -> Row:
    r"""``a & = & b`` as ``a & = b``; words in the last cell stay apart."""
    first, *rest = row.cells
    if not rest:
        return row
    reason = rest[-1:] if len(rest) > 1 and _is_words(rest[-1]) else []
    kept = [cell for cell in rest[: len(rest) - len(reason)] if cell.text]
    second = join([kept[0], *(part for cell in kept[1:] for part in (cell.put(" ", 0), cell))]) if kept else rest[0][:0]
    return Row((first, second, *([first[:0], reason[0]] if reason else [])))


def _is_words(cell: Traced) -> bool:
    return cell.text.startswith(("\\text", "\\mbox"))


def _grouped(rows: Sequence[Row | Words], *, gathered: bool = False) -> list[Piece]:
    """Lines that follow each other make one formula; words in between set them apart."""
    pieces: list[Piece] = []
    group: list[tuple[Row, Saying | None]] = []

    def flush() -> None:
        if group:
            pieces.append(Piece(aligned(group, gathered=gathered)))
            group.clear()

    for row in rows:
        if isinstance(row, Words):
            flush()
            pieces.append(Piece(row.text, words=True))
            continue
        said = _said_on(row)
        if said.before:
            flush()
            pieces += [Piece(words.latex, words=words.words) for words in said.before]
        if said.row is not None:
            group.append((said.row, said.reason))
    flush()
    return pieces


@dataclass(frozen=True, slots=True)
class _Said:
    before: list[Saying]
    row: Row | None
    reason: Saying | None


def _said_on(row: Row) -> _Said:
    """A line's own formula, the words before it, and the words behind it as a reason."""
    cells = list(row.cells)
    reason: Saying | None = None
    if has_reason(cells):
        reason = Saying(cells[-1], words=True) if cells[-1].text else None
        cells = cells[:-1]
        while len(cells) > 1 and not cells[-1].text:
            cells.pop()
    elif len(cells) == 2 and _is_words(cells[-1]) and _has_relation(cells[0]):
        reason = Saying(cells.pop(), words=True)
    before: list[Saying] = []
    first = sayings(cells[0]) if cells[0].text else []
    while first and first[0].words:
        before.append(first.pop(0))
    if before:
        cells[0] = first[0].latex if first else cells[0][:0]
    last = sayings(cells[-1]) if cells[-1].text and reason is None else []
    position = next((number for number, one in enumerate(last) if number and one.words), 0)
    if position:
        start = last[position].start
        reason = Saying(cells[-1][start:].strip(), words=True)
        cells[-1] = cells[-1][:start].strip()
    if not any(cell.text for cell in cells):
        return _Said(before, None, None)
    return _Said(before, Row(tuple(cells)), reason)


def _has_relation(cell: Traced) -> bool:
    return re.search(r"[=<>]|\\(?:le|ge|leq|geq|ne|neq|in|approx)(?![A-Za-z])", cell.text) is not None
