"""From what a paper is made: every file that goes into it by its digest, so that a change of any makes it anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from solgen.building.manifest import input_digest, portable
from solgen.building.plan import template_files
from solgen.building.sitting.asked import Asked
from solgen.building.sitting.work import Work
from solgen.exams.sitting import SittingPlan
from solgen.questions import bank
from solgen.questions.seeds import encoded

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")


class Inputs:
    """The files that the papers of a sitting are made from, each read once."""

    def __init__(self, asked: Asked, plan: SittingPlan, versions: Mapping[str, str]) -> None:
        self._asked = asked
        self._plan = plan
        self._versions = versions
        self._base = _base(asked.source, plan)
        self._of_question: dict[Path, Mapping[str, str]] = {}

    def all(self) -> dict[str, str]:
        """Digest by portable path; the empty text for a file that was looked for and is not there."""
        found = dict(self._common)
        for question in self._plan.exam.blueprint.questions:
            found.update(self._beside(question))
        return found

    def key(self, work: Work) -> str:
        """A digest over everything that the files of a paper depend on."""
        plan = work.plan
        words = [self._common_digest, plan.label, plan.student.id, plan.student.name, str(plan.student.accommodation)]
        for each in plan.questions:
            words += [each.slot, str(each.section), each.question_id, each.seed.key.hex(), each.identity, each.space]
            words += [f"{name}={value!r}" for name, value in sorted(each.given.items())]
            words += [word for pair in self._beside(each.question).items() for word in pair]
        return hashlib.sha256(encoded("solgen paper 1", *words)).hexdigest()

    @cached_property
    def _common(self) -> Mapping[str, str]:
        paths = [self._asked.source, self._asked.source.parent / "course.yaml"]
        paths += [] if self._asked.sitting is None else [self._asked.sitting]
        for folder in (self._asked.look.templates, self._plan.exam.page.templates):
            paths += [] if folder is None else template_files(folder)
        return {portable(path, self._base): input_digest(path) for path in paths}

    @cached_property
    def _common_digest(self) -> str:
        pairs = (self._common.items(), self._asked.options.items(), self._versions.items())
        words = [word for each in pairs for pair in sorted(each) for word in pair]
        return hashlib.sha256(encoded(*words, self._plan.exam.id, self._plan.name)).hexdigest()

    def _beside(self, question: Path) -> Mapping[str, str]:
        """A question's file, its solver, its other languages, its pictures."""
        known = self._of_question.get(question)
        if known is None:
            paths = [question, question.with_suffix(".py"), *sorted(question.parent.glob(f"{question.stem}.*.md"))]
            text = question.read_text(encoding="utf-8", errors="replace") if question.is_file() else ""
            paths += [question.parent / name for name in dict.fromkeys(_PICTURE.findall(text))]
            known = {portable(path, self._base): input_digest(path) for path in paths}
            self._of_question[question] = known
        return known


def _base(source: Path, plan: SittingPlan) -> Path:
    """The folder that paths are told from: the exam's; for one of the bank, which is elsewhere on each machine, that of
    the sitting's file or, without one, of its secret.
    """
    if not source.resolve().is_relative_to(bank.BANK.resolve()):
        return source.parent
    return (plan.file or plan.secret_file).parent
