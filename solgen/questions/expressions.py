"""The small language of ``derive`` and ``constraints``: exact arithmetic, comparisons, lists; never ``eval``.

The text is parsed by ``ast`` and turned into closures by a walker that knows a short list of nodes and refuses all
others, so nothing can be reached but the values and the functions of ``arithmetic``.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions import arithmetic
from solgen.questions.arithmetic import Inner, Unworkable
from solgen.questions.names import FUNCTIONS, suggestion
from solgen.questions.question import Value

LONGEST = 2000
DEEPEST = 40

Environment = Mapping[str, Inner]
_Run = Callable[[Environment], Inner]


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to be worked out, and the names that it uses."""

    run: _Run
    names: frozenset[str]


def evaluate(text: str, values: Mapping[str, Value], place: Place) -> Value:
    """The value of an expression. Raises Failure where it is wrong or has no value."""
    inner = {name: arithmetic.settled(value) for name, value in values.items()}
    return arithmetic.exact(work_out(text, inner, place))


def work_out(text: str, values: Environment, place: Place) -> Inner:
    """As ``evaluate``, on values with whole numbers as ints."""
    compiled = compile_expression(text, place)
    try:
        return compiled.run(values)
    except Unworkable as error:
        raise Failure(refusal(error, place)) from None


def compile_expression(text: str, place: Place) -> Compiled:
    """The expression as closures. Raises Failure at ``place`` where it is not of the language."""
    try:
        return _compiled(text)
    except Unworkable as error:
        raise Failure(refusal(error, place)) from None


def refusal(error: Unworkable, place: Place) -> Diagnostic:
    """What an expression's refusal says to the author."""
    code = {"name": "draw-unknown-name", "syntax": "draw-expression"}.get(error.kind, "draw-no-value")
    return Diagnostic(code, error.message, place, error.hint)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Compiled:
    if len(text) > LONGEST:
        raise Unworkable(f"an expression has at most {LONGEST} characters", kind="syntax")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise Unworkable("this is not an expression", _syntax_hint(text, error), "syntax") from None
    except (ValueError, MemoryError, RecursionError):
        raise Unworkable("this is not an expression", kind="syntax") from None
    walker = _Walker(text.strip())
    run = walker.compile(tree.body, 0)
    return Compiled(run, frozenset(walker.names))


def _syntax_hint(text: str, error: SyntaxError) -> str:
    if "&&" in text or "||" in text:
        return "write `and`, `or`, `not`"
    if "\\" in text or "{" in text:
        return "this is no LaTeX: write `2*a`, `a/b`, `a**2`, `sort(y)[1]`"
    if re.search(r"(?<![A-Za-z_0-9])[0-9]+\s*[A-Za-z(]", text) or "invalid decimal literal" in str(error):
        return "write a product with `*`: `2*a`"
    if re.search(r"(?<![=<>!])=(?!=)", text):
        return "write `==` for equality"
    return "see `solgen explain draw-expression` for what an expression may hold"


_BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_COMPARED = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}


