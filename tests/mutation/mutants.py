"""Single changes to a module's source, as a person might have got it wrong: a comparison, a sign, a constant, a branch.

Left alone are docstrings, annotations, messages and the sizes of budgets: module constants, whether a number has to be
below one of them or may reach it, and how much is taken from a budget at a time.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("solgen/kernel", "solgen/notation/reading")

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Mod: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the line, which of the file's possible changes it is, and what it does."""

    file: str
    line: int
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """All changes to one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for number, (node, what) in enumerate(_places(tree)):
        yield Mutant(str(path.relative_to(root)), getattr(node, "lineno", 0), number, what)


def mutated(source: str, number: int) -> str:
    """The source with the change of this number made."""
    return ast.unparse(mutated_tree(source, number))


def mutated_tree(source: str, number: int) -> ast.Module:
    """The same as a tree, in which everything stands on the line where it stood."""
    tree = ast.parse(source)
    for place, (node, what) in enumerate(_places(tree)):
        if place == number:
            _change(node, what)
            return ast.fix_missing_locations(tree)
    raise IndexError(number)


def _places(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """The nodes that can be changed, in the order of the source, each with what is done to it."""
    found: list[tuple[ast.AST, str]] = []
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            _collect(statement, found)
    return found


def _collect(node: ast.AST, found: list[tuple[ast.AST, str]]) -> None:
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.arguments | ast.AnnAssign):
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            _collect(node.value, found)
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "spend":
        return
    found.extend((node, what) for what in _changes(node))
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                _collect(child, found)


def _changes(node: ast.AST) -> Iterator[str]:  # noqa: C901 -- two lines a kind of node
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        kind = type(node.ops[0])
        if not _bounds_work(node):
            yield f"{kind.__name__} becomes {_COMPARISONS[kind].__name__}"
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield f"{type(node.op).__name__} becomes {_OPERATORS[type(node.op)].__name__}"
    elif isinstance(node, ast.BoolOp):
        yield "and becomes or" if isinstance(node.op, ast.And) else "or becomes and"
        yield "the last condition is dropped"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield "not is dropped" if isinstance(node.op, ast.Not) else "a minus is dropped"
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "a truth is turned round"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "a number grows by 1"
    elif isinstance(node, ast.IfExp):
        yield "the branches are swapped"
    elif isinstance(node, ast.If):
        yield "the condition never holds"
        yield "the condition always holds"
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "nothing is returned"


def _bounds_work(node: ast.Compare) -> bool:
    named = any(isinstance(side, ast.Name) and side.id.isupper() for side in (node.left, *node.comparators))
    return named and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _change(node: ast.AST, what: str) -> None:  # noqa: C901 -- a line a change
    if isinstance(node, ast.Compare):
        node.ops[0] = _COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = _OPERATORS[type(node.op)]()
    elif isinstance(node, ast.BoolOp) and "dropped" in what:
        node.values = node.values[:-1] if len(node.values) > 2 else [node.values[0], copy.deepcopy(node.values[0])]
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.USub) else node.op
        if isinstance(node.op, ast.Not):
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    elif isinstance(node, ast.IfExp):
        node.body, node.orelse = node.orelse, node.body
    elif isinstance(node, ast.If):
        node.test = ast.Constant(what == "the condition always holds")
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
