"""Verdicts on random claims of each family, on roundings and on claims under hypotheses, beside the oracle."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import constant
from tests.bench.differential.draws import Draw
from tests.bench.differential.expressions import near_miss, small
from tests.bench.differential.laws import (
    MATRICES,
    SAMPLES,
    SCALARS,
    algebra,
    counting,
    derivatives,
    inequalities,
    matrices,
    steps,
    sums,
)
from tests.bench.differential.points import Point, grid_points, matrix_points, sample_points, scalar_points
from tests.bench.differential.tally import Tally
from tests.bench.differential.truth import condition, holds_at, judged

Maker = Callable[[Draw], tuple[str, str, str]]
Step = Callable[[Draw, Tally], None]
FAMILIES: dict[str, tuple[str, Maker, Callable[[Draw], Iterator[Point]] | None]] = {
    "algebra": (SCALARS, algebra, scalar_points),
    "sums": (SCALARS, sums, scalar_points),
    "derivatives": (SCALARS, derivatives, scalar_points),
    "inequalities": (SCALARS, inequalities, scalar_points),
    "steps": (SCALARS, steps, None),
    "matrices": (MATRICES, matrices, matrix_points),
    "counting": (SAMPLES, counting, sample_points),
}


def _claim(latex: str, context: Context) -> Claim:
    node = read(latex, context).term
    if node.head == "relation":
        return Claim(context, node.arguments[0], str(node.data), node.arguments[1])
    return Claim(context, node, "⊢", constant("true"))


def _rounding(draw: Draw, tally: Tally) -> None:
    """``value ≈ numeral`` by decimal arithmetic: ties go away from zero."""
    places = draw.randint(0, 3)
    value = Decimal(draw.randint(-10_000, 10_000)) / Decimal(10) ** draw.randint(0, 5)
    if draw.random() < 0.5:
        value = Decimal(2 * draw.randint(-500, 500) + 1) / 2 / Decimal(10) ** places
    step = Decimal(1).scaleb(-places)
    shown = value.quantize(step, rounding=ROUND_HALF_UP)
    shown += draw.choice([Decimal(0), Decimal(0), step, -step])
    text = f"{shown:f}"
    if places == 0 and text.lstrip("-") != "0" and text.endswith("0"):
        return
    context = read_declarations("")
    if not tally.is_new(("rounding", value, text)):
        return
    verdict = check(_claim(rf"{value:f} \approx {text}", context))
    tally.words[f"rounding {verdict.word.value}"] += 1
    right = value.quantize(step, rounding=ROUND_HALF_UP) == shown
    if verdict.established != right or (verdict.word is Word.REFUTED and right):
        tally.wrong.append(rf"rounding: {value:f} \approx {text}: {verdict.word.value}")


def _assumed(draw: Draw, tally: Tally, base: Context) -> None:
    """A claim under one or two random hypotheses, tried at the points of a grid that satisfy them."""
    signs = ["=", "=", "=", "<", r"\le", ">", r"\ge", r"\ne"]
    given = [f"{small(draw)} {draw.choice(signs)} {small(draw)}" for _ in range(draw.choice([1, 1, 2]))]
    a, b = small(draw), small(draw)
    forms = [f"{a} {draw.choice(signs)} {b}", rf"\frac{{{a}}}{{{a}}} = 1", rf"\sqrt{{({a})^2}} = {a}"]
    latex = draw.choice([*forms, rf"{a} \cdot {b} {draw.choice(signs)} {b} \cdot {a}"])
    try:
        hypotheses = [read(each, base).term for each in given]
        claim = _claim(latex, base.with_hypotheses(*hypotheses))
    except Failure:
        tally.unread += 1
        return
    if not tally.is_new(claim):
        return
    verdict = check(claim)
    tally.words[f"assumed {verdict.word.value}"] += 1
    names = frozenset().union(*(each.free for each in hypotheses), claim.left.free, claim.right.free)
    if not verdict.established or len(names) > 4:
        return
    for point in grid_points(names):
        if all(condition(each, point.world) for each in hypotheses) and holds_at(claim, point) is False:
            tally.wrong.append(f"assumed: {given} then {latex}: {verdict.word.value}, not at {point.world.base}")
            return


def measure(seeds: list[int], count: int) -> Tally:
    """``count`` claims of each family for each seed."""
    tally = Tally()
    for seed, (family, step) in itertools.product(seeds, steps_of_families().items()):
        draw = random.Random(f"{family} {seed}")  # noqa: S311 -- a test's dice
        for _ in range(count):
            step(draw, tally)
    return tally


def steps_of_families() -> dict[str, Step]:
    """What draws and judges one more claim of each family."""
    contexts = {text: read_declarations(text) for text in (SCALARS, MATRICES, SAMPLES)}

    def of_family(family: str) -> Step:
        return lambda draw, tally: _compare(tally, draw, family, contexts[FAMILIES[family][0]])

    return {
        **{family: of_family(family) for family in FAMILIES},
        "rounding": _rounding,
        "assumed": lambda draw, tally: _assumed(draw, tally, contexts[SCALARS]),
    }


def _compare(tally: Tally, draw: Draw, family: str, context: Context) -> None:
    _, maker, points = FAMILIES[family]
    left, sign, right = maker(draw)
    if draw.random() < 0.5:
        left, right = (near_miss(draw, left), right) if not right else (left, near_miss(draw, right))
    latex = f"{left} {sign} {right}".strip()
    try:
        claim = _claim(latex, context)
    except Failure:
        tally.unread += 1
        return
    if not tally.is_new(claim):
        return
    verdict = check(claim)
    tally.words[f"{family} {verdict.word.value}"] += 1
    names = claim.left.free | claim.right.free
    chosen = list(points(draw)) if points is not None else list(grid_points(names))
    judgement = judged(claim, verdict, chosen)
    if judgement.wrong:
        tally.wrong.append(f"{family}: {latex}: {verdict.word.value} by {verdict.mechanism}: {judgement.wrong}")
    elif not judgement.covered:
        tally.leave_open(family, f"{verdict.word.value}, no value at any point", latex)
