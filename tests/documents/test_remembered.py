"""Readings are shared where names mean the same, and only there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure
from solgen.documents.blocks import SectionKind
from solgen.documents.remembered import Meaning, read_remembered, without_values
from solgen.documents.scopes import Scopes
from solgen.notation.context import Context
from solgen.notation.reading import read_declarations, read_definition


def meaning(declare: str, *lets: str) -> Meaning:
    context = read_declarations(declare, Context())
    for latex in lets:
        _, definitions, declarations = read_definition(latex, context)
        context = context.with_declarations(*declarations)
        for definition in definitions:
            context = context.with_definition(definition)
    return Meaning(context)


def test_contexts_that_differ_in_a_number_share_their_readings():
    first, second = meaning("x: real", "D = 20"), meaning("x: real", r"D = \frac{32}{5}")
    assert first.number == second.number
    assert read_remembered("D x", first) is read_remembered("D x", second)


def test_each_keeps_its_own_context():
    first, second = meaning("x: real", "D = 20"), meaning("x: real", "D = 32")
    assert first.context.definition("D") != second.context.definition("D")


def test_samples_of_any_length_share_their_readings():
    sample = "n: size\ny_i: real for i in 1..n"
    assert meaning(sample, "y = (1, 2)").number == meaning(sample, "y = (4, 1, 9)").number
    assert meaning(sample, "y = (1, 2)").number != meaning(sample).number


def test_a_definition_by_names_is_a_meaning_of_its_own():
    assert meaning("x: real", "D = x + 1").number != meaning("x: real", "D = 2 x").number


def test_a_name_that_is_defined_is_told_from_one_that_is_not():
    assert meaning("x: real", "D = 1").number != meaning("x, D: real").number


def test_values_may_be_sizes_where_there_are_arrays():
    arrays = "n, m: size\nX: matrix[n, m]"
    assert meaning(arrays, "n = 2").number != meaning(arrays, "n = 3").number


DECLARED = (
    "a, b, c: real\nn: size",
    "a, b, c: real\nn: size\nX: matrix[n, n]",
    "a, b, c: real\nn: size\ny_i: real for i in 1..n",
)
LETS = (
    "a = 2",
    "b = 3",
    "b = a + 1",
    "c = b",
    "n = 4",
    "y = (1, 2)",
    "f(a) = a^2",
    "a = c",
    "D = 5",
    "E = D + 1",
    "D = 7",
    "z = (1, 2)",
    "g(x) = D x",
    "v = \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}",
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.sampled_from(DECLARED), st.lists(st.sampled_from(LETS), max_size=5, unique=True))
def test_what_is_in_force_after_one_definition_more_is_what_would_be_found_anew(declare, lets):
    scopes = Scopes(read_declarations(declare, Context()))
    scopes.open_section(SectionKind.STEM, "")
    for latex in lets:
        try:
            _, definitions, declarations = read_definition(latex, scopes.context)
        except Failure:
            continue
        scopes.define(definitions, declarations)
        grown = scopes.meaning
        scopes._meaning = None
        anew = scopes.meaning
        assert (grown.context, grown.number, grown.vocabulary) == (anew.context, anew.number, anew.vocabulary)
        assert grown.vocabulary == without_values(grown.context)
