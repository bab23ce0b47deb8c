"""Worlds for any context, so that the oracle can say whether a planted line is wrong.

Names are drawn from what their declarations say, definitions are computed by the oracle itself. A world counts only if
the oracle finds every hypothesis true in it (``worlds.fitting``); where none is found nothing is said.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import mpmath
import numpy as np

from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.terms import Term
from tests.bench.oracle import UNITS, NoValue, World, equal, evaluate

mpf = mpmath.mpf
_ATTEMPTS = 60
_ENDLESS = 10**9
"""What an index runs to no more: the end of an infinite sum."""
_Drawn = dict[str, Any]


def context_worlds(context: Context, seed: int) -> Iterator[World]:
    """Candidates for a context; the same seed gives the same worlds."""
    draw = random.Random(f"context/{seed}")  # noqa: S311 -- numbers for a test, no secret
    for _ in range(_ATTEMPTS):
        try:
            yield _world(context, draw)
        except NoValue:
            continue


def fitting_worlds(context: Context, count: int, seed: int = 0) -> list[World]:
    """The first ``count`` candidates in which all hypotheses hold, as far as there are so many."""
    found: list[World] = []
    for world in context_worlds(context, seed):
        if len(found) == count:
            break
        try:
            if all(evaluate(hypothesis, world) for hypothesis in context.hypotheses):
                found.append(world)
        except NoValue:
            continue
    return found


def _world(context: Context, draw: random.Random) -> World:
    base: _Drawn = {}
    domains: dict[str, range] = {}
    _sizes(context, draw, base)
    defined = {definition.name for definition in context.definitions}
    for declaration in context.declarations:
        for each in declaration.indices:
            _index_domain(each.index, each.low, each.high, base, domains, draw)
    for declaration in context.declarations:
        if declaration.name not in base and declaration.name not in defined:
            base[declaration.name] = _draw(declaration, base, draw)
    for declaration in context.declarations:
        _named_pieces(declaration, base)
    world = World(base, lambda drawn, given: _computed(context, drawn, given, domains), domains=domains)
    return _obeying(context, world)


def _sizes(context: Context, draw: random.Random, base: _Drawn) -> None:
    """Whole numbers, all different where nothing ties them, so that no mistake hides behind N = d."""
    free = [3, 2, 4, 5]
    draw.shuffle(free)
    for declaration in context.declarations:
        if declaration.kind not in (Kind.SIZE, Kind.INTEGER) or declaration.indices:
            continue
        value = free.pop() if free else draw.randint(2, 5)
        bound = declaration.property_terms("at most")
        if bound:
            try:
                value = min(value, int(evaluate(bound[0], World(base, _plain))))
            except NoValue:
                continue
        base[declaration.name] = value


def _plain(drawn: Mapping[str, Any], given: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**drawn, **given}


def _index_domain(
    index: str, low: Term, high: Term, base: _Drawn, domains: dict[str, range], draw: random.Random
) -> None:
    ends = [evaluate(end, World(base, _plain)) for end in (low, high)]
    if not all(abs(end) < _ENDLESS for end in ends):
        raise NoValue("an index without an end")
    first, last = map(int, ends)
    known = domains.get(index, range(first, last + 1))
    domains[index] = range(max(first, known.start), min(last + 1, known.stop))
    if not domains[index]:
        raise NoValue("an index without a value")
    base[index] = draw.choice(domains[index])


def _draw(declaration: Declaration, base: _Drawn, draw: random.Random) -> Any:
    ranges, lows = [], []
    for each in declaration.indices:
        first, last = (int(evaluate(end, World(base, _plain))) for end in (each.low, each.high))
        ranges.append(last - first + 1)
        lows.append(first)
    if not ranges:
        return _one(declaration, base, draw)
    members = _nested(declaration, ranges, base, draw)
    return members if set(lows) == {1} else _counted_from(members, lows)


def _counted_from(members: list[Any], lows: list[int]) -> Any:
    """A family whose places do not begin at 1, as a function of its indices."""

    def member(*at: int) -> Any:
        value: Any = members
        for position, low in zip(at, lows, strict=True):
            if position < low:
                raise IndexError
            value = value[int(position) - low]
        return value

    return member


def _nested(declaration: Declaration, ranges: list[int], base: _Drawn, draw: random.Random) -> Any:
    first, *rest = ranges
    if rest:
        return [_nested(declaration, rest, base, draw) for _ in range(first)]
    return [_one(declaration, base, draw) for _ in range(first)]


def _one(declaration: Declaration, base: _Drawn, draw: random.Random) -> Any:
    match declaration.kind:
        case Kind.REAL:
            return _real(declaration, draw)
        case Kind.COMPLEX:
            return mpmath.mpc(_real(declaration, draw), _real(declaration, draw))
        case Kind.QUANTITY:
            return abs(_real(declaration, draw)) * UNITS.get(declaration.unit, mpf(1))
        case Kind.SIZE | Kind.INTEGER:
            return draw.randint(2, 5)
        case Kind.FUNCTION:
            return _function(declaration, draw)
        case Kind.VECTOR | Kind.MATRIX:
            return _matrix(declaration, [int(evaluate(s, World(base, _plain))) for s in declaration.shape], draw)
    raise NoValue(f"a {declaration.kind} is not drawn")


def _real(declaration: Declaration, draw: random.Random) -> Any:
    within = declaration.property_terms("in")
    if within:
        domain = evaluate(within[0], World({}, _plain))
        if isinstance(domain, list):
            return draw.choice(domain)
        low, high = (max(min(end, mpf(9)), mpf(-9)) for end in domain[1:])
        return low + (high - low) * (mpf(draw.randint(1, 96)) / 97)
    value = mpf(draw.randint(-40, 40)) / draw.choice([7, 11, 13]) + mpf(1) / 97
    positive = any(declaration.has(word) for word in ("positive", "nonnegative"))
    return abs(value) if positive else -abs(value) if declaration.has("negative") else value


def _function(declaration: Declaration, draw: random.Random) -> Any:
    a, b, c = (mpf(draw.randint(1, 20)) / 13 for _ in range(3))
    if declaration.has("even"):
        return lambda u: a * u**4 / 9 + b * u**2
    if declaration.has("odd"):
        return lambda u: a * u**3 / 9 + b * u
    if declaration.has("increasing"):
        return lambda u: a * u**3 / 9 + b * u + c
    return lambda u, *more: a * u**3 / 50 + b * u**2 / 7 - c * u / 3 + sum(b * each**2 for each in more)


def _matrix(declaration: Declaration, shape: list[int], draw: random.Random) -> Any:
    rows, columns = (*shape, 1) if len(shape) == 1 else shape
    entries = np.array(
        [[mpf(draw.randint(-20, 20)) / 7 + mpf(1) / 97 for _ in range(columns)] for _ in range(rows)], dtype=object
    )
    if declaration.has("orthogonal") or declaration.has("orthonormal columns"):
        if columns > rows:
            raise NoValue("more orthonormal columns than rows")
        factor, _ = mpmath.qr(mpmath.matrix(_tall(entries, draw).tolist()))
        return np.array(factor.tolist(), dtype=object)[:, :columns]
    if declaration.has("diagonal"):
        entries = np.array([[entries[i, j] if i == j else mpf(0) for j in range(columns)] for i in range(rows)])
        entries = np.abs(entries) if declaration.has("invertible") or _positive(declaration) else entries
    if _positive(declaration):
        return entries if declaration.has("diagonal") else entries @ entries.T
    return entries + entries.T if declaration.has("symmetric") and not declaration.has("diagonal") else entries


def _tall(entries: Any, draw: random.Random) -> Any:
    rows, columns = entries.shape
    more = [[mpf(draw.randint(-20, 20)) / 7 for _ in range(rows - columns)] for _ in range(rows)]
    return np.hstack([entries, np.array(more, dtype=object).reshape(rows, rows - columns)])


def _positive(declaration: Declaration) -> bool:
    return declaration.has("positive definite") or declaration.has("positive semidefinite")


def _named_pieces(declaration: Declaration, base: _Drawn) -> None:
    """Names of a matrix's columns or diagonal entries take the values that the matrix has."""
    matrix = base.get(declaration.name)
    if not isinstance(matrix, np.ndarray):
        return
    for word in ("orthonormal columns", "columns", "rows", "diagonal"):
        for each in declaration.property_terms(word) or ():
            named = str((each.arguments[0] if each.head == "index" else each).data)
            if word == "diagonal":
                drawn = base.get(named)
                size = min(matrix.shape)
                if isinstance(drawn, list) and len(drawn) == size:
                    for k in range(size):
                        matrix[k, k] = drawn[k]
                base[named] = [matrix[k, k] for k in range(size)]
            elif word == "rows":
                base[named] = [matrix[[k], :].T for k in range(matrix.shape[0])]
            else:
                base[named] = [matrix[:, [k]] for k in range(matrix.shape[1])]


