"""What holds where: definitions and hypotheses with the part that they belong to, and the context at each formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from solgen.audit.context.material import is_inside, is_numbered, region_of
from solgen.audit.context.rewriting import Form
from solgen.documents.ordering import in_order_of_use
from solgen.notation.context import Context, Declaration, Definition
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Stated:
    """A definition with its part, and the declarations under which it was read."""

    definition: Definition
    part: str
    formula: int
    declared: Mapping[str, Declaration]
    form: Form | None = None
    changed: Declaration | None = None
    """What the name is declared as once it is defined, where that differs."""
    only_here: bool = False
    """Whether it holds in its own part only, since the name counts something in others."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """A hypothesis: for a part, or for a paragraph only (``block`` ≥ 0)."""

    term: Term
    part: str
    block: int = -1
    numbers: frozenset[str] = frozenset()
    """Names that stand for numbers in it though they are families elsewhere."""


@dataclass
class Standing:
    """Everything that was defined and assumed so far."""

    definitions: dict[str, list[Stated]] = field(default_factory=dict)
    hypotheses: list[Assumed] = field(default_factory=list)
    given: Context = field(default_factory=Context)
    parts: dict[str, int] = field(default_factory=dict)
    """The parts in the order in which the text first comes to each."""
    _in_force: dict[tuple[str, Context], tuple[Stated, ...]] = field(default_factory=dict)
    """What was found to be in force since the last definition."""

    def enter(self, part: str) -> None:
        """Note that the text comes to a part."""
        if part not in self.parts:
            self.parts[part] = len(self.parts)
            self._in_force.clear()

    def visible(self, name: str, part: str) -> Stated | None:
        """The definition of a name that holds in a part: its own, an outer part's, else the last one before."""
        entries = [entry for entry in self.definitions.get(name, []) if not self._is_data_elsewhere(entry, part)]
        own = [entry for entry in entries if is_inside(part, entry.part)]
        if own:
            return max(own, key=lambda entry: (len(entry.part), entry.formula))
        region = [entry for entry in entries if region_of(entry.part) == region_of(part)]
        if region:
            return region[-1]
        return entries[-1] if entries else None

    def _is_data_elsewhere(self, entry: Stated, part: str) -> bool:
        """Whether a number was given for another exercise, or for a later part: the data of (c) do not hold in (a)."""
        if is_inside(part, entry.part):
            return False
        if entry.only_here:
            return True
        if entry.definition.body.free:
            return False
        region, given = region_of(part), region_of(entry.part)
        apart = region != given and is_numbered(region) and is_numbered(given)
        return apart or self.parts.get(entry.part, 0) > self.parts.get(part, 0)

    def define(self, stated: Stated) -> None:
        """Put a definition in force; one of the same name in the same part is replaced."""
        entries = self.definitions.setdefault(stated.definition.name, [])
        entries[:] = [entry for entry in entries if entry.part != stated.part]
        entries.append(stated)
        self._in_force.clear()

    def assume(self, hypothesis: Assumed) -> None:
        """Put a hypothesis in force; another value of the same name ends the case before it."""
        case = _case_of(hypothesis.term)
        if case:
            self.hypotheses = [one for one in self.hypotheses if _case_of(one.term) != case]
        if hypothesis not in self.hypotheses:
            self.hypotheses.append(hypothesis)

    def close_paragraph(self, block: int) -> None:
        """End the hypotheses of paragraphs before this one."""
        self.hypotheses = [one for one in self.hypotheses if one.block < 0 or one.block == block]

    def in_force(self, part: str, declared: Context) -> tuple[Stated, ...]:
        """The definitions that hold in a part and mean there what they meant where they were given."""
        known = self._in_force.get((part, declared))
        if known is None:
            found = [stated for name in self.definitions if (stated := self.visible(name, part)) is not None]
            names = {stated.definition.name for stated in found}
            kept = [stated for stated in found if _means_the_same(stated, declared)]
            lost = names - {stated.definition.name for stated in kept}
            if lost:
                meant = known_names(declared)
                kept = [stated for stated in kept if lost.isdisjoint(_used(stated.definition) - meant)]
            known = self._in_force[part, declared] = tuple(kept)
        return known

    def context(self, part: str, declared: Context, block: int, *, reading: bool = False) -> Context:
        """The context in a part; for reading, functions stay functions and hypotheses do not matter."""
        stated = self.in_force(part, declared)
        changed = [one.changed for one in stated if one.changed is not None]
        definitions = in_order_of_use((*self.given.definitions, *(one.definition for one in stated)))
        if reading:
            kept = tuple(one.definition for one in stated if one.form is None or one.form.kind == "applied")
            return replace(declared, definitions=in_order_of_use((*self.given.definitions, *kept)))
        context = declared.with_declarations(*changed) if changed else declared
        holding = list(self._holding(part, context, block))
        known = {one.name for one in definitions}
        values = [node for node in holding if gives_quantity(node) and node.arguments[0].data not in known]
        if values:
            put = tuple(Definition(*node.arguments) for node in values)
            definitions = in_order_of_use((*put, *definitions))
        hypotheses = (*self.given.hypotheses, *(node for node in holding if node not in values))
        return replace(context, definitions=definitions, hypotheses=hypotheses)

    def _holding(self, part: str, context: Context, block: int) -> Iterable[Term]:
        known = known_names(context)
        return [
            one.term
            for one in self.hypotheses
            if is_inside(part, one.part)
            and (one.block < 0 or one.block == block)
            and one.term.free <= known
            and not any(_is_family(each, context) for each in one.numbers & one.term.free)
        ]

    def forms(self, part: str, declared: Context) -> dict[str, Form]:
        """What bare names stand for in a part."""
        return {one.definition.name: one.form for one in self.in_force(part, declared) if one.form is not None}


def _is_family(name: str, context: Context) -> bool:
    declaration = context.declaration(name)
    return declaration is not None and bool(declaration.indices or declaration.shape)


def _case_of(node: Term) -> str:
    """The name of which an equation gives the value; empty where it is none."""
    if node.head != "relation" or node.data != "=" or node.arguments[0].head != "name":
        return ""
    return str(node.arguments[0].data)


def gives_quantity(node: Term) -> bool:
    """``m = 0.5\\,\\mathrm{kg}``: what has been a plain letter gets its value, with its unit."""
    equation = node.head == "relation" and node.data == "=" and node.arguments[0].head == "name"
    return equation and not node.arguments[1].free and "unit" in node.arguments[1].heads


def _used(definition: Definition) -> frozenset[str]:
    return definition.body.free - set(definition.parameters)


def known_names(context: Context) -> frozenset[str]:
    """All names that mean something in a context, index letters included."""
    indices = {indexed.index for one in context.declarations for indexed in one.indices}
    return frozenset({one.name for one in context.declarations} | indices)


def _means_the_same(stated: Stated, context: Context) -> bool:
    return all(context.declaration(name) == declaration for name, declaration in stated.declared.items())
