"""Random claims about vectors, families and matrices: laws, gradients, sums, determinants. Each is true."""

from __future__ import annotations

from tests.bench.differential.draws import Draw, pick, whole

VECTORS = r"""
n: size, at least 2
a, b: real
u, v, w, x: vector[n]
A: matrix[n, n]
S: matrix[n, n], symmetric
"""
FAMILY = r"""
n: size, at least 2
x: real
m, s: real, positive
t_i, y_i: real for i in 1..n
W_{ik}: real for i in 1..n, k in 1..n
"""
ARRAYS = r"""
n, d: size, at least 2
a, b, c: real
l: real, positive
A, B: matrix[n, n]
P, R: matrix[n, n], positive definite
K: matrix[n, n], invertible
X: matrix[d, n]
u, v: vector[n]
y: vector[d]
"""


def _vector(draw: Draw, depth: int) -> str:
    if depth == 0:
        return draw.choice(["u", "v", "w", "x"])
    inner, other = _vector(draw, depth - 1), _vector(draw, depth - 1)
    return draw.choice(
        [f"({inner} + {other})", f"({inner} - {other})", f"(a {inner})", f"(A {inner})", f"(2 {inner})", inner]
    )


def vectors(draw: Draw) -> str:
    """Inner products, norms, outer products, in vectors and in components."""
    U, V, W = (_vector(draw, draw.choice([0, 1, 1, 2])) for _ in range(3))  # noqa: N806
    if draw.random() < 0.25:
        return draw.choice(
            [
                rf"|{U}^\top {V}| \le \|{U}\| \, \|{V}\|",
                rf"\|{U} + {V}\| \le \|{U}\| + \|{V}\|",
                rf"\|{U}\|^2 \ge 0",
                rf"2 {U}^\top {V} \le \|{U}\|^2 + \|{V}\|^2",
            ]
        )
    return pick(
        draw,
        [
            (rf"\langle {U}, {V} \rangle", rf"\langle {V}, {U} \rangle"),
            (rf"\|{U} + {V}\|^2", rf"\|{U}\|^2 + 2 {U}^\top {V} + \|{V}\|^2"),
            (rf"\|{U} + {V}\|^2 + \|{U} - {V}\|^2", rf"2 \|{U}\|^2 + 2 \|{V}\|^2"),
            (rf"({U} {V}^\top) {W}", rf"({V}^\top {W}) {U}"),
            (rf"{U}^\top A {V}", rf"{V}^\top A^\top {U}"),
            (rf"{U}^\top S {V}", rf"{V}^\top S {U}"),
            (rf"\operatorname{{tr}}({U} {V}^\top)", rf"{V}^\top {U}"),
            (rf"{U} \odot {V}", rf"{V} \odot {U}"),
            (rf"({U} + {V})^\top {W}", rf"{U}^\top {W} + {V}^\top {W}"),
            (r"u^\top v", r"\sum_{i=1}^{n} u_i v_i"),
            (r"\|u - v\|^2", r"\sum_{i=1}^{n} (u_i - v_i)^2"),
            (r"u^\top A v", r"\sum_{i=1}^{n} \sum_{j=1}^{n} u_i A_{ij} v_j"),
            (r"(A u)_i", r"\sum_{j=1}^{n} A_{ij} u_j"),
            (rf"\|a {U}\|", rf"|a| \, \|{U}\|"),
            (r"\operatorname{diag}(u) v", r"u \odot v"),
        ],
    )


def gradients(draw: Draw) -> str:
    """Gradients and Hessians by a vector: sums of terms whose gradients are known."""
    k, m = whole(draw), draw.randint(2, 4)
    known = [
        (r"u^\top x", "u"),
        (r"x^\top A x", r"(A + A^\top) x"),
        (r"x^\top S x", "2 S x"),
        (r"\|A x - v\|^2", r"2 A^\top (A x - v)"),
        (r"e^{u^\top x}", r"e^{u^\top x} u"),
        (rf"(u^\top x)^{{{m}}}", rf"{m} (u^\top x)^{{{m - 1}}} u"),
        (r"\|x\|^2", "2 x"),
        (r"\ln(1 + e^{u^\top x})", r"\frac{e^{u^\top x}}{1 + e^{u^\top x}} u"),
        (r"\sqrt{1 + x^\top x}", r"\frac{x}{\sqrt{1 + x^\top x}}"),
        (r"(u^\top x) (v^\top x)", r"(v^\top x) u + (u^\top x) v"),
        (r"\sin(v^\top x)", r"\cos(v^\top x) v"),
    ]
    if draw.random() < 0.2:
        return pick(
            draw,
            [
                (r"\nabla_x^2 x^\top A x", r"A + A^\top"),
                (rf"\nabla_x^2 e^{{{k} u^\top x}}", rf"{k * k} e^{{{k} u^\top x}} u u^\top"),
                (r"\nabla_x^2 \|A x - v\|^2", r"2 A^\top A"),
                (r"\frac{\partial A x}{\partial x}", "A"),
            ],
        )
    (f, df), (g, dg) = draw.choice(known), draw.choice(known)
    if draw.random() < 0.4:
        return rf"\nabla_x ({f}) = {df}"
    return rf"\nabla_x ({f} + {k} ({g})) = {df} + ({k}) ({dg})"


