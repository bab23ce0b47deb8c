"""From a text to what its names mean and what its formulas are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from solgen.audit.context.decomposed import decomposed
from solgen.audit.context.doubts import Choice, choices
from solgen.audit.context.given import Given, declared_by, given_from, merged
from solgen.audit.context.known import Asked, Known, sizes_in
from solgen.audit.context.lines import declaration_line
from solgen.audit.context.material import Formula, Material, gather, is_numbered
from solgen.audit.context.memberships import bound_of, memberships
from solgen.audit.context.names import name_in
from solgen.audit.context.phrases.arrays import arrays
from solgen.audit.context.phrases.kinds import kinds
from solgen.audit.context.phrases.said import Passage, Said
from solgen.audit.context.phrases.sets import sets_in_words
from solgen.audit.context.phrases.sizes import sizes
from solgen.audit.context.phrases.vectors import vectors, vectors_of_ones
from solgen.audit.context.ranges import listings
from solgen.audit.context.scan import Use
from solgen.audit.context.standing import Standing
from solgen.audit.context.subjects import begins_equation, subjects
from solgen.audit.context.taken import taken_as_given
from solgen.audit.context.vocabulary import Vocabulary, vocabulary
from solgen.audit.context.walk import Extra, Walk, formulas_of
from solgen.audit.understanding import Inferred, Interpretation, Understanding
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.notation.context import Context
from solgen.notation.terms import builtin, term
from solgen.notation.writing.latex import to_latex


def understand(manuscript: Manuscript, given: Given | None = None) -> Understanding:
    """Every formula of a text with its context and purpose, and all that was inferred, each with its place.

    Nothing is judged. A formula without reading and without problem only says what a name is. What is declared by hand,
    in the front matter or by ``given``, overrides what the text shows.
    """
    material = gather(manuscript)
    by_hand, faults = _by_hand(manuscript, given)
    diagnostics = [*manuscript.diagnostics, *faults]
    declared, more = declared_by(by_hand, Context())
    passages = (passage for found in material.passages.values() for passage in found)
    doubts = choices(passages, material.formulas, log_given=declared.log_base is not None)
    interpretations: list[Interpretation] = []
    memory: dict[str, list[tuple[Asked, Vocabulary]]] = {}
    inferred: tuple[Inferred, ...] = ()
    for position, choice in enumerate(doubts):
        one = _Interpreter(material, choice, by_hand, declared, memory)
        walk = one.walk()
        interpretations.append(Interpretation(choice.name, tuple(formulas_of(walk, material.formulas))))
        if position == 0:
            inferred = (*one.inferred, *walk.inferred)
            diagnostics += [*more, *one.diagnostics]
    return Understanding(manuscript, inferred, tuple(interpretations), tuple(dict.fromkeys(diagnostics)))


def _by_hand(manuscript: Manuscript, given: Given | None) -> tuple[Given, tuple[Diagnostic, ...]]:
    """What the front matter declares, and what is given besides."""
    front = {
        key: value for key, value in manuscript.declared.items() if key in ("declare", "given", "question", "parts")
    }
    try:
        own = given_from(front, Place(manuscript.file, 1))
    except Failure as failure:
        return given or Given(), failure.diagnostics
    return (merged(own, given) if given is not None else own), ()


@dataclass
class _Interpreter:
    """One interpretation in the making: the names of every region, then the walk."""

    material: Material
    choice: Choice
    by_hand: Given
    declared: Context
    memory: dict[str, list[tuple[Asked, Vocabulary]]]
    """The vocabularies that other interpretations have worked out, by region."""
    inferred: list[Inferred] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def walk(self) -> Walk:
        """The walk through the formulas, all names being known."""
        base = self.declared
        if base.log_base is None:
            base = replace(base, log_base=self.choice.base)
        vocabularies: dict[str, Vocabulary] = {}
        bases: dict[str, Context] = {}
        extras: dict[int, list[Extra]] = {}
        for region in self.material.regions:
            formulas = [formula for formula in self.material.formulas if formula.region == region]
            passages = self.material.passages[region]
            here, faults = declared_by(self.by_hand.for_part(region), base)
            self.diagnostics += faults
            found = self._vocabulary(formulas, passages, here, vocabularies)
            vocabularies[region] = replace(found, known={**found.known, **_given_here(here, base)})
            outer = [known.declaration for known in found.inherited.values()]
            own = [known.declaration for known in found.known.values()]
            bases[region] = here.with_declarations(*outer, *own, *found.hidden)
            self.inferred += _declarations(region, found, formulas)
            for number, extra in (*_sets_defined(passages, formulas), *_ones(passages, formulas, found)):
                extras.setdefault(number, []).append(extra)
        standing = Standing(given=taken_as_given(self.by_hand.given, base, self.diagnostics))
        return Walk(vocabularies, bases, standing, extras)

    def _vocabulary(
        self,
        formulas: Sequence[Formula],
        passages: Sequence[Passage],
        given: Context,
        before: Mapping[str, Vocabulary],
    ) -> Vocabulary:
        said = [one for passage in passages for one in said_in(passage)]
        factors = decomposed(passages, formulas, self.choice)
        asked = Asked(
            formulas=formulas,
            said=said,
            given=given,
            inherited=_inherited(formulas, said, before),
            shapes={name: shape for one in factors for name, shape in one.shapes},
            properties={name: words for one in factors for name, words in one.properties},
            because={name: (one.because, one.certain, one.formula) for one in factors for name, _ in one.shapes},
            sets=_sets(passages, formulas),
            numbered=bool(formulas) and is_numbered(formulas[0].region),
            taken=self.material.letters,
            parts={part.name: (part.whole, part.what) for one in factors for part in one.parts},
        )
        region = formulas[0].region if formulas else ""
        for before_asked, known in self.memory.setdefault(region, []):
            if _same(before_asked, asked):
                return known
        found = vocabulary(asked)
        self.memory[region].append((asked, found))
        return found


def _same(one: Asked, other: Asked) -> bool:
    """Whether two interpretations ask the same of a region; its formulas and words are the same in all."""
    return (
        one.given == other.given
        and one.inherited == other.inherited
        and one.shapes == other.shapes
        and one.properties == other.properties
        and one.parts == other.parts
    )


def said_in(passage: Passage) -> Iterator[Said]:
    """All that a passage says of names."""
    yield from sizes(passage)
    yield from arrays(passage)
    yield from vectors(passage)
    yield from kinds(passage)


def _inherited(formulas: Sequence[Formula], said: Sequence[Said], before: Mapping[str, Vocabulary]) -> dict[str, Known]:
    """Names of earlier regions that this one uses without introducing them, and the sizes in their declarations."""
    spoken_of = {one.formula for one in said if not one.asserted}
    numbered = bool(formulas) and is_numbered(formulas[0].region)
    introduced = {use.base for formula in formulas for use in _introduced(formula, numbered=numbered)}
    introduced |= {use.base for formula in formulas if formula.number in spoken_of for use in formula.scan.uses[:1]}
    used = {use.base for formula in formulas for use in formula.scan.uses}
    indexed = {use.base for formula in formulas for use in formula.scan.uses if use.lower or use.upper}
    whole = {use.base for formula in formulas for use in formula.scan.uses if not use.lower}
    found: dict[str, Known] = {}
    for earlier in before.values():
        for name, known in earlier.known.items():
            base = earlier.names.found[name].base if name in earlier.names.found else name
            same = not numbered or _is_same(known, indexed=base in indexed, whole=base in whole, used=used)
            if (base in used or not numbered) and base not in introduced and same:
                found[name] = known
    needed = {letter for known in found.values() for size in sizes_in(known.declaration) for letter in size.free}
    for earlier in before.values():
        found.update({name: known for name, known in earlier.known.items() if name in needed and name not in found})
    return found


def _is_same(known: Known, *, indexed: bool, whole: bool, used: set[str]) -> bool:
    """Whether an exercise uses a name of an earlier one as what it was there: a family with indices, an array whole."""
    declaration = known.declaration
    if declaration.shape and not whole:
        return any(letter in used for size in declaration.shape for letter in size.free)
    return indexed or not declaration.indices


def _introduced(formula: Formula, *, numbered: bool) -> Iterator[Use]:
    """Uses that are bound or said to lie in a set; in numbered exercises also what is listed or begins equations."""
    bound = bound_of(formula.scan)
    yield from bound[0] if bound is not None else ()
    for membership in memberships(formula.scan):
        yield from membership.uses
    listed = {base for base, _, _ in listings(formula.scan)} if numbered else set()
    for use in formula.scan.uses:
        if use.role == "bound" or use.base in listed or (numbered and begins_equation(use, formula.scan)):
            yield use


def _sets(passages: Sequence[Passage], formulas: Sequence[Formula]) -> frozenset[str]:
    by_number = {formula.number: formula for formula in formulas}
    return frozenset(
        by_number[one.named].latex.strip()
        for passage in passages
        for one in sets_in_words(passage)
        if one.named in by_number
    )


def _sets_defined(passages: Sequence[Passage], formulas: Sequence[Formula]) -> Iterator[tuple[int, Extra]]:
    by_number = {formula.number: formula for formula in formulas}
    for passage in passages:
        for one in sets_in_words(passage):
            if {one.named, one.bound, one.condition} <= set(by_number):
                named, bound, condition = (
                    by_number[each].latex.strip() for each in (one.named, one.bound, one.condition)
                )
                latex = f"{named} = \\{{ {bound} : {condition} \\}}"
                yield one.condition, Extra((named,), latex, "the words describe this set", describes=True)


def _ones(passages: Sequence[Passage], formulas: Sequence[Formula], found: Vocabulary) -> Iterator[tuple[int, Extra]]:
    """A vector of ones, as the words say."""
    by_number = {formula.number: formula for formula in formulas}
    for passage in passages:
        for number in vectors_of_ones(passage):
            use = next(iter(subjects(by_number[number].scan)), None) if number in by_number else None
            name = name_in(found.names, number, use) if use is not None else ""
            known = found.known.get(name)
            if known is not None and len(known.declaration.shape) == 1:
                size = known.declaration.shape[0]
                latex = f"{name} = \\mathbf{{1}}_{{{to_latex(size)}}}"
                ones = term("apply", [builtin("ones"), size])
                yield number, Extra((name,), latex, "the words say that its entries are ones", value=ones)


def _given_here(here: Context, base: Context) -> dict[str, Known]:
    """What is declared by hand for one region, which later regions may use."""
    given = [one for one in here.declarations if base.declaration(one.name) != one]
    return {one.name: Known(one, "it is given", certain=True, formula=-1) for one in given}


def _declarations(region: str, found: Vocabulary, formulas: Sequence[Formula]) -> Iterator[Inferred]:
    places = {formula.number: formula.place for formula in formulas}
    for known in found.known.values():
        yield Inferred(
            kind="declaration",
            text=declaration_line(known.declaration),
            place=places.get(known.formula, Place()),
            because=known.because,
            certain=known.certain,
            part=region,
        )
