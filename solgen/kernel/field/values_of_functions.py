"""Values of functions: defined, undefined and built in.

Rule: a defined function is its body at the arguments; a function without a definition gives a generator for each
argument; built-in ones are exponentials, logarithms, sines and the like, each in its module. ``sign u = |u|/u`` where u
is not 0. Source: elementary.
"""

from __future__ import annotations

from solgen.kernel.field.circular import circular
from solgen.kernel.field.differentiate import function_value
from solgen.kernel.field.exponentials import exponential, hyperbolic, logarithm
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.inverse_functions import WORDS, inverse_function
from solgen.kernel.field.roots import absolute, largest
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import RULES, body_of, translate
from solgen.notation.context import Kind
from solgen.notation.terms import Term


def _apply(scope: Scope, node: Term) -> Element:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin":
        return _builtin(scope, str(function.data), arguments)
    if function.head == "prime":
        return RULES["prime"](scope, node)
    if function.head != "name" or str(function.data) in scope.values:
        raise Unsupported
    return value_of_function(scope, str(function.data), [translate(scope, argument) for argument in arguments])


def value_of_function(scope: Scope, named: str, arguments: list[Element]) -> Element:
    """``f(u)``: the definition's body at u, or a generator for a function without a definition."""
    definition = scope.context.definition(named)
    if definition is not None and named not in scope.keep:
        if definition.target.head != "apply" or len(definition.parameters) != len(arguments):
            raise Unsupported(named)
        return body_of(scope, definition, arguments)
    declaration = scope.context.declaration(named)
    if declaration is None or declaration.kind is not Kind.FUNCTION or declaration.shape or declaration.indices:
        raise Unsupported(named)
    return function_value(scope, named, (0,) * len(arguments), arguments)


def _builtin(scope: Scope, word: str, arguments: tuple[Term, ...]) -> Element:
    elements = [translate(scope, argument) for argument in arguments]
    first = elements[0]
    if word == "exp":
        return exponential(scope, first)
    if word in ("sinh", "cosh", "tanh", "coth"):
        return hyperbolic(scope, word, first)
    if word in ("sin", "cos", "tan", "cot", "sec", "csc"):
        return circular(scope, word, first)
    if word == "ln":
        return logarithm(scope, first, arguments[0])
    if word == "log":
        return _log(scope, elements, arguments)
    if word in ("max", "min"):
        return largest(scope, elements, 1 if word == "max" else -1)
    if word == "relu":
        return largest(scope, [first, scope.field.zero], 1)
    if word == "sign":
        return _sign(scope, first)
    if word in WORDS:
        return inverse_function(scope, word, first)
    raise Unsupported(word)


def _log(scope: Scope, elements: list[Element], arguments: tuple[Term, ...]) -> Element:
    above = logarithm(scope, elements[0], arguments[0])
    if len(elements) > 1:
        base = elements[1]
    elif scope.context.log_base is not None:
        base = translate(scope, scope.context.log_base)
    else:
        raise Unsupported("a logarithm without a declared base")
    return scope.divide(above, logarithm(scope, base))


def _sign(scope: Scope, element: Element) -> Element:
    found = sign(scope, element)
    if found in ("+", "-", "0"):
        return scope.field.constant({"+": 1, "-": -1, "0": 0}[found])
    scope.branch(element, "+", "-", "0")
    return scope.divide(absolute(scope, element), element)


RULES["apply"] = _apply
