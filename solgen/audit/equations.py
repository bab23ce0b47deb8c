r"""Equations that are solved: from ``A = B`` to ``C = D`` for the same unknown.

A statement that is no identity is not wrong where it is a condition: an equation to be solved. It is one if the text
says so, if it sets a derivative to zero, or if the statements that come next end with the unknown alone on one side
(``3 x + 1 = 7``, ``3 x = 6``, ``x = 2``). What comes after a condition is then judged twice, like the members of a
chain: does it hold wherever the first condition does, and does it follow from the one just before? A relation that
holds of everything is vacuous as a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key, Line, Statement
from solgen.audit.link_words import ASSERTED, EQUIVALENT, POSED, SIMPLIFIED, SOLVED
from solgen.audit.medians import by_parity
from solgen.audit.relevance import relevant
from solgen.audit.subgradients import is_bare
from solgen.audit.understanding import Purpose
from solgen.documents.chains import Side
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.context import Context
from solgen.notation.terms import Term, number, term
from solgen.notation.writing.latex import to_latex

_DERIVATIVES = frozenset({"derivative", "gradient", "prime", "subdifferential"})
_ISOLATING = frozenset({"=", "<", "≤", ">", "≥", "∈", "≈"})
_CONDITIONS = frozenset({"∈", "<", "≤", ">", "≥", "≠", "∉", "⊂", "⊆"})
_NO_STEPS = frozenset({Purpose.DEFINITION, Purpose.HYPOTHESIS, Purpose.ASIDE})
VACUOUS = "the condition holds of everything, so nothing follows from it"


@dataclass(frozen=True, slots=True)
class Solved:
    """What equation steps add: lines judged anew, and lines that are no claims but equations to be solved."""

    judged: Mapping[Key, Judged]
    conditions: frozenset[Key]
    simplified: Mapping[Key, Judged]
    """For a condition that was simplified on one side only: that the two sides are equal, by the condition's line."""


@dataclass(frozen=True, slots=True)
class _Condition:
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


def solve(statements: Sequence[Statement], judged: Mapping[Key, Judged], position: int, judge: Judging) -> Solved:
    """The equation steps among the statements of the interpretation at ``position``."""
    runs = [run for run in _runs(statements, judged) if run]
    steps = [step for run in runs for step in _steps(run)]
    verdicts = verdicts_of((claim for step in steps for claim in step.claims()), judge)
    found: dict[Key, Judged] = {}
    simplified: dict[Key, Judged] = {}
    conditions: set[Key] = set()
    for run in runs:
        if not run[0].identity and _is_start(run, 0):
            conditions |= {key for each in run for key in each.others}
            conditions |= {
                each.line.key for each in run if each.line is not None and each.side.term is run[0].side.term
            }
    sound: dict[Key, bool] = {}
    for step in steps:
        result = step.result(verdicts, judged, sound, position)
        key = step.line.key
        if result is not None:
            found[key] = result
            sound[key] = result.established
        equal = step.simplified(verdicts, position)
        if equal is not None:
            simplified[key] = equal
    return Solved(found, frozenset(conditions), simplified)


def _runs(statements: Sequence[Statement], judged: Mapping[Key, Judged]) -> Iterator[list[_Condition]]:
    """Statements of one part that are conditions, one after the other; an identity between them ends no run."""
    run: list[_Condition] = []
    part = ""
    for statement, following in zip_longest(statements, statements[1:]):
        if statement.part != part:
            yield run
            run, part = [], statement.part
        if following is not None and following.arrow and _is_step(statement):
            yield run
            run = [_reached(statement)]
            continue
        condition = _condition(statement, judged)
        if condition is None:
            continue
        if condition.identity and not run:
            continue
        if run and _is_alternative(run[-1], condition):
            continue
        if len(run) > 1 and _is_other_case(run[-1], condition):
            run[-1] = _either(run[-1], condition)
            continue
        if run and _is_of_system(run[-1], condition):
            run[-1] = _system(run[-1], condition)
            continue
        if run and not condition.identity and _starts_anew(run, condition):
            yield run
            run = []
        run.append(condition)
    yield run


