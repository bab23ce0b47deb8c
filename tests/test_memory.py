"""What a process remembers is bounded, whatever it is asked: memory stays flat over any number of claims."""

from __future__ import annotations

import gc
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import _lru_cache_wrapper

import solgen
from solgen.building.pipeline import Surroundings, load_question, solved_question, work_out
from solgen.documents import by_identity, remembered
from solgen.exams.load import load_exam
from solgen.exams.papers import Paper, SolvedPaper
from solgen.judge import Judge
from solgen.notation.recent import Recent
from solgen.questions import bank
from solgen.questions.draw import draw, seed_for
from solgen.render import markdown
from solgen.sheets.exam import compose_exam
from solgen.sheets.marking import compose_marking
from solgen.sheets.solutions import compose_solutions


def _remembering() -> Iterator[tuple[str, object]]:
    """Every function of the package that remembers its results."""
    for found in pkgutil.walk_packages(solgen.__path__, "solgen."):
        if found.name.rpartition(".")[2] != "__main__" and not found.name.startswith("solgen.bank"):
            importlib.import_module(found.name)
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and str(thing.__module__).startswith("solgen"):
            yield f"{thing.__module__}.{thing.__qualname__}", thing


FEW = {"solgen.kernel.mechanisms.prover"}
"""What is asked for by the names of modules only."""


def test_every_function_that_remembers_its_results_forgets_some() -> None:
    unbounded = [
        name
        for name, function in _remembering()
        if function.cache_parameters()["maxsize"] is None  # type: ignore[attr-defined]
        and inspect.signature(function).parameters  # type: ignore[arg-type]
    ]
    assert set(unbounded) <= FEW


def test_what_many_variants_leave_behind_stays_within_the_bounds(monkeypatch) -> None:
    """With small bounds, so that a few variants reach them."""
    for memory in (remembered.read_remembered, remembered.read_definition_remembered):
        monkeypatch.setattr(memory, "known", Recent(64))
    for thing in gc.get_objects():
        if isinstance(thing, by_identity.ByIdentity):
            monkeypatch.setattr(thing, "_known", Recent(8))
    monkeypatch.setattr("solgen.judge._VERDICTS_KEPT", 32)
    question, _ = load_question(bank.find("constant-model"))
    held = []
    with Judge() as judge:
        for stretch in range(2):
            for seed in range(10):
                work_out(draw(question, seed_for(100 * stretch + seed, question.id)), Surroundings(), judge)
            held.append((len(remembered.read_remembered.known), len(judge._known)))
        assert judge.new > 100
    assert all(readings <= 64 and verdicts <= 32 for readings, verdicts in held)


def test_a_variant_leaves_no_circles_that_only_the_collector_frees() -> None:
    """So the collector may be called rarely: each round looks at all that is remembered."""
    exam = load_exam(bank.find("ftdl-take-home-1"))
    questions = [load_question(slot.question)[0] for slot in exam.slots]

    def made(seed: int, judge: Judge) -> None:
        outcomes = [work_out(draw(each, seed_for(seed, each.id)), Surroundings(), judge) for each in questions]
        solved = tuple(solved_question(number, outcome) for number, outcome in enumerate(outcomes, 1))
        paper = SolvedPaper(Paper(exam, "", tuple(each.question for each in solved)), solved)
        for sheet in (compose_exam(paper.paper), compose_solutions(paper), compose_marking(paper)):
            markdown.render(sheet)

    with Judge(together=True) as judge:
        made(1, judge)
        made(2, judge)
        gc.collect()
        gc.disable()
        try:
            made(3, judge)
            made(4, judge)
            assert gc.collect() == 0
        finally:
            gc.enable()
