"""Which construct each command and sign begins."""

from __future__ import annotations

from solgen.notation.reading.application import read_builtin
from solgen.notation.reading.array_products import read_inner_product
from solgen.notation.reading.bars import read_bars
from solgen.notation.reading.derivatives import read_gradient, read_subdifferential
from solgen.notation.reading.evaluations import read_null
from solgen.notation.reading.expressions import read_expression, read_factor, read_product
from solgen.notation.reading.fractions import read_binomial, read_fraction, read_root
from solgen.notation.reading.integrals import read_integral
from solgen.notation.reading.limits import read_arg, read_extremum, read_limit, read_operator
from solgen.notation.reading.matrices import read_environment
from solgen.notation.reading.names import read_name
from solgen.notation.reading.numbers import read_percent, read_upright
from solgen.notation.reading.propositions import read_proposition
from solgen.notation.reading.sets import (
    read_bracket,
    read_empty_set,
    read_parenthesis,
    read_set,
    read_size,
)
from solgen.notation.reading.spellings import ACCENTS, BUILTIN_COMMANDS, DOTS, LETTERS
from solgen.notation.reading.state import Grammar, Reader
from solgen.notation.reading.sums import read_product_sign, read_sum
from solgen.notation.terms import Term, constant, term


def _infinity(reader: Reader) -> Term:
    reader.take()
    return constant("infinity")


def _dots(reader: Reader) -> Term:
    reader.take()
    return term("dots")


GRAMMAR = Grammar(
    proposition=read_proposition,
    expression=read_expression,
    product=read_product,
    factor=read_factor,
    constructs={
        **dict.fromkeys(LETTERS, read_name),
        **dict.fromkeys(ACCENTS, read_name),
        **dict.fromkeys(BUILTIN_COMMANDS, read_builtin),
        **dict.fromkeys(("\\frac", "\\tfrac", "\\dfrac"), read_fraction),
        **dict.fromkeys(DOTS, _dots),
        **dict.fromkeys(("\\emptyset", "\\varnothing"), read_empty_set),
        **dict.fromkeys(("|", "\\|", "\\lvert", "\\lVert", "\\lfloor", "\\lceil"), read_bars),
        "\\mathrm": read_upright,
        "\\operatorname": read_operator,
        "\\operatorname*": read_operator,
        "\\%": read_percent,
        "\\sqrt": read_root,
        "\\binom": read_binomial,
        "\\sum": read_sum,
        "\\prod": read_product_sign,
        "\\lim": read_limit,
        "\\int": read_integral,
        "\\arg": read_arg,
        "\\min": read_extremum,
        "\\max": read_extremum,
        "\\nabla": read_gradient,
        "\\partial": read_subdifferential,
        "\\infty": _infinity,
        "\\begin": read_environment,
        "\\langle": read_inner_product,
        "\\{": read_set,
        "\\leftnull": read_null,
        "\\#": read_size,
        "(": read_parenthesis,
        "[": read_bracket,
    },
)
