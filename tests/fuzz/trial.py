"""What is asked of every formula: a Reading or a Diagnostic, soon; a Reading can be set, a claim has a verdict."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from solgen.diagnostics import Failure, explanation
from solgen.kernel.check import check
from solgen.notation.context import Context
from solgen.notation.reading import Reading, read
from solgen.notation.writing.latex import to_latex
from solgen.notation.writing.mathml import to_mathml
from solgen.notation.writing.plain import to_plain
from solgen.notation.writing.source import to_source
from solgen.notation.writing.typst import to_typst
from tests.kernel.claims import as_claim
from tests.notation.deletion import reading_key, unread_tokens


class Hung(Exception):  # noqa: N818 -- a finding of the fuzzer
    """The work took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Hung where the block takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        message = f"more than {seconds:g} s"
        raise Hung(message)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def reading_of(latex: str, context: Context) -> Reading | None:
    """The Reading, or None where it is refused, with a code that has its page and a place inside the formula."""
    try:
        return read(latex, context)
    except Failure as refusal:
        (found,) = refusal.diagnostics
        assert found.code.startswith("read-"), found
        assert explanation(found.code) is not None, found
        assert found.message, found
        assert 1 <= found.place.column <= len(latex) + 1, found
        return None


def written(reading: Reading) -> None:
    """Write a Reading in every way."""
    to_latex(reading.term)
    to_source(reading)
    to_mathml(reading.tokens)
    to_plain(reading.tokens)
    to_typst(reading.tokens)


def judged(reading: Reading, context: Context) -> str:
    """The verdict's word on a formula that says something; the empty text for one that does not."""
    if reading.continues or reading.term.head not in ("relation", "chain", "and", "or", "not", "for_all"):
        return ""
    verdict = check(as_claim(reading.term, context))
    faults = [reason for _, reason in verdict.evidence if "the method failed" in reason]
    assert not faults, faults
    return verdict.word.value


def unread(latex: str, context: Context) -> list[str]:
    """The tokens that could be dropped unnoticed."""
    return [token.text for token in unread_tokens(latex, reading_key(context))]
