"""The equation steps of an interpretation, judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solgen.audit.equations.runs import is_start, runs_of
from solgen.audit.equations.steps import steps_of
from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key, Statement
from solgen.documents.check import Judging


@dataclass(frozen=True, slots=True)
class Solved:
    """What equation steps add: lines judged anew, and lines that are no claims but equations to be solved."""

    judged: Mapping[Key, Judged]
    conditions: frozenset[Key]
    simplified: Mapping[Key, Judged]
    """For a condition that was simplified on one side only: that the two sides are equal, by the condition's line."""


def solve(statements: Sequence[Statement], judged: Mapping[Key, Judged], position: int, judge: Judging) -> Solved:
    """The equation steps among the statements of the interpretation at ``position``."""
    runs = [run for run in runs_of(statements, judged) if run]
    steps = [step for run in runs for step in steps_of(run)]
    verdicts = verdicts_of((claim for step in steps for claim in step.claims()), judge)
    found: dict[Key, Judged] = {}
    simplified: dict[Key, Judged] = {}
    conditions: set[Key] = set()
    for run in runs:
        if not run[0].identity and is_start(run, 0):
            conditions |= {key for each in run for key in each.others}
            conditions |= {
                each.line.key for each in run if each.line is not None and each.side.term is run[0].side.term
            }
    sound: dict[Key, bool] = {}
    for step in steps:
        result = step.result(verdicts, judged, sound, position)
        key = step.line.key
        if result is not None:
            found[key] = result
            sound[key] = result.established
        equal = step.simplified(verdicts, position)
        if equal is not None:
            simplified[key] = equal
    return Solved(found, frozenset(conditions), simplified)
