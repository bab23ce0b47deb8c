"""Whatever interrupts a run: no torn file, no lost paper, and the next run comes to the same bytes."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from solgen.building.sitting.journal import JOURNAL
from solgen.building.sitting.lock import locked
from solgen.diagnostics import Failure
from tests.building.sitting.small import build, contents, write_exam, write_roster

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What comes of three students where nothing goes wrong."""
    folder = tmp_path_factory.mktemp("whole")
    return contents(build(write_exam(folder), write_roster(folder, ["s1", "s2", "s3"])).folder)


@pytest.fixture
def exam(tmp_path):
    write_roster(tmp_path, ["s1", "s2", "s3"])
    return write_exam(tmp_path)


def finish(exam):
    return build(exam, exam.with_name("roster.csv"))


def hidden(folder):
    return {path.name for path in folder.rglob(".solgen-*")}


# A moment is one at which a file, a name or the journal reaches the disk: before the ledger, among the papers, within
# the journal, among the products, before the manifest. The bench (``--only sitting``) goes through all of them.
@pytest.mark.parametrize("moment", [2, 9, 21, 44, 66])
def test_a_run_that_is_killed_is_gone_on_with_to_the_same_bytes(exam, whole, moment):
    command = [sys.executable, "-m", "tests.building.sitting.crashing", str(moment), str(exam), "roster.csv"]
    command[-1] = str(exam.with_name("roster.csv"))
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == 9, killed.stderr
    folder = exam.parent / "out" / "quiz-main"
    left = contents(folder)
    assert {name for name, data in left.items() if whole.get(name) != data} == set()
    assert finish(exam).diagnostics == ()
    assert contents(folder) == whole
    assert hidden(folder) == {".solgen-lock", JOURNAL}


class Failing:
    """Lets the n-th call fail as the operating system does."""

    def __init__(self, work, moment, number):
        self.work, self.left, self.number = work, moment, number

    def __call__(self, *args, **kwargs):
        self.left -= 1
        if self.left == 0:
            raise OSError(self.number, os.strerror(self.number))
        return self.work(*args, **kwargs)


@pytest.mark.parametrize(
    ("moment", "number", "code"),
    [
        *((moment, errno.ENOSPC, "machine-disk-full") for moment in (1, 4, 11, 18, 25, 32)),
        (2, errno.EROFS, "build-not-writable"),
        (20, errno.EIO, "build-not-writable"),
    ],
)
def test_a_disk_that_fails_is_told_and_nothing_is_lost(exam, whole, monkeypatch, moment, number, code):
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", Failing(os.fsync, moment, number))
        with pytest.raises(Failure) as failure:
            finish(exam)
    assert [d.code for d in failure.value.diagnostics] == [code]
    folder = exam.parent / "out" / "quiz-main"
    assert {name for name, data in contents(folder).items() if whole.get(name) != data} == set()
    assert hidden(folder) <= {".solgen-lock", JOURNAL}
    assert finish(exam).diagnostics == ()
    assert contents(folder) == whole


def test_a_journal_for_which_there_is_no_room_is_told(exam, whole, monkeypatch):
    connect = sqlite3.connect

    def small(*args, **kwargs):
        connection = connect(*args, **kwargs)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", small)
        with pytest.raises(Failure) as failure:
            finish(exam)
    assert failure.value.diagnostics[0].code == "machine-disk-full"
    finish(exam)
    assert contents(exam.parent / "out" / "quiz-main") == whole


@pytest.mark.parametrize("damage", [b"", b"this is no database", None])
def test_a_journal_that_is_lost_or_damaged_costs_time_only(exam, whole, damage):
    folder = finish(exam).folder
    journal = folder / JOURNAL
    if damage is None:
        journal.unlink()
    else:
        journal.write_bytes(damage)
    assert finish(exam).made == 3
    assert contents(folder) == whole


def test_a_paper_that_was_deleted_or_changed_is_made_again_alone(exam, whole):
    folder = finish(exam).folder
    first, second, _ = sorted((folder / "papers").iterdir())
    first.unlink()
    second.write_bytes(b"torn")
    built = finish(exam)
    assert (built.made, built.kept) == (2, 1)
    assert contents(folder) == whole


def test_the_second_of_two_runs_says_who_holds_the_folder(exam):
    folder = finish(exam).folder
    before = contents(folder)
    with locked(folder), pytest.raises(Failure) as failure:
        finish(exam)
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "build-locked"
    assert f"process {os.getpid()} on " in diagnostic.message
    assert contents(folder) == before


def test_a_lock_of_a_process_that_is_gone_holds_nobody_up(exam):
    folder = finish(exam).folder
    (folder / ".solgen-lock").write_text("process 1 on elsewhere\n")
    assert finish(exam).diagnostics == ()


def test_the_same_exam_elsewhere_gives_the_same_bytes(exam, whole, tmp_path):
    folder = tmp_path / "an other" / "place"
    shutil.copytree(exam.parent, folder, ignore=shutil.ignore_patterns("out"))
    (folder / "quiz.secret").chmod(0o600)
    write_roster(folder, ["s3", "s1", "s2"])
    assert contents(finish(folder / "exam.yaml").folder) == whole
