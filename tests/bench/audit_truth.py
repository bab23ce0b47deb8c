"""Whether a line of an audited text is true, by the oracle: it shares nothing with the audit or the kernel."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.diagnostics import Failure
from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.reading import read
from solgen.notation.terms import Term
from tests.bench.context_worlds import fitting_worlds
from tests.bench.oracle import NoValue, World, evaluate, holds

_WORLDS = 3
_KNOWN: dict[Context, list[World]] = {}


class OracleAgainst(Exception):  # noqa: N818 -- it says what it says
    """The oracle finds a line false that was established."""


def truth_of(original: Claim, changed: str) -> bool | None:
    """Whether a line is still true with another right side; None where the oracle cannot say.

    Raises OracleAgainst where it finds the line itself false.
    """
    right = read_in(changed, original.context)
    if right is None:
        return None
    said: bool | None = None
    for world in worlds_of(original.context):
        try:
            if not _holds(original.left, original.relation, original.right, world):
                raise OracleAgainst
            if not _holds(original.left, original.relation, right, world):
                return False
            said = True
        except NoValue:
            continue
    return said


def _holds(left: Term, sign: str, right: Term, world: World) -> bool:
    if sign != "≈":
        return holds(left, sign, right, world)
    if right.head != "decimal":
        raise NoValue("a rounded value that is no plain decimal")
    digits = len(str(right.data).partition(".")[2])
    return bool(abs(evaluate(left, world) - evaluate(right, world)) <= 10.0**-digits / 2 * 1.000001)


def worlds_of(context: Context) -> Sequence[World]:
    """A few worlds in which all that a context says holds."""
    if context not in _KNOWN:
        _KNOWN[context] = fitting_worlds(context, _WORLDS)
    return _KNOWN[context]


def read_in(latex: str, context: Context) -> Term | None:
    """A formula as its line reads it; None where it cannot be read."""
    try:
        return read(latex, context).term
    except Failure:
        return None
