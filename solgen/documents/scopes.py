"""Which definitions and hypotheses are in force: until the end of a paragraph, a list item, a part, the question.

====================================  ==========================================================================
what                                  in force
====================================  ==========================================================================
``.let`` in the question's own stem   until the end of the question
``.let`` in a part's stem             in that part: its stem and its solution
``.let`` in a solution                until the end of that part's solution; in the words before the first part
                                      of a solution, in all parts' solutions
``.if``                               until the end of its paragraph, with the displays that follow it before the
                                      next words; in the first paragraph of a list item, until the end of the item
``.if until=part``                    like ``.let``
====================================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from solgen.documents.blocks import SectionKind
from solgen.documents.ordering import in_order_of_use
from solgen.documents.remembered import Meaning
from solgen.notation.context import Context, Declaration, Definition
from solgen.notation.terms import Term


@dataclass(slots=True, eq=False)
class _Additions:
    """What one level of the question adds to what stands outside it."""

    declarations: list[Declaration] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    hypotheses: list[Term] = field(default_factory=list)


class Scopes:
    """The context at the point of the text that is being read."""

    def __init__(self, base: Context) -> None:
        self._base = base
        self._levels: dict[tuple[bool, str], _Additions] = {}
        self._open: list[_Additions] = [_Additions()]
        self._frames: list[list[Term]] = []
        self._context: Context | None = None
        self._meaning: Meaning | None = None

    def open_section(self, kind: SectionKind, part: str) -> None:
        """Begin a section: what was local to the one before is gone."""
        solving = kind is not SectionKind.STEM
        keys = [(False, "")]
        if solving:
            keys.append((True, ""))
        if part:
            keys.append((False, part))
            if solving:
                keys.append((True, part))
        self._open = [self._levels.setdefault(key, _Additions()) for key in keys]
        self._frames = []
        self._context = self._meaning = None

    @property
    def context(self) -> Context:
        """Everything in force here."""
        if self._context is None:
            bare = self.meaning.context
            hypotheses = [hypothesis for level in self._open for hypothesis in level.hypotheses]
            hypotheses += [hypothesis for frame in self._frames for hypothesis in frame]
            kept = self._base.hypotheses + tuple(dict.fromkeys(hypotheses))
            self._context = bare.saying(bare.definitions, kept) if kept else bare
        return self._context

    @property
    def meaning(self) -> Meaning:
        """Everything in force here but hypotheses: what a formula is read with."""
        if self._meaning is None:
            context = self._base
            for level in self._open:
                if level.declarations:
                    context = context.with_declarations(*level.declarations)
            added = [definition for level in self._open for definition in level.definitions]
            definitions = in_order_of_use((*context.definitions, *added))
            self._meaning = Meaning(context.saying(definitions, ()))
        return self._meaning

    def part_that_defines(self, name: str) -> str | None:
        """The part, not in force here, that defines a name; empty for the words before a solution's parts."""
        closed = ((key[1], level) for key, level in self._levels.items() if level not in self._open)
        return next((part for part, level in closed if any(one.name == name for one in level.definitions)), None)

    def define(self, definitions: Sequence[Definition], declarations: Sequence[Declaration]) -> None:
        """Put definitions in force, with the declarations inferred for them."""
        self._open[-1].declarations.extend(declarations)
        self._open[-1].definitions.extend(definitions)
        self._context = None
        self._meaning = self._defining(definitions, declarations)

    def _defining(self, definitions: Sequence[Definition], declarations: Sequence[Declaration]) -> Meaning | None:
        """What names mean with more definitions; None where one of these has to stand before one that uses it."""
        meaning = self._meaning
        if meaning is not None and declarations:
            meaning = meaning.declaring(declarations)
        for definition in definitions:
            if meaning is None or any(definition.name in each.uses for each in meaning.context.definitions):
                return None
            meaning = meaning.defining(definition)
        return meaning

    def assume(self, hypotheses: Sequence[Term], *, lasting: bool) -> None:
        """Put hypotheses in force, until the end of the innermost paragraph or item, or of the part."""
        frame = self._open[-1].hypotheses if lasting or not self._frames else self._frames[-1]
        frame.extend(hypotheses)
        self._context = None

    def open_frame(self) -> None:
        """Begin a paragraph or a list item."""
        self._frames.append([])

    def close_frame(self) -> None:
        """End it: its hypotheses are gone."""
        if self._frames.pop():
            self._context = None
