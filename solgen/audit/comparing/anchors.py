"""Where a text answers what a part of a question asks: a chain that starts at the same thing, whatever its letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solgen.audit.audited import AuditedClaim, AuditWord
from solgen.audit.comparing.renaming import Renaming, joined, primitives, renamed, renamings
from solgen.audit.comparing.scheme import Wanted
from solgen.documents.blocks import Step
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.kernel.unfold import instantiate
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, multiply, name, number, term

_FRESH = "u#point"
EXTREMES = ("arg_min", "arg_max")
_TELLING = ("derivative", "gradient", "limit", "sum")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """An audited claim with what it claims; those without a formula are left out."""

    claim: AuditedClaim
    step: Step


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a part asks, found in the text: the name of the text's part, what the text writes for what was asked."""

    wanted: Wanted
    text_part: str
    left: Term
    renaming: Renaming
    exact: bool
    """Whether the judge established that both are the same; else they only look alike."""


def lines_of(claims: Iterable[AuditedClaim]) -> dict[str, tuple[Line, ...]]:
    """The claims with formulas, by the part of the text."""
    found: dict[str, list[Line]] = {}
    for claim in claims:
        if claim.step is not None and not claim.sentence:
            found.setdefault(claim.part, []).append(Line(claim, claim.step))
    return {part: tuple(lines) for part, lines in found.items()}


def stated(line: Line) -> tuple[Term, str, Term]:
    """What a line says: left side, sign, right side. Of a step from equation to equation, the one arrived at."""
    claim = line.step.claim
    if claim.relation in ("⇔", "⇒") and claim.right.head == "relation":
        left, right = claim.right.arguments
        return left, str(claim.right.data), right
    return claim.left, claim.relation, claim.right


def find_anchor(wanted: Wanted, part: str, lines: Sequence[Line], judge: Judging) -> Anchor | None:
    """Where this part of the text starts from what was asked; None where it does not."""
    asked, goal = wanted.asked.context, wanted.asked.goal
    if goal.left.head in EXTREMES:
        return _extreme(wanted, part, lines, judge)
    trials: list[tuple[Claim, Term, Renaming]] = []
    seen: set[tuple[Term, Context]] = set()
    for line in lines:
        left, sign, _ = stated(line)
        context = line.step.claim.context
        if sign not in ("=", "≈") or (left, context) in seen:
            continue
        seen.add((left, context))
        if not _same_sort(left, context, goal.left, asked) or not left.free:
            continue
        for mine in _asked_terms(wanted):
            for renaming in renamings(primitives(mine, asked), asked, context):
                claim = Claim(joined(context, asked, renaming), left, "=", renamed(mine, renaming, asked))
                trials.append((claim, left, renaming))
    for (_, left, renaming), verdict in zip(trials, judge.verdicts([trial[0] for trial in trials]), strict=True):
        if verdict.established and not _only_given(wanted, left, lines, renaming):
            return Anchor(wanted, part, left, renaming, exact=True)
    return None


def _only_given(wanted: Wanted, left: Term, lines: Sequence[Line], renaming: Renaming) -> bool:
    """Whether the text only gives it a name, or defines it as the question does: that begins no answer."""
    asked, goal = wanted.asked.context, wanted.asked.goal.left
    definition = definition_at(goal, asked)
    given = renamed(instantiate(definition, goal), renaming, asked) if definition is not None else None
    said = [line for line in lines if stated(line)[0] is left]
    return all(line.claim.word is AuditWord.DEFINITION and _is_given(stated(line)[2], given) for line in said)


def _is_given(right: Term, given: Term | None) -> bool:
    return right is given or right.head in ("name", "apply", "index")


def definition_at(node: Term, context: Context) -> Definition | None:
    """The definition of a name, or of a function at its arguments; None of anything else."""
    head = node if node.head == "name" else node.arguments[0] if node.head in ("apply", "index") else None
    definition = context.definition(str(head.data)) if head is not None and head.head == "name" else None
    if definition is None or definition.target.head != node.head:
        return None
    return definition if len(definition.parameters) == len(node.arguments[1:]) else None


def _asked_terms(wanted: Wanted) -> Iterator[Term]:
    """What was asked, and the answer where that is what a name of the question stands for.

    A text may define "the ridge solution" by its formula where the question defines it as a minimizer.
    """
    goal = wanted.asked.goal.left
    yield goal
    if goal.head == "name" and len(wanted.given) == 1 and number_of(wanted.given[0].term) is None:
        yield wanted.given[0].term


def _same_sort(left: Term, context: Context, other: Term, asked: Context) -> bool:
    try:
        return shape_of(left, context).sort == shape_of(other, asked).sort
    except (ShapeMismatch, KeyError, ValueError):
        return False


