"""Guessing papers without the secret: everything public is known, and the guesses reproduce nothing.

The paper has eight visible parameters. A guess is a key made from public fields in one of several ways: as the secret,
as the seed itself, or as the open seed that ``--seed N`` means. A guess that gave the same eight values would be told.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from dataclasses import dataclass

from solgen.exams.secret import Secret
from solgen.questions.seeds import Seed, Stream, encoded, seed_for, seed_for_student

FIELDS = ("midterm", "june", "s1048", "first", "training-time")
PARAMETERS = ("D", "L_A", "H_A", "N_A", "q_A", "t_A", "L_B", "H_B")
CHOICES = 100
"""How many values each parameter has: the eight of them tell about 53 bits of the seed."""
SECRET = Secret(hashlib.sha256(b"the bench's own secret").digest())


@dataclass(frozen=True, slots=True)
class Guessed:
    """What came of the guesses."""

    guesses: int
    papers: int
    """How many guesses gave the paper."""
    longest: int
    """How many of the paper's values the best guess had, from the first on."""
    seconds: float


def paper(seed: Seed) -> tuple[int, ...]:
    """The visible values that a seed gives."""
    return tuple(Stream(seed, name).below(CHOICES) for name in PARAMETERS)


def agreeing(seed: Seed, wanted: tuple[int, ...]) -> int:
    """How many values are those of the paper, from the first on."""
    for position, (name, value) in enumerate(zip(PARAMETERS, wanted, strict=True)):
        if Stream(seed, name).below(CHOICES) != value:
            return position
    return len(wanted)


def guesses(count: int) -> Iterator[Seed]:
    """So many seeds that somebody who knows all public fields could try, each way of making them in turn."""
    public = [*FIELDS, SECRET.fingerprint, "7f3a", "1"]
    whole = encoded(*FIELDS)
    for number in range(count):
        way, index = number % 5, number // 5
        told = encoded(*public[: index % len(public) + 1], str(index))
        if way == 0:  # the secret is a small number, or a number hashed
            key = index.to_bytes(32, "big") if index % 2 else hashlib.sha256(str(index).encode()).digest()
            yield seed_for_student(key, *FIELDS)
        elif way == 1:  # the secret is made of public fields
            yield seed_for_student(hashlib.sha256(told).digest(), *FIELDS)
        elif way == 2:  # the seed itself is a hash of public fields
            yield Seed(hashlib.sha256(whole + told).digest())
        elif way == 3:  # the fingerprint, or another public field, is the key
            key = public[index % len(public)].encode()
            yield Seed(hmac.digest(key, whole + index.to_bytes(8, "big"), "sha256"))
        else:  # an open seed
            yield seed_for(index, FIELDS[4], FIELDS[3])


def measure(count: int) -> Guessed:
    """Guess one paper so many times."""
    wanted = paper(seed_for_student(SECRET.key, *FIELDS))
    start = time.process_time()
    found = [agreeing(seed, wanted) for seed in guesses(count)]
    return Guessed(count, found.count(len(wanted)), max(found), time.process_time() - start)


def report(found: Guessed) -> None:
    """Say what came of it."""
    print(
        f"  {found.guesses:,} guesses over all public fields in {found.seconds:.1f} s: {found.papers} papers"
        f" reproduced; the best had the first {found.longest} of {len(PARAMETERS)} values"
    )
