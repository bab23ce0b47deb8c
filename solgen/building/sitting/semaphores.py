"""What is left over after a kill is cleared away without a word of Python's.

The queues of a pool hold semaphores that have names, and a process of Python's own, the resource tracker, removes the
names as soon as all who could use them have ended. After ``kill -9`` it does so as well; then it tells the terminal of
"leaked semaphore objects", which is true of the moment and wrong a moment later: nothing is left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

_UNTOLD = "ignore:resource_tracker:UserWarning"
_VARIABLE = "PYTHONWARNINGS"


def clear_away_silently() -> None:
    """Begin Python's resource tracker, unless it runs, as one that does not warn of what it removes.

    To be called before anything that has a name is made, since the tracker begins with the first. It has its own list
    of warnings from its environment, where this one is put last, for as long as it takes to begin it; what else its
    environment says, and what the interpreter was told by ``-W``, holds as before.
    """
    if os.name == "posix":  # elsewhere there is no tracker, because semaphores have no names
        with _environment(_VARIABLE, ",".join(filter(None, (os.environ.get(_VARIABLE), _UNTOLD)))):
            resource_tracker.ensure_running()


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
