"""The one place where a Verdict is made.

Order, and why: what is only about *given quantities* is counted out, which settles whatever else could be asked of it;
of all else, *binding* first, for a claim that means nothing has no verdict but "ill-formed"; then *refutation*, for
a false claim must never reach a prover; then the *provers*, each of which answers only for its own kind of claim. Exact
algebra is asked of an equation that held at the first points, and with its proof the other points are spared. A proof
counts only where refutation has evaluated at least one point of the context at which both sides exist: this
exhibits an instance of all hypotheses at once, so that nothing is proved from a contradiction.

No mechanism is trusted to be free of bugs in its plumbing: one that raises is passed over, and said so, and the claim
is then at best established by another. Source of the architecture: de Bruijn's criterion; see ``docs/kernel.md``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from solgen.kernel import (
    binding,
    conjunctions,
    deduction,
    exact_values,
    fewer_hypotheses,
    given_quantities,
    indefinite,
    infinite_sums,
    places,
    quantified,
    ties,
)
from solgen.kernel.asking import best_finding, guarded, has_exact_proof
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import (
    Claim,
    Finding,
    IllFormed,
    Proof,
    Refutation,
    Strength,
    Unsettled,
    Verdict,
    Witness,
    Word,
)
from solgen.kernel.conditions.distinct import distinct
from solgen.kernel.existence.obligations import Placed
from solgen.kernel.extrema import judging as extrema
from solgen.kernel.implied import as_step
from solgen.kernel.instances.drawing import find_instance
from solgen.kernel.open_sizes import for_all_sizes
from solgen.kernel.pointwise import with_arguments
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refute import attempt as refute
from solgen.kernel.shown_names import shown_conditions, shown_text, shown_witness
from solgen.kernel.stated_properties import Restated, restated
from solgen.notation.terms import TermTooDeep, constant
from solgen.notation.writing.latex import to_latex

_WORDS = {
    Strength.PROVED: Word.PROVED,
    Strength.CERTIFIED: Word.CERTIFIED,
    Strength.BOUNDED: Word.BOUNDED,
}


def check(claim: Claim) -> Verdict:
    """The verdict on a claim. Never raises; a claim beyond a budget is undecided and says by which."""
    try:
        return _shown(_check(claim), claim)
    except BudgetExhausted as spent:
        return _undecided([Unsettled(spent.what, f"the work ended at its budget: {spent}")])
    except (TermTooDeep, RecursionError):
        return _undecided([Unsettled("depth", "the formula is nested too deeply to be judged")])


def _check(claim: Claim) -> Verdict:
    counted = guarded(given_quantities.MECHANISM, given_quantities.attempt, claim, [])
    if isinstance(counted, Proof):
        return _established(claim, counted, Supported(1))
    refuted = guarded("refutation", refute, claim, []) if counted is not None else None
    return _refuted(refuted) if isinstance(refuted, Refutation) else _argued(claim)


def _argued(claim: Claim) -> Verdict:
    """The verdict on a claim that is not only about given numbers."""
    claim = with_arguments(claim)
    fault = binding.attempt(claim)
    if fault is not None:
        return _ill_formed(fault)
    claim = quantified.with_open_hypotheses(claim)
    if claim.relation == "⊢" and claim.left is constant("true"):
        return _instance(claim)
    count = len(claim.context.hypotheses)
    opened = quantified.reduced(claim)
    if opened is not None:
        verdict = _check(opened)
        return replace(verdict, assumed=tuple(place for place in verdict.assumed if place < count))
    derived = indefinite.reduced(claim)
    if isinstance(derived, Unsettled):
        return _undecided([derived])
    if derived is not None:
        verdict = _placed(claim, _judged(derived.claim))
        if derived.lacking and verdict.established:
            return _undecided([Unsettled(indefinite.MECHANISM, derived.lacking)])
        return replace(verdict, evidence=(*verdict.evidence, ("judged by", "differentiating both sides")))
    summed = infinite_sums.reduced(claim)
    if summed is not None:
        return _of_infinite_sums(summed)
    verdict = _judged(claim)
    if verdict.word is Word.UNDECIDED:
        verdict = _of_extremum(claim, _of_parts(claim, verdict))
    if verdict.word is Word.UNDECIDED and count:
        verdict = _under_hypotheses(claim, verdict)
    verdict = _placed(claim, verdict)
    return _under_condition(claim, verdict) if verdict.word is Word.UNDECIDED else verdict


def _placed(claim: Claim, verdict: Verdict) -> Verdict:
    """The verdict if all that the claim reads off by places is there; undecided where it may not be."""
    if not verdict.established:
        return verdict
    faults: list[Unsettled] = []
    found = guarded(places.MECHANISM, places.attempt, claim, faults)
    if not isinstance(found, Placed):
        return _undecided([found] if found is not None else faults)
    return replace(verdict, assumed=tuple(sorted({*verdict.assumed, *found.assumed})))


def _of_parts(claim: Claim, undecided: Verdict) -> Verdict:
    """The verdict on what is put together by "and", where each part by itself is proved."""
    verdicts: list[Verdict] = []
    for part in conjunctions.parts_of(claim):
        verdict = _check(part)
        if verdict.word is not Word.PROVED:
            return undecided
        verdicts.append(verdict)
    if not verdicts:
        return undecided
    return Verdict(
        Word.PROVED,
        mechanism=conjunctions.MECHANISM,
        range=for_all_sizes(claim),
        conditions=tuple(dict.fromkeys(condition for one in verdicts for condition in one.conditions)),
        evidence=tuple((f"part {place}", one.mechanism) for place, one in enumerate(verdicts, 1)),
        assumed=tuple(sorted({place for one in verdicts for place in one.assumed})),
    )


def _under_condition(claim: Claim, undecided: Verdict) -> Verdict:
    """The verdict on a step's conclusion where the step is one from a condition; kept if it holds without exception."""
    deduced = deduction.reduced(claim)
    if deduced is None:
        return undecided
    declared = guarded("stated properties", restated, deduced, [])
    ways = [(deduced, ()), *([(declared.claim, declared.places)] if declared is not None else [])]
    count = len(claim.context.hypotheses)
    for way, stated in ways:
        verdict = _check(way)
        if verdict.established and not verdict.conditions:
            assumed = {*verdict.assumed, *stated}
            return replace(verdict, assumed=tuple(sorted(place for place in assumed if place < count)))
    return undecided


