"""Templates: ``<< >>``, ``<% if %>``, ``<% for %>`` by Jinja, cut down to what a question needs.

What is left of Jinja is a list of node types, of functions and of filters; everything else is refused before anything
runs. Operators, positions and numbers are those of ``arithmetic``: exact, counted from 1, bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from solgen.diagnostics import Failure
from solgen.documents.blocks import SourceText
from solgen.questions import arithmetic
from solgen.questions.filters import FILTERS
from solgen.questions.template_rules import (
    DEEP,
    LOOP_NAMES,
    TemplateProblem,
    check_delimiters,
    check_nodes,
    names_of,
    syntax_problem,
    targets,
)

LINE = "\x01"
"""Followed by the number of a line and a colon, at the line's beginning."""
GONE = "\x02"
"""Ends a line that holds only tags and vanishes."""
_TAG = re.compile(r"<%.*?%>")
_VALUE = re.compile(r"<<(.*?)>>")


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be rendered. ``names`` are the values that it uses, with their lines (from 0)."""

    template: Template
    names: tuple[tuple[str, int], ...]
    sources: tuple[str, ...]
    """What stands between ``<<`` and ``>>``, in order."""


def compile_template(source: SourceText) -> CompiledTemplate:
    """The template of a piece. Raises Failure with the place of what is wrong with it."""
    try:
        return _compiled(source.text)
    except TemplateProblem as problem:
        raise Failure(problem.diagnostic(source)) from None


class _Environment(ImmutableSandboxedEnvironment):
    """Operators and positions are those of ``arithmetic``; no attribute but a loop's."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        return arithmetic.binary(operator, known(left), known(right))

    def call_unop(self, _context: Any, operator: str, arg: Any) -> Any:
        value = arithmetic.number(known(arg), f"`{operator}`")
        return -value if operator == "-" else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        return arithmetic.item(known(obj), known(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        return getattr(obj, attribute) if attribute in LOOP_NAMES else self.undefined(obj=obj, name=attribute)


def known(value: Any) -> Any:
    """The value; raises UndefinedError where it is undefined."""
    if isinstance(value, StrictUndefined):
        str(value)  # raises UndefinedError
    return value


def _environment() -> _Environment:
    environment = _Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="\x0e",  # never in a source: control characters are refused when it is read
        comment_end_string="\x0f",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        optimized=False,  # constants must not be worked out by Python's own division
        cache_size=0,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(FILTERS)
    return environment


_ENVIRONMENT = _environment()


@lru_cache(maxsize=2048)
def _compiled(text: str) -> CompiledTemplate:
    lines = text.split("\n")
    check_delimiters(lines)
    sources = tuple(found.strip() for line in lines for found in _VALUE.findall(line))
    marked = "\n".join(_marked(number, line) for number, line in enumerate(lines))
    try:
        tree = _ENVIRONMENT.parse(marked)
    except TemplateSyntaxError as error:
        raise syntax_problem(error, lines) from None
    except RecursionError:
        raise TemplateProblem("fill-template", "this is nested too deeply", 0, DEEP) from None
    check_nodes(tree)
    names = names_of(tree)
    _Transformer().visit(tree)
    try:
        code = _ENVIRONMENT.compile(tree, name="piece", filename="<piece>")
    except (SyntaxError, RecursionError):  # Python nests at most twenty loops
        raise TemplateProblem("fill-template", "this is nested too deeply", 0, DEEP) from None
    template = Template.from_code(_ENVIRONMENT, code, {}, None)
    return CompiledTemplate(template, names, sources)


def _marked(number: int, line: str) -> str:
    if "<%" in line and not _TAG.sub("", line).strip():
        return line.strip() + GONE
    line = line.replace("<<", "<< ").replace(">>", " >>")  # else `<<-a>>` would be a command to strip spaces
    return f"{LINE}{number}:{line}"


class _Transformer:
    """Wraps numbers as exact ones, outputs as marks, and the rounds of loops as counted steps."""

    def __init__(self) -> None:
        self.outputs = 0

    def visit(self, node: nodes.Node) -> None:
        for name, value in list(node.iter_fields()):
            if isinstance(value, list):
                setattr(node, name, [self.changed(item) for item in value])
            elif isinstance(value, nodes.Node):
                setattr(node, name, self.changed(value))
        if isinstance(node, nodes.Output):
            for position, item in enumerate(node.nodes):
                if not isinstance(item, nodes.TemplateData):
                    number = nodes.Const(self.outputs)
                    node.nodes[position] = _call("put_", number, item, line=item.lineno)
                    self.outputs += 1
        elif isinstance(node, nodes.For):
            names = targets(node.target)
            values = nodes.List([nodes.Name(name, "load") for name in names])
            told = nodes.List([nodes.Const(name) for name in names])
            node.body = [
                nodes.Output([_call("enter_", told, values, line=node.lineno)], lineno=node.lineno),
                *node.body,
                nodes.Output([_call("leave_", line=node.lineno)], lineno=node.lineno),
            ]
            node.iter = _call("each_", node.iter, line=node.lineno)

    def changed(self, node: Any) -> Any:
        if not isinstance(node, nodes.Node):
            return node
        self.visit(node)
        if isinstance(node, nodes.Const) and type(node.value) is float:
            return _call("exact_", nodes.Const(str(node.value)), line=node.lineno)
        if isinstance(node, nodes.If | nodes.CondExpr):
            node.test = _call("truth_", node.test, line=node.lineno)
        if isinstance(node, nodes.And | nodes.Or):
            node.left, node.right = (_call("truth_", side, line=node.lineno) for side in (node.left, node.right))
        if isinstance(node, nodes.Not):
            node.node = _call("truth_", node.node, line=node.lineno)
        if isinstance(node, nodes.Compare):
            return _comparison(node)
        return node


def _comparison(node: nodes.Compare) -> nodes.Call:
    """A comparison by the rules of ``arithmetic``: words are not compared with numbers."""
    signs = nodes.List([nodes.Const(_SIGNS[operand.op]) for operand in node.ops])
    sides = nodes.List([node.expr, *(operand.expr for operand in node.ops)])
    return _call("compare_", signs, sides, line=node.lineno)


_SIGNS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "lteq": "<=",
    "gt": ">",
    "gteq": ">=",
    "in": "in",
    "notin": "not in",
}


def _call(name: str, *arguments: nodes.Node, line: int) -> nodes.Call:
    call = nodes.Call(nodes.Name(name, "load"), list(arguments), [], None, None)
    call.set_lineno(line, override=False)
    return call
