"""The ``declare:`` block: one line a declaration, written as it would be printed.

``y_i: real for i in 1..n`` · ``y_{(k)}: order statistics of y, k in 1..n`` · ``x^{(i)}: vector[d] for i in 1..N`` ·
``U: matrix[N, d], orthonormal columns u_k for k in 1..d`` · ``t_A, t_B: quantity in s, positive`` · ``\\log: base 2``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from solgen.diagnostics import Failure, Place
from solgen.notation.context import Context, Declaration, IndexRange, Kind, Property
from solgen.notation.reading.declaration_lines import Line, Piece, read_line, split_pieces
from solgen.notation.reading.formula import read_fragment
from solgen.notation.reading.names import nearest, read_base, read_scripts, script
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, name, number, term
from solgen.notation.units import find_unit, unit_words

_KINDS: Final = {kind.value: kind for kind in Kind}
_PLAIN: Final = frozenset({
    "positive", "negative", "nonnegative", "nonzero", "even", "odd", "increasing", "nonincreasing", "distinct",
    "symmetric", "positive definite", "positive semidefinite", "orthogonal", "invertible", "independent", "diagonal",
    "elementwise",
    "orthonormal columns",
})  # fmt: skip
_WITH_TERM: Final = ("rank", "at most", "at least")
_COMPONENTS: Final = ("orthonormal columns", "columns", "rows", "diagonal")
_SIZED: Final = re.compile(r"^(?P<kind>real|integer|complex|vector|matrix|size)\s*\[(?P<sizes>.*)\]$")


def read_declarations(text: str, context: Context = Context(), place: Place = Place()) -> Context:  # noqa: B008 -- both are frozen
    """The context with the declarations of a block; ``place`` is where its first line stands.

    Raises Failure with one diagnostic for the first line that cannot be read.
    """
    lines = [
        read_line(content, replace(place, line=max(place.line, 1) + offset, excerpt=content))
        for offset, content in enumerate(text.splitlines())
        if content.strip()
    ]
    known = _preview(lines, context)
    declared: dict[str, Place] = {}
    implied: list[Declaration] = []
    for line in lines:
        if line.names[0].text == "\\log":
            context = replace(context, log_base=_log_base(line, known))
            continue
        for piece in line.names:
            declaration, components = _declaration(line, piece, known)
            if declaration.name in declared:
                message = f"`{declaration.name}` is declared twice."
                raise line.fail("declare-twice", message, piece, "Put all its properties on one line.")
            declared[declaration.name] = line.place
            context = context.with_declarations(declaration)
            known = known.with_declarations(declaration)
            implied += components
    return context.with_declarations(*(component for component in implied if component.name not in declared))


def _preview(lines: Sequence[Line], context: Context) -> Context:
    """The context with the sizes and numbers of all lines, so that bounds may be declared in any order."""
    for line in lines:
        if not line.ranges and line.pieces[0].text in ("size", "integer", "real"):
            kind = _KINDS[line.pieces[0].text]
            context = context.with_declarations(*(Declaration(piece.text, kind) for piece in line.names))
    return context


def _log_base(line: Line, context: Context) -> Term:
    piece = line.pieces[0]
    if not piece.text.startswith("base ") or len(line.pieces) > 1 or len(line.names) > 1:
        raise line.fail("declare-form", "Of `\\log` only the base is declared.", piece, "Write `\\log: base 2`.")
    return line.read(piece.cut(5), context)


def _declaration(line: Line, piece: Piece, context: Context) -> tuple[Declaration, list[Declaration]]:
    ranges = [IndexRange(index, line.read(low, context), line.read(high, context)) for index, low, high in line.ranges]
    spelled, indices = _name(line, piece, context)
    own = _own_ranges(line, piece, indices, ranges)
    if line.pieces[0].text.startswith("order statistics of "):
        return _order_statistics(line, spelled, own, context), []
    kind, shape, unit, more = _kind(line, line.pieces[0], context)
    own += more
    components: list[Declaration] = []
    properties = []
    rest = line.pieces[1:]
    if kind is Kind.FUNCTION and rest and (match := _SIZED.match(rest[0].text)):
        shape = _sizes(line, rest[0].cut(match.start("sizes"), match.end("sizes")), context)
        rest = rest[1:]
    for item in rest:
        declared, component = _property(line, item, shape, ranges, context)
        properties.append(declared)
        components += [component] if component else []
    if line.pieces[0].text.endswith("imaginary unit"):
        properties.append(Property("imaginary unit"))
    return Declaration(spelled, kind, tuple(own), shape, tuple(properties), unit), components


def _name(line: Line, piece: Piece, context: Context) -> tuple[str, tuple[str, ...]]:
    """The declared name and the letters of its indices, which are those that the line gives ranges for."""
    given = {index for index, _, _ in line.ranges}

    def split(reader: Reader) -> tuple[str, tuple[str, ...]]:
        base = read_base(reader)
        scripts = read_scripts(reader)
        reader.position = scripts.end
        lower = reader.stream[slice(*scripts.lower)] if scripts.lower else []
        upper = reader.stream[slice(*scripts.upper)] if scripts.upper else []
        primes = "'" * scripts.primes
        if len(lower) == 3 and lower[0].text == "(":
            return f"{base}_{{()}}", (lower[1].text,)
        letters = tuple(token.text for token in lower if token.text != ",")
        if len(upper) == 3 and upper[0].text == "(" and upper[1].text in given and given.issuperset(letters):
            return f"{base}^{{()}}", (upper[1].text, *letters)
        above = script("^", upper) if upper else ""
        if letters and all(letter in given for letter in letters):
            return base + primes + above, letters
        return base + (script("_", lower) if lower else "") + primes + above, ()

    try:
        return read_fragment(piece.text, context, split)
    except Failure:
        message = f"`{piece.text}` is no name that can be declared."
        raise line.fail("declare-name", message, piece, "Write one name, such as `x`, `y_i` or `\\hat{y}`.") from None


def _own_ranges(line: Line, piece: Piece, indices: tuple[str, ...], ranges: Sequence[IndexRange]) -> list[IndexRange]:
    by_index = {indexed.index: indexed for indexed in ranges}
    missing = [index for index in indices if index not in by_index]
    if missing:
        message = f"The range of `{missing[0]}` is missing."
        raise line.fail("declare-range", message, piece, f"Write `for {missing[0]} in 1..n`.")
    components = any(item.text.startswith(_COMPONENTS) for item in line.pieces[1:])
    unused = [index for index in by_index if index not in indices]
    if unused and not components:
        message = f"`{piece.text}` has no index `{unused[0]}`."
        raise line.fail("declare-range", message, piece, f"Write `{piece.text}_{unused[0]}`, or drop the range.")
    return [by_index[index] for index in indices]


def _order_statistics(line: Line, spelled: str, own: list[IndexRange], context: Context) -> Declaration:
    if not spelled.endswith("_{()}"):
        hint = "Write `y_{(k)}: order statistics of y, k in 1..n`."
        raise line.fail("declare-name", "Order statistics carry a bracketed index.", line.names[0], hint)
    sample = line.pieces[0].cut(len("order statistics of "))
    declaration = context.declaration(sample.text)
    if declaration is None or not declaration.indices:
        message = f"The sample `{sample.text}` is not declared before."
        raise line.fail("declare-name", message, sample, "Declare `y_i: real for i in 1..n` on a line above.")
    first = declaration.indices[0]
    own = own or [IndexRange("k", first.low, first.high)]
    return Declaration(spelled, Kind.REAL, tuple(own), (), (Property("order statistics", (name(sample.text),)),))


Kinded = tuple[Kind, tuple[Term, ...], str, list[IndexRange]]


def _kind(line: Line, piece: Piece, context: Context) -> Kinded:
    """Kind, shape, unit, and the index ranges of ``real[N]``."""
    text = piece.text
    if text.startswith("quantity in "):
        return Kind.QUANTITY, (), _unit(line, piece.cut(len("quantity in "))), []
    if text in ("imaginary unit", "the imaginary unit"):
        return Kind.COMPLEX, (), "", []
    function = re.match(r"function (?:to|into) (?P<value>(?:vector|matrix)\s*\[.*\])$", text)
    if function:
        inner = piece.cut(function.start("value"))
        return Kind.FUNCTION, _kind(line, inner, context)[1], "", []
    sized = _SIZED.match(text)
    if sized:
        sizes = _sizes(line, piece.cut(sized.start("sizes"), sized.end("sizes")), context)
        return _sized(line, piece, _KINDS[sized.group("kind")], sizes)
    kind = _KINDS.get(text)
    if kind is None:
        words = [*_KINDS, "order statistics of y"]
        near = nearest(text.split("[")[0].strip(), words)
        hint = f"Did you mean `{near[0]}`?" if near else f"Kinds are: {', '.join(_KINDS)}."
        first = next((word for word in sorted(_KINDS, key=len, reverse=True) if text.startswith(word + " ")), None)
        if first is not None:
            hint = f"Set the property off by a comma: `{first}, {text[len(first) :].strip()}`."
        if text in _PLAIN or text.startswith((*_WITH_TERM, *_COMPONENTS, "in ")):
            hint = f"The kind comes first: `{line.names[0].text}: real, {text}`."
        raise line.fail("declare-kind", f"`{text}` is no kind.", piece, hint)
    if kind in (Kind.VECTOR, Kind.MATRIX):
        hint = "Write `vector[d]`." if kind is Kind.VECTOR else "Write `matrix[N, d]`."
        raise line.fail("declare-kind", f"A {text} needs its size.", piece, hint)
    return kind, (), "", []


def _sized(line: Line, piece: Piece, kind: Kind, sizes: tuple[Term, ...]) -> Kinded:
    expected = {Kind.VECTOR: (1,), Kind.MATRIX: (2,)}.get(kind, (1, 2))
    if len(sizes) not in expected:
        message = f"`{piece.text}` has the wrong number of sizes."
        raise line.fail("declare-kind", message, piece, "Write `vector[d]`, `matrix[N, d]` or `real[N]`.")
    if kind in (Kind.VECTOR, Kind.MATRIX):
        return kind, sizes, "", []
    return kind, (), "", [IndexRange(letter, number(1), size) for letter, size in zip("ij", sizes, strict=False)]


def _sizes(line: Line, piece: Piece, context: Context) -> tuple[Term, ...]:
    return tuple(line.read(part, context) for part in split_pieces(piece))


def _unit(line: Line, piece: Piece) -> str:
    word = re.sub(r"^\\mathrm\{(.*)\}$", r"\1", piece.text)
    unit = find_unit(word)
    if unit is None:
        parts = [part for part in re.split(r"\^-?\d|[/*()\s]|\\cdot|\\,", word) if part]
        if len(parts) > 1 and all(find_unit(part) is not None for part in parts):
            message = f"`{word}` is no unit but made of several, and a declaration has one."
            hint = "Leave the declaration out where `{.let}` gives the value: " + f"`v = 2 \\,\\mathrm{{{word}}}`."
            raise line.fail("declare-unit", message, piece, hint)
        near = nearest(word, list(unit_words()))
        hint = f"Did you mean `{near[0]}`?" if near else f"Units are: {', '.join(unit_words())}."
        raise line.fail("declare-unit", f"`{word}` is no unit that is known.", piece, hint)
    return unit.symbol


def _property(
    line: Line, piece: Piece, shape: tuple[Term, ...], ranges: Sequence[IndexRange], context: Context
) -> tuple[Property, Declaration | None]:
    text = piece.text
    if text in _PLAIN:
        return Property(text), None
    if text.startswith("in "):
        return Property("in", (_membership(line, piece.cut(3), context),)), None
    for word in _WITH_TERM:
        if text.startswith(word + " "):
            return Property(word, (line.read(piece.cut(len(word)), context),)), None
    for word in _COMPONENTS:
        if text.startswith(word + " ") or text == word:
            return _components(line, piece, word, shape, ranges)
    words = [*_PLAIN, *_WITH_TERM, *_COMPONENTS, "in"]
    near = nearest(text, words)
    hint = f"Did you mean `{near[0]}`?" if near else f"Properties are: {', '.join(sorted(words))}."
    raise line.fail("declare-property", f"`{text}` is no property.", piece, hint)


def _membership(line: Line, piece: Piece, context: Context) -> Term:
    match = re.match(r"^(?P<low>[^.]+)\.\.(?P<high>.+)$", piece.text)
    if match:
        low = line.read(piece.cut(0, match.end("low")), context)
        return term("set", [low, term("dots"), line.read(piece.cut(match.start("high")), context)])
    if piece.text.startswith("{") and piece.text.endswith("}"):
        piece = Piece("\\{" + piece.text[1:-1] + "\\}", piece.column)
    return as_set(line.read(piece, context))


def _components(
    line: Line, piece: Piece, word: str, shape: tuple[Term, ...], ranges: Sequence[IndexRange]
) -> tuple[Property, Declaration | None]:
    """``columns u_k``: the property, and the declaration of the indexed name of one column."""
    written = piece.cut(len(word))
    if not written.text:
        return Property(word), None
    match = re.match(r"^(?P<base>.+?)(?:_(?P<lower>\\?[A-Za-z]+)|\^\{\((?P<upper>[A-Za-z])\)\})$", written.text)
    if match is None or len(shape) != 2:
        message = f"`{written.text}` names no component of a matrix."
        raise line.fail("declare-property", message, written, "Write `columns u_k for k in 1..d`.")
    index = match.group("lower") or match.group("upper")
    base = match.group("base") + ("^{()}" if match.group("upper") else "")
    count, length = (shape[0], shape[1]) if word == "rows" else (shape[1], shape[0])
    own = next((indexed for indexed in ranges if indexed.index == index), IndexRange(index, number(1), count))
    kind, sizes = (Kind.REAL, ()) if word == "diagonal" else (Kind.VECTOR, (length,))
    return Property(word, (name(base),)), Declaration(base, kind, (own,), sizes)