def components(draw: Draw) -> str:
    """Derivatives of sums by a component whose index is a letter, softmax among them."""
    k = draw.randint(2, 4)
    g, dg = draw.choice(
        [
            ("{}^2", "2 {}"),
            ("e^{{{}}}", "e^{{{}}}"),
            (r"\sin {}", r"\cos {}"),
            ("{}^" + str(k), f"{k} {{}}^{{{{{k - 1}}}}}"),
            (r"\ln(1 + e^{{{}}})", r"\frac{{1}}{{1 + e^{{-{}}}}}"),
            (r"\tanh {}", r"(1 - \tanh^2 {})"),
        ]
    )
    d, total = r"\frac{\partial}{\partial y_j}", r"\sum_{i=1}^{n}"
    exponentials = rf"{total} e^{{y_i}}"
    return pick(
        draw,
        [
            (rf"{d} {total} {g.format('y_i')}", dg.format("y_j")),
            (rf"{d} {total} t_i {g.format('y_i')}", rf"t_j \cdot {dg.format('y_j')}"),
            (rf"{d} {total} (y_i - t_i)^2", "2 (y_j - t_j)"),
            (rf"{d} \ln \sum_{{i=1}}^{{n}} e^{{y_i}}", rf"\frac{{e^{{y_j}}}}{{{exponentials}}}"),
            (rf"{d} {total} \sum_{{k=1}}^{{n}} W_{{ik}} t_i y_k", rf"{total} W_{{ij}} t_i"),
            (rf"{d} \left({total} y_i\right)^2", rf"2 {total} y_i"),
            (
                rf"{d} \frac{{e^{{y_j}}}}{{{exponentials}}}",
                rf"\frac{{e^{{y_j}}}}{{{exponentials}}} \left(1 - \frac{{e^{{y_j}}}}{{{exponentials}}}\right)",
            ),
            (rf"{d} {total} t_i y_i^{k}", rf"{k} t_j y_j^{{{k - 1}}}"),
            (rf"\frac{{\partial}}{{\partial m}} {total} (y_i - m)^2", rf"2 n m - 2 {total} y_i"),
            (
                rf"\frac{{\partial}}{{\partial s}} \left(-n \ln s - \frac{{1}}{{2 s^2}} {total} (y_i - m)^2\right)",
                rf"-\frac{{n}}{{s}} + \frac{{1}}{{s^3}} {total} (y_i - m)^2",
            ),
            (rf"\frac{{\partial}}{{\partial W_{{jk}}}} {total} \sum_{{l=1}}^{{n}} W_{{il}}^2", "2 W_{jk}"),
        ],
    )


def closed_sums(draw: Draw) -> str:
    """Sums and products with symbolic bounds in closed form."""
    k, m, c = whole(draw), draw.randint(2, 4), whole(draw, 1, 5)
    return pick(
        draw,
        [
            (rf"\sum_{{i=1}}^{{n}} ({k} i + {c})", rf"{k} \frac{{n (n + 1)}}{{2}} + {c} n"),
            (rf"\sum_{{i=0}}^{{n}} {m}^i", rf"\frac{{{m}^{{n + 1}} - 1}}{{{m - 1}}}"),
            (r"\sum_{i=1}^{n} i^2", r"\frac{n (n + 1) (2 n + 1)}{6}"),
            (r"\sum_{i=1}^{n} i^3", r"\left(\frac{n (n + 1)}{2}\right)^2"),
            (r"\sum_{i=1}^{n} \frac{1}{i (i + 1)}", r"\frac{n}{n + 1}"),
            (r"\sum_{i=1}^{n} (t_i - y_i)", r"\sum_{i=1}^{n} t_i - \sum_{i=1}^{n} y_i"),
            (
                r"\sum_{i=1}^{n} \sum_{k=1}^{n} t_i y_k",
                r"\left(\sum_{i=1}^{n} t_i\right) \left(\sum_{k=1}^{n} y_k\right)",
            ),
            (rf"\prod_{{i=1}}^{{n}} {m}", f"{m}^n"),
            (rf"\sum_{{i=0}}^{{n}} \binom{{n}}{{i}} \cdot {m}^i", f"{m + 1}^n"),
            (r"\ln \prod_{i=1}^{n} e^{y_i}", r"\sum_{i=1}^{n} y_i"),
            (r"\sum_{i=1}^{n} (y_i - \frac{1}{n} \sum_{k=1}^{n} y_k)", "0"),
            (
                r"\sum_{i=1}^{n} \sum_{k=1}^{n} (y_i - y_k)^2",
                r"2 n \sum_{i=1}^{n} y_i^2 - 2 \left(\sum_{i=1}^{n} y_i\right)^2",
            ),
            (
                rf"\sum_{{i=1}}^{{n}} ({c} y_i + {k})^2",
                rf"{c * c} \sum_{{i=1}}^{{n}} y_i^2 + {2 * c * k} \sum_{{i=1}}^{{n}} y_i + {k * k} n",
            ),
            (r"\prod_{i=1}^{n} \frac{i + 1}{i}", "n + 1"),
            (r"\sum_{i=1}^{n} \sum_{k=1}^{i} W_{ik}", r"\sum_{k=1}^{n} \sum_{i=k}^{n} W_{ik}"),
        ],
    )


