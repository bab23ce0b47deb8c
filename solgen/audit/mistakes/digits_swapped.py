"""``165 201  →  165 210``: two neighbouring digits of a number change places."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, number, term


def _swapped(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head not in ("number", "decimal"):
        return
    digits = str(node.data)
    for place in range(len(digits) - 1):
        one, other = digits[place], digits[place + 1]
        if one == other or not (one.isdigit() and other.isdigit()) or (place == 0 and other == "0"):
            continue
        changed = digits[:place] + other + one + digits[place + 2 :]
        yield number(int(changed)) if node.head == "number" else term("decimal", data=changed)


RULE = rewriting(
    "digits-swapped",
    r"165\,201 \to 165\,210",
    "Two digits of this number have changed places: compare it with the line before, digit by digit.",
    slip=_swapped,
    mend=_swapped,
    of_results=True,
    grade=Grade.SLIP,
)
