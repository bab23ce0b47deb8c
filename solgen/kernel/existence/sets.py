"""Between which bounds the whole numbers of a set of indices lie.

Rules: a name without a set runs through its declared range (``kernel/ranges``); so does a comprehension's, of whose
condition nothing is used; ``{1, ..., n}`` lies from 1 to n; an intersection and a difference lie where their first set
does. Source: the definitions.
"""

from __future__ import annotations

from solgen.kernel.existence.extents import Extent
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context
from solgen.notation.terms import Term

_DEEP = 8


def range_of_set(named: str, within: Term, body: Term, context: Context) -> Extent | None:
    """The bounds of what the name ``named`` runs through in ``body``; None where they are not known."""
    for _ in range(_DEEP):
        if within.head == "constant" and within.data == "everything":
            declared = index_range(named, body, context)
            return Extent(*declared) if declared is not None else None
        if within.head == "comprehension":
            named, within, body = str(within.arguments[0].data), within.arguments[1], within.arguments[2]
        elif within.head == "name":
            definition = context.definition(str(within.data))
            if definition is None or definition.parameters:
                return None
            within = definition.body
        elif within.head in ("intersection", "difference"):
            within = within.arguments[0]
        elif within.head == "set" and len(within.arguments) == 3 and within.arguments[1].head == "dots":
            return Extent(within.arguments[0], within.arguments[2])
        else:
            return None
    return None
