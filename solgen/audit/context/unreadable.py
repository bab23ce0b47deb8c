"""Formulas that cannot be read: those that only say what a name is, those that another spelling helps, the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from solgen.audit.context.material import Formula
from solgen.audit.context.memberships import bound_of, entries, memberships
from solgen.audit.context.ranges import listings
from solgen.audit.context.scan import Scan
from solgen.audit.context.subjects import is_bare
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.reading.formula import read
from solgen.notation.reading.reading import Reading, TokenKind
from solgen.notation.reading.spellings import DOTS, RELATION_SIGNS


def says_only_what_a_name_is(formula: Formula) -> bool:
    """``X \\in \\mathbb{R}^{N \\times d}``, ``i = 1, \\dots, n``, ``T = (y_1, \\dots, y_N)^t``: nothing is claimed."""
    scan = formula.scan
    if scan.fault is not None:
        return False
    if scan.of_differentials or _goes_on_and_on(scan):
        return True
    if any(True for _ in memberships(scan)) or entries(scan) is not None or bound_of(scan) is not None:
        return True
    if all(token.text in RELATION_SIGNS or token.kind is TokenKind.TEXT for token in scan.tokens):
        return True
    if any(one.start == 0 and one.end > len(formula.latex) for one in scan.ranges) and "\\sum" not in formula.latex:
        return True
    if is_bare(scan) and "=" not in formula.latex:
        return True
    times = {token.text for token in scan.tokens}
    if any(True for _ in listings(scan)) and len(scan.statements) == 1 and not times & {"+", "-", "\\sum", "\\frac"}:
        return True
    return "=" not in times and times <= {"\\times", *(text for text in times if text.isalnum())} and "\\times" in times


def _goes_on_and_on(scan: Scan) -> bool:
    """``k = 1, 2, \\dots``, without an end."""
    texts = [token.text for token in scan.tokens]
    begins = len(texts) > 3 and texts[1] == "=" and texts[-1] in DOTS
    return begins and all(text in (",", *DOTS) or text.isdigit() for text in texts[2:])


def helped(formula: Formula, context: Context, failure: Failure) -> tuple[Reading, str] | None:
    """The reading in another spelling, and what was assumed by it; None where none helps."""
    together = _digits_together(formula.latex)
    if together != formula.latex:
        try:
            return read(together, context), "digits that stand apart are taken as one number"
        except Failure:
            return None
    if failure.diagnostics[0].code == "read-derivative" and not any(use.base == "d" for use in formula.scan.uses):
        kept = tuple(one for one in context.declarations if one.name != "d")
        try:
            return read(formula.latex, replace(context, declarations=kept)), "`d` stands for the derivative here"
        except Failure:
            return None
    if failure.diagnostics[0].code == "read-bare-function":
        return _with_functions_as_numbers(formula, context)
    if failure.diagnostics[0].code == "read-transpose":
        letters = [use.base for use in formula.scan.uses if use.role == "exponent" and use.base in ("t", "T")]
        others = {use.base for use in formula.scan.uses if use.role != "exponent"}
        for letter in set(letters) - others:
            kept = tuple(one for one in context.declarations if one.name != letter)
            try:
                reading = read(formula.latex, replace(context, declarations=kept))
            except Failure:
                continue
            return reading, f"`^{letter}` is taken as the transpose here"
    return None


def _with_functions_as_numbers(formula: Formula, context: Context) -> tuple[Reading, str] | None:
    """``p V = n R T`` where ``p(V)`` is written elsewhere: the value with its usual arguments is meant."""
    bare = {use.base for use in formula.scan.uses if use.arguments is None and not use.primes}
    functions = [one for one in context.declarations if one.kind is Kind.FUNCTION and one.name in bare]
    names = {one.name for one in functions}
    numbers = context.with_declarations(*(Declaration(each, Kind.REAL) for each in sorted(names)))
    kept = tuple(one for one in context.definitions if one.name not in names)
    try:
        reading = read(formula.latex, replace(numbers, definitions=kept))
    except Failure:
        return None
    return reading, f"`{min(names)}` is written without its argument here"


_APART = re.compile(r"\d(?:\s*\d|\s+,\s+\d\s*\d\s*\d(?!\s*\d)|\s+\.\s+\d)+")


def _digits_together(latex: str) -> str:
    """``1 , 2 1 6`` as ``1,216``, padded to the same length: how programs that read pages write numbers."""
    return _APART.sub(lambda found: "".join(found.group().split()).ljust(len(found.group())), latex)


def problem_of(formula: Formula, failure: Failure) -> Diagnostic:
    """Why a formula is not read, at the token where reading stopped."""
    diagnostic = failure.diagnostics[0]
    column = diagnostic.place.column
    place = formula.place
    if column:
        spot = formula.raw.spot(column - 1)
        start = formula.raw.spot(0)
        lines = spot.line - start.line
        place = replace(place, line=place.line + lines, column=spot.column) if place.line else Place(place.file)
    return diagnostic.at(place)
