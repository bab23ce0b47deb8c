"""Terms as plain data for JSON and back: what goes to the judge's child, into digests and into ``claims.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from solgen.notation.terms import Term, term


def pack(roots: Sequence[Term]) -> list[list[object]]:
    """Terms as plain data for JSON: nodes in order, each ``[head, data, *positions of its arguments]``.

    The roots' own positions stand in the last row, ``["roots", *positions]``.
    """
    rows: list[list[object]] = []
    positions: dict[Term, int] = {}
    pack_onto(rows, positions, roots)
    rows.append(["roots", *[positions[root] for root in roots]])
    return rows


def pack_onto(rows: list[list[object]], positions: dict[Term, int], roots: Iterable[Term]) -> None:
    """Add the nodes of more Terms to rows that have been packed, with their positions; those that stand there stay."""
    for root in roots:
        if root not in positions:
            _place(root, rows, positions)


def _place(node: Term, rows: list[list[object]], positions: dict[Term, int]) -> None:
    arguments = node.arguments
    for argument in reversed(arguments):  # the last comes first; the order shows in digests, which stand in files
        if argument not in positions:
            _place(argument, rows, positions)
    positions[node] = len(rows)
    data = node.data
    rows.append([node.head, list(data) if type(data) is tuple else data, *[positions[each] for each in arguments]])


def unpack(rows: Sequence[Sequence[Any]]) -> tuple[Term, ...]:
    """The Terms that ``pack`` wrote. Raises ValueError for rows that are not such data."""
    nodes: list[Term] = []
    try:
        for head, data, *positions in rows[:-1]:
            arguments = [nodes[position] for position in positions]
            nodes.append(term(str(head), arguments, tuple(data) if isinstance(data, list) else data))
        return tuple(nodes[position] for position in rows[-1][1:])
    except (IndexError, TypeError) as error:
        message = f"not packed terms: {error}"
        raise ValueError(message) from error
