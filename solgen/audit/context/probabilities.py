r"""Probabilities of events, ``P(D \mid A)`` and ``P(X \ge 2)``, as the numbers that they are.

What stands in the brackets is no expression but an event, which nothing here works with. So each probability becomes a
name, ``P_{D|A}``: what the text gives for it is put in, and its arithmetic is judged; the laws of probability are not.
``P(X = k)`` becomes the function ``P_X(k)``, so that ``P(X = 0)`` is its value. The spelling is of the same length, so
places stay right; where it is not to be had, the formula stays as it is. Only texts are respelled in which some bracket
behind a P holds what can be nothing but an event: ``P(x)`` may be a polynomial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_P: Final = r"(?<![A-Za-z\\_^])(?:P|\\Pr(?![A-Za-z])|\\(?:mathbb|mathrm|operatorname)\{P(?:r)?\})\s*"
_OPEN, _CLOSE = r"(?:\\left\s*|\\bigl?\s*)?\(", r"(?:\\right\s*|\\bigr?\s*)?\)"
_PROBABILITY: Final = re.compile(rf"{_P}{_OPEN}(?P<event>[^()]*?){_CLOSE}(?P<behind>\s*)")
_VALUE: Final = re.compile(r"\s*([A-Z])\s*=\s*([a-z]|\d+)\s*")
_SINGLE: Final = re.compile(r"\s*([A-Z])\s*")
_OF_EVENTS: Final = re.compile(
    r"\\(?:mid|vert|cap|cup|setminus|overline|bar)(?![A-Za-z])|\||\^\s*\{?c\b|"
    r"(?:^|[^\\A-Za-z])[A-Z]\s*(?:[=<>]|\\(?:le|leq|ge|geq|in|ne|neq)(?![A-Za-z]))"
)
_SPELLED: Final = (
    (re.compile(r"\\(?:mid|vert)(?![A-Za-z])"), "|"),
    (re.compile(r"\\(?:[,;:! ]|quad(?![A-Za-z]))"), ""),
    (re.compile(r"\\leqs?(?:lant)?(?![A-Za-z])"), r"\\le "),
    (re.compile(r"\\geqs?(?:lant)?(?![A-Za-z])"), r"\\ge "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])"), ""),
)


def speaks_of_events(formulas: Iterable[str]) -> bool:
    """Whether the brackets behind a P hold events somewhere in a text."""
    return any(_OF_EVENTS.search(found["event"]) for latex in formulas for found in _PROBABILITY.finditer(latex))


def with_values(formulas: Iterable[str]) -> frozenset[str]:
    """The random variables whose probabilities are given as a function, ``P(X = k)``."""
    events = (found["event"] for latex in formulas for found in _PROBABILITY.finditer(latex))
    values = (value for event in events if (value := _VALUE.fullmatch(event)) is not None)
    return frozenset(value.group(1) for value in values if value.group(2).isalpha())


def with_probabilities(latex: str, functions: frozenset[str]) -> str:
    """The formula with a name, or the value of a function, for each probability; of the same length.

    ``functions`` are the random variables of which the text writes ``P(X = k)``.
    """
    return _PROBABILITY.sub(lambda found: _as_name(found, functions), latex)


def _as_name(found: re.Match[str], functions: frozenset[str]) -> str:
    event = found["event"]
    if (value := _VALUE.fullmatch(event)) and value.group(1) in functions:
        instead = f"P_{value.group(1)}({value.group(2)})"
    elif single := _SINGLE.fullmatch(event):
        instead = f"P_{single.group(1)}"
    elif event.strip() in ("+", "-"):
        instead = f"P^{event.strip()}"
    elif _OF_EVENTS.search(event):
        for expression, shorter in _SPELLED:
            event = expression.sub(shorter, event)
        instead = f"P_{{{event.strip()}}}"
    else:
        return found.group()
    room = len(found.group())
    return instead.ljust(room) if len(instead) <= room else found.group()
