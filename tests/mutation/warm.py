"""Mutants tried in children of one process that has imported the rooms, the corpus and the tests.

Importing and collecting takes longer than most mutants live. So that is done once; each mutant is then the work of a
child, which makes the change in the functions that are imported (``live.py``), runs the cases of the corpus that
execute the line, then the tests that do, cheapest first, and ends at the first that notices. Before it begins, all
memories are emptied, so nothing is answered from what the unchanged code worked out.

What cannot be changed in an imported function is tried in a new process (``fresh.py``). So is, once more, what nobody
noticed though collecting the tests executes the line: the values that stand beside tests were then read without the
change.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.claims_corpus import Case
from tests.mutation import fresh, quick
from tests.mutation.hook import may_take
from tests.mutation.live import living, put_in_place
from tests.mutation.memories import ROOT, import_rooms, memories
from tests.mutation.mutants import Mutant
from tests.mutation.tracing import REPEATED, TESTS

_BYTES = 6 * 2**30
_WALL = 1800


class Outcome(Enum):
    """How a mutant ends; the value is the exit code of its child."""

    SURVIVES = 0
    FAILED = 1
    BY_THE_CORPUS = 3
    BY_A_TEST = 4
    BY_LIMITS = 5
    """Of time or memory, or the process crashed."""


@dataclass(frozen=True)
class Asked:
    """A mutant with what it is shown: names, cheapest first, with the seconds that each took without a change."""

    mutant: Mutant | None
    """None for no change at all."""
    cases: Mapping[str, float]
    tests: Mapping[str, float]
    while_importing: bool = False
    """Whether importing the rooms executes the line."""
    while_collecting: bool = False
    """Whether collecting the tests executes the line."""


Tell = Callable[[Asked, Outcome, str], None]
"""Is told of each mutant, as it ends, its outcome and what noticed it."""


@dataclass
class Warm:
    """The plugin of pytest that tries mutants in place of tests."""

    asked: list[Asked]
    tell: Tell
    folder: Path
    processes: int = 1
    traced: frozenset[str] | None = None
    """The tests of the trace: newer ones are shown to every mutant, after the others. None: no others are shown."""
    items: dict[str, pytest.Item] = field(default_factory=dict)

    def run(self) -> None:
        """Import, collect, and try what is asked for."""
        # the base of every profile that a conftest registers: the same examples each time, and none kept
        slow = [HealthCheck.too_slow]
        settings.register_profile("mutation", derandomize=True, database=None, suppress_health_check=slow)
        settings.load_profile("mutation")
        import_rooms()
        plugins = ("-p", "no:xdist", "-p", "no:cacheprovider", "-qq", "--capture=no", "--assert=plain")
        ignored = [f"--ignore={ROOT / path}" for path in REPEATED]
        folders = [str(ROOT / path) for path in TESTS]
        code = pytest.main([f"--rootdir={ROOT}", *plugins, *ignored, *folders], [self])
        if code is not pytest.ExitCode.OK:
            raise RuntimeError(f"pytest ended with {code}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        self.items = {item.nodeid: item for item in session.items}
        cases = {case.place: case for case in quick.ordered()}
        for forget in memories():
            forget()
        living()
        gc.collect()
        gc.freeze()  # so that children share the pages of what is here
        waiting, running = list(reversed(self.asked)), dict[int, tuple[Asked, float]]()
        while waiting or running:
            while waiting and len(running) < self.processes:
                asked = waiting.pop()
                running[self._start(asked, cases)] = (asked, time.monotonic())
            time.sleep(0.02)
            for child, (asked, begun) in list(running.items()):
                ended, status = os.waitpid(child, os.WNOHANG)
                late = time.monotonic() - begun > _WALL
                if late and not ended:
                    os.kill(child, signal.SIGKILL)
                    _, status = os.waitpid(child, 0)
                if ended or late:
                    del running[child]
                    self._ended(asked, child, status)
        return True

    def _ended(self, asked: Asked, child: int, status: int) -> None:
        said = self.folder / str(child)
        by = said.read_text(encoding="utf-8") if said.exists() else ""
        said.unlink(missing_ok=True)
        known = os.WIFEXITED(status) and os.WEXITSTATUS(status) in {outcome.value for outcome in Outcome}
        self.tell(asked, Outcome(os.WEXITSTATUS(status)) if known else Outcome.BY_LIMITS, by)

    def _start(self, asked: Asked, cases: Mapping[str, Case]) -> int:
        sys.stdout.flush()
        child = os.fork()
        if child:
            return child
        code = Outcome.FAILED.value
        said = self.folder / str(os.getpid())
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
            code = self._outcome(asked, cases, said).value
        except BaseException:  # noqa: BLE001 -- a child never goes back into the parent's loop
            said.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(code)

    def _outcome(self, asked: Asked, cases: Mapping[str, Case], said: Path) -> Outcome:
        mutant = asked.mutant
        if mutant is not None and (asked.while_importing or not put_in_place(mutant)):
            said.write_text("a new process", encoding="utf-8")
            return _afresh(mutant, asked.cases, asked.tests)
        for place, seconds in asked.cases.items():
            said.write_text(place, encoding="utf-8")
            may_take(seconds)
            if _noticed(cases[place]):
                return Outcome.BY_THE_CORPUS
        failed = self._failing(asked.tests, said)
        if failed:
            return Outcome.BY_A_TEST
        if mutant is not None and asked.while_collecting:
            signal.setitimer(signal.ITIMER_PROF, 0)
            said.write_text("a new process", encoding="utf-8")
            return _afresh(mutant, {}, asked.tests)
        return Outcome.SURVIVES

    def _failing(self, tests: Mapping[str, float], said: Path) -> str:
        """The first test that fails, or nothing."""
        newer = () if self.traced is None else self.items.keys() - self.traced
        items = [self.items[name] for name in (*tests, *sorted(newer)) if name in self.items]
        for place, item in enumerate(items, 1):
            following = items[place] if place < len(items) else None
            said.write_text(item.nodeid, encoding="utf-8")
            may_take(tests.get(item.nodeid, 1.0))
            reports: list[pytest.TestReport] = []
            watching = _Reports(reports)
            item.config.pluginmanager.register(watching)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            item.config.pluginmanager.unregister(watching)
            if any(report.failed for report in reports):
                return item.nodeid
        return ""


@dataclass(eq=False)
class _Reports:
    """Gathers what pytest says of a test."""

    reports: list[pytest.TestReport]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)


def _noticed(case: Case) -> bool:
    try:
        return quick.noticed(case)
    except Exception:  # noqa: BLE001 -- whatever is raised, it is not raised without the change
        return True


def _afresh(mutant: Mutant, cases: Mapping[str, float], tests: Mapping[str, float]) -> Outcome:
    if not fresh.survives_corpus(mutant, cases):
        return Outcome.BY_THE_CORPUS
    return Outcome.SURVIVES if fresh.survives_tests(mutant, tests) else Outcome.BY_A_TEST
