"""Declarations written as lines that declare the same: ``y_i: real for i in 1..N``, ``X: matrix[N, d]``."""

from __future__ import annotations

from solgen.notation.context import Declaration, Kind, Property
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

_PARTS = {"columns", "orthonormal columns", "diagonal"}
_SIZED = {Kind.VECTOR, Kind.MATRIX}


def declaration_line(declaration: Declaration) -> str:
    """The line of a declaration."""
    name = written_name(declaration)
    pieces = [_kind(declaration)]
    pieces += [_property(declared, declaration) for declared in declaration.properties]
    ranges = ", ".join(
        f"{indexed.index} in {to_latex(indexed.low)}..{to_latex(indexed.high)}" for indexed in declaration.indices
    )
    if declaration.has("order statistics"):
        sample = declaration.property_terms("order statistics") or ()
        return f"{name}: order statistics of {to_latex(sample[0])}, {ranges}"
    line = f"{name}: {', '.join(pieces)}"
    return f"{line} for {ranges}" if ranges else line


def written_name(declaration: Declaration) -> str:
    """A name with its indices: ``y_i``, ``W_{jk}``, ``x^{(i)}``."""
    name, letters = declaration.name, [indexed.index for indexed in declaration.indices]
    if not letters:
        return name
    if name.endswith("^{()}"):
        return f"{name[:-5]}^{{({letters[0]})}}"
    if name.endswith("_{()}"):
        return f"{name[:-5]}_{{({letters[0]})}}"
    base, upper = (name, "") if "^" not in name else (name[: name.index("^")], name[name.index("^") :])
    return f"{base}_{letters[0]}{upper}" if len(letters) == 1 else f"{base}_{{{_side_by_side(letters)}}}{upper}"


def written_part(named: str) -> str:
    """A column or a diagonal entry with its index: ``u_k``."""
    base, upper = (named, "") if "^" not in named else (named[: named.index("^")], named[named.index("^") :])
    return f"{base}_k{upper}"


def _side_by_side(letters: list[str]) -> str:
    text = letters[0]
    for letter in letters[1:]:
        text += f" {letter}" if text[-1].isalpha() and "\\" in text and letter[0].isalpha() else letter
    return text


def _kind(declaration: Declaration) -> str:
    if declaration.kind is Kind.QUANTITY:
        return f"quantity in {declaration.unit}"
    sizes = ", ".join(to_latex(size) for size in declaration.shape)
    if declaration.kind in _SIZED:
        return f"{declaration.kind.value}[{sizes}]"
    if declaration.kind is Kind.FUNCTION and sizes:
        return f"function to {'vector' if len(declaration.shape) == 1 else 'matrix'}[{sizes}]"
    return declaration.kind.value


def _property(declared: Property, declaration: Declaration) -> str:
    if declared.word in _PARTS and declared.terms:
        part, count = written_part(str(declared.terms[0].data)), declaration.shape[-1]
        return f"{declared.word} {part} for k in 1..{to_latex(count)}"
    if declared.word == "in":
        return f"in {_set(declared.terms[0])}"
    return f"{declared.word} {to_latex(declared.terms[0])}" if declared.terms else declared.word


def _set(node: Term) -> str:
    if node.head == "set" and len(node.arguments) == 3 and node.arguments[1].head == "dots":
        return f"{to_latex(node.arguments[0])}..{to_latex(node.arguments[2])}"
    if node.head == "set":
        return "{" + ", ".join(to_latex(element) for element in node.arguments) + "}"
    if node.head == "interval" and isinstance(node.data, str):
        low, high = (to_latex(bound) for bound in node.arguments)
        return f"{node.data[0]}{low}, {high}{node.data[1]}"
    return to_latex(node)
