"""The places that algebra has to be asked about, settled in the field.

Rule: a place at the end of a path lies in its range if it does under the facts of the path: the bounds of what binds,
the conditions that hold or do not. What a claim's own letters stand for and what hypotheses read off at one place are
facts as well. Budget: that of the field. Source: as for ``kernel/places``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.existence.extents import Extent
from solgen.kernel.existence.obligations import Given, Obligation, Obligations, Placed, Step
from solgen.kernel.field.components import require_between
from solgen.kernel.field.hypothesis_facts import tightened
from solgen.kernel.field.scope import Fact, Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.instances.hypotheses import parts
from solgen.notation.context import Context
from solgen.notation.terms import Term

_ORDER: Final = frozenset({"<", "≤", ">", "≥", "="})


def settled(claim: Claim, asked: Obligations, *, hypotheses: bool) -> Placed | Term:
    """Placed, or what is read off at a place that is not known to be there."""

    def prove(scope: Scope) -> Placed | Term:
        known = _read_by_hypotheses(claim.context) if hypotheses else []
        for position, letter, extent in [*((None, *pair) for pair in asked.letters), *known]:
            _learn(scope, position, letter, extent)
        for obligation in asked.found:
            if not _holds(scope, obligation):
                return obligation.node
        return Placed(tuple(sorted(scope.used)))

    return attempted(claim.context, (claim.left, claim.right), prove, hypotheses=hypotheses)


def _read_by_hypotheses(context: Context) -> list[tuple[int, Term, Extent]]:
    """What the hypotheses read off at one place: the position of each hypothesis, the place and its range."""
    found: list[tuple[int, Term, Extent]] = []
    for position, hypothesis in enumerate(context.hypotheses):
        for part in parts(hypothesis):
            if part.head == "relation" and part.data in _ORDER:
                asked = Obligations(context)
                asked.visit(part)
                found += [
                    (position, read.place, read.extent)
                    for read in asked.found
                    if read.place is not None and read.extent is not None and _is_of_one_place(read, context)
                ]
    return found


def _is_of_one_place(read: Obligation, context: Context) -> bool:
    """Whether a place is read off once, not for each value of a letter or of what is bound."""
    free = read.place.free if read.place is not None else frozenset()
    return not read.path and all(context.declaration(named) or context.definition(named) for named in free)


def _learn(scope: Scope, position: int | None, place: Term, extent: Extent) -> None:
    try:
        low, at, high = (scope.translate(node) for node in (extent.low, place, extent.high))
    except (Unsupported, Undefined, ZeroDivisionError):
        return
    for element in (at - low, high - at):
        scope.facts.append(Fact(element, strict=False, source=position))
    scope.memo, scope.signs = {}, {}


def _holds(scope: Scope, obligation: Obligation) -> bool:
    extent, place = obligation.extent, obligation.place
    if extent is None:
        return False
    try:
        with ExitStack() as inside:
            for step in obligation.path:
                inside.enter_context(_inside(scope, step))
            low, high = scope.translate(extent.low), scope.translate(extent.high)
            if place is not None:
                require_between(scope, low, scope.translate(place), high)
            elif scope.is_integer(low) and scope.is_integer(high):
                scope.require("nonnegative", high - low + scope.field.one)
            else:
                return False
    except (Unsupported, Undefined, ZeroDivisionError):
        return False
    return True


@contextmanager
def _inside(scope: Scope, step: Step) -> Iterator[None]:
    """Inside of a binder, or where a condition is known to hold or not to."""
    with ExitStack() as inside:
        if isinstance(step, Given):
            inside.enter_context(scope.assuming(*_facts(scope, step)))
        else:
            value = scope.real_name()
            if step.extent is not None:
                value = scope.bound_name(scope.translate(step.extent.low), scope.translate(step.extent.high))
            inside.enter_context(scope.naming({step.named: inside.enter_context(value)}))
        yield


def _facts(scope: Scope, given: Given) -> list[Fact]:
    """What a condition says of differences; nothing where it is of another kind than a comparison."""
    found: list[Fact] = []
    conditions = list(parts(given.condition))
    if not given.holds and len(conditions) > 1:
        return found
    for condition in conditions:
        sign = _SIGNS.get(str(condition.data)) if condition.head == "relation" else None
        if sign is None:
            continue
        try:
            difference = scope.translate(condition.arguments[0]) - scope.translate(condition.arguments[1])
        except (Unsupported, Undefined, ZeroDivisionError):
            continue
        word = sign if given.holds else _OTHERWISE[sign]
        if word == "≠":
            word = {"0+": "+", "0-": "-"}.get(scope.sign_of(difference), "")
        if word in ("+", "0+", "0"):
            found.append(tightened(scope, Fact(difference, strict=word == "+")))
        if word in ("-", "0-", "0"):
            found.append(tightened(scope, Fact(-difference, strict=word == "-")))
    return found


_SIGNS: Final = {"<": "-", "≤": "0-", ">": "+", "≥": "0+", "=": "0", "≠": "≠"}
_OTHERWISE: Final = {"-": "0+", "0-": "+", "+": "0-", "0+": "-", "0": "≠", "≠": "0"}
