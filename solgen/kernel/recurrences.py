"""What follows from a recurrence among the hypotheses: ``a_0 = 1`` and ``a_{k+1} = r a_k`` give ``a_n = r^n``.

Rule: induction along the sequence. The claim at place n is shown at the first place of the family, by what is said of
its beginning, and at j + 1 wherever it holds at j, by the recurrence, with a fresh real number for ``a_j``; so it holds
at every place, and n must be one. Of members of the family only ``a_n`` and the first may occur in the claim. The
recurrence must speak of all places: its index is a letter of which nothing is declared and that the claim does not
use. At numbered places of a claim (``a_3``) the recurrence is run instead, from the first place on.
Budget: two claims, or ``_PLACES`` steps. Source: Peano's axiom; Graham, Knuth and Patashnik, Concrete Mathematics, 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel import steps
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import prove_equal
from solgen.kernel.field.known_signs import literal
from solgen.kernel.induction import attempt as by_induction
from solgen.kernel.inequalities import prove_order
from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.instances.recurrence_forms import Recurrence, Start, next_to, stated
from solgen.kernel.sequences import is_sequence
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import replace_terms, substitute
from solgen.notation.terms import Term, name, number, relation, term

MECHANISM: Final = "recurrences"
_PLACES: Final = 12
_AT: Final = "j#place"


def attempt(claim: Claim) -> Finding | None:
    """Prove an equation about members of a sequence, or None."""
    if claim.relation != "=" or not claim.context.hypotheses:
        return None
    try:
        sides = unfold(claim.left, claim.context), unfold(claim.right, claim.context)
    except BudgetExhausted:
        return None
    for known in _known(claim.context):
        if known.recurrence.letter in claim.left.free | claim.right.free:
            continue
        proof = _along(claim, sides, known) or _run(claim, sides, known)
        if proof is not None:
            return proof
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    """What hypotheses say of one family."""

    recurrence: Recurrence
    declaration: Declaration
    first: int
    start: Term | None
    places: frozenset[int]
    """Of the hypotheses that say it."""
    context: Context
    """Without these; others keep their places, with ``true`` in theirs."""

    def member(self, index: Term) -> Term:
        return term("index", [name(self.recurrence.family), index])

    def following(self, index: Term, before: Term) -> Term:
        """The member after the one at ``index``, whose value is ``before``."""
        return substitute(self.recurrence.body, {self.recurrence.letter: index, self.recurrence.before: before})


def _known(context: Context) -> Iterator[_Known]:
    said = [
        (place, found)
        for place, hypothesis in enumerate(context.hypotheses)
        for part in parts(hypothesis)
        if (found := stated(part, context)) is not None
    ]
    for place, recurrence in said:
        declaration = context.declaration(recurrence.family)
        if not isinstance(recurrence, Recurrence) or not recurrence.everywhere or declaration is None:
            continue
        first = literal(declaration.indices[0].low)
        if not is_sequence(declaration) or first is None or first.q != 1:
            continue
        starts = [
            (other, found.value)
            for other, found in said
            if isinstance(found, Start) and found.family == recurrence.family and found.index == int(first.p)
        ]
        places = frozenset({place, *(other for other, _ in starts[:1])})
        hypotheses = tuple(
            relation("=", number(0), number(0)) if at == place else hypothesis
            for at, hypothesis in enumerate(context.hypotheses)
        )
        value = starts[0][1] if starts else None
        without = replace(context, hypotheses=hypotheses)
        yield _Known(recurrence, declaration, int(first.p), value, places, without)


def _along(claim: Claim, sides: tuple[Term, Term], known: _Known) -> Proof | None:
    """By induction on the one place, besides the first, at which members of the family occur."""
    indices = {
        node.arguments[1]
        for side in sides
        for node in side.walk()
        if node.head == "index" and node.arguments[0] is name(known.recurrence.family)
    }
    begin = number(known.first)
    indices.discard(begin)
    if len(indices) != 1 or (at := indices.pop()).head != "name" or _binds(sides, str(at.data)):
        return None
    (declared,) = known.declaration.indices
    inside = [(at, "≥", declared.low), (at, "≤", declared.high)]
    if not isinstance(prove_order(claim, inside), Proof):
        return None
    value = f"{known.recurrence.family}#value"
    opened = [replace_terms(side, {known.member(at): name(value)}) for side in sides]
    allowed = {str(at.data): begin, value: known.member(begin)}
    if any(_speaks_of_others(side, known, begin) for side in opened):
        return None
    base = _based(known, [substitute(side, allowed) for side in opened])
    if base is None:
        return None
    place = Declaration(
        _AT, Kind.INTEGER,
        properties=(Property("at least", (declared.low,)), Property("at most", (next_to(declared.high, -1),))),
    )  # fmt: skip
    fresh = Declaration(value, Kind.REAL, properties=known.declaration.properties)
    context = known.context.with_declarations(place, fresh)
    now = [substitute(side, {str(at.data): name(_AT)}) for side in opened]
    then = [
        substitute(side, {str(at.data): next_to(name(_AT), 1), value: known.following(name(_AT), name(value))})
        for side in opened
    ]
    step = _stepped(context, now, then, name(value))
    if step is None or any({_AT, value} & condition.free for condition in (*base.conditions, *step.conditions)):
        return None
    return _proof(known, base, step, ("by induction on", str(at.data)))


def _binds(sides: tuple[Term, Term], named: str) -> bool:
    return any(
        node.head in ("sum", "product") and node.arguments[0].data == named for side in sides for node in side.walk()
    )


def _speaks_of_others(side: Term, known: _Known, begin: Term) -> bool:
    """Whether members of the family are left besides the first."""
    bare = replace_terms(side, {known.member(begin): number(0)})
    return known.recurrence.family in bare.free


def _based(known: _Known, sides: list[Term]) -> Proof | None:
    begin = known.member(number(known.first))
    if known.start is not None:
        sides = [replace_terms(side, {begin: known.start}) for side in sides]
    return _equal(known.context, sides[0], sides[1])


def _stepped(context: Context, now: list[Term], then: list[Term], value: Term) -> Proof | None:
    """The claim at the next place from the claim at this one, put in where it says what the member is."""
    for own, other in ((0, 1), (1, 0)):
        if now[own] is value and str(value.data) not in now[other].free:
            solved = [substitute(side, {str(value.data): now[other]}) for side in then]
            proof = _equal(context, solved[0], solved[1])
            if proof is not None:
                return proof
    found = steps.attempt(Claim(context, relation("=", *now), "⇒", relation("=", *then)))
    return found if isinstance(found, Proof) else None


def _run(claim: Claim, sides: tuple[Term, Term], known: _Known) -> Proof | None:
    """Members at numbered places by the recurrence, one after the other from the first."""
    (declared,) = known.declaration.indices
    value = known.start if known.start is not None else known.member(number(known.first))
    values = {known.member(number(known.first)): value}
    last = max((_numbered(node, known) for side in sides for node in side.walk()), default=known.first)
    if not known.first < last <= known.first + _PLACES:
        return None
    if not isinstance(prove_order(claim, [(number(last), "≤", declared.high)]), Proof):
        return None
    for place in range(known.first, last):
        value = known.following(number(place), value)
        values[known.member(number(place + 1))] = value
    found = _equal(known.context, *(replace_terms(side, values) for side in sides))
    return _proof(known, found, found, ("members computed", str(last - known.first))) if found is not None else None


def _numbered(node: Term, known: _Known) -> int:
    if node.head != "index" or node.arguments[0] is not name(known.recurrence.family):
        return known.first
    place = literal(node.arguments[1])
    return int(place.p) if place is not None and place.q == 1 else known.first


def _equal(context: Context, left: Term, right: Term) -> Proof | None:
    claim = Claim(context, left, "=", right)
    for way in (prove_equal(claim, left, right), by_induction(claim)):
        if isinstance(way, Proof):
            return way
    return None


def _proof(known: _Known, base: Proof, step: Proof, evidence: tuple[str, str]) -> Proof:
    assumed = tuple(sorted({*base.assumed, *step.assumed, *known.places}))
    conditions = tuple(dict.fromkeys((*base.conditions, *step.conditions)))
    return Proof(MECHANISM, conditions=conditions, assumed=assumed, evidence=(evidence,))
