r"""A line that follows from lines: ``L \le R`` behind ``L \le A`` and ``A = R``, each of which was established.

Only lines that are not decided by themselves are looked at, so that a conclusion never takes the place of a verdict.
The judge is asked for the chain of the steps, in the context of the conclusion (``documents.conclusions``), so a step
that holds only where something else is assumed, or that was about another value of a name, leads nowhere. Only what is
proved is taken, with the conditions of all its steps. Where a step holds under a bound that stands elsewhere, the
conclusion is judged under it as well, and has the same condition; so it has where a step holds under one reading of the
text only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.relevance import same_meaning
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.documents.conclusions import concluded
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context


@dataclass(frozen=True, slots=True)
class _Step:
    """What a line says that was proved, where it says it, and what it says it under.

    ``context`` is the line's own, ``claim.context`` the one in which it was proved; ``condition`` names what the
    second has besides.
    """

    claim: Claim
    formula: int
    line: int
    context: Context
    condition: str


_Way = tuple[Claim, list[str], list[_Step]]
"""A chain that leads to a line, the conditions under which it is one, and its steps."""


def with_conclusions(judged: Mapping[Key, Judged], before: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those that are not decided judged by the steps that lead to them.

    ``before`` has the lines as the text has them, before bounds from elsewhere were put in force.
    """
    steps = [step for key, one in sorted(judged.items()) for step in _steps(one, before.get(key, one))]
    tried = {key: ways for key, one in judged.items() if (ways := list(_ways(one, steps)))}
    verdicts = verdicts_of((claim for ways in tried.values() for claim, _, _ in ways), judge)
    result = dict(judged)
    for key, ways in tried.items():
        one = judged[key]
        found = next((way for way in ways if verdicts[way[0]].word is Word.PROVED), None)
        if found is not None:
            condition = ", ".join(dict.fromkeys(part for part in (one.condition, *found[1]) if part))
            note = _follows_from(found[2], one.line.step.formula)
            result[key] = replace(one, claim=verdicts[found[0]], condition=condition, undecided="", note=note)
    return result


def _steps(one: Judged, before: Judged) -> Iterator[_Step]:
    said = ((one.line.step.claim, one.claim), (one.line.step.follow, one.follow))
    for claim, verdict in said:
        if claim is not None and verdict is not None and verdict.word is Word.PROVED and not one.undecided:
            step = one.line.step
            yield _Step(claim, step.formula, step.place.line, before.line.step.claim.context, one.condition)


def _ways(one: Judged, steps: Sequence[_Step]) -> Iterator[_Way]:
    claim = one.line.step.claim
    if one.claim.word is not Word.UNDECIDED or one.line.purpose is not Purpose.CLAIM:
        return
    near = [step for step in steps if _means_the_same(step, claim)]
    found = concluded(claim, [step.claim for step in near])
    if found is None:
        return
    chain, places = found
    used = [near[place] for place in places]
    names = chain.left.free
    here = [step.condition for step in used if same_meaning(names, step.claim.context, claim.context)]
    if one.undecided and not any(here):
        return  # it is wrong as the text may be read otherwise, and nothing names the reading in which it is right
    yield chain, here, used
    for step in used:
        if step.condition and same_meaning(names, step.context, claim.context):
            yield replace(chain, context=step.claim.context), [*here, step.condition], used


def _means_the_same(step: _Step, claim: Claim) -> bool:
    names = step.claim.left.free | step.claim.right.free
    return step.context.log_base is claim.context.log_base and same_meaning(names, step.context, claim.context)


def _follows_from(steps: Sequence[_Step], own: int) -> str:
    """``follows from lines 4 and 5``; a member of a chain from the members before it."""
    if all(step.formula == own for step in steps):
        return "follows from the steps of its chain"
    *first, last = map(str, sorted({step.line for step in steps}))
    return f"follows from lines {', '.join(first)} and {last}" if first else f"follows from line {last}"
