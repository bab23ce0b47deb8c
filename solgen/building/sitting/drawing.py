"""The first variant of everybody's questions, drawn by many processes where there are many students."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from solgen.building.sitting.executors import Crew, Workers
from solgen.exams.issuing import First, Issued, Work, issue
from solgen.exams.ledger import Ledger
from solgen.exams.roster import Roster
from solgen.exams.sitting import Sitting

WORTH_IT = 300
"""From so many new students on, several processes draw."""
STUDENTS_A_CHUNK = 25
CHUNKS_AT_ONCE = 40

Draw = Callable[[Work], First]


def issue_with(
    crew: Crew,
    sitting: Sitting,
    roster: Roster,
    ledger: Ledger,
    versions: dict[str, str],
    *,
    worth_it: int = WORTH_IT,
) -> Issued:
    """Papers issued as ``issue`` does it, by the crew if that is worth their start.

    Raises Failure.
    """
    known = ledger.current()
    waiting = sum(student.id not in known for student in roster.students)
    if waiting < worth_it:
        return issue(sitting, roster, ledger, versions)
    return issue(sitting, roster, ledger, versions, _mapper(crew.workers(waiting)))


def _mapper(workers: Workers) -> Callable[[Draw, Iterable[Work]], Iterator[First]]:
    def mapped(draw: Draw, works: Iterable[Work]) -> Iterator[First]:
        waiting = iter(works)
        while some := list(islice(waiting, CHUNKS_AT_ONCE * STUDENTS_A_CHUNK)):
            yield from _drawn(workers, draw, some)

    return mapped


def _drawn(workers: Workers, draw: Draw, works: list[Work]) -> list[First]:
    """In order; where a worker dies, all of them are drawn here."""
    chunks = [works[start : start + STUDENTS_A_CHUNK] for start in range(0, len(works), STUDENTS_A_CHUNK)]
    try:
        futures = [workers.executor().submit(draw_some, draw, chunk) for chunk in chunks]
        return [first for future in futures for first in future.result()]
    except Exception as error:
        if not workers.lost(error):
            raise
        workers.renew()
        return draw_some(draw, works)


def draw_some(draw: Draw, works: list[Work]) -> list[First]:
    """Some students' first variants; for a worker."""
    return [draw(work) for work in works]
