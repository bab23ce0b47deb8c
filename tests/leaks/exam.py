"""An exam with a canary in every field that a student must not see, and the same exam solved in another way."""

from __future__ import annotations

from pathlib import Path

from solgen.building.files import create_private
from solgen.building.pipeline import no_progress
from solgen.building.plan import Look
from solgen.building.sitting.asked import Asked
from solgen.building.sitting.run import build_sitting
from solgen.exams.secret import Secret

KEY = bytes(range(100, 132))
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

AREA = r"""---
id: area
title: An area
topics: [CANARYTOPIC]
parameters:
  n: 101..999
  hidden: 100001..999998
derive:
  answer: 7919*n
reference: {n: 103, hidden: 123456}
parts:
  a: {marks: 3, space: 3cm}
answers:
  RESULT: {part: a, kind: expression}
declare: |
  x: real
---
A rectangle has the sides $<<n>> x$ and $7919$.

![a rectangle](stem.png)

## (a)
What is its area, $7919 \cdot <<n>> x${ask=RESULT}?

# Solution

## (a)
CANARYSOLUTION is what one thinks of first.

![CANARYFIGURE](solution.png)

$$
\begin{aligned}
7919 \cdot <<n>> x &= <<answer>> x && \text{CANARYREASON} \marks{3} \answer{RESULT}
\end{aligned}
$$

Note that $<<hidden>> + 1 > <<hidden>>$.

# Mistakes
* **CANARYMISTAKE** (RESULT): $<<n>> x$. CANARYFEEDBACK is what was forgotten.
"""
OTHERWISE = r"""---
id: area
title: An area
parameters:
  n: 101..999
  hidden: 100001..999998
derive:
  elsewhere: 7900*n + 19*n
reference: {n: 103, hidden: 123456}
parts:
  a: {marks: 3, space: 3cm}
answers:
  other: {part: a, kind: expression}
declare: |
  x: real
---
A rectangle has the sides $<<n>> x$ and $7919$.

![a rectangle](stem.png)

## (a)
What is its area, $7919 \cdot <<n>> x${ask=other}?

# Solution

## (a)
Cut it into two.

$$
\begin{aligned}
7919 \cdot <<n>> x &= 7900 \cdot <<n>> x + 19 \cdot <<n>> x \marks{1} \\
&= x \cdot <<elsewhere>> \marks{2} \answer{other}
\end{aligned}
$$
"""
TRIANGLE = r"""---
id: triangle
title: A triangle
parameters:
  m: 101..999
reference: {m: 104}
parts:
  only: {marks: 2, space: 2cm}
answers:
  area: {part: only, kind: number}
---
The base of a triangle is $<<m>>$ and its height $<<height>>$.
How large is it, $\frac{1}{2} \cdot <<m>> \cdot <<height>>${ask=area}?

# Solution
$$
\frac{1}{2} \cdot <<m>> \cdot <<height>> = <<privately>> \marks{2} \answer{area}
$$
"""
SOLVER = """PUBLIC = {"height"}


def solve(parameters):
    # CANARYCOMMENT
    m = parameters["m"]
    return {"height": 2 * m + 4, "privately": m * (m + 2), "unseen": 7654321 * m}
"""
"""Its height is public, nothing else."""
SOLVED_OTHERWISE = """PUBLIC = {"height"}


def solve(parameters):
    m = parameters["m"]
    return {"height": 2 * m + 4, "privately": m * m + 2 * m, "more": [m]}
"""
EXAM = """id: quiz
title: Quiz
course: Geometry
cover: true
table of marks: true
slots:
  - slot-canary: area
  - triangle
"""
CANARIES = (
    "CANARYTOPIC", "CANARYSOLUTION", "CANARYFIGURE", "CANARYPIXELS", "CANARYREASON", "CANARYMISTAKE", "CANARYFEEDBACK",
    "RESULT", "CANARYCOMMENT", "privately", "slot-canary", "7919*n", "hidden",
)  # fmt: skip
"""Words that stand in fields which no student may see."""
STUDENTS = {"IDOFADA": "Ada Lovelace", "IDOFBOB": "Bob Bobson", "IDOFCYD": "Cyd Cydney"}


def write_exam(folder: Path, question: str = AREA, solver: str = SOLVER) -> Path:
    """The exam with its roster and its secret."""
    folder.mkdir(parents=True)
    (folder / "area.md").write_text(question, encoding="utf-8")
    (folder / "triangle.md").write_text(TRIANGLE, encoding="utf-8")
    (folder / "triangle.py").write_text(solver, encoding="utf-8")
    (folder / "stem.png").write_bytes(PIXEL)
    (folder / "solution.png").write_bytes(PIXEL + b"CANARYPIXELS")
    (folder / "exam.yaml").write_text(EXAM, encoding="utf-8")
    rows = "".join(f"{student},{name}\n" for student, name in STUDENTS.items())
    (folder / "roster.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    create_private(folder / "quiz.secret", Secret(KEY).as_text())
    return folder / "exam.yaml"


def built(exam: Path) -> Path:
    """The folder of the sitting, built."""
    asked = Asked(exam, None, Look(("pdf", "md")))
    made = build_sitting(asked, exam.parent / "roster.csv", exam.parent / "out", "here", no_progress)
    assert not made.diagnostics, [diagnostic.message for diagnostic in made.diagnostics]
    return made.folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
