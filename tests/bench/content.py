"""What a variant costs: processor time from draw to compose, and of its two PDFs, in a warm process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from solgen.building.memory import few_collections
from solgen.building.pipeline import Surroundings, load_question, solved_question, work_out
from solgen.exams.load import load_exam
from solgen.exams.papers import Paper, SolvedPaper
from solgen.judge import Judge
from solgen.questions import bank
from solgen.questions.draw import draw, seed_for
from solgen.render import typst as render_typst
from solgen.sheets.exam import compose_exam
from solgen.sheets.sheet import Sheet
from solgen.sheets.solutions import compose_solutions
from solgen.typeset import typst as typeset_typst

EXAM = "ftdl-take-home-1"


def paper_of(seed: int, judge: Judge) -> SolvedPaper:
    """A five-question variant, drawn, solved, filled, read and judged."""
    exam = load_exam(bank.find(EXAM))
    questions = []
    for number, slot in enumerate(exam.slots, 1):
        question, _ = load_question(slot.question)
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


def content_of(seed: int, judge: Judge) -> tuple[tuple[Sheet, Sheet], float, float]:
    """The two sheets of a variant, and what their content cost in seconds: of this process, and by the clock."""
    began, started = time.perf_counter(), time.process_time()
    paper = paper_of(seed, judge)
    sheets = compose_exam(paper.paper), compose_solutions(paper)
    return sheets, time.process_time() - started, time.perf_counter() - began


def measure(seeds: list[int]) -> None:
    """Print medians over seeds not used before, of this process and of the judge's child."""
    with few_collections(), Judge() as judge:
        sheets, *_ = content_of(1, judge)
        typeset_all(sheets)
        early = [content_of(seed, judge)[1] for seed in seeds]
        for seed in range(2, WARM + 2 - len(seeds)):
            content_of(seed, judge)
        content, child, wall, pdfs = [], [], [], []
        for seed in seeds:
            for more in range(1, 4):
                before = child_seconds(judge)
                sheets, own, clock = content_of(1000 * seed + more, judge)
                child.append(child_seconds(judge) - before)
                content.append(own)
                wall.append(clock)
                pdfs.append(timed(partial(typeset_all, sheets)))
    print(f"  content of a five-question variant: median {median(content) * 1e3:.0f} ms CPU here (aim 50),")
    print(f"    best {min(content) * 1e3:.0f} ms; the judge's child: median {median(child) * 1e3:.0f} ms CPU more,")
    print(f"    best {min(child) * 1e3:.0f} ms; {median(wall) * 1e3:.0f} ms by the clock;")
    print(f"    median {median(early) * 1e3:.0f} ms CPU when only one variant, not {WARM}, went before")
    print(f"  its exam and solution PDFs: median {median(pdfs):.2f} s CPU, best {min(pdfs):.2f} s (aim 0.3)")


def import_time() -> None:
    """Print the processor time of the best of five imports of the kernel, each in a new process."""
    program = "import time; s = time.process_time(); import solgen.kernel.check; print(time.process_time() - s)"
    times = [
        float(subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    print(f"  import of the kernel: best of five {min(times):.3f} s CPU (aim 0.15)")
