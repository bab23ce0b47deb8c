"""``{.let}``: a formula whose left side is a fresh name, defined by what stands after the first ``=``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind
from solgen.notation.reading.column_vectors import in_shape
from solgen.notation.reading.formula import read_statements
from solgen.notation.reading.names import (
    Scripts,
    read_base,
    read_bound_name,
    read_scripts,
    refuse_unprintable,
    script,
    undeclared,
)
from solgen.notation.reading.propositions import Chain, Part, read_chain
from solgen.notation.reading.reading import Reading, Token, TokenKind
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.spellings import LETTERS
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE, Shape, declared_shape
from solgen.notation.terms import Term, name, number, relation, term

_OPENING = frozenset({"(", "[", "{", "\\{"})
_CLOSING = frozenset({")", "]", "}", "\\}"})


@dataclass(frozen=True, slots=True)
class Target:
    """The left side: the name that is defined, how it is used (name, apply, index), and its parameters."""

    spelled: str
    head: str
    parameters: tuple[str, ...]
    start: Token

    @property
    def node(self) -> Term:
        """The left side as a Term."""
        base = name(self.spelled)
        return base if self.head == "name" else term(self.head, [base, *map(name, self.parameters)])


def read_definition(latex: str, context: Context) -> tuple[Reading, tuple[Definition, ...], tuple[Declaration, ...]]:
    """A formula that defines, its definitions and the declarations inferred for names that have none.

    The left side of the first ``=`` (or ``:=``) of each statement is the fresh name; what follows a second relation
    is a claim, and stands among the members only. Raises Failure.
    """
    definitions: list[Definition] = []
    declarations: list[Declaration] = []

    def read_one(reader: Reader, lead: str) -> Chain:
        if lead:
            raise reader.fail("read-no-fresh-name", "A definition begins with its name.", 0, "Write `x = ...`.")
        chains = [_read_let(reader, definitions, declarations)]
        while reader.accept(","):
            chains.append(_read_let(reader, definitions, declarations))
        if len(chains) == 1:
            return chains[0]
        parts = [
            Part("", chain.node, chain.parts[0].start, chain.parts[-1].end, chain.parts[-1].last) for chain in chains
        ]
        return Chain(term("statements", [chain.node for chain in chains]), tuple(parts))

    reading, _ = read_statements(latex, context, read_one)
    return reading, tuple(definitions), tuple(declarations)


def _read_let(reader: Reader, definitions: list[Definition], declarations: list[Declaration]) -> Chain:
    begin = reader.position
    reader.fresh_indices = False
    equals, width = _first_equals(reader)
    target = reader.within(begin, equals, _target)
    _refuse_unfit(reader, target)
    refuse_unprintable(reader, target.start, target.spelled)
    reader.position = equals + width
    left = Part("", target.node, target.start.start, reader.stream[equals - 1].end, equals - 1)
    declared = reader.context.declaration(target.spelled)
    if declared is None:
        reader.declare(_provisional(reader, target))
    with _parameters(reader, target):
        chain = read_chain(reader, "=")
        if chain.parts[0].sign != "=":
            message = "A definition is one equation, or a chain of them."
            raise reader.fail(
                "read-no-fresh-name", message, left.start, "Define first, and claim in a formula after it."
            )
        body = chain.parts[0].node
        if declared is not None and declared.kind is Kind.SET and as_set(body) is not body:
            body = as_set(body)
        elif declared is not None and declared.kind is Kind.VECTOR and body.head == "tuple":
            body = in_shape(body, declared_shape(declared))
        if body is not chain.parts[0].node:
            chain = Chain(body, (replace(chain.parts[0], node=body), *chain.parts[1:]))
        if target.spelled in body.free:
            message = f"`{target.spelled}` is defined by itself."
            raise reader.fail("read-recursive-definition", message, target.start, "Use a new name on the left.")
        shape = reader.shape(body)
    definition = Definition(target.node, body)
    if declared is None:
        inferred = _inferred(reader, target, body, shape)
        reader.declare(inferred)
        declarations.append(inferred)
    reader.context = reader.context.with_definition(definition)
    definitions.append(definition)
    parts = (left, *chain.parts)
    signs = tuple(part.sign for part in parts[1:])
    nodes = [part.node for part in parts]
    node = relation(signs[0], *nodes) if len(nodes) == 2 else term("chain", nodes, signs)
    return Chain(node, parts)


def _first_equals(reader: Reader) -> tuple[int, int]:
    """Where the first ``=`` outside brackets stands, and whether it is ``:=`` (two tokens)."""
    depth = 0
    for position in range(reader.position, reader.limit):
        token = reader.stream[position]
        if token.kind is TokenKind.TEXT:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and token.text == "=":
            return position, 1
        if depth == 0 and token.text == ":" and position + 1 < reader.limit:
            return position, 2
    raise reader.fail("read-no-fresh-name", "A definition without `=`.", reader.peek(), "Write `name = formula`.")


def _target(reader: Reader) -> Target:
    start = reader.peek()
    if reader.at_end():
        raise reader.fail("read-no-fresh-name", "Nothing stands left of the `=`.", start, "Write the new name there.")
    if start.kind is not TokenKind.LETTER and start.kind is not TokenKind.COMMAND:
        raise _no_name(reader, start)
    base = read_base(reader)
    scripts = read_scripts(reader)
    reader.position = scripts.end
    if reader.at("("):
        return Target(_literal(reader, base, scripts), "apply", _arguments(reader, start), start)
    if not reader.at_end():
        raise _no_name(reader, start)
    return _indexed(reader, base, scripts, start)


def _no_name(reader: Reader, start: Token) -> Exception:
    hint = "Write a name, `f(x)` or `a_{ij}` on the left; a claim needs no mark."
    return reader.fail("read-no-fresh-name", "The left side of a definition is no name.", start, hint)


def _literal(reader: Reader, base: str, scripts: Scripts) -> str:
    lower = reader.stream[slice(*scripts.lower)] if scripts.lower else []
    upper = reader.stream[slice(*scripts.upper)] if scripts.upper else []
    spelled = base + (script("_", lower) if lower else "") + "'" * scripts.primes
    return spelled + (script("^", upper) if upper else "")


def _arguments(reader: Reader, start: Token) -> tuple[str, ...]:
    reader.take()
    names = [_parameter(reader)]
    while reader.accept(","):
        names.append(_parameter(reader))
    if not reader.accept(")") or not reader.at_end():
        raise _no_name(reader, start)
    return _distinct(reader, names, start)


def _parameter(reader: Reader) -> str:
    token = reader.peek()
    spelled = read_bound_name(reader)
    if not reader.knows(spelled):
        raise undeclared(reader, token, spelled)
    return spelled


def _distinct(reader: Reader, names: list[str], start: Token) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        message = "The arguments on the left of a definition must be different names."
        raise reader.fail("read-no-fresh-name", message, start, "Write `f(x, y) = ...`.")
    return tuple(names)


def _indexed(reader: Reader, base: str, scripts: Scripts, start: Token) -> Target:
    """A name, or a name with indices: those scripts are indices that are declared as such."""
    spelled = _literal(reader, base, scripts)
    upper = reader.stream[slice(*scripts.upper)] if scripts.upper else []
    if len(upper) == 3 and upper[0].text == "(" and upper[2].text == ")" and upper[1].text in reader.index_ranges:
        return Target(f"{base}^{{()}}", "index", (upper[1].text,), start)
    declaration = reader.context.declaration(spelled)
    if scripts.lower is None or scripts.upper is not None or scripts.primes or declaration is not None:
        return Target(spelled, "name", (), start)
    letters = [token.text for token in reader.stream[slice(*scripts.lower)] if token.text != ","]
    simple = all((len(letter) == 1 and letter.isalpha()) or letter in LETTERS for letter in letters)
    base_declaration = reader.context.declaration(base)
    indexed = simple and all(letter in reader.index_ranges for letter in letters)
    if base_declaration is not None and not base_declaration.indices and indexed:
        message = f"`{base}` is declared as a whole, without indices of its own."
        hint = f"Define `{base}` as a whole, or declare it with its index: `{base}_i: real for i in 1..n`."
        raise reader.fail("read-no-fresh-name", message, start, hint)
    if base_declaration is not None and base_declaration.indices:
        if not simple or len(letters) != len(base_declaration.indices):
            message = f"`{base}` is defined at all its indices at once."
            raise reader.fail("read-no-fresh-name", message, start, "Write a letter for each index.")
        return Target(base, "index", _distinct(reader, letters, start), start)
    if indexed:
        return Target(base, "index", _distinct(reader, letters, start), start)
    return Target(spelled, "name", (), start)


def _refuse_unfit(reader: Reader, target: Target) -> None:
    """A name that is defined already, or declared as something that the left side is not."""
    if reader.context.definition(target.spelled) is not None:
        message = f"`{target.spelled}` is defined already."
        raise reader.fail("read-defined-twice", message, target.start, "Take another name, or claim the equation.")
    declaration = reader.context.declaration(target.spelled)
    if declaration is None:
        return
    if (declaration.kind is Kind.FUNCTION) != (target.head == "apply") and not (
        declaration.kind is Kind.FUNCTION and target.head == "name"
    ):
        message = f"`{target.spelled}` is declared {declaration.kind.value}, which is not what stands on the left."
        hint = f"Declare it `{target.spelled}: function`, or write its arguments."
        raise reader.fail("read-no-fresh-name", message, target.start, hint)


@contextmanager
def _parameters(reader: Reader, target: Target) -> Iterator[None]:
    with ExitStack() as stack:
        for parameter in target.parameters:
            stack.enter_context(reader.binding(parameter))
        yield


def _provisional(reader: Reader, target: Target) -> Declaration:
    """A declaration under which a body that uses its own name can be read, and refused for that."""
    if target.head == "apply":
        return Declaration(target.spelled, Kind.FUNCTION)
    return Declaration(target.spelled, Kind.REAL, _ranges(reader, target))


def _ranges(reader: Reader, target: Target) -> tuple[IndexRange, ...]:
    if target.head != "index":
        return ()
    ranges = []
    for parameter in target.parameters:
        known = reader.index_ranges.get(parameter, set())
        if len(known) != 1:
            message = f"The range of `{parameter}` is not declared, or declared in several ways."
            hint = f"Declare `{target.spelled}_{parameter}: real for {parameter} in 1..n`."
            raise reader.fail("read-index-range", message, target.start, hint)
        low, high = next(iter(known))
        ranges.append(IndexRange(parameter, low, high))
    return tuple(ranges)


def _inferred(reader: Reader, target: Target, body: Term, shape: Shape) -> Declaration:
    """What a name must be, from what it stands for."""
    if body.head in ("arg_min", "arg_max"):
        of_bound = reader.context.declaration(str(body.arguments[0].data))
        if of_bound is not None:
            return Declaration(target.spelled, of_bound.kind, _ranges(reader, target), of_bound.shape)
    kinds = {"set": Kind.SET, "function": Kind.FUNCTION, "event": Kind.EVENT}
    sizes: tuple[Term, ...] = ()
    if shape.is_array and shape.rows is not None and shape.columns is not None:
        sizes = (shape.rows,) if shape.columns is ONE else (shape.rows, shape.columns)
    if target.head == "apply":
        return Declaration(target.spelled, Kind.FUNCTION, (), sizes)
    if shape.is_array:
        return Declaration(
            target.spelled, Kind.VECTOR if len(sizes) == 1 else Kind.MATRIX, _ranges(reader, target), sizes
        )
    if body.head == "tuple":
        index = IndexRange(_free_index(reader), number(1), number(len(body.arguments)))
        return Declaration(target.spelled, Kind.REAL, (index,))
    if shape.sort == "proposition":
        message = f"`{target.spelled}` would stand for a proposition."
        raise reader.fail("read-no-fresh-name", message, target.start, "Define numbers, arrays, sets or functions.")
    unit = next((str(node.data) for node in body.walk() if node.head == "unit"), "")
    kind = Kind.QUANTITY if unit else kinds.get(shape.sort, Kind.REAL)
    return Declaration(target.spelled, kind, _ranges(reader, target), (), (), unit)


def _free_index(reader: Reader) -> str:
    return next(letter for letter in "ijklmpqrst" if not reader.context.declaration(letter))
