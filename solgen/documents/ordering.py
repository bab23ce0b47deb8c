"""Definitions in an order in which each uses only names before it.

A part may fix a name that the question's stem only declared: ``E(c)`` is defined for a sample ``y`` of any size, and
part (c) says ``n = 4`` and ``y = (4, 1, 9, 3)``. From there on these come first. Where definitions use each other in a
circle their order stays as written, and the kernel's binding refuses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from solgen.notation.context import Definition


def in_order_of_use(definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """The definitions, each after those that it uses, otherwise as written."""
    if _in_order(definitions):
        return tuple(definitions)
    names = {definition.name for definition in definitions}
    placed: list[Definition] = []
    waiting = list(definitions)
    while waiting:
        missing = names - {definition.name for definition in placed}
        ready = next((each for each in waiting if not each.uses & (missing - {each.name})), None)
        if ready is None:
            return tuple(definitions)
        placed.append(ready)
        waiting.remove(ready)
    return tuple(placed)


def _in_order(definitions: Sequence[Definition]) -> bool:
    later: set[str] = set()
    for definition in reversed(definitions):
        if not later.isdisjoint(definition.uses):
            return False
        later.add(definition.name)
    return True
