"""Counted work: a mechanism ends by a count, never by a clock, so that no verdict depends on the machine."""

from __future__ import annotations


class BudgetExhausted(Exception):  # noqa: N818 -- a mechanism's signal to give up, caught by check
    """A mechanism has used up what it was given; the claim is undecided by it."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"more than {limit} {what}")
        self.what = what
        self.limit = limit


class Budget:
    """Units of work left for one claim and one mechanism; each mechanism states what a unit is."""

    __slots__ = ("left", "limit", "what")

    def __init__(self, limit: int, what: str) -> None:
        self.limit = self.left = limit
        self.what = what

    def spend(self, units: int = 1) -> None:
        """Take units of work. Raises BudgetExhausted when there are none left."""
        self.left -= units
        if self.left < 0:
            raise BudgetExhausted(self.what, self.limit)
