"""How the reader says no: one diagnostic, at the column where the offending token begins."""

from __future__ import annotations

from solgen.diagnostics import Diagnostic, Failure, Place


def failure(code: str, message: str, offset: int, hint: str = "", latex: str = "") -> Failure:
    """A Failure at ``offset`` characters into the formula (column 1 + offset)."""
    return Failure(Diagnostic(code, message, Place(column=offset + 1, excerpt=latex), hint))
