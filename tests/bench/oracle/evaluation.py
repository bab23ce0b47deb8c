"""The value of a Term over a world, by the table of heads that the package fills from its modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from solgen.notation.terms import Term
from tests.bench.oracle.functions import Undefined
from tests.bench.oracle.values import real
from tests.bench.oracle.world import Bound, NotThere, NoValue, World

Evaluator = Callable[[Term, World, Bound], Any]
EVALUATORS: Final[dict[str, Evaluator]] = {}
"""By head."""


def evaluate(node: Term, world: World, bound: Bound | None = None) -> Any:
    bound = bound or {}
    try:
        return EVALUATORS[node.head](node, world, bound)
    except Undefined as reason:
        raise NotThere(str(reason)) from reason
    except KeyError as missing:
        raise NoValue(f"{node.head} {missing}") from missing
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError) as error:
        raise NoValue(str(error)) from error


def parts(node: Term, world: World, bound: Bound) -> list[Any]:
    return [real(evaluate(argument, world, bound)) for argument in node.arguments]
