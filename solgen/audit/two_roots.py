r"""A number of which the text gives the square, ``s^2 = 2.5``: it is one of two, and nothing need be said of its sign.

No rational number has such a square, so that a line about ``s`` is not decided at any point. But every ``s`` that is
assumed is one root or the other. So a line that is not decided is judged for each: where it is false for both it is
wrong, and where it holds for both it holds. What is true of one root only stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.terms import Term, name, number, term


def with_both_roots(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those decided that are the same for both roots of a square."""
    tried = {key: pair for key, one in judged.items() if (pair := _for_each_root(one)) is not None}
    verdicts = verdicts_of((claim for pair in tried.values() for claim in pair), judge)
    result = dict(judged)
    for key, (positive, negative) in tried.items():
        words = {verdicts[positive].word, verdicts[negative].word}
        if words == {Word.REFUTED} or words <= {Word.PROVED, Word.CERTIFIED}:
            one = judged[key]
            line = replace(one.line, step=replace(one.line.step, claim=positive, follow=None))
            result[key] = replace(one, line=line, claim=verdicts[positive], follow=None)
    return result


def _for_each_root(one: Judged) -> tuple[Claim, Claim] | None:
    """An undecided line with its number put as each root; None where it is about no such number."""
    claim = one.line.step.claim
    if one.claim.word is not Word.UNDECIDED or one.undecided or one.line.purpose is not Purpose.CLAIM:
        return None
    for node in claim.context.hypotheses:
        named, square = _square(node, claim.context)
        if named in claim.left.free | claim.right.free:
            root = term("root", [square, number(2)])
            return _put(claim, node, named, root), _put(claim, node, named, term("negate", [root]))
    return None


def _square(node: Term, context: Context) -> tuple[str, Term]:
    """The name and the number of ``s^2 = 2.5``; no name of anything else."""
    if node.head != "relation" or node.data != "=" or node.arguments[0].head != "power" or node.arguments[1].free:
        return "", node
    base, exponent = node.arguments[0].arguments
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    known = plain and context.definition(str(base.data)) is not None
    return (str(base.data) if plain and not known and exponent is number(2) else ""), node.arguments[1]


def _put(claim: Claim, square: Term, named: str, root: Term) -> Claim:
    kept = tuple(node for node in claim.context.hypotheses if node is not square)
    context = replace(claim.context, hypotheses=kept).with_definition(Definition(name(named), root))
    return replace(claim, context=context)
