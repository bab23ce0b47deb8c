"""An exam's questions drawn and judged over and over: how many variants, what binds, what fails, what they cost."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from solgen.building.files import MANIFEST, digest, publish
from solgen.building.manifest import Manifest, read_manifest, versions
from solgen.building.pipeline import Progress, Surroundings, surroundings, tally, work_out
from solgen.building.run import exam_of
from solgen.building.spread import histogram, spread_picture
from solgen.diagnostics import Diagnostic, Failure, Severity
from solgen.exams.cost import MEASURES, cost
from solgen.exams.exam import Slot
from solgen.exams.identity import distinct_variants, identity
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from solgen.questions.binding import Binding, bindings
from solgen.questions.draw import SpaceSize, all_variants, draw, seed_for
from solgen.questions.fill import fill
from solgen.questions.load import load
from solgen.questions.question import Question, Variant

PHASES = ("draw", "fill", "check")
LEAST_ASKED = 1000
"""How many draws the constraints are put to."""


@dataclass(frozen=True, slots=True)
class Stressed:
    """What came of one question in one slot."""

    slot: str
    question: str
    drawn: int
    """How many variants were drawn; all there are if ``every``."""
    every: bool
    distinct: int
    """How many of them a reader can tell apart."""
    space: SpaceSize
    constraints: tuple[Binding, ...]
    claims: Mapping[str, int]
    failing: int
    """How many variants have a fault."""
    faults: tuple[tuple[Diagnostic, int], ...]
    """Each kind of fault, by its first instance, and in how many variants it occurs."""
    outside: Mapping[str, int]
    """How many variants leave which band of the slot."""
    spread: Mapping[str, tuple[int, ...]]
    """By cost measure: its value in each variant."""
    seconds: Mapping[str, float]
    """By phase: seconds a variant. Measured, so never written into a file."""


def stress(source: Path, count: int, progress: Progress, *, strict: bool = False) -> tuple[Stressed, ...]:
    """Every question of an exam, or the one in the file, in ``count`` variants, or in all if they are no more.

    Raises Failure where the exam or a question cannot be loaded; what is wrong in variants is in the result.
    """
    exam = exam_of(source)
    around = surroundings(exam.declare, exam.macros, exam.language)
    places = [(slot, file) for slot in exam.blueprint.slots for file in slot.candidates]
    found: list[Stressed] = []
    with few_collections(), Judge(together=True) as judge:
        for slot, file in places:
            question = load(file).question
            found.append(_stressed(question, _Setting(slot, around, judge, strict), count, progress))
            judge.diagnostics.clear()
    return tuple(found)


def stress_files(title: str, results: Sequence[Stressed]) -> dict[str, bytes]:
    """``stress.svg`` and ``stress.json``: everything but the seconds, so that the same exam gives the same bytes."""
    rows = [(f"{each.slot}: {each.question}" if each.slot != each.question else each.slot, each) for each in results]
    picture = spread_picture(f"{title}: what variants cost", [(name, each.spread) for name, each in rows])
    data = [as_json(each, seconds=False) for each in results]
    return {
        "stress.svg": picture.encode(),
        "stress.json": (json.dumps({"questions": data}, indent=2, ensure_ascii=False) + "\n").encode(),
    }


def as_json(each: Stressed, *, seconds: bool) -> dict[str, object]:
    """A result as plain data."""
    found: dict[str, object] = {
        "slot": each.slot,
        "question": each.question,
        "drawn": each.drawn,
        "every": each.every,
        "distinct": each.distinct,
        "space": {"count": each.space.count, "exact": each.space.exact},
        "constraints": [{"text": one.text, "asked": one.asked, "held": one.held} for one in each.constraints],
        "claims": dict(each.claims),
        "failing": each.failing,
        "faults": [{**diagnostic.as_json(), "variants": count} for diagnostic, count in each.faults],
        "outside": dict(each.outside),
        "spread": {measure: asdict(histogram(values)) for measure, values in each.spread.items() if values},
    }
    return {**found, "seconds": dict(each.seconds)} if seconds else found


def publish_stress(folder: Path, results: Sequence[Stressed], id_: str, title: str) -> tuple[Path, ...]:
    """Write the files of a result into a folder of their own. Raises Failure."""
    files = stress_files(title, results)
    digests = {name: digest(data) for name, data in files.items()}
    claims: Counter[str] = Counter()
    for each in results:
        claims.update(each.claims)
    manifest = Manifest(id_, "stress", {"stress": "yes"}, versions(), {}, dict(sorted(claims.items())), digests)
    old = read_manifest(folder)
    publish(folder, {**files, MANIFEST: manifest.as_bytes()}, {} if old is None else old.files)
    return tuple(folder / name for name in files)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all variants of a question are judged with."""

    slot: Slot
    around: Surroundings
    judge: Judge
    strict: bool


