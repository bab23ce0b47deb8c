r"""Points at which what a line gives as a number is held open, so that an explanation is not believed by chance.

Two things are: the values that names were given (``n = 4``), and the upper end of an integral that the line works out,
``\int_0^1 f(x) \, dx = [F(x)]_0^1``. An explanation that agrees there is about names, and no number was hit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.recognizing.points import Points, points_of
from solgen.notation.context import Declaration, Kind, Property
from solgen.notation.terms import Term, name, term

_UPPER: Final = name("\\mathrm{upper}")
"""Stands for the upper end; no text writes it."""


@lru_cache(maxsize=64)
def general_points_of(step: WrongStep) -> Points | None:
    """Points at which what was given as a number has other values; None where nothing near was."""
    claim = step.claim
    given = [one for one in claim.context.definitions if not one.body.free and not one.parameters]
    if not any(one.name in step.after.free for one in given):
        given = []
    end = upper_end(step)
    if not given and end is None:
        return None
    kept = tuple(one for one in claim.context.definitions if one not in given)
    context = replace(claim.context, definitions=kept)
    say = _with_open_end(end) if end is not None else None
    if end is not None:
        context = context.with_declarations(Declaration(str(_UPPER.data), Kind.REAL, (), (), (Property("positive"),)))
    sides = [side if say is None else say(side) for side in (claim.left, step.before, step.after)]
    points = Points(replace(claim, context=context, left=sides[0], right=sides[2]), sides, say=say)
    return points if given or any(value is not None for value in points.values(claim.left)) else None


@lru_cache(maxsize=64)
def upper_end(step: WrongStep) -> Term | None:
    """The positive number up to which the line integrates and which it puts into a bracket; None without one."""
    ends = {
        node.arguments[2] for side in (step.before, step.claim.left) for node in side.walk() if node.head == "integral"
    }
    put = {node.arguments[1] for node in step.after.walk() if node.head == "evaluated"}
    for end in ends & put:
        value = points_of(step).values(end)[:1]
        if not end.free and len(ends) == 1 and value and isinstance(value[0], float | Fraction) and value[0] > 0:
            return end
    return None


def _with_open_end(end: Term) -> Callable[[Term], Term]:
    """What says a Term with a name for the end of its integrals and of what is put into brackets."""

    @lru_cache(maxsize=4096)
    def say(node: Term) -> Term:
        arguments = [say(argument) for argument in node.arguments]
        position = {"integral": 2, "evaluated": 1}.get(node.head)
        if position is not None and node.arguments[position] is end:
            arguments[position] = _UPPER
        return term(node.head, arguments, node.data) if node.arguments else node

    return say
