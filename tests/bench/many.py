"""Whether the content of many students costs each of them the same: processor time and memory, up to ten thousand."""

from __future__ import annotations

import time

from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from tests.bench.content import child_seconds, content_of, solver_seconds
from tests.bench.memory import held

_FIRST_SEED = 5_000_000


def measure(variants: int) -> None:
    """Print the cost of a variant over each stretch, from draw to compose, in one process and its children."""
    ends = [end for end in (100, 1000, 2000, 5000) if end < variants] + [variants]
    done, first = 0, 0.0
    with few_collections(), Judge(together=True) as judge:
        content_of(_FIRST_SEED - 1, judge)
        before, claims = _spent(judge), judge.new
        for end in ends:
            for seed in range(done, end):
                content_of(_FIRST_SEED + seed, judge)
            after, count = _spent(judge), end - done
            each = (after - before) / count
            child = judge._child  # nobody but a measurement asks for the process itself
            held_by_child = held(child.pid) if child is not None else 0.0
            new = (judge.new - claims) / count
            print(
                f"  variants {done + 1} to {end}: {each * 1e3:.0f} ms CPU each, {new:.0f} claims new; "
                f"{held('self'):.0f} MB here, {held_by_child:.0f} MB in the judge's child",
                flush=True,
            )
            first = first or each
            done, before, claims = end, after, judge.new
    print(f"  the last stretch costs {each / first:.2f} times the first")


def _spent(judge: Judge) -> float:
    return time.process_time() + child_seconds(judge) + solver_seconds()
