"""Known mistakes: ``* **name** (answer): $formula$. Feedback.`` in the section ``# Mistakes``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Text
from solgen.documents.raw import RawBlock, RawFormula, RawInline, RawParagraph

_ANSWER = re.compile(r"\s*\(\s*([A-Za-z][\w-]*)\s*\)\s*:\s*\Z")


@dataclass(frozen=True, slots=True)
class RawMistake:
    """A bullet taken apart. ``feedback`` is what stands behind the formula and its full stop."""

    name: str
    answer: str
    formula: RawFormula
    feedback: tuple[RawInline, ...]


def take_apart(item: tuple[RawBlock, ...], place: Place) -> RawMistake:
    """The parts of one bullet. Raises Failure (document-mistake-not-understood)."""
    if len(item) == 1 and isinstance(item[0], RawParagraph):
        match item[0].inlines:
            case (Text(named, "strong"), Text(words, "plain"), RawFormula() as formula, *feedback):
                answer = _ANSWER.match(words)
                if answer is not None and named.strip() and formula.braces is None:
                    return RawMistake(named.strip(), answer[1], formula, _without_stop(feedback))
    raise Failure(not_understood(place))


def not_understood(place: Place) -> Diagnostic:
    """A block of the section that is no such bullet."""
    return Diagnostic(
        "document-mistake-not-understood",
        "this is no known mistake as the section has them",
        place,
        "write each as `* **name** (answer): $formula$. What the student is told.`, without a role behind the formula",
    )


def _without_stop(feedback: list[RawInline]) -> tuple[RawInline, ...]:
    if feedback and isinstance(feedback[0], Text):
        first = feedback[0]
        text = first.text.lstrip()
        text = text[1:].lstrip() if text.startswith((".", ":", ",")) else first.text
        return (Text(text, first.style), *feedback[1:]) if text else tuple(feedback[1:])
    return tuple(feedback)
