"""Which definitions and hypotheses are in force where."""

from __future__ import annotations

from solgen.notation.writing.latex import to_latex
from tests.documents.question_text import clean, document_of

REALS = "x, y, z: real\nn, m: size"


def hypotheses(text: str) -> list[list[str]]:
    """The hypotheses in force at each step."""
    steps = clean(text, REALS).steps
    return [[to_latex(hypothesis) for hypothesis in step.claim.context.hypotheses] for step in steps]


def test_a_hypothesis_ends_with_its_paragraph():
    assert hypotheses("Let $x > 0${.if}. Then $y = z$.\n\nNow $y = z$.") == [["x > 0"], []]


def test_a_hypothesis_begins_where_it_stands():
    assert hypotheses("Here $y = z$. Let $x > 0${.if}. Then $y = z$.") == [[], ["x > 0"]]


def test_a_paragraph_goes_on_through_the_displays_that_follow_it():
    assert hypotheses("Let $x > 0${.if}. Then\n\n$$\ny = z\n$$\n\n$$\ny = z\n$$\n\nNow $y = z$.") == [["x > 0"]] * 2 + [
        []
    ]


def test_a_hypothesis_that_opens_a_list_item_holds_to_its_end():
    text = "* **Odd.** Let $n = 2 m + 1${.if}.\n\n  So $y = z$.\n\n  $$\n  y = z\n  $$\n* **Even.** $y = z$."
    assert hypotheses(text) == [["n = 2 m + 1"], ["n = 2 m + 1"], []]


def test_a_hypothesis_later_in_a_list_item_holds_for_its_paragraph():
    text = "* First.\n\n  Let $x > 0${.if}: $y = z$.\n\n  Then $y = z$."
    assert hypotheses(text) == [["x > 0"], []]


def test_the_hypothesis_of_an_outer_item_holds_in_inner_items():
    text = "* Let $x > 0${.if}.\n  * Let $y > 0${.if}. Then $y = z$.\n  * Here $y = z$.\n* And $y = z$."
    assert hypotheses(text) == [["x > 0", "y > 0"], ["x > 0"], []]


def test_a_hypothesis_until_the_part_holds_in_the_part_and_not_in_the_next():
    text = "# Solution\n## (a)\n* Let $x > 0${.if until=part}.\n\nSo $y = z$.\n\n## (b)\nNow $y = z$."
    assert hypotheses(text) == [["x > 0"], []]


def test_a_hypothesis_of_a_stem_until_the_part_holds_in_the_solution():
    text = "## (a)\nLet $x > 0${.if until=part}.\n\n## (b)\nFind $x$.\n\n# Solution\n## (a)\n$y = z$\n\n## (b)\n$y = z$"
    assert hypotheses(text) == [["x > 0"], []]


def test_a_hypothesis_of_the_common_stem_until_the_part_holds_everywhere():
    text = "Let $x > 0${.if until=part}.\n\n## (a)\nFind $x$.\n\n# Solution\n## (a)\n$y = z$"
    assert hypotheses(text) == [["x > 0"]]


def defined(text: str) -> list[str]:
    return [definition.name for definition in clean(text, REALS).steps[-1].claim.context.definitions]


def test_a_definition_of_the_common_stem_holds_in_all_parts():
    assert defined("Put $u = x + 1${.let}.\n\n## (a)\nFind $u$.\n\n# Solution\n## (a)\n$y = z$") == ["u"]


def test_a_definition_of_a_parts_stem_holds_in_its_solution_only():
    text = "## (a)\nPut $u = x + 1${.let}.\n\n## (b)\nFind $x$.\n\n# Solution\n## (a)\n$y = u$\n\n## (b)\n$y = z$"
    assert defined(text) == []
    assert defined(text.split("\n\n## (b)\n$y", maxsplit=1)[0]) == ["u"]


def test_two_parts_may_define_one_name_differently():
    text = "# Solution\n## (a)\nPut $u = x + 1${.let}.\n\n## (b)\nPut $u = x + 2${.let}. Then $u = z$."
    assert defined(text) == ["u"]


def test_a_definition_in_a_list_item_holds_to_the_end_of_the_part():
    assert defined("* Put $u = x + 1${.let}.\n\nThen $u = z$.") == ["u"]


def test_a_definition_in_the_words_before_the_parts_of_a_solution_holds_in_all_of_them():
    assert defined("# Solution\nPut $u = x + 1${.let}.\n\n## (a)\n$u = z$\n\n## (b)\n$u = z$") == ["u"]


def test_a_name_cannot_be_defined_twice_in_one_part():
    _, diagnostics = document_of("Put $u = x + 1${.let}, then $u = x + 2${.let}.", REALS)
    assert len(diagnostics) == 1
    assert diagnostics[0].code.startswith(("read-", "declare-"))


def test_a_definition_that_could_not_be_read_is_the_only_fault_reported():
    _, diagnostics = document_of("Put $u = q + 1${.let}. Then $u = z$, and $2 u = 2 z$.", REALS)
    assert [diagnostic.code for diagnostic in diagnostics] == ["read-undeclared-name"]
    assert "`q`" in diagnostics[0].message


def test_every_context_with_hypotheses_is_kept_for_its_instance():
    document = clean("Let $x > 0${.if} and $y > 0${.if}. Then $y = z$.\n\nLet $z > 0${.if}.", REALS)
    assert [len(context.hypotheses) for context in document.contexts] == [1, 2, 1]
