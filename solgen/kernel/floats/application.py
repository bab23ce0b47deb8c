"""Rules for a function at its arguments: builtin, a derivative, a gradient, given by the model or by a definition."""

from __future__ import annotations

from typing import Any

from solgen.kernel.floats import calculus, functions
from solgen.kernel.floats.core import FloatEvaluator, NoRule, Value, is_array, polynomial, rule
from solgen.kernel.instances.models import PolynomialFunction
from solgen.kernel.unfold import instantiate
from solgen.notation.terms import Term


@rule("apply")
def _apply(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    function = node.arguments[0]
    match function.head:
        case "builtin":
            return functions.builtin(evaluator, str(function.data), node, local)
        case "prime":
            return calculus.primed(evaluator, node, local)
        case "gradient":
            return calculus.gradient_at(evaluator, node, local)
        case "subdifferential":
            return calculus.subdifferential_at(evaluator, node, local)
        case "name":
            return _call(evaluator, node, local)
    raise NoRule


def _call(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    latex = str(node.arguments[0].data)
    found = evaluator.model.values.get(latex)
    if isinstance(found, PolynomialFunction) and len(node.arguments) == 2:
        argument = evaluator.value(node.arguments[1], local)
        if is_array(argument):
            declaration = evaluator.model.context.declaration(latex)
            if declaration is None or not declaration.has("elementwise"):
                raise NoRule
            return [[polynomial(found.coefficients, entry) for entry in row] for row in argument]
        return polynomial(found.coefficients, evaluator.number(node.arguments[1], local))
    definition = evaluator.model.context.definition(latex)
    if definition is None or definition.target.head != "apply" or len(definition.parameters) != len(node.arguments) - 1:
        raise NoRule
    return evaluator.value(instantiate(definition, node), local)
