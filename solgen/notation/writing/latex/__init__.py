"""A Term as canonical LaTeX: what the reader reads as the same Term, in the context that the Term was read in."""

from __future__ import annotations

from solgen.notation.terms import Term
from solgen.notation.writing.latex import arithmetic, arrays, functions, propositions, ranges
from solgen.notation.writing.latex.levels import WRITERS, Level, write

for _part in (arithmetic, functions, ranges, arrays, propositions):
    WRITERS.update(_part.WRITERS)


def to_latex(term: Term) -> str:
    """The canonical LaTeX of a Term."""
    return write(term, Level.STATEMENTS)