def _computed(
    context: Context, drawn: Mapping[str, Any], given: Mapping[str, Any], domains: Mapping[str, range]
) -> Mapping[str, Any]:
    names: _Drawn = {**drawn, **given}
    for definition in context.definitions:
        if definition.name not in given:
            names[definition.name] = _meaning(definition, dict(names), domains)
    return names


def _meaning(definition: Definition, names: _Drawn, domains: Mapping[str, range]) -> Any:
    world = World(names, _plain, domains=domains)
    if definition.target.head == "name":
        return evaluate(definition.body, world)

    def value(*at: Any) -> Any:
        local = World({**names, **dict(zip(definition.parameters, at, strict=True))}, _plain, domains=domains)
        return evaluate(definition.body, local)

    return value


def _obeying(context: Context, world: World) -> World:
    """The world with the names changed that hypotheses fix outright: ``x = 3``, ``\\sum_k p_k = 1``, ``u = v``."""
    for hypothesis in context.hypotheses:
        if hypothesis.head != "relation" or hypothesis.data != "=":
            continue
        left, right = hypothesis.arguments
        if left.head == "name" and left.data in world.base:
            world = world.with_value(str(left.data), evaluate(right, world))
        elif left.head == "sum" and (scaled := _normalized(left, right, world)) is not None:
            world = scaled
        elif left.head == "index" and left.arguments[0].data in world.base:
            world = _filled(left, right, world)
    return world