def _of_extremum(claim: Claim, undecided: Verdict) -> Verdict:
    """The verdict on where a function is least or greatest, or on how large it is there."""
    match guarded(extrema.MECHANISM, partial(extrema.judged, ask=_check), claim, []):
        case Refutation() as refutation:
            return _refuted(refutation)
        case Proof() as proof:
            return _established(claim, proof, None)
        case extrema.PutIn() as put_in:
            verdict = _check(put_in.claim)
            assumed = tuple(sorted({*verdict.assumed, *put_in.assumed}))
            return replace(verdict, evidence=(*verdict.evidence, *put_in.evidence), assumed=assumed)
        case Unsettled() as unsettled:
            return replace(undecided, message=unsettled.reason)
    return undecided


def _of_infinite_sums(summed: infinite_sums.Summed) -> Verdict:
    """The verdict on what infinite sums come to, where each of them is proved to converge."""
    conditions: tuple[str, ...] = ()
    assumed: tuple[int, ...] = ()
    for ways in summed.converging:
        said = (_check(Claim(summed.claim.context, way, "⊢", constant("true"))) for way in ways)
        shown = next((verdict for verdict in said if verdict.word is Word.PROVED), None)
        if shown is None:
            return _undecided([Unsettled(infinite_sums.MECHANISM, infinite_sums.NOT_CONVERGENT)])
        conditions += shown.conditions
        assumed += shown.assumed
    verdict = _check(summed.claim)
    if not verdict.established:
        return verdict
    return replace(
        verdict,
        conditions=tuple(dict.fromkeys((*verdict.conditions, *conditions))),
        assumed=tuple(sorted({*verdict.assumed, *assumed})),
        evidence=(*verdict.evidence, ("judged by", "the closed form of each infinite sum")),
    )


