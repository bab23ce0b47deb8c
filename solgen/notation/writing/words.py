"""A formula in plain words, for screen readers and for the alternative text of a PDF.

Short, but unambiguous: what is compound is said between ``open`` and ``close``, or between a construct's name and its
``end``. Every phrase is said as a whole, so that a catalogue of another language can order its words otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Final

from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term
from solgen.notation.units import find_unit
from solgen.notation.writing.lettering import grouped
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.phrases import ENGLISH, Phrases
from solgen.notation.writing.speaker import POWER, PRODUCT, SUM, Rule, Speaker
from solgen.notation.writing.spoken import BUILTINS, CONSTANTS, DERIVATIVES, INTERVALS, LIMITS, QUANTIFIED, RELATIONS


def to_words(formula: Reading | Term, phrases: Phrases = ENGLISH) -> str:
    """The formula in words; of a reading that goes on from the line before, with the relation that it begins with."""
    speaker = _speaker(phrases)
    if isinstance(formula, Term):
        return speaker.say(formula)
    members = ((member.sign, member.term) for member in formula.members)
    return speaker.members(members) or speaker.say(formula.term)


def members_to_words(members: Iterable[tuple[str, Term]], phrases: Phrases = ENGLISH) -> str:
    """Members of a chain, each with the sign before it, as one line of a display has them."""
    return _speaker(phrases).members(members)


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


def _whole(phrase: str) -> Rule:
    """A phrase around all of the first argument, with an end of its own."""

    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=speaker.say(node.arguments[0]))

    return rule


def _first(phrase: str) -> Rule:
    """A phrase around the first argument, which is bracketed where it is compound."""

    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=speaker.inside(node.arguments[0]))

    return rule


def _pair(phrase: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        left, right = map(speaker.inside, node.arguments)
        return speaker.phrase(phrase, left=left, right=right)

    return rule


def _index(node: Term, speaker: Speaker) -> str:
    base, *indices = node.arguments
    said = " ".join(map(speaker.inside, indices))
    if str(base.data).endswith("^{()}"):
        return speaker.phrase("{said} with upper index {index}", said=speaker.say(base), index=said)
    return speaker.phrase("{said} sub {index}", said=speaker.say(base), index=said)


def _order_statistic(node: Term, speaker: Speaker) -> str:
    sample, place = map(speaker.say, node.arguments)
    return speaker.phrase("the order statistic {place} of {sample}", place=place, sample=sample)


def _apply(node: Term, speaker: Speaker) -> str:
    function, *arguments = node.arguments
    if function.head == "builtin" and function.data == "log" and len(arguments) == 2:
        said, base = map(speaker.inside, arguments)
        return speaker.phrase("the logarithm of {said} to base {base}", said=said, base=base)
    said = ", ".join(speaker.inside(argument, POWER) for argument in arguments)
    return speaker.phrase("{function} of {said}", function=speaker.say(function), said=said)


def _prime(node: Term, speaker: Speaker) -> str:
    order = int(node.data) if isinstance(node.data, int) else 1
    return speaker.inside(node.arguments[0]) + (" " + speaker.phrase("prime")) * order


def _derivative(node: Term, speaker: Speaker) -> str:
    body, *by = node.arguments
    partial_one = node.data == "partial"
    names = dict.fromkeys(map(speaker.say, by))
    both = speaker.phrase("and")
    said = {"names": f" {both} ".join(names), "said": speaker.inside(body)}
    if len(by) <= 3:
        return speaker.phrase(DERIVATIVES[len(by) - 1][partial_one], **said)
    phrase = "the {order}-fold derivative with respect to {names} of {said}"
    if partial_one:
        phrase = "the {order}-fold partial derivative with respect to {names} of {said}"
    return speaker.phrase(phrase, order=len(by), **said)


def _gradient(node: Term, speaker: Speaker) -> str:
    said = speaker.inside(node.arguments[0])
    if len(node.arguments) == 1:
        return speaker.phrase("the gradient of {said}", said=said)
    by = speaker.say(node.arguments[1])
    return speaker.phrase("the gradient with respect to {names} of {said}", names=by, said=said)


def _big(phrase: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        bound, low, high, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, low=low, high=high, body=body)

    return rule


def _big_over(phrase: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        bound, over, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, over=over, body=body)

    return rule


def _limit(node: Term, speaker: Speaker) -> str:
    bound, point, body = map(speaker.say, node.arguments)
    phrase = LIMITS.get(str(node.data or ""), LIMITS[""])
    return speaker.phrase(phrase, bound=bound, point=point, body=body)


def _evaluated(node: Term, speaker: Speaker) -> str:
    bound, point, body = map(speaker.say, node.arguments)
    return speaker.phrase("{body}, at {bound} equal to {point}, end at", body=body, bound=bound, point=point)


def _integral(node: Term, speaker: Speaker) -> str:
    bound, *limits, body = map(speaker.say, node.arguments)
    if not limits:
        phrase = "the antiderivative with respect to {bound} of {body}, end integral"
        return speaker.phrase(phrase, bound=bound, body=body)
    phrase = "the integral from {low} to {high} of {body} with respect to {bound}, end integral"
    return speaker.phrase(phrase, bound=bound, low=limits[0], high=limits[1], body=body)


def _extremum(phrase: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        bound, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, body=body)

    return rule


def _matrix(node: Term, speaker: Speaker) -> str:
    assert isinstance(node.data, tuple)
    rows, columns = int(node.data[0]), int(node.data[1])
    entries = [speaker.say(entry) for entry in node.arguments]
    said = "; ".join(
        speaker.phrase("row {number}: {entries}", number=row + 1, entries=", ".join(entries[row * columns :][:columns]))
        for row in range(rows)
    )
    return speaker.phrase("the {rows} by {columns} matrix, {said}, end matrix", rows=rows, columns=columns, said=said)


def _listed(phrase: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=", ".join(map(speaker.say, node.arguments)))

    return rule


def _set(node: Term, speaker: Speaker) -> str:
    if not node.arguments:
        nothing = CONSTANTS["empty"]
        return speaker.phrase(nothing)
    return _listed("the set of {said} end set")(node, speaker)


def _between(word: str) -> Rule:
    def rule(node: Term, speaker: Speaker) -> str:
        return f" {speaker.phrase(word)} ".join(speaker.inside(argument, SUM) for argument in node.arguments)

    return rule


def _everywhere(over: Term) -> bool:
    return over.head == "constant" and over.data == "everything"


def _comprehension(node: Term, speaker: Speaker) -> str:
    bound, over, condition = node.arguments
    said = {"bound": speaker.say(bound), "condition": speaker.say(condition)}
    if _everywhere(over):
        return speaker.phrase("the set of all {bound} with {condition}, end set", **said)
    return speaker.phrase("the set of all {bound} in {over} with {condition}, end set", over=speaker.say(over), **said)


def _interval(node: Term, speaker: Speaker) -> str:
    low, high = map(speaker.say, node.arguments)
    return speaker.phrase(INTERVALS[str(node.data)], low=low, high=high)


def _cases(node: Term, speaker: Speaker) -> str:
    pairs = zip(node.arguments[0::2], node.arguments[1::2], strict=False)
    said = "; ".join(
        speaker.phrase("{value} otherwise", value=speaker.say(value))
        if condition.data == "true"
        else speaker.phrase("{value} if {condition}", value=speaker.say(value), condition=speaker.say(condition))
        for value, condition in pairs
    )
    return speaker.phrase("by cases: {said}, end cases", said=said)


def _relation(node: Term, speaker: Speaker) -> str:
    left, right = node.arguments
    return f"{speaker.say(left)} {speaker.phrase(RELATIONS[str(node.data)])} {speaker.say(right)}"


def _chain(node: Term, speaker: Speaker) -> str:
    assert isinstance(node.data, tuple)
    signs = ["", *map(str, node.data)]
    return speaker.members(zip(signs, node.arguments, strict=True))


def _quantified(node: Term, speaker: Speaker) -> str:
    bound, over, proposition = node.arguments
    anywhere, within = QUANTIFIED[node.head]
    said = {"bound": speaker.say(bound), "said": speaker.say(proposition)}
    if _everywhere(over):
        return speaker.phrase(anywhere, **said)
    return speaker.phrase(within, over=speaker.say(over), **said)


def _word(words: dict[str, str], node: Term, speaker: Speaker) -> str:
    return speaker.phrase(words[str(node.data)])


_RULES: Final[dict[str, Rule]] = {
    "number": lambda node, _speaker: str(node.data),
    "decimal": lambda node, _speaker: grouped(str(node.data)),
    "name": _name,
    "constant": partial(_word, CONSTANTS),
    "unit": _unit,
    "builtin": partial(_word, BUILTINS),
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _whole("the absolute value of {said} end absolute value"),
    "norm": _whole("the norm of {said} end norm"),
    "floor": _whole("the floor of {said} end floor"),
    "ceiling": _whole("the ceiling of {said} end ceiling"),
    "factorial": _first("{said} factorial"),
    "binomial": _pair("{left} choose {right}"),
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "prime": _prime,
    "derivative": _derivative,
    "gradient": _gradient,
    "subdifferential": _first("the subdifferential of {said}"),
    "sum": _big("the sum from {bound} equals {low} to {high} of {body}"),
    "product": _big("the product from {bound} equals {low} to {high} of {body}"),
    "sum_over": _big_over("the sum over {bound} in {over} of {body}"),
    "product_over": _big_over("the product over {bound} in {over} of {body}"),
    "limit": _limit,
    "evaluated": _evaluated,
    "integral": _integral,
    "antiderivative": _integral,
    "arg_min": _extremum("the minimizer over {bound} of {body}"),
    "arg_max": _extremum("the maximizer over {bound} of {body}"),
    "minimum": _extremum("the minimum over {bound} of {body}"),
    "maximum": _extremum("the maximum over {bound} of {body}"),
    "transpose": _first("{said} transposed"),
    "inverse": _first("{said} inverse"),
    "matrix": _matrix,
    "tuple": _listed("the tuple {said} end tuple"),
    "set": _set,
    "comprehension": _comprehension,
    "interval": _interval,
    "cardinality": _first("the number of elements of {said}"),
    "union": _between("union"),
    "intersection": _between("intersected with"),
    "difference": _between("without"),
    "cases": _cases,
    "relation": _relation,
    "chain": _chain,
    "and": _between("and"),
    "or": _between("or"),
    "not": _first("not {said}"),
    "for_all": _quantified,
    "exists": _quantified,
    "dots": lambda _node, speaker: speaker.phrase("and so on"),
    "sequence": lambda node, speaker: ", ".join(map(speaker.say, node.arguments)),
    "statements": lambda node, speaker: "; ".join(map(speaker.say, node.arguments)),
}


@lru_cache(maxsize=8)
def _speaker(phrases: Phrases) -> Speaker:
    return Speaker(phrases, _RULES)
