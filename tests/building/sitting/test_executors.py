"""Workers that die, are not there, or are not like the others."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest

from solgen.building.manifest import versions
from solgen.building.plan import Look
from solgen.building.secrets import sitting_with_secret
from solgen.building.sitting.asked import Asked, plan_of, roster_for
from solgen.building.sitting.chunks import Spreader
from solgen.building.sitting.drawing import issue_with
from solgen.building.sitting.executors import Crew, InThisProcess, cores, workers_for
from solgen.building.sitting.processes import Processes
from solgen.building.sitting.work import Job, Work, make_papers
from solgen.diagnostics import Failure
from solgen.exams.issuing import issue
from solgen.exams.ledger_file import empty_ledger
from solgen.exams.load import load_exam
from solgen.exams.papers import PaperPlan
from solgen.exams.roster import Student
from solgen.sheets.paper import PaperIdentity
from tests.building.sitting.deadly import touch
from tests.building.sitting.small import build, contents, write_exam, write_roster


@pytest.fixture
def job(tmp_path):
    return Job(load_exam(write_exam(tmp_path)), Look(("pdf",)), strict=False, versions=versions())


def work(number, student, name=""):
    plan = PaperPlan(number, f"{number:04x}", Student(student, name), ())
    return Work(plan, PaperIdentity(number, plan.code), PaperIdentity(number, plan.code))


def spread(job, works, workers):
    try:
        return [outcome for outcomes in Spreader(job, workers, touch).run(works) for outcome in outcomes]
    finally:
        workers.close()


def codes(outcomes):
    return {outcome.number: outcome.diagnostics[0].code for outcome in outcomes}


def test_the_work_of_a_worker_that_died_is_done_again_and_none_twice(job, tmp_path):
    works = [work(number, "student") for number in range(1, 20)]
    works[7] = work(8, "once", str(tmp_path / "mark"))
    found = spread(job, works, Processes(2))
    assert Counter(outcome.number for outcome in found) == Counter(range(1, 20))
    assert set(codes(found).values()) == {"done"}


def test_a_paper_that_ends_every_worker_is_left_out_and_all_others_are_made(job):
    works = [work(number, "student") for number in range(1, 12)]
    works[4] = work(5, "always")
    found = codes(spread(job, works, Processes(2)))
    assert found.pop(5) == "build-worker-died"
    assert set(found) == set(range(1, 12)) - {5}
    assert set(found.values()) == {"done"}


def test_where_workers_die_at_once_the_run_ends(job):
    with pytest.raises(Failure) as failure:
        spread(job, [work(number, "always") for number in range(1, 9)], Processes(1))
    assert failure.value.diagnostics[0].code == "machine-no-workers"


def test_processes_and_this_process_give_the_same_bytes(tmp_path):
    roster = write_roster(tmp_path, ["s1", "s2", "s3", "s4"])
    exam = write_exam(tmp_path)
    here = contents(build(exam, roster).folder)
    other = write_exam(tmp_path / "other")
    there = contents(
        build(other, write_roster(tmp_path / "other", ["s4", "s3", "s2", "s1"]), executor="processes:2").folder
    )
    assert there == here


def test_variants_drawn_by_processes_are_those_that_are_drawn_here(tmp_path):
    exam = write_exam(tmp_path)
    plan = plan_of(Asked(exam, None, Look(("pdf",))))
    roster = roster_for(plan, write_roster(tmp_path, [f"s{number}" for number in range(60)]))
    sitting = sitting_with_secret(plan)
    here = issue(sitting, roster, empty_ledger(sitting), {})
    with closing(Crew("processes:2")) as crew:
        there = issue_with(crew, sitting, roster, empty_ledger(sitting), {}, worth_it=1)
    assert there == here
    assert len(there.new) == 60


def test_a_dask_cluster_that_loses_a_worker_half_way_makes_every_paper_to_the_same_bytes(tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is an extra")
    students = [f"s{number}" for number in range(24)]
    here = contents(build(write_exam(tmp_path / "here"), write_roster(tmp_path / "here", students)).folder)
    exam, roster = write_exam(tmp_path / "there"), write_roster(tmp_path / "there", students)
    quiet = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    with quiet as cluster:
        victim = next(iter(cluster.workers.values())).pid
        papers = tmp_path / "there" / "out" / "quiz-main" / "papers"

        def kill_half_way():
            while not papers.is_dir() or len(list(papers.iterdir())) < 6:
                time.sleep(0.02)
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill_half_way, daemon=True)
        killer.start()
        built = build(exam, roster, executor=f"dask:{cluster.scheduler_address}")
        killer.join(timeout=10)
    assert (built.made, built.diagnostics) == (24, ())
    assert contents(built.folder) == here


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    from solgen.building.sitting import dask_workers  # noqa: PLC0415 -- Dask is slow to import

    monkeypatch.setattr(dask_workers, "CONNECTING", 1)
    with pytest.raises(Failure) as failure:
        workers_for("dask:tcp://127.0.0.1:9", 1)
    assert failure.value.diagnostics[0].code == "machine-no-workers"


@pytest.mark.parametrize("wanted", ["threads", "processes:0", "processes:-1", "processes:x", "here:2", ""])
def test_an_executor_that_there_is_not_is_refused(wanted):
    with pytest.raises(Failure) as failure:
        workers_for(wanted, 1)
    assert failure.value.diagnostics[0].code == "build-executor"


def test_there_are_no_more_processes_than_papers_or_cores():
    assert workers_for("processes", 1).count == 1
    assert workers_for("processes", 10_000).count == cores()
    assert workers_for("processes:3", 10_000).count == 3
    assert isinstance(workers_for("here", 5), InThisProcess)


def test_a_worker_with_other_versions_makes_nothing(job):
    with pytest.raises(Failure) as failure:
        make_papers(replace(job, versions={**job.versions, "typst": "0.0"}), [])
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "build-worker-differs"
    assert "typst" in diagnostic.message


@pytest.mark.parametrize(
    ("wanted", "papers", "begun"),
    [("processes", 3, True), ("processes", 2, False), ("processes:2", 1, True), ("processes:2", 0, False)]
    + [(wanted, 50, False) for wanted in ("here", "dask", "dask:tcp://nobody:1")],
)
def test_processes_are_prepared_for_where_papers_will_be_made_by_some(wanted, papers, begun, monkeypatch):
    prepared = []
    monkeypatch.setattr("solgen.building.sitting.executors.prepare", lambda: prepared.append(wanted))
    Crew(wanted).expect(papers)
    assert prepared == [wanted] * begun


def test_what_is_prepared_is_what_workers_are_forked_from():
    program = (
        "import multiprocessing\nfrom multiprocessing import forkserver\n"
        "from solgen.building.sitting.processes import Processes, prepare\n"
        "prepare()\nbefore = forkserver._forkserver._forkserver_pid\nworkers = Processes(1)\n"
        "print(workers.executor().submit(abs, -1).result())\nworkers.close()\n"
        "print(before == forkserver._forkserver._forkserver_pid)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    words = done.stdout.split()
    assert words == ["1", "True"]
