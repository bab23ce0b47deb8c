"""Decompositions that the words name, with the factors' shapes and properties under each way to understand them.

The singular value decomposition ``X = U \\Sigma V^t`` of an ``N × d`` matrix is meant as the thin one (``U`` has the
shape of ``X``, ``Σ`` is square and, where it is inverted, invertible) or as the full one (``U`` and ``V`` are square,
``Σ`` has the shape of ``X``). Where the text does not say otherwise, ``u_k`` and ``v_k`` are the columns of ``U`` and
``V``, and ``\\sigma_k`` the entries on the diagonal of ``\\Sigma``, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solgen.audit.context.doubts import Choice
from solgen.audit.context.material import Formula
from solgen.audit.context.phrases.decompositions import Decomposition, decompositions
from solgen.audit.context.phrases.said import Passage
from solgen.audit.context.scan import Scan, Use
from solgen.audit.context.subjects import begins_equation, outer_uses
from solgen.notation.reading.reading import TokenKind

_TRANSPOSES = ("t", "T", "\\top", "\\intercal", "*", "H")


@dataclass(frozen=True, slots=True)
class Decomposed:
    """One decomposition found: what it says of each factor, and why."""

    formula: int
    shapes: tuple[tuple[str, tuple[str, str]], ...]
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    because: str
    certain: bool = True
    parts: tuple[Part, ...] = ()
    """The columns and diagonal entries that have names of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` with an index is a column, or an entry on the diagonal, of the matrix ``whole``."""

    whole: str
    what: str
    name: str


@dataclass(frozen=True, slots=True)
class _Product:
    """``whole = left middle right^t``; ``middle`` is empty for a product of two."""

    whole: str
    left: str
    middle: str
    right: str


def decomposed(passages: Sequence[Passage], formulas: Sequence[Formula], choice: Choice) -> tuple[Decomposed, ...]:
    """Every decomposition that is named and written out, once each."""
    by_number: Mapping[int, Formula] = {formula.number: formula for formula in formulas}
    found: dict[tuple[str, str], Decomposed] = {}
    indexed = _indexed(formulas)
    for position, passage in enumerate(passages):
        following = (*_display_at(passages, position + 1, formulas), *_display_at(passages, position - 1, formulas))
        for named in decompositions(passage, following):
            for one in _read(named, by_number, choice, indexed):
                found.setdefault((named.kind, one.shapes[0][0] if one.shapes else ""), one)
    return tuple(found.values())


def _display_at(passages: Sequence[Passage], position: int, formulas: Sequence[Formula]) -> tuple[int, ...]:
    """The formulas of a display beside a passage."""
    blocks = {one.block for one in passages[max(position, 0) : position + 1] if one.display}
    return tuple(formula.number for formula in formulas if formula.block in blocks)


def _indexed(formulas: Sequence[Formula]) -> frozenset[str]:
    """The bases that carry one subscript somewhere, and are never the left side of an equation."""
    found, defined = set(), set()
    for formula in formulas:
        for use in formula.scan.uses:
            if len(use.lower) == 1 and use.role not in ("index", "bound"):
                found.add(use.base)
                if begins_equation(use, formula.scan) and not formula.scan.tokens[-1].text.isdigit():
                    defined.add(use.base)
    return frozenset(found - defined)


def _parts(product: _Product, indexed: frozenset[str]) -> Iterator[Part]:
    """The columns of the outer factors and the diagonal of the middle one, by the letters that they have everywhere."""
    for whole, what in ((product.left, "columns"), (product.right, "columns"), (product.middle, "diagonal")):
        usual = (whole.lower(), "\\sigma", "\\lambda") if what == "diagonal" else (whole.lower(),)
        name = next((each for each in usual if each in indexed and each != whole), "")
        if name:
            yield Part(whole, what, name)


def _read(
    named: Decomposition, formulas: Mapping[int, Formula], choice: Choice, indexed: frozenset[str]
) -> Iterator[Decomposed]:
    for number in named.formulas:
        formula = formulas.get(number)
        product = _product(formula.scan) if formula is not None else None
        if product is None:
            continue
        if named.kind == "singular" and product.middle:
            variant = named.variant or choice.singular
            one = _singular(number, product, variant, doubtful=not named.variant)
            yield replace(one, parts=tuple(_parts(product, indexed))) if variant == "thin" else one
            return
        if named.kind == "eigen" and product.middle and product.left == product.right:
            parts = tuple(_parts(replace(product, right=""), indexed))
            yield replace(_eigen(number, product), parts=parts)
            return


def _singular(number: int, product: _Product, variant: str, *, doubtful: bool) -> Decomposed:
    because = f"the text speaks of a singular value decomposition; it is taken as the {variant} one"
    rows, columns = f"{product.whole}:rows", f"{product.whole}:columns"
    left, middle, right = product.left, product.middle, product.right
    if variant == "full":
        shapes = ((left, (rows, rows)), (middle, (rows, columns)), (right, (columns, columns)))
        words: tuple[tuple[str, ...], ...] = (("orthogonal",), ("diagonal", "full column rank"), ("orthogonal",))
    else:
        shapes = ((left, (rows, columns)), (middle, (columns, columns)), (right, (columns, columns)))
        words = (("orthonormal columns",), ("diagonal", "invertible"), ("orthogonal",))
    properties = tuple(zip((left, middle, right), words, strict=True))
    return Decomposed(number, shapes, properties, because, not doubtful)


def _eigen(number: int, product: _Product) -> Decomposed:
    square = (f"{product.whole}:rows", f"{product.whole}:rows")
    shapes = ((product.left, square), (product.middle, square))
    properties = ((product.left, ("orthogonal",)), (product.middle, ("diagonal",)))
    return Decomposed(number, shapes, properties, "the text speaks of a decomposition by eigenvalues")


def _product(scan: Scan) -> _Product | None:
    """``X = U \\Sigma V^t`` taken apart: names only, the last one transposed."""
    if len(scan.statements) != 1 or scan.statements[0].lead:
        return None
    tokens = scan.tokens
    signs = [token for token in tokens if token.text == "=" and token.kind is TokenKind.SIGN]
    if len(signs) != 1 or any(token.text in ("+", "-", "(", "\\frac", "\\sum") for token in tokens):
        return None
    uses = outer_uses(scan)
    left = [use for use in uses if use.start < signs[0].start]
    right = [use for use in uses if use.start > signs[0].start]
    if len(left) != 1 or len(right) != 3 or left[0].upper or right[0].upper or right[1].upper:
        return None
    last = right[2]
    if not (last.upper and (last.upper[0] in _TRANSPOSES or last.upper[0] == "-")):
        return None
    return _Product(_spelled(left[0]), _spelled(right[0]), _spelled(right[1]), _spelled(last))


def _spelled(use: Use) -> str:
    return use.base
