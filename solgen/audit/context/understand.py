"""From a text to what its names mean and what its formulas are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from solgen.audit.context.decomposed import Choice, decomposed
from solgen.audit.context.given import Given
from solgen.audit.context.lines import declaration_line
from solgen.audit.context.material import Formula, Material, gather
from solgen.audit.context.phrases.arrays import arrays
from solgen.audit.context.phrases.kinds import kinds
from solgen.audit.context.phrases.said import Passage, Said
from solgen.audit.context.phrases.sets import sets_in_words
from solgen.audit.context.phrases.sizes import sizes
from solgen.audit.context.scan import Use
from solgen.audit.context.standing import Standing
from solgen.audit.context.vocabulary import Asked, Known, Vocabulary, vocabulary
from solgen.audit.context.walk import Extra, Walk
from solgen.audit.understanding import Inferred, Interpretation, ReadFormula, Understanding
from solgen.diagnostics import Place
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.notation.context import Context
from solgen.notation.terms import constant


def understand(manuscript: Manuscript, given: Given | None = None) -> Understanding:
    """Every formula of a text with its context and purpose, and all that was inferred, each with its place.

    Nothing is judged. A formula without reading and without problem only says what a name is.
    """
    del given
    material = gather(manuscript)
    name, formulas, inferred = _interpretation(material, Choice())
    return Understanding(manuscript, tuple(inferred), (Interpretation(name, formulas),), manuscript.diagnostics)


def _interpretation(material: Material, choice: Choice) -> tuple[str, tuple[ReadFormula, ...], list[Inferred]]:
    base = replace(Context(), log_base=constant("e"))
    vocabularies: dict[str, Vocabulary] = {}
    bases: dict[str, Context] = {}
    extras: dict[int, list[Extra]] = {}
    inferred: list[Inferred] = []
    names: list[str] = []
    for region in material.regions:
        formulas = [formula for formula in material.formulas if formula.region == region]
        passages = material.passages[region]
        said = [one for passage in passages for one in said_in(passage)]
        decompositions = decomposed(passages, formulas, choice)
        for one in decompositions:
            if one.name and one.name not in names:
                names.append(one.name)
        before = _inherited(formulas, said, vocabularies)
        found = vocabulary(
            Asked(
                formulas=formulas,
                said=said,
                given=base,
                inherited=before,
                shapes={name: shape for one in decompositions for name, shape in one.shapes},
                properties={name: words for one in decompositions for name, words in one.properties},
                sets=_sets(passages, formulas),
            )
        )
        vocabularies[region] = found
        own = [known.declaration for known in found.known.values()]
        outer = [known.declaration for known in found.inherited.values()]
        bases[region] = base.with_declarations(*outer, *own, *found.hidden)
        inferred += _declarations(region, found, formulas)
        for number, extra in _sets_defined(passages, formulas):
            extras.setdefault(number, []).append(extra)
    walk = Walk(vocabularies, bases, Standing(given=Context()), extras)
    read = tuple(walk.formulas(material.formulas))
    return ", ".join(names), read, [*inferred, *walk.inferred]


def said_in(passage: Passage) -> Iterator[Said]:
    """All that a passage says of names."""
    yield from sizes(passage)
    yield from arrays(passage)
    yield from kinds(passage)


def _inherited(formulas: Sequence[Formula], said: Sequence[Said], before: Mapping[str, Vocabulary]) -> dict[str, Known]:
    """Names of earlier regions that this one uses without introducing them."""
    introduced = {use.base for formula in formulas for use in _introduced(formula)}
    introduced |= {
        use.base
        for formula in formulas
        for one in said
        if one.formula == formula.number
        for use in formula.scan.uses[:1]
    }
    used = {use.base for formula in formulas for use in formula.scan.uses}
    found: dict[str, Known] = {}
    for earlier in before.values():
        for name, known in earlier.known.items():
            base = earlier.names.found[name].base if name in earlier.names.found else name
            if base in used and base not in introduced:
                found[name] = known
    needed = {letter for known in found.values() for size in known.declaration.shape for letter in size.free}
    needed |= {
        letter
        for known in found.values()
        for one in known.declaration.indices
        for letter in one.low.free | one.high.free
    }
    for earlier in before.values():
        found.update({name: known for name, known in earlier.known.items() if name in needed and name not in found})
    return found


def _introduced(formula: Formula) -> Iterator[Use]:
    """Uses that begin a statement and stand right before an equals sign, or are bound."""
    for use in formula.scan.uses:
        if use.role == "bound":
            yield use
        elif use.after == "=" and not use.role and formula.scan.statements:
            statement = formula.scan.statements[use.statement]
            if statement.tokens[0].start == use.start and not statement.lead:
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
                yield one.condition, Extra((named,), latex, "the words describe this set")


def _declarations(region: str, found: Vocabulary, formulas: Sequence[Formula]) -> Iterator[Inferred]:
    places = {formula.number: formula.place for formula in formulas}
    for known in found.known.values():
        yield Inferred(
            "declaration", declaration_line(known.declaration), places.get(known.formula, Place()), known.because,
            known.certain, region,
        )  # fmt: skip
