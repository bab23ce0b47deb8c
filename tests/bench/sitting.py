"""What a sitting costs: processor time and clock a student, pages a second, memory; and whether kills lose anything."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pikepdf

from tests.building.sitting.environments import EIGHT, built_under
from tests.building.sitting.small import build, contents, write_exam, write_roster

EXAM = "ftdl-take-home-1"
ROOT = Path(__file__).resolve().parents[2]
_TICK = 2.0
"""Seconds between two looks: each costs the system a walk through all pages, on the processors that are measured."""


@dataclass(slots=True)
class Watched:
    """Memory and processor time of a process and all below it, looked at every other second."""

    process: int
    most: int = 0
    """Bytes, pages that several processes share counted once: the sum of proportional set sizes."""
    largest: int = 0
    """Bytes of the largest single process."""
    spent: dict[int, float] = field(default_factory=dict)
    """Processor seconds by process, when it was last seen."""
    _ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Until told to end."""
        while not self._ended.wait(_TICK):
            everybody = (self.process, *_below(self.process))
            sizes = [_proportional(each) for each in everybody]
            self.spent.update({each: max(_spent(each), self.spent.get(each, 0.0)) for each in everybody})
            self.most = max(self.most, sum(sizes))
            self.largest = max(self.largest, *sizes)

    def end(self) -> None:
        """Look no more."""
        self._ended.set()


def _below(process: int) -> list[int]:
    """All processes that one has begun, and those that these have begun."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*"):
        try:
            children = [int(word) for word in (task / "children").read_text().split()]
        except OSError:
            continue
        found += [other for child in children for other in (child, *_below(child))]
    return found


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _spent(process: int) -> float:
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost."""

    clock: float
    processor: float
    most: int
    largest: int
    told: dict[str, Any]
    """What the command says of itself, by ``--json``."""


