"""Templates: ``<< >>``, ``<% if %>``, ``<% for %>`` by Jinja, cut down to what a question needs.

What is left of Jinja is a list of node types, of functions and of filters; everything else is refused before anything
runs. Operators, positions and numbers are those of ``arithmetic``: exact, counted from 1, bounded. A rendered text is a
sequence of marks: text as typed, a line's beginning, an inserted value, a round of a loop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.environment import Template
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import SourceText
from solgen.questions import arithmetic
from solgen.questions.arithmetic import Unworkable
from solgen.questions.filters import FILTERS, Shown
from solgen.questions.names import FUNCTIONS, suggestion

MOST_MARKS = 20_000
LONGEST_RESULT = 1_000_000

_LINE = "\x01"  # followed by the number of a line and a colon, at the line's beginning
_GONE = "\x02"  # ends a line that holds only tags and vanishes
_MARK = "\x03"  # encloses the number of a mark
_TAG = re.compile(r"<%.*?%>")
_VALUE = re.compile(r"<<(.*?)>>")
_OPEN = re.compile(r"<<|<%")
_LOOP_NAMES = frozenset({"first", "last", "index", "length"})


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as the author typed it, within one line."""

    text: str


@dataclass(frozen=True, slots=True)
class LineStart:
    """Here begins what came from a line of the template (from 0), in a round of loops with these values."""

    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """A value put in at this point; ``source`` is the expression as typed, ``line`` where it stands."""

    value: object
    source: str
    line: int


Mark = Typed | LineStart | Inserted


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


