"""``y_1, …, y_n`` written out: the terms between the two around the dots, which differ in one whole number."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from solgen.kernel.evaluation.evaluator import Evaluator, Local, Value
from solgen.kernel.evaluation.values import CannotEvaluate
from solgen.notation.terms import Term, name, term

_RUNNING = "#running"


def written_out(evaluator: Evaluator, terms: Sequence[Term], local: Local) -> list[Value]:
    """The values of terms, a sequence inside them flattened and dots replaced by what they stand for."""
    flat: list[Term] = []
    for node in terms:
        flat.extend(node.arguments if node.head == "sequence" else [node])
    values: list[Value] = []
    for place, node in enumerate(flat):
        if node.head != "dots":
            values.append(evaluator.value(node, local))
            continue
        if not 0 < place < len(flat) - 1:
            message = "dots at an end"
            raise CannotEvaluate(message)
        pattern, low, high = between(evaluator, flat[place - 1], flat[place + 1], local)
        if high < low:
            message = "dots that run backwards"
            raise CannotEvaluate(message)
        evaluator.spend(high - low)
        values.extend(evaluator.value(pattern, {**local, _RUNNING: fmpq(i)}) for i in range(low + 1, high))
        if high == low:
            values.pop()  # y_1, …, y_n with n = 1 names one term, not two
    return values


def between(evaluator: Evaluator, first: Term, last: Term, local: Local) -> tuple[Term, int, int]:
    """``(pattern, low, high)``: the pattern has the running name where the two terms differ."""
    if first.head == "number" and last.head in ("number", "name", "add"):
        return name(_RUNNING), evaluator.whole(first, local), evaluator.whole(last, local)
    place = difference(first, last)
    if place is None:
        message = "dots between terms that do not differ in one index"
        raise CannotEvaluate(message)
    pattern, low, high = place
    return pattern, evaluator.whole(low, local), evaluator.whole(high, local)


def difference(first: Term, last: Term) -> tuple[Term, Term, Term] | None:
    """The common pattern of two terms that differ in one index, with the two indices; None for others."""
    if first.head != last.head or first.data != last.data or len(first.arguments) != len(last.arguments):
        return None
    places = [place for place, (one, other) in enumerate(zip(first.arguments, last.arguments, strict=True))
              if one is not other]  # fmt: skip
    if len(places) != 1:
        return None
    place = places[0]
    one, other = first.arguments[place], last.arguments[place]
    if first.head in ("index", "order_statistic") and place > 0:
        pattern: Term = name(_RUNNING)
        low, high = one, other
    else:
        inner = difference(one, other)
        if inner is None:
            return None
        pattern, low, high = inner
    arguments = [*first.arguments[:place], pattern, *first.arguments[place + 1 :]]
    return term(first.head, arguments, first.data), low, high
