"""Names with their values, and what a Term is worth by the table of heads that the package fills from its modules."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

Rule = Callable[["Evaluator", Term], Any]
EVALUATORS: Final[dict[str, Rule]] = {}
"""By head."""


class Evaluator:
    """Values of names, and the declarations that say which lists are columns."""

    def __init__(self, context: Context, values: dict[str, Any]) -> None:
        self.context = context
        self.values = {name: self._shaped(name, value) for name, value in values.items()}

    def _shaped(self, name: str, value: Any) -> Any:
        declaration = self.context.declaration(name)
        if declaration is not None and declaration.kind is Kind.VECTOR:
            if declaration.indices:
                return [[[entry] for entry in row] for row in value]
            return [[entry] for entry in value]
        return value

    def __call__(self, node: Term) -> Any:
        return EVALUATORS[node.head](self, node)

    def all(self, node: Term) -> list[Any]:
        return [self(argument) for argument in node.arguments]

    def bind(self, name: str, value: Any, node: Term) -> Any:
        inner = Evaluator.__new__(Evaluator)
        inner.context, inner.values = self.context, {**self.values, name: value}
        return inner(node)


def listed(evaluator: Evaluator, nodes: tuple[Term, ...]) -> list[Any]:
    """Values of entries, ``y_1, \\dots, y_n`` and ``1, \\dots, n`` filled in."""
    values: list[Any] = []
    for position, node in enumerate(nodes):
        if node.head != "dots":
            values.append(evaluator(node))
            continue
        before, after = nodes[position - 1], nodes[position + 1]
        if after.head in ("index", "order_statistic"):
            low, high = (int(evaluator(side.arguments[1])) for side in (before, after))
            whole = evaluator(after.arguments[0])
            whole = sorted(whole) if after.head == "order_statistic" else whole
            values += whole[low : high - 1]
        else:
            values += [Fraction(k) for k in range(int(evaluator(before)) + 1, int(evaluator(after)))]
    return values
