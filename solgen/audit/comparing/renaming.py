"""Which name of a bank question is which name of a text.

Names that the question declares but does not define (``x``, ``y``, ``N``, ``U``) are tried out: each is sent to a name
of the text of the same kind, with as many indices, with the same structure (orthogonal, diagonal). Names that the
question defines come along with their definitions, under names that no author can write, so that the judge can say
whether what the text calls ``\\phi`` is what the question calls ``\\sigma``. Nothing is believed because of its letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind, Property
from solgen.notation.substitution import substitute
from solgen.notation.terms import BINDERS, Term, TermTooDeep, name, term

MOST_RENAMINGS = 64
"""Ways to match the names that are tried for one goal."""
_MARK = "#asked"
_WHOLE = frozenset({Kind.SIZE, Kind.INTEGER})
_STRUCTURE = ("diagonal", "order statistics")
_SIGNS = ("positive", "nonnegative", "nonzero", "negative")
_ORTHOGONAL = ("orthogonal", "orthonormal columns")


@dataclass(frozen=True, slots=True)
class Renaming:
    """``names`` sends names of the question to names of the text; what is not in it keeps a name of its own."""

    names: tuple[tuple[str, str], ...]

    def mapping(self) -> dict[str, Term]:
        """For substitution into Terms of the question."""
        return {old: name(new) for old, new in self.names}

    def and_also(self, old: str, new: str) -> Renaming:
        """One name more."""
        return Renaming((*self.names, (old, new)))


def primitives(node: Term, context: Context) -> tuple[str, ...]:
    """The names that a Term of the question depends on and that are declared but not defined, in order of use."""
    try:
        bottom = unfold(node, context)
    except (BudgetExhausted, TermTooDeep):
        bottom = node
    found: dict[str, None] = {}
    for part in bottom.walk():
        if part.head == "name" and part.data in bottom.free and context.definition(str(part.data)) is None:
            found.setdefault(str(part.data))
    for named in tuple(found):
        declaration = context.declaration(named)
        if declaration is not None:
            found |= dict.fromkeys(_sizes_of(declaration))
    return tuple(named for named in found if context.declaration(named) is not None)


def _sizes_of(declaration: Declaration) -> Iterator[str]:
    for size in (*declaration.shape, *(end for each in declaration.indices for end in (each.low, each.high))):
        yield from sorted(size.free)


def renamings(wanted: tuple[str, ...], asked: Context, text: Context) -> Iterator[Renaming]:
    """Ways to send the ``wanted`` names of the question to names of the text, at most ``MOST_RENAMINGS``.

    Names with a shape or indices come first, because they settle the sizes.
    """
    declared = [declaration for each in wanted if (declaration := asked.declaration(each)) is not None]
    declared.sort(key=lambda one: (one.kind in _WHOLE, not (one.shape or one.indices)))
    return islice(_assign(declared, {}, text), MOST_RENAMINGS)


def _assign(waiting: list[Declaration], done: dict[str, str], text: Context) -> Iterator[Renaming]:
    if not waiting:
        yield Renaming(tuple(done.items()))
        return
    first, rest = waiting[0], waiting[1:]
    if first.name in done:
        yield from _assign(rest, done, text)
        return
    for candidate in _candidates(first, text):
        if candidate.name in done.values():
            continue
        sizes = _matched_sizes(first, candidate, done)
        if sizes is not None:
            yield from _assign(rest, {**done, first.name: candidate.name, **sizes}, text)


def _candidates(wanted: Declaration, text: Context) -> list[Declaration]:
    """Names of the text that could be this one: the same letter first, then those that nothing defines."""
    fitting = [other for other in text.declarations if _alike(wanted, other)]
    strict = [other for other in fitting if _structure(wanted) == _structure(other)]
    fitting = strict or ([] if _structure(wanted) & {"diagonal"} else fitting)
    return sorted(fitting, key=lambda other: (text.definition(other.name) is not None, other.name != wanted.name))


def _alike(wanted: Declaration, other: Declaration) -> bool:
    same_kind = wanted.kind is other.kind or {wanted.kind, other.kind} <= _WHOLE
    return same_kind and len(wanted.indices) == len(other.indices) and len(wanted.shape) == len(other.shape)


def _structure(declaration: Declaration) -> frozenset[str]:
    words = {word for word in _STRUCTURE if declaration.has(word)}
    if any(declaration.has(word) for word in _ORTHOGONAL):
        words.add("orthogonal")
    return frozenset(words)


def _matched_sizes(wanted: Declaration, other: Declaration, done: Mapping[str, str]) -> dict[str, str] | None:
    """The sizes that the shapes match, or None where they contradict what is matched already."""
    pairs = list(zip(wanted.shape, other.shape, strict=True))
    pairs += [(mine.high, yours.high) for mine, yours in zip(wanted.indices, other.indices, strict=True)]
    found: dict[str, str] = {}
    for mine, yours in pairs:
        if mine.head != "name" or yours.head != "name":
            continue
        old, new = str(mine.data), str(yours.data)
        if done.get(old, found.get(old, new)) != new:
            return None
        if old not in done and new in done.values():
            return None
        found[old] = new
    return found


def renamed(node: Term, renaming: Renaming, asked: Context) -> Term:
    """A Term of the question in the text's names; names of the question's own are marked."""
    return _renamed(node, {**_marked(asked), **renaming.mapping()}, frozenset())


def _renamed(node: Term, mapping: Mapping[str, Term], bound: frozenset[str]) -> Term:
    """Every name replaced, bound ones too: a declaration may say what they are. Indices get names of their own."""
    if node.free.isdisjoint(mapping) and not bound and not any(part.head in BINDERS for part in node.walk()):
        return node
    if node.head == "name":
        named = str(node.data)
        return mapping.get(named) or (name(named + _MARK) if named in bound else node)
    within = bound | {str(node.arguments[0].data)} if node.head in BINDERS else bound
    return term(node.head, [_renamed(each, mapping, within) for each in node.arguments], node.data)


def joined(text: Context, asked: Context, renaming: Renaming, *, opaque: bool = False) -> Context:
    """The text's context with the question's definitions under marked names, for those that the renaming leaves.

    With ``opaque`` no definition of either is known: what is equal then is equal by algebra alone, so that one line of
    a derivation is told from the next.
    """
    known = {old for old, _ in renaming.names}
    mapping = {**_marked(asked), **renaming.mapping()}
    declarations = [_renamed_declaration(each, mapping) for each in asked.declarations if each.name not in known]
    definitions = () if opaque else tuple(_renamed_definitions(asked, known, mapping))
    own = () if opaque else text.definitions
    hypotheses = tuple(each for each in text.hypotheses if not (opaque and _says_what_it_is(each)))
    plain = _declared_all(text) if opaque else text
    merged = replace(plain, definitions=(*own, *definitions), hypotheses=hypotheses)
    merged = merged.with_declarations(*_as_in_the_question(text, asked, renaming))
    return merged.with_declarations(*declarations)


def _as_in_the_question(text: Context, asked: Context, renaming: Renaming) -> Iterator[Declaration]:
    """The text's declarations of matched names, with the signs that the question says they have."""
    for old, new in renaming.names:
        mine, theirs = asked.declaration(old), text.declaration(new)
        if mine is not None and theirs is not None and text.definition(new) is None:
            more = tuple(each for each in mine.properties if each.word in _SIGNS and not theirs.has(each.word))
            if more:
                yield replace(theirs, properties=(*theirs.properties, *more))


