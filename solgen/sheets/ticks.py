"""Verdicts as a reader is told them: the tick of a formula, the counts of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from solgen.documents.blocks import Role
from solgen.documents.checked import CheckedStep
from solgen.kernel.claim import Verdict, Word
from solgen.languages.language import ENGLISH, Language
from solgen.sheets.sheet import Tick

_TICKS: Final = {
    Word.PROVED: Tick.PROVED,
    Word.CERTIFIED: Tick.CERTIFIED,
    Word.BOUNDED: Tick.BOUNDED,
    Word.VOUCHED: Tick.VOUCHED,
}
_STRENGTH: Final = (Tick.REFUTED, Tick.VOUCHED, Tick.BOUNDED, Tick.CERTIFIED, Tick.PROVED)
"""Weakest first: a line is as strong as the weakest of its claims."""


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
    if len(found) == 1:
        return found[0]
    return min((tick for tick in found if tick is not None), key=_STRENGTH.index)


def counts_line(ticks: Mapping[Tick | None, int], language: Language = ENGLISH) -> str:
    """``31 formulas checked: 28 proved, 3 certified. Sentences are the author's.``, from how many steps have which."""
    counted = Counter({tick: count for tick, count in ticks.items() if tick is not None})
    total = sum(counted.values())
    authors = language.say("Sentences are the author’s.")
    if not total:
        return authors
    listed = ", ".join(count_of(tick, counted[tick], language) for tick in Tick if counted[tick])
    checked = language.count("{number} formula checked", "{number} formulas checked", total)
    return f"{checked}: {listed}. {authors}"


def count_of(tick: Tick, number: int, language: Language) -> str:
    """``12 proved``, ``1 refuted as intended``."""
    if tick is Tick.PROVED:
        return language.count("{number} proved", "{number} proved", number)
    if tick is Tick.CERTIFIED:
        return language.count("{number} certified", "{number} certified", number)
    if tick is Tick.BOUNDED:
        return language.count("{number} bounded", "{number} bounded", number)
    if tick is Tick.VOUCHED:
        return language.count("{number} vouched for by the author", "{number} vouched for by the author", number)
    return language.count("{number} refuted as intended", "{number} refuted as intended", number)
