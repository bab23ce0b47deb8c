"""Inserted values written by what stands around them: in sentences as words, in formulas as coefficients or powers.

========================== ======================================================================================
``<<a>> x``                 1 is left out, -1 leaves its sign, 0 is refused (``<<a|plain>> x`` prints it)
``y + <<a>>``               a negative number turns the plus into a minus
``y - <<a>>``               a negative number is bracketed
``y \\cdot <<a>>``, ``/``    likewise
``y <<a>>``, ``<<a>> 2``    ``\\cdot`` is put between; likewise bracketed
``\\sin <<a>>``              likewise bracketed
``<<a>>^2``                 negative numbers and fractions are bracketed
``x^<<a>>``                 is put in braces
========================== ======================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from solgen.diagnostics import Failure
from solgen.documents.blocks import SourceText
from solgen.questions.arithmetic import Unworkable
from solgen.questions.filters import Joined, Shown
from solgen.questions.numerals import Numeral, in_words, numeral, plain
from solgen.questions.rendering import Inserted, LineStart, Mark, Typed
from solgen.questions.surroundings import Left, Right, in_subscript, left_of, right_of
from solgen.questions.template_rules import TemplateProblem
from solgen.questions.woven import LINE_START, Woven

_NUMBER = re.compile(r"-?[0-9]{1,15}")
_DOLLAR = re.compile(r"(?<!\\)\$")


def weave(marks: list[Mark], source: SourceText, *, formula: bool) -> list[tuple[str, LineStart]]:
    """The lines of a rendered piece with where each came from. ``formula``: all of it is LaTeX. Raises Failure."""
    woven = Woven(formula)
    flat = _flat(marks)
    for position, mark in enumerate(flat):
        if isinstance(mark, LineStart):
            woven.start_line(mark)
        elif isinstance(mark, Typed):
            if not woven.lines:
                woven.start_line(LineStart(0, ""))
            woven.typed(mark.text)
        else:
            try:
                _insert(woven, mark, flat, position)
            except Unworkable as error:
                code = {"zero": "fill-zero-coefficient", "words": "fill-words-in-formula"}.get(
                    error.kind, "fill-no-value"
                )
                problem = TemplateProblem(code, error.message, mark.line, error.hint, mark.source)
                note = woven.origins[-1].note if woven.origins else ""
                raise Failure(problem.diagnostic(source, note)) from None
    return [("".join(line), origin) for line, origin in zip(woven.lines, woven.origins, strict=True)]


def _flat(marks: list[Mark]) -> list[Mark]:
    """All marks, lists among them expanded."""
    flat: list[Mark] = []
    for mark in marks:
        if type(mark) is Inserted and type(mark.value) in (tuple, Joined):
            flat.extend(_expanded([mark]))
        else:
            flat.append(mark)
    return flat


def _expanded(marks: list[Mark]) -> Iterator[Mark]:
    """Lists as their items with what stands between them."""
    for mark in marks:
        value = mark.value if isinstance(mark, Inserted) else None
        if isinstance(value, tuple):
            value = Joined(value, ", ")
        if not isinstance(value, Joined) or not isinstance(mark, Inserted):
            yield mark
            continue
        if value.opening:
            yield Typed(value.opening)
        for position, item in enumerate(value.items):
            if position:
                yield Typed(value.separator)
            inner = Joined(item, ", ", "(", ")") if isinstance(item, tuple) else item
            yield from _expanded([Inserted(inner, mark.source, mark.line)])
        if value.closing:
            yield Typed(value.closing)


def _insert(woven: Woven, mark: Inserted, marks: list[Mark], position: int) -> None:
    value = mark.value
    if isinstance(value, bool):
        raise Unworkable("true and false are not printed", "choose the text with `<% if … %>`")
    if isinstance(value, str):
        value = Shown(value, value)
    if isinstance(value, Shown):
        if not woven.in_formula:
            woven.put(value.words)
            return
        if value.latex is None:
            raise Unworkable(
                f"`{mark.source}` is for sentences and stands in a formula", "put it outside of the dollars", "words"
            )
        text = value.latex.strip()
        if not _NUMBER.fullmatch(text):
            _insert_latex(woven, text, marks, position)
            return
        value = Fraction(text)
    if isinstance(value, (int, Fraction)):
        value = (_plain if woven.always_formula else _numeral)(value)
    assert isinstance(value, Numeral)
    if woven.in_formula:
        _insert_number(woven, value, marks, position, mark.source)
    else:
        woven.put(in_words(value))


@lru_cache(maxsize=2048)
def _numeral(value: int | Fraction) -> Numeral:
    return numeral(Fraction(value))


@lru_cache(maxsize=2048)
def _plain(value: int | Fraction) -> Numeral:
    return plain(Fraction(value))


def _rest(woven: Woven, marks: list[Mark], position: int) -> str:
    """The formula's text behind a mark, up to a dollar; a value further on counts as one letter or digit."""
    rest = ""
    for mark in marks[position + 1 : position + 12]:
        if isinstance(mark, Typed):
            end = _DOLLAR.search(mark.text) if woven.dollars else None
            rest += mark.text[: end.start()] if end else mark.text
            if end:
                break
        elif isinstance(mark, Inserted):
            return rest + _stand_in(mark.value)
        elif woven.always_formula:
            break
        else:
            rest += LINE_START
        if rest.strip():
            break
    return rest


