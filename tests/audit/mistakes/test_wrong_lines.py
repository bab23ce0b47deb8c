"""Of many wrong lines: those with a known kind are named as is fair, those of another kind are not named at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from solgen.audit.audited import Recognized
from solgen.audit.recognizing.recognize import recognize
from solgen.judge import Judge
from tests.audit.mistakes.wrong_lines import WrongLine, wrong_lines


@pytest.fixture(scope="module")
def named() -> Iterator[list[tuple[WrongLine, Recognized | None]]]:
    """Each line with what is said of it, all judged together."""
    lines = wrong_lines()
    with Judge() as judge:
        yield list(zip(lines, recognize([line.step for line in lines], judge), strict=True))


def test_every_line_is_wrong():
    lines = wrong_lines()
    with Judge() as judge:
        verdicts = judge.verdicts([line.step.claim for line in lines])
    assert [str(line) for line, verdict in zip(lines, verdicts, strict=True) if verdict.word.value not in _WRONG] == []


_WRONG = ("refuted", "ill-formed")


def test_no_line_is_named_unfairly(named: list[tuple[WrongLine, Recognized | None]]):
    """A wrong name is worse than none: it sends its reader looking in the wrong place."""
    unfair = [f"{line}: {found.name}" for line, found in named if found is not None and found.name not in line.kinds]
    assert unfair == []


def test_lines_with_a_known_mistake_are_named(named: list[tuple[WrongLine, Recognized | None]]):
    assert [str(line) for line, found in named if line.kinds and found is None] == []


def test_there_are_enough_lines_of_either_sort():
    lines = wrong_lines()
    assert sum(bool(line.kinds) for line in lines) >= 100
    assert sum(not line.kinds for line in lines) >= 60
