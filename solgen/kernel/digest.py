"""The kernel's own digest: SHA-256 over the source of every module that a verdict depends on.

A remembered verdict is worth something only beside the digest of the kernel that gave it; the manifest names it too.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOMS = ("notation", "kernel")


@cache
def kernel_digest() -> str:
    """Hexadecimal digest of the modules of notation and kernel, in the order of their paths."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(b"\0")
            digest.update(path.read_bytes())
            digest.update(b"\0")
    return digest.hexdigest()
