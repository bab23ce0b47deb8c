"""One walk through the formulas in reading order: each is read where it stands, and what it says goes into force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from solgen.audit.context.defining import (
    has_shape,
    makes_sense,
    stated,
    with_parameters_of_their_own,
    with_sequences,
)
from solgen.audit.context.material import Formula, is_inside, is_numbered, region_of
from solgen.audit.context.memberships import bound_of, entries
from solgen.audit.context.phrases.leads import Lead, carries_on, condition_behind
from solgen.audit.context.phrases.said import numbers
from solgen.audit.context.purposes import Around, Target, ends_in_zero, purpose_of, target_of
from solgen.audit.context.ranges import Run
from solgen.audit.context.read_once import read_once
from solgen.audit.context.rewriting import Form, rewritten, usual_forms
from solgen.audit.context.scan import Scan, Texts, Use
from solgen.audit.context.spelling import spell_texts
from solgen.audit.context.standing import Assumed, Standing, Stated, gives_quantity, known_names
from solgen.audit.context.subjects import is_bare
from solgen.audit.context.unreadable import helped, problem_of, says_only_what_a_name_is
from solgen.audit.context.vocabulary import Vocabulary
from solgen.audit.understanding import Inferred, Purpose, ReadFormula
from solgen.diagnostics import Diagnostic, Failure
from solgen.notation.context import Context, Declaration, IndexRange, Kind
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read, read_fragment
from solgen.notation.reading.propositions import is_proposition
from solgen.notation.reading.reading import Member, Reading
from solgen.notation.reading.spellings import RELATION_SIGNS
from solgen.notation.terms import Term, number, relation, term
from solgen.notation.terms import name as name_term
from solgen.notation.writing.latex import to_latex


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
    _usual: dict[str, dict[str, Form]] = field(default_factory=dict)

    def formulas(self, formulas: Sequence[Formula]) -> Iterator[ReadFormula]:
        """Every formula as it is understood."""
        self.by_number = {formula.number: formula for formula in formulas}
        for formula in formulas:
            if formula.region != self.region:
                self.region, self.current = formula.region, {}
            if not formula.raw.display:
                self.standing.close_paragraph(formula.block)
            self.standing.enter(formula.part)
            yield self._formula(formula)

    def _formula(self, formula: Formula) -> ReadFormula:
        self._run_along(formula)
        declared = self._declared(formula)
        block = self._block(formula)
        self.as_numbers = frozenset()
        reading, problem = self._read(formula, declared)
        if reading is not None:
            reading, declared = self._of_numbers(formula, reading, declared, block)
        context = self.standing.context(formula.part, declared, block)
        context = context.with_hypotheses(*self._conditions_behind(formula, declared, context))
        purposes: tuple[Purpose, ...] = ()
        if reading is not None:
            purposes = self._purposes(formula, reading, declared, context)
        elif problem is None:
            purposes = (Purpose.MENTION,)
        self._assume_bounds(formula, declared)
        for extra in self.extras.get(formula.number, ()):
            self._put(formula, extra, declared)
        self._note_uses(formula)
        after = self.standing.context(formula.part, declared, block)
        missing = [one for one in context.hypotheses if one not in after.hypotheses]
        after = after.with_hypotheses(*missing) if missing else after
        after = context if after == context else after
        return ReadFormula(
            formula.number, formula.raw, formula.place, formula.part, formula.block, formula.words,
            reading, purposes, context, after, problem,
        )  # fmt: skip

    def _block(self, formula: Formula) -> int:
        """Displays belong to the paragraph before them, for hypotheses that hold for a paragraph."""
        blocks = [one.block for one in self.standing.hypotheses if one.block >= 0]
        return blocks[-1] if blocks and formula.raw.display else formula.block

    # Reading

    def _declared(self, formula: Formula) -> Context:
        base = self.bases[formula.region]
        if self.current:
            base = base.with_declarations(*self.current.values())
        plain = self._written_plain(formula, base)
        return base.with_declarations(*plain) if plain else base

    def _written_plain(self, formula: Formula, base: Context) -> list[Declaration]:
        """Names that carry an index elsewhere and none here: ``x`` of a density beside the sample ``x_i``."""
        found = []
        names = self.vocabularies[formula.region].names.found
        for name in {self._name(formula, use) for use in formula.scan.uses}:
            declaration = base.declaration(name)
            if name not in names or declaration is None or not declaration.indices or declaration.kind is not Kind.REAL:
                continue
            here = [seen.use for seen in names[name].uses if seen.formula == formula.number]
            if here and not any(use.lower or use.upper or _is_whole(use, formula.scan) for use in here):
                found.append(Declaration(name, Kind.REAL, (), (), declaration.properties))
        return found

    def _read(self, formula: Formula, declared: Context) -> tuple[Reading | None, Diagnostic | None]:
        if entries(formula.scan) is not None:
            return None, None
        meaning = self.standing.context(formula.part, declared, formula.block, reading=True)
        try:
            reading = read_once(formula.latex, meaning)
        except Failure as failure:
            if says_only_what_a_name_is(formula):
                return None, None
            again = helped(formula, meaning, failure)
            if again is None:
                return None, problem_of(formula, failure)
            reading, because = again
            self.inferred.append(
                Inferred("reading", reading.latex, formula.place, because, certain=False, part=formula.part)
            )
        forms = {**self._usual_forms(formula.region), **self.standing.forms(formula.part, declared)}
        return rewritten(reading, forms), None

    def _of_numbers(self, formula: Formula, reading: Reading, declared: Context, block: int) -> tuple[Reading, Context]:
        """The letters of vectors as numbers where a function of numbers is written with them: ``\\phi(z)``, ``e^z``."""
        scan = formula.scan
        arguments = {argument[0] for use in scan.uses for argument in use.arguments or () if len(argument) == 1}
        letters = {use.base for use in scan.uses if use.role == "exponent" or use.base in arguments}
        whole = {use.base for use in scan.uses if not use.lower and not use.upper and use.base in letters}
        vectors = [one for each in sorted(whole) if (one := declared.declaration(each)) and one.kind is Kind.VECTOR]
        context = self.standing.context(formula.part, declared, block)
        if not vectors or _is_shaped(reading, context):
            return reading, declared
        other = declared.with_declarations(*(Declaration(one.name, Kind.REAL) for one in vectors))
        again, _ = self._read(formula, other)
        if again is None or not _is_shaped(again, self.standing.context(formula.part, other, block)):
            return reading, declared
        self.as_numbers = frozenset(one.name for one in vectors)
        return again, other

    def _conditions_behind(self, formula: Formula, declared: Context, context: Context) -> list[Term]:
        """The conditions that stand behind a formula in its sentence: "... for $x > 0$"."""
        conditions = []
        for behind in condition_behind(formula.tail):
            other = self.by_number.get(behind)
            if other is None or other.scan.fault is not None or not formula.scan.statements:
                continue
            reading, _ = self._read(other, declared)
            members = list(statements_of(reading)) if reading is not None else []
            node = as_proposition(members[0]) if len(members) == 1 else None
            target = target_of(members[0], declared) if members else None
            if (
                node is None
                or _is_only_a_domain(node)
                or (target is not None and not self._used_in(target.name, formula.part))
            ):
                continue
            if node.head == "relation" and node.free <= set(known_names(context)):
                conditions.append(node)
        return conditions

    def _usual_forms(self, region: str) -> dict[str, Form]:
        """Functions that no formula defines, with the arguments with which they are written first."""
        if region not in self._usual:
            self._usual[region] = usual_forms(self.vocabularies[region])
        return self._usual[region]

    def _run_along(self, formula: Formula) -> None:
        """Let the indices run as this formula writes it: ``y_i`` up to N in one sum, up to n in a later one."""
        vocabulary = self.vocabularies[formula.region]
        for name, positions in vocabulary.runs.items():
            here = [[run for run in runs if run.formula == formula.number] for runs in positions]
            declaration = self.bases[formula.region].declaration(name)
            if not any(here) or declaration is None or len(declaration.indices) != len(positions):
                continue
            now = self.current.get(name, declaration)
            indices = tuple(
                self._changed(one, runs[0].low, runs[0].high, formula) if runs else one
                for one, runs in zip(now.indices, here, strict=True)
            )
            if indices != now.indices and not self._is_part(name, formula, indices, here):
                self.current[name] = replace(now, indices=indices)

    def _is_part(
        self, name: str, formula: Formula, indices: Sequence[IndexRange], here: Sequence[Sequence[Run]]
    ) -> bool:
        """Whether the formula sums but over a part of a sample: over two parts of it, or up to a bounded place."""
        if any(len({(run.low, run.high) for run in runs}) > 1 for runs in here):
            return True
        base = self.bases[formula.region].declaration(name)
        now = self.current.get(name, base)
        before = {letter for one in now.indices for letter in one.high.free} if now is not None else set()
        after = {letter for one in indices for letter in one.high.free} - before
        if before and not after:
            return True  # ``N - 1`` of ``N``, or the places of two indices: what was said before stands
        if before and after <= self._sizes_of_others(name, formula) and self._is_defined(name, formula):
            return True  # an index stands in the wrong place somewhere
        bounds = [one.term.free for one in self.standing.hypotheses if is_inside(formula.part, one.part)]
        return any(each & after and each & before for each in bounds)

    def _sizes_of_others(self, name: str, formula: Formula) -> set[str]:
        """The letters up to which the indices of other names run in this region."""
        declared = self.bases[formula.region].declarations
        return {letter for one in declared if one.name != name for index in one.indices for letter in index.high.free}

    def _is_defined(self, name: str, formula: Formula) -> bool:
        """Whether a formula of this region defines the indexed name."""
        definitions = chain.from_iterable(self.standing.definitions.values())
        return any(
            stated.definition.name == name and region_of(stated.part) in ("", formula.region) for stated in definitions
        )

    def _changed(self, one: IndexRange, low: Texts, high: Texts, formula: Formula) -> IndexRange:
        context = self.bases[formula.region]
        try:
            bounds = [read_fragment(spell_texts(texts), context, read_expression) for texts in (low, high)]
        except Failure:
            return one
        names = bounds[1].free | bounds[0].free
        known = all(context.declaration(each) is not None for each in names)
        return IndexRange(one.index, bounds[0], bounds[1]) if known else one

    # Statements

    def _purposes(self, formula: Formula, reading: Reading, declared: Context, context: Context) -> tuple[Purpose, ...]:
        purposes: list[Purpose] = []
        first = True
        for statement in statements_of(reading):
            target = target_of(statement, declared)
            signs = tuple(member.sign for member in statement[1:])
            squares = signs[:1] == ("=",) and self._is_new_square(statement[0].term, formula, context)
            around = self._around(formula, target, context, first=first, signs=signs, squares=squares)
            first = first and not ends_in_zero(statement)
            purpose = purpose_of(statement, target, around)
            if purpose is Purpose.DEFINITION and target is None:
                self._define_square(formula, statement, context)
            elif purpose is Purpose.DEFINITION and target is not None:
                purpose = self._define(formula, target, declared)
            elif purpose is Purpose.HYPOTHESIS:
                self._assume(formula, statement, context)
            purposes.append(purpose)
        return tuple(purposes)

    def _around(
        self,
        formula: Formula,
        target: Target | None,
        context: Context,
        *,
        first: bool,
        signs: tuple[str, ...],
        squares: bool,
    ) -> Around:
        vocabulary = self.vocabularies[formula.region]
        found = self.standing.visible(target.name, formula.part) if target else None
        own = found is not None and is_inside(formula.part, found.part)
        used = target is not None and self._used_in(target.name, formula.part)
        return Around(
            formula=formula,
            context=context,
            defined=found if own else None,
            before=None if own else found,
            used=used,
            same_region=found is not None
            and (self._region_of(found) == formula.region or not is_numbered(formula.region)),
            data=vocabulary.data,
            recurs=target is not None and self._recurs(target.name),
            ends_in_set=any(sign == "∈" for sign in signs),
            described=any(extra.describes for extra in self.extras.get(formula.number, ())),
            soft=formula.meaning is not Lead.CLAIM and self._bounds_the_new(formula),
            first=first,
            squares=squares,
            counts=target is not None and self._counts(target.name, declared=context),
            fresh=target is not None and target.name not in self.used,
            new_names=bool(target) and self._brings_new_names(target, formula),
        )

    def _recurs(self, name: str) -> bool:
        """Whether ``x_t`` was given by ``x_{t+1} = ...``."""
        base, _, letter = name.partition("_")
        return len(letter) == 1 and any(
            f"{base}_{{{letter}{step}}}" in self.standing.definitions for step in ("+1", "-1")
        )

    def _bounds_the_new(self, formula: Formula) -> bool:
        bound = bound_of(formula.scan)
        names = [self._name(formula, use) for use in bound[0]] if bound else []
        return bool(names) and not any(self._used_in(name, formula.part) for name in names)

    def _is_new_square(self, node: Term, formula: Formula, context: Context) -> bool:
        """``s^2`` of an ``s`` that nothing was said of before."""
        if node.head != "power" or node.arguments[0].head != "name" or node.arguments[1] is not number(2):
            return False
        spelled = str(node.arguments[0].data)
        declaration = context.declaration(spelled)
        plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
        return plain and context.definition(spelled) is None and not self._used_in(spelled, formula.part)

    def _define_square(self, formula: Formula, statement: Sequence[Member], context: Context) -> None:
        """``s^2 = ...`` says what the square of ``s`` is."""
        node = relation("=", statement[0].term, statement[1].term)
        if has_shape(node, context):
            self.standing.assume(Assumed(node, formula.part))
            because = "it is the first equation of this square"
            self.inferred.append(
                Inferred("hypothesis", to_latex(node), formula.place, because, certain=False, part=formula.part)
            )

    def _counts(self, name: str, declared: Context) -> bool:
        """Whether a name is the bound of something that is in use: an index, a sample, a definition."""
        ranged = [one for one in declared.declarations if one.name in self.named and one.name != name]
        bounds = (end for one in ranged for run in one.indices for end in (run.low, run.high))
        sizes = (size for one in ranged for size in one.shape)
        return name in self.used or any(name in end.free for end in (*bounds, *sizes))

    def _name(self, formula: Formula, use: Use) -> str:
        names = self.vocabularies[formula.region].names
        return names.spelled.get((formula.number, use.start, use.end), use.base)

    def _used_in(self, name: str, part: str) -> bool:
        return any(is_inside(one, part) or is_inside(part, one) for one, _ in self.used.get(name, []))

    def _region_of(self, found: Stated) -> str:
        from_part = [region for region in self.bases if is_inside(found.part, region)]
        return max(from_part, key=len) if from_part else ""

    def _brings_new_names(self, target: Target | None, formula: Formula) -> bool:
        """Whether the right side has names that no earlier part of the region uses."""
        if target is None:
            return False
        return any(
            all(part == formula.part for part, _ in self.used.get(each, [(formula.part, 0)]))
            for each in target.body.free - {target.name}
        )

    def _define(self, formula: Formula, target: Target, declared: Context) -> Purpose:
        entry = stated(target, formula, declared)
        if entry is None or self._is_circular(entry, formula, declared):
            return Purpose.CLAIM
        entry = with_parameters_of_their_own(entry, self.as_numbers, declared)
        entry = with_sequences(entry, self.standing.in_force(formula.part, declared))
        certain = formula.meaning in (Lead.LET, Lead.ASSUME)
        because = "the words before it define" if certain else f"it is the first equation of {target.name}"
        if makes_sense(entry, self.standing.context(formula.part, declared, formula.block)):
            self.standing.define(entry)
        self.inferred.append(
            Inferred("definition", _one_line(formula.latex), formula.place, because, certain, formula.part)
        )
        return Purpose.DEFINITION

    def _is_circular(self, entry: Stated, formula: Formula, declared: Context) -> bool:
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

    def _assume(self, formula: Formula, statement: Sequence[Member], context: Context) -> None:
        node = as_proposition(statement)
        if node is None or _is_only_a_domain(node) or _of_derivative(statement) or _is_declared(node, context):
            return
        if not (gives_quantity(node) or has_shape(node, context)):
            return  # what makes no sense as it was understood must not spoil the lines around it
        given = _gives_size(node, context) and formula.meaning not in (Lead.LET, Lead.ASSUME)
        local = formula.meaning is Lead.LOCAL or given
        after = "⟦" in formula.lead and not carries_on(formula.lead, display=False)
        if local and not given and after and not self._leads_to_display(formula):
            return  # "P, if Q": it is a condition of P only
        if local and formula.meaning is Lead.LOCAL and self._is_done_with(formula, node):
            return  # "For n = 0 both sides are 1."
        self.standing.assume(Assumed(node, formula.part, formula.block if local else -1))
        because = "the words before it assume it" + (", for this paragraph" if local else "")
        self.inferred.append(
            Inferred("hypothesis", _one_line(formula.latex), formula.place, because, part=formula.part)
        )

    def _is_done_with(self, formula: Formula, node: Term) -> bool:
        """Whether a value that is given behind "for" serves for nothing that a formula says: a case by the way."""
        if node.head != "relation" or node.data != "=" or node.arguments[1].free or node.arguments[0].head != "name":
            return False
        following = self.by_number.get(formula.number + 1)
        if following is not None and following.raw.display and f"⟦{formula.number}⟧" in following.lead:
            return False
        behind = [self.by_number[number] for number in numbers(formula.tail) if number in self.by_number]
        return not any(token.text in RELATION_SIGNS for other in behind for token in other.scan.tokens)

    def _leads_to_display(self, formula: Formula) -> bool:
        """Whether a display goes on where the formula ends: "P, since for Q" and then the display."""
        following = self.by_number.get(formula.number + 1)
        if following is None or not following.raw.display or formula.tail:
            return False
        return following.lead.rstrip(" ,:").endswith(f"⟦{formula.number}⟧")

    def _assume_bounds(self, formula: Formula, declared: Context) -> None:
        """``For $a, b > 0$``: each of the names is bounded, though the formula is no statement as it stands."""
        bound = bound_of(formula.scan)
        names = [self._name(formula, use) for use in bound[0]] if bound is not None else []
        if len(names) < 2 or formula.meaning in (Lead.CLAIM, Lead.MENTION, Lead.ASIDE):
            return
        local = formula.meaning is Lead.LOCAL
        sign = next(token.text for token in formula.scan.tokens if token.text in RELATION_SIGNS)
        for each in names:
            try:
                node = read(f"{each} {sign} 0", declared).term
            except Failure:
                continue
            if not _is_declared(node, declared):
                self.standing.assume(Assumed(node, formula.part, formula.block if local else -1))

    def _put(self, formula: Formula, extra: Extra, declared: Context) -> None:
        """A definition that words make."""
        if extra.value is not None:
            self._put_value(formula, extra, extra.value, declared)
            return
        meaning = self.standing.context(formula.part, declared, formula.block, reading=True)
        try:
            reading = read(extra.latex, meaning)
        except Failure:
            return
        statement = next(statements_of(reading))
        target = target_of(statement, declared)
        if target is None:
            node = as_proposition(statement)
            if node is not None:
                self.standing.assume(Assumed(node, formula.part))
                self.inferred.append(
                    Inferred("hypothesis", extra.latex, formula.place, extra.because, part=formula.part)
                )
            return
        entry = stated(target, formula, declared)
        if entry is not None and not self._is_circular(entry, formula, declared):
            self.standing.define(entry)
            self.inferred.append(
                Inferred("definition", extra.latex, formula.place, extra.because, extra.certain, formula.part)
            )

    def _put_value(self, formula: Formula, extra: Extra, value: Term, declared: Context) -> None:
        """A name as what the words say that it is."""
        entry = stated(Target(extra.names[0], name_term(extra.names[0]), value), formula, declared)
        if entry is not None and makes_sense(entry, declared):
            self.standing.define(entry)
            self.inferred.append(
                Inferred("definition", extra.latex, formula.place, extra.because, extra.certain, formula.part)
            )

    def _note_uses(self, formula: Formula) -> None:
        self.named |= {self._name(formula, use) for use in formula.scan.uses}
        if is_bare(formula.scan):
            return  # "the constant $c$" says nothing of it yet
        for use in formula.scan.uses:
            if use.role not in ("index", "bound"):
                self.used.setdefault(self._name(formula, use), []).append((formula.part, formula.number))


def _is_shaped(reading: Reading, context: Context) -> bool:
    """Whether the shapes of all statements go together."""
    nodes = (as_proposition(statement) for statement in statements_of(reading))
    return all(node is None or has_shape(node, context) for node in nodes)


def _is_whole(use: Use, scan: Scan) -> bool:
    """Whether a name stands for the whole of a family: as one of several arguments, ``E(w, b)``, or given in full.

    ``y = (4, 1, 9)`` gives it in full.
    """
    if use.before in ("(", ",") and use.after in (")", ","):
        return True
    right = [token.text for token in scan.tokens if token.start >= use.end]
    return right[:2] == ["=", "("] and "," in right


def statements_of(reading: Reading) -> Iterator[Sequence[Member]]:
    """The members of each statement."""
    members = reading.members
    starts = [at for at in range(len(members)) if not at or members[at].statement != members[at - 1].statement]
    for start, end in pairwise([*starts, len(members)]):
        yield members[start:end]


def as_proposition(statement: Sequence[Member]) -> Term | None:
    """A statement as one proposition."""
    nodes = [member.term for member in statement]
    if len(nodes) == 1:
        return nodes[0] if is_proposition(nodes[0]) else None
    signs = tuple(member.sign for member in statement[1:])
    return relation(signs[0], *nodes) if len(nodes) == 2 else term("chain", nodes, signs)


def _is_only_a_domain(node: Term) -> bool:
    """``x \\in \\mathbb{R}``: the declaration says it."""
    return node.head == "relation" and node.data == "∈" and node.arguments[1].head in ("constant", "power")


_ZERO_BOUNDS = {">": "positive", "≥": "nonnegative", "≠": "nonzero", "<": "negative"}


def _is_declared(node: Term, context: Context) -> bool:
    """``x > 0`` where ``x`` is declared positive; ``y_{(1)} \\le \\dots \\le y_{(n)}``, which holds in any case."""
    if node.head == "chain":
        return all(side.head in ("order_statistic", "dots") for side in node.arguments)
    if node.head != "relation":
        return False
    base = node.arguments[0].arguments[0] if node.arguments[0].head == "index" else node.arguments[0]
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    if node.data == "=" and _says_orthogonal(node, context):
        return True
    if node.data == "∈":
        return declaration is not None and declaration.property_terms("in") == (node.arguments[1],)
    if node.arguments[1].head != "number" or node.arguments[1].data != 0:
        return False
    return declaration is not None and declaration.has(_ZERO_BOUNDS.get(str(node.data), ""))


def _says_orthogonal(node: Term, context: Context) -> bool:
    """``U^t U = I`` where the columns are declared orthonormal."""
    left, right = node.arguments
    if left.head != "multiply" or len(left.arguments) != 2 or right.data != "identity":
        return False
    first, second = left.arguments
    if first.head != "transpose" or first.arguments[0] is not second or second.head != "name":
        return False
    declaration = context.declaration(str(second.data))
    return declaration is not None and (declaration.has("orthonormal columns") or declaration.has("orthogonal"))


def _gives_size(node: Term, context: Context) -> bool:
    """``n = 25``."""
    if node.head != "relation" or node.data != "=" or node.arguments[0].head != "name" or node.arguments[1].free:
        return False
    declaration = context.declaration(str(node.arguments[0].data))
    return declaration is not None and declaration.kind is Kind.SIZE


def _of_derivative(statement: Sequence[Member]) -> bool:
    first = statement[0].term
    return first.head == "derivative" or (first.head == "apply" and first.arguments[0].head == "prime")


def _one_line(latex: str) -> str:
    return " ".join(latex.split())
