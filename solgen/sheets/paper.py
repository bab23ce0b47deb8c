"""Whose paper a sheet is: what stands on every page besides the questions.

A sheet is composed from a ``Paper`` that knows no student; who it is for comes in when it is rendered, so that the
same sheet may be given out under a name, under a number alone, or to nobody.
"""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass, field
from typing import Final

from solgen.exams.papers import PaperPlan
from solgen.exams.roster import NO_ACCOMMODATION, Accommodation
from solgen.exams.sitting import Sitting
from solgen.questions.seeds import derived, encoded


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """The paper's number and code, and of a paper that a student is given, the student.

    ``key`` makes and checks the marks of this paper's pages and is good for nothing else; empty: no marks are printed.
    """

    number: int
    code: str
    name: str | None = None
    """As printed; None where the paper must not tell whose it is, as on solutions that are published."""
    student: str | None = None
    """The student's id."""
    accommodation: Accommodation = NO_ACCOMMODATION
    key: bytes = field(default=b"", repr=False)

    @property
    def label(self) -> str:
        """What the page, files and messages call the paper: ``0001-7f3a``."""
        return f"{self.number:04d}-{self.code}"

    def mark(self, page: int) -> str:
        """The text of a page's QR code: number, page (from 1) and eight characters that only the secret gives."""
        return f"{self.number:04d}-{page:02d}-{page_digest(self.key, page)}"


def page_digest(key: bytes, page: int) -> str:
    """Forty bits of an HMAC over the page's number, as eight letters and digits."""
    return base64.b32encode(hmac.digest(key, encoded("page", str(page)), "sha256")[:5]).decode("ascii")


def read_mark(text: str) -> tuple[int, int] | None:
    """The number of the paper and of the page in a QR code's text; None where it is none of ours."""
    found = _MARK.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def is_genuine(text: str, key: bytes) -> bool:
    """Whether a page's mark was made with the key of its paper (``page_key``)."""
    found = _MARK.fullmatch(text)
    return found is not None and hmac.compare_digest(page_digest(key, int(found[2])), found[3])


_MARK: Final = re.compile(r"([0-9]{4,9})-([0-9]{2,4})-([A-Z2-7]{8})")


def page_key(sitting: Sitting, number: int, code: str) -> bytes:
    """The key of a paper's page marks. A process that has it can compute no seed and no other paper's marks."""
    return derived(sitting.secret.key, "solgen page 1", sitting.exam.id, sitting.name, str(number), code)


def identity_on_paper(sitting: Sitting, plan: PaperPlan) -> PaperIdentity:
    """What stands on the pages of the exam paper that the student is given."""
    student = plan.student
    key = page_key(sitting, plan.number, plan.code)
    return PaperIdentity(plan.number, plan.code, student.name, student.id, student.accommodation, key)


def identity_on_solutions(plan: PaperPlan) -> PaperIdentity:
    """What stands on solutions and marking schemes: number and code, never whose paper it is."""
    return PaperIdentity(plan.number, plan.code)
