r"""What ``\sum k^d r^k`` and ``\sum k^d r^k / k!`` come to, as Terms in r.

Rules: ``S_d(r) = \sum_{k \ge 0} k^d r^k = \sum_l {d \brace l} l! r^l / (1 - r)^{l + 1}`` where ``|r| < 1``, and from a
on ``r^a \sum_i \binom{d}{i} a^{d - i} S_i(r)``; over ``k!`` it is ``e^r \sum_l {d \brace l} r^l`` for every r, less
the first terms. Sound: ``k^d = \sum_l {d \brace l} k (k - 1) ... (k - l + 1)``, and the l-th derivatives of
``1/(1 - r)`` and ``e^r``. Source: Graham, Knuth and Patashnik, Concrete Mathematics, 2.6, 7.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb, factorial

from solgen.notation.terms import Term, add, constant, multiply, number, term


def geometric(ratio: Term, degree: int, low: Term) -> Term:
    """``sum of k^degree ratio^k`` from ``low`` on."""
    summands = []
    for power in range(degree + 1):
        shift = term("power", [low, number(degree - power)]) if degree > power else number(1)
        if low is number(0) and degree > power:
            continue
        summands.append(multiply(number(comb(degree, power)), shift, _from_zero(ratio, power)))
    total = add(*summands)
    return total if low is number(0) else multiply(term("power", [ratio, low]), total)


def _from_zero(ratio: Term, degree: int) -> Term:
    """``sum of k^degree ratio^k`` from 0 on."""
    rest = add(number(1), term("negate", [ratio]))
    summands = [
        term("divide", [multiply(number(many * factorial(falling)), *[ratio] * falling), _power(rest, falling + 1)])
        for falling, many in _stirling(degree)
    ]
    return add(*summands)


def exponential(ratio: Term, degree: int, low: int) -> Term:
    """``sum of k^degree ratio^k / k!`` from ``low`` on."""
    whole = [multiply(number(many), *[ratio] * falling) for falling, many in _stirling(degree)]
    total = multiply(term("power", [constant("e"), ratio]), add(*whole))
    first = [
        term("divide", [multiply(number(place**degree), *[ratio] * place), number(factorial(place))])
        for place in range(low)
    ]
    return add(total, *(term("negate", [each]) for each in first))


def _stirling(degree: int) -> Iterator[tuple[int, int]]:
    """The numbers of ways to part ``degree`` things into so many heaps, where there are any."""
    row = [1]
    for _ in range(degree):
        row = [
            (row[heaps - 1] if heaps else 0) + heaps * (row[heaps] if heaps < len(row) else 0)
            for heaps in range(len(row) + 1)
        ]
    yield from ((heaps, many) for heaps, many in enumerate(row) if many)


def _power(node: Term, exponent: int) -> Term:
    return term("power", [node, number(exponent)])
