"""A point at which a claim fails, as short text: values of names, both sides as exact fractions or decimals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import arb, fmpq

from solgen.kernel.claim import Exact, Witness
from solgen.kernel.evaluation.evaluator import Value, reach
from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.evaluation.values import Array, Dual, Family, FiniteSet, Interval, Scaled, Sequence
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue, PolynomialFunction
from solgen.notation.context import Kind
from solgen.notation.packing import pack
from solgen.notation.terms import Term

_LONGEST_FRACTION = 9


def number_text(value: Fraction | fmpq | arb, digits: int = 5) -> str:
    """A short exact fraction as it is, another number to so many significant digits."""
    if isinstance(value, arb):
        return str(value.str(digits, radius=False)) if value.is_finite() else "?"
    top, bottom = (value.numerator, value.denominator) if isinstance(value, Fraction) else (int(value.p), int(value.q))
    text = str(top) if bottom == 1 else f"{top}/{bottom}"
    if bottom == 1 or len(text) <= _LONGEST_FRACTION:
        return text
    return f"{float(Fraction(top, bottom)):.{digits}g}"


def value_text(value: Value, digits: int = 5) -> str:  # noqa: C901 -- a line a kind of value
    """Any value of evaluation 1 in short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, fmpq | arb):
        return number_text(value, digits)
    if isinstance(value, Dual):
        return value_text(value.primal, digits)
    if isinstance(value, Array):
        entries = [value_text(entry, digits) for entry in value.entries]
        if value.columns == 1:
            return f"({', '.join(entries)})"
        return _matrix_text(entries, value.columns)
    if isinstance(value, Scaled):
        return f"{value_text(value.factor, digits)} I".removeprefix("1 ")
    if isinstance(value, Sequence):
        return f"({', '.join(value_text(entry, digits) for entry in value.entries)})"
    if isinstance(value, Family):
        return f"({', '.join(value_text(value.components[key], digits) for key in sorted(value.components))})"
    if isinstance(value, FiniteSet):
        return f"{{{', '.join(dict.fromkeys(value_text(element, digits) for element in value.elements))}}}"
    if isinstance(value, Interval):
        low = "−∞" if value.low is None else value_text(value.low, digits)
        high = "∞" if value.high is None else value_text(value.high, digits)
        return f"{'[' if value.low_closed else '('}{low}, {high}{']' if value.high_closed else ')'}"
    return "undecided" if value is None else str(value)


def _matrix_text(entries: list[str], columns: int) -> str:
    """``[1 2; 3 4]``: rows between semicolons, as a lecturer types a matrix."""
    rows = [" ".join(entries[start : start + columns]) for start in range(0, len(entries), columns)]
    return f"[{'; '.join(rows)}]"


def side_texts(left: Value, right: Value) -> tuple[str, str]:
    """Both sides, to as many digits as show that they differ."""
    for digits in (4, 6, 9, 15):
        texts = value_text(left, digits), value_text(right, digits)
        if texts[0] != texts[1]:
            return texts
    return texts


def model_text(value: ModelValue, scale: Fraction = Fraction(1)) -> str:
    """A drawn value in short; ``scale`` is what one unit of it counts."""
    if isinstance(value, Fraction):
        return number_text(value / scale)
    if isinstance(value, PolynomialFunction):
        return _polynomial_text(value)
    if isinstance(value, ArrayValue):
        entries = [number_text(entry) for entry in value.entries]
        if value.columns == 1:
            return f"({', '.join(entries)})"
        return _matrix_text(entries, value.columns)
    if isinstance(value, FamilyValue):
        return _family_text(value, scale)
    return f"{{{', '.join(number_text(element) for element in sorted(value))}}}"


def _family_text(value: FamilyValue, scale: Fraction) -> str:
    if all(len(key) == 2 and isinstance(component, Fraction) for key, component in value.components.items()):
        keys = sorted(value.components)
        columns = len({column for _, column in keys})
        if len(keys) == columns * len({row for row, _ in keys}):
            return _matrix_text([model_text(value.components[key], scale) for key in keys], columns)
    groups: dict[tuple[int, ...], list[str]] = {}
    for key in sorted(value.components):
        groups.setdefault(key[:-1], []).append(model_text(value.components[key], scale))
    rows = [f"({', '.join(row)})" for row in groups.values()]
    return rows[0] if len(rows) == 1 else f"({', '.join(rows)})"


