"""``\\frac{a}{b}``, ``\\sqrt[n]{x}``, ``\\binom{n}{k}``; what looks like a derivative goes to ``derivatives``."""

from __future__ import annotations

from solgen.notation.reading.derivatives import is_derivative, read_derivative
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, number, term


def read_fraction(reader: Reader) -> Term:
    """A quotient, or a derivative in Leibniz's notation."""
    if is_derivative(reader):
        return read_derivative(reader)
    reader.take()
    numerator = reader.argument(reader.grammar.expression)
    node = term("divide", [numerator, reader.argument(reader.grammar.expression)])
    if reader.at("^", "!"):
        hint = "Write `\\left( \\frac{a}{b} \\right)^2`, or put the exponent inside the fraction."
        raise reader.fail("read-extent", "What a script right after a fraction belongs to.", reader.peek(), hint)
    return node


def read_root(reader: Reader) -> Term:
    """``\\sqrt{x}`` and ``\\sqrt[n]{x}``."""
    reader.take()
    degree = number(2)
    if reader.accept("["):
        with reader.brackets():
            degree = reader.grammar.expression(reader)
            reader.expect("]", "read-unbalanced", "The degree of the root is not closed.", "Write `\\sqrt[3]{x}`.")
    return term("root", [reader.argument(reader.grammar.expression), degree])


def read_binomial(reader: Reader) -> Term:
    """``\\binom{n}{k}``."""
    reader.take()
    upper = reader.argument(reader.grammar.expression)
    return term("binomial", [upper, reader.argument(reader.grammar.expression)])
