"""Worlds for claims of the corpus: generic ones, small ones where things coincide, and ones where equations hold.

What ``context_worlds`` draws is generic. Steps between conditions and strict inequalities turn on what is not: so a
claim is also looked at where its names have small values, and where a side of one of its relations meets the other,
found by a numeric solver. A world counts only if the declarations and the hypotheses hold in it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import mpmath
import numpy as np

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term
from tests.bench.context_worlds import context_worlds
from tests.bench.oracle import NoValue, World, equal, evaluate

mpf = mpmath.mpf
_SMALL = tuple(mpf(numerator) / 2 for numerator in (0, 2, -2, 4, -4, 6, -6, 1, -1, 8))
_STARTS = tuple(mpf(start) / 4 for start in (1, -1, 3, 9, -9, 15, -15, 26))
_ROOTS = 12
_NEARBY, _FAR = mpf(10) ** -6, 20
_CONDITIONS = ("⇔", "⇒")
_ATOMS = ("=", "≠", "<", "≤", ">", "≥")


@dataclass(frozen=True)
class Point:
    """A world, and whether its numbers are random ones, at which nothing vanishes by accident."""

    world: World
    generic: bool


def fits(context: Context, world: World) -> bool:
    """Whether declarations and hypotheses hold, as far as the oracle can tell."""
    try:
        return all(_allowed(declaration, world) for declaration in context.declarations) and all(
            evaluate(hypothesis, world) for hypothesis in context.hypotheses
        )
    except NoValue:
        return False


def _allowed(declaration: Declaration, world: World) -> bool:
    value = world.names.get(declaration.name)
    if declaration.has("rank") and isinstance(value, np.ndarray):
        wanted = evaluate(declaration.property_terms("rank")[0], world)  # type: ignore[index]
        return bool(np.linalg.matrix_rank(value.astype(float)) == int(wanted))
    if isinstance(value, list):
        return all(_number_allowed(declaration, each, world) for each in value if isinstance(each, mpf))
    return not isinstance(value, (mpf, int)) or _number_allowed(declaration, value, world)


def _number_allowed(declaration: Declaration, value: Any, world: World) -> bool:
    signs = {"positive": value > 0, "negative": value < 0, "nonnegative": value >= 0, "nonzero": value != 0}
    if any(declaration.has(word) and not meets for word, meets in signs.items()):
        return False
    for word, sign in (("at least", 1), ("at most", -1)):
        bound = declaration.property_terms(word)
        if bound and sign * (value - evaluate(bound[0], world)) < 0:
            return False
    within = declaration.property_terms("in")
    return within is None or _inside(value, within[0], world)


def _inside(value: Any, domain: Term, world: World) -> bool:
    if domain.head == "interval":
        low, high = (evaluate(end, world) for end in domain.arguments)
        open_low, open_high = str(domain.data)[0] == "(", str(domain.data)[1] == ")"
        at_end = [equal(value, end, mpf(10) ** -20) for end in (low, high)]
        above = low < value and not at_end[0] if open_low else low <= value or at_end[0]
        return bool(above and (value < high and not at_end[1] if open_high else value <= high or at_end[1]))
    if domain.head == "set":
        return any(equal(value, evaluate(each, world)) for each in domain.arguments)
    raise NoValue("a domain that is no interval")


@lru_cache(maxsize=64)
def generic_worlds(context: Context, count: int, seed: int) -> tuple[World, ...]:
    """The first worlds that are drawn for a context and fit it."""
    drawn = (_mended(context, world) for world in context_worlds(context, seed))
    return tuple(itertools.islice((world for world in drawn if fits(context, world)), count))


def _mended(context: Context, world: World) -> World:
    """The world with what hypotheses say of a matrix: that v is an eigenvector of it, that it is a projection."""
    for hypothesis in context.hypotheses:
        sides = hypothesis.arguments if hypothesis.head == "relation" and hypothesis.data == "=" else ()
        words = [[str(each.data) for each in side.walk() if each.head == "name"] for side in sides]
        if len(words) == 2 and len(words[0]) == 2 and sides[0].head == sides[1].head == "multiply":
            matrix, vector, value = (world.names[each] for each in (*words[0], words[1][0]))
            if isinstance(matrix, np.ndarray) and isinstance(vector, np.ndarray):
                off = (value * vector - matrix @ vector) @ vector.T
                world = world.with_value(words[0][0], matrix + off * (1 / (vector.T @ vector)[0, 0]))
        elif len(words) == 2 and sides[0].head == "power" and words[0] == words[1] and sides[1].head == "name":
            matrix = world.names[words[0][0]]
            vector = matrix[:, [0]]
            world = world.with_value(words[0][0], vector @ vector.T * (1 / (vector.T @ vector)[0, 0]))
    return world


def points(claim: Claim, seed: int, count: int) -> Iterator[Point]:
    """Generic worlds, then small ones, then ones where relations of the claim hold with equality."""
    base = [_with_free_indices(claim, world, k) for k, world in enumerate(generic_worlds(claim.context, count, seed))]
    for world in base:
        yield Point(world, generic=True)
    if not base or _moves(claim):
        return
    for world in _special(claim, base, random.Random(seed)):  # noqa: S311 -- numbers for a test, no secret
        if fits(claim.context, world):
            yield Point(world, generic=False)


def _moves(claim: Claim) -> bool:
    """Whether derivatives occur, which are taken at generic points only."""
    bodies = [definition.body for definition in claim.context.definitions]
    heads = {node.head for side in (claim.left, claim.right, *bodies) for node in side.walk()}
    return bool(heads & {"derivative", "gradient", "prime", "subdifferential"})


def _with_free_indices(claim: Claim, world: World, turn: int) -> World:
    """Names that nothing declares are indices: each takes a place that the families it indexes have."""
    for place, named in enumerate(sorted((claim.left.free | claim.right.free) - world.names.keys())):
        ends = _ends_of(claim, named, world)
        if ends is None:
            continue
        low, high = ends
        world = World({**world.base, named: low + (turn + place) % (high - low + 1)}, world.build, world.given,
                      world.domains)  # fmt: skip
    return _spread(claim, world, turn)


def _spread(claim: Claim, world: World, turn: int) -> World:
    """Two free indices differ in one world and coincide in the next, where their ranges let them."""
    free = sorted(name for name in (claim.left.free | claim.right.free) if claim.context.declaration(name) is None)
    indices = [name for name in free if isinstance(world.base.get(name), int)]
    if len(indices) == 2 and turn % 2:
        first = world.base[indices[0]]
        ends = _ends_of(claim, indices[1], world)
        if ends is not None and ends[0] <= first <= ends[1]:
            return world.with_value(indices[1], first)
    return world


def _ends_of(claim: Claim, named: str, world: World) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    for side in (claim.left, claim.right):
        for node in side.walk():
            if node.head != "index" or node.arguments[0].head != "name":
                continue
            declaration = claim.context.declaration(str(node.arguments[0].data))
            for place, position in enumerate(node.arguments[1:]):
                if position.head != "name" or position.data != named or declaration is None:
                    continue
                ends = _place_ends(declaration, place, world)
                if ends is not None:
                    found = ends if found is None else (max(found[0], ends[0]), min(found[1], ends[1]))
    return found if found is None or found[0] <= found[1] else None


def _place_ends(declaration: Declaration, place: int, world: World) -> tuple[int, int] | None:
    if place < len(declaration.indices):
        each = declaration.indices[place]
        return int(evaluate(each.low, world)), int(evaluate(each.high, world))
    if place < len(declaration.shape):
        return 1, int(evaluate(declaration.shape[place], world))
    return None


# -- special worlds ------------------------------------------------------------------------------------------------


def _special(claim: Claim, base: list[World], draw: random.Random) -> Iterator[World]:
    names = _numbers(claim)
    first = base[0]
    asked = [name for name in names if name in claim.unknowns] or names[:2]
    for _ in range(16):
        yield _moved(draw.choice(base), {name: draw.choice(_SMALL) for name in names})
    for world, (left, right) in itertools.product([*base[:2], *_rounder(base, names, draw)], _atoms(claim)):
        for name in asked:
            if name in left.free | right.free or claim.context.definitions:
                yield from _meeting(world, left, right, name)
    for world in base:
        yield from (_tied(world, names, _pieces(claim.context), draw) for _ in range(3))
    for values in itertools.product(_SMALL, repeat=len(asked)) if 0 < len(asked) <= 2 else []:
        yield _moved(first, dict(zip(asked, values, strict=True)))


def _rounder(base: list[World], names: list[str], draw: random.Random) -> list[World]:
    return [_moved(draw.choice(base), {name: draw.choice(_SMALL) for name in names}) for _ in range(3)]


def _pieces(context: Context) -> frozenset[str]:
    """Names of what belongs to another name: a matrix's columns, its diagonal, a sample in order."""
    return frozenset(
        name
        for declaration in context.declarations
        for known in declaration.properties
        for each in known.terms
        for name in each.free
    )


