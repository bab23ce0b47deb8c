"""A question in a second language: other sentences, the same formulas, or a message that names the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from solgen.building.pipeline import Surroundings, work_out
from solgen.diagnostics import Failure
from solgen.judge import Judge
from solgen.questions.draw import reference_variant
from solgen.questions.load import load_question
from solgen.questions.translation import in_language, translation_file, translations

QUESTION = (
    r"""---
id: square
title: The area of a square
parameters:
  n: 2..9
reference: {n: 3}
parts:
  a: {marks: 1}
  b: {marks: 2}
answers:
  area: {part: a, kind: expression}
  double: {part: b, kind: expression}
declare: |
  x: real
---
A square of paper number <<n>> has the side $x$.

## (a)
What is the area $x \cdot x$?{#ask}

## (b)
What are <<n>> of them, $<<n>> x^2$?

# Solution

## (a)
$$
\begin{aligned}
x \cdot x &= x^2 && \text{as always} \marks{1} \answer{area}
\end{aligned}
$$

## (b)
<% if n > 1 %>
It is $x^2 = x \cdot x$.

<% endif %>
Hence $<<n>> x^2 = <<n>> x \cdot x${answer=double marks=2}.

# Mistakes
* **half** (double): $x^2$. All of them are asked for.
""".replace("{#ask}", "")
    .replace("$x \\cdot x$?", "$x \\cdot x${ask=area}?")
    .replace("$<<n>> x^2$?", "$<<n>> x^2${ask=double}?")
)
SPANISH = r"""# El área de un cuadrado

Un cuadrado de papel, número <<n>>, tiene lado $x$.

## (a)
¿Cuál es el área $x \cdot x${ask=area}?

## (b)
¿Y la de <<n>>, $<<n>> x^2${ask=double}?

# Solution

## (a)
$$
\begin{aligned}
x \cdot x &= x^2 && \text{como siempre} \marks{1} \answer{area}
\end{aligned}
$$

## (b)
<% if n > 1 %>
Es $x^2 = x \cdot x$.

<% endif %>
Luego $<<n>> x^2 = <<n>> x \cdot x${answer=double marks=2}.

# Mistakes
* **half** (double): $x^2$. Se piden todos.
"""


def question_in(folder: Path, translated: str | None = SPANISH, code: str = "es") -> Path:
    (folder / "square.md").write_text(QUESTION, encoding="utf-8")
    if translated is not None:
        (folder / f"square.{code}.md").write_text(translated, encoding="utf-8")
    return folder / "square.md"


def test_the_second_language_gives_title_and_sentences(tmp_path: Path):
    question = load_question(question_in(tmp_path))
    spanish = in_language(question, "es")
    assert spanish.title == "El área de un cuadrado"
    assert [(piece.kind, piece.part) for piece in spanish.pieces] == [(p.kind, p.part) for p in question.pieces]
    assert "tiene lado" in spanish.pieces[0].source.text
    assert spanish.pieces[0].source.place(1).file.endswith("square.es.md")
    assert (spanish.parameters, spanish.answers, spanish.declare) == (
        question.parameters,
        question.answers,
        question.declare,
    )


def test_both_languages_make_the_same_claims_with_the_same_verdicts(tmp_path: Path):
    question = load_question(question_in(tmp_path))
    with Judge() as judge:
        told = []
        for language in ("", "es-MX"):
            outcome = work_out(reference_variant(question), Surroundings(language=language), judge)
            assert outcome.checked is not None
            assert [diagnostic.message for diagnostic in outcome.diagnostics] == []
            told.append([(step.step.claim.left, step.step.claim.right, step.verdict) for step in outcome.checked.steps])
    assert told[0] == told[1]
    assert len(told[0]) == 3


def test_without_a_file_for_the_language_the_question_is_as_it_is(tmp_path: Path):
    question = load_question(question_in(tmp_path))
    for language in ("en", "fr", "", "../es", "ES"):
        assert in_language(question, language) is question


def test_a_region_has_a_file_of_its_own_or_that_of_the_language(tmp_path: Path):
    file = question_in(tmp_path)
    assert translation_file(file, "es-MX") == tmp_path / "square.es.md"
    question_in(tmp_path, SPANISH, "es-MX")
    assert translation_file(file, "es-MX") == tmp_path / "square.es-MX.md"
    assert translations(file) == ("es-MX", "es")


CHANGES = [
    ("x^2 && ", "x^3 && ", "item 1 is `\\begin{aligned} x \\cdot x &= x^3"),
    ("{ask=area}", "", "item 1 is `x \\cdot x` here"),
    ("{answer=double marks=2}", "{answer=double marks=1}", "item 4 is"),
    ("<% if n > 1 %>", "<% if n > 2 %>", "item 1 is"),
    ("número <<n>>", "grande", "does not show `n`"),
    ("Es $x^2 = x \\cdot x$.", "Es.", "item 2 is `<% endif %>` here and `x^2 = x \\cdot x` in the question"),
    ("# Mistakes\n", "### Más\n", "the mistakes is missing"),
    ("## (b)\n<%", "<%", "part (b) is missing or empty in the solution"),
    ("# El área de un cuadrado", "---", "has no front matter"),
    ("# El área de un cuadrado", "# El área\n# Otra", "there is no section `Otra`"),
    ("número <<n>>", "número <<n|words>>", "gives English words"),
    ("tiene lado $x$.", "tiene lado $x$, o sea $x$.", "item 2 is `x` here and nothing in the question"),
]


@pytest.mark.parametrize(("old", "new", "message"), CHANGES, ids=[new[:20] for _, new, _ in CHANGES])
def test_a_difference_is_named_with_its_place(old: str, new: str, message: str, tmp_path: Path):
    assert SPANISH.count(old) == 1
    question = load_question(question_in(tmp_path, SPANISH.replace(old, new)))
    with pytest.raises(Failure) as caught:
        in_language(question, "es")
    said = [diagnostic for diagnostic in caught.value.diagnostics if message in diagnostic.message]
    assert said, [diagnostic.message for diagnostic in caught.value.diagnostics]
    assert all(diagnostic.place.file.endswith("square.es.md") for diagnostic in said)


def test_a_difference_stops_the_question_and_not_the_run(tmp_path: Path):
    question = load_question(question_in(tmp_path, SPANISH.replace("x^2 && ", "x^3 && ")))
    with Judge() as judge:
        outcome = work_out(reference_variant(question), Surroundings(language="es"), judge)
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["question-translation"]
    assert not outcome.acceptable
