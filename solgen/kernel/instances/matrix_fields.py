"""The two fields in which matrices are evaluated exactly: the rationals, and the integers modulo a 61-bit prime.

Both carry the ring operations of python-flint's matrices; this file hides only how elements and matrices are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from flint import fmpq, fmpq_mat, nmod, nmod_mat

Scalar = Any
"""An ``fmpq`` or an ``nmod``."""
Matrix = Any
"""An ``fmpq_mat`` or an ``nmod_mat``; a vector is a matrix of one column."""


@dataclass(frozen=True, slots=True)
class Field:
    """``modulus`` is 0 for the rationals, else a prime."""

    modulus: int = 0

    def scalar(self, numerator: int, denominator: int = 1) -> Scalar:
        """The element numerator/denominator. Raises ZeroDivisionError where the denominator is 0 in the field."""
        if not self.modulus:
            return fmpq(numerator, denominator)
        above = nmod(numerator, self.modulus)
        return above if denominator == 1 else above / nmod(denominator, self.modulus)

    def matrix(self, rows: Sequence[Sequence[Scalar]]) -> Matrix:
        """The matrix with these rows of elements."""
        if not self.modulus:
            return fmpq_mat([list(row) for row in rows])
        return nmod_mat([list(row) for row in rows], self.modulus)

    def identity(self, size: int) -> Matrix:
        """The identity of this size."""
        return self.diagonal([self.scalar(1)] * size)

    def zero(self, rows: int, columns: int) -> Matrix:
        """The zero matrix."""
        return fmpq_mat(rows, columns) if not self.modulus else nmod_mat(rows, columns, self.modulus)

    def diagonal(self, entries: Sequence[Scalar]) -> Matrix:
        """The diagonal matrix with these entries."""
        zero = self.scalar(0)
        size = len(entries)
        return self.matrix([[entries[i] if i == j else zero for j in range(size)] for i in range(size)])


RATIONALS: Final = Field()


class DigestStream:
    """Integers drawn from a seed by SHA-256 in counter mode: the same seed, the same integers, on every machine."""

    __slots__ = ("_counter", "_place", "_pool", "_seed")

    def __init__(self, seed: int | bytes) -> None:
        self._seed = seed if isinstance(seed, bytes) else str(seed).encode()
        self._counter = 0
        self._pool = b""
        self._place = 0
        """How many bytes of the pool were handed out."""

    def _bytes(self, count: int) -> bytes:
        end = self._place + count
        while len(self._pool) < end:
            self._pool = self._pool[self._place :] + sha256(self._counter.to_bytes(8, "big") + self._seed).digest()
            self._place, end = 0, count
            self._counter += 1
        taken = self._pool[self._place : end]
        self._place = end
        return taken

    def below(self, bound: int) -> int:
        """A uniform integer in 0..bound-1, by rejection."""
        if bound <= 1:
            return 0
        count = (bound.bit_length() + 7) // 8
        whole = 1 << 8 * count
        limit = whole - whole % bound
        while True:
            taken = self._bytes(count)
            value = taken[0] if count == 1 else int.from_bytes(taken, "big")
            if value < limit:
                return value % bound

    def between(self, low: int, high: int) -> int:
        """A uniform integer in low..high."""
        return low + self.below(high - low + 1)
