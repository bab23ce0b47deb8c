"""Steps between conditions on one real unknown, decided by looking at every place where they can change.

Rule: a step that holds at each of the places that the survey of the line names, and once between each two, holds; one
that fails at one of them is refuted there, once floats do not object. What other names stand for is put in first where
definitions say so; where parameters stay open, they are drawn, and then only a failure counts. Budget, Source: see
``real_line.survey``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof, Refutation, Unsettled, Witness
from solgen.kernel.conditions.normal_forms import Literals, disjunctive, step_of
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.real_line.survey import (
    WHOLE,
    domain_of,
    line_of,
    literals_of,
    may_fail,
    places_of,
    samples,
    second_opinion,
    truth,
)
from solgen.kernel.real_line.zeros import rational
from solgen.kernel.refutation.witness import exact_number
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, number, relation, term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "cases on the line"
_WINDOW: Final = 10
"""Angles are looked through from minus this to this where the unknown has no bounds."""
_Texts = tuple[tuple[str, str], ...]


def attempt(claim: Claim) -> Finding | None:
    """Decide a step between conditions on one real unknown without parameters; None for anything else."""
    step = step_of(claim)
    if step is None:
        return None
    claim = replace(step, left=unfold(step.left, step.context), right=unfold(step.right, step.context))
    names = claim.left.free | claim.right.free
    if len(names) == 1:
        return _decided(claim, next(iter(names)))
    instance = _instance(claim, names)
    if instance is None:
        return None
    found = _decided(*instance[:2])
    if not isinstance(found, Refutation):
        return None
    shown, point = instance[2]
    witness = replace(found.witness, values=(*shown, *found.witness.values), point=(*point, *found.witness.point))
    return replace(found, witness=witness)


def _decided(claim: Claim, unknown: str) -> Proof | Refutation | Unsettled | None:
    declaration = claim.context.declaration(unknown)
    domain = domain_of(claim.context, declaration) if declaration is not None else None
    left, right = disjunctive(claim.left), disjunctive(claim.right)
    if domain is None or left is None or right is None:
        return None
    places = places_of(line_of(unknown, domain), literals_of(domain, left, right))
    if places is None and not any(_is_bounded(alternative, unknown) for alternative in domain):
        within = _decided(_in_a_window(claim, unknown), unknown)
        return within if isinstance(within, Refutation) else None
    if places is None:
        return Unsettled(MECHANISM, f"the places where the conditions on {unknown} change are not all known")
    for value in samples(places, whole=declaration is not None and declaration.kind in WHOLE):
        if value is None:
            return Unsettled(MECHANISM, f"the conditions on {unknown} change at too many places, or too close together")
        inside, before, after = (truth(form, unknown, value) for form in (domain, left, right))
        if inside is False or (inside is not None and before is after is not None):
            continue
        if claim.relation == "⇒" and (before is False or after is True):
            continue
        if inside is None or before is None or after is None:
            return Unsettled(MECHANISM, f"the conditions are not decided at {unknown} = {to_latex(value)}")
        return _refuted(claim, unknown, value, lost=before)
    return Proof(MECHANISM, evidence=(("places where the conditions can change", str(len(places))),))


def _is_bounded(alternative: Literals, unknown: str) -> bool:
    """Whether the unknown is kept between two numbers."""
    own, signs = name(unknown), ("<", "≤")
    sides = {
        literal.arguments.index(own) for literal in alternative if literal.data in signs and own in literal.arguments
    }
    return sides == {0, 1}


def _in_a_window(claim: Claim, unknown: str) -> Claim:
    """The claim for values of the unknown in a window: what fails there, fails."""
    window = term("interval", [term("negate", [number(_WINDOW)]), number(_WINDOW)], "[]")
    return replace(claim, context=claim.context.with_hypotheses(relation("∈", name(unknown), window)))


def _instance(claim: Claim, names: frozenset[str]) -> tuple[Claim, str, tuple[_Texts, _Texts]] | None:
    """The claim with numbers for all names but one real unknown, this unknown, the claim's numbers, and all numbers."""
    unknown = next((latex for latex in claim.unknowns or sorted(names) if _is_real(claim, latex)), None)
    hypotheses = tuple(unfold(hypothesis, claim.context) for hypothesis in claim.context.hypotheses)
    model = next(draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), 1), None)
    if unknown is None or model is None or any(_is_about(other, unknown) for other in claim.context.declarations):
        return None
    wanted = names.union(*(hypothesis.free for hypothesis in hypotheses)) - {unknown}
    values: dict[str, Term] = {}
    for latex in sorted(wanted):
        value = model.values.get(latex)
        if not isinstance(value, Fraction) or not _is_number(claim, latex):
            return None
        values[latex] = rational(value)
    own = claim.context.declaration(unknown)
    assert own is not None
    properties = tuple(
        Property(known.word, tuple(substitute(said, values) for said in known.terms)) for known in own.properties
    )
    said = tuple(substitute(hypothesis, values) for hypothesis in hypotheses if unknown in hypothesis.free)
    context = Context(declarations=(replace(own, properties=properties),), hypotheses=said)
    left, right = substitute(claim.left, values), substitute(claim.right, values)
    shown = tuple((latex, to_latex(value)) for latex, value in values.items() if latex in names)
    point = tuple((latex, str(model.values[latex])) for latex in values)
    return replace(claim, context=context, left=left, right=right), unknown, (shown, point)


def _is_real(claim: Claim, latex: str) -> bool:
    declaration = claim.context.declaration(latex)
    return declaration is not None and declaration.kind is Kind.REAL and not declaration.indices


def _is_number(claim: Claim, latex: str) -> bool:
    declaration = claim.context.declaration(latex)
    return declaration is not None and declaration.kind in (Kind.REAL, Kind.INTEGER, Kind.SIZE)


def _is_about(other: Declaration, unknown: str) -> bool:
    """Whether the declaration of another name says something of the unknown as well."""
    return other.name != unknown and any(unknown in said.free for known in other.properties for said in known.terms)


def _refuted(claim: Claim, unknown: str, value: Term, *, lost: bool) -> Refutation | Unsettled:
    if not may_fail(claim.context, unknown):
        return Unsettled(MECHANISM, f"hypotheses say of {unknown} what its declaration does not")
    truths = [second_opinion(substitute(side, {unknown: value})) for side in (claim.left, claim.right)]
    if truths[0] is (not lost) or truths[1] is lost:
        return Unsettled(MECHANISM, "two evaluations of the conditions disagree")
    latex = to_latex(value)
    note = f"solutions {'lost' if lost else 'gained'}: {unknown} = {latex}"
    words = ("holds", "does not hold")
    point = ((unknown, exact_number(value)),)
    return Refutation(MECHANISM, Witness(((unknown, latex),), words[not lost], words[lost], note, point))