def _condition(statement: Statement, judged: Mapping[Key, Judged]) -> _Condition | None:
    if statement.condition is None or statement.purpose in _NO_STEPS:
        return None
    if _is_step(statement):
        return None
    known = {declaration.name for declaration in statement.context.declarations}
    if not statement.condition.term.free <= known:
        return None  # it speaks of an index, as in "the set of indices i such that y_i > 0"
    if statement.purpose is Purpose.MENTION:
        return _Condition(statement, statement.condition, statement.mentioned, identity=False, mentioned=True)
    if not statement.lines:
        return None
    line = statement.lines[-1]
    verdict = judged.get(line.key)
    if verdict is None or verdict.claim.word is Word.ILL_FORMED:
        return None  # settled under an interpretation before this one, or without a meaning
    if any(judged[other.key].wrong for other in statement.lines[:-1] if other.key in judged):
        return None
    return _Condition(statement, statement.condition, line, identity=verdict.established)


def _is_alternative(before: _Condition, condition: _Condition) -> bool:
    """``x = 1 and x = -1``: another place, and no step from the one to the other."""
    joined = condition.statement.words.strip(" ,").lower() in ("", "and", "or") and condition.statement.number == 0
    if not (joined and before.mentioned and condition.mentioned):
        return False
    unknowns = [_isolated(each.side.term, each.statement.context) for each in (before, condition)]
    return unknowns[0] is not None and unknowns[0] == unknowns[1]


def _is_other_case(before: _Condition, condition: _Condition) -> bool:
    """``x = 0`` or ``x = 2``: two values of one unknown, none of which is the only one."""
    if condition.statement.words.strip(" ,").lower() != "or" or condition.identity or before.identity:
        return False
    unknowns = [_isolated(each.side.term, each.statement.context) for each in (before, condition)]
    return unknowns[0] is not None and unknowns[0] == unknowns[1] and before.line is not None


def _either(before: _Condition, condition: _Condition) -> _Condition:
    """One of both conditions, claimed on the line of the second."""
    cases = before.side.term.arguments if before.side.term.head == "or" else (before.side.term,)
    whole = term("or", [*cases, condition.side.term])
    assert before.line is not None
    return replace(condition, side=Side(whole, to_latex(whole)), others=(*before.others, before.line.key))


def _is_of_system(before: _Condition, condition: _Condition) -> bool:
    """``f_x = 0, f_y = 0``: two derivatives that are set to zero in one formula, or with "and" between."""
    joined = condition.statement.words.strip(" ,").lower() in ("", "and")
    asked = before.mentioned and condition.mentioned and joined and not condition.statement.arrow
    return asked and all(map(_sets_derivative_to_zero, (*(before.parts or (before.side.term,)), condition.side.term)))


def _system(before: _Condition, condition: _Condition) -> _Condition:
    """Both conditions at once; nothing of them is claimed."""
    parts = (*(before.parts or (before.side.term,)), condition.side.term)
    whole = term("and", parts)
    return replace(before, side=Side(whole, to_latex(whole)), line=None, parts=parts)


def _is_step(statement: Statement) -> bool:
    """Whether a statement is a step by itself, ``P \\iff Q``."""
    return statement.condition is not None and statement.condition.term.data in ("⇒", "⇔")


def _reached(step: Statement) -> _Condition:
    """What a step has reached, from where the next one goes on."""
    assert step.condition is not None
    reached = step.condition.term.arguments[-1]
    return _Condition(step, Side(reached, to_latex(reached)), None, identity=False, mentioned=True)


def _starts_anew(run: Sequence[_Condition], condition: _Condition) -> bool:
    """Whether a condition shares no undefined name with the run, or is to be solved where the run is not."""
    if condition.mentioned and not _is_start(run, 0):
        return True
    if POSED.search(condition.statement.words):
        return True
    names = frozenset[str]().union(*(_names(each) for each in run if not each.identity))
    return not (names & _names(condition))