def arrays(draw: Draw) -> str:
    """Determinants, blocks, Woodbury's formula, definiteness, pseudo-inverses."""
    k = draw.randint(2, 4)
    if draw.random() < 0.2:
        return draw.choice(
            [
                rf"P + {k} R \succ 0",
                r"X^\top X \succeq 0",
                r"X^\top X + l I \succ 0",
                r"P + u u^\top \succ 0",
                r"K^\top K \succ 0",
                r"K P K^\top \succ 0",
                r"P^{-1} \succ 0",
                r"u^\top X^\top X u \ge 0",
                r"A^\top A + l P \succ 0",
            ]
        )
    return pick(
        draw,
        [
            (r"\det(A B)", r"\det(A) \det(B)"),
            (rf"\det({k} A)", rf"{k}^n \det(A)"),
            (r"\det(A^\top)", r"\det(A)"),
            (r"\det(K^{-1})", r"\frac{1}{\det(K)}"),
            (r"\det(I + u v^\top)", r"1 + v^\top u"),
            (r"\det(P + u u^\top)", r"\det(P) (1 + u^\top P^{-1} u)"),
            (r"(P + u u^\top)^{-1}", r"P^{-1} - \frac{P^{-1} u u^\top P^{-1}}{1 + u^\top P^{-1} u}"),
            (r"\operatorname{tr}(A B P)", r"\operatorname{tr}(B P A)"),
            (r"\|A + B\|_F^2", r"\|A\|_F^2 + 2 \operatorname{tr}(A^\top B) + \|B\|_F^2"),
            (r"(K P)^{-1}", r"P^{-1} K^{-1}"),
            (r"(P^{-1} + R^{-1})^{-1}", r"P (P + R)^{-1} R"),
            (r"\det \begin{pmatrix} a & b \\ c & a \end{pmatrix}", "a^2 - b c"),
            (
                r"\begin{pmatrix} a & b \\ 0 & c \end{pmatrix} \begin{pmatrix} a & 0 \\ b & c \end{pmatrix}",
                r"\begin{pmatrix} a^2 + b^2 & b c \\ b c & c^2 \end{pmatrix}",
            ),
            (
                r"\begin{pmatrix} A & B \\ 0 & I \end{pmatrix} \begin{pmatrix} I & B \\ 0 & A \end{pmatrix}",
                r"\begin{pmatrix} A & A B + B A \\ 0 & A \end{pmatrix}",
            ),
            (r"K^+", "K^{-1}"),
            (r"X X^+ X", "X"),
            (r"(X^\top X + l I)^{-1} X^\top y", r"X^\top (X X^\top + l I)^{-1} y"),
            (r"(A - B)^\top (A - B)", r"A^\top A - A^\top B - B^\top A + B^\top B"),
            (r"\operatorname{tr}(u v^\top A)", r"v^\top A u"),
            (rf"(A + {k} I) (A - {k} I)", rf"A^2 - {k * k} I"),
            (r"K^{-1} - P^{-1}", "K^{-1} (P - K) P^{-1}"),
        ],
    )


def array_derivatives(draw: Draw) -> str:
    """Derivatives by a matrix."""
    k = whole(draw)
    known = [
        (r"\operatorname{tr}(A A)", r"2 A^\top"),
        (r"\operatorname{tr}(B A)", r"B^\top"),
        (r"\operatorname{tr}(A^\top A)", "2 A"),
        (r"u^\top A v", r"u v^\top"),
        (r"\|A u - v\|^2", r"2 (A u - v) u^\top"),
        (r"\operatorname{tr}(A^\top B A)", r"(B + B^\top) A"),
        (r"\|A - B\|_F^2", "2 (A - B)"),
        (r"\operatorname{tr}(A B A^\top)", r"A (B + B^\top)"),
    ]
    if draw.random() < 0.2:
        return draw.choice(
            [
                r"\nabla_K \ln \det(K^\top K) = 2 (K^{-1})^\top",
                r"\nabla_K u^\top K^{-1} v = -(K^{-1})^\top u v^\top (K^{-1})^\top",
                r"\nabla_K \det(K) = \det(K) (K^{-1})^\top",
            ]
        )
    (f, df), (g, dg) = draw.choice(known), draw.choice(known)
    return rf"\nabla_A ({f} + {k} {g}) = {df} + ({k}) ({dg})"
