"""Lines through pipes and sockets: written whole, read within a time."""

from __future__ import annotations

import os
import select
import time

LONGEST = 4_000_000


def send(descriptor: int, data: bytes) -> None:
    """Write all of it. Raises OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def line_from(descriptor: int, seconds: float) -> bytes:
    """One line; empty if none comes in time, or one beyond all size. Raises OSError."""
    data = bytearray()
    deadline = time.monotonic() + seconds
    while not data.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or len(data) > LONGEST or not select.select([descriptor], [], [], left)[0]:
            return b""
        chunk = os.read(descriptor, 65536)
        if not chunk:
            return b""
        data += chunk
    return bytes(data)
