"""The secret of a sitting: from it all seeds come, and it is never shown."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions.seeds import encoded

BYTES = 32
_HEAD = "solgen-secret-1"
_FILE = re.compile(rf"{_HEAD} ([0-9a-f]{{{2 * BYTES}}})\s*")


@dataclass(frozen=True, slots=True)
class Secret:
    """A key of 32 bytes. Texts and messages show its fingerprint only. Raises ValueError for another length."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != BYTES:
            raise ValueError(f"a secret has {BYTES} bytes")

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that name the secret and do not help to find it."""
        return hashlib.sha256(encoded("solgen fingerprint 1") + self.key).hexdigest()[:16]

    def __repr__(self) -> str:
        return f"Secret(fingerprint={self.fingerprint!r})"

    def as_text(self) -> str:
        """The contents of a secret's file, and of nothing else."""
        return f"{_HEAD} {self.key.hex()}\n"


def secret_from(text: str, file: str) -> Secret:
    """The secret in a file's text. Raises Failure (exam-secret), which does not show the text."""
    found = _FILE.fullmatch(text)
    if found is None:
        hint = "bring the file back from a copy; a new secret gives every student another paper"
        raise Failure(Diagnostic("exam-secret", "this is not a secret that solgen has made", Place(file), hint))
    return Secret(bytes.fromhex(found.group(1)))
