"""All that the known mistakes may have made of a line, the least far-fetched first, and what agrees with the line.

An explanation costs points: for a rule that makes much of anything (``Grade``), for a way that leads only to the value
of what was written or begins only after definitions were put in (``Reach``), and for what else has to be believed
(``strain``). Those that cost more than ``BAR`` are never named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final

from solgen.audit.mistakes import lost_factor
from solgen.audit.mistakes.pieces import factors, in_order, is_result, negated, quotient, total, with_factor, without
from solgen.audit.mistakes.rewriting import material
from solgen.audit.mistakes.rule import Grade, MistakeRule, Reach, Reproduction, WrongStep
from solgen.audit.mistakes.rules import RULES
from solgen.audit.recognizing.generality import general_points_of
from solgen.audit.recognizing.points import Points, points_of
from solgen.kernel.claim import Claim
from solgen.notation.terms import Term, number

BAR: Final = 7
"""The most points at which a kind is still named."""
MOST_CANDIDATES: Final = 900
MOST_CLAIMS_OF_CONDITIONS: Final = 24
"""Candidates of a condition, such as one after ``⇔``: points exclude few of those."""
JUDGED_BY_VALUE: Final = frozenset({"=", "≡", "≈"})
JUDGED_AS_CONDITION: Final = frozenset({"⇔", "⇒"})
_MOST_RATIO: Final = 4
"""A larger number is no factor that one loses without a trace."""
_MOST_COEFFICIENT: Final = 100
_MOST_SUMMANDS: Final = 6
_BY_NUMBER: Final = 2
"""What it costs that an explanation agrees only in the values that names were given."""
ROUNDED: Final = 0.02
"""How far, relatively, a rounded numeral may be from what it stands for: the judge looks at the digits."""
_FORM: Final = {Reach.NEAR: 1, Reach.BY_VALUE: 2, Reach.DISTANT: 6}
_TIERS: Final = tuple((grade, tuple(rule for rule in RULES if rule.grade is grade)) for grade in sorted(Grade))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One rule's reproduction of a line, not yet judged."""

    rule: MistakeRule
    reproduction: Reproduction
    node: Term
    """What the mistake leads to; with ``mended`` what it came from."""
    cost: int
    mended: bool = False
    """Whether what has to be established is that what the mistake came from makes the line true."""
    exact: bool = False
    """Whether the rule, applied to what stood before, gives the wrong side as it is written."""
    new: bool = False
    """Whether what the mistake came from has a part that stands nowhere before the line."""
    by_number: bool = False
    """Whether it agrees with the line only because of the values that names were given."""

    def claim(self, step: WrongStep) -> Claim:
        """What has to be established: that the mistake leads to what was written, or that the line is true without."""
        return self._put_in(step.claim, step)

    def readings(self, step: WrongStep) -> Iterator[Claim]:
        """The same of each other claim as which the line may be taken: one of them is enough."""
        return (self._put_in(claim, step) for claim in step.readings)

    def _put_in(self, claim: Claim, step: WrongStep) -> Claim:
        if self.mended:
            return replace(claim, right=self.node)
        return replace(claim, left=self.node, right=step.after)


def candidates(step: WrongStep) -> tuple[Candidate, ...]:
    """All that the rules yield; remembered, for naming and repair ask in turn."""
    return tuple(islice((one for level, _ in _TIERS for one in _tier(step, level)), MOST_CANDIDATES))


@lru_cache(maxsize=256)
def _tier(step: WrongStep, level: int) -> tuple[Candidate, ...]:
    """What the rules of one grade yield, in their order."""
    rules = next(rules for grade, rules in _TIERS if grade == level)
    as_written, worked_out = in_order(step.after), is_result(step.after)
    known = _known_parts(step)
    found: list[Candidate] = []
    for rule in rules:
        for reproduction in rule.apply(step):
            if reproduction.right is None:
                same = reproduction.wrong if worked_out else in_order(reproduction.wrong)
                exact = same is (step.after if worked_out else as_written)
                cost = rule.grade + reproduction.strain + (0 if exact else _FORM[reproduction.reach])
                found.append(Candidate(rule, reproduction, reproduction.wrong, cost, exact=exact))
            elif reproduction.wrong is step.after:
                cost = rule.grade + reproduction.strain + _FORM[reproduction.reach]
                new = _restored_part(step.after, reproduction.right) not in known
                found.append(Candidate(rule, reproduction, reproduction.right, cost, mended=True, new=new))
    if lost_factor.RULE in rules:
        found += _by_ratio(step)
    return tuple(found[:MOST_CANDIDATES])


def _by_ratio(step: WrongStep) -> Iterator[Candidate]:
    """The wrong side with a small number in front, where the line is off by that at every point."""
    if step.claim.relation not in JUDGED_BY_VALUE or not step.after.free:
        return
    cost = lost_factor.RULE.grade + _FORM[Reach.NEAR]
    for node in (*_scaled(step.claim.left, step.after, _MOST_RATIO, step), *_with_scaled_summand(step)):
        yield Candidate(lost_factor.RULE, Reproduction(step.after, node), node, cost, mended=True, new=True)