def _tied(world: World, names: list[str], pieces: frozenset[str], draw: random.Random) -> World:
    """Small values for the members of families as well, ties among them."""
    changes: dict[str, Any] = {name: draw.choice(_SMALL) for name in names}
    for name, value in world.base.items():
        if name not in pieces and isinstance(value, list) and value and all(isinstance(each, mpf) for each in value):
            changes[name] = [draw.choice(_SMALL[:6]) for _ in value]
    return _moved(world, changes)


def _moved(world: World, changes: dict[str, Any]) -> World:
    return World({**world.base, **changes}, world.build, world.given, world.domains)


def _numbers(claim: Claim) -> list[str]:
    """The plain real numbers of the claim, its unknowns first."""
    plain = [
        declaration.name
        for declaration in claim.context.declarations
        if declaration.kind is Kind.REAL and not declaration.indices
    ]
    defined = {definition.name for definition in claim.context.definitions}
    used = claim.left.free | claim.right.free
    if defined & used:
        used = used | {name for each in claim.context.definitions for name in each.body.free}
    return sorted((name for name in plain if name in used - defined), key=lambda name: name not in claim.unknowns)


def _atoms(claim: Claim) -> list[tuple[Term, Term]]:
    """The pairs of sides that relations of the claim compare."""
    found: dict[tuple[Term, Term], None] = {}
    if claim.relation in _ATOMS:
        found[claim.left, claim.right] = None
    for side in (claim.left, claim.right):
        for node in side.walk():
            if node.head == "relation" and node.data in _ATOMS:
                found[node.arguments[0], node.arguments[1]] = None
            elif node.head == "chain" and not set(node.data) & set(_CONDITIONS):  # type: ignore[arg-type]
                found.update(dict.fromkeys(itertools.pairwise(node.arguments)))
    return list(found)