class _Walker:
    """Turns the allowed nodes into closures, and refuses the others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()

    def compile(self, node: ast.expr, depth: int) -> _Run:
        if depth > DEEPEST:
            raise Unworkable("this expression is nested too deeply", kind="syntax")
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise self.refused(node)
        run: _Run = method(node, depth + 1)
        return run

    def refused(self, node: ast.AST) -> Unworkable:
        source = ast.get_source_segment(self.text, node) or self.text
        hint = "see `solgen explain draw-expression` for what an expression may hold"
        return Unworkable(f"`{source[:60]}` is not allowed in an expression", hint, "syntax")

    def _constant(self, node: ast.Constant, _depth: int) -> _Run:
        value: object = node.value
        if isinstance(value, float):
            source = ast.get_source_segment(self.text, node) or ""
            if "e" in source.lower() or not source.isascii():
                raise self.refused(node)
            value = Fraction(source)
        if isinstance(value, (bool, int, Fraction, str)):
            settled = arithmetic.settled(value)
            if isinstance(settled, int) and settled.bit_length() > arithmetic.MOST_BITS:
                raise self.refused(node)
            return lambda _values: settled
        raise self.refused(node)

    def _name(self, node: ast.Name, _depth: int) -> _Run:
        name = node.id
        if name in {"true", "false"}:
            truth = name == "true"
            return lambda _values: truth
        self.names.add(name)

        def run(values: Environment) -> Inner:
            try:
                return values[name]
            except KeyError:
                raise unknown_name(name, values) from None

        return run

    def _binop(self, node: ast.BinOp, depth: int) -> _Run:
        sign = _BINARY.get(type(node.op))
        if isinstance(node.op, ast.BitXor):
            raise Unworkable("`^` is not an operator here", "write `**` for a power", "syntax")
        if sign is None:
            raise self.refused(node)
        left, right = self.compile(node.left, depth), self.compile(node.right, depth)
        return lambda values: arithmetic.binary(sign, left(values), right(values))

    def _unaryop(self, node: ast.UnaryOp, depth: int) -> _Run:
        inner = self.compile(node.operand, depth)
        if isinstance(node.op, ast.USub):
            return lambda values: arithmetic.negated(inner(values))
        if isinstance(node.op, ast.Not):
            return lambda values: not arithmetic.truth(inner(values))
        if isinstance(node.op, ast.UAdd):
            return lambda values: arithmetic.number(inner(values), "`+`")
        raise self.refused(node)

    def _boolop(self, node: ast.BoolOp, depth: int) -> _Run:
        runs = [self.compile(value, depth) for value in node.values]
        if isinstance(node.op, ast.And):
            return lambda values: all(arithmetic.truth(run(values)) for run in runs)
        return lambda values: any(arithmetic.truth(run(values)) for run in runs)

    def _compare(self, node: ast.Compare, depth: int) -> _Run:
        runs = [self.compile(side, depth) for side in (node.left, *node.comparators)]
        signs = [_COMPARED.get(type(sign), "") for sign in node.ops]
        if not all(signs):
            raise self.refused(node)

        def run(values: Environment) -> Inner:
            left = runs[0](values)
            for sign, right_run in zip(signs, runs[1:], strict=True):
                right = right_run(values)
                if not arithmetic.compared(sign, left, right):
                    return False
                left = right
            return True

        return run

    def _ifexp(self, node: ast.IfExp, depth: int) -> _Run:
        test, then, other = (self.compile(part, depth) for part in (node.test, node.body, node.orelse))
        return lambda values: then(values) if arithmetic.truth(test(values)) else other(values)

    def _subscript(self, node: ast.Subscript, depth: int) -> _Run:
        if isinstance(node.slice, (ast.Slice, ast.Tuple)):
            raise self.refused(node)
        inner, position = self.compile(node.value, depth), self.compile(node.slice, depth)
        return lambda values: arithmetic.item(inner(values), position(values))

    def _list(self, node: ast.List | ast.Tuple, depth: int) -> _Run:
        runs = [self.compile(item, depth) for item in node.elts]
        return lambda values: tuple(run(values) for run in runs)

    _tuple = _list

    def _call(self, node: ast.Call, depth: int) -> _Run:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self.refused(node)
        name = node.func.id
        if name not in FUNCTIONS:
            raise Unworkable(f"there is no function `{name}`", suggestion(name, FUNCTIONS, "functions"), "syntax")
        runs = [self.compile(argument, depth) for argument in node.args]
        return lambda values: arithmetic.called(name, tuple(run(values) for run in runs))


def unknown_name(name: str, known: Mapping[str, object]) -> Unworkable:
    """The refusal of a name that has no value."""
    hint = suggestion(name, known, "values")
    if not hint.startswith("did you mean"):
        hint += "; a word stands in quotation marks"
    return Unworkable(f"`{name}` has no value here", hint, "name")