def _names(condition: _Condition) -> frozenset[str]:
    """The names that could be unknowns: declared, not defined, and neither sizes nor functions."""
    context = condition.statement.context
    declarations = relevant(condition.side.term.free, context)[0]
    kinds = {"real", "vector", "matrix", "quantity", "integer", "complex"}
    found = [each for each in declarations if each.kind.value in kinds and context.definition(each.name) is None]
    single = [each for each in found if not each.indices]
    return frozenset(each.name for each in single or found)  # a sample is data where there is anything else


def _is_start(run: Sequence[_Condition], position: int) -> bool:
    """Whether the condition at ``position`` is an equation to be solved."""
    first = run[position]
    if first.identity:
        return False
    if first.mentioned or _sets_derivative_to_zero(first.side.term):
        return True
    if _is_evaluation(first):
        return False
    if SOLVED.search(first.statement.words) or POSED.search(first.statement.words):
        return True
    for later in run[position + 1 :]:
        unknown = _isolated(later.side.term, later.statement.context)
        if unknown is not None and unknown in _names(first):
            return _isolated(first.side.term, first.statement.context) != unknown
    return False


def _is_evaluation(condition: _Condition) -> bool:
    """Whether a statement says what a defined quantity or a derivative is: ``f(x) = x + 1``, not ``3 x + 1 = 7``."""
    node = condition.side.term
    if node.head != "relation" or node.data != "=" or not node.arguments[1].free:
        return False
    left = node.arguments[0]
    defined = left.head == "name" and condition.statement.context.definition(str(left.data)) is not None
    return defined or left.head in ("apply", "derivative")


def _sets_derivative_to_zero(condition: Term) -> bool:
    if condition.head != "relation" or condition.data not in ("=", "∈"):
        return False
    left, right = condition.arguments
    for one, other in ((left, right), (right, left)):
        if one is number(0) and any(node.head in _DERIVATIVES for node in other.walk()):
            return True
    return False


def _isolated(condition: Term, context: Context) -> str | None:
    """The undefined name that stands alone on the left: ``x = 2``, ``x = 1 or x = 3``."""
    if condition.head == "or":
        names = {_isolated(part, context) for part in condition.arguments}
        return names.pop() if len(names) == 1 else None
    if condition.head != "relation" or condition.data not in _ISOLATING:
        return None
    left, right = condition.arguments
    head = left.arguments[0] if left.head == "index" else left
    if head.head != "name" or context.definition(str(head.data)) is not None or head.data in right.free:
        return None
    return str(head.data)


