"""A build that ends like a process that is killed, at the n-th moment at which something reaches the disk.

Run as a program: ``python -m tests.building.sitting.crashing N EXAM ROSTER``. It ends with 9 where it was killed; where
the build was done before, it ends with 0 and prints how many moments there were.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.building.sitting.small import build


def main(moment: int, exam: Path, roster: Path) -> None:
    """Build, and leave at a moment without any cleaning up."""
    passed = 0

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **kwargs: Any) -> Any:
            nonlocal passed
            passed += 1
            if passed == moment:
                os._exit(9)
            return work(*args, **kwargs)

        return instead

    os.fsync = counted(os.fsync)
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]

    class Connection(sqlite3.Connection):
        __exit__ = counted(sqlite3.Connection.__exit__)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=Connection, **kwargs)  # type: ignore[assignment]
    build(exam, roster)
    sys.stdout.write(f"{passed}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