def _stressed(question: Question, setting: _Setting, count: int, progress: Progress) -> Stressed:
    fixed = setting.slot.fixed
    record = _Record()
    before = time.perf_counter()
    try:
        every = all_variants(question, count, fixed)
    except Failure:  # one of them cannot be drawn: found again, one by one
        every = None
    record.seconds["draw"] += time.perf_counter() - before if every is not None else 0.0
    total = count if every is None else len(every)
    for number in range(total):
        progress(f"stressing {question.id}", number, total)
        try:
            variant = every[number] if every is not None else _drawn(question, setting.slot, number + 1, record)
            record.take(variant, setting)
        except Failure as failure:
            record.note(failure.diagnostics)
    return Stressed(
        slot=setting.slot.name,
        question=question.id,
        drawn=total,
        every=every is not None,
        distinct=len(record.identities),
        space=distinct_variants(question, fixed),
        constraints=bindings(question, LEAST_ASKED, fixed),
        claims=dict(sorted(record.claims.items())),
        failing=record.failing,
        faults=tuple((diagnostic, record.occurrences[kind]) for kind, diagnostic in record.kinds.items()),
        outside=dict(sorted(record.outside.items())),
        spread={measure: tuple(values) for measure, values in record.spread.items()},
        seconds={phase: spent / max(total, 1) for phase, spent in record.seconds.items()},
    )


def _drawn(question: Question, slot: Slot, number: int, record: _Record) -> Variant:
    before = time.perf_counter()
    variant = draw(question, seed_for(number, question.id, slot.name), slot.fixed)
    record.seconds["draw"] += time.perf_counter() - before
    return variant


_Kind = tuple[str, str, int]


@dataclass(slots=True)
class _Record:
    """What is counted over the variants of one question."""

    identities: set[str] = field(default_factory=set)
    claims: Counter[str] = field(default_factory=Counter)
    spread: dict[str, list[int]] = field(default_factory=lambda: {measure: [] for measure in MEASURES})
    kinds: dict[_Kind, Diagnostic] = field(default_factory=dict)
    occurrences: Counter[_Kind] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    failing: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, 0.0))

    def take(self, variant: Variant, setting: _Setting) -> None:
        """Fill, read and judge a variant. Raises Failure where it cannot be filled."""
        start = time.perf_counter()
        filled = fill(variant)
        between = time.perf_counter()
        self.identities.add(identity(variant.question.id, filled.pieces))
        measured = cost(filled)
        for measure, value in asdict(measured).items():
            self.spread[measure].append(value)
        outcome = work_out(variant, setting.around, setting.judge, strict=setting.strict)
        self.seconds["fill"] += between - start
        self.seconds["check"] += time.perf_counter() - between
        if outcome.checked is not None:
            self.claims.update(tally(outcome.checked))
        outside = measured.outside(setting.slot.bands)
        if outside:
            self.outside[outside] += 1
        self.note(outcome.diagnostics)

    def note(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Count the faults of one variant, each kind once."""
        errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
        self.failing += bool(errors)
        for kind in dict.fromkeys(map(_kind, errors)):
            self.kinds.setdefault(kind, next(d for d in errors if _kind(d) == kind))
            self.occurrences[kind] += 1


def _kind(diagnostic: Diagnostic) -> _Kind:
    """Faults of one kind: the same code at the same line, whatever the values."""
    return diagnostic.code, diagnostic.place.file, diagnostic.place.line
