"""Derivatives of symbolic order: what is proved for all n, what is refuted, and of what nothing is said."""

from __future__ import annotations

import pytest

from solgen.kernel import symbolic_orders
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, b, c: real
    t: real, positive
    s: real, nonzero
    z: real, nonnegative
    n, m: size
    k: integer, nonnegative
    """
)

TRUE = [
    r"\frac{d^n}{dx^n} e^{cx} = c^n e^{cx}",
    r"c^n e^{cx} = \frac{d^n}{dx^n} e^{cx}",
    r"\frac{\partial^n}{\partial x^n} e^{cx} = c^n e^{cx}",
    r"\frac{d^k}{dx^k} e^{2x} = 2^k e^{2x}",
    r"\frac{d^n}{dx^n} \sin x = \sin\left(x + \frac{n \pi}{2}\right)",
    r"\frac{d^n}{dx^n} \cos(2x) = 2^n \cos\left(2x + \frac{n \pi}{2}\right)",
    r"\frac{d^n}{dt^n} \ln t = \frac{(-1)^{n-1} (n-1)!}{t^n}",
    r"\frac{d^n}{ds^n} \frac{1}{s} = \frac{(-1)^n n!}{s^{n+1}}",
    r"\frac{d^k}{dx^k} \frac{1}{1-x} = \frac{k!}{(1-x)^{k+1}}",
    r"\frac{d^n}{dx^n} x e^x = (x + n) e^x",
    r"\frac{d^{n+1}}{dx^{n+1}} e^{2x} = 2^{n+1} e^{2x}",
    r"\frac{d^{n-1}}{dx^{n-1}} e^{2x} = 2^{n-1} e^{2x}",
    r"\frac{d^{n+2}}{dx^{n+2}} x^2 = 0",
    r"\frac{d^n}{dx^n} c = 0",
]
FALSE = [
    r"\frac{d^n}{dx^n} e^{cx} = c e^{cx}",
    r"\frac{d^n}{dx^n} e^{cx} = e^{cx}",
    r"\frac{d^n}{dx^n} x^n = n x^{n-1}",
    r"\frac{d^n}{dx^n} \sin x = \cos x",
    r"\frac{d^n}{dx^n} \sin x = \sin\left(x - \frac{n \pi}{2}\right)",
    r"\frac{d^n}{dt^n} \ln t = \frac{(-1)^n (n-1)!}{t^n}",
    r"\frac{d^n}{ds^n} \frac{1}{s} = \frac{n!}{s^{n+1}}",
    r"\frac{d^k}{dx^k} c = 0",
    r"\frac{d^n}{dx^n} x^2 = 0",
    r"\frac{d^{n+1}}{dx^{n+1}} x^2 = 0",
    r"\frac{d^n}{dx^n} x e^x = (x + 1) e^x",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_one_is_proved_for_all_orders(latex):
    verdict = check(claim(latex, NAMES))
    assert (verdict.word, verdict.mechanism) == (Word.PROVED, "symbolic orders")
    assert verdict.range in ("for all n", "for all k")


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_one_is_refuted_at_an_order(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED
    assert not isinstance(symbolic_orders.attempt(claim(latex, NAMES)), Proof)


@pytest.mark.parametrize("given", [r"n \le m", r"m \ge n", "n < m"])
def test_a_bound_on_the_order_holds_for_all_smaller_ones(given):
    bounded = context(given=(given,), base=NAMES)
    verdict = check(claim(r"\frac{d^n}{dx^n} x^m = \frac{m!}{(m-n)!} x^{m-n}", bounded))
    assert verdict.word is Word.PROVED
    assert verdict.assumed == (0,)


@pytest.mark.parametrize(
    ("latex", "given"),
    [
        (r"\frac{d^n}{dx^n} e^{cx} = c^n e^{cx}", "x = c"),  # x does not move alone
        (r"\frac{d^n}{dx^n} e^{cx} = c^n e^{cx}", r"x \ge c"),
        (r"\frac{d^n}{dx^n} x^n = n!", "c = 1"),  # the order stands in what is differentiated
        (r"\frac{d^n}{dz^n} e^{cz} = c^n e^{cz}", "c > 0"),  # at z = 0 there is only one side
    ],
)
def test_where_the_step_may_fail_nothing_is_proved(latex, given):
    bound = context(given=(given,), base=NAMES)
    assert not isinstance(symbolic_orders.attempt(claim(latex, bound)), Proof)
    assert check(claim(latex, bound)).word is not Word.PROVED


@pytest.mark.parametrize(
    ("latex", "given", "conditions"),
    [(r"\frac{d^n}{dx^n} x^2 = 0", "n > 2", ()), (r"\frac{d^n}{dx^n} |x| = 0", r"n \ge 2", (r"x \ne 0",))],
)
def test_a_least_order_that_is_given_is_where_the_induction_begins(latex, given, conditions):
    bound = context(given=(given,), base=NAMES)
    assert not isinstance(symbolic_orders.attempt(claim(latex, bound)), Proof)  # at n nothing is assumed of n + 1
    verdict = check(claim(latex, bound))
    assert (verdict.word, verdict.conditions, verdict.assumed) == (Word.PROVED, conditions, (0,))


def test_a_domain_that_grows_with_the_order_is_no_ground_for_a_step():
    grows = context("n: size\nx: real, in (0, n)")
    found = symbolic_orders.attempt(claim(r"\frac{d^n}{dx^n} e^{2x} = 2^n e^{2x}", grows))
    assert not isinstance(found, Proof)


def test_an_exception_is_told():
    verdict = check(claim(r"\frac{d^n}{dx^n} \frac{1}{x} = \frac{(-1)^n n!}{x^{n+1}}", NAMES))
    assert (verdict.word, verdict.conditions) == (Word.PROVED, (r"x \ne 0",))


@pytest.mark.parametrize(
    ("latex", "word"),
    [
        (r"\frac{x^n}{x^n} = 1", Word.PROVED),
        (r"\frac{1}{s s^n} = \frac{1}{s^{n+1}}", Word.PROVED),
        ("0^n = 0", Word.PROVED),
        ("0^k = 0", Word.UNDECIDED),
        (r"\frac{(|x| - x)^n}{(|x| - x)^n} = 1", Word.UNDECIDED),
        (r"\frac{(x - x)^n}{(x - x)^n} = 1", Word.UNDECIDED),
        (r"\frac{k^n}{k^n} = 1", Word.UNDECIDED),
        (r"\frac{\lfloor x \rfloor^n}{\lfloor x \rfloor^n} = 1", Word.UNDECIDED),
        ("s^n > 0", Word.REFUTED),
        (r"s^n \ne 0", Word.PROVED),
    ],
)
def test_a_power_vanishes_only_where_its_base_does(latex, word):
    assert check(claim(latex, NAMES)).word is word


@pytest.mark.parametrize(
    ("given", "assumed"),
    [
        ((r"n \le m",), (0,)),
        (("b > 0", r"n \le m"), (1,)),
        ((r"m \ge n", "b > 0"), (0,)),
        (("n < m", r"m \ge 2"), (0,)),
        ((r"m \ge 2", "b > 0"), ()),
    ],
)
def test_a_proof_rests_on_the_hypotheses_that_say_how_far_the_order_goes(given, assumed):
    found = symbolic_orders.attempt(claim(r"\frac{d^n}{dx^n} e^{cx} = c^n e^{cx}", context(base=NAMES, given=given)))
    assert isinstance(found, Proof)
    assert found.assumed == assumed
