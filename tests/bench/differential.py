"""Random claims against the oracle: half of them rewritten truly, half changed a little; who is wrong?

A claim is made as LaTeX from a schema (an algebraic law, a rule for sums, derivatives or matrices) whose letters are
random expressions; then, half of the time, a token is changed. What the kernel says is compared with ``oracle`` at
many points: small sizes from 1, ties, zeros, a grid of small values for steps. Wrong are:

* *established*, and at a point both sides exist and the relation fails,
* *established*, and at more than two in five of the random points a side does not exist,
* *refuted*, and the relation holds at every point where both sides exist,
* a method that failed with an exception.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import Term, constant
from tests.bench.corpus_mutants import said
from tests.bench.oracle import NoValue, World, evaluate, holds

SCALARS = r"""
    x, u, v: real
    p, q: real, positive
    r: real, nonnegative
    z: real, in (0, 1)
    a: real, at least 2
    n: size
    k: integer
    y_i: real for i in 1..n
"""
MATRICES = r"""
    d: size
    N: size, at least d
    A, B: matrix[d, d]
    P: matrix[d, d], positive definite
    Q: matrix[d, d], orthogonal
    S: matrix[d, d], symmetric
    C: matrix[d, d], invertible
    X: matrix[N, d]
    U: matrix[N, d], orthonormal columns
    w, h: vector[d]
    l: real, positive
"""
SAMPLES = r"""
    n: size
    y_i: real for i in 1..n
    y_{(j)}: order statistics of y, j in 1..n
    c: real
