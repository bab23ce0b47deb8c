"""Definitions put in: a name by what it stands for, outermost first, down to the names that are kept.

Rule: target(params) := body licenses replacing target(args) by body[params := args], capture-avoiding. Sound because
no definition leads back to itself (the reader and ``binding`` see to that), so unfolding ends and changes no value.
Source: definitional extension, e.g. Shoenfield, Mathematical Logic, 4.6.
"""

from __future__ import annotations

from functools import lru_cache

from solgen.kernel.budget import Budget
from solgen.notation.context import Context, Definition
from solgen.notation.substitution import substitute
from solgen.notation.terms import BINDERS, Term, term

_WORK = 20_000


def unfold(node: Term, context: Context, keep: frozenset[str] = frozenset(), budget: Budget | None = None) -> Term:
    """``node`` with every defined name but those of ``keep`` replaced by its definition, to the bottom.

    An applied or indexed name is unfolded with its arguments; a bare function name stands. Names bound in ``node``
    hide definitions of the same name. Raises BudgetExhausted when the result grows beyond all use.
    """
    if budget is None:
        return _unfolded(node, context, keep)
    return _unfold(node, context, keep, frozenset(), budget, {})


@lru_cache(maxsize=128)
def _unfolded(node: Term, context: Context, keep: frozenset[str]) -> Term:
    """Remembered whole, for the provers ask one after the other; a part's work is counted in each formula anew."""
    return _unfold(node, context, keep, frozenset(), Budget(_WORK, "unfoldings"), {})


def _unfold(
    node: Term,
    context: Context,
    keep: frozenset[str],
    bound: frozenset[str],
    budget: Budget,
    done: dict[tuple[Term, frozenset[str]], Term],
) -> Term:
    if not context.defines_any(node.free):
        return node
    key = (node, bound)
    known = done.get(key)
    if known is not None:
        return known
    budget.spend()
    definition = _definition_at(node, context, keep, bound)
    if definition is not None:
        result = _unfold(instantiate(definition, node), context, keep, bound, budget, done)
    elif not node.arguments:
        result = node
    else:
        inner = _scope(node, bound)
        arguments = [
            _unfold(argument, context, keep, inner[position], budget, done)
            for position, argument in enumerate(node.arguments)
        ]
        result = term(node.head, arguments, node.data)
    done[key] = result
    return result


def _scope(node: Term, bound: frozenset[str]) -> list[frozenset[str]]:
    inside = BINDERS.get(node.head, ())
    if not inside:
        return [bound] * len(node.arguments)
    more = bound | {str(node.arguments[0].data)}
    return [more if position in inside or position == 0 else bound for position in range(len(node.arguments))]


def _definition_at(node: Term, context: Context, keep: frozenset[str], bound: frozenset[str]) -> Definition | None:
    """The definition whose target ``node`` is an instance of, if any."""
    if node.head == "name":
        named = str(node.data)
        count = 0
    elif node.head in ("apply", "index") and node.arguments[0].head == "name":
        named = str(node.arguments[0].data)
        count = len(node.arguments) - 1
    else:
        return None
    if named in keep or named in bound:
        return None
    definition = context.definition(named)
    if definition is None or len(definition.parameters) != count or definition.target.head != node.head:
        return None
    return definition


@lru_cache(maxsize=512)
def instantiate(definition: Definition, node: Term) -> Term:
    """The definition's body at ``node``, an instance of its target."""
    arguments = node.arguments[1:] if definition.parameters else ()
    return substitute(definition.body, dict(zip(definition.parameters, arguments, strict=True)))
