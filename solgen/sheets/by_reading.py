"""What is composed from a reading alone, remembered by the reading.

Variants of a question, and the sheets of one variant, share the readings of most formulas (``documents.remembered``).
How such a formula is cut into lines and pieces, and what is said of it, does not depend on its verdict. It is worked
out once for each reading object; an equal one that was read elsewhere is another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from solgen.notation.reading.reading import Reading

_KEPT = 4_096
_Result = TypeVar("_Result")


class ByReading(Generic[_Result]):
    """A function of a reading that remembers its results."""

    def __init__(self, work: Callable[[Reading], _Result], kept: int = _KEPT) -> None:
        self._work = work
        self._kept = kept
        self._known: dict[int, tuple[Reading, _Result]] = {}

    def __call__(self, reading: Reading) -> _Result:
        """The result, as it was worked out the first time."""
        found = self._known.get(id(reading))
        if found is None:
            if len(self._known) >= self._kept:
                self._known.clear()
            # the reading is kept with its result, so that its identity stays its own
            found = self._known[id(reading)] = (reading, self._work(reading))
        return found[1]
