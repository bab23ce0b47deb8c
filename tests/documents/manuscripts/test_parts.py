"""The part of a text that a formula stands in, as a reader names it."""

from __future__ import annotations

import pytest

from solgen.documents.manuscripts.parts import part_of
from solgen.documents.manuscripts.read import parse_manuscript


def parts(text, form="markdown"):
    return list(part_of(parse_manuscript(text, "text", form)))


@pytest.mark.parametrize(
    ("opening", "part"),
    [
        ("# 3. Ridge", "3"),
        ("## 3 Ridge", "3"),
        ("## 2.1 Ridge", "2.1"),
        ("## Exercise 2", "Exercise 2"),
        ("## Solution to Problem 4", "Problem 4"),
        ("## Aufgabe 5 (b)", "Aufgabe 5 (b)"),
        ("## The median", "The median"),
        ("**1. Compute it.**", "1"),
        ("**Question 2.**", "Question 2"),
        ("Problem 3: compute.", "Problem 3"),
        ("Problem 3 shows that", ""),
        ("(b) Then", "(b)"),
        ("b) Then", "(b)"),
        ("(ii) Then", "ii"),
        ("i. Then", "i"),
        ("4. i. Then", "4 i"),
        ("4. iv. Then", "4"),
        ("d. Then", ""),
        ("A. Author", ""),
        ("I. Newton", ""),
        ("In 1999", ""),
        ("- (a) In a list", ""),
    ],
)
def test_what_begins_a_part(opening, part):
    assert parts(f"{opening}\n\n$x$") == [part]


def test_the_letters_of_a_question_begin_again_in_its_answers():
    text = "**2. Two things**\n\n- (a) $a$\n- (b) $b$\n\nAns: $c$\n\n(a) First $d$\n\n(b) then $e$\n\n**3. Next** $f$"
    assert parts(text) == ["2 (a)", "2 (b)", "2", "2 (a)", "2 (b)", "3"]


def test_a_letter_after_h_is_no_roman_number():
    text = "".join(f"({letter}) $x$\n\n" for letter in "ghij")
    assert parts(text) == ["(g)", "(h)", "(i)", "(j)"]


def test_steps_that_are_counted_inside_a_part_are_no_parts():
    assert parts("**2. Show it.**\n\n1. $a$\n2. $b$\n\n$c$") == ["2", "2", "2"]


def test_a_list_that_counts_the_exercises_goes_on_over_what_stands_between():
    assert parts("1. One\n\n$$a$$\n\n2. Two\n\n$$b$$\n\n3. Three $c$") == ["1", "2", "3"]


def test_a_heading_that_only_says_solution_begins_no_part():
    assert parts("## Exercise 1\n\n$a$\n\n### Solution\n\n$b$\n\n### Proof\n\n$c$") == ["Exercise 1"] * 3


def test_a_part_may_begin_on_a_line_within_a_paragraph():
    assert parts("(a) First $a$.\n(b) Then $b$, as in\n(c) above.") == ["(a)", "(b)"]


def test_questions_and_parts_of_an_exam_are_counted():
    text = r"""\begin{questions} \question $a$ \begin{parts} \part $b$ \part $c$
    \begin{subparts} \subpart $d$ \end{subparts} \end{parts}
    \question $e$ \begin{parts} \part $f$ \end{parts} \end{questions}"""
    assert parts(text, "latex") == ["1", "1 (a)", "1 (b)", "1 (b) i", "2", "2 (a)"]


def test_labels_of_a_list_name_its_parts():
    text = r"""\section{Exercise 1} \begin{enumerate}[label=(\alph*)] \item $a$ \item $b$ \end{enumerate} $c$
    \begin{enumerate}[i)] \item $d$ \end{enumerate}"""
    assert parts(text, "latex") == ["Exercise 1 (a)", "Exercise 1 (b)", "Exercise 1", "Exercise 1 i"]
