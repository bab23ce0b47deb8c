"""The short code of a paper: hexadecimal digits that only the secret gives, and no two papers of a sitting share."""

from __future__ import annotations

from collections.abc import Container

from solgen.exams.sitting import Sitting
from solgen.questions.seeds import derived

SHORTEST = 4


def code_length(number: int) -> int:
    """How many digits the code of the ``number``-th paper has: so many that at most one in sixteen codes is taken."""
    length = SHORTEST
    while number > 16 ** (length - 1):
        length += 1
    return length


def code_for(sitting: Sitting, student: str, issue: int, number: int, taken: Container[str]) -> str:
    """The code of a student's ``issue``-th paper (from 1), which is the sitting's ``number``-th."""
    length = code_length(number)
    again = 0
    while True:
        words = (sitting.exam.id, sitting.name, student, str(issue), str(again))
        code = derived(sitting.secret.key, "solgen code 1", *words).hex()[:length]
        if code not in taken:
            return code
        again += 1


def place_in_line(sitting: Sitting, student: str) -> bytes:
    """By what new students are put in order before they get numbers: neither the roster's order nor their names."""
    return derived(sitting.secret.key, "solgen number 1", sitting.exam.id, sitting.name, student)
