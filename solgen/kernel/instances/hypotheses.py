"""Hypotheses made useful for drawing: an equation gives a name its value, an inequality the ends of its range.

``Plan`` orders the names so that each is drawn after those that its declaration and its hypotheses need. Equations with
a bare name on one side assign that name; others are solved for a name that is drawn last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from solgen.kernel.evaluation.evaluator import reach
from solgen.kernel.instances.recurrence_forms import Recurrence, stated
from solgen.kernel.instances.sizes_that_fit import demands_of_arrays
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, number, relation

_ORDER = {Kind.SIZE: 0, Kind.INTEGER: 1, Kind.FUNCTION: 2, Kind.SET: 2, Kind.VECTOR: 4, Kind.MATRIX: 4}
_BOUNDS = frozenset({"in", "at most", "at least"})


@dataclass(frozen=True, slots=True)
class Step:
    """One name to be drawn, what it is assigned or bounded by, what can be checked once it has a value."""

    name: str
    declaration: Declaration | None
    assigned: Term | None
    solved: tuple[Term, ...]
    bounds: tuple[tuple[str, Term], ...]
    """Pairs of ``low`` or ``high`` and the Term of that end."""
    checks: tuple[Term, ...]
    recurrent: bool = False
    """Whether a recurrence says how the members of a family follow from each other."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order; the hypotheses that the drawn values meet."""

    steps: tuple[Step, ...]
    hypotheses: tuple[Term, ...]
    needed: frozenset[str]
    closed: tuple[Term, ...]
    """Relations about no drawn name at all: they hold or do not."""


def parts(hypothesis: Term) -> Iterator[Term]:
    """The relations that a hypothesis puts together: a chain link by link, a conjunction part by part."""
    if hypothesis.head in ("and", "statements"):
        for argument in hypothesis.arguments:
            yield from parts(argument)
    elif hypothesis.head == "chain" and not any(member.head == "dots" for member in hypothesis.arguments):
        signs = hypothesis.data if isinstance(hypothesis.data, tuple) else ()
        pairs = zip(hypothesis.arguments, signs, hypothesis.arguments[1:], strict=False)
        if any(sign in ("⇒", "⇔") for sign in signs):
            yield hypothesis
        else:
            for left, sign, right in pairs:
                yield relation(str(sign), left, right)
    else:
        yield hypothesis


@dataclass(slots=True)
class _Planner:
    context: Context
    names: set[str]
    relations: list[Term]
    targets: dict[str, Term] = field(default_factory=dict)
    solves: dict[str, list[Term]] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=dict)
    recurrent: set[str] = field(default_factory=set)
    """Families of numbers of which an equation says how each follows from the one before it."""


def plan(context: Context, names: Iterable[str], *, every_hypothesis: bool = False) -> Plan:
    """How to draw values for these names and all that they depend on, under the hypotheses that touch them."""
    return _plan(context, frozenset(names), every_hypothesis)


@lru_cache(maxsize=256)
def _plan(context: Context, names: frozenset[str], every_hypothesis: bool) -> Plan:  # noqa: FBT001 -- a key of the memory
    needed = reachable(names, context)
    while True:  # what lies between needed names may be held by others again
        before = set(needed)
        hypotheses = list(context.hypotheses) if every_hypothesis else _connected(needed, context)
        for hypothesis in hypotheses:
            needed |= reachable(hypothesis.free, context)
        needed |= _confining(needed, context)
        demands = demands_of_arrays(context, needed)
        for demand in demands:
            needed |= reachable(demand.free, context)
        if needed == before:
            break
    drawn = {name for name in needed if context.definition(name) is None and not _is_computed(name, context)}
    relations = [part for hypothesis in hypotheses for part in parts(hypothesis)]
    planner = _Planner(context, drawn, [*relations, *demands, *_lengths(context, needed)])
    _orient(planner)
    order = _ordered(planner)
    steps = tuple(_step(planner, order, place) for place in range(len(order)))
    closed = tuple(part for part in planner.relations if reachable(part.free, context).isdisjoint(drawn))
    return Plan(steps, tuple(hypotheses), frozenset(needed), closed)


def _confining(needed: set[str], context: Context) -> set[str]:
    """Names that lie between needed ones: ``x: real, in [a, b]`` says of a and b that there is such an x."""
    found: set[str] = set()
    for declaration in context.declarations:
        if declaration.name in needed or declaration.shape:
            continue
        bounds = [term for known in declaration.properties if known.word in _BOUNDS for term in known.terms]
        if any(not needed.isdisjoint(bound.free) for bound in bounds):
            found |= reachable(frozenset({declaration.name}), context)
    return found


