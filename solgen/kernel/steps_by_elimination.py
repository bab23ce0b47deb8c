"""Steps between systems of equations: the conclusion vanishes wherever all premises do.

Rule: let p = 0 be the equations of the premise, r ≠ 0 what it excludes, and the conclusion "q = 0 or s ≠ 0". With the
numerators as polynomials in the field's generators, the step holds if 1 lies in the ideal of all p, all s and
``1 - t r q``: else a point at which the p and s vanish, and r and q do not, would give t a value (Rabinowitsch). Only
this direction is used, so it does not matter which other relations the generators satisfy; those that the field
knows (``s^2 = x`` of a root) are put in with the p. A premise that says of a positive combination of even powers that
it is 0 says so of each of them. Premises are taken alternative by alternative, conclusions clause by clause. A
condition holds only where its sides exist, so a conclusion must not ask for more than its premise. Budget: sizes of
the basis and its members; the field's. Source: Cox, Little and O'Shea, Ideals, Varieties, and Algorithms, chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.conditions.inverses import inverted
from solgen.kernel.conditions.normal_forms import Literals, conjunctive, disjunctive, step_of
from solgen.kernel.field.fractions import Element, Polynomial
from solgen.kernel.field.scope import Fact, Requirement, Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.signs import sign
from solgen.kernel.field.terms_of import Unwritable, term_of
from solgen.kernel.field.translate import translate
from solgen.notation.terms import Term, number, relation

MECHANISM: Final = "elimination"
_BASIS: Final = 40
"""Members of a basis, at most."""
_TERMS: Final = 200
_BITS: Final = 2000
_GENERATORS: Final = 10


def attempt(claim: Claim) -> Finding | None:
    """Prove a step between conditions that equations decide; None for anything else."""
    step = step_of(claim)
    if step is None:
        return None
    left, right = inverted(step.left), inverted(step.right)
    proofs: list[Proof] = []
    for premise, conclusion in ((left, right), (right, left))[: 2 if step.relation == "⇔" else 1]:
        found = _implied(step, premise, conclusion)
        if not isinstance(found, Proof):
            return found
        proofs.append(found)
    return _joined(proofs)


def _joined(proofs: Sequence[Proof]) -> Proof:
    assumed = sorted({place for proof in proofs for place in proof.assumed})
    conditions = dict.fromkeys(condition for proof in proofs for condition in proof.conditions)
    return Proof(MECHANISM, conditions=tuple(conditions), assumed=tuple(assumed))


def _implied(claim: Claim, premise: Term, conclusion: Term) -> Proof | Unsettled | None:
    """``premise ⇒ conclusion``, each alternative of the premise and each clause of the conclusion by itself."""
    alternatives, clauses = disjunctive(premise), conjunctive(conclusion)
    if alternatives is None or clauses is None:
        return None
    proofs: list[Proof] = []
    for alternative in alternatives:
        for clause in clauses:
            found = _follows(claim, alternative, clause)
            if not isinstance(found, Proof):
                return found
            proofs.append(found)
    return _joined(proofs)


def _follows(claim: Claim, premises: Literals, clause: Literals) -> Proof | Unsettled | None:
    if any(literal in premises for literal in clause):
        return Proof(MECHANISM)
    reason = "the equations of the premise do not lead to the conclusion"
    for hypotheses in (False, True) if claim.context.hypotheses else (False,):
        assumed = _assumed(claim) if hypotheses else {}
        given = (*premises, *(literal for literals in assumed.values() for literal in literals))
        try:
            found = attempted(
                claim.context,
                (*given, *clause),
                partial(_contradiction, premises=given, clause=clause, unknowns=frozenset(claim.unknowns)),
                hypotheses=hypotheses,
            )
        except Undefined as undefined:
            reason = f"a side does not exist, or is not known to: {undefined}"
        except BudgetExhausted as exhausted:
            reason = f"too large: {exhausted}"
        except (Unsupported, Unwritable):
            return None
        else:
            if found is not None:
                return replace(found, assumed=tuple(sorted({*found.assumed, *assumed})))
    return Unsettled(MECHANISM, reason)


def _assumed(claim: Claim) -> dict[int, Literals]:
    """The hypotheses that are conjunctions of comparisons, by their positions."""
    forms = {place: disjunctive(hypothesis) for place, hypothesis in enumerate(claim.context.hypotheses)}
    return {place: form[0] for place, form in forms.items() if form is not None and len(form) == 1}


def _contradiction(scope: Scope, premises: Literals, clause: Literals, unknowns: frozenset[str]) -> Proof | None:
    """A proof, where the premises and the denial of every literal of the clause cannot hold together.

    Where the step is about some names, it may leave out zeros of parameters, which become conditions: factors of what
    is known to vanish, and denominators of the conclusion, in which none of these names occurs.
    """
    system = _System(scope, unknowns)
    with scope.setting_aside() as needed:
        for premise in premises:
            system.take(premise, denied=False)
    with scope.assuming(*system.take_needed(needed)):
        return _from_premises(system, clause)


def _from_premises(system: _System, clause: Literals) -> Proof | None:
    scope = system.scope
    system.unequal.extend(scope.conditions.values())
    known, outside = list(system.zero), list(system.unequal)
    with scope.setting_aside() as needed:
        for literal in clause:
            system.take(literal, denied=True)
    for requirement in needed:
        element = requirement.element
        if requirement.kind != "nonzero" and scope.settle is not None:
            scope.settle(scope, requirement)
        elif requirement.kind == "nonzero" and not _inconsistent(scope, [*known, element], outside):
            if not system.is_parameter(element):
                return None  # the conclusion does not exist everywhere where the premise holds
            system.exclude(element)
    if not _inconsistent(scope, system.zero, system.unequal):
        for element in known:
            system.exclude_factors(element)
        if not system.conditions or not _inconsistent(scope, system.zero, system.unequal):
            return None
    if system.conditions and _inconsistent(scope, known, [*outside, *system.conditions]):
        return None  # under the conditions the premise never holds: they would say away what the step is about
    conditions = tuple(relation("≠", term_of(element), number(0)) for element in system.conditions)
    return Proof(MECHANISM, conditions=conditions, assumed=tuple(sorted(scope.used)))


class _System:
    """What is 0, what is not, and which parameters were taken not to be."""

    def __init__(self, scope: Scope, unknowns: frozenset[str]) -> None:
        self.scope = scope
        self.unknowns = unknowns
        self.zero: list[Element] = []
        self.unequal: list[Element] = []
        self.conditions: list[Element] = []

    def take(self, literal: Term, *, denied: bool) -> None:
        """A comparison that holds, or whose sides exist and for which it does not hold."""
        difference = _difference(self.scope, literal)
        sign_of_literal = str(literal.data)
        if sign_of_literal == ("≠" if denied else "="):
            self.zero.extend(_parts(self.scope, difference))
        elif sign_of_literal in (("=", "≤", "≥") if denied else ("≠", "<", ">")):
            self.unequal.append(difference)

    def take_needed(self, needed: Iterable[Requirement]) -> list[Fact]:
        """What the premises need in order to exist, which is true where they hold. Raises Undefined."""
        facts: list[Fact] = []
        for requirement in needed:
            if requirement.depth or requirement.facts or requirement.kind == "index":
                raise Undefined("a side exists for some indices only")
            if requirement.kind == "nonzero":
                self.unequal.append(requirement.element)
            else:
                facts.append(Fact(requirement.element, strict=requirement.kind == "positive"))
        return facts

    def is_parameter(self, element: Element) -> bool:
        """Whether an element depends on no unknown, and the step says which names are unknown."""
        return bool(self.unknowns and element.reach and element.reach.isdisjoint(self.unknowns))

    def exclude(self, element: Element) -> None:
        """From here on an element is not 0, on condition."""
        self.conditions.append(element)
        self.unequal.append(element)

    def exclude_factors(self, element: Element) -> None:
        """The factors of what vanishes in which no unknown occurs, where it has others."""
        field = self.scope.field
        parts = [Element(field, factor, field.one.numerator) for factor, _ in field.factor(element.numerator)[1]]
        free = [part for part in parts if self.is_parameter(part)]
        for part in free if len(free) < len(parts) else ():
            if all(part.key != known.key for known in self.conditions):
                self.exclude(part)


def _difference(scope: Scope, literal: Term) -> Element:
    return translate(scope, literal.arguments[0]) - translate(scope, literal.arguments[1])


def _parts(scope: Scope, element: Element) -> Iterable[Element]:
    """The element; and, where it is a positive combination of squares of monomials, each of these."""
    yield element
    terms = element.numerator.to_dict()
    signs = {bool(coefficient > 0) for coefficient in terms.values()}
    if len(terms) > 1 and len(signs) == 1 and all(exponent % 2 == 0 for key in terms for exponent in key):
        for exponents in terms:
            yield Element(scope.field, scope.field.ring.from_dict({exponents: 1}), scope.field.one.numerator)


def _inconsistent(scope: Scope, zero: Sequence[Element], unequal: Sequence[Element]) -> bool:
    if any(element.is_zero for element in unequal):
        return True
    equations = [element.numerator for element in zero if not element.is_zero]
    excluded = [element.numerator for element in unequal]
    used = _generators(scope, [*equations, *excluded])
    if len(used) > _GENERATORS:
        raise BudgetExhausted("generators of a system", _GENERATORS)
    for position in used:
        degree, value = scope.field.relations.get(position, (0, scope.field.zero))
        if degree:
            power = scope.field.variables[position] ** degree
            equations.append(power * value.denominator - value.numerator)
        elif sign(scope, scope.field.variable(scope.field.generators[position])) in ("+", "-", "≠"):
            excluded.append(scope.field.variables[position])
    return _has_one(used, equations, excluded)


def _generators(scope: Scope, polynomials: Iterable[Polynomial]) -> list[int]:
    """Positions of the generators that occur, and of those that their relations bring in."""
    found: set[int] = set()
    pending = list(polynomials)
    while pending:
        degrees = pending.pop().degrees()
        for position in {place for place, degree in enumerate(degrees) if degree > 0} - found:
            found.add(position)
            if position in scope.field.relations:
                value = scope.field.relations[position][1]
                pending += [value.numerator, value.denominator]
    return sorted(found)


def _has_one(used: Sequence[int], equations: Sequence[Polynomial], excluded: Sequence[Polynomial]) -> bool:
    """Whether 1 lies in the ideal of the equations and ``1 - t * (product of what is excluded)``."""
    names = ("t", *(f"g{position}" for position in used))
    ring = flint.fmpz_mpoly_ctx.get(names, "degrevlex")
    members = [_whole(ring, polynomial, used) for polynomial in equations]
    if excluded:
        product: Any = ring.gens()[0]
        for polynomial in dict.fromkeys(map(str, excluded)):
            chosen = next(known for known in excluded if str(known) == polynomial)
            product = product * _whole(ring, chosen, used)
        members.append(ring.constant(1) - product)
    members = [member for member in members if not member.is_zero()]
    if not members:
        return False
    basis = flint.fmpz_mpoly_vec(members, ring).buchberger_naive((_BASIS, _TERMS, _BITS))
    if isinstance(basis, tuple):
        basis, complete = basis
        if not complete and not any(member.is_constant() for member in basis):
            raise BudgetExhausted("members of a basis", _BASIS)
    return any(member.is_constant() and not member.is_zero() for member in basis)


def _whole(ring: Any, polynomial: Polynomial, used: Sequence[int]) -> Any:
    """A polynomial with its denominators cleared, in the smaller ring."""
    terms = polynomial.to_dict()
    common = flint.fmpz(1)
    for coefficient in terms.values():
        common = common.lcm(coefficient.q)
    return ring.from_dict(
        {(0, *(key[position] for position in used)): int(value * common) for key, value in terms.items()}
    )
