"""Runs of conditions about the same unknowns, and which of them begin with an equation to be solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from solgen.audit.equations.conditions import (
    Condition,
    condition_of,
    either,
    is_alternative,
    is_of_system,
    is_other_case,
    is_step,
    isolated,
    reached_by,
    sets_derivative_to_zero,
    system,
    unknowns_of,
)
from solgen.audit.judging import Judged
from solgen.audit.lines import Key, Statement
from solgen.audit.link_words import POSED, SOLVED


def runs_of(statements: Sequence[Statement], judged: Mapping[Key, Judged]) -> Iterator[list[Condition]]:
    """Statements of one part that are conditions, one after the other; an identity between them ends no run."""
    run: list[Condition] = []
    part = ""
    for statement, following in zip_longest(statements, statements[1:]):
        if statement.part != part:
            yield run
            run, part = [], statement.part
        if following is not None and following.arrow and is_step(statement):
            yield run
            run = [reached_by(statement)]
            continue
        condition = condition_of(statement, judged)
        if condition is None:
            continue
        if condition.identity and not run:
            continue
        if run and _is_apart(run, condition):
            continue
        if len(run) > 1 and is_other_case(run[-1], condition):
            run[-1] = either(run[-1], condition)
            continue
        if run and is_of_system(run[-1], condition):
            run[-1] = system(run[-1], condition)
            continue
        if run and not condition.identity and _starts_anew(run, condition):
            yield run
            run = []
        run.append(condition)
    yield run


def _is_apart(run: Sequence[Condition], condition: Condition) -> bool:
    """Whether a condition is no step from the run before it: another place to look at, or what a derivative is."""
    return (_says_derivative(condition) and is_start(run, 0)) or is_alternative(run[-1], condition)


def _says_derivative(condition: Condition) -> bool:
    """Whether a statement says what a derivative is: of every value of its names, also behind an equation for one."""
    if condition.identity or condition.mentioned or not _is_evaluation(condition):
        return False
    left = condition.side.term.arguments[0]
    return left.head == "derivative" or (left.head == "apply" and left.arguments[0].head == "prime")


def _starts_anew(run: Sequence[Condition], condition: Condition) -> bool:
    """Whether a condition shares no undefined name with the run, or is to be solved where the run is not."""
    if condition.mentioned and not is_start(run, 0):
        return True
    if POSED.search(condition.statement.words):
        return True
    names = frozenset[str]().union(*(unknowns_of(each) for each in run if not each.identity))
    return not (names & unknowns_of(condition))


def is_start(run: Sequence[Condition], position: int) -> bool:
    """Whether the condition at ``position`` is an equation to be solved."""
    first = run[position]
    if first.identity:
        return False
    if first.mentioned or sets_derivative_to_zero(first.side.term):
        return True
    if _is_evaluation(first):
        return False
    if SOLVED.search(first.statement.words) or POSED.search(first.statement.words):
        return True
    for later in run[position + 1 :]:
        unknown = isolated(later.side.term, later.statement.context)
        if unknown is not None and unknown in unknowns_of(first):
            return isolated(first.side.term, first.statement.context) != unknown
    return False


def _is_evaluation(condition: Condition) -> bool:
    """Whether a statement says what a defined quantity or a derivative is: ``f(x) = x + 1``, not ``3 x + 1 = 7``."""
    node = condition.side.term
    if node.head != "relation" or node.data != "=" or not node.arguments[1].free:
        return False
    left = node.arguments[0]
    defined = left.head == "name" and condition.statement.context.definition(str(left.data)) is not None
    return defined or left.head in ("apply", "derivative")
