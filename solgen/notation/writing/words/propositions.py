"""Relations, what joins them, quantifiers and cases in words."""

from __future__ import annotations

from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.speaker import Rule, Speaker
from solgen.notation.writing.spoken import QUANTIFIED, RELATIONS
from solgen.notation.writing.words.phrasing import around, between, everywhere


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
    if everywhere(over):
        return speaker.phrase(anywhere, **said)
    return speaker.phrase(within, over=speaker.say(over), **said)


RULES: Final[dict[str, Rule]] = {
    "cases": _cases,
    "relation": _relation,
    "chain": _chain,
    "and": between("and"),
    "or": between("or"),
    "not": around("not {said}"),
    "for_all": _quantified,
    "exists": _quantified,
    "statements": lambda node, speaker: "; ".join(map(speaker.say, node.arguments)),
}