def _extreme(wanted: Wanted, part: str, lines: Sequence[Line], judge: Judging) -> Anchor | None:
    """Of "the c at which E is least": the text's own E, and its name for c, of which it says what it equals."""
    bound, body = wanted.asked.goal.left.arguments
    asked = wanted.asked.context
    trials: list[tuple[Claim, str, Renaming]] = []
    for context, target, value in _objectives(lines):
        for parameter in sorted(_parameters(target, value, context)):
            point = name(_FRESH)
            theirs = substitute(value, {parameter: point})
            for renaming in renamings(primitives(wanted.asked.goal.left, asked), asked, context):
                mine = renamed(substitute(body, {str(bound.data): point}), renaming, asked)
                merged = joined(context, asked, renaming).with_declarations(_like(parameter, context))
                trials.append((Claim(merged, theirs, "=", mine), parameter, renaming))
    for (_, parameter, renaming), verdict in zip(trials, judge.verdicts([each[0] for each in trials]), strict=True):
        if verdict.established:
            known = renaming.and_also(str(bound.data), parameter)
            return Anchor(wanted, part, name(parameter), known, exact=True)
    return None


def _objectives(lines: Sequence[Line]) -> Iterator[tuple[Context, Term, Term]]:
    """Scalar definitions that this part of the text makes or uses, each once, with the first context to know them."""
    seen: set[Term] = set()
    for line in lines:
        for definition in line.step.claim.context.definitions:
            if definition.target not in seen and definition.target.head in ("name", "apply"):
                seen.add(definition.target)
                yield line.step.claim.context, definition.target, definition.body


def _parameters(target: Term, body: Term, context: Context) -> set[str]:
    """Names by which an objective may be minimized: a function's own, else the plain real numbers in its body."""
    if target.head == "apply":
        return {str(target.arguments[1].data)} if len(target.arguments) == 2 else set()
    return {
        each
        for each in body.free
        if (declared := context.declaration(each)) is not None
        and declared.kind is Kind.REAL
        and not declared.indices
        and context.definition(each) is None
    }


def _like(parameter: str, context: Context) -> Declaration:
    declared = context.declaration(parameter)
    shape = declared.shape if declared is not None else ()
    kind = declared.kind if declared is not None else Kind.REAL
    return Declaration(_FRESH, kind, shape=shape)


def looks_alike(wanted: Wanted, part: str, lines: Sequence[Line]) -> Anchor | None:
    """A start that has the same form as what was asked, with other letters: a guess, where nothing better is found.

    Only forms that say something are compared: a derivative, a gradient. A single name looks like any other.
    """
    if wanted.asked.goal.left.head not in _TELLING:
        return None
    for line in lines:
        left = stated(line)[0]
        matched: dict[str, str] = {}
        if _matches(wanted.asked.goal.left, _without_index(left), matched):
            return Anchor(wanted, part, left, Renaming(tuple(matched.items())), exact=False)
    return None


def _without_index(left: Term) -> Term:
    """A derivative of something indexed as one of the whole: a text without its sum has an index too many."""
    if left.head == "derivative" and left.arguments[0].head == "index":
        return term("derivative", [left.arguments[0].arguments[0], *left.arguments[1:]], left.data)
    return left


def _matches(mine: Term, theirs: Term, matched: dict[str, str]) -> bool:
    """Whether two Terms are built alike."""
    if mine.head == "name" and theirs.head == "name":
        old, new = str(mine.data), str(theirs.data)
        if matched.get(old, new) != new or (old not in matched and new in matched.values()):
            return False
        matched[old] = new
        return True
    if mine.head != theirs.head or mine.data != theirs.data or len(mine.arguments) != len(theirs.arguments):
        return False
    return all(_matches(a, b, matched) for a, b in zip(mine.arguments, theirs.arguments, strict=True))


def same_number(wanted: Wanted, part: str, lines: Sequence[Line]) -> Anchor | None:
    """Of an answer that is a number of several digits: a line that ends in the same one."""
    for given in wanted.given:
        value = number_of(given.term)
        if value is None or not no_coincidence(value):
            continue
        for line in lines:
            left, _, right = stated(line)
            if number_of(right) == value:
                return Anchor(wanted, part, left, Renaming(()), exact=True)
    return None


def without_units(node: Term) -> Term:
    """A Term whose units are left out, since texts often say them in words."""
    if node.head == "multiply":
        kept = [without_units(each) for each in node.arguments if each.head != "unit"]
        return multiply(*kept) if len(kept) > 1 else kept[0] if kept else number(1)
    if not node.arguments or node.head == "unit":
        return node
    return term(node.head, [without_units(each) for each in node.arguments], node.data)


def no_coincidence(value: float) -> bool:
    """Whether a number has so many digits that two that are equal are the same one."""
    return len(f"{abs(value):.12g}".replace(".", "").lstrip("0")) >= _DIGITS


def number_of(node: Term) -> float | None:
    """The value of a numeral, with its unit left out; None for anything else."""
    if node.head in ("number", "decimal"):
        return float(str(node.data))
    if node.head == "negate":
        inner = number_of(node.arguments[0])
        return None if inner is None else -inner
    bare = without_units(node)
    return None if bare is node else number_of(bare)
