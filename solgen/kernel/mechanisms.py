"""The list of provers, in the order in which they are asked: cheap and exact first, certificates last.

Each is asked only about claims that refutation let pass, answers None where a claim is not of its kind, and the first
that proves ends the search. A mechanism that is not in this list proves nothing.

A mechanism is a module of the kernel that bears its name and is imported when it is first asked: who only reads
verdicts, or judges numbers, does not wait for the algebra of matrices. The judge's child asks for all of them with
``load``, so that what it says about itself (its digest) is said of modules that it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Final, cast

from solgen.kernel.claim import Claim, Finding

Prover = Callable[[Claim], Finding | None]

MECHANISMS: Final = (
    "exact values",
    "rounding",
    "equalities",
    "complex numbers",
    "orders of growth",
    "infinite limits",
    "algebraic numbers",
    "induction",
    "symbolic orders",
    "recurrences",
    "binomial sums",
    "equal derivatives",
    "inequalities",
    "inequalities on the line",
    "branches",
    "monotone functions",
    "inequalities by induction",
    "steps",
    "steps on the line",
    "steps by elimination",
    "minimizers",
    "propositions",
    "sorted samples",
    "order sums",
    "counting",
    "matrix identities",
    "matrix equations",
    "entrywise",
    "matrices written out",
    "matrix derivatives",
    "definiteness",
    "definite entries",
    "norm inequalities",
    "counterexamples",
    "edge cases",
    "scaled arrays",
    "matrix instances",
)


@cache
def prover(mechanism: str) -> Prover:
    """The ``attempt`` of the module ``solgen.kernel`` that a mechanism of the list is named after."""
    module = import_module(f"solgen.kernel.{mechanism.replace(' ', '_')}")
    return cast("Prover", module.attempt)


def load() -> None:
    """Import them all now, and what is imported when a limit, an order of growth or an index is met."""
    for mechanism in MECHANISMS:
        prover(mechanism)
    for needed_seldom in (
        "evaluation.growth",
        "refutation.orders_at_points",
        "existence.settling",
        "conditions.multiples",
        "extrema.critical_points",
    ):
        import_module(f"solgen.kernel.{needed_seldom}")