"""
_POINTS = 24
_SMALL = (Fraction(-1), Fraction(0), Fraction(1), Fraction(2), Fraction(1, 2))


@dataclass
class Tally:
    """What was compared and what was wrong."""

    words: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unread: int = 0
    not_covered: Counter[str] = field(default_factory=Counter)
    """Claims at which the oracle has no value, by family."""


@dataclass(frozen=True)
class Point:
    """A world, and whether its real numbers are random ones, at which nothing vanishes by accident."""

    world: World
    generic: bool


# -- points --------------------------------------------------------------------------------------------------------


def _number(value: Fraction | int) -> Any:
    return mpmath.mpf(Fraction(value).numerator) / Fraction(value).denominator


def _world(values: Mapping[str, Any]) -> World:
    return World(values, lambda base, given: {**base, **given})


def scalar_points(draw: random.Random) -> Iterator[Point]:
    """Random values in the declared domains; every fourth point has small values, zeros and ties."""
    for count in range(_POINTS):
        generic = count % 4 != 3
        size = (1, 2, 3, 4)[count % 4] if generic else draw.randint(1, 3)

        def real(low: int = -3, high: int = 3, *, generic: bool = generic) -> Any:
            if generic:
                return _number(Fraction(draw.randint(low * 997 + 1, high * 997 - 1), 997))
            return _number(draw.choice([value for value in _SMALL if low <= value <= high]))

        positive = real(0, 3)
        values = {
            "x": real(), "u": real(), "v": real(), "p": positive or _number(1), "q": real(0, 3) or _number(2),
            "r": real(0, 3), "z": _number(Fraction(draw.randint(1, 996), 997)), "a": 2 + real(0, 3),
            "n": _number(size), "k": _number(draw.randint(-2, 3)), "y": [real() for _ in range(size)],
        }  # fmt: skip
        yield Point(_world(values), generic)


def grid_points(names: frozenset[str]) -> Iterator[Point]:
    """All combinations of small values of the names of a step."""
    pools: dict[str, tuple[Fraction, ...]] = {
        "p": (Fraction(1), Fraction(2), Fraction(1, 2)), "q": (Fraction(1), Fraction(2)), "z": (Fraction(1, 2),),
        "r": (Fraction(0), Fraction(1), Fraction(2)), "a": (Fraction(2), Fraction(3)),
        "n": (Fraction(1), Fraction(2)), "k": (Fraction(-1), Fraction(0), Fraction(1), Fraction(2)),
    }  # fmt: skip
    used = sorted(names - {"y"})
    for chosen in itertools.product(*(pools.get(named, _SMALL) for named in used)):
        values: dict[str, Any] = dict(zip(used, map(_number, chosen), strict=True))
        size = int(values.get("n", 2))
        for sample in itertools.product((-1, 0, 2), repeat=size) if "y" in names else [()]:
            yield Point(_world({**values, "y": [_number(value) for value in sample]}), generic=False)


def matrix_points(draw: random.Random) -> Iterator[Point]:
    """Random matrices with the declared properties, d and N from 1, N = d among them."""
    numbers = np.random.default_rng(draw.randrange(2**32))
    for d, rows in ((1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 5)):
        square = numbers.normal(size=(d, d))
        base = {
            "A": numbers.normal(size=(d, d)), "B": numbers.normal(size=(d, d)), "P": square @ square.T + np.eye(d),
            "Q": np.linalg.qr(numbers.normal(size=(d, d)))[0], "S": square + square.T,
            "C": numbers.normal(size=(d, d)) + 4 * np.eye(d), "X": numbers.normal(size=(rows, d)),
            "U": np.linalg.qr(numbers.normal(size=(rows, d)))[0], "w": numbers.normal(size=(d, 1)),
            "h": numbers.normal(size=(d, 1)),
        }  # fmt: skip
        arrays = {named: _exact(value) for named, value in base.items()}
        yield Point(_world({**arrays, "l": _number(Fraction(5, 3)), "d": _number(d), "N": _number(rows)}), generic=True)


def _exact(array: Any) -> Any:
    return np.array([[mpmath.mpf(float(entry)) for entry in row] for row in array], dtype=object)


def sample_points(draw: random.Random) -> Iterator[Point]:
    """All samples of up to three values out of three, beside every point below, at, between and above them."""
    del draw
    for size in (1, 2, 3, 4):
        for sample in itertools.product((0, 1, 2), repeat=size):
            if size == 4 and list(sample) != sorted(sample):
                continue
            for twice in range(-1, 6):
                values = {"n": _number(size), "y": [_number(v) for v in sample], "c": _number(Fraction(twice, 2))}
                world = World(values, lambda base, given: {**base, **given}, domains={"i": range(1, size + 1)})
                yield Point(world, generic=False)


# -- claims --------------------------------------------------------------------------------------------------------

Draw = random.Random


def leaf(draw: Draw, index: str = "") -> str:
    pool = ["x", "u", "v", "p", "q", "r", "z", "a", "n", "k", "1", "2", "3", "x", "u"]
    return draw.choice([*pool, f"y_{index}", f"y_{index}", index] if index else [*pool, "y_1", "y_n"])


def expression(draw: Draw, depth: int, index: str = "") -> str:
    """A random real expression, in brackets where it is a sum."""
    if depth == 0:
        return leaf(draw, index)

    def part() -> str:
        return expression(draw, depth - 1, index)

    match draw.randrange(10):
        case 0 | 1:
            return f"({part()} + {part()})"
        case 2:
            return f"({part()} - {part()})"
        case 3 | 4:
            return rf"{part()} \cdot {part()}"
        case 5:
            return rf"\frac{{{part()}}}{{{part()}}}"
        case 6:
            return f"({part()})^2"
        case 7:
            return rf"\left| {part()} \right|"
        case 8:
            return draw.choice(
                [rf"e^{{{leaf(draw, index)}}}", rf"\ln({positive(draw)})", rf"\sqrt{{{positive(draw)}}}"]
            )
    return rf"\max({part()}, {part()})"


def positive(draw: Draw) -> str:
    """What is positive, or nearly so, or not at all."""
    x = draw.choice("xuvpqz")
    return draw.choice(["p", "q", "p", "q", f"(1 + {x}^2)", f"e^{{{x}}}", "n", "z", "(1 - z)", "a", "r", f"{x}^2", "x"])


def algebra(draw: Draw) -> tuple[str, str, str]:
    """A law between random expressions."""
    A, B, C = (expression(draw, draw.choice([0, 1, 1, 2])) for _ in range(3))  # noqa: N806 -- the letters of laws
    P, Q = positive(draw), positive(draw)  # noqa: N806
    m = draw.choice(["2", "3", "n", "k", "(n - 1)", r"\frac{1}{2}", "x"])
    laws = [
        (f"({A} + {B})^2", rf"({A})^2 + 2 \cdot {A} \cdot {B} + ({B})^2"),
        (f"({A} + {B}) \\cdot ({A} - {B})", f"({A})^2 - ({B})^2"),
        (rf"\frac{{{A}}}{{{B}}} + {C}", rf"\frac{{{A} + {C} \cdot {B}}}{{{B}}}"),
        (rf"\frac{{{A} \cdot {B}}}{{{B}}}", A),
        (rf"\frac{{({A})^2 - ({B})^2}}{{{A} - {B}}}", f"{A} + {B}"),
        (rf"\frac{{1}}{{\frac{{{A}}}{{{B}}}}}", rf"\frac{{{B}}}{{{A}}}"),
        (rf"e^{{{A} + {B}}}", rf"e^{{{A}}} \cdot e^{{{B}}}"),
        (rf"\ln({P} \cdot {Q})", rf"\ln({P}) + \ln({Q})"),
        (rf"\ln(\frac{{{P}}}{{{Q}}})", rf"\ln({P}) - \ln({Q})"),
        (rf"\ln(({P})^2)", rf"2 \cdot \ln({P})"),
        (rf"e^{{\ln({P})}}", P),
        (rf"e^{{-\ln({P})}}", rf"\frac{{1}}{{{P}}}"),
        (rf"\sqrt{{{P} \cdot {Q}}}", rf"\sqrt{{{P}}} \cdot \sqrt{{{Q}}}"),
        (rf"\sqrt{{({A})^2}}", rf"\left| {A} \right|"),
        (rf"(\sqrt{{{P}}})^2", P),
        (rf"\left| {A} \right| \cdot \left| {B} \right|", rf"\left| {A} \cdot {B} \right|"),
        (rf"\max({A}, {B}) + \min({A}, {B})", f"{A} + {B}"),
        (rf"\max({A}, {B})", rf"\max({B}, {A})"),
        (rf"({P})^{{{m}}} \cdot ({Q})^{{{m}}}", rf"({P} \cdot {Q})^{{{m}}}"),
        (rf"({P})^{{{m}}} \cdot ({P})^2", rf"({P})^{{{m} + 2}}"),
        (rf"0 \cdot {A}", "0"),
        (rf"({A})^0", "1"),
        (rf"\left| {A} \right| - {A}", "0"),
    ]
    left, right = draw.choice(laws)
    if draw.random() < 0.2:
        below = expression(draw, 1)
        left, right = rf"\frac{{{left}}}{{{below}}}", rf"\frac{{{right}}}{{{below}}}"
    return left, "=", right


def sums(draw: Draw) -> tuple[str, str, str]:
    """A law of sums with random bounds."""
    f, g = expression(draw, 1, "i"), expression(draw, draw.choice([0, 1]), "i")
    low = draw.choice(["1", "1", "1", "2", "0", "k", "3"])
    high = draw.choice(["n", "n", "n", "n - 1", "n + 1", "2", "1", "0", "k"])
    c = leaf(draw)

    def total(body: str, start: str = low, end: str = high) -> str:
        return rf"\sum_{{i={start}}}^{{{end}}} {body}"

    values, squares = total("y_i", "1", "n"), total("y_i^2", "1", "n")
    laws = [
        (total(f"({f} + {g})"), f"{total(f)} + {total(g)}"),
        (total(rf"{c} \cdot {f}"), rf"{c} \cdot {total(f)}"),
        (total(f), f"{total(f, low, '1')} + {total(f, '2')}"),
        (total(f), f"{f.replace('i', '1') if low == '1' else total(f, low, low)} + {total(f, f'{low} + 1')}"),
        (total(c), rf"({high} - {low} + 1) \cdot {c}"),
        (total("i", "1"), rf"\frac{{({high}) \cdot ({high} + 1)}}{{2}}"),
        (total("y_i", "1", "n"), total("y_i", "1", "n - 1") + " + y_n"),
        (total("y_i", "2", "n"), total("y_{i + 1}", "1", "n - 1")),
        (total(f"(y_i - {c})^2", "1", "n"), rf"{squares} - 2 {c} \cdot {values} + n \cdot ({c})^2"),
        (total(r"\sum_{j=1}^{n} y_i \cdot y_j", "1", "n"), rf"({values}) \cdot ({values})"),
        (total(r"\sum_{j=1}^{i} y_j", "1", "n"), total(r"(n + 1 - i) \cdot y_i", "1", "n")),
        (total(f), total(f.replace("i", "j")).replace("{i=", "{j=")) if "min" not in f else (total(f), total(f)),
    ]  # fmt: skip
    left, right = draw.choice(laws)
    return left, "=", right


def derivatives(draw: Draw) -> tuple[str, str, str]:
    """A rule of differentiation, by x or by a component."""
    A, B = (expression(draw, draw.choice([1, 2])) for _ in range(2))  # noqa: N806
    P = positive(draw)  # noqa: N806
    by = draw.choice(["x", "x", "p", "r", "y_1"])
    d = rf"\frac{{\partial}}{{\partial {by}}}"
    squares = {"y_1": r"2 \cdot (y_1 - x)", "x": r"2 n x - 2 \cdot \sum_{i=1}^{n} y_i"}
    laws = [
        (f"{d} ({A} + {B})", f"{d} ({A}) + {d} ({B})"),
        (rf"{d} ({A} \cdot {B})", rf"({d} ({A})) \cdot {B} + {A} \cdot ({d} ({B}))"),
        (rf"{d} (\frac{{{A}}}{{{B}}})", rf"\frac{{({d} ({A})) \cdot {B} - {A} \cdot ({d} ({B}))}}{{({B})^2}}"),
        (rf"{d} (e^{{{A}}})", rf"e^{{{A}}} \cdot ({d} ({A}))"),
        (rf"{d} (\ln({P}))", rf"\frac{{{d} ({P})}}{{{P}}}"),
        (rf"{d} (\sqrt{{{P}}})", rf"\frac{{{d} ({P})}}{{2 \cdot \sqrt{{{P}}}}}"),
        (rf"{d} (({A})^3)", rf"3 \cdot ({A})^2 \cdot ({d} ({A}))"),
        (rf"{d} (\left| {A} \right|)", rf"\frac{{{A}}}{{\left| {A} \right|}} \cdot ({d} ({A}))"),
        (rf"{d} (\sum_{{i=1}}^{{n}} (y_i - x)^2)", squares.get(by, "0")),
        (rf"{d} (\sum_{{i=2}}^{{n}} y_i^2)", "0"),
    ]  # fmt: skip
    left, right = draw.choice(laws)
    return left, "=", right


def inequalities(draw: Draw) -> tuple[str, str, str]:
    """A true inequality more often than not, by squares, signs and sums."""
    A, B = (expression(draw, draw.choice([0, 1])) for _ in range(2))  # noqa: N806
    P, Q = positive(draw), positive(draw)  # noqa: N806
    facts = [
        (f"({A})^2 + ({B})^2", r"\ge", rf"2 \cdot {A} \cdot {B}"), (rf"\left| {A} \right|", r"\ge", A),
        (rf"e^{{{A}}}", ">", "0"), (f"{P} + {Q}", ">", "0"), (P, ">", "0"), (rf"\frac{{{P}}}{{{Q}}}", r"\ge", "0"),
        (rf"\sum_{{i=1}}^{{n}} ({expression(draw, 1, 'i')})^2", r"\ge", "0"),
        (r"\sum_{i=1}^{n} y_i^2", ">", "0"), (r"\sum_{i=2}^{n} e^{y_i}", ">", "0"), ("n", ">", "1"),
        (rf"\frac{{1}}{{1 + ({A})^2}}", r"\le", "1"), (rf"\max({A}, {B})", r"\ge", B), ("z (1 - z)", ">", "0"),
        ("a^2", r"\ge", "4"), ("a", ">", "2"), (rf"{A}", r"\ne", f"{A} + 1"), (f"({A})^2", r"\ne", "-1"),
        (P, r"\in", r"[0, \infty)"), ("z", r"\in", "[0, 1]"), (rf"\frac{{{P}}}{{{P} + 1}}", r"\in", "(0, 1)"),
    ]  # fmt: skip
    left, sign, right = draw.choice(facts)
    if draw.random() < 0.3:
        sign = {r"\ge": ">", ">": draw.choice([r"\ge", "<"]), r"\le": "<"}.get(sign, sign)
    return left, sign, right


def steps(draw: Draw) -> tuple[str, str, str]:
    """An equation or inequality, and what becomes of it when both sides are changed."""
    A, B = (expression(draw, draw.choice([0, 0, 1])) for _ in range(2))  # noqa: N806
    factors = ["x", "p", "n", "k", "u", "(x - 1)", "(1 + u^2)", "2", "-1", r"\frac{1}{u}", "e^{u}", "(p - 1)", "r"]
    C = draw.choice(factors)  # noqa: N806
    sign = draw.choice(["=", "=", "=", r"\ne", "<", r"\le", ">"])
    changed = [
        (f"{A} + {C}", f"{B} + {C}"), (rf"{A} \cdot {C}", rf"{B} \cdot {C}"), (f"({A})^2", f"({B})^2"),
        (rf"\frac{{{A}}}{{{C}}}", rf"\frac{{{B}}}{{{C}}}"), (f"{A} - {B}", "0"),
        (rf"\left| {A} \right|", rf"\left| {B} \right|"),
        (rf"e^{{{A}}}", rf"e^{{{B}}}"), (rf"({A} - {B}) \cdot {C}", "0"), (rf"\frac{{{A} - {B}}}{{{C}}}", "0"),
        (rf"\frac{{{A}}}{{{B}}}", "1"), (f"-({A})", f"-({B})"), (rf"\max({A}, {B})", B),
    ]  # fmt: skip
    first, second = draw.choice(changed)
    pair = [f"{A} {sign} {B}", f"{first} {sign} {second}"]
    if draw.random() < 0.5:
        pair.reverse()
    return pair[0], draw.choice([r"\Rightarrow", r"\iff"]), pair[1]


def matrices(draw: Draw) -> tuple[str, str, str]:
    """Words in matrix letters; the laws of transposes, inverses, traces."""
    square = ["A", "B", "P", "Q", "S", "C", "P^{-1}", "C^{-1}", "Q^t", "A^t", "S", "X^t X", "U^t U"]
    L, M, R = (draw.choice(square) for _ in range(3))  # noqa: N806
    J, K = draw.choice(["P", "Q", "C"]), draw.choice(["P", "Q", "C"])  # noqa: N806
    laws = [
        (f"({L} {M})^t", f"({M})^t ({L})^t"), (f"({J} {K})^{{-1}}", f"{K}^{{-1}} {J}^{{-1}}"), (f"{J} {J}^{{-1}}", "I"),
        (f"{L} ({M} + {R})", f"{L} {M} + {L} {R}"), (f"({L} + {M})^2", f"({L})^2 + {L} {M} + {M} {L} + ({M})^2"),
        (rf"\operatorname{{tr}}({L} {M})", rf"\operatorname{{tr}}({M} {L})"), ("U^t U", "I"), ("Q Q^t", "I"),
        (r"(X^t X + l I)^{-1} X^t", r"X^t (X X^t + l I)^{-1}"), (f"w^t {L} h", f"h^t ({L})^t w"), ("U U^t X", "X"),
        (r"\|Q w\|^2", "w^t w"), (r"\|U w\|^2", "w^t w"), (r"\|C w\|^2", "w^t C^t C w"), (f"{L} {M}", f"{M} {L}"),
        (f"({J}^t)^{{-1}}", f"({J}^{{-1}})^t"), ("(Q P Q^t)^{-1}", "Q P^{-1} Q^t"), ("Q^t", "Q^{-1}"),
        (rf"\operatorname{{tr}}({L} {M} {R})", rf"\operatorname{{tr}}({R} {L} {M})"), ("w h^t w", "(h^t w) w"),
        (r"(P + l I)^{-1} P", r"I - l (P + l I)^{-1}"), ("S^2", "S^t S"), (f"{L} w + {M} w", f"({L} + {M}) w"),
    ]  # fmt: skip
    left, right = draw.choice(laws)
    return left, "=", right


def counting(draw: Draw) -> tuple[str, str, str]:
    """Numbers of values beside a point, and order statistics."""
    sets = {sign: rf"|\{{ i : y_i {sign} c \}}|" for sign in (">", "<", "=", r"\le", r"\ge")}
    pick = lambda: draw.choice([*sets.values(), "n", "1"])  # noqa: E731 -- used four times below
    numbers = [f"{pick()} + {pick()}", pick(), f"n - {pick()}", f"2 {pick()}", "n", "0", r"\frac{n}{2}"]
    signs = ["=", "<", ">", r"\le", r"\ge"]
    count = f"{draw.choice(numbers)} {draw.choice([*signs, chr(92) + 'ne'])} {draw.choice(numbers)}"
    place = draw.choice(["1", "n", "2"])
    order = f"y_{{({place})}} {draw.choice(signs)} c"
    if draw.random() < 0.4:
        return count, "", ""
    return order, draw.choice([r"\iff", r"\Rightarrow"]), count


def near_miss(draw: Draw, latex: str) -> str:
    """One token changed: a sign, a number, a letter, an index bound."""
    swaps = {"+": "-", "-": "+", "2": "3", "1": "2", "0": "1", "x": "u", "u": "x", "p": "q", "A": "B", "P": "S",
             "Q": "A", "n": "n - 1", "S": "A", "C": "A", "U": "X"}  # fmt: skip
    places = [m for m in re.finditer(r"(?<![\\a-zA-Z])[-+0-9a-zA-Z](?![a-zA-Z])", latex) if m.group() in swaps]
    if not places:
        return latex
    chosen = draw.choice(places)
    return latex[: chosen.start()] + swaps[chosen.group()] + latex[chosen.end() :]


Maker = Callable[[Draw], tuple[str, str, str]]
FAMILIES: dict[str, tuple[str, Maker, Callable[[Draw], Iterator[Point]] | None]] = {
    "algebra": (SCALARS, algebra, scalar_points),
    "sums": (SCALARS, sums, scalar_points),
    "derivatives": (SCALARS, derivatives, scalar_points),
    "inequalities": (SCALARS, inequalities, scalar_points),
    "steps": (SCALARS, steps, None),
    "matrices": (MATRICES, matrices, matrix_points),
    "counting": (SAMPLES, counting, sample_points),
}


# -- comparison ----------------------------------------------------------------------------------------------------


def _claim(latex: str, context: Context) -> Claim:
    node = read(latex, context).term
    if node.head == "relation":
        return Claim(context, node.arguments[0], str(node.data), node.arguments[1])
    return Claim(context, node, "⊢", constant("true"))


def _truth(claim: Claim, point: Point) -> bool | None:
    """Whether the claim holds; None where a side does not exist. In a step, what does not exist does not hold."""
    if claim.relation in ("⇒", "⇔"):
        left, right = (_condition(side, point.world) for side in (claim.left, claim.right))
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


def _condition(node: Term, world: World) -> bool:
    try:
        return bool(evaluate(node, world))
    except (NoValue, ArithmeticError):
        return False


def judged_wrong(claim: Claim, verdict: Verdict, points: list[Point]) -> str:
    """What is wrong with a verdict; empty where nothing is."""
    failed = [reason for _, reason in verdict.evidence if "the method failed" in reason]
    if failed:
        return failed[0]
    if not (verdict.established or verdict.word is Word.REFUTED):
        return ""
    moving = any(node.head == "derivative" for side in (claim.left, claim.right) for node in side.walk())
    used = [point for point in points if point.generic or not moving]
    truths = [(_truth(claim, point), point) for point in used]
    if verdict.word is Word.REFUTED:
        there = _witness_world(verdict, points)
        if there is not None and _truth(claim, there) is False:
            return ""
        known = [truth for truth, _ in truths if truth is not None]
        if not known or not all(known) or said(claim, verdict, 1).holds is False:
            return ""
        return "refuted, but no failure is found"
    if any(truth is False for truth, _ in truths):
        return f"established, but it fails at {next(p.world.base for t, p in truths if t is False)}"
    generic = [truth for truth, point in truths if point.generic]
    if generic and sum(truth is None for truth in generic) * 5 > 2 * len(generic):
        return "established, but a side does not exist at many points"
    return ""


def _witness_world(verdict: Verdict, points: list[Point]) -> Point | None:
    """The kernel's own witness as a world, where its values are numbers and samples: the claim must fail there."""
    if verdict.witness is None or not points:
        return None
    values: dict[str, Any] = dict(points[0].world.base)
    for named, text in verdict.witness.values:
        try:
            if text.startswith("("):
                values[named] = [_number(Fraction(part)) for part in text.strip("(),").split(", ")]
            else:
                values[named] = _number(Fraction(text))
        except ValueError:
            return None
    return Point(World(values, points[0].world.build, domains=points[0].world.domains), generic=False)


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
    verdict = check(_claim(rf"{value:f} \approx {text}", context))
    tally.words[f"rounding {verdict.word.value}"] += 1
    right = value.quantize(step, rounding=ROUND_HALF_UP) == shown
    if verdict.established != right or (verdict.word is Word.REFUTED and right):
        tally.wrong.append(rf"rounding: {value:f} \approx {text}: {verdict.word.value}")