def reachable(names: Iterable[str], context: Context) -> set[str]:
    """Names, what their definitions use, and what the shapes, ranges and properties of all these use."""
    known = _reached(context)
    return set().union(*[known.get(name) or _reach_one(name, context, known) for name in names])


@lru_cache(maxsize=64)
def _reached(_context: Context) -> dict[str, frozenset[str]]:
    """What was found out in a context, name by name: what several names reach is what one or another of them does."""
    return {}


def _reach_one(name: str, context: Context, known: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        fresh = reach(waiting, context) - found
        found |= fresh
        waiting = set()
        for near in fresh:
            declaration = context.declaration(near)
            if declaration is not None:
                waiting |= _declared_names(declaration)
        waiting -= found
    known[name] = frozenset(found)
    return known[name]


def _declared_names(declaration: Declaration) -> frozenset[str]:
    """The names that ranges, shapes and properties use, but for the indices themselves: in ``j in 1..i`` the i."""
    own = frozenset(declared.index for declared in declaration.indices)
    return frozenset().union(*(part.free for part in _declared_terms(declaration))) - own


def _declared_terms(declaration: Declaration) -> list[Term]:
    bound = {declared.index for declared in declaration.indices}
    found = [end for declared in declaration.indices for end in (declared.low, declared.high)]
    found.extend(declaration.shape)
    for declared in declaration.properties:
        if declared.word in ("in", "rank", "at most", "at least"):
            found.extend(term for term in declared.terms if term.free.isdisjoint(bound))
        if declared.word == "diagonal":
            # the entries' name is drawn first, so that the matrix can take its diagonal from it
            found.extend(base_name(term) for term in declared.terms)
    return found


def base_name(node: Term) -> Term:
    """The name that stands under indices."""
    while node.head == "index":
        node = node.arguments[0]
    return node


def _is_computed(name: str, context: Context) -> bool:
    declaration = context.declaration(name)
    return declaration is not None and declaration.has("order statistics")


def _connected(needed: set[str], context: Context) -> list[Term]:
    """The hypotheses that share an undefined name with what is needed, directly or through others."""
    reaches = [reachable(hypothesis.free, context) for hypothesis in context.hypotheses]
    chosen: set[int] = set()
    known = {name for name in needed if context.definition(name) is None}
    changed = True
    while changed:
        changed = False
        for place, found in enumerate(reaches):
            if place not in chosen and (not found or not known.isdisjoint(found)):
                chosen.add(place)
                known |= {name for name in found if context.definition(name) is None}
                changed = True
    return [context.hypotheses[place] for place in sorted(chosen)]


def _lengths(context: Context, needed: set[str]) -> list[Term]:
    """What a definition by a tuple or a matrix says about declared sizes: ``y = (4, 1, 9, 3)`` gives n = 4."""
    found = []
    for name in sorted(needed):
        definition, declaration = context.definition(name), context.declaration(name)
        if definition is None or declaration is None or definition.parameters:
            continue
        body = definition.body
        if body.head == "tuple" and not any(entry.head in ("dots", "sequence") for entry in body.arguments):
            ends = [declared.high for declared in declaration.indices[:1] if declared.low is number(1)]
            found += [relation("=", end, number(len(body.arguments))) for end in ends or declaration.shape[:1]]
        elif body.head == "matrix" and isinstance(body.data, tuple):
            found += [
                relation("=", end, number(int(str(size))))
                for end, size in zip(declaration.shape, body.data, strict=False)
            ]
    return found


def _orient(planner: _Planner) -> None:
    found = [stated(node, planner.context) for node in planner.relations]
    planner.recurrent = {known.family for known in found if isinstance(known, Recurrence)}
    for node in planner.relations:
        if node.head != "relation" or node.data != "=":
            continue
        if _follows(planner, node):
            continue
        for side, other in (node.arguments, node.arguments[::-1]):
            name = str(side.data)
            fits = side.head == "name" and name in planner.names and name not in planner.targets
            below = reachable(other.free, planner.context)
            if fits and name not in below and not _would_circle(planner, name, below):
                planner.targets[name] = other
                planner.after.setdefault(name, set()).update(below & planner.names)
                break
        else:
            if not _is_between_arrays(node, planner.context):
                _solve_for(planner, node)


def _follows(planner: _Planner, node: Term) -> bool:
    """Whether an equation tells members of a family from others, so that the family is drawn after all else in it."""
    known = stated(node, planner.context) if planner.recurrent else None
    if known is None or known.family not in planner.recurrent:
        return False
    others = reachable(node.free, planner.context) & planner.names - {known.family}
    planner.after.setdefault(known.family, set()).update(others)
    return True


def _is_between_arrays(node: Term, context: Context) -> bool:
    """Whether an equation is one of vectors or matrices, which no number is solved for."""
    try:
        return any(shape_of(side, context).is_array for side in node.arguments)
    except ShapeMismatch:
        return False


def _would_circle(planner: _Planner, name: str, below: set[str]) -> bool:
    seen: set[str] = set()
    waiting = set(below)
    while waiting:
        current = waiting.pop()
        if current == name:
            return True
        if current not in seen:
            seen.add(current)
            waiting |= planner.after.get(current, set())
            declaration = planner.context.declaration(current)
            if declaration is not None:
                waiting |= _declared_names(declaration) & planner.names
    return False


def _solve_for(planner: _Planner, node: Term) -> None:
    names = reachable(node.free, planner.context) & planner.names
    scalars = [
        declaration.name
        for declaration in planner.context.declarations
        if declaration.name in names
        and declaration.name not in planner.targets
        and declaration.kind in (Kind.REAL, Kind.QUANTITY, Kind.INTEGER, Kind.SIZE)
    ]
    if scalars:
        last = max(scalars, key=lambda name: (_rank(planner.context, name), scalars.index(name)))
        planner.solves.setdefault(last, []).append(node)
        if not _would_circle(planner, last, names - {last}):
            planner.after.setdefault(last, set()).update(names - {last})


def _rank(context: Context, name: str) -> int:
    declaration = context.declaration(name)
    if declaration is None:
        return 1
    base = _ORDER.get(declaration.kind, 3)
    return 2 if base == 3 and declaration.indices else base


def _ordered(planner: _Planner) -> list[str]:
    """Each name after those that it needs; else by kind, then in the order of declaration."""
    places = {declaration.name: place for place, declaration in enumerate(planner.context.declarations)}

    def key(name: str) -> tuple[int, int, str]:
        return _rank(planner.context, name), places.get(name, -1), name

    done: list[str] = []
    for name in sorted(planner.names, key=key):
        _append_after_needs(name, planner, key, done, set())
    return done


def _append_after_needs(
    name: str, planner: _Planner, key: Callable[[str], tuple[int, int, str]], done: list[str], active: set[str]
) -> None:
    if name in done or name in active or name not in planner.names:
        return
    active.add(name)
    declaration = planner.context.declaration(name)
    needs = set(planner.after.get(name, set()))
    if declaration is not None:
        needs |= reachable(_declared_names(declaration), planner.context)
    for need in sorted(needs, key=key):
        _append_after_needs(need, planner, key, done, active)
    active.discard(name)
    done.append(name)


def _step(planner: _Planner, order: list[str], place: int) -> Step:
    name = order[place]
    before = set(order[:place])
    checks, bounds = [], []
    for node in planner.relations:
        names = reachable(node.free, planner.context) & planner.names
        if name in names and names <= before | {name}:
            checks.append(node)
            bounds.extend(_ends(node, name))
    assigned = planner.targets.get(name)
    solved = tuple(node for node in planner.solves.get(name, ()) if node in checks)
    return Step(
        name,
        planner.context.declaration(name),
        assigned,
        solved,
        tuple(bounds),
        tuple(checks),
        name in planner.recurrent,
    )


def _ends(node: Term, name: str) -> list[tuple[str, Term]]:
    if node.head != "relation" or node.data not in ("<", "≤", ">", "≥", "∈"):
        return []
    left, right = node.arguments
    if node.data == "∈":
        if left.head == "name" and left.data == name and right.head == "interval":
            ends = zip(("low", "high"), right.arguments, strict=True)
            return [(which, end) for which, end in ends if "infinity" not in repr(end)]
        return []
    smaller, larger = (left, right) if node.data in ("<", "≤") else (right, left)
    if larger.head == "name" and larger.data == name and name not in smaller.free:
        return [("low", smaller)]
    if smaller.head == "name" and smaller.data == name and name not in larger.free:
        return [("high", larger)]
    return []
