"""What of Jinja a template may hold: a short list of nodes, functions and filters; everything else is refused."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, nodes

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import SourceText
from solgen.questions import arithmetic
from solgen.questions.filters import FILTERS
from solgen.questions.names import FUNCTIONS, suggestion

_EMPTY = "write a value or an expression, such as `<<a>>`, or delete the signs"
DEEP = "nest less: work a value out under `derive:`, or in the solver"
_OPEN = re.compile(r"<<|<%")
LOOP_NAMES = frozenset({"first", "last", "index", "length"})
"""What a template may ask of ``loop``."""

_OPERATIONS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Getitem,
    nodes.Getattr,
    nodes.Call,
    nodes.Filter,
    nodes.List,
    nodes.Tuple,
    *_OPERATIONS,
)


class TemplateProblem(Exception):  # noqa: N818 -- it is a refusal, always turned into a Diagnostic
    """What is wrong with a template, and on which of its lines (from 0)."""

    def __init__(self, code: str, message: str, line: int, hint: str = "", part: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.hint, self.part = code, message, line, hint, part

    def diagnostic(self, source: SourceText, note: str = "") -> Diagnostic:
        """It at its place; the column is where ``part`` stands."""
        place = source.place(self.line)
        openings = [found.start() for found in _OPEN.finditer(place.excerpt)]
        column = place.excerpt.find(self.part) + 1 if self.part else 0
        if not column and len(openings) == 1:
            column = openings[0] + 1
        place = Place(place.file, place.line, column, place.excerpt, note or place.note)
        return Diagnostic(self.code, self.message, place, self.hint)


def check_delimiters(lines: list[str]) -> None:
    """Raise TemplateProblem where ``<<`` or ``<%`` is not closed on its line, or holds nothing."""
    for number, line in enumerate(lines):
        rest = line
        while found := _OPEN.search(rest):
            close = ">>" if found.group() == "<<" else "%>"
            end = rest.find(close, found.end())
            if end < 0:
                hint = f"write `{found.group()} … {close}` on one line; in a formula, `\\ll` and `\\%` are the signs"
                message = f"`{found.group()}` is not closed on its line"
                raise TemplateProblem("fill-template", message, number, hint, rest[found.start() :])
            inner = rest[found.end() : end].strip()
            if not inner:
                raise TemplateProblem(
                    "fill-template", "nothing stands between the signs", number, _EMPTY, found.group()
                )
            if close == "%>" and (rest[found.end()] in "-+" or inner.endswith("-") or inner.startswith("raw")):
                raise TemplateProblem("fill-not-allowed", "this tag is not allowed", number, "", found.group())
            rest = rest[end + 2 :]


def syntax_problem(error: TemplateSyntaxError, lines: list[str]) -> TemplateProblem:
    """What Jinja says about a template that it cannot read, in our words."""
    line = min(max(error.lineno - 1, 0), len(lines) - 1)
    message = str(error.message).replace("'", "`")
    hint = ""
    if "nknown tag" in message or "unknown tag" in message:
        message, hint = "this tag is not known", "the tags are `if`, `elif`, `else`, `endif`, `for … in …`, `endfor`"
    elif "nexpected end of template" in message:
        message, hint = "a tag is not closed", "each `<% if %>` needs `<% endif %>`, each `<% for %>` `<% endfor %>`"
    else:
        message, hint = f"this is not understood: {message}", "between `<<` and `>>` stands an expression such as `2*a`"
    return TemplateProblem("fill-template", message, line, hint)


def check_nodes(tree: nodes.Template) -> None:
    """Raise TemplateProblem where a template holds what it may not."""
    stack: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        line = max((node.lineno or 1) - 1, 0)
        if depth > 60:
            raise TemplateProblem("fill-template", "this is nested too deeply", line, DEEP)
        _check_node(node, line)
        stack.extend((child, depth + 1) for child in node.iter_child_nodes())


def _check_node(node: nodes.Node, line: int) -> None:
    what, hint = "", "a template has values, operators, filters, `if` and `for`"
    if not isinstance(node, _ALLOWED):
        what = f"`{type(node).__name__.lower()}`"
    elif isinstance(node, nodes.Getattr) and not _of_loop(node):
        what, hint = f"`.{node.attr}`", "after a point, only `loop.first`, `.last`, `.index` and `.length` are known"
    elif isinstance(node, nodes.Call):
        what, hint = _wrong_call(node) or ("", hint)
    elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
        what, hint = f"the filter `{node.name}`", suggestion(node.name, FILTERS, "filters")
    elif isinstance(node, nodes.Filter):
        what = "this filter" if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs else ""
    elif isinstance(node, nodes.For):
        what = "this kind of loop" if node.recursive or node.else_ else ""
    elif isinstance(node, nodes.Name):
        what = f"the name `{node.name}`" if node.name.startswith("_") or node.name.endswith("_") else ""
    elif isinstance(node, nodes.Const):
        what = "" if _plain_constant(node.value) else "this constant"
    if what:
        raise TemplateProblem("fill-not-allowed", f"{what} is not allowed in a template", line, hint)


def _wrong_call(node: nodes.Call) -> tuple[str, str] | None:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if name not in FUNCTIONS:
        return "this call", suggestion(name, FUNCTIONS, "functions")
    plain_arguments = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return None if plain_arguments else ("a named argument", "arguments stand without names")


def _of_loop(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP_NAMES


def _plain_constant(value: object) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= arithmetic.MOST_BITS
    return isinstance(value, (float, str))


def names_of(tree: nodes.Template) -> tuple[tuple[str, int], ...]:
    """The names that a template takes from outside, with their lines: those of its loops are its own."""
    found: dict[tuple[str, int], None] = {}

    def visit(node: nodes.Node, bound: frozenset[str]) -> None:
        if isinstance(node, nodes.Name) and node.name not in bound:
            found[node.name, max((node.lineno or 1) - 1, 0)] = None
        if isinstance(node, nodes.Call):
            for argument in node.args:
                visit(argument, bound)
        elif isinstance(node, nodes.For):
            visit(node.iter, bound)
            inner = bound | set(targets(node.target)) | {"loop"}
            for child in (*([node.test] if node.test else []), *node.body):
                visit(child, inner)
        else:
            for child in node.iter_child_nodes():
                visit(child, bound)

    visit(tree, frozenset({"true", "false", "True", "False"}))
    return tuple(found)


def targets(node: nodes.Node) -> list[str]:
    """The names that a loop binds."""
    return [name.name for name in node.find_all(nodes.Name)] if not isinstance(node, nodes.Name) else [node.name]