def _polynomial_text(value: PolynomialFunction) -> str:
    pieces = []
    for power, coefficient in reversed(list(enumerate(value.coefficients))):
        if coefficient == 0:
            continue
        letter = "" if power == 0 else ("u" if power == 1 else f"u^{power}")
        size = number_text(abs(coefficient))
        body = letter if letter and size == "1" else f"{size}{letter and ' '}{letter}"
        sign = "-" if coefficient < 0 else "+"
        pieces.append(f"{sign} {body}")
    text = " ".join(pieces) or "0"
    text = text.removeprefix("+ ")
    return f"u ↦ {text.replace('- ', '-', 1) if text.startswith('- ') else text}"


def point_of(model: Model, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The values of these names and of what their definitions use, in the order of drawing."""
    wanted = reach(names, model.context)
    found = []
    for latex in model.order:
        if latex not in wanted or latex not in model.values:
            continue
        text = model_text(model.values[latex], _scale(model, latex))
        declaration = model.context.declaration(latex)
        if declaration is not None and declaration.kind is Kind.QUANTITY and declaration.unit:
            text = f"{text}\\,{declaration.unit}" if declaration.unit.startswith("\\") else f"{text} {declaration.unit}"
        found.append((latex, text))
    return tuple(found)


def exact_value(value: ModelValue, scale: Fraction = Fraction(1)) -> Exact:
    """A drawn value as exact text, as ``claim.Exact`` describes it; ``scale`` is what one unit of it counts."""
    if isinstance(value, Fraction):
        return str(value / scale)
    if isinstance(value, PolynomialFunction):
        return ("polynomial", *map(str, value.coefficients))
    if isinstance(value, ArrayValue):
        return ("array", str(value.rows), str(value.columns), *map(str, value.entries))
    if isinstance(value, FamilyValue):
        components = sorted(value.components.items())
        return ("family", *((*map(str, key), exact_value(component, scale)) for key, component in components))
    return ("set", *map(str, sorted(value)))


def exact_number(value: Term) -> Exact:
    """A number without names: as exact text where it is an integer or a fraction, else as a packed Term in text."""
    fraction = _as_fraction(value)
    if fraction is not None:
        return str(fraction)
    return ("term", *(tuple("" if part is None else str(part) for part in row) for row in pack([value])))


def _as_fraction(value: Term) -> Fraction | None:
    if value.head == "number":
        return Fraction(str(value.data))
    parts = [_as_fraction(argument) for argument in value.arguments]
    if value.head == "negate" and parts[0] is not None:
        return -parts[0]
    if value.head == "divide" and parts[0] is not None and parts[1]:
        return parts[0] / parts[1]
    return None


def exact_point(model: Model) -> tuple[tuple[str, Exact], ...]:
    """Every drawn value, in the order of drawing: those of the claim, and those that hypotheses speak of."""
    ordered = dict.fromkeys((*(latex for latex in model.order if latex in model.values), *sorted(model.values)))
    return tuple((latex, exact_value(model.values[latex], _scale(model, latex))) for latex in ordered)


def _scale(model: Model, latex: str) -> Fraction:
    """What one unit of a name counts: 1 but for quantities, which are shown in their declared unit."""
    declaration = model.context.declaration(latex)
    if declaration is None or declaration.kind is not Kind.QUANTITY or not declaration.unit:
        return Fraction(1)
    return unit_factor(declaration.unit)


def witness_of(model: Model, names: Iterable[str], left: str, right: str, note: str = "") -> Witness:
    """The witness at a model, with what to say of the two sides there."""
    return Witness(point_of(model, names), left, right, note, exact_point(model))


def witness_at(model: Model, names: Iterable[str], left: Value, right: Value, note: str = "") -> Witness:
    """The witness of a claim between two values."""
    texts = side_texts(left, right)
    return witness_of(model, names, texts[0], texts[1], note)
