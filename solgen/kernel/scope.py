"""What holds while a claim is carried into the field: values of names, facts, what must exist, what was used.

A ``Scope`` is made for one attempt at one claim. Facts are Elements known to be positive or nonnegative, each with
the hypothesis that it comes from. ``mapped`` replaces names inside an Element, generators included, by rebuilding
every generator that depends on them; each kind of generator registers how it is rebuilt in ``REBUILD``.

Requirements (``nonzero``, ``positive``, ``nonnegative``) are what a formula needs in order to exist. They are settled
by ``domains`` when they arise, under the facts that hold there; while a body is carried over whose names are to be
replaced afterwards, they are kept aside and settled when the replacement is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from solgen.kernel.fractions import Element, Field, Generator
from solgen.kernel.labels import sum_label
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term


class Undefined(Exception):  # noqa: N818 -- a statement about a formula, turned into Unsettled
    """A side does not exist, or is not known to exist, on more than a nowhere-dense set; the message says which."""


class Unsupported(Exception):  # noqa: N818 -- a mechanism's signal that the claim is not its kind
    """A construct that the field of fractions does not carry."""


_NEVER: Final = {
    "nonzero": "a division by zero",
    "positive": "a logarithm of what is not positive",
    "nonnegative": "a root of a negative number, or a sum from high to low",
    "index": "an index outside its declared range",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """``element > 0`` (strict) or ``element >= 0``; ``source`` is the position of the hypothesis it comes from."""

    element: Element
    strict: bool
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """``element`` must be ``kind`` for a formula to exist; ``facts`` held where it arose; ``written`` is for people."""

    kind: str
    element: Element
    facts: tuple[Fact, ...]
    written: Term | None
    depth: int = 0


Release = Callable[[Generator, tuple[Element, ...]], Element | None]
Rebuild = Callable[["Scope", Generator, tuple[Element, ...]], Element]
REBUILD: Final[dict[str, Rebuild]] = {}
"""How a generator of each kind is made again from changed arguments; modules add their kinds."""
BINDER_REBUILD: Final[dict[str, Callable[[Scope, Generator, Callable[[Element], Element]], Element]]] = {}
"""The same for generators that bind names: they are given the change itself, to make inside."""


class Scope:
    """The state of one attempt; see the module."""

    def __init__(self, context: Context, field: Field, granularity: dict[str, int] | None = None) -> None:
        self.context = context
        self.field = field
        self.granularity = granularity if granularity is not None else {}
        """Denominators of the families of exponents; see ``exponentials``."""
        self.facts: list[Fact] = []
        self.values: dict[str, Element] = {}
        """Elements that names stand for: parameters of definitions and bound names."""
        self.indices: set[str] = set()
        """Undeclared names that index something: integers."""
        self.keep: frozenset[str] = frozenset()
        """Names that stand for themselves for the moment, whatever defines them."""
        self.equations: dict[str, tuple[Term, int]] = {}
        """Names that a hypothesis equates with a Term, and the hypothesis."""
        self.solved: dict[str, tuple[Element, int]] = {}
        """Names for which a hypothesis that is linear in them was solved, and the hypothesis."""
        self.fixed: dict[int, tuple[Element, int]] = {}
        """What a hypothesis says that a generator (by position) is, and the hypothesis."""
        self.expanding: frozenset[str] = frozenset()
        self.differentiating = False
        self.used: set[int] = set()
        self.pinned: frozenset[str] = frozenset()
        """Names that hypotheses may hold to a set without interior."""
        self.conditions: dict[Term, Element] = {}
        """Exceptions as they are written, and the Element that must not be 0."""
        self.aside: list[Requirement] | None = None
        self.depth = 0
        self.frames: list[list[Fact]] = []
        self.made_up = 0
        self.memo: dict[object, Element] = {}
        self.signs: dict[str, str] = {}
        self.settle: Callable[[Scope, Requirement], None] | None = None
        self.translate: Callable[[Term], Element] = _untranslated

    # -- facts ---------------------------------------------------------------------------------------------------

    @contextmanager
    def assuming(self, *facts: Fact) -> Iterator[None]:
        """More facts for a while; what was remembered under other facts is set aside."""
        facts_before, memo, signs = self.facts, self.memo, self.signs
        self.facts, self.memo, self.signs = [*facts_before, *facts], {}, {}
        try:
            yield
        finally:
            self.facts, self.memo, self.signs = facts_before, memo, signs

    @contextmanager
    def bound_name(self, low: Element, high: Element) -> Iterator[Element]:
        """A fresh integer between ``low`` and ``high``, as an Element."""
        self.depth += 1
        variable = self.bound_element(f"?{self.depth}")
        self.frames.append(self.facts)
        try:
            with self.assuming(Fact(variable - low, strict=False), Fact(high - variable, strict=False)):
                yield variable
        finally:
            self.depth -= 1
            self.frames.pop()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Without the facts on the innermost bound name: its range may be empty, of which they say the contrary."""
        facts, memo, signs = self.facts, self.memo, self.signs
        self.facts, self.memo, self.signs = self.frames[-1], {}, {}
        try:
            yield
        finally:
            self.facts, self.memo, self.signs = facts, memo, signs

    @contextmanager
    def real_name(self) -> Iterator[Element]:
        """A real name that no author can write; it must be replaced before the block ends."""
        self.made_up += 1
        token = f"@{self.made_up}"
        try:
            yield self.field.generator("name", (token,), (), frozenset({token}))
        finally:
            self.made_up -= 1

    @contextmanager
    def naming(self, values: Mapping[str, Element], *, only: bool = False) -> Iterator[None]:
        """Names that stand for Elements; ``only`` these, as in the body of a definition."""
        before, memo = self.values, self.memo
        self.values = dict(values) if only else {**before, **values}
        self.memo = {}
        try:
            yield
        finally:
            self.values, self.memo = before, memo

    @contextmanager
    def keeping(self, *names: str) -> Iterator[None]:
        """Names that stand for themselves, and no equation of a hypothesis used: what a derivative needs."""
        before, memo, facts, was = self.keep, self.memo, self.facts, self.differentiating
        equations, solved = self.equations, self.solved
        self.keep = self.keep | set(names)
        self.memo, self.equations, self.solved, self.differentiating = {}, {}, {}, True
        self.facts = [fact for fact in facts if fact.strict or fact.source is None]
        signs, self.signs = self.signs, {}
        try:
            yield
        finally:
            self.keep, self.memo, self.facts, self.differentiating = before, memo, facts, was
            self.equations, self.solved, self.signs = equations, solved, signs

    def is_integer_name(self, generator: Generator) -> bool:
        """Whether the generator is a name that stands for integers only."""
        if generator.kind == "bound":
            return True
        if generator.kind not in ("name", "component"):
            return False
        named = str(generator.data[0])
        declaration = self.context.declaration(named)
        if declaration is None:
            return named in self.indices
        return declaration.kind in (Kind.SIZE, Kind.INTEGER)

    def is_integer(self, element: Element) -> bool:
        """Whether the Element takes integer values only, as far as its form tells."""
        return (
            element.is_polynomial
            and all(coefficient.q == 1 for coefficient in element.numerator.to_dict().values())
            and all(self.is_integer_name(generator) for generator in element.used)
        )

    # -- requirements --------------------------------------------------------------------------------------------

    def require(self, kind: str, element: Element, written: Term | None = None) -> None:
        """Settle that ``element`` is ``kind``, now or when the names in it are replaced. Raises Undefined."""
        if element.rational is not None:
            value = element.rational
            if value > 0 or (value == 0 and kind in ("nonnegative", "index")) or (value != 0 and kind == "nonzero"):
                return
            raise Undefined(_NEVER[kind])
        requirement = Requirement(kind, element, (), written)
        if self.aside is not None:
            held = tuple(fact for fact in self.facts if any("?" in token for token in fact.element.reach))
            self.aside.append(Requirement(kind, element, held, written, self.depth))
        elif self.settle is not None:
            self.settle(self, requirement)

    @contextmanager
    def setting_aside(self) -> Iterator[list[Requirement]]:
        """Collect requirements instead of settling them."""
        before, self.aside = self.aside, []
        try:
            yield self.aside
        finally:
            self.aside = before

    def require_again(
        self, requirements: list[Requirement], values: Mapping[str, Element], release: Release | None = None
    ) -> None:
        """Settle what was set aside, with names replaced."""
        depth = self.depth
        try:
            for requirement in requirements:
                self.depth = max(depth, requirement.depth)
                facts = [
                    Fact(self.mapped(fact.element, values, release), fact.strict, fact.source)
                    for fact in requirement.facts
                ]
                with self.assuming(*facts):
                    element = self.mapped(requirement.element, values, release)
                    self.require(requirement.kind, element, None)
        finally:
            self.depth = depth

    def divide(self, numerator: Element, denominator: Element, written: Term | None = None) -> Element:
        """The quotient, once the denominator is known not to vanish on an open set. Raises Undefined."""
        if denominator.is_zero:
            raise Undefined("a division by zero")
        self.require("nonzero", denominator, written)
        return numerator / denominator

    # -- replacement ---------------------------------------------------------------------------------------------

    def mapped(self, element: Element, values: Mapping[str, Element], release: Release | None = None) -> Element:
        """``element`` with names (by token) replaced throughout; ``release`` may replace components and calls."""
        tokens = frozenset(values)
        return self._mapped(element, values, tokens, release, {})

    def _mapped(
        self,
        element: Element,
        values: Mapping[str, Element],
        tokens: frozenset[str],
        release: Release | None,
        done: dict[int, Element],
    ) -> Element:
        if release is None and element.reach.isdisjoint(tokens):
            return element
        changed: dict[int, Element] = {}
        for generator in element.used:
            position = generator.position
            if position not in done:
                done[position] = self._rebuilt(generator, values, tokens, release, done)
            new = done[position]
            if not (new.is_polynomial and new.numerator == self.field.variables[position]):
                changed[position] = done[position]
        return self.composed(element, changed) if changed else element

    def _rebuilt(
        self,
        generator: Generator,
        values: Mapping[str, Element],
        tokens: frozenset[str],
        release: Release | None,
        done: dict[int, Element],
    ) -> Element:
        own = self.field.variable(generator)
        if generator.kind in ("name", "bound"):
            return values.get(str(generator.data[0]), own)
        if release is None and generator.reach.isdisjoint(tokens):
            return own
        binder = BINDER_REBUILD.get(generator.kind)
        if binder is not None:
            return binder(self, generator, lambda inner: self._mapped(inner, values, tokens, release, {}))
        arguments = tuple(self._mapped(argument, values, tokens, release, done) for argument in generator.arguments)
        if release is not None:
            released = release(generator, arguments)
            if released is not None:
                return released
        if all(new is old or new.key == old.key for new, old in zip(arguments, generator.arguments, strict=True)):
            return own
        return REBUILD[generator.kind](self, generator, arguments)

    def renamed(self, element: Element, names: Mapping[str, Element]) -> Element:
        """``element`` with bound names replaced by other bound names; nothing is simplified or asked for again."""
        if element.reach.isdisjoint(names):
            return element
        changed: dict[int, Element] = {}
        for generator in element.used:
            if not generator.reach.isdisjoint(names):
                changed[generator.position] = self._renamed_generator(generator, names)
        return self.composed(element, changed)

    def _renamed_generator(self, generator: Generator, names: Mapping[str, Element]) -> Element:
        if generator.kind == "bound":
            return names[str(generator.data[0])]
        if generator.kind == "sum":
            return self._renamed_sum(generator, names)
        arguments = tuple(self.renamed(argument, names) for argument in generator.arguments)
        reach = frozenset().union(*(names[token].reach if token in names else (token,) for token in generator.reach))
        made = self.field.generator(generator.kind, generator.data, arguments, reach)
        relation = self.field.relations.get(generator.position)
        if relation is not None and made.positions[0] not in self.field.relations:
            self.field.relate(made, relation[0], self.renamed(relation[1], names))
        return made

    def _renamed_sum(self, generator: Generator, names: Mapping[str, Element]) -> Element:
        """The sum's own bound names step aside where a new name would be captured by them."""
        tokens = list(generator.data)
        highs = [self.renamed(high, names) for high in generator.arguments[:-1]]
        body = generator.arguments[-1]
        incoming = frozenset().union(*(value.reach for value in names.values()))
        if not incoming.isdisjoint(tokens):
            taken = incoming | generator.reach | body.reach
            fresh: dict[str, Element] = {}
            for place, token in enumerate(tokens):
                if token in incoming:
                    tokens[place] = unused(taken)
                    taken |= {tokens[place]}
                    fresh[token] = self.bound_element(tokens[place])
            body = self.renamed(body, fresh)
        return self.sum_generator(tokens, highs, self.renamed(body, names))

    def bound_element(self, token: str) -> Element:
        """The bound name as an Element."""
        return self.field.generator("bound", (token,), (), frozenset({token}))

    def sum_generator(self, tokens: Sequence[str], highs: Sequence[Element], body: Element) -> Element:
        """The sum of ``body`` over the bound names ``tokens`` from 1 to ``highs``, as a generator."""
        reach = frozenset().union(body.reach.difference(tokens), *(high.reach for high in highs))
        label = sum_label(tokens, highs, body)
        return self.field.generator("sum", tuple(tokens), (*highs, body), reach, label)

    def composed(self, element: Element, changed: Mapping[int, Element]) -> Element:
        """``element`` with the generators at these positions replaced, at the top only."""
        if element.is_polynomial and all(value.is_polynomial for value in changed.values()):
            return self.field.element(self._composed_polynomial(element.numerator, changed), self.field.one.numerator)
        above = self._composed(element.numerator, changed)
        if element.is_polynomial:
            return above
        below = self._composed(element.denominator, changed)
        if below.is_zero:
            raise Undefined("a division by zero")
        return above / below

    def _composed_polynomial(self, polynomial: object, changed: Mapping[int, Element]) -> object:
        images = list(self.field.variables)
        for position, value in changed.items():
            images[position] = value.numerator
        return polynomial.compose(*images)  # type: ignore[attr-defined]

    def _composed(self, polynomial: object, changed: Mapping[int, Element]) -> Element:
        if all(value.is_polynomial for value in changed.values()):
            return self.field.element(self._composed_polynomial(polynomial, changed), self.field.one.numerator)
        total = self.field.zero
        ring = self.field.ring
        for exponents, coefficient in polynomial.to_dict().items():  # type: ignore[attr-defined]
            rest = tuple(0 if position in changed else exponent for position, exponent in enumerate(exponents))
            part = Element(self.field, ring.from_dict({rest: coefficient}), self.field.one.numerator)
            for position, value in changed.items():
                if exponents[position]:
                    part = part * value ** exponents[position]
            total = total + part
        return total


def opened_body(
    scope: Scope, tokens: Sequence[str], body: Element, variable: Element
) -> tuple[tuple[str, ...], Element]:
    """The body with its first bound name written as ``variable``, and the names that are still bound."""
    own = next(iter(variable.reach))
    if tokens[0] == own:
        return tuple(tokens[1:]), body
    names = {tokens[0]: variable}
    rest = list(tokens[1:])
    if own in rest:  # the new name is taken by another index: that one steps aside
        place = rest.index(own)
        rest[place] = unused(body.reach | {own} | frozenset(tokens))
        names[own] = scope.bound_element(rest[place])
    return tuple(rest), scope.renamed(body, names)


def unused(taken: frozenset[str]) -> str:
    """A bound name that is not among ``taken``."""
    count = 1
    while f"?{count}" in taken:
        count += 1
    return f"?{count}"


def _untranslated(node: Term) -> Element:
    raise Unsupported(node.head)
