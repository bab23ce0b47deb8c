"""``P(B | A) P(A)/P(B)  →  P(B | A) P(B)/P(A)``, ``P(A | B)  →  P(B | A)``: condition and event change places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solgen.audit.mistakes.pieces import product, quotient, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, name

_CONDITIONAL = re.compile(
    r"^(?P<head>.*[_({])(?P<event>[^|{}()]+?)\s*(?P<bar>\\mid|\\vert|\|)\s*(?P<given>[^|{}()]+?)(?P<tail>[)}]+)$"
)


def _turned(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "name":
        found = _CONDITIONAL.match(str(node.data))
        if found is not None:
            space = " " if found["bar"].startswith("\\") else ""
            other = f"{found['head']}{found['given']}{space}{found['bar']}{space}{found['event']}{found['tail']}"
            if step.claim.context.declaration(other) or step.claim.context.definition(other):
                yield name(other)
    elif node.head == "divide" and node.arguments[0].head == "multiply" and _about_chances(node, step):
        top, bottom = node.arguments
        for position in range(len(top.arguments)):
            yield quotient(product([*without(top.arguments, position), bottom]), top.arguments[position])


def _about_chances(node: Term, step: WrongStep) -> bool:
    """Whether a conditional probability stands in the fraction or in what the line is about."""
    names = node.free | step.claim.left.free
    return any(_CONDITIONAL.match(latex) for latex in names)


RULE = rewriting(
    "bayes-swapped",
    r"P(A \mid B) \to P(B \mid A)",
    "The probability of A given B is not that of B given A; Bayes' rule turns one into the other.",
    slip=_turned,
    mend=_turned,
)
