"""Formulas nobody wrote: soups of tokens, nested pieces, golden formulas with tokens lost, doubled or exchanged."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading import read_declarations
from solgen.notation.reading.tokens import tokenize
from tests.notation.cases import cases

DECLARATIONS = r"""
x, y, a, b, c, t: real
p: real, positive
n, m, N, d: size
k: integer
f, g, \sigma: function
S, M: set
\alpha, \theta: real
v, w: vector[n]
A, B: matrix[n, n]
X: matrix[N, d]
z_i: real for i in 1..n
W_{jl}: real for j in 1..n, l in 1..m
x^{(q)}: vector[d] for q in 1..N
z_{(r)}: order statistics of z, r in 1..n
s: quantity in s
\log: base 2
"""
_WRITTEN = r"""
x y a b c t p n m N d k f g S M v w A B X e i j l C I 0 1 2 3 10 3.5 12{,}301 1,000 \alpha \sigma \theta \pi z_i
z_{i+1} z_n z_{(r)} z_{(1)} W_{jl} x^{(q)} x^{(q)}_j W^{(l)\top} + - = < > \le \ge \ne \in \notin \subseteq \approx
\equiv \succ \succeq \pm \mp \cdot \times / * ! ' ^ _ { } ( ) [ ] \{ \} | \| , . ; : & \\ \left( \right) \left|
\right| \left. \right. \left[ \right] \left\{ \right\} \big( \Big| \frac \tfrac \sqrt \binom \sum \prod \int \lim
\max \min \arg \sin \cos \tan \ln \log \exp \det \operatorname{tr} \operatorname{ReLU} \nabla \partial \mathrm{d}
\mathrm{s} \dots \cdots \ldots \infty \emptyset \forall \exists \land \lor \neg \iff \implies \Rightarrow \to \mid
\cup \cap \setminus \therefore \top \mathbb{R} \bar{y} \hat{x} \dot{x} \mathbf{x} \text{for} \text{where} \text{if}
\text{or} \text{and} \text{otherwise} \lfloor \rfloor \lceil \rceil \lvert \rvert \% \# \, \quad ~ \boxed
\underbrace \color \hspace \phantom \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases} \begin{aligned}
\end{aligned} \begin{vmatrix} \end{vmatrix} \begin{array} \end{array} \begin{eqnarray} \end{eqnarray} \substack
\odot \langle \rangle \limits \displaystyle \marks{2} \answer{r} \label \unknown
"""
TOKENS = tuple(_WRITTEN.split())
_FUNCTIONS = ("f", "g", r"\sin", r"\ln", r"\exp", r"\sigma")
_LETTERS = ("x", "y", "a", "b", "p", r"\alpha", "z_i", "2", "3", "n", "k", "z_1", "x^2", r"\pi", "0")


@cache
def context() -> Context:
    """What the names of these formulas mean."""
    return read_declarations(DECLARATIONS)


@cache
def golden() -> tuple[tuple[str, Context], ...]:
    """The formulas of the reader's cases, with their contexts."""
    return tuple((case.latex, case.context) for file in ("values.md", "formulas.md") for case in cases(file))


def soup(random: Random) -> tuple[str, Context]:
    """Tokens at random."""
    return " ".join(random.choice(TOKENS) for _ in range(random.randint(1, 14))), context()


def mutant(random: Random) -> tuple[str, Context]:
    """A golden formula with one to three tokens lost, doubled, exchanged or replaced."""
    latex, where = random.choice(golden())
    for _ in range(random.randint(1, 3)):
        latex = _changed(random, latex)
    return latex, where


def _changed(random: Random, latex: str) -> str:
    try:
        tokens = [latex[token.start : token.end] for token in tokenize(latex)]
    except Failure:
        return latex
    if not tokens:
        return random.choice(TOKENS)
    place = random.randrange(len(tokens))
    match random.randrange(4):
        case 0:
            tokens[place : place + 1] = []
        case 1:
            tokens[place : place + 1] = [tokens[place], tokens[place]]
        case 2:
            other = random.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        case _:
            tokens[place] = random.choice(TOKENS)
    return " ".join(tokens)


def nested(random: Random) -> tuple[str, Context]:
    """A formula that is built as formulas are, and so mostly can be read."""
    depth = random.randint(1, 4)
    left, right = _expression(random, depth), _expression(random, depth)
    sign = random.choice(("=", "=", "=", r"\le", "<", r"\ne", r"\approx"))
    formula = f"{left} {sign} {right}"
    match random.randrange(8):
        case 0:
            formula += rf" \iff {_expression(random, 1)} = {_expression(random, 1)}"
        case 1:
            formula += r" \quad \forall x \in \mathbb{R}"
        case 2:
            formula += rf", \text{{ where }} x > {random.randint(0, 3)}"
        case 3:
            formula = left
    return formula, context()


def _expression(random: Random, depth: int) -> str:
    if depth <= 0:
        return random.choice(_LETTERS)

    def inner() -> str:
        return _expression(random, depth - random.randint(1, 2))

    pieces: tuple[Callable[[], str], ...] = (
        lambda: f"{inner()} + {inner()}",
        lambda: f"{inner()} - {inner()}",
        lambda: f"({inner()}) ({inner()})",
        lambda: rf"{inner()} \cdot ({inner()})",
        lambda: rf"\frac{{{inner()}}}{{{inner()}}}",
        lambda: rf"\left( {inner()} \right)^{{{random.choice(('2', '-1', 'n', 'x'))}}}",
        lambda: rf"\sqrt{{{inner()}}}",
        lambda: rf"{random.choice(_FUNCTIONS)}({inner()})",
        lambda: rf"\sum_{{i=1}}^{{n}} ({inner()})",
        lambda: rf"\sum_{{i < j}} z_i z_j ({inner()})",
        lambda: rf"\int_0^1 ({inner()}) \, \mathrm{{d}}{random.choice(('x', 't', 'u'))}",
        lambda: rf"\frac{{d}}{{dx}} ({inner()})".replace("{d}", r"{\mathrm{d}}").replace("{dx}", r"{\mathrm{d}x}"),
        lambda: rf"\left| {inner()} \right|",
        lambda: rf"\left. ({inner()}) \right|_{{x = {random.randint(0, 3)}}}",
        lambda: rf"\lim_{{x \to {random.randint(0, 2)}}} ({inner()})",
        lambda: rf"\max({inner()}, {inner()})",
        lambda: rf"{inner()} \pm {inner()}",
        lambda: r"1 + 2 + \dots + n",
        lambda: rf"\begin{{cases}} {inner()} & x > 0 \\ {inner()} & \text{{otherwise}} \end{{cases}}",
        lambda: rf"\begin{{vmatrix}} {inner()} & {inner()} \\ {inner()} & {inner()} \end{{vmatrix}}",
    )
    return random.choice(pieces)()


KINDS: tuple[Callable[[Random], tuple[str, Context]], ...] = (soup, mutant, nested)


def formula(random: Random) -> tuple[str, Context]:
    """A formula of any kind, and what its names mean."""
    return random.choice(KINDS)(random)