def run(command: Sequence[str], folder: Path) -> Cost:
    """A command in a folder, watched; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    watched = Watched(process.pid)
    watcher = threading.Thread(target=watched.look)
    watcher.start()
    code = process.wait()
    clock = time.perf_counter() - started
    watched.end()
    watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    assert process.stdout is not None
    with process.stdout as said:
        told = json.load(said)
    return Cost(clock, sum(watched.spent.values()), watched.most, watched.largest, told)


def command_for(exam: str, roster: str, *options: str) -> list[str]:
    """``solgen build`` with this interpreter."""
    return [sys.executable, "-m", "solgen.cli", "build", exam, "--roster", roster, *options]


@contextmanager
def place() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="solgen-bench-") as folder:
        yield Path(folder)


def measure(students: Sequence[int], processes: int = 2) -> None:
    """Print what sittings of these sizes cost, each in a folder of its own, and again when nothing has changed."""
    for number in students:
        with place() as folder:
            write_roster(folder, [f"s{each:05d}" for each in range(number)])
            (folder / "june.yaml").write_text("repeats: true\n", encoding="utf-8")
            command = command_for(EXAM, "roster.csv", "--sitting", "june.yaml", "--executor", f"processes:{processes}")
            command.append("--json")
            cold = run(command, folder)
            again = run(command, folder)
            built = folder / "build" / f"{EXAM}-june"
            pages = _pages(built)
            size = sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
        each, mega = cold.processor / number, 1e6
        print(f"  {number:5} students: {cold.clock:.1f} s by the clock, {cold.processor:.1f} s CPU ({each:.2f} each),")
        claims = sum(cold.told["claims"].values())
        print(f"    {claims} claims, {cold.told['judged']} verdicts were new to the process that needed them,")
        print(f"    {pages / cold.clock:.0f} pages/s, {size / number / 1e3:.0f} kB a student on the disk,")
        print(
            f"    peak {cold.most / mega:.0f} MB in all, {cold.largest / mega:.0f} MB in the largest process (aim 600);"
        )
        print(f"    run again, nothing being new: {again.clock:.1f} s by the clock, {again.processor:.1f} s CPU")


def _pages(built: Path) -> int:
    pages = 0
    for folder in ("papers", "solutions"):
        for path in (built / folder).glob("*.pdf"):
            with pikepdf.open(path) as paper:
                pages += len(paper.pages)
    return pages


def crashes() -> None:
    """Kill a build at each moment at which something reaches the disk; every next run has to come to the same bytes."""
    with place() as folder:
        exam, roster = write_exam(folder), write_roster(folder, ["s1", "s2", "s3"])
        whole = contents(build(exam, roster).folder)
        shutil.rmtree(folder / "out")
        for moment in count(1):
            code = _crash(moment, exam, roster)
            left = contents(folder / "out" / "quiz-main")
            torn = {name for name, data in left.items() if whole.get(name) != data}
            build(exam, roster)
            if torn or contents(folder / "out" / "quiz-main") != whole:
                print(f"  killed at moment {moment}: torn {sorted(torn)}, or other bytes in the end")
                sys.exit(1)
            shutil.rmtree(folder / "out")
            if code == 0:
                print(
                    f"  killed at each of {moment - 1} moments: no torn file, no lost paper, the same bytes in the end"
                )
                return


def _crash(moment: int, exam: Path, roster: Path) -> int:
    command = [sys.executable, "-m", "tests.building.sitting.crashing", str(moment), str(exam), str(roster)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode


def kills(times: int, seed: int) -> None:
    """Kill builds of two processes with SIGKILL at random moments; every next run has to come to the same bytes."""
    chosen = random.Random(seed)  # noqa: S311 -- moments, no secrets
    with place() as folder:
        exam, roster = write_exam(folder), write_roster(folder, [f"s{each}" for each in range(16)])
        whole = contents(build(exam, roster).folder)
        built = folder / "out" / "quiz-main"
        command = command_for(str(exam), str(roster), "--out", str(folder / "out"), "--executor", "processes:2")
        papers = []
        for number in range(times):
            shutil.rmtree(folder / "out")
            papers.append(_kill(command, built, chosen))
            left = contents(built) if built.exists() else {}
            torn = {name for name, data in left.items() if whole.get(name) != data}
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if torn or contents(built) != whole:
                print(f"  kill {number}: torn {sorted(torn)}, or other bytes in the end")
                sys.exit(1)
    print(
        f"  killed {times} times, {min(papers)} to {max(papers)} files being made: none torn, none lost, the same bytes"
    )


def _kill(command: Sequence[str], built: Path, chosen: random.Random) -> int:
    """Kill a build once it has made a random number of files; how many there were."""
    wanted = chosen.randrange(0, 56)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and _made(built) < wanted:
        time.sleep(0.002)
    time.sleep(chosen.uniform(0, 0.03))
    process.send_signal(signal.SIGKILL)
    process.wait()
    return _made(built)


def _made(built: Path) -> int:
    found = 0
    for _, _, files in os.walk(built):
        found += sum(not name.startswith(".solgen-") for name in files)
    return found


def environments() -> None:
    """Build one sitting under eight circumstances that must not matter."""
    with place() as folder:
        first, *others = (built_under(where, folder) for where in EIGHT)
    if any(other != first for other in others):
        print("  builds under other circumstances differ")
        sys.exit(1)
    print(f"  {len(EIGHT)} builds under other zones, locales, homes, masks, hash seeds, folders, orders, cores:")
    print("    one digest a file")


_CALLS = ("fsync", "rename", "pwrite64", "mkdir", "unlink", "write")
_ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT")


def faults(times: int, seed: int) -> None:
    """Let single calls of the operating system fail; each is to be told, and the next run to come to the same bytes."""
    if shutil.which("strace") is None:
        print("  strace is not installed: no errors were injected")
        return
    chosen = random.Random(seed)  # noqa: S311 -- moments, no secrets
    told = 0
    with place() as folder:
        exam, roster = write_exam(folder), write_roster(folder, ["s1", "s2", "s3"])
        whole = contents(build(exam, roster).folder)
        command = command_for(str(exam), str(roster), "--out", str(folder / "out"), "--executor", "here")
        for _ in range(times):
            shutil.rmtree(folder / "out")
            call, error = chosen.choice(_CALLS), chosen.choice(_ERRORS)
            inject = f"inject={call}:error={error}:when={chosen.randrange(1, 60)}"
            tracer = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, "-e", f"trace={call}", "-e", inject]
            done = subprocess.run([*tracer, *command], capture_output=True, text=True, check=False)
            built = folder / "out" / "quiz-main"
            left = contents(built) if built.exists() else {}
            torn = {name for name, data in left.items() if whole.get(name) != data}
            wrong = "Traceback" in done.stderr or (done.returncode and "error[" not in done.stderr)
            told += done.returncode != 0
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if torn or wrong or contents(built) != whole:
                print(f"  {inject}: torn {sorted(torn)}, or not told, or other bytes in the end:\n{done.stderr}")
                sys.exit(1)
    print(f"  {times} errors injected, {told} of them met and told: none torn, none lost, the same bytes in the end")
