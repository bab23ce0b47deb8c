"""Verdicts as a reader is told them: the tick of a formula, the counts of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from solgen.documents.blocks import Role
from solgen.documents.checked import CheckedStep
from solgen.kernel.claim import Verdict, Word
from solgen.sheets.sheet import Tick

_TICKS: Final = {
    Word.PROVED: Tick.PROVED,
    Word.CERTIFIED: Tick.CERTIFIED,
    Word.BOUNDED: Tick.BOUNDED,
    Word.VOUCHED: Tick.VOUCHED,
}
_STRENGTH: Final = (Tick.REFUTED, Tick.VOUCHED, Tick.BOUNDED, Tick.CERTIFIED, Tick.PROVED)
"""Weakest first: a line is as strong as the weakest of its claims."""
_WORDS: Final = {
    Tick.PROVED: "proved",
    Tick.CERTIFIED: "certified",
    Tick.BOUNDED: "bounded",
    Tick.VOUCHED: "vouched for by the author",
    Tick.REFUTED: "refuted as intended",
}


def tick_of(checked: CheckedStep) -> Tick | None:
    """The tick of one step: the weaker of its verdicts. None for a verdict that no sheet prints."""
    if checked.step.role is Role.WRONG:
        return Tick.REFUTED if checked.verdict.word is Word.REFUTED else None
    if checked.step.role is Role.VOUCH:
        return Tick.VOUCHED
    ticks = [_TICKS.get(verdict.word) for verdict in verdicts_of(checked)]
    return weakest(ticks)


def verdicts_of(checked: CheckedStep) -> tuple[Verdict, ...]:
    """The verdict on the claim, and on its following from the member before where that is another claim."""
    if checked.step.follow is None:
        return (checked.verdict,)
    return (checked.verdict, checked.follows)


def weakest(ticks: Iterable[Tick | None]) -> Tick | None:
    """The weakest tick; None where one is missing or there are none."""
    found = list(ticks)
    if not found or None in found:
        return None
    return min((tick for tick in found if tick is not None), key=_STRENGTH.index)


def counts_line(ticks: Mapping[Tick | None, int]) -> str:
    """``31 formulas checked: 28 proved, 3 certified. Sentences are the author's.``, from how many steps have which."""
    counted = Counter({tick: count for tick, count in ticks.items() if tick is not None})
    total = sum(counted.values())
    listed = ", ".join(f"{counted[tick]} {_WORDS[tick]}" for tick in Tick if counted[tick])
    noun = "formula" if total == 1 else "formulas"
    return f"{total} {noun} checked: {listed}. Sentences are the author’s." if total else "Sentences are the author’s."
