"""From one condition of a run to the next: what each step claims, and what its verdicts say of the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from solgen.audit.equations.conditions import Condition, unknowns_of
from solgen.audit.equations.runs import is_start
from solgen.audit.judging import Judged
from solgen.audit.lines import Key, Line
from solgen.audit.link_words import ASSERTED, EQUIVALENT, SIMPLIFIED, SOLVED
from solgen.audit.medians import by_parity
from solgen.audit.subgradients import is_bare
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.writing.latex import to_latex

_CONDITIONS = frozenset({"∈", "<", "≤", ">", "≥", "≠", "∉", "⊂", "⊆"})
VACUOUS = "the condition holds of everything, so nothing follows from it"


@dataclass(frozen=True, slots=True)
class Step:
    """A condition that comes after others: from the ``first`` of them, from the one just ``before``."""

    line: Line
    first: Claim | None
    before: Claim | None
    previous: Condition
    identity: bool
    sides: Claim | None
    latex: tuple[str, str]
    words: str
    parts: tuple[Claim, ...] = ()
    """From each equation of a system by itself: what follows from one of them follows from all."""

    def claims(self) -> Iterator[Claim]:
        """What is to be judged."""
        yield from (claim for claim in (self.first, self.before, self.sides, *self.parts) if claim is not None)

    def result(
        self, verdicts: Mapping[Claim, Verdict], judged: Mapping[Key, Judged], sound: Mapping[Key, bool], position: int
    ) -> Judged | None:
        """The line judged as a step, or None where it stays as it was."""
        known = judged.get(self.line.key)
        follow = verdicts[self.before] if self.before is not None else None
        previous = self.previous.line.key if self.previous.line is not None else None
        if self.first is None and known is None:
            return None
        if self.first is None:
            # the run began with a false identity: what follows from it is reported under it, the rest stands as it is
            if known is None or follow is None or not follow.established:
                return None
            line = replace(self.line, step=replace(self.line.step, follow=self.before), before=previous)
            return replace(known, line=line, follow=follow)
        claim = verdicts[self.first]
        part = next((each for each in self.parts if verdicts[each].established), None)
        if part is not None and not claim.established:
            return self._of_part(part, verdicts[part], position)
        if self.identity:
            if known is None or not claim.vacuous:
                return None
            line = replace(self.line, nothing=VACUOUS)
            return replace(known, line=line, interpretation=position)
        if follow is not None and follow.established and (previous is None or sound.get(previous, True)):
            claim = claim if claim.established else follow
        if claim.word is Word.UNDECIDED and (known is None or self._says_more(known)):
            return None
        if known is None and claim.word is not Word.PROVED and SOLVED.search(self.words):
            return None  # an equation of its own, not a step
        step = replace(
            self.line.step, claim=self.first, follow=self.before, left_latex=self.latex[0], right_latex=self.latex[1]
        )
        line = replace(self.line, step=step, before=previous)
        return Judged(line, position, claim, follow)

    def _of_part(self, claim: Claim, verdict: Verdict, position: int) -> Judged:
        """The line as a step from one equation of a system."""
        latex = to_latex(claim.left)
        step = replace(self.line.step, claim=claim, follow=None, left_latex=latex, right_latex=self.latex[1])
        return Judged(replace(self.line, step=step, before=None), position, verdict, None)

    def _says_more(self, known: Judged) -> bool:
        """Whether the line by itself is no worse than a step that is not decided."""
        read_otherwise = self.first is not None and (by_parity(self.first) is not None or is_bare(self.first))
        return known.claim.word is Word.UNDECIDED and not read_otherwise

    def simplified(self, verdicts: Mapping[Claim, Verdict], position: int) -> Judged | None:
        """That only one side was rewritten, and not to the same; None where that is not so."""
        if self.sides is None or verdicts[self.sides].word is not Word.REFUTED:
            return None
        left, right = to_latex(self.sides.left), to_latex(self.sides.right)
        step = replace(self.line.step, claim=self.sides, follow=None, left_latex=left, right_latex=right)
        line = replace(self.line, step=step, before=None)
        return Judged(line, position, verdicts[self.sides], None)


def steps_of(run: Sequence[Condition]) -> Iterator[Step]:
    """The steps of a run."""
    started = is_start(run, 0)
    latest = run[0]
    for neighbour, condition in pairwise(run):
        previous, line = latest, condition.line
        latest = condition if not condition.identity else latest
        if line is None or condition.side.term is run[0].side.term:
            continue
        first = run[0] if started else previous
        sides = _simplified_sides(neighbour, condition)
        latex, words = (first.side.latex, condition.side.latex), condition.statement.words
        unknowns = tuple(sorted(unknowns_of(first) & unknowns_of(condition)))
        claim = Claim(condition.statement.context, first.side.term, _sign(condition), condition.side.term, unknowns)
        parts = tuple(replace(claim, left=part, relation="⇒") for part in first.parts)
        if condition.identity:
            if started and condition.side.term.data in _CONDITIONS and not ASSERTED.search(condition.statement.words):
                yield Step(line, replace(claim, relation="⇔"), None, previous, condition.identity, sides, latex, words)
        elif not started:
            if line.step.follow is None:
                # equivalence, since a false equation implies others by the accident of where it holds
                claim = replace(claim, relation="⇔")
                yield Step(line, None, claim, previous, condition.identity, sides, latex, words)
        elif first is previous:
            yield Step(line, claim, None, previous, condition.identity, sides, latex, words, parts)
        else:
            before = replace(claim, left=previous.side.term)
            whole = replace(claim, relation="⇒")
            yield Step(line, whole, before, previous, condition.identity, sides, latex, words, parts)


def _sign(condition: Condition) -> str:
    if condition.statement.arrow:
        return condition.statement.arrow
    return "⇔" if EQUIVALENT.search(condition.statement.words) else "⇒"


def _simplified_sides(previous: Condition, condition: Condition) -> Claim | None:
    """Where only the left side of a condition was rewritten, that it is still the same."""
    one, other = previous.side.term, condition.side.term
    if one.head != "relation" or other.head != "relation" or one.data != other.data or one.data == "=":
        return None
    if one.arguments[1] is not other.arguments[1] or not SIMPLIFIED.search(condition.statement.words):
        return None
    return Claim(condition.statement.context, one.arguments[0], "=", other.arguments[0])
