r"""Equations that a text takes for granted: ``p V = n R T``, ``m a = m g - F``, ``T(n) = 2 T(n/2) + n``.

An equation that is the first to speak of a name, and on whose other side that name does not stand, cannot be wrong by
what the text says: it is what the name is. So it is no claim; the lines after it that hang on the name are judged with
it, as a definition where it can be solved for the name, else as a hypothesis. A line that holds with it has it as its
condition, and one that contradicts it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from solgen.audit.context.material import is_numbered, region_of
from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.relevance import relevant
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.audit.untold import NOTHING_SAYS
from solgen.documents.check import Judging
from solgen.documents.ordering import in_order_of_use
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.terms import Term, multiply, relation, term

_FACTORS: Final = 4
_KINDS: Final = frozenset({Kind.REAL, Kind.QUANTITY, Kind.FUNCTION})
_OPERATIONS: Final = frozenset({"derivative", "gradient", "prime", "sum", "product", "integral", "limit"})


@dataclass(frozen=True, slots=True)
class Law:
    """An equation for ``name``, where it stands; ``definition`` where it can be solved for it."""

    name: str
    equation: Term
    definition: Definition | None
    key: Key
    line: int
    region: str


def with_laws(
    judged: Mapping[Key, Judged], formulas: tuple[ReadFormula, ...], judge: Judging
) -> tuple[dict[Key, Judged], frozenset[Key]]:
    """The lines, those after a law judged with it; and the lines that are laws."""
    found = dict(judged)
    laws: list[Law] = []
    granted: set[Key] = set()
    for key in sorted(judged):
        one = found[key]
        if one.established or one.line.purpose is not Purpose.CLAIM:
            continue
        bearing = [law for law in laws if _bears(law, key, one)]
        if bearing:
            found[key] = _with(one, bearing, judge)
            shown = _isolated(found[key].line.step.claim)
            if found[key].established and shown is not None and shown.name in {law.name for law in bearing}:
                laws = [replace(law, definition=shown) if law.name == shown.name else law for law in laws]
            continue
        solved = _by_hypothesis(one, judge)
        if solved is not None:
            found[key] = solved
            continue
        name = _new_name(key, one, formulas)
        if name:
            claim = one.line.step.claim
            step = one.line.step
            place = step.place.line, region_of(step.part)
            definition = _solved(name, claim)
            laws.append(Law(name, relation("=", claim.left, claim.right), definition, key, *place))
            granted.add(key)
    return found, frozenset(granted)


def _bears(law: Law, key: Key, one: Judged) -> bool:
    step = one.line.step
    region = region_of(step.part)
    near = law.region == region or not (is_numbered(law.region) or is_numbered(region))
    claim = step.claim
    if not near or law.key >= key or claim.context.definition(law.name) is not None:
        return False
    known = {each.name for each in claim.context.declarations}
    names = {each.name for each in relevant(claim.left.free | claim.right.free, claim.context)[0]}
    return law.name in names and law.equation.free <= known | {_letter(law)}


def _letter(law: Law) -> str:
    """The parameter of a function, which need be known nowhere."""
    return law.definition.parameters[0] if law.definition is not None and law.definition.parameters else ""


def _with(one: Judged, laws: list[Law], judge: Judging) -> Judged:
    """A line judged with the laws that bear on it."""
    step = one.line.step
    context = _context(step.claim.context, laws)
    if context is None:
        return one
    claim = replace(step.claim, context=context)
    follow = replace(step.follow, context=context) if step.follow is not None else None
    verdicts = verdicts_of((each for each in (claim, follow) if each is not None), judge)
    verdict = verdicts[claim]
    meant = one.wrong or any(one.undecided == f"{NOTHING_SAYS} {law.name} is" for law in laws)
    contradicts = verdict.word is Word.REFUTED and meant
    if not verdict.established and not contradicts:
        return one if not one.wrong else replace(one, undecided=_open(verdict, laws))
    lines = " and ".join(f"{law.name} is as line {law.line} says" for law in laws)
    condition = ", ".join(part for part in (one.condition, f"where {lines}") if part and verdict.established)
    line = replace(one.line, step=replace(step, claim=claim, follow=follow))
    return Judged(line, one.interpretation, verdict, verdicts[follow] if follow is not None else None, condition)


def _by_hypothesis(one: Judged, judge: Judging) -> Judged | None:
    """``p = n R T / V`` where ``p V = n R T`` is assumed: judged with what this makes of ``p``; None where it fails."""
    step = one.line.step
    claim = step.claim
    if claim.relation != "=" or claim.left.head != "name" or one.claim.word is not Word.UNDECIDED:
        return None
    name = str(claim.left.data)
    for place, hypothesis in enumerate(claim.context.hypotheses):
        if hypothesis.head != "relation" or hypothesis.data != "=" or name not in hypothesis.free:
            continue
        solved = _solved(name, replace(claim, left=hypothesis.arguments[0], right=hypothesis.arguments[1]))
        if solved is None or claim.context.definition(name) is not None:
            continue
        others = (each for at, each in enumerate(claim.context.hypotheses) if at != place)
        context = replace(claim.context, hypotheses=tuple(others)).with_definition(solved)
        again = replace(claim, context=context)
        verdict = verdicts_of([again], judge)[again]
        if verdict.established:
            return replace(one, line=replace(one.line, step=replace(step, claim=again)), claim=verdict, undecided="")
    return None


def _open(verdict: Verdict, laws: list[Law]) -> str:
    lines = " and ".join(f"line {law.line}" for law in laws)
    return f"it is not seen whether it holds with {lines}: {verdict.message}"


def _context(context: Context, laws: list[Law]) -> Context | None:
    """The context with the laws in force; None where they would define each other."""
    defining = {law.name: law.definition for law in laws if law.definition is not None}
    kept = [one for one in context.definitions if one.name not in defining]
    put = [one for one in defining.values() if one is not None]
    context = replace(context, definitions=in_order_of_use((*kept, *put)))
    if any(one.name in context.reach(each) for one in put for each in one.body.free):
        return None
    return context.with_hypotheses(*(law.equation for law in laws if law.name not in defining))


def _isolated(claim: Claim) -> Definition | None:
    """What an equation makes of the name alone on its left, ``t`` or ``p(V)``; None of another one."""
    return _defining(claim.left, claim.right) if claim.relation == "=" else None


def _solved(name: str, claim: Claim) -> Definition | None:
    """An equation solved for a name that is a factor of one side: ``p V = n R T`` gives ``p``, where ``V`` is not 0."""
    left, right = (claim.left, claim.right) if name in claim.left.free else (claim.right, claim.left)
    for _ in range(_FACTORS):
        if left.head == "negate":
            left, right = left.arguments[0], term("negate", [right])
        elif left.head == "divide" and name in left.arguments[0].free and name not in left.arguments[1].free:
            left, right = left.arguments[0], multiply(right, left.arguments[1])
        elif left.head == "multiply":
            others = [factor for factor in left.arguments if name not in factor.free]
            if len(others) + 1 != len(left.arguments):
                return None
            left = next(factor for factor in left.arguments if name in factor.free)
            right = term("divide", [right, multiply(*others)])
        else:
            break
    return _defining(left, right)


def _defining(left: Term, right: Term) -> Definition | None:
    head = left.arguments[0] if left.head == "apply" else left
    if head.head != "name" or head.data in right.free:
        return None
    parameters = left.arguments[1:] if left.head == "apply" else ()
    if any(each.head != "name" for each in parameters) or len(set(parameters)) < len(parameters):
        return None
    return Definition(left, right)


def _new_name(key: Key, one: Judged, formulas: tuple[ReadFormula, ...]) -> str:
    """The name that an equation is the first to speak of and to tie to others; empty where there is none."""
    claim = one.line.step.claim
    if claim.relation != "=" or one.line.before is not None or one.line.step.follow is not None:
        return ""
    if not _is_open(one):
        return ""
    earlier = {each for formula in formulas if formula.number < key[0] for each in _names_of(formula)}
    for side, other in ((claim.left, claim.right), (claim.right, claim.left)):
        new = [name for name in sorted(side.free - earlier) if _is_new(name, claim) and name not in other.free]
        tied = [name for name in new if _is_tied(name, side, other, claim.context)]
        meant = [name for name in tied if one.undecided == f"{NOTHING_SAYS} {name} is"] or tied
        functions = [name for name in meant if _is_function(name, claim.context)]
        if len(functions or meant) == 1:
            return (functions or meant)[0]
    return _recurring(claim, earlier)


def _is_open(one: Judged) -> bool:
    """Whether a line is false of some value of its names, or not decided, and nothing else is known of it."""
    if one.undecided:
        return one.undecided.startswith(NOTHING_SAYS)
    return one.claim.word in (Word.REFUTED, Word.UNDECIDED)


def _is_new(name: str, claim: Claim) -> bool:
    declaration = claim.context.declaration(name)
    new = declaration is not None and declaration.kind in _KINDS and not declaration.indices
    assumed = any(name in hypothesis.free for hypothesis in claim.context.hypotheses)
    return new and not assumed and claim.context.definition(name) is None


def _is_function(name: str, context: Context) -> bool:
    declaration = context.declaration(name)
    return declaration is not None and declaration.kind is Kind.FUNCTION


def _is_tied(name: str, side: Term, other: Term, context: Context) -> bool:
    """Whether an equation says what a name is: it stands alone, or among names that the other side does not have.

    ``a (b + c) = b + c`` is no law, but a line that is wrong; nor is ``2 x = 3``, an equation to be solved.
    """
    head = side.arguments[0] if side.head == "apply" else side
    if head.head == "name" and head.data == name:
        return bool(other.free)
    alone = other.head == "name" and not context.definition(str(other.data)) and other.data not in side.free
    if alone and _OPERATIONS.isdisjoint(side.heads):
        return True
    undefined = {each for each in side.free if context.definition(each) is None} - {name}
    among = len(side.free) > 1 and _OPERATIONS.isdisjoint(side.heads)
    return among and bool(other.free) and undefined.isdisjoint(other.free)


def _recurring(claim: Claim, earlier: set[str]) -> str:
    """The function that a recurrence speaks of first: ``T(n) = 2 T(n/2) + n``."""
    left = claim.left
    if left.head != "apply" or left.arguments[0].head != "name" or not claim.right.free:
        return ""
    name = str(left.arguments[0].data)
    calls = [node for node in claim.right.walk() if node.head == "apply" and node.arguments[0] is left.arguments[0]]
    parameter = left.arguments[1]
    if name in earlier or not _is_new(name, claim) or parameter.head != "name" or not calls:
        return ""
    return name if all(call is not left and parameter.data in call.arguments[1].free for call in calls) else ""


def _names_of(formula: ReadFormula) -> Iterator[str]:
    if formula.reading is not None:
        yield from formula.reading.term.free
