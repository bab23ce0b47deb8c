"""Papers are issued: every student of the roster who has none gets an entry in the ledger, and no entry ever changes.

What the reader sees is told apart, not seeds: where two students would get the same variant of a question, the later
one in the ledger is drawn again, the earlier never. So the ledger only grows, and what was issued stays.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.codes import code_for, place_in_line
from solgen.exams.dealing import Dealt, dealt, planned, shared_values
from solgen.exams.drawing import Failed, Seen, seen
from solgen.exams.exam import Bands
from solgen.exams.ledger import IssuedQuestion, Ledger, LedgerEntry
from solgen.exams.papers import PlannedQuestion
from solgen.exams.roster import Roster, Student
from solgen.exams.sitting import Sitting
from solgen.exams.spaces import most_draws, open_to_all, spaces, varies
from solgen.questions.draw import SpaceSize, space_size
from solgen.questions.question import Value
from solgen.questions.seeds import encoded

MOST_DRAWS = 2000
"""How many variants of a question are passed over for one student before that is given up."""
MOST_SHARED = 50
"""How many values of the shared parameters are tried for one student."""

Work = tuple[tuple[PlannedQuestion, Bands], ...]
"""The questions of one student, each with the bands of its slot."""
First = tuple[Seen | Failed, ...]
Mapper = Callable[[Callable[[Work], First], Iterable[Work]], Iterable[First]]
"""Like ``map``: the results in the order of the work. An executor's ``map`` with chunks is one."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing came to."""

    ledger: Ledger
    """The ledger with the new entries at its end."""
    new: tuple[LedgerEntry, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Who got no paper, and why."""


def first_draws(work: Work) -> First:
    """What the first variant of each of a student's questions comes to; for a ``Mapper``, in any process."""
    return tuple(seen(question, bands) for question, bands in work)


def issue(
    sitting: Sitting, roster: Roster, ledger: Ledger, versions: Mapping[str, str], mapper: Mapper = map
) -> Issued:
    """Papers for the students of the roster who have none. Their order in the roster does not matter.

    Raises Failure: exam-space-too-small; a question that cannot be loaded. One student whose paper cannot be drawn
    stops nobody else.
    """
    known = ledger.current()
    waiting = [student for student in roster.students if student.id not in known]
    waiting.sort(key=lambda student: place_in_line(sitting, student.id))
    if not waiting:
        return Issued(ledger, (), ())
    hands = [dealt(sitting, student.id) for student in waiting]
    office = _Office(sitting, ledger, versions, spaces(hands, ledger, repeats=sitting.plan.repeats))
    works = (_work(sitting, student.id, hand) for student, hand in zip(waiting, hands, strict=True))
    found: list[Diagnostic] = []
    new: list[LedgerEntry] = []
    for student, hand, first in zip(waiting, hands, mapper(first_draws, works), strict=True):
        try:
            new.append(office.entry(student, hand, first))
        except Failure as failure:
            found += [_of_student(student, diagnostic) for diagnostic in failure.diagnostics]
    return Issued(office.ledger(new), tuple(new), tuple(found))


def reissue(sitting: Sitting, ledger: Ledger, student: Student, versions: Mapping[str, str], *, fresh: bool) -> Issued:
    """A new paper for a student who has one, under a new number and code, with the student's name as it is now.

    The variants are the same, or others of the same questions if it is to be ``fresh``. Raises Failure.
    """
    before = ledger.current().get(student.id)
    if before is None:
        message = f"`{student.id}` has no paper in this sitting"
        hint = "name a student by the id that stands in the roster"
        raise Failure(Diagnostic("exam-not-issued", message, Place(str(sitting.plan.file or "")), hint))
    hand = dealt(sitting, student.id)
    office = _Office(sitting, ledger, versions, spaces([hand], ledger, repeats=sitting.plan.repeats))
    entry = office.entry(student, hand, None, before) if fresh else office.copy(student, before)
    return Issued(office.ledger([entry]), (entry,), ())


def _work(sitting: Sitting, student: str, hand: Sequence[Dealt]) -> Work:
    shared = shared_values(sitting, student, 0)
    return tuple((planned(sitting, student, each, 0, shared), each.slot.bands) for each in hand)


def _of_student(student: Student, diagnostic: Diagnostic) -> Diagnostic:
    place = diagnostic.place
    note = f"{place.note}, student {student.id}" if place.note else f"student {student.id}"
    return diagnostic.at(replace(place, note=note))


def versions_digest(versions: Mapping[str, str]) -> str:
    """The name under which a ledger keeps versions."""
    words = [word for pair in sorted(versions.items()) for word in pair]
    return hashlib.sha256(encoded("solgen versions 1", *words)).hexdigest()[:16]


class _Office:
    """Gives out numbers and codes, and remembers which variants are taken."""

    def __init__(
        self, sitting: Sitting, ledger: Ledger, versions: Mapping[str, str], sizes: Mapping[str, SpaceSize]
    ) -> None:
        self._sitting = sitting
        self._ledger = ledger
        self._versions = versions
        self._sizes = sizes
        self._digest = versions_digest(versions)
        self._codes = {entry.code for entry in ledger.entries}
        self._number = max((entry.number for entry in ledger.entries), default=0)
        self._issues = Counter(entry.student for entry in ledger.entries)
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        for entry in ledger.entries:
            for issued in entry.questions:
                self._taken[issued.question].add(issued.identity)

    def ledger(self, new: Sequence[LedgerEntry]) -> Ledger:
        """The ledger with new entries at its end."""
        versions = {**self._ledger.versions, self._digest: dict(self._versions)} if new else self._ledger.versions
        return replace(self._ledger, entries=(*self._ledger.entries, *new), versions=versions)

    def entry(
        self, student: Student, hand: Sequence[Dealt], first: First | None, before: LedgerEntry | None = None
    ) -> LedgerEntry:
        """A student's new paper. Raises Failure where one of its questions cannot be drawn."""
        shared, questions = self._drawn(student, hand, first, before)
        return self._entered(student, questions, shared, before)

    def copy(self, student: Student, before: LedgerEntry) -> LedgerEntry:
        """The paper that a student has, under a new number."""
        return self._entered(student, before.questions, before.shared, before)

    def _entered(
        self, student: Student, questions: tuple[IssuedQuestion, ...], shared: int, before: LedgerEntry | None
    ) -> LedgerEntry:
        number = self._number + 1
        issue_number = self._issues[student.id] + 1
        code = code_for(self._sitting, student.id, issue_number, number, self._codes)
        self._number, self._issues[student.id] = number, issue_number
        self._codes.add(code)
        for issued in questions:
            self._taken[issued.question].add(issued.identity)
        replaces = before.number if before else 0
        return LedgerEntry(number, code, student.id, student.name, questions, self._digest, shared, replaces)

    def _drawn(
        self, student: Student, hand: Sequence[Dealt], first: First | None, before: LedgerEntry | None
    ) -> tuple[int, tuple[IssuedQuestion, ...]]:
        """How many draws of the shared parameters were passed over, and the questions. Raises Failure."""
        start = before.shared + 1 if before and self._sitting.exam.blueprint.shared else 0
        old = {(each.slot, each.question): each for each in before.questions} if before else {}
        for passed in range(start, start + MOST_SHARED):
            shared = shared_values(self._sitting, student.id, passed)
            known = first if passed == 0 and first is not None else (None,) * len(hand)
            questions: list[IssuedQuestion] = []
            try:
                for each, one in zip(hand, known, strict=True):
                    own = {issued.identity for issued in questions if issued.question == each.question.id}
                    draws = _Draws(self._sitting, student.id, each, shared, one)
                    questions.append(self._question(draws, old.get((each.slot.name, each.question.id)), own))
            except Failure:
                if not shared or passed == start + MOST_SHARED - 1:
                    raise
            else:
                return passed, tuple(questions)
        raise AssertionError("the last round returns or raises")

    def _question(self, draws: _Draws, before: IssuedQuestion | None, own: set[str]) -> IssuedQuestion:
        """The first variant that nobody has and that keeps within the bands. Raises Failure."""
        each = draws.each
        anybody = open_to_all(each, repeats=self._sitting.plan.repeats) or each.question.id not in self._sizes
        mine = own | ({before.identity} if before else set())
        taken = frozenset() if anybody else self._taken[each.question.id]
        passed: Counter[str] = Counter()
        start = before.draw + 1 if before else 0
        most = self._most_draws(draws)
        for draw in range(start, start + most + MOST_DRAWS):
            found = draws.seen(draw)
            known = found.identity in taken or (found.identity in mine and varies(each))
            if not found.outside and not known:
                return IssuedQuestion(each.slot.name, each.question.id, draw, found.identity)
            passed[found.outside or "taken"] += 1
            if passed["taken"] >= most or draw - start + 1 - passed["taken"] >= MOST_DRAWS:
                break
        raise Failure(_exhausted(each, passed))

    def _most_draws(self, draws: _Draws) -> int:
        """How many draws to make. Shared values may leave few variants, and then other shared values come next."""
        if not draws.shared:
            return most_draws(self._sizes.get(draws.each.question.id), MOST_DRAWS)
        size = space_size(draws.each.question, draws.planned(0).given)
        return min(20 * size.count + 1, MOST_DRAWS)


@dataclass(frozen=True, slots=True)
class _Draws:
    """The variants that one student could get of one question, one after the other."""

    sitting: Sitting
    student: str
    each: Dealt
    shared: Mapping[str, Value]
    first: Seen | Failed | None

    def planned(self, draw: int) -> PlannedQuestion:
        """The question with the seed of the ``draw``-th variant, from 0."""
        return planned(self.sitting, self.student, self.each, draw, self.shared)

    def seen(self, draw: int) -> Seen:
        """The ``draw``-th variant, from 0. Raises Failure."""
        found = self.first if draw == 0 else None
        if found is None:
            found = seen(self.planned(draw), self.each.slot.bands)
        if isinstance(found, Failed):
            raise Failure(*found.diagnostics)
        return found


def _exhausted(each: Dealt, passed: Mapping[str, int]) -> Diagnostic:
    total = sum(passed.values())
    reason, count = max(passed.items(), key=lambda pair: (pair[1], pair[0]))
    if reason == "taken":
        message = f"{count} of {total} variants of `{each.question.id}` were those of other students"
        hint = "widen its parameters, or allow repeats: `repeats: true` in the slot"
    else:
        low, high = each.slot.bands[reason]
        message = f"{count} of {total} variants of `{each.question.id}` left the band {reason}: {low}..{high}"
        hint = "widen the band; `solgen stress EXAM` shows how the measure spreads"
    return Diagnostic("exam-no-variant", message, each.slot.place, hint)
