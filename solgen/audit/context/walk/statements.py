"""The statements of a reading, and what kinds of them put nothing in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from solgen.audit.context.defining import has_shape
from solgen.notation.context import Context, Kind
from solgen.notation.reading.propositions import is_proposition
from solgen.notation.reading.reading import Member, Reading
from solgen.notation.terms import Term, relation, term


def is_shaped(reading: Reading, context: Context) -> bool:
    """Whether the shapes of all statements go together."""
    nodes = (as_proposition(statement) for statement in statements_of(reading))
    return all(node is None or has_shape(node, context) for node in nodes)


def statements_of(reading: Reading) -> Iterator[Sequence[Member]]:
    """The members of each statement."""
    members = reading.members
    starts = [at for at in range(len(members)) if not at or members[at].statement != members[at - 1].statement]
    for start, end in pairwise([*starts, len(members)]):
        yield members[start:end]


def as_proposition(statement: Sequence[Member]) -> Term | None:
    """A statement as one proposition."""
    nodes = [member.term for member in statement]
    if len(nodes) == 1:
        return nodes[0] if is_proposition(nodes[0]) else None
    signs = tuple(member.sign for member in statement[1:])
    return relation(signs[0], *nodes) if len(nodes) == 2 else term("chain", nodes, signs)


def is_only_a_domain(node: Term) -> bool:
    """``x \\in \\mathbb{R}``: the declaration says it."""
    return node.head == "relation" and node.data == "∈" and node.arguments[1].head in ("constant", "power")


_ZERO_BOUNDS = {">": "positive", "≥": "nonnegative", "≠": "nonzero", "<": "negative"}


def is_declared(node: Term, context: Context) -> bool:
    """``x > 0`` where ``x`` is declared positive; ``y_{(1)} \\le \\dots \\le y_{(n)}``, which holds in any case."""
    if node.head == "chain":
        return all(side.head in ("order_statistic", "dots") for side in node.arguments)
    if node.head != "relation":
        return False
    base = node.arguments[0].arguments[0] if node.arguments[0].head == "index" else node.arguments[0]
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    if node.data == "=" and _says_orthogonal(node, context):
        return True
    if node.data == "∈":
        return declaration is not None and declaration.property_terms("in") == (node.arguments[1],)
    if node.arguments[1].head != "number" or node.arguments[1].data != 0:
        return False
    return declaration is not None and declaration.has(_ZERO_BOUNDS.get(str(node.data), ""))


def _says_orthogonal(node: Term, context: Context) -> bool:
    """``U^t U = I`` where the columns are declared orthonormal."""
    left, right = node.arguments
    if left.head != "multiply" or len(left.arguments) != 2 or right.data != "identity":
        return False
    first, second = left.arguments
    if first.head != "transpose" or first.arguments[0] is not second or second.head != "name":
        return False
    declaration = context.declaration(str(second.data))
    return declaration is not None and (declaration.has("orthonormal columns") or declaration.has("orthogonal"))


def gives_size(node: Term, context: Context) -> bool:
    """``n = 25``."""
    if node.head != "relation" or node.data != "=" or node.arguments[0].head != "name" or node.arguments[1].free:
        return False
    declaration = context.declaration(str(node.arguments[0].data))
    return declaration is not None and declaration.kind is Kind.SIZE


def of_derivative(statement: Sequence[Member]) -> bool:
    """Whether a statement begins with a derivative."""
    first = statement[0].term
    return first.head == "derivative" or (first.head == "apply" and first.arguments[0].head == "prime")


def one_line(latex: str) -> str:
    """LaTeX without its line breaks."""
    return " ".join(latex.split())
