from __future__ import annotations

from typer.testing import CliRunner

from solgen.cli.application import application


def test_marks_are_written_for_the_platform_and_no_file_is_overwritten(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ann\ns2,Bob\n", encoding="utf-8")
    (tmp_path / "marks.csv").write_text("student,marks\ns1,3\n", encoding="utf-8")
    command = ["marks", "marks.csv", "--roster", "roster.csv", "--column", "Midterm"]
    done = CliRunner().invoke(application, command)
    assert done.exit_code == 0
    assert (tmp_path / "marks-for-import.csv").read_text(encoding="utf-8") == "id,Midterm\ns1,3\n"
    assert "warning[exam-marks-missing]" in done.stderr
    again = CliRunner().invoke(application, command)
    assert "build-file-exists" in again.stderr