def _under_hypotheses(claim: Claim, undecided: Verdict) -> Verdict:
    """The verdict on the claim with its hypotheses put otherwise: as declarations, as the condition of a step.

    What ``ties`` leaves open stays open: there the hypotheses themselves say that a name does not move alone.
    """
    if ties.attempt(claim) is not None:
        return undecided
    faults: list[Unsettled] = []
    declared = guarded("stated properties", restated, claim, faults)
    again = _judged(declared.claim) if declared is not None else undecided
    if declared is not None and again.established:
        return replace(again, assumed=tuple(sorted({*again.assumed, *declared.places})))
    if again.word is not Word.UNDECIDED:
        return again
    lighter = _under_fewer(claim, declared, faults)
    if lighter is not None:
        return lighter
    implied = guarded("implied", as_step, claim, faults)
    step = _judged(implied.claim) if implied is not None else undecided
    if implied is not None and step.established:
        return replace(step, assumed=implied.places)
    return replace(undecided, evidence=(*undecided.evidence, *((fault.mechanism, fault.reason) for fault in faults)))


def _under_fewer(claim: Claim, declared: Restated | None, faults: list[Unsettled]) -> Verdict | None:
    """The verdict on the claim without hypotheses that declarations say or that speak of other things, if it holds."""
    known = declared if declared is not None else Restated(claim, ())
    fewer = guarded("fewer hypotheses", partial(fewer_hypotheses.reduced, said=known.in_full), known.claim, faults)
    found = _judged(fewer.claim) if fewer is not None else None
    if fewer is None or found is None or not found.established:
        return None
    assumed = {*known.places, *(fewer.places[place] for place in found.assumed)}
    return replace(found, assumed=tuple(sorted(assumed)))


def _judged(claim: Claim) -> Verdict:
    tied = ties.attempt(claim)
    if tied is not None:
        return _undecided([tied])
    given = _of_given_values(claim)
    if given is not None:
        return _established(claim, given, Supported(1))
    faults: list[Unsettled] = []
    asked: dict[str, Finding | None] = {}
    proved = partial(has_exact_proof, claim, faults, asked)
    support = guarded("refutation", partial(refute, proved=proved), claim, faults)
    if isinstance(support, Refutation):
        return _refuted(support)
    best = best_finding(claim, faults, asked)
    match best:
        case Refutation():
            return _refuted(best)
        case IllFormed():
            return _ill_formed(best)
        case None:
            return _undecided(faults)
    contradicts = guarded("context", partial(fewer_hypotheses.contradicts, assumed=best.assumed), claim, faults)
    if not isinstance(support, Supported) or support.points < 1 or contradicts is not False:
        return _undecided([Unsettled("context", _NO_INSTANCE), *faults])
    return _established(claim, best, support)


def _of_given_values(claim: Claim) -> Proof | None:
    """A proof by exact evaluation, asked for first where no name is left open.

    What is true at the only point that there is cannot be refuted there: the evaluation is the one that refutation
    would make. Limits are left to the usual order, in which floats look at them as well.
    """
    if claim.relation not in _COMPARISONS or "limit" in claim.left.heads | claim.right.heads:
        return None
    found = guarded(exact_values.MECHANISM, exact_values.attempt, claim, [])
    return found if isinstance(found, Proof) else None


_COMPARISONS = frozenset({"=", "≠", "<", "≤", ">", "≥"})


