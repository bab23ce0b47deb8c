"""What holds while a claim is carried into the field: values of names, facts, what must exist, what was used.

A ``Scope`` is made for one attempt at one claim. Facts are Elements known to be positive or nonnegative, each with
the hypothesis that it comes from.

Requirements (``nonzero``, ``positive``, ``nonnegative``) are what a formula needs in order to exist. They are settled
by ``domains`` when they arise, under the facts that hold there; while a body is carried over whose names are to be
replaced afterwards, they are kept aside and settled when the replacement is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from solgen.kernel.field.fractions import Element, Field, Generator
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term


class Undefined(Exception):  # noqa: N818 -- a statement about a formula, turned into Unsettled
    """A side does not exist, or is not known to exist, on more than a nowhere-dense set; the message says which."""


class Unsupported(Exception):  # noqa: N818 -- a mechanism's signal that the claim is not its kind
    """A construct that the field of fractions does not carry."""


class Refinement(Exception):  # noqa: N818 -- a signal to begin again with a finer generator
    """The exponent family ``label`` needs the denominator ``needed``."""

    def __init__(self, label: str, needed: int) -> None:
        super().__init__(label)
        self.label = label
        self.needed = needed


class Branch(Exception):  # noqa: N818 -- a mechanism's signal that it wants to be asked case by case
    """``element`` has no one sign; ``cases`` are words of which exactly one holds: ``+ 0+ - 0- 0``."""

    def __init__(self, element: Element, cases: tuple[str, ...]) -> None:
        super().__init__(element.key)
        self.element = element
        self.cases = cases


_NEVER: Final = {
    "nonzero": "a division by zero",
    "positive": "a logarithm of what is not positive",
    "nonnegative": "a root of a negative number, or a sum from high to low",
    "index": "an index outside its declared range",
}


_OPPOSITE: Final = str.maketrans("+-", "-+")
_BOTH: Final = {("0+", "0-"): "0", ("0-", "0+"): "0"}
"""Signs that together say more than the second alone."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``element > 0`` (strict) or ``element >= 0``; ``source`` is the position of the hypothesis it comes from."""

    element: Element
    strict: bool
    source: int | None = None
    learned: str = ""
    """Seen on the way: ``always``, for all values of all names (a sum of squares), or ``here``, by other facts."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """``element`` must be ``kind`` for a formula to exist; ``facts`` held where it arose; ``written`` is for people.

    ``origin`` is what was written before names in it were replaced: it is asked for sums of squares, not shown.
    """

    kind: str
    element: Element
    facts: tuple[Fact, ...]
    written: Term | None
    depth: int = 0
    origin: Term | None = None


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
        self.unequal: dict[str, tuple[Element, int]] = {}
        """Differences of places that a hypothesis says not to be 0, by key, and the hypothesis."""
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
        self.root_degrees: dict[str, int] = {}
        """Degrees of the roots that were made, by the label of the radicand."""
        self.splitting = False
        """Whether a sign that is not known asks for a distinction of cases, by ``Branch``."""
        self.in_triangle = False
        """Whether a sum over ordered pairs is being brought to its canonical form, in which none is."""
        self.decided: dict[str, str] = {}
        """Signs, by key, in the case that is being looked at."""
        self.settle: Callable[[Scope, Requirement], None] | None = None
        self.always: dict[object, Fact] = {}
        """Sums of squares met so far, which are nonnegative wherever they stand."""
        self.learning = False
        """Whether sums of squares that are carried over become facts; they do where a sign is not seen without."""
        self.translate: Callable[[Term], Element] = _untranslated
        self.sign_of: Callable[[Element], str] = _unseen

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
    def in_case(self, element: Element, word: str) -> Iterator[None]:
        """Where ``element`` has the sign ``word``."""
        facts = []
        if word in ("+", "0+", "0"):
            facts.append(Fact(element, strict=word == "+"))
        if word in ("-", "0-", "0"):
            facts.append(Fact(-element, strict=word == "-"))
        decided = self.decided
        word = _BOTH.get((decided.get(element.key, ""), word), word)
        opposite = word.translate(_OPPOSITE)
        self.decided = {**decided, element.key: word, (-element).key: opposite}
        try:
            with self.assuming(*facts):
                yield
        finally:
            self.decided = decided

    def branch(self, element: Element, *cases: str) -> None:
        """Ask for a distinction of cases, where that is wanted and the element is free of bound names."""
        if self.splitting and not self.differentiating and not any(token[0] in "?@" for token in element.reach):
            raise Branch(element, cases)

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

    def bound_element(self, token: str) -> Element:
        """The bound name as an Element."""
        return self.field.generator("bound", (token,), (), frozenset({token}))

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
    def about_nothing_known(self, named: str) -> Iterator[None]:
        """Without the hypotheses on a name: where it is bound it takes values to which they do not apply."""
        facts, memo, signs, unequal, fixed = self.facts, self.memo, self.signs, self.unequal, self.fixed
        self.facts = [
            fact
            for fact in facts
            if (fact.source is None and fact.learned != "here") or named not in fact.element.reach
        ]
        self.unequal = {key: known for key, known in unequal.items() if named not in known[0].reach}
        self.fixed = {
            position: (value, source)
            for position, (value, source) in fixed.items()
            if named not in self.field.generators[position].reach | value.reach
        }
        self.memo, self.signs = {}, {}
        try:
            yield
        finally:
            self.facts, self.memo, self.signs, self.unequal, self.fixed = facts, memo, signs, unequal, fixed

    @contextmanager
    def keeping(self, *names: str) -> Iterator[None]:
        """Names that stand for themselves, and no equation of a hypothesis used: what a derivative needs."""
        before, memo, facts, was = self.keep, self.memo, self.facts, self.differentiating
        equations, solved, fixed = self.equations, self.solved, self.fixed
        self.keep = self.keep | set(names)
        self.memo, self.equations, self.solved, self.fixed, self.differentiating = {}, {}, {}, {}, True
        self.facts = [fact for fact in facts if fact.strict or fact.source is None]
        signs, self.signs = self.signs, {}
        try:
            yield
        finally:
            self.keep, self.memo, self.facts, self.differentiating = before, memo, facts, was
            self.equations, self.solved, self.fixed, self.signs = equations, solved, fixed, signs

    def is_integer_name(self, generator: Generator) -> bool:
        """Whether the generator is a name that stands for integers only."""
        if generator.kind in ("bound", "floor"):
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
            and all(coefficient.q == 1 for coefficient in element.numerator.coeffs())
            and all(self.is_integer_name(generator) for generator in element.used)
        )

    # -- requirements --------------------------------------------------------------------------------------------

    def require(self, kind: str, element: Element, written: Term | None = None, origin: Term | None = None) -> None:
        """Settle that ``element`` is ``kind``, now or when the names in it are replaced. Raises Undefined."""
        if element.rational is not None:
            value = element.rational
            if value > 0 or (value == 0 and kind in ("nonnegative", "index")) or (value != 0 and kind == "nonzero"):
                return
            raise Undefined(_NEVER[kind])
        requirement = Requirement(kind, element, (), written, 0, origin)
        if self.aside is not None:
            held = tuple(fact for fact in self.facts if any("?" in token for token in fact.element.reach))
            self.aside.append(Requirement(kind, element, held, written, self.depth, origin))
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

    def divide(self, numerator: Element, denominator: Element, written: Term | None = None) -> Element:
        """The quotient, once the denominator is known not to vanish on an open set. Raises Undefined."""
        if denominator.is_zero:
            raise Undefined("a division by zero")
        self.require("nonzero", denominator, written)
        return numerator / denominator


def _untranslated(node: Term) -> Element:
    raise Unsupported(node.head)


def _unseen(element: Element) -> str:
    del element
    return "?"
