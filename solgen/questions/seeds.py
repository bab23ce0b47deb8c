"""Seeds and the integer streams that come from them: HMAC-SHA256, the same on every machine and in ten years.

What is hashed is encoded so that no two lists of words give the same bytes: each word in UTF-8 (normalised to NFC),
after its length in eight bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seed:
    """A derived key. ``label`` is what messages call it; the key itself is never shown."""

    key: bytes = field(repr=False)
    label: str = ""

    def named(self, label: str) -> Seed:
        """The same seed under another label."""
        return Seed(self.key, label)


def encoded(*words: str) -> bytes:
    """Words as bytes, injectively."""
    parts = []
    for word in words:
        data = word.encode() if word.isascii() else unicodedata.normalize("NFC", word).encode()
        parts.append(len(data).to_bytes(8, "big") + data)
    return b"".join(parts)


def seed_for_student(secret: bytes, exam: str, sitting: str, student: str, slot: str, question: str) -> Seed:
    """The seed of one question of one student's paper. ``secret`` has at least 16 bytes; else raises ValueError."""
    return Seed(derived(secret, "solgen seed 1", exam, sitting, student, slot, question))


def derived(secret: bytes, *words: str) -> bytes:
    """32 bytes that only the secret gives for these words, of which the first says what for. Raises ValueError."""
    if len(secret) < 16:
        raise ValueError("a secret has at least 16 bytes")
    return hmac.digest(secret, encoded(*words), "sha256")


def passed_over(seed: Seed, times: int) -> Seed:
    """The seed to draw with after ``times`` variants of a seed were passed over; the seed itself for none."""
    if not times:
        return seed
    return Seed(hmac.digest(seed.key, encoded("solgen again 1", str(times)), "sha256"), seed.label)


def seed_for(number: int, question_id: str, slot: str = "") -> Seed:
    """The seed that ``--seed NUMBER`` means: no secret goes in, so it is for looking at variants, not for exams."""
    message = encoded("solgen open seed 1", str(number), slot, question_id)
    return Seed(hashlib.sha256(message).digest(), f"seed {number}")


class Stream:
    """The integers that a seed gives under a name; other names have streams of their own."""

    def __init__(self, seed: Seed, name: str) -> None:
        self._key = seed.key
        self._prefix = encoded("solgen stream 1", name)
        self._block = 0
        self._words: list[int] = []

    def _word(self) -> int:
        """The next 64 bits."""
        if not self._words:
            data = hmac.digest(self._key, self._prefix + self._block.to_bytes(8, "big"), "sha256")
            self._block += 1
            self._words = [int.from_bytes(data[start : start + 8], "big") for start in (24, 16, 8, 0)]
        return self._words.pop()

    def below(self, bound: int) -> int:
        """The next integer of 0..bound-1, each equally likely: words beyond the last multiple of bound are dropped."""
        words = max(((bound - 1).bit_length() + 63) // 64, 1)
        size = 1 << (64 * words)
        limit = size - size % bound
        while True:
            found = 0
            for _ in range(words):
                found = found << 64 | self._word()
            if found < limit:
                return found % bound