def small(draw: Draw) -> str:
    """A short expression, whose equations have solutions on a grid."""
    one, other = (draw.choice(["x", "x", "u", "u", "v", "p", "k", "n", "1", "2", "0"]) for _ in range(2))
    forms = [one, one, one, f"({one} + {other})", f"({one} - {other})", rf"{one} \cdot {other}", f"({one})^2"]
    return draw.choice([*forms, rf"\left| {one} \right|", rf"\max({one}, {other})", rf"\frac{{{one}}}{{{other}}}"])


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
    verdict = check(claim)
    tally.words[f"assumed {verdict.word.value}"] += 1
    names = frozenset().union(*(each.free for each in hypotheses), claim.left.free, claim.right.free)
    if not verdict.established or len(names) > 4:
        return
    for point in grid_points(names):
        if all(_condition(each, point.world) for each in hypotheses) and _truth(claim, point) is False:
            tally.wrong.append(f"assumed: {given} then {latex}: {verdict.word.value}, not at {point.world.base}")
            return


def measure(seeds: list[int], count: int) -> Tally:
    """``count`` claims of each family for each seed."""
    tally = Tally()
    contexts = {text: read_declarations(text) for text in (SCALARS, MATRICES, SAMPLES)}
    for seed, (family, (text, maker, points)) in itertools.product(seeds, FAMILIES.items()):
        draw = random.Random(f"{family} {seed}")  # noqa: S311 -- a test's dice
        for _ in range(count):
            left, sign, right = maker(draw)
            if draw.random() < 0.5:
                left, right = (near_miss(draw, left), right) if not right else (left, near_miss(draw, right))
            latex = f"{left} {sign} {right}".strip()
            try:
                claim = _claim(latex, contexts[text])
            except Failure:
                tally.unread += 1
                continue
            verdict = check(claim)
            tally.words[f"{family} {verdict.word.value}"] += 1
            names = claim.left.free | claim.right.free
            chosen = list(points(draw)) if points is not None else list(grid_points(names))
            wrong = judged_wrong(claim, verdict, chosen)
            if wrong:
                tally.wrong.append(f"{family}: {latex}: {verdict.word.value} by {verdict.mechanism}: {wrong}")
    for seed in seeds:
        draw = random.Random(f"rounding {seed}")  # noqa: S311 -- a test's dice
        for _ in range(count):
            _rounding(draw, tally)
            _assumed(draw, tally, contexts[SCALARS])
    return tally


def report(tally: Tally) -> None:
    """The table of verdicts, then each wrong one."""
    for word, count in sorted(tally.words.items()):
        print(f"  {count:6}  {word}")
    print(f"  {sum(tally.words.values())} claims compared, {tally.unread} not read, {len(tally.wrong)} wrong")
    print(f"  not covered by the oracle: {sum(tally.not_covered.values())} {dict(tally.not_covered)}")
    for line in tally.wrong:
        print(f"  WRONG {line}")
