r"""Environments inside a formula: arrays between brackets as matrices, those behind a single brace as cases."""

from __future__ import annotations

import re

from solgen.documents.manuscripts.rows import Row, environment_end, rows_of
from solgen.documents.manuscripts.traced import Cutter, Traced, join

_BEGIN = re.compile(r"\\begin\s*\{(?P<name>[A-Za-z]+)(?P<star>\*?)\}")
_BEFORE = re.compile(r"(?:\\left|\\[bB]igg?l?)?\s*(?P<bracket>\\\{|\\lbrace|\(|\[)\s*\Z")
_BEHIND = re.compile(r"\s*(?:\\right|\\[bB]igg?r?)?\s*(?P<bracket>\.|\)|\]|\\\}|\\rbrace)")
_WIDTHS = re.compile(r"\s*(?:\[[^\]]*\])?\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_PLAIN = frozenset({"array", "darray", "matrix", "smallmatrix"})
_CASES = frozenset({"cases", "dcases", "rcases", "drcases", "numcases"})
_MATRICES = {"(": "pmatrix", "[": "bmatrix"}
_RELATION = re.compile(r"\s*(?:=|<|>|\\(?:le|ge|leq|geq|ne|neq|approx)(?![A-Za-z]))")
_PUNCTUATION = re.compile(r"\s*(?:\\[,;: ])*\s*[,;.]\s*\Z")
_WORDS_END = re.compile(r"(\\(?:text|mbox)\s*\{[^{}]*?)\s*[.,;]\s*\}\Z")
_CONDITION = re.compile(r"(?:\\q?quad|\\[,;: ]|\s)*(?=\\(?:text|mbox)\s*\{\s*(?:if|for|when|otherwise|else)\b)")


def rewrite_environments(latex: Traced) -> Traced:
    """The formula with its inner arrays as cases and matrices that the reader takes."""
    position = 0
    while (begin := _BEGIN.search(latex.text, position)) is not None:
        position = begin.end()
        end = environment_end(latex.text, begin.start())
        if end < 0:
            break
        name = begin["name"]
        if name in _CASES:
            latex = _with_cases(latex, begin.start(), begin.end(), end)
        elif name in _PLAIN:
            latex = _with_array(latex, begin, end)
        elif name in ("pmatrix", "bmatrix") and begin["star"]:
            latex = _renamed(latex, (begin.start(), end), begin.end(), name)
    return latex


def _body(latex: Traced, start: int, end: int) -> Traced:
    return latex[start : latex.text.rindex("\\end", 0, end)]


def _renamed(latex: Traced, span: tuple[int, int], inner: int, name: str) -> Traced:
    """The environment under another name, without what says how its columns are set."""
    option = re.compile(r"\s*\[[^\]]*\]").match(latex.text, inner)
    inner = option.end() if option else inner
    cutter = Cutter(latex)
    cutter.replace(span[0], inner, f"\\begin{{{name}}}")
    cutter.replace(latex.text.rindex("\\end", 0, span[1]), span[1], f"\\end{{{name}}}")
    return cutter.done()


def _with_array(latex: Traced, begin: re.Match[str], end: int) -> Traced:
    before, behind = _BEFORE.search(latex.text, 0, begin.start()), _BEHIND.match(latex.text, end)
    if before is None or behind is None:
        return latex
    inner = begin.end()
    if begin["name"] in ("array", "darray"):
        widths = _WIDTHS.match(latex.text, inner)
        inner = widths.end() if widths else inner
    if before["bracket"] in ("\\{", "\\lbrace"):
        rows = _rows(_body(latex, inner, end))
        if behind["bracket"] != "." or all(len(row.cells) < 2 or _RELATION.match(row.cells[1].text) for row in rows):
            return latex  # equations behind a brace, no cases
        return _with_cases(latex, before.start(), inner, end, behind.end())
    name = _MATRICES[before["bracket"]]
    if behind["bracket"] != {"(": ")", "[": "]"}[before["bracket"]]:
        return latex
    cutter = Cutter(latex)
    cutter.replace(before.start(), inner, f"\\begin{{{name}}} ")
    cutter.replace(latex.text.rindex("\\end", 0, end), behind.end(), f"\\end{{{name}}}")
    return cutter.done()


def _rows(body: Traced) -> list[Row]:
    return [row for row in rows_of(body) if isinstance(row, Row)]


def _with_cases(latex: Traced, start: int, inner: int, end: int, behind: int = -1) -> Traced:
    """Cases whose values and conditions end without punctuation, the condition behind ``&``."""
    behind = end if behind < 0 else behind
    rows = _rows(_body(latex, inner, end))
    if all(len(row.cells) == 1 and not _CONDITION.search(row.cells[0].text) for row in rows):
        return latex  # equations behind a brace, no cases
    parts: list[Traced] = []
    worded = any(_CONDITION.match(row.cells[-1].text) for row in rows)
    for row in rows:
        cells = list(row.cells)
        condition = _CONDITION.search(cells[0].text) if len(cells) == 1 else None
        if condition:
            cells = [cells[0][: condition.start()].strip(), cells[0][condition.end() :].strip()]
        if parts:
            parts.append(cells[0].put(" \\\\ ", 0))
        for number, cell in enumerate(cells):
            if number:
                plain = worded and not _CONDITION.match(cell.text)
                parts.append(cell.put(" & \\text{if } " if plain else " & ", 0))
            parts.append(_bare(cell))
    cutter = Cutter(latex)
    opening, closing = latex[start:inner], latex[behind - 1 : behind]
    cutter.replace(start, behind, join([opening.put("\\begin{cases} ", 0), *parts, closing.put(" \\end{cases}", 0)]))
    return cutter.done()


def _bare(cell: Traced) -> Traced:
    punctuation = _PUNCTUATION.search(cell.text)
    if punctuation:
        cell = cell[: punctuation.start()]
    words = _WORDS_END.search(cell.text)
    if words:
        return join([cell[: words.end(1)], cell.put("}", words.end(1))])
    return cell
