"""Readings are shared where names mean the same, and only there."""

from __future__ import annotations

from solgen.documents.remembered import Meaning, read_remembered
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
