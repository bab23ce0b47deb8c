from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.documents.blocks import Piece, SectionKind, SourceText
from solgen.exams.cost import Cost, cost
from solgen.exams.identity import distinct_variants, identity, identity_of
from solgen.questions.draw import reference_variant
from solgen.questions.fill import fill
from solgen.questions.load import load_question
from tests.exams.sittings import write_question


def of(text: str, part: str = "", kind: SectionKind = SectionKind.STEM) -> str:
    return identity("q", [Piece(kind, part, SourceText(text))])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Let $a = 3${.let}.", "Let $a = 3${.say}."),
        ('Find $f(x)${ask=one in-terms-of="x"}.', "Find $f(x)${ask=two}."),
        ("{.let}\n$$\na = 3\n$$", "{.if}\n$$\na =  3\n$$"),
        ("One.\n\n\nTwo.", "One.\n\nTwo.\n"),
    ],
)  # fmt: skip
def test_what_is_not_printed_does_not_tell_variants_apart(one, other):
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Take $3$.", "Take $4$."),
        ("Take 3.", "Take $3$."),
        ("Take *3*.", "Take 3."),
        ("* a\n* b", "* a b"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 12 |  |"),
        ("![a](one.svg)", "![a](two.svg)"),
        ("One.\n\nTwo.", "One. Two."),
        ("$a$ $b$", "$a b$"),
    ],
)
def test_what_is_printed_tells_variants_apart(one, other):
    assert of(one) != of(other)


def test_a_text_in_another_part_or_question_is_another():
    assert len({of("x"), of("x", "a"), identity("r", [Piece(SectionKind.STEM, "", SourceText("x"))])}) == 3


def test_solutions_do_not_belong_to_what_the_reader_sees():
    assert of("x", kind=SectionKind.SOLUTION) == identity("q", [])


def test_variants_are_counted_by_what_the_reader_sees(tmp_path):
    question = load_question(write_question(tmp_path, "q", "a: 1..3; b: 1..4", "Take << a + b >>."))
    assert (distinct_variants(question).count, distinct_variants(question).exact) == (6, True)
    assert distinct_variants(question, {"a": Fraction(2)}).count == 4
    assert len({identity_of(reference_variant(question, {"a": Fraction(a)})) for a in (1, 2, 3)}) == 3


def test_the_cost_of_a_variant_counts_digits_items_and_lines(tmp_path):
    file = write_question(tmp_path, "q", "y: list of 3 of 10..19, distinct", "Take $<< y|tuple >>$.")
    text = file.read_text(encoding="utf-8").replace("{y: list of 3 of 10}", "{y: [10, 11, 12]}")
    work = "\n$$\n\\begin{aligned}\na &= 1 \\\\\n &= 20\n\\end{aligned}\n$$\n"
    file.write_text(text.replace("Done.", f"Thus:\n{work}"), encoding="utf-8")
    found = cost(fill(reference_variant(load_question(file))))
    assert found == Cost(digits=6, items=3, lines=2, working=3)
    assert found.outside({"digits": (Fraction(6), Fraction(6)), "lines": (Fraction(0), Fraction(2))}) == ""
    assert found.outside({"digits": (Fraction(6), Fraction(9)), "working": (Fraction(4), Fraction(9))}) == "working"
