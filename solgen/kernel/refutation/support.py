"""How far a claim was supported by points at which it did not fail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supported:
    """Points tried without a failure: at ``points`` both sides exist, at the others only the one named.

    A claim may be called proved only where ``points`` is at least 1: then one instance of all hypotheses was exhibited.
    """

    points: int
    only_left: int = 0
    only_right: int = 0
