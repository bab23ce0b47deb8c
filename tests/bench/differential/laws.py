"""Schemas of claims, with the declarations that they are made under: left side, sign, right side."""

from __future__ import annotations

from tests.bench.differential.draws import Draw
from tests.bench.differential.expressions import expression, leaf, positive

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
