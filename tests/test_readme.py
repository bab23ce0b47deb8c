"""What the README shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(mark: str) -> str:
    """The text of the fenced block after a comment ``<!-- mark -->``."""
    found = re.search(rf"<!-- {mark} -->\n(`{{3,}})\w*\n(.*?)\n\1", README, re.DOTALL)
    assert found, f"README.md has no block marked {mark}"
    return found.group(2) + "\n"


def solgen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "solgen.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_first_question_is_judged_in_twenty_variants(tmp_path):
    (tmp_path / "parabola.md").write_text(shown("question"), encoding="utf-8")
    done = solgen(tmp_path, "check", "parabola.md", "--variants", "20")
    assert done.returncode == 0, done.stderr
    assert "20 variants, 40 claims: 40 proved" in done.stdout


def test_the_first_question_builds(tmp_path):
    (tmp_path / "parabola.md").write_text(shown("question"), encoding="utf-8")
    done = solgen(tmp_path, "build", "parabola.md", "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "build" / "parabola-seed-7" / "solutions.pdf").read_bytes().startswith(b"%PDF")


def test_every_student_of_a_roster_gets_a_paper_and_the_five_commands_work(tmp_path):
    (tmp_path / "midterm.yaml").write_text("id: midterm\ntitle: Midterm\nslots: [parabola]\n", encoding="utf-8")
    (tmp_path / "parabola.md").write_text(shown("question"), encoding="utf-8")
    (tmp_path / "roster.csv").write_text("Student,ID,SIS User ID\nAda,1,s1\nGrace,2,s2\n", encoding="utf-8")
    (tmp_path / "marks.csv").write_text("paper,marks\n1,3\n2,4\n", encoding="utf-8")
    commands = re.findall(r"^\$ solgen (.*)$", README.split("## A paper for every student")[1], re.MULTILINE)[:4]
    for command in commands:
        done = solgen(tmp_path, *command.split())
        assert done.returncode == 0, (command, done.stderr)
    assert (tmp_path / "build" / "midterm-main" / "all-papers.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "site").glob("*.pdf"))) == 2
    assert "s1" in (tmp_path / "marks-for-import.csv").read_text(encoding="utf-8")


def test_the_sheet_that_comes_with_it_is_audited_as_shown():
    command, _, said = shown("audit").partition("\n")
    done = solgen(ROOT, *command.removeprefix("$ solgen ").split())
    assert done.returncode == 1, done.stderr
    assert said.strip() in done.stdout + done.stderr


def test_the_slip_that_the_readme_tells_of_gets_the_message_that_it_shows(tmp_path):
    wrong = shown("question").replace("- <<b>> x$", "+ <<b>> x$")
    (tmp_path / "parabola.md").write_text(wrong, encoding="utf-8")
    done = solgen(tmp_path, "check", "parabola.md", "--variants", "0")
    assert done.returncode == 1
    assert shown("message") in done.stderr


def test_every_page_that_the_readme_links_to_exists():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
