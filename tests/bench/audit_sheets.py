"""How far audits of the sheets in ``tests/cases/audit`` agree with what was worked out by hand.

``python -m tests.bench.audit_sheets [NAME…] [-v]`` prints it for some sheets, with ``-v`` every disagreement.
"""

from __future__ import annotations

import sys

from solgen.audit.audit import audit
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import read_manuscript
from solgen.judge import Judge
from tests.audit.sheets import expectations, hold, sheets

_LISTS = ("missed", "alarms", "kinds", "causes", "undecided")


def measure(wanted: list[str], *, verbose: bool) -> None:
    """Print the disagreements, counted, for the sheets whose names begin with any of ``wanted``; for all if none."""
    totals = dict.fromkeys((*_LISTS, "claims"), 0)
    with Judge() as judge:
        for sheet in sheets():
            if wanted and not any(sheet.name.startswith(name) for name in wanted):
                continue
            held = hold(audit(understand(read_manuscript(sheet)), judge), expectations(sheet))
            counts = {name: len(getattr(held, name)) for name in _LISTS}
            print(f"  {sheet.name}: " + ", ".join(f"{n} {count}" for n, count in counts.items()) + f" of {held.claims}")
            for name, count in {**counts, "claims": held.claims}.items():
                totals[name] += count
            for name in _LISTS if verbose else ():
                for line in getattr(held, name):
                    print(f"      {name}: {line}")
    print("  all: " + ", ".join(f"{name} {count}" for name, count in totals.items()))


if __name__ == "__main__":
    measure([each for each in sys.argv[1:] if not each.startswith("-")], verbose="-v" in sys.argv)