def _says_what_it_is(hypothesis: Term) -> bool:
    """Whether it gives a name its value, as a definition does."""
    if hypothesis.head != "relation" or hypothesis.data != "=":
        return False
    left, right = hypothesis.arguments
    return left.head == "name" and str(left.data) not in right.free


def _marked(asked: Context) -> dict[str, Term]:
    names = {declaration.name for declaration in asked.declarations} | {each.name for each in asked.definitions}
    return {each: name(each + _MARK) for each in names}


def _declared_all(text: Context) -> Context:
    """The text's context in which every defined name is declared as well, so that it means something undefined."""
    missing = [
        _opaque_declaration(definition)
        for definition in text.definitions
        if text.declaration(definition.name) is None and definition.target.head == "apply"
    ]
    missing += [
        Declaration(definition.name, Kind.REAL)
        for definition in text.definitions
        if text.declaration(definition.name) is None and definition.target.head == "name"
    ]
    return text.with_declarations(*missing)


def _opaque_declaration(definition: Definition) -> Declaration:
    return Declaration(definition.name, Kind.FUNCTION)


def _renamed_definitions(asked: Context, known: set[str], mapping: Mapping[str, Term]) -> Iterator[Definition]:
    for definition in asked.definitions:
        if definition.name in known:
            continue
        target = definition.target  # its parameters are renamed as well, so that they keep their declared shapes
        arguments = [mapping.get(str(each.data), each) for each in target.arguments]
        fresh = term(target.head, arguments, target.data) if arguments else mapping[definition.name]
        yield Definition(fresh, _renamed(definition.body, mapping, frozenset()))


def _renamed_declaration(declaration: Declaration, mapping: Mapping[str, Term]) -> Declaration:
    return replace(
        declaration,
        name=str(mapping[declaration.name].data),
        indices=tuple(
            IndexRange(each.index, substitute(each.low, mapping), substitute(each.high, mapping))
            for each in declaration.indices
        ),
        shape=tuple(substitute(size, mapping) for size in declaration.shape),
        properties=tuple(
            Property(each.word, tuple(substitute(one, mapping) for one in each.terms))
            for each in declaration.properties
        ),
    )
