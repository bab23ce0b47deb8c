"""Rules that rewrite a Term at one place: how the mistake goes forwards, and what it may have come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from solgen.audit.mistakes.pieces import is_result
from solgen.audit.mistakes.places import rewritten_somewhere
from solgen.audit.mistakes.rule import Grade, MistakeRule, Reach, Reproduction, WrongStep
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.unfold import unfold
from solgen.notation.terms import Term

Change = Callable[[Term, WrongStep], Iterable[Term]]
MOST_BY_SOURCE = 60
"""Candidates of one rule from one Term."""
SEVERAL = 2
"""What it costs to believe that the same slip was made at several places."""
_EXTREMES = frozenset({"arg_min", "arg_max", "minimum", "maximum", "subdifferential"})


def rewriting(  # noqa: PLR0913 -- what a rule is made of, each by its name
    name: str,
    formula: str,
    feedback: str,
    *,
    slip: Change | None = None,
    mend: Change | None = None,
    indices: bool = False,
    of_results: bool = False,
    grade: Grade = Grade.LAW,
) -> MistakeRule:
    """A rule from what the mistake makes of a Term (``slip``) and from what a Term may have been before it (``mend``).

    The slip is applied inside what stood before the wrong side, for a wrong law also after definitions were put in;
    ``mend`` inside the wrong side, which the mistake then reproduces as it is written; inside a mere number only with
    ``of_results``.
    """

    def apply(step: WrongStep) -> Iterator[Reproduction]:
        if mend is not None and (of_results or not is_result(step.after)):
            mended = rewritten_somewhere(step.after, lambda node: mend(node, step), indices=indices)
            for right, several in islice(mended, MOST_BY_SOURCE):
                yield Reproduction(step.after, right, strain=SEVERAL if several else 0)
        if slip is not None:
            for source in sources(step) if grade is Grade.LAW else written_sources(step):
                changed = rewritten_somewhere(source, lambda node: slip(node, step), indices=indices)
                reach = reach_of(source, step)
                for wrong, several in islice(changed, MOST_BY_SOURCE):
                    yield Reproduction(wrong, reach=reach, strain=1 if several else 0)

    return MistakeRule(name, formula, feedback, apply, grade)


@lru_cache(maxsize=8)
def sources(step: WrongStep) -> tuple[Term, ...]:
    """The Terms from which the wrong side may have been reached: the one before, the first one, both unfolded."""
    written = written_sources(step)
    unfolded = [found for node in written if not _has_extremes(found := _unfolded(node, step))]
    return tuple(dict.fromkeys([*written, *unfolded]))


def written_sources(step: WrongStep) -> tuple[Term, ...]:
    """The Terms from which the wrong side may have been reached, as they stand."""
    return tuple(dict.fromkeys((step.before, step.claim.left)))


def _has_extremes(node: Term) -> bool:
    """Whether a minimum is taken in it: a slip inside of one is far-fetched, and dear to evaluate."""
    return not _EXTREMES.isdisjoint(node.heads)


@lru_cache(maxsize=8)
def material(step: WrongStep) -> tuple[Term, ...]:
    """Where a part that got lost may be found, the nearest first.

    What stood before, what stands in the line itself, and what the names in all that stand for.
    """
    found = dict.fromkeys((step.before, step.claim.left, step.after))
    context = step.claim.context
    pending = [*found]
    while pending:
        for latex in sorted(pending.pop(0).free):
            definition = context.definition(latex)
            if definition is not None and definition.body not in found:
                found[definition.body] = None
                pending.append(definition.body)
    return tuple(dict.fromkeys([*found, *sources(step)]))


def reach_of(source: Term, step: WrongStep) -> Reach:
    """How far it is from a source to the wrong side."""
    return Reach.BY_VALUE if source in (step.before, step.claim.left) else Reach.DISTANT


def _unfolded(node: Term, step: WrongStep) -> Term:
    try:
        return unfold(node, step.claim.context)
    except (BudgetExhausted, ValueError):
        return node
