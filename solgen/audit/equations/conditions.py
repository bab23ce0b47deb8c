"""Statements taken as conditions on unknowns; cases and systems put together to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from solgen.audit.judging import Judged
from solgen.audit.lines import Key, Line, Statement
from solgen.audit.relevance import relevant
from solgen.audit.understanding import Purpose
from solgen.documents.chains import Side
from solgen.kernel.claim import Word
from solgen.notation.context import Context
from solgen.notation.terms import Term, number, term
from solgen.notation.writing.latex import to_latex

_DERIVATIVES = frozenset({"derivative", "gradient", "prime", "subdifferential"})
_ISOLATING = frozenset({"=", "<", "≤", ">", "≥", "∈", "≈"})
_NO_STEPS = frozenset({Purpose.DEFINITION, Purpose.HYPOTHESIS, Purpose.ASIDE})


@dataclass(frozen=True, slots=True)
class Condition:
    """A statement in a run of conditions; ``line`` is its last line, None where nothing of it was claimed."""

    statement: Statement
    side: Side
    line: Line | None
    identity: bool
    mentioned: bool = False
    parts: tuple[Term, ...] = ()
    """The equations of a system."""
    others: tuple[Key, ...] = ()
    """The lines of the cases before the last one: they claim nothing by themselves."""


def condition_of(statement: Statement, judged: Mapping[Key, Judged]) -> Condition | None:
    """A statement as a condition; None where it is none, or is settled."""
    if statement.condition is None or statement.purpose in _NO_STEPS:
        return None
    if is_step(statement):
        return None
    known = {declaration.name for declaration in statement.context.declarations}
    if not statement.condition.term.free <= known:
        return None  # it speaks of an index, as in "the set of indices i such that y_i > 0"
    if statement.purpose is Purpose.MENTION:
        return Condition(statement, statement.condition, statement.mentioned, identity=False, mentioned=True)
    if not statement.lines:
        return None
    line = statement.lines[-1]
    verdict = judged.get(line.key)
    if verdict is None or verdict.claim.word is Word.ILL_FORMED:
        return None  # settled under an interpretation before this one, or without a meaning
    if any(judged[other.key].wrong for other in statement.lines[:-1] if other.key in judged):
        return None
    return Condition(statement, statement.condition, line, identity=verdict.established)


def is_alternative(before: Condition, condition: Condition) -> bool:
    """``x = 1 and x = -1``: another place, and no step from the one to the other."""
    joined = condition.statement.words.strip(" ,").lower() in ("", "and", "or") and condition.statement.number == 0
    if not (joined and before.mentioned and condition.mentioned):
        return False
    unknowns = [isolated(each.side.term, each.statement.context) for each in (before, condition)]
    return unknowns[0] is not None and unknowns[0] == unknowns[1]


def is_other_case(before: Condition, condition: Condition) -> bool:
    """``x = 0`` or ``x = 2``: two values of one unknown, none of which is the only one."""
    if condition.statement.words.strip(" ,").lower() != "or" or condition.identity or before.identity:
        return False
    unknowns = [isolated(each.side.term, each.statement.context) for each in (before, condition)]
    return unknowns[0] is not None and unknowns[0] == unknowns[1] and before.line is not None


def either(before: Condition, condition: Condition) -> Condition:
    """One of both conditions, claimed on the line of the second."""
    cases = before.side.term.arguments if before.side.term.head == "or" else (before.side.term,)
    whole = term("or", [*cases, condition.side.term])
    assert before.line is not None
    return replace(condition, side=Side(whole, to_latex(whole)), others=(*before.others, before.line.key))


def is_of_system(before: Condition, condition: Condition) -> bool:
    """``f_x = 0, f_y = 0``: two derivatives that are set to zero in one formula, or with "and" between."""
    joined = condition.statement.words.strip(" ,").lower() in ("", "and")
    asked = before.mentioned and condition.mentioned and joined and not condition.statement.arrow
    return asked and all(map(sets_derivative_to_zero, (*(before.parts or (before.side.term,)), condition.side.term)))


def system(before: Condition, condition: Condition) -> Condition:
    """Both conditions at once; nothing of them is claimed."""
    parts = (*(before.parts or (before.side.term,)), condition.side.term)
    whole = term("and", parts)
    return replace(before, side=Side(whole, to_latex(whole)), line=None, parts=parts)


def is_step(statement: Statement) -> bool:
    """Whether a statement is a step by itself, ``P \\iff Q``."""
    return statement.condition is not None and statement.condition.term.data in ("⇒", "⇔")


def reached_by(step: Statement) -> Condition:
    """What a step has reached, from where the next one goes on."""
    assert step.condition is not None
    reached = step.condition.term.arguments[-1]
    return Condition(step, Side(reached, to_latex(reached)), None, identity=False, mentioned=True)


def unknowns_of(condition: Condition) -> frozenset[str]:
    """The names that could be unknowns: declared, not defined, and neither sizes nor functions."""
    context = condition.statement.context
    declarations = relevant(condition.side.term.free, context)[0]
    kinds = {"real", "vector", "matrix", "quantity", "integer", "complex"}
    found = [each for each in declarations if each.kind.value in kinds and context.definition(each.name) is None]
    single = [each for each in found if not each.indices]
    return frozenset(each.name for each in single or found)  # a sample is data where there is anything else


def sets_derivative_to_zero(condition: Term) -> bool:
    """Whether a condition says that a derivative is 0, or that 0 lies in a subdifferential."""
    if condition.head != "relation" or condition.data not in ("=", "∈"):
        return False
    left, right = condition.arguments
    for one, other in ((left, right), (right, left)):
        if one is number(0) and any(node.head in _DERIVATIVES for node in other.walk()):
            return True
    return False


def isolated(condition: Term, context: Context) -> str | None:
    """The undefined name that stands alone on the left: ``x = 2``, ``x = 1 or x = 3``."""
    if condition.head == "or":
        names = {isolated(part, context) for part in condition.arguments}
        return names.pop() if len(names) == 1 else None
    if condition.head != "relation" or condition.data not in _ISOLATING:
        return None
    left, right = condition.arguments
    head = left.arguments[0] if left.head == "index" else left
    if head.head != "name" or context.definition(str(head.data)) is not None or head.data in right.free:
        return None
    return str(head.data)