@dataclass(frozen=True, slots=True)
class _Step:
    """A condition that comes after others: from the ``first`` of them, from the one just ``before``."""

    line: Line
    first: Claim | None
    before: Claim | None
    previous: _Condition
    identity: bool
    sides: Claim | None
    latex: tuple[str, str]
    words: str
    parts: tuple[Claim, ...] = ()
    """From each equation of a system by itself: what follows from one of them follows from all."""

    def claims(self) -> Iterator[Claim]:
        yield from (claim for claim in (self.first, self.before, self.sides, *self.parts) if claim is not None)

    def result(
        self, verdicts: Mapping[Claim, Verdict], judged: Mapping[Key, Judged], sound: Mapping[Key, bool], position: int
    ) -> Judged | None:
        """The line judged as a step, or None where it stays as it was."""
        known = judged.get(self.line.key)
        follow = verdicts[self.before] if self.before is not None else None
        previous = self.previous.line.key if self.previous.line is not None else None
        if self.first is None and known is None:
            return None
        if self.first is None:
            # the run began with a false identity: what follows from it is reported under it, the rest stands as it is
            if known is None or follow is None or not follow.established:
                return None
            line = replace(self.line, step=replace(self.line.step, follow=self.before), before=previous)
            return replace(known, line=line, follow=follow)
        claim = verdicts[self.first]
        part = next((each for each in self.parts if verdicts[each].established), None)
        if part is not None and not claim.established:
            return self._of_part(part, verdicts[part], position)
        if self.identity:
            if known is None or not claim.vacuous:
                return None
            line = replace(self.line, nothing=VACUOUS)
            return replace(known, line=line, interpretation=position)
        if follow is not None and follow.established and (previous is None or sound.get(previous, True)):
            claim = claim if claim.established else follow
        if claim.word is Word.UNDECIDED and (known is None or self._says_more(known)):
            return None
        if known is None and claim.word is not Word.PROVED and SOLVED.search(self.words):
            return None  # an equation of its own, not a step
        step = replace(
            self.line.step, claim=self.first, follow=self.before, left_latex=self.latex[0], right_latex=self.latex[1]
        )
        line = replace(self.line, step=step, before=previous)
        return Judged(line, position, claim, follow)

    def _of_part(self, claim: Claim, verdict: Verdict, position: int) -> Judged:
        """The line as a step from one equation of a system."""
        latex = to_latex(claim.left)
        step = replace(self.line.step, claim=claim, follow=None, left_latex=latex, right_latex=self.latex[1])
        return Judged(replace(self.line, step=step, before=None), position, verdict, None)

    def _says_more(self, known: Judged) -> bool:
        """Whether the line by itself is no worse than a step that is not decided."""
        read_otherwise = self.first is not None and (by_parity(self.first) is not None or is_bare(self.first))
        return known.claim.word is Word.UNDECIDED and not read_otherwise

    def simplified(self, verdicts: Mapping[Claim, Verdict], position: int) -> Judged | None:
        if self.sides is None or verdicts[self.sides].word is not Word.REFUTED:
            return None
        left, right = to_latex(self.sides.left), to_latex(self.sides.right)
        step = replace(self.line.step, claim=self.sides, follow=None, left_latex=left, right_latex=right)
        line = replace(self.line, step=step, before=None)
        return Judged(line, position, verdicts[self.sides], None)


def _steps(run: Sequence[_Condition]) -> Iterator[_Step]:
    started = _is_start(run, 0)
    latest = run[0]
    for neighbour, condition in pairwise(run):
        previous, line = latest, condition.line
        latest = condition if not condition.identity else latest
        if line is None or condition.side.term is run[0].side.term:
            continue
        first = run[0] if started else previous
        sides = _simplified_sides(neighbour, condition)
        latex, words = (first.side.latex, condition.side.latex), condition.statement.words
        unknowns = tuple(sorted(_names(first) & _names(condition)))
        claim = Claim(condition.statement.context, first.side.term, _sign(condition), condition.side.term, unknowns)
        parts = tuple(replace(claim, left=part, relation="⇒") for part in first.parts)
        if condition.identity:
            if started and condition.side.term.data in _CONDITIONS and not ASSERTED.search(condition.statement.words):
                yield _Step(line, replace(claim, relation="⇔"), None, previous, condition.identity, sides, latex, words)
        elif not started:
            if line.step.follow is None:
                # equivalence, since a false equation implies others by the accident of where it holds
                claim = replace(claim, relation="⇔")
                yield _Step(line, None, claim, previous, condition.identity, sides, latex, words)
        elif first is previous:
            yield _Step(line, claim, None, previous, condition.identity, sides, latex, words, parts)
        else:
            before = replace(claim, left=previous.side.term)
            whole = replace(claim, relation="⇒")
            yield _Step(line, whole, before, previous, condition.identity, sides, latex, words, parts)


def _sign(condition: _Condition) -> str:
    if condition.statement.arrow:
        return condition.statement.arrow
    return "⇔" if EQUIVALENT.search(condition.statement.words) else "⇒"


def _simplified_sides(previous: _Condition, condition: _Condition) -> Claim | None:
    """Where only the left side of a condition was rewritten, that it is still the same."""
    one, other = previous.side.term, condition.side.term
    if one.head != "relation" or other.head != "relation" or one.data != other.data or one.data == "=":
        return None
    if one.arguments[1] is not other.arguments[1] or not SIMPLIFIED.search(condition.statement.words):
        return None
    return Claim(condition.statement.context, one.arguments[0], "=", other.arguments[0])
