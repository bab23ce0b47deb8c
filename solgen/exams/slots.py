"""The slots of an exam file: which question stands where, or which pool one is taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import cast

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.cost import MEASURES
from solgen.exams.exam import Slot
from solgen.exams.schema import PoolForm, SlotForm
from solgen.questions import bank
from solgen.questions.codes import EXAM
from solgen.questions.form import validated
from solgen.questions.load import load_question
from solgen.questions.names import is_id, suggestion
from solgen.questions.question import Question, Value
from solgen.questions.source import Path_, Tree
from solgen.questions.values import from_yaml, list_literal

_BAND = re.compile(r"([0-9]{1,9})\s*(?:\.\.\s*([0-9]{1,9}))?")
_FRONT_MATTER = "---"


@dataclass(slots=True)
class SlotReader:
    """Reads the slots of one exam file; what is wrong is collected in ``found``."""

    tree: Tree
    file: Path
    repeats: bool
    found: list[Diagnostic] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def slots(self, data: list[object], path: Path_) -> tuple[Slot, ...]:
        """The slots that a list writes out; ``path`` is where it stands."""
        read = (self._slot(entry, (*path, position)) for position, entry in enumerate(data))
        return tuple(slot for slot in read if slot is not None)

    def _slot(self, entry: object, at: Path_) -> Slot | None:
        name, content, place = "", entry, self.tree.place(at)
        if isinstance(entry, dict) and len(entry) == 1:
            name, content = cast("tuple[str, object]", next(iter(entry.items())))
            at = (*at, name)
            place = self.tree.place(at)
        if isinstance(content, str):
            file = self._question(content, place)
            slot = Slot(name, file, repeats=self.repeats, place=place) if file else None
        elif isinstance(content, dict) and name:
            slot = self._with_options(name, content, at, place)
        else:
            hint = "write `- training-time`, or `- first: training-time`"
            self.found.append(Diagnostic("exam-slot", "this names no question", place, hint))
            return None
        return self._named(slot, place) if slot is not None else None

    def _named(self, slot: Slot, place: Place) -> Slot | None:
        name = slot.name or slot.question.stem
        if not is_id(name):
            hint = "lower-case words joined by hyphens, such as `first`"
            self.found.append(Diagnostic("exam-slot", f"`{name[:80]}` cannot be the name of a slot", place, hint))
        elif name in self.names:
            hint = f"give each a name of its own: `- {name}-again: {slot.question.stem}`"
            self.found.append(Diagnostic("exam-slot", f"two slots have the name `{name}`", place, hint))
        self.names.add(name)
        return replace(slot, name=name)

    def _question(self, name: str, place: Place) -> Path | None:
        file = question_file(name, self.file)
        if file is None:
            beside = [other.stem for other in self.file.parent.glob("*.md")]
            known = {*beside, *(bank.named(other) for other in bank.questions())}
            hint = suggestion(name, known, "questions")
            self.found.append(Diagnostic("exam-slot", f"there is no question `{name[:80]}`", place, hint))
        return file

    def _with_options(self, name: str, content: dict[str, object], at: Path_, place: Place) -> Slot | None:
        tree = self.tree.below(at, content)
        before = len(self.found)
        try:
            form = validated(SlotForm, tree, EXAM, {"pool": PoolForm})
        except Failure as failure:
            self.found.extend(failure.diagnostics)
            return None
        fixed = self._fixed(form.fixed, tree)
        bands = self._bands(form.band, tree)
        pool = self._pool(form, tree, place)
        if not pool or len(self.found) > before:
            return None
        if form.take > len(pool):
            message = f"{form.take} questions are to be taken, and the pool has {len(pool)}"
            self.found.append(Diagnostic("exam-pool", message, tree.place(("take",)), "take fewer, or add questions"))
            return None
        several = pool if form.pool is not None else ()
        repeats = self.repeats if form.repeats is None else form.repeats
        return Slot(name, pool[0], several, form.take, fixed, repeats, form.space, bands, place)

    def _fixed(self, data: Mapping[str, object], tree: Tree) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, entry in data.items():
            value = from_yaml(entry) if not isinstance(entry, str) else list_literal(entry)
            if value is None:
                hint = "write a number, a fraction, a word or a list such as `[4, 1, 9]`"
                self.found.append(
                    Diagnostic("exam-fixed", f"this is no value for `{name}`", tree.place(("fixed", name)), hint)
                )
            else:
                values[name] = value
        return values

    def _bands(self, data: Mapping[str, str], tree: Tree) -> dict[str, tuple[Fraction, Fraction]]:
        bands: dict[str, tuple[Fraction, Fraction]] = {}
        for name, text in data.items():
            place = tree.place(("band", name))
            written = _BAND.fullmatch(text.strip())
            if name not in MEASURES:
                hint = suggestion(name, MEASURES, "measures")
                self.found.append(Diagnostic("exam-band", f"there is no measure `{name}`", place, hint))
            elif written is None:
                self.found.append(Diagnostic("exam-band", f"`{text[:40]}` is no band", place, "write `10..30`"))
            else:
                low, high = Fraction(written[1]), Fraction(written[2] or written[1])
                bands[name] = (min(low, high), max(low, high))
        return bands

    def _pool(self, form: SlotForm, tree: Tree, place: Place) -> tuple[Path, ...]:
        """The questions that may stand in the slot; none where something is wrong."""
        if bool(form.question) == (form.pool is not None):
            hint = "write `question: training-time`, or `pool: [one, another]`"
            self.found.append(Diagnostic("exam-slot", "a slot has either a question or a pool", place, hint))
            return ()
        if form.question:
            file = self._question(form.question, tree.place(("question",)))
            return (file,) if file else ()
        if isinstance(form.pool, list) and form.pool:
            return self._listed(form.pool, tree)
        if isinstance(form.pool, dict):
            return self._selected(form.pool, tree)
        hint = "write `pool: [one, another]`, or `pool: {topics: [calculus], marks: 5}`"
        self.found.append(Diagnostic("exam-pool", "this is no pool", tree.place(("pool",)), hint))
        return ()

    def _listed(self, names: list[object], tree: Tree) -> tuple[Path, ...]:
        files = []
        for position, name in enumerate(names):
            place = tree.place(("pool", position))
            if not isinstance(name, str):
                self.found.append(Diagnostic("exam-slot", "this names no question", place, "write `training-time`"))
            elif file := self._question(name, place):
                files.append(file)
        return tuple(dict.fromkeys(files))

    def _selected(self, data: dict[str, object], tree: Tree) -> tuple[Path, ...]:
        place = tree.place(("pool",))
        try:
            form = validated(PoolForm, tree.below(("pool",), data), EXAM, {})
            files = self._searched(form.folder)
            loaded = [(file, load_question(file)) for file in files]
        except Failure as failure:
            self.found.extend(failure.diagnostics)
            return ()
        found: dict[str, Path] = {}
        for file, question in loaded:
            if _fits(question, form):
                found.setdefault(question.id, file)
        if not found:
            known = {topic for _, question in loaded for topic in question.topics}
            hint = suggestion(form.topics[0], known, "topics") if form.topics else "see what the questions are worth"
            self.found.append(Diagnostic("exam-pool", "no question fits this pool", place, hint))
        return tuple(found.values())

    def _searched(self, folder: str) -> list[Path]:
        """The question files of a folder; where none is named, those beside the exam and then the bank's."""
        beside = self.file.parent / folder
        files = sorted(file for file in beside.glob("*.md") if _begins_as_a_question(file))
        return files if folder else [*files, *(file for file in bank.questions() if file not in files)]


def _fits(question: Question, form: PoolForm) -> bool:
    wanted = {topic.casefold() for topic in form.topics}
    by_topic = not wanted or any(topic.casefold() in wanted for topic in question.topics)
    return by_topic and (form.marks is None or total_marks(question) == form.marks)


def total_marks(question: Question) -> int:
    """What a question is worth."""
    return sum(part.marks for part in question.parts)


def _begins_as_a_question(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(20).removeprefix(b"\xef\xbb\xbf").splitlines()[:1] == [_FRONT_MATTER.encode()]
    except OSError:
        return False


def question_file(name: str, exam: Path) -> Path | None:
    """A question's file: beside the exam, by name or path, else in the bank."""
    try:
        for candidate in (exam.parent / name, exam.parent / f"{name}.md"):
            if candidate.suffix == ".md" and candidate.is_file():
                return candidate
    except (OSError, ValueError):
        return None
    return next((file for file in bank.questions() if name in {file.stem, bank.named(file)}), None)


def names_of(files: Iterable[Path]) -> str:
    """Files by their names, for a message."""
    return ", ".join(f"`{file.stem}`" for file in files)
