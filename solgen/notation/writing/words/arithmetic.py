"""Leaves and arithmetic in words."""

from __future__ import annotations

from functools import partial
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.units import find_unit
from solgen.notation.writing.lettering import grouped
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.speaker import PRODUCT, SUM, Rule, Speaker
from solgen.notation.writing.spoken import BUILTINS, CONSTANTS
from solgen.notation.writing.words.phrasing import around, by_data, pair, whole


def _name(node: Term, speaker: Speaker) -> str:
    return name_to_words(str(node.data), speaker.phrases)


def _unit(node: Term, speaker: Speaker) -> str:
    known = find_unit(str(node.data))
    return speaker.phrase(known.names) if known is not None else str(node.data)


def _add(node: Term, speaker: Speaker) -> str:
    parts = [speaker.inside(node.arguments[0], SUM)]
    for summand in node.arguments[1:]:
        if summand.head == "negate":
            parts.append(speaker.phrase("minus {said}", said=speaker.inside(summand.arguments[0], PRODUCT)))
        else:
            parts.append(speaker.phrase("plus {said}", said=speaker.inside(summand, PRODUCT)))
    return " ".join(parts)


def _negate(node: Term, speaker: Speaker) -> str:
    return speaker.phrase("minus {said}", said=speaker.inside(node.arguments[0], PRODUCT))


def _multiply(node: Term, speaker: Speaker) -> str:
    first, *others = node.arguments
    parts = [speaker.inside(first, PRODUCT)]
    for factor in others:
        if factor.head == "unit":
            parts.append(_unit(factor, speaker))
        else:
            parts.append(speaker.phrase("times {said}", said=speaker.inside(factor, PRODUCT)))
    return " ".join(parts)


def _divide(node: Term, speaker: Speaker) -> str:
    above, below = node.arguments
    said = {"above": speaker.say(above), "below": speaker.say(below)}
    if not above.arguments and not below.arguments:
        return speaker.phrase("{above} over {below}", **said)
    return speaker.phrase("the fraction {above} over {below} end fraction", **said)


def _power(node: Term, speaker: Speaker) -> str:
    base, exponent = node.arguments
    said = speaker.inside(base)
    if exponent.head == "number" and exponent.data in (2, 3):
        return (
            speaker.phrase("{said} squared", said=said)
            if exponent.data == 2
            else speaker.phrase("{said} cubed", said=said)
        )
    if exponent.arguments:
        return speaker.phrase("{said} to the power {exponent} end power", said=said, exponent=speaker.say(exponent))
    return speaker.phrase("{said} to the power {exponent}", said=said, exponent=speaker.say(exponent))


def _root(node: Term, speaker: Speaker) -> str:
    radicand, degree = node.arguments
    said = speaker.say(radicand)
    if degree.head == "number" and degree.data == 2:
        return speaker.phrase("the square root of {said} end root", said=said)
    return speaker.phrase("the root of degree {degree} of {said} end root", degree=speaker.say(degree), said=said)


RULES: Final[dict[str, Rule]] = {
    "number": lambda node, _speaker: str(node.data),
    "decimal": lambda node, _speaker: grouped(str(node.data)),
    "name": _name,
    "constant": partial(by_data, CONSTANTS),
    "unit": _unit,
    "builtin": partial(by_data, BUILTINS),
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": whole("the absolute value of {said} end absolute value"),
    "norm": whole("the norm of {said} end norm"),
    "floor": whole("the floor of {said} end floor"),
    "ceiling": whole("the ceiling of {said} end ceiling"),
    "factorial": around("{said} factorial"),
    "binomial": pair("{left} choose {right}"),
}
