"""Whether there are variants enough for everybody, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from solgen.diagnostics import Diagnostic, Failure
from solgen.exams.dealing import Dealt
from solgen.exams.identity import MOST_COMPARED, distinct_variants
from solgen.exams.ledger import Ledger
from solgen.questions.draw import SpaceSize


def open_to_all(each: Dealt, *, repeats: bool) -> bool:
    """Whether two students may get the same variant: it was allowed, or there is nothing that could vary."""
    return repeats or each.slot.repeats or not each.question.parameters


def spaces(hands: Iterable[Sequence[Dealt]], ledger: Ledger, *, repeats: bool) -> Mapping[str, SpaceSize]:
    """How many variants there are of each question of which nobody may get another's, by its id.

    Raises Failure (exam-space-too-small) for each that has fewer than students who are to get one.
    """
    needed: Counter[str] = Counter()
    one_of: dict[str, Dealt] = {}
    for each in (each for hand in hands for each in hand):
        if not open_to_all(each, repeats=repeats):
            needed[each.question.id] += 1
            one_of[each.question.id] = each
    used = Counter(issued.question for entry in ledger.entries for issued in entry.questions)
    sizes = {name: distinct_variants(each.question, each.slot.fixed) for name, each in one_of.items()}
    found = [
        _too_small(one_of[name], sizes[name], count, used[name])
        for name, count in needed.items()
        if 1 < sizes[name].count < count + used[name] or not sizes[name].count
    ]
    if found:
        raise Failure(*found)
    return {name: size for name, size in sizes.items() if size.count > 1}


def varies(each: Dealt) -> bool:
    """Whether the question has more than one variant in its slot."""
    return distinct_variants(each.question, each.slot.fixed).count > 1


def most_draws(size: SpaceSize | None, least: int) -> int:
    """How many draws to make before a question is given up: enough to find the last variant of a small space."""
    return max(least, 20 * size.count) if size is not None and size.exact and size.count <= MOST_COMPARED else least


def _too_small(each: Dealt, size: SpaceSize, count: int, used: int) -> Diagnostic:
    about = "" if size.exact else "about "
    beside = f" besides the {used} that were issued" if used else ""
    message = f"`{each.question.id}` has {about}{size.count} variants, and {count} students are to get one{beside}"
    name = each.slot.name
    hint = f"widen its parameters, or allow repeats: `- {name}: {{question: {each.question.id}, repeats: true}}`"
    return Diagnostic("exam-space-too-small", message, each.slot.place, hint)
