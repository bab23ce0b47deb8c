"""A name that is fixed after it was used comes before its use."""

from __future__ import annotations

from solgen.documents.ordering import in_order_of_use
from solgen.notation.context import Definition
from solgen.notation.terms import add, name, number, term

E = Definition(term("apply", [name("E"), name("c")]), add(name("y"), name("c")))
Y = Definition(name("y"), name("n"))
N = Definition(name("n"), number(4))


def test_definitions_in_order_stay_as_they_are():
    assert in_order_of_use([N, Y, E]) == (N, Y, E)


def test_what_is_fixed_later_comes_before_what_uses_it():
    assert in_order_of_use([E, Y, N]) == (N, Y, E)


def test_a_parameter_is_no_use_of_the_name_that_is_called_the_same():
    c = Definition(name("c"), number(1))
    assert in_order_of_use([E, c]) == (E, c)


def test_a_circle_stays_as_written():
    back = Definition(name("n"), name("y"))
    assert in_order_of_use([Y, back, E]) == (Y, back, E)
