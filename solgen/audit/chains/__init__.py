r"""From formulas that were understood to the lines that they claim.

A chain goes on over formulas that begin with a relation sign. A statement with the same left side as an earlier one of
the part goes on from it too (``w = A``, then ``w = B`` claims ``A = B`` as well), as long as every name means the same
and no case in between was given up. Where a formula begins with a sign but whole sentences stand before it, its left
side may be the words: the connection is then loose, and a failure says nothing.
"""

from __future__ import annotations

from solgen.audit.chains.walk import Walk
from solgen.audit.lines import Statement
from solgen.audit.understanding import Interpretation
from solgen.documents.blocks import SourceText


def statements_of(interpretation: Interpretation, source: SourceText) -> tuple[Statement, ...]:
    """All statements of a text under one interpretation, in reading order."""
    walk = Walk(source)
    return tuple(statement for formula in interpretation.formulas for statement in walk.formula(formula))
