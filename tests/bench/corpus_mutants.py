"""Single-node mutants of the corpus's true claims: which of those that an oracle separates does the kernel let pass?

The oracle (``tests/bench/oracle``, over ``corpus_worlds``) shares nothing with reader and kernel. A mutant is
*separated* where it fails at a point of its context, or where at generic points one of its sides does not exist. Then

* *missed*: the kernel established it although it is separated,
* *false alarm*: the kernel refuted it although it holds at every point tried, the kernel's own witness among them,
* *left open*: it is separated and the kernel stays undecided.

True claims themselves are held to the oracle as well. What the oracle cannot evaluate is counted by head.
"""

from __future__ import annotations

import itertools
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import mpmath

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.context import Kind
from solgen.notation.reading import read
from solgen.notation.terms import Term, add, number
from solgen.notation.writing.latex import to_latex
from tests.bench.corpus_worlds import Point, points
from tests.bench.mutants import mutants
from tests.bench.oracle import NotThere, NoValue, World, evaluate, holds
from tests.bench.witness_worlds import witness_world
from tests.claims_corpus import Case, corpus

PARTS = ("scalars", "sums", "matrices", "equations")
_GENERIC = 4
_FEW, _MANY = 16, 200
"""Points looked at: for a mutant that is undecided, and for one whose verdict would be wrong."""
_MORE_DIGITS = 150
_NEIGHBOURS = {"<": "≤", "≤": "<", ">": "≥", "≥": ">", "⇒": "⇔", "⇔": "⇒", "≻": "⪰", "⪰": "≻"}


@dataclass
class Part:
    """What came of the mutants of one part."""

    name: str
    claims: int = 0
    words: Counter[str] = field(default_factory=Counter)
    separated: int = 0
    agreeing: int = 0
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    not_covered: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass(frozen=True)
class Saying:
    """What the oracle says: True at every point, False at one, None where it has no value; and why not."""

    holds: bool | None
    where: str = ""


def mutated(claim: Claim) -> Iterator[Claim]:
    """Each claim that differs in one node of a side, or by a neighbour of its relation's sign."""
    for changed in mutants(claim.right, claim.context) if claim.relation != "⊢" else ():
        yield Claim(claim.context, claim.left, claim.relation, changed, claim.unknowns)
    for changed in mutants(claim.left, claim.context):
        yield Claim(claim.context, changed, claim.relation, claim.right, claim.unknowns)
    if claim.relation in _NEIGHBOURS:
        yield Claim(claim.context, claim.left, _NEIGHBOURS[claim.relation], claim.right, claim.unknowns)


def sampled(claim: Claim, limit: int, seed: str) -> list[Claim]:
    """At most ``limit`` mutants, the same ones for the same seed."""
    found = list(dict.fromkeys(mutated(claim)))
    if len(found) <= limit:
        return found
    return random.Random(seed).sample(found, limit)  # noqa: S311 -- a choice for a test, no secret


# -- what the oracle says ------------------------------------------------------------------------------------------


def said(claim: Claim, verdict: Verdict, seed: int) -> Saying:
    """The oracle's word, by as many points as the verdict makes worth while."""
    many = verdict.established or verdict.word is Word.REFUTED
    looked: Iterator[Point] = itertools.islice(points(claim, seed, _GENERIC), _MANY if many else _FEW)
    if verdict.word is Word.REFUTED:
        looked = itertools.chain(_witness(claim, verdict, seed), looked)
    conditions = [] if not verdict.established else _conditions(claim, verdict)
    return _asked(claim, looked, conditions, existing=verdict.established)


def _witness(claim: Claim, verdict: Verdict, seed: int) -> Iterator[Point]:
    for base in itertools.islice(points(claim, seed, 1), 1):
        world = witness_world(claim, verdict, base.world)
        if world is not None:
            yield Point(world, generic=False)


def _conditions(claim: Claim, verdict: Verdict) -> list[Term]:
    found = []
    for latex in verdict.conditions:
        try:
            found.append(read(latex, claim.context).term)
        except Failure:
            continue
    return found


def _asked(claim: Claim, looked: Iterable[Point], conditions: Sequence[Term], *, existing: bool) -> Saying:
    known, reason, missing, generic = 0, "no world", 0, 0
    for point in looked:
        generic += point.generic
        try:
            if not all(evaluate(each, point.world) for each in conditions):
                continue
            if not _true(claim, point.world) and not _true_in_more_digits(claim, point.world):
                return Saying(holds=False, where=_shown(claim, point.world))
            known += 1
        except NotThere as there:
            missing += point.generic
            reason = str(there)
        except NoValue as none:
            reason = str(none)
    if existing and missing and missing * 5 > 2 * generic:
        return Saying(holds=False, where=f"a side does not exist: {reason}")
    return Saying(holds=True) if known else Saying(holds=None, where=reason)


def _true(claim: Claim, world: World) -> bool:
    orders = [node for node in claim.right.walk() if _is_order(node)]
    if orders:
        return _bounded(claim, world, orders)
    return holds(claim.left, claim.relation, claim.right, world)


