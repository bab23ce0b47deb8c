"""Rules that are one phrase around what is said of the arguments."""

from __future__ import annotations

from solgen.notation.terms import Term
from solgen.notation.writing.speaker import SUM, Rule, Speaker


def whole(phrase: str) -> Rule:
    """A phrase around all of the first argument, with an end of its own."""

    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=speaker.say(node.arguments[0]))

    return rule


def around(phrase: str) -> Rule:
    """A phrase around the first argument, which is bracketed where it is compound."""

    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=speaker.inside(node.arguments[0]))

    return rule


def pair(phrase: str) -> Rule:
    """A phrase around two arguments."""

    def rule(node: Term, speaker: Speaker) -> str:
        left, right = map(speaker.inside, node.arguments)
        return speaker.phrase(phrase, left=left, right=right)

    return rule


def big(phrase: str) -> Rule:
    """A sum or a product from one number to another."""

    def rule(node: Term, speaker: Speaker) -> str:
        bound, low, high, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, low=low, high=high, body=body)

    return rule


def big_over(phrase: str) -> Rule:
    """A sum or a product over a set."""

    def rule(node: Term, speaker: Speaker) -> str:
        bound, over, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, over=over, body=body)

    return rule


def extremum(phrase: str) -> Rule:
    """What is least or greatest over a bound name."""

    def rule(node: Term, speaker: Speaker) -> str:
        bound, body = map(speaker.say, node.arguments)
        return speaker.phrase(phrase, bound=bound, body=body)

    return rule


def listed(phrase: str) -> Rule:
    """A phrase around all arguments, with commas between them."""

    def rule(node: Term, speaker: Speaker) -> str:
        return speaker.phrase(phrase, said=", ".join(map(speaker.say, node.arguments)))

    return rule


def between(word: str) -> Rule:
    """The arguments with a word between them."""

    def rule(node: Term, speaker: Speaker) -> str:
        return f" {speaker.phrase(word)} ".join(speaker.inside(argument, SUM) for argument in node.arguments)

    return rule


def everywhere(over: Term) -> bool:
    """Whether a bound name runs over everything."""
    return over.head == "constant" and over.data == "everything"


def by_data(words: dict[str, str], node: Term, speaker: Speaker) -> str:
    """The word that a table has for what a leaf holds."""
    return speaker.phrase(words[str(node.data)])
