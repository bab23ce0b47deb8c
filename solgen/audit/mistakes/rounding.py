"""``671.494...  →  671.50``: the digits are not those of the rounded value, though the value is nearly right."""

from __future__ import annotations

from typing import Final

from solgen.audit.mistakes.rule import VerdictRule, WrongStep
from solgen.kernel.refutation.numerals import last_digit, widest_unit

_STEPS: Final = 2.5
"""So many steps in the last digit may a wrongly rounded number be off."""
_ROUNDING_SIGNS: Final = frozenset({"≈", "="})


def _shown(step: WrongStep) -> bool:
    witness = step.verdict.witness if step.verdict is not None else None
    if witness is None or step.claim.relation not in _ROUNDING_SIGNS:
        return False
    numeral = last_digit(step.after)
    if numeral is None or (numeral.head != "decimal" and step.claim.relation == "="):
        return False
    try:
        left, right = (float(side.split()[0]) for side in (witness.left, witness.right))
    except (ValueError, IndexError):
        return False
    return left != right and abs(left - right) <= _STEPS * float(widest_unit(numeral))


RULE = VerdictRule(
    "rounding",
    r"671.4942 \to 671.50",
    "The value is nearly right, but these are not its rounded digits: round once, at the end, and write ≈.",
    _shown,
)
