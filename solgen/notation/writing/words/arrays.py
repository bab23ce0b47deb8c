"""Matrices, tuples and sets in words."""

from __future__ import annotations

from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.speaker import Rule, Speaker
from solgen.notation.writing.spoken import CONSTANTS, INTERVALS
from solgen.notation.writing.words.phrasing import around, between, everywhere, listed


def _matrix(node: Term, speaker: Speaker) -> str:
    assert isinstance(node.data, tuple)
    rows, columns = int(node.data[0]), int(node.data[1])
    entries = [speaker.say(entry) for entry in node.arguments]
    said = "; ".join(
        speaker.phrase("row {number}: {entries}", number=row + 1, entries=", ".join(entries[row * columns :][:columns]))
        for row in range(rows)
    )
    return speaker.phrase("the {rows} by {columns} matrix, {said}, end matrix", rows=rows, columns=columns, said=said)


def _set(node: Term, speaker: Speaker) -> str:
    if not node.arguments:
        nothing = CONSTANTS["empty"]
        return speaker.phrase(nothing)
    return listed("the set of {said} end set")(node, speaker)


def _comprehension(node: Term, speaker: Speaker) -> str:
    bound, over, condition = node.arguments
    said = {"bound": speaker.say(bound), "condition": speaker.say(condition)}
    if everywhere(over):
        return speaker.phrase("the set of all {bound} with {condition}, end set", **said)
    return speaker.phrase("the set of all {bound} in {over} with {condition}, end set", over=speaker.say(over), **said)


def _interval(node: Term, speaker: Speaker) -> str:
    low, high = map(speaker.say, node.arguments)
    return speaker.phrase(INTERVALS[str(node.data)], low=low, high=high)


RULES: Final[dict[str, Rule]] = {
    "transpose": around("{said} transposed"),
    "inverse": around("{said} inverse"),
    "matrix": _matrix,
    "tuple": listed("the tuple {said} end tuple"),
    "set": _set,
    "comprehension": _comprehension,
    "interval": _interval,
    "cardinality": around("the number of elements of {said}"),
    "union": between("union"),
    "intersection": between("intersected with"),
    "difference": between("without"),
    "dots": lambda _node, speaker: speaker.phrase("and so on"),
    "sequence": lambda node, speaker: ", ".join(map(speaker.say, node.arguments)),
}
