"""Indices, functions and their derivatives in words."""

from __future__ import annotations

from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.speaker import POWER, Rule, Speaker
from solgen.notation.writing.spoken import DERIVATIVES
from solgen.notation.writing.words.phrasing import around


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
    return speaker.phrase(_FOLD[partial_one], order=len(by), **said)


_FOLD: Final = (
    "the {order}-fold derivative with respect to {names} of {said}",
    "the {order}-fold partial derivative with respect to {names} of {said}",
)


def _higher_derivative(node: Term, speaker: Speaker) -> str:
    body, by, order = node.arguments
    said = {"names": speaker.say(by), "said": speaker.inside(body), "order": speaker.inside(order)}
    return speaker.phrase(_FOLD[node.data == "partial"], **said)


def _gradient(node: Term, speaker: Speaker) -> str:
    said = speaker.inside(node.arguments[0])
    if len(node.arguments) == 1:
        return speaker.phrase("the gradient of {said}", said=said)
    by = speaker.say(node.arguments[1])
    return speaker.phrase("the gradient with respect to {names} of {said}", names=by, said=said)


def _evaluated(node: Term, speaker: Speaker) -> str:
    bound, point, body = map(speaker.say, node.arguments)
    return speaker.phrase("{body}, at {bound} equal to {point}, end at", body=body, bound=bound, point=point)


RULES: Final[dict[str, Rule]] = {
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "prime": _prime,
    "derivative": _derivative,
    "higher_derivative": _higher_derivative,
    "gradient": _gradient,
    "subdifferential": around("the subdifferential of {said}"),
    "evaluated": _evaluated,
}
