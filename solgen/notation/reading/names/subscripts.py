"""Indices on a name, as many as its declaration says, and the places of order statistics."""

from __future__ import annotations

from solgen.diagnostics import Failure
from solgen.notation.context import Kind
from solgen.notation.reading.indices import read_indices
from solgen.notation.reading.names.scripts import Scripts, script
from solgen.notation.reading.reading import Token
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, term


def indexed_twice(reader: Reader, node: Term, below: int, scripts: Scripts, start: Token) -> Term:
    """``a^{(l)}_j`` where both are declared as indices of numbers: all of them on the name."""
    if scripts.lower is None:
        hint = "Write `a^{(l)}_j`, with all indices that are declared."
        raise reader.fail("read-index", "The lower index is missing here.", start, hint)
    indices = read_indices(reader, scripts.lower, [below], start)
    return term("index", [*node.arguments, *indices])


def is_bracketed(tokens: list[Token]) -> bool:
    """Whether tokens stand in round brackets, as the k of ``y_{(k)}``."""
    return len(tokens) > 2 and tokens[0].text == "(" and tokens[-1].text == ")"


def index_count(reader: Reader, node: Term) -> tuple[int, int]:
    """How many indices a name takes: of its own, and of its components where these are arrays."""
    if node.head != "name":
        return 0, _array_indices(reader, node)
    spelled = str(node.data)
    declaration = None if spelled in reader.bound else reader.context.declaration(spelled)
    if declaration is not None:
        of_components = {Kind.VECTOR: 1, Kind.MATRIX: 2}.get(declaration.kind, 0)
        return len(declaration.indices), of_components
    definition = reader.context.definition(spelled)
    if definition is not None and definition.target.head == "index" and spelled not in reader.bound:
        return len(definition.parameters), 0
    return 0, _array_indices(reader, node)


def _array_indices(reader: Reader, node: Term) -> int:
    shape = reader.shape(node)
    if not shape.is_array:
        return 0
    return 1 if shape.columns is ONE else 2


def with_index(reader: Reader, node: Term, spelled: str, inside: tuple[int, int], start: Token) -> Term:
    """A name with the index that is written: a place in the order of a sample, or the indices that it takes."""
    tokens = reader.stream[slice(*inside)]
    if is_bracketed(tokens) and reader.knows(f"{spelled}_{{()}}"):
        position = reader.within(inside[0] + 1, inside[1] - 1, reader.grammar.expression)
        return term("order_statistic", [_sample(reader, f"{spelled}_{{()}}", node), position])
    if is_bracketed(tokens) and len(tokens) == 3:
        hint = f"Declare `{spelled}_{{({tokens[1].text})}}: order statistics of {spelled}`."
        raise reader.fail("read-index", f"`{spelled}` has no order statistics declared.", tokens[0], hint)
    return indexed(reader, node, inside, start)


def _sample(reader: Reader, statistics: str, node: Term) -> Term:
    declaration = reader.context.declaration(statistics)
    sample = declaration.property_terms("order statistics") if declaration else None
    return sample[0] if sample else node


def indexed(reader: Reader, node: Term, inside: tuple[int, int], start: Token) -> Term:
    """``node`` with the indices between two positions, as many as it takes."""
    own, of_components = index_count(reader, node)
    allowed = sorted({count for count in (own, own + of_components) if count})
    if not allowed:
        raise _takes_none(reader, node, reader.stream[slice(*inside)], start)
    indices = read_indices(reader, inside, allowed, start)
    if own and len(indices) > own:
        node = term("index", [node, *indices[:own]])
        return term("index", [node, *indices[own:]])
    return term("index", [node, *indices])


def _takes_none(reader: Reader, node: Term, below: list[Token], start: Token) -> Failure:
    """The refusal of an index on what takes none, with the declarations that would help."""
    base = str(node.data) if node.head == "name" else reader.latex[start.start : start.end]
    written = base + script("_", below)
    message = f"`{written}`: what stands before the index takes none."
    letter = below[0].text if len(below) == 1 else "i"
    hint = f"Declare `{base}_i: real for i in 1..n`, or `{written}: real` as a name of its own."
    if reader.is_function(base):
        slope = f"\\frac{{\\partial {base}}}{{\\partial {letter}}}"
        hint = f"Write `{slope}` for a derivative, or declare `{written}: function`."
    return reader.fail("read-index", message, start, hint)
