"""Whether memory stays flat: variants of the exam with new numbers until so many new claims have been judged.

``python -m tests.bench.memory [CLAIMS]`` prints what this process and the judge's child hold after each tenth. What is
remembered here (verdicts, readings, what is said of formulas) is bounded by counts, and grows until these are reached.
"""

from __future__ import annotations

import sys
from pathlib import Path

from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from tests.bench.content import content_of

_TENTHS = 10


def held(process: int | str) -> float:
    """Megabytes that a process holds in memory, as Linux counts them; 0 elsewhere."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def measure(claims: int) -> list[tuple[int, float, float]]:
    """New claims judged so far, and megabytes here and in the child, after each tenth."""
    rows: list[tuple[int, float, float]] = []
    with few_collections(), Judge(together=True) as judge:
        seed = 0
        for tenth in range(1, _TENTHS + 1):
            while judge.new < claims * tenth // _TENTHS:
                seed += 1
                content_of(1_000_000 + seed, judge)
            child = judge._child  # nobody but a measurement asks for the process itself
            rows.append((judge.new, held("self"), held(child.pid) if child is not None else 0.0))
            print(
                f"  {rows[-1][0]:>7} new claims: {rows[-1][1]:.0f} MB here, {rows[-1][2]:.0f} MB in the child",
                flush=True,
            )
    return rows


def main() -> None:
    """Measure, and say how much more is held at the end than after half of the claims."""
    rows = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    half, end = rows[_TENTHS // 2 - 1], rows[-1]
    if half[1] and half[2]:
        print(
            f"  from the half to the end: {end[1] / half[1]:.2f} times here, {end[2] / half[2]:.2f} times in the child"
        )


if __name__ == "__main__":
    main()
