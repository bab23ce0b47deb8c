"""Fewer rounds of Python's garbage collector while documents are read and claims judged.

Terms, tokens and readings are many, small, and in no circles, so a collector that looks at them again and again finds
nothing and takes a third of the time. Memory is freed by reference counts as before.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (20_000, 20, 50)
"""At a hundred thousand, the kernel's process is a fifth larger, and no quicker as far as can be seen."""


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


def few_collections_from_now_on() -> None:
    """For a process that does nothing but such work.

    What it holds by now is not looked at again, so that pages shared with the process that it was forked from stay so.
    """
    gc.freeze()
    gc.set_threshold(*_SELDOM)
