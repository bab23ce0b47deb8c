"""What an oracle's question asks about: names with their values, written by hand; and the ways to have no value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import mpmath

mpmath.mp.dps = 30
TOLERANCE = mpmath.mpf(10) ** -9
UNITS = {"s": mpmath.mpf(8), "min": mpmath.mpf(480), "h": mpmath.mpf(28800)}
"""What the oracle takes units to be: one second is any number that no factor of a question equals."""


class NoValue(Exception):  # noqa: N818 -- an outcome of evaluation, not a fault
    """The Term has no value here, or the oracle has no way to compute it."""


class NotThere(NoValue):
    """Mathematics gives the Term no value here: a division by zero, a logarithm of a negative number."""


@dataclass(frozen=True)
class World:
    """Numbers drawn, and a hand-written function that computes the defined names from them.

    ``build(base, given)`` returns all names; a name in ``given`` is taken from there instead of being computed (for
    derivatives by a defined name).
    """

    base: Mapping[str, Any]
    build: Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
    given: Mapping[str, Any] = field(default_factory=dict)
    domains: Mapping[str, range] = field(default_factory=dict)
    """Ranges of index names that sets and free claims run over."""

    @cached_property
    def names(self) -> Mapping[str, Any]:
        return self.build(self.base, self.given)

    def with_value(self, named: str, value: Any) -> World:
        if named in self.base:
            return World({**self.base, named: value}, self.build, self.given, self.domains)
        return World(self.base, self.build, {**self.given, named: value}, self.domains)


Bound = dict[str, Any]
