"""An oracle for Terms that shares nothing with reader or kernel: mpmath at 30 digits, NumPy arrays, plain loops.

What names stand for is not taken from a Context: each question has a *world*, written by hand in Python
(``tests/bench/worlds.py``), that draws numbers and computes from them every name that the question defines. A Term
is evaluated over such a world; derivatives are finite differences of re-built worlds, limits are values far out,
minima are compared with their surroundings. So a wrong rule of the kernel cannot be repeated here.

``evaluate`` gives an ``mpf``, a NumPy object array, a tuple, a set (as a pair of ends or a list) or a bool, or raises
``NoValue`` where there is none or none can be computed.
"""

from __future__ import annotations

from tests.bench.oracle import arithmetic, arrays, calculus, ranges, relations
from tests.bench.oracle.equality import equal, same
from tests.bench.oracle.evaluation import EVALUATORS, evaluate
from tests.bench.oracle.relations import holds
from tests.bench.oracle.world import TOLERANCE, UNITS, NotThere, NoValue, World

__all__ = ["TOLERANCE", "UNITS", "NoValue", "NotThere", "World", "equal", "evaluate", "holds", "same"]

for _part in (arithmetic, arrays, calculus, ranges, relations):
    EVALUATORS.update(_part.EVALUATORS)
