"""The list of provers, in the order in which they are asked: cheap and exact first, certificates last.

Each is asked only about claims that refutation let pass, answers None where a claim is not of its kind, and the first
that proves ends the search. A mechanism that is not in this list proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.kernel import (
    counting,
    definiteness,
    equal_derivatives,
    equalities,
    exact_values,
    induction,
    inequalities,
    matrix_equations,
    matrix_identities,
    matrix_instances,
    minimizers,
    order_sums,
    propositions,
    rounding,
    sorted_samples,
    steps,
)
from solgen.kernel.claim import Claim, Finding

Prover = Callable[[Claim], Finding | None]

PROVERS: Final[tuple[tuple[str, Prover], ...]] = (
    ("exact values", exact_values.attempt),
    ("rounding", rounding.attempt),
    ("equalities", equalities.attempt),
    ("induction", induction.attempt),
    ("equal derivatives", equal_derivatives.attempt),
    ("inequalities", inequalities.attempt),
    ("steps", steps.attempt),
    ("minimizers", minimizers.attempt),
    ("propositions", propositions.attempt),
    ("sorted samples", sorted_samples.attempt),
    ("order sums", order_sums.attempt),
    ("counting", counting.attempt),
    ("matrix identities", matrix_identities.attempt),
    ("matrix equations", matrix_equations.attempt),
    ("definiteness", definiteness.attempt),
    ("matrix instances", matrix_instances.attempt),
)
