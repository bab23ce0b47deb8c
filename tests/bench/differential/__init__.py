"""Random claims against the oracle: half of them rewritten truly, half changed a little; who is wrong?

A claim is made as LaTeX from a schema (an algebraic law, a rule for sums, derivatives or matrices) whose letters are
random expressions; then, half of the time, a token is changed. What the kernel says is compared with ``oracle`` at
many points: small sizes from 1, ties, zeros, a grid of small values for steps. Wrong are:

* *established*, and at a point both sides exist and the relation fails,
* *established*, and at more than two in five of the random points a side does not exist,
* *refuted*, and the relation holds at every point where both sides exist,
* a method that failed with an exception.

``measure`` does so; ``compare`` adds families that are true by a law, over contexts as courses declare them.
``of_part`` judges so many different claims of all families of one part (scalars, sums, matrices, equations).
"""

from __future__ import annotations

from tests.bench.differential.comparison import measure
from tests.bench.differential.families import compare
from tests.bench.differential.parts import PARTS, of_part
from tests.bench.differential.tally import report

__all__ = ["PARTS", "compare", "measure", "of_part", "report"]
