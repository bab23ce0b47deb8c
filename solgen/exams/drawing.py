"""Planned questions to variants, in any process: nothing of the secret is needed any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Piece
from solgen.exams.cost import OF_SOLUTIONS, Cost, cost, stem_cost
from solgen.exams.exam import Bands
from solgen.exams.identity import draw_as_seen, identity
from solgen.exams.papers import PlannedQuestion
from solgen.exams.questions import question_at
from solgen.questions.draw import draw
from solgen.questions.fill import fill, fill_stem
from solgen.questions.question import Variant


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a variant before it is worked out: what the reader sees, and which band it leaves, if any."""

    identity: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A variant that cannot be drawn, and why."""

    diagnostics: tuple[Diagnostic, ...]


def seen(planned: PlannedQuestion, bands: Bands) -> Seen | Failed:
    """What a planned question comes to. Never raises Failure, so that one student's does not stop the others'."""
    try:
        question = question_at(planned.question)
        if OF_SOLUTIONS & bands.keys():
            filled = fill(draw(question, planned.seed, planned.given))
            return Seen(identity(question.id, filled.pieces), cost(filled).outside(bands))
        variant = draw_as_seen(question, planned.seed, planned.given)
        stem = fill_stem(variant)
        measured: Cost | None = stem_cost(stem, variant) if bands else None
    except Failure as failure:
        return Failed(failure.diagnostics)
    return Seen(identity(question.id, stem), measured.outside(bands) if measured else "")


def variant_of_planned(planned: PlannedQuestion) -> Variant:
    """The variant of an issued paper, solver and all. Raises Failure."""
    return draw(question_at(planned.question), planned.seed, planned.given)


def refuse_if_changed(planned: PlannedQuestion, pieces: Iterable[Piece]) -> None:
    """Raise Failure (exam-ledger-differs) where a reader of the filled ``pieces`` sees not the issued variant."""
    if planned.identity and identity(planned.question_id, pieces) != planned.identity:
        message = f"`{planned.question_id}` has changed since {planned.seed.label or 'the paper'} was issued"
        hint = "bring back the question as it was, or issue a new paper: `solgen reissue DIR --student ID --fresh`"
        raise Failure(Diagnostic("exam-ledger-differs", message, Place(str(planned.question)), hint))
