"""Which names of a mistake are fair for a plant.

Fair are the names of the planted kind. So is another one where that mistake makes the very same line of one that
is as true: ``ln(x/(1-x))`` is ``ln((1-x)/x)`` upside down, and it is ``-ln(x/(1-x))`` without its sign. That is not
believed but checked, by the oracle and by the planter's own slip of that kind.
"""

from __future__ import annotations

from solgen.kernel.claim import Claim
from tests.bench.audit_truth import OracleAgainst, read_in, truth_of
from tests.bench.planting.slips import slips

KINDS: dict[str, frozenset[str]] = {
    "argument not halved": frozenset({"argument-not-scaled"}),
    "argument not doubled": frozenset({"argument-not-scaled"}),
    "sign of an exponent": frozenset({"exponent-sign"}),
    "inverse of a sum": frozenset({"inverse-of-sum"}),
    "square of a sum": frozenset({"square-of-sum", "power-of-sum"}),
    "log of a sum": frozenset({"log-of-sum"}),
    "root of a sum": frozenset({"root-of-sum"}),
    "fractions added by parts": frozenset({"fractions-added-apart"}),
    "dropped transpose": frozenset({"dropped-transpose", "shapes-do-not-fit"}),
    "matrices swapped": frozenset({"matrices-swapped", "shapes-do-not-fit", "transpose-of-product"}),
    "missing sum": frozenset({"missing-sum", "free-index", "index-outside-sum"}),
    "sum replaced by N times a term": frozenset({"sum-as-multiple", "constant-summed-once", "free-index"}),
    "missing log": frozenset({"missing-log"}),
    "numerator and denominator swapped": frozenset({"fraction-upside-down", "factor-inverted"}),
    "lost inverse": frozenset({"lost-inverse", "shapes-do-not-fit"}),
    "lost square": frozenset({"lost-square", "exponent-off-by-one", "power-of-product", "quotient-rule"}),
    "lost fraction in front": frozenset({"lost-factor", "mean-not-divided", "argument-not-scaled"}),
    "lost sign": frozenset({"lost-sign", "minus-not-distributed", "exponent-sign"}),
    "lost factor": frozenset({"lost-factor", "inner-derivative-dropped", "argument-not-scaled", "power-not-lowered"}),
    "indices swapped": frozenset({"wrong-index", "dropped-transpose"}),
    "bound off by one": frozenset({"off-by-one"}),
    "rounding": frozenset({"rounding"}),
    "digits swapped": frozenset({"digits-swapped"}),
    "prime dropped": frozenset({"prime-dropped"}),
}
"""The names in the registry that are fair for a planted kind; a kind that is not here has no rule of its own."""


def is_another_way(named: str, corrected: str, original: Claim, planted: str) -> bool:
    """Whether a name that was not planted is as fair: its correction is true, a slip of its kind leads to the line."""
    line = read_in(planted, original.context)
    try:
        true = bool(corrected) and truth_of(original, corrected) is True
    except OracleAgainst:
        return False
    return true and any(
        named in KINDS.get(slip.kind, ()) and read_in(slip.applied(corrected), original.context) is line
        for slip in slips(corrected)
    )
