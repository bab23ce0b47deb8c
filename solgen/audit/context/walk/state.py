"""Where the walk stands: what is in force, and which names were used in which parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solgen.audit.context.material import Formula, is_inside
from solgen.audit.context.rewriting import Form, usual_forms
from solgen.audit.context.scan import Use
from solgen.audit.context.standing import Standing, Stated
from solgen.audit.context.subjects import is_bare
from solgen.audit.context.vocabulary import Vocabulary
from solgen.audit.understanding import Inferred
from solgen.notation.context import Context, Declaration
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Extra:
    """What the words alone put in force behind a formula: a set in words, a decomposition."""

    names: tuple[str, ...]
    latex: str
    because: str
    certain: bool = True
    describes: bool = False
    """Whether the formula is a condition in those words."""
    value: Term | None = None
    """What the name stands for, where no formula that is written with it could say so."""


@dataclass
class Walk:
    """The state of the walk."""

    vocabularies: Mapping[str, Vocabulary]
    bases: Mapping[str, Context]
    """The declarations in force in each region."""
    standing: Standing
    extras: Mapping[int, Sequence[Extra]] = field(default_factory=dict)
    inferred: list[Inferred] = field(default_factory=list)
    used: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """The parts in which each name was used, in order, with the formula."""
    named: set[str] = field(default_factory=set)
    """All names that occurred so far, also those that were only named."""
    current: dict[str, Declaration] = field(default_factory=dict)
    region: str = "\0"
    as_numbers: frozenset[str] = frozenset()
    """Vectors whose letters stand for numbers in the formula at hand."""
    by_number: dict[int, Formula] = field(default_factory=dict)
    ahead: set[tuple[int, int]] = field(default_factory=set)
    """The statements, by formula and position, that define what a formula before them uses: they are in force."""
    _usual: dict[str, dict[str, Form]] = field(default_factory=dict)

    def usual_forms(self, region: str) -> dict[str, Form]:
        """Functions that no formula defines, with the arguments with which they are written first."""
        if region not in self._usual:
            self._usual[region] = usual_forms(self.vocabularies[region])
        return self._usual[region]

    def counts(self, name: str, declared: Context) -> bool:
        """Whether a name is the bound of something that is in use: an index, a sample, a definition."""
        ranged = [one for one in declared.declarations if one.name in self.named and one.name != name]
        bounds = (end for one in ranged for run in one.indices for end in (run.low, run.high))
        sizes = (size for one in ranged for size in one.shape)
        return name in self.used or any(name in end.free for end in (*bounds, *sizes))

    def name_of(self, formula: Formula, use: Use) -> str:
        """The name that is used, with the scripts that belong to it."""
        names = self.vocabularies[formula.region].names
        return names.spelled.get((formula.number, use.start, use.end), use.base)

    def used_in(self, name: str, part: str) -> bool:
        """Whether a name was used in a part, above or below it."""
        return any(is_inside(one, part) or is_inside(part, one) for one, _ in self.used.get(name, []))

    def region_of(self, found: Stated) -> str:
        """The region of the texts that a definition comes from."""
        from_part = [region for region in self.bases if is_inside(found.part, region)]
        return max(from_part, key=len) if from_part else ""

    def is_circular(self, entry: Stated, formula: Formula, declared: Context) -> bool:
        """Whether the name would be defined by itself, through the definitions in force."""
        known = {one.definition.name: one.definition for one in self.standing.in_force(formula.part, declared)}
        pending, seen = set(entry.definition.body.free) - set(entry.definition.parameters), set[str]()
        while pending:
            each = pending.pop()
            if each == entry.definition.name:
                return True
            if each not in seen and each in known:
                pending |= set(known[each].body.free) - set(known[each].parameters)
            seen.add(each)
        return False

    def note_uses(self, formula: Formula) -> None:
        """Note the names of a formula, for the formulas behind it."""
        self.named |= {self.name_of(formula, use) for use in formula.scan.uses}
        if is_bare(formula.scan):
            return  # "the constant $c$" says nothing of it yet
        for use in formula.scan.uses:
            if use.role not in ("index", "bound"):
                self.used.setdefault(self.name_of(formula, use), []).append((formula.part, formula.number))
