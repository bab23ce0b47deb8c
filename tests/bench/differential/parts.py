"""The random claims by part of the kernel's subject: so many different ones a part, spread over its families."""

from __future__ import annotations

import random
import time

from tests.bench.differential.comparison import Step, steps_of_families
from tests.bench.differential.draws import Draw
from tests.bench.differential.families import steps_of_laws
from tests.bench.differential.tally import Tally

PARTS: dict[str, tuple[str, ...]] = {
    "scalars": (
        "algebra", "inequalities", "derivatives", "rounding", "functions", "functions' derivatives", "limits",
    ),
    "sums": ("sums", "counting", "components", "closed sums"),
    "matrices": ("matrices", "vectors", "gradients", "arrays", "derivatives by arrays"),
    "equations": ("steps", "assumed", "equations", "systems"),
}  # fmt: skip
_DRAWS = 20
"""A family is left where so many draws, one after the other, brought nothing that had not been compared."""


def of_part(part: str, seed: int, count: int) -> tuple[Tally, float]:
    """``count`` different claims of a part, its families in turn, and the seconds of processor time that it took.

    Fewer where the families have no more: of limits, say, there are not so many.
    """
    begun = time.process_time()
    tally = Tally()
    steps = {**steps_of_families(), **steps_of_laws()}
    draws = {family: random.Random(f"{family} {seed}") for family in PARTS[part]}  # noqa: S311 -- a test's dice
    living = list(PARTS[part])
    while living:
        for family in tuple(living):
            if tally.compared >= count:
                return tally, time.process_time() - begun
            if not _one_more(tally, steps[family], draws[family]):
                living.remove(family)
    return tally, time.process_time() - begun


def _one_more(tally: Tally, step: Step, draw: Draw) -> bool:
    """Whether a claim was compared within the draws that a family gets for it."""
    before = tally.compared
    for _ in range(_DRAWS):
        step(draw, tally)
        if tally.compared > before:
            return True
    return False