def _with_scaled_summand(step: WrongStep) -> Iterator[Term]:
    """The wrong side with a number in front of one summand, which is what the left side has besides the others."""
    if step.after.head != "add" or len(step.after.arguments) > _MOST_SUMMANDS:
        return
    for place, summand in enumerate(step.after.arguments):
        minus = summand.head == "negate"
        part = summand.arguments[0] if minus else summand
        others = without(step.after.arguments, place)
        share = total([step.claim.left, *map(negated, others)])
        for scaled in (
            _scaled(negated(share) if minus else share, part, _MOST_COEFFICIENT, step) if _is_bare(part) else ()
        ):
            yield total([*others[:place], negated(scaled) if minus else scaled, *others[place:]])


def _scaled(whole: Term, part: Term, most: int, step: WrongStep) -> Iterator[Term]:
    """``part`` with a number in front, if ``whole`` is that many times as much at every point."""
    ratio = points_of(step).ratio(whole, part) if part.free else None
    if ratio is not None and ratio > 0 and ratio != 1 and max(ratio.numerator, ratio.denominator) <= most:
        yield with_factor(part, quotient(number(ratio.numerator), number(ratio.denominator)))


def _is_bare(part: Term) -> bool:
    """Whether no number stands in a product: ``3 x`` for ``2 x`` has lost no factor."""
    return not any(factor.head in ("number", "decimal", "divide") for factor in factors(part))


@lru_cache(maxsize=64)
def _known_parts(step: WrongStep) -> frozenset[Term]:
    return frozenset(part for source in material(step) if source is not step.after for part in source.walk())


def _restored_part(after: Term, right: Term) -> Term:
    """The smallest part in which what was meant differs from what was written."""
    while after.head == right.head and after.data == right.data and len(after.arguments) == len(right.arguments):
        differing = [place for place, part in enumerate(right.arguments) if part is not after.arguments[place]]
        if len(differing) != 1:
            break
        after, right = after.arguments[differing[0]], right.arguments[differing[0]]
    return right


def by_cost(step: WrongStep) -> Iterator[Candidate]:
    """The candidates that may be named, the least far-fetched first, then in the order of the rules.

    Rules of a grade are not even applied before all that costs less is used up.
    """
    waiting: list[Candidate] = []
    for position, (level, _) in enumerate(_TIERS):
        waiting = sorted([*waiting, *_tier(step, level)], key=lambda one: (one.cost, one.new))
        limit = _TIERS[position + 1][0] - 1 if position + 1 < len(_TIERS) else BAR
        yield from (one for one in waiting if one.cost <= limit)
        waiting = [one for one in waiting if one.cost > limit]


def agreeing(step: WrongStep) -> Iterator[Candidate]:
    """Those that agree with the line at a few points; of a condition, those that no point excludes."""
    if step.claim.relation in JUDGED_AS_CONDITION:
        yield from islice(_not_excluded(step), MOST_CLAIMS_OF_CONDITIONS)
    elif step.claim.relation in JUDGED_BY_VALUE:
        yield from _by_value(step)


def _not_excluded(step: WrongStep) -> Iterator[Candidate]:
    """Those candidates that no point excludes: where one condition surely holds, so may the other."""
    claim = step.claim
    points = points_of(step)
    true, written = points.values(claim.left), points.values(step.after)
    implied = claim.relation == "⇒"
    for candidate in by_cost(step):
        expected = true if candidate.mended else written
        if points.may_hold_alike(candidate.node, expected, implied=implied and candidate.mended):
            yield candidate


def _by_value(step: WrongStep) -> Iterator[Candidate]:
    """What agrees as a formula first, then what agrees only in the values that names were given."""
    agrees, general = _agreement(step, points_of(step)), general_points_of(step)
    agrees_generally = _agreement(step, general) if general is not None else agrees
    only_in_value: list[Candidate] = []
    for candidate in by_cost(step):
        if agrees(candidate):
            if general is None or agrees_generally(candidate):
                yield candidate
            elif candidate.cost + _BY_NUMBER <= BAR:
                only_in_value.append(replace(candidate, by_number=True))
    yield from only_in_value


def _agreement(step: WrongStep, points: Points) -> Callable[[Candidate], bool]:
    """Whether a candidate agrees with the line at the points, each Term worked out once."""
    true, written = points.values(step.claim.left), points.values(step.after)
    both = tuple(one is not None and other is not None for one, other in zip(true, written, strict=True))
    if any(both):  # a point at which one side does not exist is a bad one to compare at
        true, written = (tuple(v if ok else None for v, ok in zip(side, both, strict=True)) for side in (true, written))
    slack = ROUNDED if step.claim.relation == "≈" else 0.0
    known: dict[tuple[Term, bool], bool] = {}

    def agrees(candidate: Candidate) -> bool:
        key = (candidate.node, candidate.mended)
        if key not in known:
            known[key] = points.agree(candidate.node, true if candidate.mended else written, slack)
        return known[key]

    return agrees
