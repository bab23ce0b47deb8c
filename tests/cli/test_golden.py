"""Whole commands: the files that a user has, what is typed, and every character that comes back.

Each folder of ``tests/cases/commands`` holds the files, ``command.txt`` and ``expected.txt``. After a change that is
meant, write the expected texts anew with ``SOLGEN_WRITE_CASES=1`` and read the difference.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from solgen.cli.application import application

CASES = Path(__file__).resolve().parent.parent / "cases" / "commands"
NOT_GIVEN = {"command.txt", "expected.txt", "input.txt"}


def names():
    return sorted(path.name for path in CASES.iterdir())


def outcome(case: Path, folder: Path) -> str:
    """Exit code, both outputs, and the files that are new, as one text."""
    shutil.copytree(case, folder, ignore=lambda _, entries: NOT_GIVEN & set(entries), dirs_exist_ok=True)
    before = {path for path in folder.rglob("*") if path.is_file()}
    typed = (case / "command.txt").read_text(encoding="utf-8").split()
    given = (case / "input.txt").read_text(encoding="utf-8") if (case / "input.txt").exists() else None
    result = CliRunner().invoke(application, typed, input=given, env={"COLUMNS": "100", "NO_COLOR": "1"})
    new = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path not in before
    )
    return (
        f"$ solgen {' '.join(typed)}\n{result.stdout}"
        f"--- standard error\n{result.stderr}"
        f"--- exit code {result.exit_code}, new files: {', '.join(new) or 'none'}\n"
    ).replace(str(folder), "FOLDER")


@pytest.mark.parametrize("name", names())
def test_a_command_says_exactly_what_it_should(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = outcome(CASES / name, tmp_path)
    expected = CASES / name / "expected.txt"
    if os.environ.get("SOLGEN_WRITE_CASES"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
