"""A memory of what was used lately: the results that are asked for again and again stay, those of one text alone go.

A dictionary that is emptied when it is full forgets what every variant of a question needs with what one of them
needed; and emptied late, it holds more than anybody asks for. Here entries are young, then old, then gone: when half as
many are young as may be kept, they become the old ones, and the old ones go; an old one that is asked for is young
again. So no more than ``kept`` stay, the last half of them for certain, at the cost of one look-up.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """What was set or asked for lately, ``kept`` entries at most (two at least)."""

    __slots__ = ("_half", "_old", "_young")

    def __init__(self, kept: int) -> None:
        self._half = max(kept // 2, 1)
        self._young: dict[_Key, _Value] = {}
        self._old: dict[_Key, _Value] = {}

    def get(self, key: _Key) -> _Value | None:
        """The value, or None; a value that may be None is not told from none."""
        found = self._young.get(key)
        if found is None and self._old:
            found = self._old.pop(key, None)
            if found is not None:
                self[key] = found
        return found

    def __setitem__(self, key: _Key, value: _Value) -> None:
        if len(self._young) >= self._half and key not in self._young:
            self._old, self._young = self._young, {}
        self._young[key] = value

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old = {}, {}
