"""A function that remembers what it made of an object, by the object's identity.

For objects that are frozen but expensive to hash and to compare: readings, questions, texts with their places. An equal
object that was made elsewhere is another one. Each object is kept with its result, so that its identity stays its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from solgen.notation.recent import Recent

_KEPT = 1_024
_Object = TypeVar("_Object")
_Result = TypeVar("_Result")


class ByIdentity(Generic[_Object, _Result]):
    """A function of one object that remembers its results, ``kept`` of them at most. Raises what it raises.

    What else the result depends on are further arguments, which are compared as usual.
    """

    def __init__(self, work: Callable[..., _Result], kept: int = _KEPT) -> None:
        self._work = work
        self._known: Recent[tuple[Hashable, ...], tuple[_Object, _Result]] = Recent(kept)

    def __call__(self, thing: _Object, *more: Hashable) -> _Result:
        """The result, as it was worked out the first time."""
        key = (id(thing), *more)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = (thing, self._work(thing, *more))
        return found[1]
