"""The Evaluator: names, definitions and scopes; each head's rule stands in the module of its subject.

A defined name is evaluated by its definition, whose free names may be bound outside it (``\\lim_{\\lambda \\to 0}
\\varphi_k`` where φ_k is defined by λ), as putting the definition in would have it; parameters are not seen by the
definitions that a body uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flint import fmpq

from solgen.kernel.budget import Budget, BudgetExhausted
from solgen.kernel.evaluation.values import Array, CannotEvaluate, DoesNotExist, Family, FiniteSet, as_integer
from solgen.kernel.evaluation.values import Sequence as Entries
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context, Definition
from solgen.notation.terms import Term

Value = Any
"""A Number, an Array, a set, a Family, a Polynomial, or a truth value (True, False, None for undecided)."""
Local = dict[str, Value]
"""What the parameters and bound names stand for; under the key ``""`` the bound ones alone."""
Rule = Callable[["Evaluator", Term, Local], Value]
_WORK = 40_000


class Evaluator:
    """Evaluates Terms under one assignment of values to names."""

    __slots__ = ("budget", "closures", "context", "globals", "level", "memo", "rules")

    def __init__(
        self,
        context: Context,
        values: Mapping[str, Value],
        rules: Mapping[str, Rule],
        level: int = 0,
        budget: Budget | None = None,
    ) -> None:
        self.context, self.globals, self.rules, self.level = context, values, rules, level
        self.memo: dict[tuple[object, ...], Value] = {}
        self.closures: dict[str, frozenset[str]] = {}
        self.budget = budget or Budget(_WORK, "steps of evaluation")

    def value(self, node: Term, local: Local) -> Value:
        """The value of a Term. Raises DoesNotExist, CannotEvaluate or NeedPrecision."""
        rule = self.rules.get(node.head)
        if rule is None:
            message = f"no rule to evaluate {node.head}"
            raise CannotEvaluate(message)
        return rule(self, node, local)

    def whole(self, node: Term, local: Local) -> int:
        """The value of a Term that stands for an integer."""
        if node.head == "number":
            return node.data  # type: ignore[return-value]  # a number's data is an int
        return as_integer(self.value(node, local))

    def spend(self, units: int) -> None:
        """Count work that a formula's size does not bound. Raises CannotEvaluate."""
        try:
            self.budget.spend(units)
        except BudgetExhausted as exhausted:
            raise CannotEvaluate(str(exhausted)) from exhausted

    def with_values(self, changed: Mapping[str, Value]) -> Evaluator:
        """An evaluator with some names' values replaced; their definitions no longer count."""
        inner = Evaluator(self.context, {**self.globals, **changed}, self.rules, self.level, self.budget)
        inner.closures = self.closures
        # what does not depend on the changed names keeps its value
        inner.memo = {key: value for key, value in self.memo.items() if not self._depends(key, changed)}
        return inner

    def _depends(self, key: tuple[object, ...], changed: Mapping[str, Value]) -> bool:
        latex = str(key[0])
        definition = self.context.definition(latex)
        return latex in changed or definition is None or not self.closure(latex, definition).isdisjoint(changed)

    def named(self, latex: str, local: Local) -> Value:
        """The value of a name: bound, drawn or defined. Raises CannotEvaluate."""
        found = local.get(latex)
        if found is None:
            found = self.globals.get(latex)
        if found is not None:
            return found
        definition = self.context.definition(latex)
        if definition is None:
            message = f"no value for {latex}"
            raise CannotEvaluate(message)
        if definition.target.head == "apply":
            # a function's name alone, as in τ = ..., is its value at its own parameters
            return self.call(definition, [self.named(parameter, local) for parameter in definition.parameters], local)
        return self.call(definition, (), local) if not definition.parameters else self.family(latex, definition, local)

    def family(self, latex: str, definition: Definition, local: Local) -> Family:
        """All components of a name that is defined by an index."""
        if len(definition.parameters) != 1:
            message = f"{latex} without its indices"
            raise CannotEvaluate(message)
        found = index_range(definition.parameters[0], definition.body, self.context)
        if found is None:
            message = f"no range for the index of {latex}"
            raise CannotEvaluate(message)
        low, high = self.whole(found[0], local), self.whole(found[1], local)
        self.spend(max(high - low, 0))
        return Family({(i,): self.call(definition, (fmpq(i),), local) for i in range(low, high + 1)})

    def call(self, definition: Definition, arguments: Sequence[Value], local: Local) -> Value:
        """A definition's body at values of its parameters."""
        latex, parameters = definition.name, definition.parameters
        outer = local.get("")
        inherited: Local = {}
        if outer and not self.closure(latex, definition).isdisjoint(outer):
            inherited = {**outer, "": outer}
        key = (latex, *arguments) if not inherited and _are_exact(arguments) else None
        if key is not None and key in self.memo:
            return self.memo[key]
        if parameters:
            inherited.update(zip(parameters, arguments, strict=False))
        result = self.value(definition.body, inherited)
        if definition.body.head in ("arg_min", "arg_max") and isinstance(result, FiniteSet):
            result = result.elements[0] if len(result.elements) == 1 else result  # the name means the one minimizer
        if key is not None:
            self.memo[key] = result
        return result

    def closure(self, latex: str, definition: Definition) -> frozenset[str]:
        """The names that a definition's value depends on, through other definitions too."""
        known = self.closures.get(latex)
        if known is None:
            known = self.closures[latex] = frozenset().union(*map(self.context.reach, definition.body.free))
        return known


def reach(names: Iterable[str], context: Context) -> set[str]:
    """These names and all that their definitions use."""
    return set().union(*[context.reach(latex) for latex in names])


def _are_exact(values: Sequence[Value]) -> bool:
    for value in values:  # noqa: SIM110 -- asked at each call of a definition, and a generator costs more than its work
        if type(value) is not fmpq:
            return False
    return True


def components(value: Value) -> list[Value]:
    """The components of a sample in order: of a family with one index, a tuple, a vector."""
    if isinstance(value, Family):
        if any(len(key) != 1 for key in value.components):
            message = "a sample with several indices"
            raise CannotEvaluate(message)
        return [value.components[key] for key in sorted(value.components)]
    if isinstance(value, Entries | Array):
        return list(value.entries)
    message = "not a sample"
    raise CannotEvaluate(message)


def component(value: Value, indices: tuple[int, ...]) -> Value:
    """One component of an indexed value. Raises DoesNotExist where an index is out of range."""
    if isinstance(value, Family):
        if indices not in value.components:
            raise DoesNotExist
        return value.components[indices]
    if isinstance(value, Array):
        return value.at(indices[0], indices[1] if len(indices) > 1 else 1)
    if isinstance(value, Entries):
        if not 1 <= indices[0] <= len(value.entries):
            raise DoesNotExist
        return value.entries[indices[0] - 1]
    message = "an index on what has no components"
    raise CannotEvaluate(message)


def under(local: Local, bound: str, value: Value) -> Local:
    """The scope inside a binder."""
    inner = {**local, bound: value}
    inner[""] = {**local.get("", {}), bound: value}
    return inner