def _stand_in(value: object) -> str:
    if isinstance(value, Shown):
        return value.latex or "x"
    return value if isinstance(value, str) else "x"


def _insert_number(woven: Woven, number: Numeral, marks: list[Mark], position: int, source: str) -> None:
    left = left_of(woven.formula)
    rest = _rest(woven, marks, position)
    right = right_of(rest, woven.formula)
    negative = number.negative
    if left is Left.SCRIPT or left is Left.ARGUMENT:
        woven.put("{" + ("-" if negative else "") + number.latex + "}")
        return
    if left is Left.FACTOR and in_subscript(woven.formula):
        left = Left.OPEN
    coefficient = right is Right.FACTOR and not number.keep
    if coefficient and not number.value.numerator:
        raise _zero(source)
    times = "" if right is not Right.DIGIT else " \\cdot" if rest[:1] == " " else " \\cdot "
    digits = number.latex + times
    alone = coefficient and number.latex == "1"
    if right is Right.POWER and (negative or number.broken):
        sign = "-" if negative else ""
        woven.put(f"{_between(woven, left)}\\left({sign}{number.latex}\\right)")
    elif negative and left is not Left.PLUS and left is not Left.OPEN:
        opening, closing = ("\\left(", "\\right)") if number.broken else ("(", ")")
        woven.put(f"{_between(woven, left)}{opening}-{number.latex}{closing}{times}")
    else:
        if negative and left is Left.PLUS:
            _turn_plus(woven)
        sign = "-" if negative and left is Left.OPEN else ""
        woven.put(sign if alone else _between(woven, left) + sign + digits)
        if alone:
            _skip_space(marks, position)


def _zero(source: str) -> Unworkable:
    message = f"`{source}` is 0 here, and a term with the factor 0 would be printed"
    hint = f"exclude it by a constraint, leave the term out by `<% if %>`, or print it with `<< {source}|plain >>`"
    return Unworkable(message, hint, "zero")


def _between(woven: Woven, left: Left) -> str:
    """What multiplies a number with a factor before it."""
    if left is not Left.FACTOR:
        return ""
    return "\\cdot " if woven.formula[-1:].isspace() else " \\cdot "


def _turn_plus(woven: Woven) -> None:
    at = woven.formula.rindex("+")
    tail = woven.formula[at + 1 :]
    if LINE_START in tail:  # the plus stands on the line before: bracketing would be the only other way
        raise Unworkable("a negative number follows a plus on the line before", "put sign and value on one line")
    woven.replace_tail(len(tail) + 1, "-" + tail)


def _skip_space(marks: list[Mark], position: int) -> None:
    """Drop the space behind a factor that is left out."""
    following = marks[position + 1] if position + 1 < len(marks) else None
    if isinstance(following, Typed):
        marks[position + 1] = Typed(following.text.lstrip(" "))


def _insert_latex(woven: Woven, text: str, marks: list[Mark], position: int) -> None:
    """LaTeX from a named formula or from the solver, bracketed where it would otherwise be torn apart."""
    left = left_of(woven.formula)
    right = right_of(_rest(woven, marks, position), woven.formula)
    if left in {Left.SCRIPT, Left.ARGUMENT}:
        woven.put("{" + text + "}")
        return
    signed = text.startswith(("-", "+"))
    sum_inside = _is_sum(text[1:] if signed else text)
    if text.startswith("-") and not sum_inside and right is not Right.POWER and left in {Left.OPEN, Left.PLUS}:
        if left is Left.PLUS:
            _turn_plus(woven)
            text = text[1:].lstrip()
        woven.put(text)
        return
    tight = left not in {Left.OPEN, Left.PLUS} or right in {Right.FACTOR, Right.POWER}
    bracketed = (signed and left is not Left.OPEN) or ((signed or sum_inside) and tight)
    if bracketed or (right is Right.POWER and not _is_atom(text)):
        woven.put(f"\\left({text}\\right)")
    else:
        dot = left is Left.FACTOR and text[:1].isdigit() and not in_subscript(woven.formula)
        woven.put((_between(woven, left) if dot else "") + text)


def _is_sum(text: str) -> bool:
    """Whether a plus or minus stands outside of all brackets, or at the beginning."""
    depth = 0
    for found in re.finditer(r"\\left\b|\\right\b|\\[{}]|[(\[{)\]}+-]", text):
        sign = found.group()
        if sign in {"(", "[", "{", "\\{"}:
            depth += 1
        elif sign in {")", "]", "}", "\\}"}:
            depth -= 1
        elif sign in {"+", "-"} and depth <= 0:
            return True
    return False


def _is_atom(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9]|\\[A-Za-z]+|\\left\(.*\\right\)", text))
