"""Names that the kernel made itself, as a person may see them.

The kernel's own names (``x#1``, ``k#3``) are such that no author can have written them. In what a verdict says each is
shown by its letter, with as many primes as keep it apart from the author's names beside it and from one another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from solgen.kernel.claim import Witness

_GROUP: Final = r"\{[^{}#]*\}"
_MADE: Final = re.compile(
    rf"((?:\\[A-Za-z]+(?:{_GROUP})?|[A-Za-z])(?:[_^](?:[A-Za-z0-9*]|\\[A-Za-z]+|{_GROUP}))*)#(?:[0-9]+|diagonal)"
)


def shown_conditions(conditions: tuple[str, ...], declared: Iterable[str]) -> tuple[str, ...]:
    """Conditions without names that the kernel made, each by itself; ``declared`` are the author's."""
    if not any("#" in condition for condition in conditions):
        return conditions
    authors = tuple(declared)
    shown = []
    for condition in conditions:
        own = _MADE.sub("", condition)
        shown.append(shown_text(condition, {}, [named for named in authors if named in own]))
    return tuple(shown)


def shown_witness(witness: Witness) -> Witness:
    """A witness without names that the kernel made."""
    texts = (*(named for named, _ in (*witness.values, *witness.point)), witness.left, witness.right, witness.note)
    if not any("#" in text for text in texts):
        return witness
    names: dict[str, str] = {}
    taken = [named for named, _ in witness.values]
    values = tuple((shown_text(named, names, taken), value) for named, value in witness.values)
    point = tuple((shown_text(named, names, taken), value) for named, value in witness.point)
    left, right, note = (shown_text(text, names, taken) for text in (witness.left, witness.right, witness.note))
    return Witness(values, left, right, note, point)


def shown_text(text: str, names: dict[str, str], taken: Collection[str]) -> str:
    """A text in which each name that the kernel made is replaced by what ``names`` comes to say of it."""
    if "#" not in text:
        return text

    def letter(found: re.Match[str]) -> str:
        if found[0] not in names:
            new = found[1]
            while new in taken or new in names.values():
                new += "'"
            names[found[0]] = new
        return names[found[0]]

    return _MADE.sub(letter, text)
