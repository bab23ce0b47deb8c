"""Work that ends the process that does it, for some papers always and for some once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from solgen.building.sitting.made import NotMade, Outcome
from solgen.building.sitting.work import Job, Work
from solgen.diagnostics import Diagnostic


def touch(job: Job, works: Sequence[Work]) -> tuple[Outcome, ...]:
    """Outcomes that only say that a process came to an end with them; ids say what kills."""
    del job
    for work in works:
        name = work.plan.student.id
        if name.startswith("always"):
            os._exit(3)
        if name.startswith("once"):
            mark = Path(work.plan.student.name)
            if not mark.exists():
                mark.touch()
                os._exit(3)
    done = Diagnostic("done", "done")
    return tuple(NotMade(work.plan.number, work.plan.label, (done,)) for work in works)
