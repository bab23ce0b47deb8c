"""Whether a claim holds at a point, and what is wrong with a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import mpmath

from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.terms import Term
from tests.bench.corpus_mutants import said
from tests.bench.differential.points import Point
from tests.bench.oracle import NoValue, World, evaluate, holds
from tests.bench.witness_worlds import witness_world


def holds_at(claim: Claim, point: Point) -> bool | None:
    """Whether the claim holds; None where a side does not exist. In a step, what does not exist does not hold."""
    if claim.relation in ("⇒", "⇔"):
        left, right = (condition(side, point.world) for side in (claim.left, claim.right))
        return (right or not left) if claim.relation == "⇒" else left == right
    try:
        if claim.relation == "⊢":
            return bool(evaluate(claim.left, point.world))
        if claim.relation in ("∈", "∉"):
            return _member(claim, point.world)
        return holds(claim.left, claim.relation, claim.right, point.world)
    except (NoValue, AttributeError, TypeError, ZeroDivisionError):  # matrices of one entry are numbers to the oracle
        return None


def _member(claim: Claim, world: World) -> bool:
    value = evaluate(claim.left, world)
    low, high = (evaluate(end, world) for end in claim.right.arguments)
    ends = str(claim.right.data)
    inside = (low < value or (ends[0] == "[" and low == value)) and (value < high or (ends[1] == "]" and high == value))
    return bool(inside) == (claim.relation == "∈")


def condition(node: Term, world: World) -> bool:
    try:
        return bool(evaluate(node, world))
    except (NoValue, ArithmeticError):
        return False


_MORE_DIGITS = 150


@dataclass(frozen=True)
class Judgement:
    """What is wrong with a verdict, empty where nothing is; and whether the oracle had a value at any point."""

    wrong: str = ""
    covered: bool = True


def judged(claim: Claim, verdict: Verdict, points: list[Point]) -> Judgement:
    """A verdict beside the oracle. Points are looked at one by one, until one tells what has to be known."""
    failed = [reason for _, reason in verdict.evidence if "the method failed" in reason]
    if failed:
        return Judgement(failed[0])
    if not (verdict.established or verdict.word is Word.REFUTED):
        return Judgement()
    moving = any(node.head == "derivative" for side in (claim.left, claim.right) for node in side.walk())
    used = [point for point in points if point.generic or not moving]
    return _refuted(claim, verdict, points, used) if verdict.word is Word.REFUTED else _established(claim, used)


def _refuted(claim: Claim, verdict: Verdict, points: list[Point], used: list[Point]) -> Judgement:
    there = witness_world(claim, verdict, points[0].world) if points else None
    if there is not None and holds_at(claim, Point(there, generic=False)) is False:
        return Judgement()
    known = False
    for point in used:
        truth = holds_at(claim, point)
        if truth is False:
            return Judgement()
        known = known or truth is True
    saying = said(claim, verdict, 1).holds
    if saying is False:
        return Judgement()
    return Judgement("refuted, but no failure is found") if known else Judgement(covered=saying is not None)


def _established(claim: Claim, used: list[Point]) -> Judgement:
    known, missing, generic = False, 0, 0
    for point in used:
        truth = holds_at(claim, point)
        if truth is False:
            with mpmath.workdps(_MORE_DIGITS):  # numbers that nearly cancel
                truth = holds_at(claim, point)
            if truth is False:
                return Judgement(f"established, but it fails at {point.world.base}")
        known = known or truth is True
        generic += point.generic
        missing += point.generic and truth is None
    if generic and missing * 5 > 2 * generic:
        return Judgement("established, but a side does not exist at many points")
    return Judgement(covered=known)
