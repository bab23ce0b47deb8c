"""Which lines of a marking scheme a text has: equal by algebra alone, with no definition put in.

With all definitions known, every member of a right chain equals every other, so nothing could be told apart. So a line
of the scheme is covered by a line of the text whose right side equals its own while all names stay undefined, or that
contains it as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solgen.audit.audited import AuditWord
from solgen.audit.comparing.anchors import Anchor, Line, definition_at, no_coincidence, number_of, stated, without_units
from solgen.audit.comparing.renaming import Renaming, joined, renamed
from solgen.audit.comparing.scheme import Marked
from solgen.documents.check import Judging
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim
from solgen.kernel.unfold import instantiate, unfold
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, TermTooDeep, name, term

ESTABLISHED = frozenset({AuditWord.PROVED, AuditWord.CERTIFIED})
_Trial = tuple[int, str, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of the text that answers the question, with its lines and the names that it has for the question's."""

    lines: tuple[Line, ...]
    renaming: Renaming
    asked: Context


def reach_of(anchor: Anchor, lines: Sequence[Line], judge: Judging) -> Reach:
    """The lines of the anchor's part that hold, and its renaming with the names that both define alike."""
    asked = anchor.wanted.asked.context
    good = tuple(
        line for line in lines if line.claim.word in ESTABLISHED and not line.claim.cause and not restates(line)
    )
    renaming = anchor.renaming
    if anchor.exact and lines:
        for old, new in _same_definitions(asked, lines[-1].step.claim.context, renaming, judge):
            renaming = renaming.and_also(old, new)
    return Reach(good, renaming, asked)


def restates(line: Line) -> bool:
    """Whether a line only says again how its left side is defined."""
    left, _, right = stated(line)
    definition = definition_at(left, line.step.claim.context)
    return definition is not None and instantiate(definition, left) is right


def _same_definitions(asked: Context, text: Context, renaming: Renaming, judge: Judging) -> Iterator[tuple[str, str]]:
    """Names that the question defines and names that the text defines to be the same."""
    merged = joined(text, asked, renaming)
    trials = [
        (mine.name, theirs.name, Claim(merged, at, "=", other))
        for mine in asked.definitions
        for theirs in text.definitions
        for at, other in _both(mine, theirs, asked, text, renaming)
    ]
    taken: set[str] = set()
    for (old, new, _), verdict in zip(trials, judge.verdicts([claim for *_, claim in trials]), strict=True):
        if verdict.established and old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def _both(
    mine: Definition, theirs: Definition, asked: Context, text: Context, renaming: Renaming
) -> Iterator[tuple[Term, Term]]:
    if mine.target.head != theirs.target.head or len(mine.parameters) != len(theirs.parameters):
        return
    old = renamed(name(mine.name), renaming, asked)
    if mine.target.head == "name":
        yield name(theirs.name), old
        return
    reals = [
        name(declaration.name)
        for declaration in text.declarations
        if declaration.kind is Kind.REAL and not declaration.indices and text.definition(declaration.name) is None
    ]
    if mine.target.head == "apply" and len(mine.parameters) == 1 and reals:
        yield term("apply", [name(theirs.name), reals[0]]), term("apply", [old, reals[0]])


def covered(marked: Sequence[Marked], reaches: Iterable[Reach], judge: Judging) -> Mapping[int, str]:
    """For each position of a marked line that the text has: the id of the claim that has it."""
    trials: list[_Trial] = []
    found: dict[int, str] = {}
    for reach in reaches:
        for position, line in enumerate(marked):
            mine = _in_text_names(line, reach)
            for other in reach.lines:
                if mine is None or position in found:
                    break
                if _contains(other, mine):
                    found[position] = other.claim.id
                    break
                trials += [(position, other.claim.id, claims) for claims in _claims(mine, other, reach)]
    flat = [claim for _, _, claims in trials for claim in claims]
    verdicts = iter(judge.verdicts(flat))
    for position, identity, claims in trials:
        established = [next(verdicts).established for _ in claims]
        if all(established):
            found.setdefault(position, identity)
    return found


def _in_text_names(line: Marked, reach: Reach) -> Claim | None:
    """The marked line with the text's names; names of the question that the text does not have are put in."""
    known = frozenset(old for old, _ in reach.renaming.names)
    context = line.claim.context
    try:
        left, right = (
            renamed(unfold(side, context, known), reach.renaming, reach.asked)
            for side in (line.claim.left, line.claim.right)
        )
    except (BudgetExhausted, TermTooDeep):
        return None
    return Claim(context, without_units(left), line.claim.relation, without_units(right))


def _contains(line: Line, mine: Claim) -> bool:
    """Whether the line has the marked right side somewhere in it, as it stands; single names do not count."""
    return len(mine.right.arguments) > 1 and any(node is mine.right for node in line.step.claim.right.walk())


def _claims(mine: Claim, line: Line, reach: Reach) -> Iterator[tuple[Claim, ...]]:
    """What has to be established for the line to be the marked one: one way after the other."""
    left, sign, right = stated(line)
    context = joined(line.step.claim.context, reach.asked, reach.renaming, opaque=True)
    if mine.relation in ("⇔", "⇒"):
        sides = _sides(mine.right)
        if sides is not None and sign == sides[1]:
            yield from _equal(context, (left, sides[0]), (right, sides[2]))
    elif mine.relation not in ("=", "≈") or sign not in ("=", "≈"):
        if mine.relation == sign:
            yield from _equal(context, (left, mine.left), (right, mine.right))
    elif (value := number_of(mine.right)) is not None:
        if number_of(right) == value and (no_coincidence(value) or mine.left is left):
            yield ()
    else:
        yield from _equal(context, (right, mine.right))
        if left.arguments:
            yield from _equal(context, (left, mine.right))  # what a chain starts with is written down as well


def _sides(node: Term) -> tuple[Term, str, Term] | None:
    if node.head != "relation":
        return None
    return node.arguments[0], str(node.data), node.arguments[1]


def _equal(context: Context, *pairs: tuple[Term, Term]) -> Iterator[tuple[Claim, ...]]:
    """Claims that the two of each pair are equal; nothing where they could not be."""
    if all(_comparable(theirs, mine, context) for theirs, mine in pairs):
        yield tuple(Claim(context, theirs, "=", mine) for theirs, mine in pairs)


def _comparable(theirs: Term, mine: Term, context: Context) -> bool:
    strange = [named for named in mine.free if context.declaration(named) is None]
    if strange:
        return False
    try:
        return shape_of(theirs, context).sort == shape_of(mine, context).sort
    except (ShapeMismatch, KeyError, ValueError):
        return False
