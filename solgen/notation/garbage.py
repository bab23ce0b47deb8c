"""Fewer rounds of Python's garbage collector while documents are read and claims judged.

Terms, tokens and readings are many, small, and in no circles, so a collector that looks at them again and again finds
nothing and takes a third of the time. Memory is freed by reference counts as before. A test sees to it that a variant
leaves no circles behind: a function within a function that calls itself is one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 20, 50)
"""What is kept of one variant takes the place of what was kept of another, so that the count grows slowly; but each
round looks at all that was made since the last one, which takes longer than a variant.
"""
_WITH_CIRCLES = (20_000, 20, 50)
"""For the kernel, whose fields are some. At a hundred thousand it is a fifth larger, and no quicker."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Inside, circular garbage is looked for rarely; afterwards as before. Nothing changes where it is rare already."""
    before = gc.get_threshold()
    if before == _SELDOM:
        yield
        return
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def few_collections_from_now_on(*, circles: bool = False) -> None:
    """For a process that does nothing but such work; ``circles`` where it makes what only the collector frees.

    What it holds by now is not looked at again, so that pages shared with the process that it was forked from stay so.
    """
    gc.freeze()
    gc.set_threshold(*(_WITH_CIRCLES if circles else _SELDOM))
