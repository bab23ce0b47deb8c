"""Sums, products, limits, integrals and extremes in words."""

from __future__ import annotations

from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.speaker import Rule, Speaker
from solgen.notation.writing.spoken import LIMITS
from solgen.notation.writing.words.phrasing import big, big_over, extremum


def _limit(node: Term, speaker: Speaker) -> str:
    bound, point, body = map(speaker.say, node.arguments)
    phrase = LIMITS.get(str(node.data or ""), LIMITS[""])
    return speaker.phrase(phrase, bound=bound, point=point, body=body)


def _integral(node: Term, speaker: Speaker) -> str:
    bound, *limits, body = map(speaker.say, node.arguments)
    if not limits:
        phrase = "the antiderivative with respect to {bound} of {body}, end integral"
        return speaker.phrase(phrase, bound=bound, body=body)
    phrase = "the integral from {low} to {high} of {body} with respect to {bound}, end integral"
    return speaker.phrase(phrase, bound=bound, low=limits[0], high=limits[1], body=body)


RULES: Final[dict[str, Rule]] = {
    "sum": big("the sum from {bound} equals {low} to {high} of {body}"),
    "product": big("the product from {bound} equals {low} to {high} of {body}"),
    "sum_over": big_over("the sum over {bound} in {over} of {body}"),
    "product_over": big_over("the product over {bound} in {over} of {body}"),
    "limit": _limit,
    "integral": _integral,
    "antiderivative": _integral,
    "arg_min": extremum("the minimizer over {bound} of {body}"),
    "arg_max": extremum("the maximizer over {bound} of {body}"),
    "minimum": extremum("the minimum over {bound} of {body}"),
    "maximum": extremum("the maximum over {bound} of {body}"),
}
