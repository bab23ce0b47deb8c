"""One run at a time in a folder: the second is told who holds it. The lock goes with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from solgen.building.files import BESIDE, failure_of
from solgen.diagnostics import Diagnostic, Failure, Place

LOCK = f"{BESIDE}lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else works in the folder inside the block. Where there is none it is made, for its owner only.

    Raises Failure: build-locked, build-not-writable, machine-disk-full.
    """
    path = folder / LOCK
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise failure_of(error, path) from error
    try:
        _take(handle, path)
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        except OSError as error:
            raise failure_of(error, path) from error
        yield
    finally:
        os.close(handle)


def refuse_if_locked(folder: Path) -> None:
    """Raise Failure (build-locked) where a run is at work in the folder; nothing is written there."""
    path = folder / LOCK
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return  # nobody has ever worked there, or nobody else may look
    try:
        _take(handle, path, fcntl.LOCK_SH)
    finally:
        os.close(handle)


def _take(handle: int, path: Path, how: int = fcntl.LOCK_EX) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = " ".join(os.pread(handle, 200, 0).decode("utf-8", "replace").split()) or "another run"
        message = f"{holder} is at work in {path.parent}"
        hint = "wait until it is done; what it has made is not made again"
        raise Failure(Diagnostic("build-locked", message, Place(str(path.parent)), hint)) from None
    except OSError as error:
        raise failure_of(error, path) from error
