"""``solgen import``: what it writes, and what it never touches."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from solgen.cli.application import application

SHEET = r"""\documentclass{exam}
\begin{document}
\begin{questions}
\question[1] What is $2 + 3$?
\begin{solution} $2 + 3 = 5$ \end{solution}
\end{questions}
\end{document}
"""


def run(*arguments):
    return CliRunner().invoke(application, ["import", *map(str, arguments)])


def test_files_are_written_beside_the_sheet_and_pass_a_check(tmp_path):
    sheet = tmp_path / "quiz.tex"
    sheet.write_text(SHEET, encoding="utf-8")
    assert run(sheet).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "quiz").iterdir()) == ["quiz-1.md", "quiz.yaml"]
    checked = CliRunner().invoke(application, ["check", str(tmp_path / "quiz" / "quiz.yaml")])
    assert checked.exit_code == 0


def test_no_file_that_exists_is_touched(tmp_path):
    sheet = tmp_path / "quiz.tex"
    sheet.write_text(SHEET, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "quiz.yaml").write_text("mine", encoding="utf-8")
    result = run(sheet, "--out", tmp_path / "out", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["diagnostics"][0]["code"] == "build-file-exists"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["quiz.yaml"]
    assert (tmp_path / "out" / "quiz.yaml").read_text(encoding="utf-8") == "mine"


def test_a_missing_sheet_is_said(tmp_path):
    result = run(tmp_path / "gone.tex", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["diagnostics"][0]["code"] == "document-file"
