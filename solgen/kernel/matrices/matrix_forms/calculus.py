"""Gradients, minimizers, sums over a basis and limits."""

from __future__ import annotations

from solgen.kernel.matrices.coefficients import Sign
from solgen.kernel.matrices.letters import Element, Outside
from solgen.kernel.matrices.matrix_forms.table import Rule, Values, element_of
from solgen.kernel.matrices.quadratic_forms import gradient, minimizer, put_in, variable
from solgen.kernel.matrices.spectral import limit, sum_over
from solgen.kernel.matrices.words import Words
from solgen.kernel.unfold import unfold
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


def gradient_at(words: Words, function: Term, argument: Term, values: Values) -> Element:
    """The gradient of a defined function of one vector at a point. Raises Outside."""
    definition = words.context.definition(str(function.data)) if function.head == "name" else None
    if definition is None or len(definition.parameters) != 1 or definition.target.head != "apply":
        raise Outside("the gradient of a function that is not defined by one formula of one vector")
    at = element_of(words, argument, values)
    body = unfold(definition.body, words.context, frozenset(definition.parameters))
    return _differentiated(words, body, definition.parameters[0], at, values)


def _differentiated(words: Words, body: Term, named: str, at: Element, values: Values) -> Element:
    if at.rows is None or at.columns is not ONE:
        raise Outside("a gradient at what is no vector")
    letter = variable(named, at.rows)
    inner = element_of(words, body, {**values, named: words.letter(letter)})
    return put_in(words, gradient(words, inner, letter), letter, at)


def _gradient(words: Words, node: Term, values: Values) -> Element:
    if len(node.arguments) != 2:
        raise Outside("a gradient without its argument")
    return _by_name(words, node.arguments[0], node.arguments[1], values)


def _derivative(words: Words, node: Term, values: Values) -> Element:
    if len(node.arguments) != 2:
        raise Outside("a second derivative by a vector")
    return _by_name(words, node.arguments[0], node.arguments[1], values)


def _by_name(words: Words, body: Term, by: Term, values: Values) -> Element:
    if by.head != "name":
        raise Outside("a derivative by what is no name")
    return _differentiated(words, body, str(by.data), element_of(words, by, values), values)


def _arg_min(words: Words, node: Term, values: Values) -> Element:
    named = str(node.arguments[0].data)
    declared = words.facts.letter(named)
    if declared.columns is not ONE:
        raise Outside("a minimizer that is no vector")
    letter = variable(named, declared.rows)
    return minimizer(words, element_of(words, node.arguments[1], {**values, named: words.letter(letter)}), letter)


def _minimum(words: Words, node: Term, values: Values) -> Element:
    named = str(node.arguments[0].data)
    declared = words.facts.letter(named)
    if declared.columns is not ONE:
        raise Outside("a minimum over what is no vector")
    letter = variable(named, declared.rows)
    body = element_of(words, node.arguments[1], {**values, named: words.letter(letter)})
    return put_in(words, body, letter, minimizer(words, body, letter))


def _sum(words: Words, node: Term, values: Values) -> Element:
    bound, low, high, body = node.arguments
    named = str(bound.data)
    if low is not ONE:
        raise Outside("a sum that does not begin with 1")
    inner = {key: value for key, value in values.items() if key != named}
    if any(words.depends(value, named) for value in inner.values()):
        raise Outside("a bound name that occurs elsewhere")
    return sum_over(words, named, words.facts.resolved(high), element_of(words, body, inner))


def _limit(words: Words, node: Term, values: Values) -> Element:
    bound, point, body = node.arguments
    named = str(bound.data)
    to_zero = point.head == "number" and point.data == 0 and node.data == "+"
    if not to_zero and not (point.head == "constant" and point.data == "infinity"):
        raise Outside("a limit that goes neither to 0 from above nor to infinity")
    running = f"{named}#limit"  # apart from a free name of the same spelling, which need not be positive
    positive = words.number(words.scalar(running, (), Sign.POSITIVE))
    return limit(words, element_of(words, body, {**values, named: positive}), running, to_zero=to_zero)


RULES: dict[str, Rule] = {
    "gradient": _gradient,
    "derivative": _derivative,
    "arg_min": _arg_min,
    "minimum": _minimum,
    "sum": _sum,
    "limit": _limit,
}