def _true_in_more_digits(claim: Claim, world: World) -> bool:
    """Whether what fails in 50 digits holds in 150: numbers that nearly cancel (``\\cosh^2 40 - \\sinh^2 40``)."""
    with mpmath.workdps(_MORE_DIGITS):
        return _true(claim, world)


def _is_order(node: Term) -> bool:
    return node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data == "big O"


def _bounded(claim: Claim, world: World, orders: Sequence[Term]) -> bool:
    """``f = g + O(h)`` near 0: whether (f − g)/h stays bounded over six powers of ten, from both sides.

    Where h is a power of 1/x, for large x.
    """
    order = orders[0]
    summands = claim.right.arguments if claim.right.head == "add" else (claim.right,)
    rest = [each for each in summands if each is not order]
    if len(orders) > 1 or claim.relation != "=" or len(rest) != len(summands) - 1:
        raise NoValue("a term of order in the middle of a formula")
    body = order.arguments[1]
    if len(body.free) != 1:
        raise NoValue("a term of order in several names")
    (name,) = body.free
    smooth = add(*rest) if len(rest) > 1 else rest[0] if rest else number(0)
    with mpmath.workdps(150):
        inward = abs(evaluate(body, world.with_value(name, mpmath.mpf(10) ** -9)))
        if mpmath.mpf(10) ** -6 < inward < mpmath.mpf(10) ** 6:
            raise NoValue("a term of order at another point than 0 and infinity")
        declared = claim.context.declaration(name)
        outward = inward > 1 or (declared is not None and declared.kind is Kind.SIZE)  # a power of 1/x: for large x
        for side in (1,) if outward else (1, -1):
            sizes = []
            for digits in (3, 9):
                near = world.with_value(name, side * mpmath.mpf(10) ** (digits if outward else -digits))
                gap = evaluate(claim.left, near) - evaluate(smooth, near)
                sizes.append(abs(gap / evaluate(body, near)))
            if sizes[1] > 20 * sizes[0] + mpmath.mpf(10) ** -3:
                return False
    return True


def _shown(claim: Claim, world: World) -> str:
    used = sorted(claim.left.free | claim.right.free | {each.name for each in claim.context.declarations})
    values = [f"{name} = {_short(world.names[name])}" for name in used if name in world.names]
    return ", ".join(values)


def _short(value: object) -> str:
    return mpmath.nstr(value, 6) if isinstance(value, mpmath.mpf) else str(value)[:60].replace("\n", " ")


# -- the measurement -----------------------------------------------------------------------------------------------


def measure(seed: int, limit: int, parts: Sequence[str] = PARTS) -> list[Part]:
    """Judge each true claim of the corpus and at most ``limit`` of its mutants."""
    return [_part(name, seed, limit) for name in parts]


def _part(name: str, seed: int, limit: int) -> Part:
    part = Part(name)
    begun = time.process_time()
    for case in corpus(name):
        if not case.holds:
            continue
        try:
            claim = case.claim()
        except Failure:
            continue
        part.claims += 1
        _record(part, case, claim, seed)
        for mutant in sampled(claim, limit, f"{seed} {case.place}"):
            _record(part, case, mutant, seed)
    part.seconds = time.process_time() - begun
    return part


def _record(part: Part, case: Case, claim: Claim, seed: int) -> None:
    verdict = check(claim)
    part.words[verdict.word.value] += 1
    if verdict.word is Word.ILL_FORMED:
        return
    saying = said(claim, verdict, seed)
    told = f"{case.place} {_text(claim)}"
    if saying.holds is None:
        part.not_covered[saying.where[:60]] += 1
        return
    part.separated += not saying.holds
    part.agreeing += saying.holds
    if verdict.established and not saying.holds:
        part.missed.append(f"{told}: {verdict.mechanism}; it fails at {saying.where}")
    elif verdict.word is Word.REFUTED and saying.holds:
        part.false_alarms.append(f"{told}: {verdict.message} {verdict.witness and verdict.witness.values}")
    elif not saying.holds and verdict.word is not Word.REFUTED:
        part.left_open.append(told)


def _text(claim: Claim) -> str:
    if claim.relation == "⊢":
        return to_latex(claim.left)
    return f"{to_latex(claim.left)} {claim.relation} {to_latex(claim.right)}"


def report(parts: Sequence[Part], *, verbose: bool) -> None:
    """Print what was measured; with ``verbose`` also the mutants that are left open."""
    for part in parts:
        judged = sum(part.words.values())
        print(f"  {part.name}: {part.claims} true claims, {judged} judged with their mutants: {dict(part.words)}")
        print(
            f"    the oracle separates {part.separated}, finds agreement in {part.agreeing}; not covered "
            f"{sum(part.not_covered.values())}; left open {len(part.left_open)}; {part.seconds:.0f} s"
        )
        print(f"    MISSED: {len(part.missed)}   FALSE ALARMS: {len(part.false_alarms)}   (aim 0, 0)")
        for told in part.missed:
            print(f"      missed {told}")
        for told in part.false_alarms:
            print(f"      false alarm {told}")
        for reason, count in part.not_covered.most_common():
            print(f"      {count} not covered: {reason}")
        for told in part.left_open if verbose else ():
            print(f"      left open {told}")