def _normalized(left: Term, right: Term, world: World) -> World | None:
    """A sample scaled so that its sum is what a hypothesis says."""
    body = left.arguments[3]
    if body.head != "index" or len(body.arguments) != 2:
        return None
    named = str(body.arguments[0].data)
    sample = world.base.get(named)
    if not isinstance(sample, list) or any(isinstance(value, list) for value in sample):
        return None
    total, wanted = mpmath.fsum(sample), evaluate(right, world)
    if equal(total, mpf(0)):
        raise NoValue("a sum that is 0 by chance")
    return world.with_value(named, [value * wanted / total for value in sample])


def _filled(left: Term, right: Term, world: World) -> World:
    """``q_i = 1/n`` for every i, where the index is a name; one place where it is a number."""
    named = str(left.arguments[0].data)
    sample = world.base[named]
    if not isinstance(sample, list) or len(left.arguments) != 2:
        return world
    position = left.arguments[1]
    if position.head == "number":
        place = int(position.data) - 1  # type: ignore[arg-type]
        changed = [evaluate(right, world) if k == place else value for k, value in enumerate(sample)]
        return world.with_value(named, changed)
    index = str(position.data)
    return world.with_value(named, [evaluate(right, world, {index: k}) for k in range(1, len(sample) + 1)])
