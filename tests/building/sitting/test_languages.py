"""An exam in Spanish whose questions have a file in Spanish; and what is granted to one student stands on one paper."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from solgen.building.pipeline import REFUTED_AS_MEANT, no_progress
from solgen.building.plan import Choice, Look, plan, up_to_date
from solgen.building.run import build as build_reference
from solgen.building.sitting.asked import Asked
from solgen.building.sitting.publishing import publish_solutions
from solgen.building.sitting.report import verdict_count
from solgen.building.sitting.run import build_sitting
from solgen.languages.language import language_named
from tests.building.sitting.small import build, contents, write_exam, write_roster

SPANISH = r"""# El doble

¿Cuánto es $2 \cdot <<a>> x${ask=result}?

# Solution

$$
\begin{aligned}
2 \cdot <<a>> x &= <<b>> x \marks{2} \answer{result}
\end{aligned}
$$

# Mistakes
* **halved** (result): $<<a>> x$. Se pide el doble.
"""


def spanish_exam(folder: Path) -> Path:
    exam = write_exam(folder)
    exam.write_text(exam.read_text(encoding="utf-8") + "language: es\nduration: 90 minutos\n", encoding="utf-8")
    (folder / "doubling.es.md").write_text(SPANISH, encoding="utf-8")
    return exam


def papers_by_student(folder: Path) -> dict[str, str]:
    rows = csv.DictReader((folder / "seats.csv").read_text(encoding="utf-8").splitlines())
    return {row["student"]: (folder / "papers" / f"{row['paper']}.md").read_text(encoding="utf-8") for row in rows}


def test_papers_and_solutions_are_in_spanish_where_the_question_is(tmp_path: Path):
    made = build(spanish_exam(tmp_path), write_roster(tmp_path, ["s1"]), formats=("md",))
    (paper,) = papers_by_student(made.folder).values()
    assert "## 1. El doble (2 puntos)" in paper
    assert "¿Cuánto es" in paper
    assert "## 2. Once more (2 puntos)" in paper
    (solutions,) = (each.read_text(encoding="utf-8") for each in (made.folder / "solutions").glob("*.md"))
    assert "2 fórmulas comprobadas: 2 demostradas." in solutions


def test_a_student_has_the_same_variants_in_either_language(tmp_path: Path):
    spanish = build(spanish_exam(tmp_path / "es"), write_roster(tmp_path / "es", ["s1", "s2"]), formats=("md",))
    english = build(write_exam(tmp_path / "en"), write_roster(tmp_path / "en", ["s1", "s2"]), formats=("md",))
    for name in ("key.csv", "seats.csv", "ledger.json"):
        assert (spanish.folder / name).read_bytes() == (english.folder / name).read_bytes()
    assert contents(spanish.folder / "papers") != contents(english.folder / "papers")


def test_a_text_in_the_second_language_that_changes_makes_the_papers_anew(tmp_path: Path):
    exam, roster = spanish_exam(tmp_path), write_roster(tmp_path, ["s1"])
    build(exam, roster, formats=("md",))
    (tmp_path / "doubling.es.md").write_text(SPANISH.replace("¿Cuánto es", "¿Cuánto vale"), encoding="utf-8")
    (paper,) = papers_by_student(build(exam, roster, formats=("md",)).folder).values()
    assert "¿Cuánto vale" in paper


def test_other_formulas_in_the_second_language_stop_the_paper_and_say_where(tmp_path: Path):
    exam = spanish_exam(tmp_path)
    (tmp_path / "doubling.es.md").write_text(SPANISH.replace("&= <<b>> x", "&= <<b>> y"), encoding="utf-8")
    made = build(exam, write_roster(tmp_path, ["s1"]), formats=("md",))
    assert any("question-translation" in diagnostic.message for diagnostic in made.diagnostics)


@pytest.mark.parametrize("name", ["doubling.es.md", "doubling-again.es.md"])
def test_a_reference_build_is_made_anew_when_a_second_language_changes_or_comes(name: str, tmp_path: Path):
    planned = plan(spanish_exam(tmp_path), Choice(), Look(("md",)), tmp_path / "out", strict=False)
    build_reference(planned, no_progress)
    assert up_to_date(planned) is not None
    (tmp_path / name).write_text(SPANISH.replace("¿Cuánto es", "¿Cuánto vale"), encoding="utf-8")
    assert up_to_date(planned) is None


def test_what_is_granted_to_a_student_stands_on_that_paper_only(tmp_path: Path):
    exam, roster = spanish_exam(tmp_path), write_roster(tmp_path, ["s1", "s2", "s3"])
    (tmp_path / "june.yaml").write_text(
        "language: en\nduration: 90 minutes\nsecret: quiz.secret\naccommodations:\n"
        "  s2: {large print: true, extra time: 25%}\n",
        encoding="utf-8",
    )
    asked = Asked(exam, tmp_path / "june.yaml", Look(("md", "pdf")))
    made = build_sitting(asked, roster, tmp_path / "out", "here", no_progress)
    papers = papers_by_student(made.folder)
    assert "113 minutes (90 minutes + 25 %)" in papers.pop("s2").replace("\\+", "+")
    assert len(papers) == 2
    for paper in papers.values():
        assert " 90 minutes ·" in f" {paper}".replace("\n", " ")
        assert "25" not in paper.split("## 1.")[0]


def test_the_report_and_the_site_are_in_the_exams_language(tmp_path: Path):
    built = build(spanish_exam(tmp_path), write_roster(tmp_path, ["s1", "s2"])).folder
    report = (built / "report.md").read_text(encoding="utf-8")
    assert "| Estudiantes | 2 |" in report
    assert "## Lo que cuestan las variantes" in report
    assert "demostrada" in report
    publish_solutions(built, tmp_path / "site", no_progress)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="es">' in page
    assert "main: soluciones" in page
    assert "Cada examen tiene un código propio" in page


@pytest.mark.parametrize("word", ["proved", "certified", "bounded", "vouched", REFUTED_AS_MEANT])
def test_every_verdict_that_lets_a_paper_be_made_is_told_in_spanish(word: str):
    told = verdict_count(word, 2, language_named("es"))
    assert told.startswith("2 ")
    assert told != f"2 {word}"
    assert verdict_count(word, 2, language_named("en")).startswith(f"2 {word.removesuffix(' as meant')}")
