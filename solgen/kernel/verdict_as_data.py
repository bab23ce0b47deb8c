"""Verdicts as plain data for JSON, and back: what ``check`` has said, on its way to another process or a file.

Who reads a verdict back believes whoever wrote it; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from solgen.kernel.claim import Exact, Verdict, Witness, Word


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data."""
    witness = verdict.witness
    return {
        "word": verdict.word.value,
        "mechanism": verdict.mechanism,
        "range": verdict.range,
        "conditions": list(verdict.conditions),
        "witness": None
        if witness is None
        else {
            "values": [list(pair) for pair in witness.values],
            "left": witness.left,
            "right": witness.right,
            "note": witness.note,
            "point": [list(pair) for pair in witness.point],
        },
        "evidence": [list(pair) for pair in verdict.evidence],
        "assumed": list(verdict.assumed),
        "vacuous": verdict.vacuous,
        "message": verdict.message,
    }


def _pairs(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(first), str(second)) for first, second in rows)


def _witness_from_json(row: dict[str, Any]) -> Witness:
    point = tuple((str(latex), _exact(value)) for latex, value in row["point"])
    return Witness(_pairs(row["values"]), row["left"], row["right"], row["note"], point)


def _exact(value: object) -> Exact:
    """Tuples again from JSON's lists."""
    return tuple(map(_exact, value)) if isinstance(value, list | tuple) else str(value)


def verdict_from_json(data: dict[str, Any]) -> Verdict:
    """The verdict that ``verdict_as_json`` wrote. Raises KeyError or ValueError for other data."""
    row = data["witness"]
    witness = None if row is None else _witness_from_json(row)
    return Verdict(
        word=Word(data["word"]),
        mechanism=data["mechanism"],
        range=data["range"],
        conditions=tuple(data["conditions"]),
        witness=witness,
        evidence=_pairs(data["evidence"]),
        assumed=tuple(data["assumed"]),
        vacuous=data["vacuous"],
        message=data["message"],
    )
