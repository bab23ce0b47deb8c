"""A small exam with a roster, whose papers are made in a moment."""

from __future__ import annotations

from pathlib import Path

from solgen.building.files import create_private
from solgen.building.pipeline import no_progress
from solgen.building.plan import Look
from solgen.building.sitting.asked import Asked
from solgen.building.sitting.making import Built
from solgen.building.sitting.run import build_sitting
from solgen.exams.secret import Secret

QUESTION = r"""---
id: {id}
title: {title}
parameters:
  a: 2..999
derive:
  b: 2*a
reference: {{a: 2}}
parts:
  only: {{marks: 2}}
answers:
  result: {{part: only, kind: expression}}
declare: |
  x: real
---
Double $<<a>> x${{ask=result}}.

# Solution
$$
\begin{{aligned}}
2 \cdot <<a>> x &= {line} \marks{{2}} \answer{{result}}
\end{{aligned}}
$$

# Mistakes
* **halved** (result): $<<a>> x$. Twice as much was asked for.
"""

EXAM = """id: quiz
title: Quiz
slots:
  - first: doubling
  - second: doubling-again
"""


def write_exam(folder: Path, line: str = "<<b>> x") -> Path:
    """An exam with two questions and its secret; ``line`` is what both solutions come to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, title in (("doubling", "Doubling"), ("doubling-again", "Once more")):
        text = QUESTION.format(id=name, title=title, line=line).replace(
            "Double $<<a>> x${ask=result}", "Double $<<a>> x$"
        )
        text = text.replace("Double $<<a>> x$.", "What is $2 \\cdot <<a>> x${ask=result}?")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    if not (folder / "quiz.secret").exists():
        create_private(folder / "quiz.secret", Secret(bytes(range(32))).as_text())
    file = folder / "exam.yaml"
    file.write_text(EXAM, encoding="utf-8")
    return file


def write_roster(folder: Path, ids: list[str]) -> Path:
    """A roster of students who are called like their ids."""
    file = folder / "roster.csv"
    file.write_text("id,name\n" + "".join(f"{name},Student {name}\n" for name in ids), encoding="utf-8")
    return file


def build(exam: Path, roster: Path, *, formats: tuple[str, ...] = ("pdf",), executor: str = "here") -> Built:
    """The sitting ``main`` of an exam beside it."""
    return build_sitting(Asked(exam, None, Look(formats)), roster, exam.parent / "out", executor, no_progress)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that a build has made, by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".solgen-")
    }
