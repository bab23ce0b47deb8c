"""What kernel and reader remember from one case to the next, and how it is forgotten.

Lines are put down to all that need them, and a change is noticed wherever it is seen, only where nothing is answered
from what was worked out before.
"""

from __future__ import annotations

import functools
import gc
import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from tests.mutation.mutants import ROOMS

ROOT = Path(__file__).parents[2]
_REMEMBERING = ("solgen.", "tests.claims_corpus", "tests.kernel.claims")


def import_rooms() -> None:
    """Import every module of the rooms, so that none is imported by the first case that asks for it."""
    for room in ROOMS:
        package = room.replace("/", ".")
        for module in pkgutil.walk_packages([str(ROOT / room)], f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def memories() -> list[Callable[[], None]]:
    """What empties each memory of the modules that are imported by now."""
    from solgen.notation.recent import Recent  # noqa: PLC0415 -- a change is put in place before solgen is imported

    found: list[Callable[[], None]] = []
    for thing in gc.get_objects():
        if isinstance(thing, Recent):
            found.append(thing.clear)
        elif isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith(_REMEMBERING):
            found.append(thing.cache_clear)
    return found
