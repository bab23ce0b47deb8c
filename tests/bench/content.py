"""What a variant costs: processor time from draw to compose, and of its two PDFs, in a warm process.

Counted are this process, the kernel's, and those of the solvers with the forks in which these work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from statistics import median

from solgen.building.pipeline import Surroundings, solved_question, work_out
from solgen.exams.exam import Exam
from solgen.exams.load import load_exam
from solgen.exams.papers import Paper, SolvedPaper
from solgen.exams.questions import question_at
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from solgen.questions import bank
from solgen.questions.draw import draw, seed_for
from solgen.questions.solving import run as run_solver
from solgen.render import typst as render_typst
from solgen.sheets.exam import compose_exam
from solgen.sheets.sheet import Sheet
from solgen.sheets.solutions import compose_solutions
from solgen.typeset import typst as typeset_typst

EXAM = "ftdl-take-home-1"


@cache
def the_exam() -> Exam:
    """Loaded once, as for a sitting."""
    return load_exam(bank.find(EXAM))


def paper_of(seed: int, judge: Judge) -> SolvedPaper:
    """A five-question variant, drawn, solved, filled, read and judged."""
    exam = the_exam()
    questions = []
    for number, slot in enumerate(exam.slots, 1):
        question = question_at(slot.question)
        variant = draw(question, seed_for(seed, question.id, slot.name))
        questions.append(solved_question(number, work_out(variant, Surroundings(), judge)))
    paper = Paper(exam, "", tuple(solved.question for solved in questions))
    return SolvedPaper(paper, tuple(questions))


def typeset_all(sheets: tuple[Sheet, ...]) -> list[bytes]:
    """Each sheet rendered and set."""
    return [typeset_typst.typeset(render_typst.render(sheet)) for sheet in sheets]


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of this process and the children it has waited for."""
    started = time.process_time()
    work()
    return time.process_time() - started


WARM = 12
"""Variants that a process has worked out before it counts as warm: most questions have been seen in most forms."""


def child_seconds(judge: Judge) -> float:
    """Processor seconds that the judge's child has taken, as Linux counts them; 0 elsewhere."""
    child = judge._child  # nobody but a measurement asks for the process itself
    counted = Path(f"/proc/{child.pid}/schedstat") if child is not None else Path()
    return int(counted.read_text(encoding="ascii").split()[0]) / 1e9 if counted.is_file() else 0.0


run_solver.IDLE = sys.maxsize
"""What a process has taken that ended could not be counted any more."""

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def solver_seconds() -> float:
    """Processor seconds that the solvers' processes and their forks have taken, in hundredths; 0 where not counted."""
    total = 0
    for server in (run_solver._SERVER, run_solver._SERVER_WITH_SYMPY):  # nobody but a measurement asks for them
        counted = Path(f"/proc/{server._process.pid}/stat") if server._process is not None else Path()
        if counted.is_file():
            total += sum(map(int, counted.read_text(encoding="ascii").rpartition(")")[2].split()[11:15]))
    return total / _TICKS


def content_of(seed: int, judge: Judge) -> tuple[tuple[Sheet, Sheet], float, float]:
    """The two sheets of a variant, and what their content cost in seconds: of this process, and by the clock."""
    began, started = time.perf_counter(), time.process_time()
    paper = paper_of(seed, judge)
    sheets = compose_exam(paper.paper), compose_solutions(paper)
    return sheets, time.process_time() - started, time.perf_counter() - began


def measure(seeds: list[int]) -> None:
    """Print medians over seeds not used before, of this process and of the judge's child."""
    with few_collections(), Judge(together=True) as judge:
        sheets, *_ = content_of(1, judge)
        typeset_all(sheets)
        early = [content_of(seed, judge)[1] for seed in seeds]
        for seed in range(2, WARM + 2 - len(seeds)):
            content_of(seed, judge)
        content, child, wall, pdfs = [], [], [], []
        solving = solver_seconds()
        for seed in seeds:
            for more in range(1, 4):
                before = child_seconds(judge)
                sheets, own, clock = content_of(1000 * seed + more, judge)
                child.append(child_seconds(judge) - before)
                content.append(own)
                wall.append(clock)
                pdfs.append(timed(partial(typeset_all, sheets)))
        solvers = (solver_seconds() - solving) / len(content)
    both = median(map(sum, zip(content, child, strict=True)))
    print(f"  content of a five-question variant, CPU: {(both + solvers) * 1e3:.0f} ms in all (aim 20), which is")
    print(f"    this process: median {median(content) * 1e3:.0f} ms, best {min(content) * 1e3:.0f} ms;")
    print(f"    the judge's child: median {median(child) * 1e3:.0f} ms, best {min(child) * 1e3:.0f} ms;")
    print(f"    the solvers' processes: mean {solvers * 1e3:.0f} ms")
    print(f"    by the clock {median(wall) * 1e3:.0f} ms; with one variant, not {WARM}, before it,")
    print(f"    this process takes {median(early) * 1e3:.0f} ms")
    print(f"  its exam and solution PDFs: median {median(pdfs):.2f} s CPU, best {min(pdfs):.2f} s (aim 0.3)")


def import_time() -> None:
    """Print the processor time of the best of five imports of the kernel, each in a new process."""
    program = "import time; s = time.process_time(); import solgen.kernel.check; print(time.process_time() - s)"
    times = [
        float(subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    print(f"  import of the kernel: best of five {min(times):.3f} s CPU (aim 0.15)")
