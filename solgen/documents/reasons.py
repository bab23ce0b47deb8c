"""What a formula inside a reason states: ``\\text{since } I = V V^t`` claims the equality beside its line."""

from __future__ import annotations

from solgen.documents.chains import PROPOSITIONS, Comparison, Side, begin, extend, proposition
from solgen.notation.context import Context
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex


def stated_comparisons(stated: Term, context: Context) -> list[Comparison]:
    """What a formula by itself claims: nothing where it states nothing."""
    if stated.head in PROPOSITIONS:
        return [proposition(Side(stated, to_latex(stated)), context)]
    if stated.head not in ("relation", "chain"):
        return []
    members = stated.arguments
    signs = [str(sign) for sign in (stated.data if isinstance(stated.data, tuple) else (stated.data,))]
    chain = begin(Side(members[0], to_latex(members[0])))
    found = []
    for sign, member in zip(signs, members[1:], strict=True):
        chain, compared = extend(chain, sign, Side(member, to_latex(member)), context)
        found.append(compared)
    return found
