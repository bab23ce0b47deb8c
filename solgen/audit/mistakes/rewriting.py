"""Rules that rewrite a Term at one place: how the mistake goes forwards, and what it may have come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from solgen.audit.mistakes.pieces import is_result
from solgen.audit.mistakes.places import rewritten
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.unfold import unfold
from solgen.notation.terms import Term

Change = Callable[[Term, WrongStep], Iterable[Term]]
MOST_BY_SOURCE = 60
"""Candidates of one rule from one Term."""


def rewriting(  # noqa: PLR0913 -- what a rule consists of
    name: str,
    formula: str,
    feedback: str,
    *,
    slip: Change | None = None,
    mend: Change | None = None,
    indices: bool = False,
    of_results: bool = False,
) -> MistakeRule:
    """A rule from what the mistake makes of a Term (``slip``) and from what a Term may have been before it (``mend``).

    The slip is applied inside what stood before the wrong side, with and without definitions put in; ``mend`` inside
    the wrong side, which the mistake then reproduces as it is written; inside a mere number only with ``of_results``.
    """

    def apply(step: WrongStep) -> Iterator[Reproduction]:
        if mend is not None and (of_results or not is_result(step.after)):
            for right in islice(rewritten(step.after, lambda node: mend(node, step), indices=indices), MOST_BY_SOURCE):
                yield Reproduction(step.after, right)
        if slip is not None:
            for source in sources(step):
                changed = rewritten(source, lambda node: slip(node, step), indices=indices)
                distant = is_distant(source, step)
                for wrong in islice(changed, MOST_BY_SOURCE):
                    yield Reproduction(wrong, distant=distant)

    return MistakeRule(name, formula, feedback, apply)


def sources(step: WrongStep) -> Iterator[Term]:
    """The Terms from which the wrong side may have been reached: the one before, the first one, both unfolded."""
    seen: set[Term] = set()
    for written in (step.before, step.claim.left):
        for source in (written, _unfolded(written, step)):
            if source not in seen:
                seen.add(source)
                yield source


def is_distant(source: Term, step: WrongStep) -> bool:
    """Whether definitions were put into what was written to get this source."""
    return source not in (step.before, step.claim.left)


def _unfolded(node: Term, step: WrongStep) -> Term:
    try:
        return unfold(node, step.claim.context)
    except (BudgetExhausted, ValueError):
        return node
