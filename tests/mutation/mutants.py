"""Single changes to a module's source, as a person might have got it wrong: a comparison, a sign, a constant, a branch.

Left alone are docstrings, annotations, messages and the sizes of budgets: module constants, whether a number has to be
below one of them or may reach it, and how much is taken from a budget at a time. So is what nothing can notice: nothing
returned for "no" where only yes or no is answered (its truth is turned round as well), and ``strict`` of a ``zip``.

A sample is the changes whose digests are smallest, and the digest is taken of the seed and of what the change itself
is: the file, the function, what stands on the line, and what is done to it. So code that is written or moved elsewhere
leaves a sample as it is, and its rate can be compared from one day to the next.
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
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
    """One change: the file, the line, which of the file's possible changes it is, what it does, and where."""

    file: str
    line: int
    number: int
    what: str
    function: str
    """The qualified name of the function or class."""
    text: str
    """The line without its indentation."""
    like: int
    """How many that are the same in all of the above but line and number come before it."""

    def __str__(self) -> str:
        return f"{self.identity} {self.file}:{self.line} {self.function}: {self.what}"

    @property
    def identity(self) -> str:
        """The same for as long as the function has its name and the line its text."""
        return self.digest("")[:10]

    def digest(self, seed: str) -> str:
        """By which the changes are put in an order that each seed has for itself."""
        parts = (seed, self.file, self.function, self.text, self.what, str(self.like))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """All changes to one file."""
    source, file = path.read_text(encoding="utf-8"), str(path.relative_to(root))
    lines, seen = source.splitlines(), Counter[tuple[str, str, str]]()
    for number, place in enumerate(_places(ast.parse(source))):
        line: int = getattr(place.node, "lineno", 0)
        key = place.function, lines[line - 1].strip(), place.what
        yield Mutant(file, line, number, place.what, *key[:2], seen[key])
        seen[key] += 1


def mutated(source: str, number: int) -> str:
    """The source with the change of this number made."""
    return ast.unparse(mutated_tree(source, number))


def mutated_tree(source: str, number: int) -> ast.Module:
    """The same as a tree, in which everything stands on the line where it stood."""
    tree = ast.parse(source)
    place = _places(tree)[number]
    _change(place.node, place.what)
    return ast.fix_missing_locations(tree)


@dataclass(frozen=True, slots=True)
class _Within:
    """The qualified name of the function or class around a node; whether it answers with yes or no alone."""

    function: str = ""
    answers: bool = False

    def inside(self, node: ast.FunctionDef | ast.ClassDef) -> _Within:
        """Inside of a function or class that stands here."""
        returns = node.returns if isinstance(node, ast.FunctionDef) else None
        answers = isinstance(returns, ast.Name) and returns.id == "bool"
        return _Within(f"{self.function}.{node.name}".lstrip("."), answers)


@dataclass(frozen=True, slots=True)
class _Place:
    """A node that can be changed, what is done to it, and the qualified name of the function that it stands in."""

    node: ast.AST
    what: str
    function: str


def _places(tree: ast.Module) -> list[_Place]:
    """All places, in the order of the source."""
    found: list[_Place] = []
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            _collect(statement, _Within(), found)
    return found


def _collect(node: ast.AST, within: _Within, found: list[_Place]) -> None:
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        _collect(node.value, within, found)
    if _is_left_alone(node):
        return
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = within.inside(node)
    if not (within.answers and isinstance(node, ast.Return) and _is_no(node.value)):
        found.extend(_Place(node, what, within.function) for what in _changes(node))
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                _collect(child, within, found)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "spend"
    messages_and_annotations = isinstance(node, ast.Raise | ast.JoinedStr | ast.arguments | ast.AnnAssign)
    return messages_and_annotations or (isinstance(node, ast.keyword) and node.arg == "strict")


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


def _is_no(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


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
