"""Members, lines, remarks and continuations of displays."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import constant, name, number, relation, term
from solgen.notation.writing.latex import to_latex

CONTEXT = read_declarations("x, y, z: real\nn: size\na_i: real for i in 1..n\nf: function")
X, Y, Z = name("x"), name("y"), name("z")


def members(latex: str) -> list[tuple[int, str, str, int]]:
    found = read(latex, CONTEXT).members
    return [(member.statement, member.sign, to_latex(member.term), member.line) for member in found]


def aligned(*lines: str) -> str:
    return "\\begin{aligned} " + " \\\\ ".join(lines) + " \\end{aligned}"


def test_a_chain_has_one_member_for_each_side_with_the_sign_before_it():
    assert members("x = y < z") == [(0, "", "x", 0), (0, "=", "y", 0), (0, "<", "z", 0)]


def test_a_formula_without_a_relation_has_one_member():
    assert members("x + y") == [(0, "", "x + y", 0)]


def test_the_sides_of_an_equivalence_are_members():
    assert members("x = 1 \\iff y = 2") == [(0, "", "x = 1", 0), (0, "⇔", "y = 2", 0)]


def test_a_member_knows_the_line_that_it_ends_on():
    latex = aligned("x &= y", "&= z + 1", "&= 3")
    assert members(latex) == [(0, "", "x", 0), (0, "=", "y", 0), (0, "=", "z + 1", 1), (0, "=", "3", 2)]
    assert read(latex, CONTEXT).term is term("chain", [X, Y, term("add", [Z, number(1)]), number(3)], ("=", "=", "="))


def test_a_line_that_begins_with_an_operator_after_its_mark_goes_on_with_the_line_above():
    latex = aligned("x &= y", "&\\quad + z", "&= 3")
    assert members(latex) == [(0, "", "x", 0), (0, "=", "y + z", 1), (0, "=", "3", 2)]


def test_a_line_that_begins_with_a_minus_before_its_mark_is_a_new_statement():
    assert members(aligned("x &= y", "- x &= z")) == [
        (0, "", "x", 0), (0, "=", "y", 0), (1, "", "-x", 1), (1, "=", "z", 1),
    ]  # fmt: skip


def test_new_left_sides_make_statements():
    reading = read(aligned("x &= 1", "y &= 2"), CONTEXT)
    assert reading.term is term("statements", [relation("=", X, number(1)), relation("=", Y, number(2))])


def test_lines_that_begin_with_an_arrow_say_that_they_follow():
    reading = read(aligned("x &= 1", "\\Rightarrow y &= 2", "z &= 3"), CONTEXT)
    implied = relation("⇒", relation("=", X, number(1)), relation("=", Y, number(2)))
    assert reading.term is term("statements", [implied, relation("=", Z, number(3))])
    assert [(member.statement, member.sign) for member in reading.members] == [
        (0, ""), (0, "="), (1, "⇒"), (1, "="), (2, ""), (2, "="),
    ]  # fmt: skip


def test_therefore_is_only_a_word():
    assert read("\\therefore x = 1", CONTEXT).term is relation("=", X, number(1))
    assert members(aligned("x &= 1", "&\\therefore y = 2"))[2:] == [(1, "", "y", 1), (1, "=", "2", 1)]


@pytest.mark.parametrize(("latex", "sign"), [("= y + 1", "="), ("\\le y + 1", "≤"), ("\\approx y + 1", "≈")])
def test_a_formula_that_begins_with_a_relation_continues(latex: str, sign: str):
    reading = read(latex, CONTEXT)
    assert reading.continues
    assert reading.term is term("add", [Y, number(1)])
    assert [member.sign for member in reading.members] == [sign]


def test_a_display_may_continue_and_go_on():
    reading = read(aligned("&= y", "&= z"), CONTEXT)
    assert reading.continues
    assert reading.term is relation("=", Y, Z)
    assert members(aligned("&= y", "&= z")) == [(0, "=", "y", 0), (0, "=", "z", 1)]


def test_a_formula_that_begins_with_an_arrow_continues():
    reading = read("\\Rightarrow x = 1", CONTEXT)
    assert reading.continues
    assert [(member.sign, to_latex(member.term)) for member in reading.members] == [("⇒", "x"), ("=", "1")]


def test_a_formula_of_its_own_does_not_continue():
    assert not read("x = 1", CONTEXT).continues


def test_reasons_marks_and_answers_hang_on_their_lines():
    latex = aligned("x &= y && \\text{since } y = z \\marks{2}", "&= 3 \\answer{result} \\marks{1}", "&= 4")
    first, second = read(latex, CONTEXT).remarks
    assert (first.line, first.marks, first.answer, first.reason) == (0, "2", "", "\\text{since } y = z")
    assert first.formulas == (relation("=", Y, Z),)
    assert (second.line, second.marks, second.answer, second.reason) == (1, "1", "result", "")


@pytest.mark.parametrize("end", [
    ". \\answer{mean} \\marks{2}", "\\marks{2} \\answer{mean} .", "\\answer{mean} , \\marks{2}",
    ", \\marks{2} \\answer{mean}",
])  # fmt: skip
def test_marks_and_answers_stand_before_or_after_the_final_punctuation(end: str):
    reading = read(f"x = y {end}", CONTEXT)
    assert reading.term is relation("=", X, Y)
    assert [(remark.line, remark.marks, remark.answer) for remark in reading.remarks] == [(0, "2", "mean")]


def test_remarks_after_the_environment_belong_to_its_last_line():
    reading = read(aligned("x &= y", "&= z") + " \\marks{3}", CONTEXT)
    assert [(remark.line, remark.marks) for remark in reading.remarks] == [(1, "3")]


def test_a_reason_of_words_and_several_formulas_has_each_formula_read():
    latex = aligned("x &= y && \\text{with } y = z \\text{ and } f(x) = 1")
    assert read(latex, CONTEXT).remarks[0].formulas == (
        relation("=", Y, Z), relation("=", term("apply", [name("f"), X]), number(1)),
    )  # fmt: skip


def test_a_false_reading_in_a_reason_is_refused_at_its_place():
    latex = aligned("x &= y && \\text{since } q = z")
    with pytest.raises(Failure) as caught:
        read(latex, CONTEXT)
    assert caught.value.diagnostics[0].place.column == 1 + latex.index("q")


def test_members_say_where_they_stand():
    reading = read("x + y = z - 1 .", CONTEXT)
    assert [reading.latex[member.start : member.end] for member in reading.members] == ["x + y", "z - 1"]


def test_the_tokens_are_all_that_was_written_spacing_included():
    reading = read("x \\, + \\left( y \\right) .", CONTEXT)
    assert [token.text for token in reading.tokens] == ["x", "\\,", "+", "\\left", "(", "y", "\\right", ")", "."]
    assert all(reading.latex[token.start : token.end] == token.text for token in reading.tokens)


def test_a_condition_that_quantifies_is_the_left_of_an_arrow():
    reading = read("f(x) > 0 \\quad \\text{for all } x > 1", CONTEXT)
    inner = relation("⇒", relation(">", X, number(1)), relation(">", term("apply", [name("f"), X]), number(0)))
    assert reading.term is term("for_all", [X, constant("everything"), inner])
