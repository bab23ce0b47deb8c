"""Small questions that methods ask of what they know, with their exact answers where a verdict would not show them."""

from __future__ import annotations

import pytest

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.conditions.normal_forms import step_of
from solgen.kernel.instances.draw_matrices import Drawing
from solgen.kernel.matrices.degrees import Degrees, _of_name, _of_sum
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.matrices.matrix_forms.names import _name
from solgen.kernel.matrices.words import Words
from solgen.kernel.refutation import conditions
from solgen.kernel.refutation.support import Supported
from solgen.notation.reading import read
from solgen.notation.terms import constant, name
from tests.kernel.claims import claim, context

NAMES = context("n: size\nx, y: real\nB: matrix[n, n]\nz_i: real for i in 1..n")


@pytest.mark.parametrize(
    ("latex", "relation"),
    [(r"x = 1 \iff y = 1", "⇔"), (r"x = 1 \implies y = 1", "⇒"), ("x < y", None), (r"x \in \{1\}", None)],
)
def test_only_an_implication_or_an_equivalence_is_a_step(latex, relation):
    found = step_of(claim(latex, NAMES))
    assert (found and found.relation) == relation


def test_a_name_that_is_no_number_and_no_matrix_is_outside():
    for named in ("z", "q"):
        with pytest.raises(Outside):
            _name(Words(NAMES), name(named), {})
    assert _name(Words(NAMES), name("B"), {}).terms


def test_a_sum_has_the_degree_of_its_summands_as_often_as_it_has_some():
    node = read(r"\sum_{k=2}^{4} B", NAMES).term
    once = Degrees(1, 1, 1, 1)
    assert _of_sum(node, once, NAMES, Drawing({"n": 3})) == once.plus(once).plus(once)


def test_a_bound_index_is_at_most_a_size():
    found = _of_name("j", NAMES, 7)
    assert (found.top, found.bottom) == (0, 0)


def test_a_proposition_that_is_an_implication_is_a_step():
    for latex, relation in ((r"x = 1 \implies y = 1", "⇒"), (r"x = 1 \iff y = 1", "⇔")):
        node = read(latex, NAMES).term
        found = step_of(Claim(NAMES, node, "⊢", constant("true")))
        assert found is not None
        assert (found.left, found.relation, found.right) == (node.arguments[0], relation, node.arguments[1])
    assert step_of(Claim(NAMES, read("x = 1", NAMES).term, "⊢", constant("true"))) is None


def test_a_step_is_supported_by_the_points_at_which_both_sides_say_something_and_by_nothing_else():
    assert conditions.attempt(claim(r"\infty = x \implies x = 2", NAMES)) is None
    supported = conditions.attempt(claim(r"x = 1 \implies x^2 = 1", NAMES))
    assert isinstance(supported, Supported)
    assert supported.points > 0
    assert isinstance(conditions.attempt(claim(r"x^2 = 1 \implies x = 1", NAMES)), Refutation)
