r"""What came out of an equation is what its unknown is from there on, and a function is what it was shown to be.

``From $\ell = \frac{1}{2} a t^2$ we get $t = \sqrt{2 \ell / a}$``: no formula defines ``t``, so the next line,
``v = a t = \sqrt{2 a \ell}``, holds of no ``t`` but this one. A line that is not established is judged again with
the solutions that stand before it, each as long as it is not wrong itself; where it holds with them, they are its
condition. So is the form of a function that a line before has established, which is no condition: it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from solgen.audit.context.material import is_numbered, region_of
from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.relevance import relevant
from solgen.audit.two_roots import with_both_roots
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.documents.ordering import in_order_of_use
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.terms import Term

_UNIVERSAL: Final = frozenset({"derivative", "prime", "gradient"})


@dataclass(frozen=True, slots=True)
class _Solution:
    """``t = ...`` of a number that no formula defines, and where it stands."""

    key: Key
    definition: Definition
    line: int
    region: str
    condition: bool = True
    """Whether a line holds only with it; of a function in another form, which was established, it is none."""


def with_solutions(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those that are not established judged with what the unknowns before them came out as."""
    solutions = _solutions(judged)
    tried = {key: new for key, one in judged.items() if (new := _applied(key, one, solutions)) is not None}
    verdicts = verdicts_of((each for _, *pair in tried.values() for each in pair if each is not None), judge)
    result = dict(judged)
    for key, (used, claim, follow) in tried.items():
        if verdicts[claim].established:
            one = judged[key]
            told = [f"{each.definition.name} is as line {each.line} says" for each in used if each.condition]
            said = f"where {' and '.join(told)}" if told else ""
            line = replace(one.line, step=replace(one.line.step, claim=claim, follow=follow))
            condition = ", ".join(part for part in (one.condition, said) if part)
            verdict = verdicts.get(follow) if follow is not None else None
            result[key] = Judged(line, one.interpretation, verdicts[claim], verdict, condition)
    return with_both_roots(result, judge)


def with_what_came_out(key: Key, judged: Mapping[Key, Judged]) -> tuple[Claim, Claim | None] | None:
    """A line and its step with what the unknowns before it came out as; None where none bears on it."""
    found = _applied(key, judged[key], _solutions(judged))
    return None if found is None else found[1:]


def _solutions(judged: Mapping[Key, Judged]) -> list[_Solution]:
    return [found for key, one in sorted(judged.items()) if (found := _solution(key, one)) is not None]


def _solution(key: Key, one: Judged) -> _Solution | None:
    if one.wrong or one.line.purpose is not Purpose.CLAIM:
        return None
    step = one.line.step
    place = step.place.line, region_of(step.part)
    if one.established and _is_value(step.claim):
        return _Solution(key, Definition(step.claim.left, step.claim.right), *place, condition=False)
    found = _isolated(step.claim.right if step.claim.relation in ("⇒", "⇔") else None, step.claim)
    if found is None or not _is_unknown(str(found.target.data), step.claim.context):
        return None
    return _Solution(key, found, *place)


def _is_value(claim: Claim) -> bool:
    """``\\ell(\\lambda) = n \\ln \\lambda - \\dots`` of a function that is defined in another form."""
    left = claim.left
    if claim.relation != "=" or left.head != "apply" or left.arguments[0].head != "name":
        return False
    definition = claim.context.definition(str(left.arguments[0].data))
    return definition is not None and definition.target is left and left.arguments[0].data not in claim.right.free


def _isolated(condition: Term | None, claim: Claim) -> Definition | None:
    """A name alone on the left of an equation, in which it does not stand again."""
    left, right, sign = claim.left, claim.right, claim.relation
    if condition is not None:
        if condition.head != "relation":
            return None
        (left, right), sign = condition.arguments, str(condition.data)
    if sign != "=" or left.head != "name" or left.data in right.free or not right.arguments:
        return None
    return Definition(left, right)


def _is_unknown(named: str, context: Context) -> bool:
    declaration = context.declaration(named)
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    return plain and context.definition(named) is None


def _applied(key: Key, one: Judged, solutions: list[_Solution]) -> tuple[list[_Solution], Claim, Claim | None] | None:
    """A line that is not established with the solutions that bear on it; None where none does."""
    step = one.line.step
    claim, region = step.claim, region_of(step.part)
    if one.established or one.line.purpose is not Purpose.CLAIM:
        return None
    solvable = claim.relation in ("=", "≈", "≡") and not _is_of_functions(claim)
    names = {declaration.name for declaration in relevant(claim.left.free | claim.right.free, claim.context)[0]}
    latest = {
        each.definition.name: each
        for each in solutions
        if each.key[0] < key[0]
        and each.definition.name in names
        and (solvable or not each.condition)
        and (each.region == region or not (is_numbered(each.region) or is_numbered(region)))
        and _may_be_put(each, claim.context)
        and not _says(claim, each.definition)
        and _fits(each.definition, claim.context)
    }
    used = list(latest.values())
    if not used:
        return None
    kept = [one for one in claim.context.definitions if one.name not in latest]
    definitions = in_order_of_use((*kept, *(each.definition for each in used)))
    context = replace(claim.context, definitions=definitions)
    if any(each.definition.name in context.reach(other) for each in used for other in each.definition.body.free):
        return None  # a circle
    follow = replace(step.follow, context=context) if step.follow is not None else None
    return used, replace(claim, context=context), follow


def _is_of_functions(claim: Claim) -> bool:
    """Whether a line is about every value of an unknown, as one with ``f(x)`` or a derivative is."""
    return any(
        node.head in _UNIVERSAL or (node.head == "apply" and node.arguments[0].head != "builtin")
        for side in (claim.left, claim.right)
        for node in side.walk()
    )


def _may_be_put(solution: _Solution, context: Context) -> bool:
    """Whether the name is still unknown; of a function, whether it is still defined with these arguments."""
    if solution.condition:
        return _is_unknown(solution.definition.name, context)
    definition = context.definition(solution.definition.name)
    return definition is not None and definition.target is solution.definition.target


def _says(claim: Claim, definition: Definition) -> bool:
    """Whether the line is the solution itself, or another one for the same unknown: that is not shown by it."""
    return claim.left is definition.target or claim.right is definition.target


def _fits(definition: Definition, context: Context) -> bool:
    return all(context.declaration(each) is not None for each in definition.body.free)