class _Environment(ImmutableSandboxedEnvironment):
    """Operators and positions are those of ``arithmetic``; no attribute but a loop's."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        return arithmetic.binary(operator, _known(left), _known(right))

    def call_unop(self, _context: Any, operator: str, arg: Any) -> Any:
        value = arithmetic.number(_known(arg), f"`{operator}`")
        return -value if operator == "-" else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        return arithmetic.item(_known(obj), _known(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        return getattr(obj, attribute) if attribute in _LOOP_NAMES else self.undefined(obj=obj, name=attribute)


def _known(value: Any) -> Any:
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


@lru_cache(maxsize=2048)
def _compiled(text: str) -> CompiledTemplate:
    lines = text.split("\n")
    _check_delimiters(lines)
    sources = tuple(found.strip() for line in lines for found in _VALUE.findall(line))
    marked = "\n".join(_marked(number, line) for number, line in enumerate(lines))
    try:
        tree = _ENVIRONMENT.parse(marked)
    except TemplateSyntaxError as error:
        raise _syntax_problem(error, lines) from None
    except RecursionError:
        raise TemplateProblem("fill-template", "this is nested too deeply", 0) from None
    _check_nodes(tree)
    names = _names(tree)
    _Transformer().visit(tree)
    try:
        code = _ENVIRONMENT.compile(tree, name="piece", filename="<piece>")
    except (SyntaxError, RecursionError):  # Python nests at most twenty loops
        raise TemplateProblem("fill-template", "this is nested too deeply", 0) from None
    template = Template.from_code(_ENVIRONMENT, code, {}, None)
    return CompiledTemplate(template, names, sources)


def _marked(number: int, line: str) -> str:
    if "<%" in line and not _TAG.sub("", line).strip():
        return line.strip() + _GONE
    line = line.replace("<<", "<< ").replace(">>", " >>")  # else `<<-a>>` would be a command to strip spaces
    return f"{_LINE}{number}:{line}"


def _check_delimiters(lines: list[str]) -> None:
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
                raise TemplateProblem("fill-template", "nothing stands between the signs", number, "", found.group())
            if close == "%>" and (rest[found.end()] in "-+" or inner.endswith("-") or inner.startswith("raw")):
                raise TemplateProblem("fill-not-allowed", "this tag is not allowed", number, "", found.group())
            rest = rest[end + 2 :]


def _syntax_problem(error: TemplateSyntaxError, lines: list[str]) -> TemplateProblem:
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


def _check_nodes(tree: nodes.Template) -> None:
    stack: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        line = max((node.lineno or 1) - 1, 0)
        if depth > 60:
            raise TemplateProblem("fill-template", "this is nested too deeply", line)
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
    return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP_NAMES


def _plain_constant(value: object) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= arithmetic.MOST_BITS
    return isinstance(value, (float, str))


def _names(tree: nodes.Template) -> tuple[tuple[str, int], ...]:
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
            inner = bound | set(_targets(node.target)) | {"loop"}
            for child in (*([node.test] if node.test else []), *node.body):
                visit(child, inner)
        else:
            for child in node.iter_child_nodes():
                visit(child, bound)

    visit(tree, frozenset({"true", "false", "True", "False"}))
    return tuple(found)


def _targets(node: nodes.Node) -> list[str]:
    return [name.name for name in node.find_all(nodes.Name)] if not isinstance(node, nodes.Name) else [node.name]


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
            names = _targets(node.target)
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


@dataclass(slots=True)
class _Run:
    """One rendering: what has been put in, and in which rounds of which loops it stands."""

    inserted: list[Any] = field(default_factory=list)
    steps: int = 0
    rounds: list[str] = field(default_factory=list)
    """The values of the loops, as the run stands now."""

    def count(self) -> None:
        self.steps += 1
        if self.steps > MOST_MARKS:
            raise Unworkable(f"a text has at most {MOST_MARKS} insertions and rounds of loops")

    def put(self, number: int, value: object) -> str:
        self.count()
        self.inserted.append((number, _known(value)))
        return f"{_MARK}{len(self.inserted) - 1}{_MARK}"

    def enter(self, names: list[str], values: list[object]) -> str:
        self.count()
        self.rounds.append(", ".join(f"{name} = {_told(value)}" for name, value in zip(names, values, strict=True)))
        self.inserted.append(self.rounds[-1])
        return f"{_MARK}+{len(self.inserted) - 1}{_MARK}"

    def leave(self) -> str:
        self.rounds.pop()
        return f"{_MARK}-{_MARK}"

    @staticmethod
    def compare(signs: list[str], sides: list[object]) -> bool:
        pairs = zip(signs, sides, sides[1:], strict=False)
        return all(arithmetic.compared(sign, _known(left), _known(right)) for sign, left, right in pairs)

    @staticmethod
    def each(values: object) -> tuple[object, ...]:
        return arithmetic.listed(_known(values), "`for`")

    def functions(self) -> dict[str, Callable[..., object]]:
        return {
            "put_": self.put,
            "enter_": self.enter,
            "leave_": self.leave,
            "each_": self.each,
            "compare_": self.compare,
            "truth_": lambda value: arithmetic.truth(_known(value)),
            "exact_": Fraction,
            **{name: _function(name) for name in FUNCTIONS},
        }


def _function(name: str) -> Callable[..., object]:
    return lambda *arguments: arithmetic.called(name, tuple(_known(argument) for argument in arguments))


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_told(item) for item in value) + ")"
    text = value.words if isinstance(value, Shown) else str(value)
    return text if len(text) <= 30 else text[:29] + "…"


def render(source: SourceText, values: Mapping[str, object]) -> list[Mark]:
    """The marks of a rendered piece; ``values`` as ``arithmetic`` works with them. Raises Failure."""
    compiled = compile_template(source)
    run = _Run()
    template = compiled.template
    try:
        context = template.new_context({**values, **run.functions()})
        chunks: list[str] = []
        size = 0
        for chunk in template.root_render_func(context):
            size += len(chunk)
            if size > LONGEST_RESULT:
                raise Unworkable(f"the filled text is longer than {LONGEST_RESULT} characters")  # noqa: TRY301 -- one handler
            chunks.append(chunk)
    except (Unworkable, UndefinedError) as error:
        line = _line_of(error, template)
        if isinstance(error, Unworkable):
            message, hint = error.message, error.hint
        else:
            message, hint = str(error.message), ""
        problem = TemplateProblem("fill-no-value", message, line, hint)
        raise Failure(problem.diagnostic(source, "; ".join(run.rounds))) from None
    except (TypeError, ValueError) as error:
        line = _line_of(error, template)
        hint = "each item of the list needs as many items as the loop has names" if "unpack" in str(error) else ""
        problem = TemplateProblem("fill-no-value", "this has no value", line, hint)
        raise Failure(problem.diagnostic(source, "; ".join(run.rounds))) from None
    return list(_marks("".join(chunks), run, compiled.sources))


def _line_of(error: BaseException, template: Template) -> int:
    """The line (from 0) of the template on which an exception arose."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<piece>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line - 1


_MARKED = re.compile(rf"{_LINE}(\d+):|{_MARK}([+-]?)(\d*){_MARK}|{_GONE}\n?|\n")


def _marks(text: str, run: _Run, sources: tuple[str, ...]) -> Iterator[Mark]:
    notes: list[str] = []
    line = 0
    position = 0
    for found in _MARKED.finditer(text):
        if found.start() > position:
            yield Typed(text[position : found.start()])
        position = found.end()
        if found.group(1):
            line = int(found.group(1))
            yield LineStart(line, "; ".join(notes))
        elif found.group(2) == "+":
            notes.append(str(run.inserted[int(found.group(3))]))
        elif found.group(2) == "-":
            notes.pop()
        elif found.group(3):
            number, value = run.inserted[int(found.group(3))]
            yield Inserted(value, sources[number] if number < len(sources) else "", line)
    if position < len(text):
        yield Typed(text[position:])
