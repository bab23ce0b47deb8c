"""The provers, asked one after the other: each behind a guard, and none is believed for more than it answers.

A method that raises is passed over and said so: a claim is then at best established by another. The order is that of
``mechanisms``; the first that decides ends the search, else the strongest certificate counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, IllFormed, Proof, Refutation, Strength, Unsettled
from solgen.kernel.mechanisms import MECHANISMS, Prover, prover

_RANK: Final = {Strength.PROVED: 0, Strength.CERTIFIED: 1, Strength.BOUNDED: 2}
_EXACT: Final = ("equalities", "matrix identities")
"""Those that are asked when an equation held at the first points: they decide by exact algebra and are quick."""


def has_exact_proof(claim: Claim, faults: list[Unsettled], asked: dict[str, Finding | None]) -> bool:
    """Whether one of them proves the claim; what each answers goes into ``asked``, why it cannot into ``faults``."""
    for mechanism in _EXACT:
        asked[mechanism] = found = guarded(mechanism, prover(mechanism), claim, faults)
        if isinstance(found, Proof) and found.strength is Strength.PROVED:
            return True
    return False


def best_finding(
    claim: Claim, faults: list[Unsettled], asked: Mapping[str, Finding | None]
) -> Proof | Refutation | IllFormed | None:
    """The first decision of a prover, or the strongest certificate; what could not be decided goes into ``faults``.

    ``asked`` is what provers have answered already.
    """
    best: Proof | None = None
    for mechanism in MECHANISMS:
        finding = asked[mechanism] if mechanism in asked else guarded(mechanism, prover(mechanism), claim, faults)
        if isinstance(finding, (IllFormed, Refutation)):
            return finding
        if isinstance(finding, Unsettled):
            faults.append(finding)
        if isinstance(finding, Proof) and (best is None or _RANK[finding.strength] < _RANK[best.strength]):
            best = finding
            if best.strength is Strength.PROVED:
                break
    return best


def guarded(mechanism: str, attempt: Prover | Any, claim: Claim, faults: list[Unsettled]) -> Any:
    """What a method answers; None where it ended at a budget or failed, which goes into ``faults``."""
    try:
        return attempt(claim)
    except BudgetExhausted as spent:
        faults.append(Unsettled(mechanism, f"the work ended at its budget: {spent}"))
    except Exception as error:  # noqa: BLE001 -- a fault in one method must neither decide a claim nor stop the others
        faults.append(Unsettled(mechanism, f"the method failed ({type(error).__name__}: {error}); please report it"))
    return None