def _meeting(world: World, left: Term, right: Term, name: str) -> Iterator[World]:
    """The world with ``name`` where both sides are equal, and a little to both sides of there."""

    def difference(value: Any) -> Any:
        there = world.with_value(name, value)
        try:
            return evaluate(left, there) - evaluate(right, there)
        except (NoValue, TypeError):
            raise ValueError(name) from None

    known: list[Any] = []
    for start in _STARTS:
        try:
            value = mpmath.findroot(difference, (start, start + mpf(1) / 7), tol=mpf(10) ** -40, maxsteps=40)
        except (ArithmeticError, TypeError, ValueError):
            continue
        if isinstance(value, mpmath.mpc) or any(abs(value - other) < mpf(10) ** -8 for other in known):
            continue
        if not _leaves(difference, value):
            continue  # not a root, only an asymptote
        known.append(value)
        if len(known) > _ROOTS:
            return
        value = _rounded(value)
        yield world.with_value(name, value)
        yield world.with_value(name, value + mpf(1) / 1000)
        yield world.with_value(name, value - mpf(1) / 1000)


def _leaves(difference: Callable[[Any], Any], value: Any) -> bool:
    try:
        return all(abs(difference(value + step)) > mpf(10) ** -14 for step in (-_NEARBY, _NEARBY))
    except (ArithmeticError, ValueError):
        return bool(abs(value) < _FAR)  # the end of a domain


def _rounded(value: Any) -> Any:
    """A simple fraction that is as good as the computed number."""
    for below in (1, 2, 3, 4, 5, 6):
        near = mpmath.nint(value * below) / below
        if abs(near - value) < mpf(10) ** -8:
            return near
    return value
