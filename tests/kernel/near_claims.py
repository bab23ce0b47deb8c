"""What the kernel says of each claim of the corpus, and of claims beside it, in all its parts.

Beside a claim stand: the claim with one node changed, with its order made strict or not, with a hypothesis left out,
with a property of a declaration left out. Of each, ``near_claims.txt`` lists the verdict, what the methods say by
themselves (what they prove and under which conditions, what they refuse and why), and what the two evaluations find at
the first models; each by its word and a short digest of all that is said. After a change on purpose
``python -m tests.kernel.near_claims`` writes the list anew; ``python -m tests.kernel.near_claims PLACE`` prints in full
what is said of one case, before and after.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from solgen.diagnostics import Failure
from solgen.kernel import binding
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Proof
from solgen.kernel.evaluation.evaluate import RULES, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.kernel.mechanisms import MECHANISMS, prover
from solgen.kernel.pointwise import with_arguments
from solgen.notation.terms import Term
from tests.bench.corpus_mutants import sampled
from tests.claims_corpus import Case, corpus
from tests.kernel.methods import JUDGED, key
from tests.kernel.verdicts import in_a_line

_FILE = Path(__file__).with_name("near_claims.txt")
_OTHER = {"<": "≤", "≤": "<", ">": "≥", "≥": ">", "⇔": "⇒", "≻": "⪰", "⪰": "≻", "⊆": "⊂", "=": "≤"}
_POINTS = re.compile(r"; \(points at which both sides were evaluated\) \d+")
"""How many there were is a matter of time, and stands in ``verdicts.txt``."""
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_DIGITS = re.compile(r"(\d\.\d{8})\d+")
_MODELS = 2
_FAULTS = (ArithmeticError, TypeError, AttributeError, RecursionError, IndexError, ValueError)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one claim, by the part of the kernel that says it."""

    name: str
    verdict: str
    methods: tuple[str, ...]
    values: tuple[str, ...]

    def __str__(self) -> str:
        word = self.verdict.partition(";")[0].replace(" ", "-") or "undecided"
        parts = (f"{word}:{_short(self.verdict)}", _short("\n".join(self.methods)), _short("\n".join(self.values)))
        return f"{self.name} {' '.join(parts)}"

    def in_full(self) -> str:
        """All of it, a line each."""
        return "\n".join([f"{self.name}: {self.verdict or 'undecided'}", *self.methods, *self.values])


def said(case: Case) -> list[Said]:
    """What is said of a claim and those beside it; nothing of one that cannot be read."""
    try:
        claim = case.claim()
    except Failure:
        return []
    return [_said(name, one) for name, one in (("itself", claim), *_beside(claim, key(case)))]


def _said(name: str, claim: Claim) -> Said:
    verdict = _POINTS.sub("", in_a_line(check(claim)))
    return Said(name, verdict, tuple(_findings(claim)), tuple(_values(claim)))


def _beside(claim: Claim, seed: str) -> Iterator[tuple[str, Claim]]:
    for changed in sampled(claim, 1, seed):
        yield "changed", changed
    if claim.relation in _OTHER and claim.relation != "=":
        yield "strictness", replace(claim, relation=_OTHER[claim.relation])
    context = claim.context
    if context.hypotheses:
        yield "supposing-less", replace(claim, context=replace(context, hypotheses=context.hypotheses[1:]))
    found = next((place for place, one in enumerate(context.declarations) if one.properties), None)
    if found is not None:
        plain = replace(context.declarations[found], properties=context.declarations[found].properties[1:])
        declarations = (*context.declarations[:found], plain, *context.declarations[found + 1 :])
        yield "declaring-less", replace(claim, context=replace(context, declarations=declarations))


def _findings(claim: Claim) -> Iterator[str]:
    claim = with_arguments(claim)
    if binding.attempt(claim) is not None:
        return
    for mechanism in MECHANISMS:
        try:
            finding = prover(mechanism)(claim)
        except BudgetExhausted:
            yield f"{mechanism}: exhausted"
            continue
        if finding is not None:
            word = "proves" if isinstance(finding, Proof) else "says"
            yield f"{mechanism} {word}: {finding!r}"


def _values(claim: Claim) -> Iterator[str]:
    sides = (claim.left, claim.right)
    for model in islice(draw_models(claim.context, sides, claim_digest(claim), _MODELS), _MODELS):
        yield repr(sorted(model.values.items()))
        for side in sides:
            yield _ADDRESS.sub("", _exactly(side, model))
            yield _DIGITS.sub(r"\1", _ADDRESS.sub("", _in_floats(side, model)))


def _exactly(side: Term, model: Model) -> str:
    values = {latex: from_model(value) for latex, value in model.values.items()}
    try:
        with precision(128):
            return repr(Evaluator(model.context, values, RULES).value(side, {}))
    except (CannotEvaluate, DoesNotExist, NeedPrecision, *_FAULTS) as error:
        return type(error).__name__


def _in_floats(side: Term, model: Model) -> str:
    try:
        return repr(FloatEvaluator(model).value(side, {}))
    except (NoRule, NoValue, *_FAULTS) as error:
        return type(error).__name__


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def in_a_word(case: Case) -> str:
    """What is said of all of them, in one line."""
    return ", ".join(map(str, said(case)))


@cache
def listed() -> dict[str, frozenset[str]]:
    """What is listed for each case; one that the corpus has twice may be told of in two ways."""
    found: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        name, _, told = line.partition(" => ")
        found[name] = found.get(name, frozenset()) | {told}
    return found


def judged() -> list[Case]:
    """All cases that are claims."""
    return [case for part in JUDGED for case in corpus(part)]


def main() -> None:
    """Write the list anew, or print one case in full."""
    if len(sys.argv) > 1:
        asked = [one.in_full() for case in judged() if case.place in sys.argv[1:] for one in said(case)]
        sys.stdout.write("\n\n".join([*asked, ""]))
        return
    lines = [f"{key(case)} => {told}\n" for case in judged() if (told := in_a_word(case))]
    _FILE.write_text("".join(dict.fromkeys(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