_NO_INSTANCE = (
    "no point was found at which all hypotheses hold and both sides exist; perhaps the hypotheses contradict each other"
)


def _instance(claim: Claim) -> Verdict:
    """Whether all hypotheses can hold at once: the claim ``⊢ true``, which asks for nothing but its context."""
    if not claim.context.hypotheses or find_instance(claim.context) is not None:
        return Verdict(Word.PROVED, mechanism="context", message="an instance of all hypotheses was found")
    return _undecided([Unsettled("context", _NO_INSTANCE)])


def _ill_formed(fault: IllFormed) -> Verdict:
    return Verdict(Word.ILL_FORMED, mechanism="binding", message=fault.message)


def _refuted(refutation: Refutation) -> Verdict:
    witness = shown_witness(refutation.witness)
    return Verdict(
        Word.REFUTED,
        mechanism=refutation.mechanism,
        witness=witness,
        vacuous=refutation.vacuous,
        message=refutation.message or _witness_sentence(witness),
    )


def _shown(verdict: Verdict, claim: Claim) -> Verdict:
    """The verdict without names that the kernel made itself, but for its witness, which has none already."""
    texts = (verdict.message, *verdict.conditions, *(part for pair in verdict.evidence for part in pair))
    if not any("#" in text for text in texts):
        return verdict
    names: dict[str, str] = {}
    evidence = tuple((shown_text(one, names, ()), shown_text(other, names, ())) for one, other in verdict.evidence)
    declared = (declaration.name for declaration in claim.context.declarations)
    return replace(
        verdict,
        conditions=shown_conditions(verdict.conditions, declared),
        evidence=evidence,
        message=shown_text(verdict.message, names, ()),
    )


def _witness_sentence(witness: Witness) -> str:
    """``at x = 1: the left side is 0.7311, the right side 0.9385``; for propositions whether they hold."""
    where = ", ".join(f"{named} = {value}" for named, value in witness.values)
    if witness.left in _TRUTHS and witness.right in _TRUTHS:
        sides = f"the left side {witness.left}, the right side {witness.right}"
    else:
        sides = f"the left side is {witness.left}, the right side {witness.right}" if witness.left else ""
    body = "; ".join(part for part in (sides, witness.note) if part)
    return f"at {where}: {body}" if where and body else body or where


_TRUTHS = frozenset({"holds", "does not hold"})


def _undecided(faults: list[Unsettled]) -> Verdict:
    reasons = list(dict.fromkeys(fault.reason for fault in faults)) or ["claims of this kind cannot be judged yet"]
    return Verdict(
        Word.UNDECIDED,
        mechanism=faults[0].mechanism if faults else "",
        message=reasons[0],
        evidence=tuple((fault.mechanism, fault.reason) for fault in faults),
    )


def _established(claim: Claim, proof: Proof, support: Supported | None) -> Verdict:
    """The verdict of a proof; ``support`` is None where the points lie in the claims that the proof rests on."""
    evaluated = () if support is None else (("points at which both sides were evaluated", str(support.points)),)
    return Verdict(
        _WORDS[proof.strength],
        mechanism=proof.mechanism,
        range=proof.range or for_all_sizes(claim),
        conditions=tuple(dict.fromkeys(map(to_latex, distinct(proof.conditions, claim.context)))),
        evidence=(*evaluated, *proof.evidence),
        assumed=tuple(sorted(set(proof.assumed))),
    )


def stopped(seconds: float) -> Verdict:
    """The placeholder for a claim during which the judge's child died; a Diagnostic goes with it, it is never kept."""
    return Verdict(
        Word.UNDECIDED,
        mechanism="limit",
        message=f"judging this claim was stopped at its limit of {seconds:g} seconds or its limit of memory",
    )


def vouched() -> Verdict:
    """The author's word, for a step with the role ``vouch``."""
    return Verdict(Word.VOUCHED, mechanism="author", message="the author's word")
