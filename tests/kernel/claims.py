"""Claims from LaTeX, for the kernel's tests: declarations, definitions, hypotheses, then one statement."""

from __future__ import annotations

from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.terms import Term, constant


def context(
    declare: str = "", *, let: tuple[str, ...] = (), given: tuple[str, ...] = (), base: Context | None = None
) -> Context:
    found = read_declarations(declare) if base is None else base
    for latex in let:
        _, definitions, declarations = read_definition(latex, found)
        found = found.with_declarations(*declarations)
        for definition in definitions:
            found = found.with_definition(definition)
    for latex in given:
        found = found.with_hypotheses(read(latex, found).term)
    return found


def as_claim(node: Term, where: Context, unknowns: tuple[str, ...] = ()) -> Claim:
    if node.head == "relation":
        return Claim(where, node.arguments[0], str(node.data), node.arguments[1], unknowns)
    return Claim(where, node, "⊢", constant("true"), unknowns)


def claim(latex: str, where: Context, unknowns: tuple[str, ...] = ()) -> Claim:
    return as_claim(read(latex, where).term, where, unknowns)
