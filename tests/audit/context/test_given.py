"""Contexts written by hand and by ``write_context``."""

from __future__ import annotations

import pytest

from solgen.audit.context.given import Given, merged, parse_given, write_context
from solgen.audit.context.understand import understand
from solgen.audit.understanding import Understanding
from solgen.diagnostics import Failure
from solgen.documents.manuscripts.read import parse_manuscript
from tests.audit.context.test_cases import CASES


def contexts(found: Understanding) -> list[tuple[set[object], set[object], set[object]]]:
    """The contexts of the first interpretation, whatever the order in which names were declared."""
    return [
        (set(one.context.declarations), set(one.context.definitions), set(one.context.hypotheses))
        for one in found.interpretations[0].formulas
    ]


@pytest.mark.parametrize("name", ["factors", "network", "motion"])
def test_a_written_context_read_back_gives_the_same_contexts(name):
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    manuscript = parse_manuscript(text, "sheet.md")
    found = understand(manuscript)
    again = understand(manuscript, parse_given(write_context(found)))
    assert again.diagnostics == ()
    assert contexts(again) == contexts(found)


def test_what_is_given_overrides_what_the_text_shows():
    manuscript = parse_manuscript("Let $a b = c$ with a number $a$.\n", "sheet.md")
    found = understand(manuscript, parse_given("declare: |\n  n: size\n  a: matrix[n, n]  # a matrix\n"))
    last = found.interpretations[0].formulas[-1].after
    declaration = last.declaration("a")
    assert declaration is not None
    assert declaration.kind.value == "matrix"


def test_given_formulas_define_and_assume():
    manuscript = parse_manuscript("$k \\le 4$\n", "sheet.md")
    found = understand(manuscript, parse_given("declare: 'k, m: real'\ngiven:\n- m = k + 1\n- k > 0\n"))
    context = found.interpretations[0].formulas[0].context
    assert [one.name for one in context.definitions] == ["m"]
    assert len(context.hypotheses) == 1


def test_a_line_that_cannot_be_read_is_reported_and_the_others_hold():
    found = understand(parse_manuscript("$u = v$\n", "sheet.md"), parse_given("declare: |\n  u: rael\n  v: integer\n"))
    assert [one.code for one in found.diagnostics] == ["declare-kind"]
    declaration = found.interpretations[0].formulas[0].context.declaration("v")
    assert declaration is not None
    assert declaration.kind.value == "integer"


def test_front_matter_declares_and_a_context_file_has_the_last_word():
    both = merged(Given("x: real\ny: integer"), Given("x: size"))
    assert [line for line in both.declare.split("\n") if line.strip()] == ["y: integer", "x: size"]


@pytest.mark.parametrize("text", ["- a list\n", "declare: [1, 2]\n", "who: me\n", "declare: 'a\n", "given: 3\n"])
def test_what_is_no_context_is_refused_with_a_diagnostic(text):
    with pytest.raises(Failure) as caught:
        parse_given(text, "context.yaml")
    assert caught.value.diagnostics[0].code == "read-context-file"
