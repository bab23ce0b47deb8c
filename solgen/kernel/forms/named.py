"""The forms by the words with which a question asks for them: ``form=factored``, ``form="3 significant digits"``.

Every form is a statement about the Term as written, so it is decided, never guessed: a Term is in the form or the
reason is named. Whether the answer is *right* is another claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from solgen.kernel.forms import fractions, numerals, partial_fractions, products, radicals, sums
from solgen.notation.terms import Term
from solgen.notation.units import find_unit

_PLAIN: Final[dict[str, Callable[[Term], str | None]]] = {
    "factored": products.fault,
    "expanded": sums.fault,
    "lowest terms": fractions.fault,
    "partial fractions": partial_fractions.fault,
    "simplified radicals": radicals.fault,
    "scientific": numerals.scientific,
}
_COUNTED: Final[dict[str, Callable[[Term, int], str | None]]] = {
    "significant digit": numerals.significant,
    "decimal place": numerals.places,
}
_COUNT: Final = re.compile(r"(\d{1,2}) (significant digit|decimal place)s?\Z")
_UNIT: Final = re.compile(r"unit (\S+)\Z")
FORMS: Final = (*_PLAIN, "3 significant digits", "2 decimal places", "unit min")
"""The words, with an example of each that takes a number or a unit."""


def form_fault(words: str, node: Term) -> str | None:
    """What keeps a Term from being in a form; None where it is. Raises ValueError for words that name no form."""
    if words in _PLAIN:
        return _PLAIN[words](node)
    counted = _COUNT.match(words)
    if counted is not None:
        return _COUNTED[counted[2]](node, int(counted[1]))
    quantity = _UNIT.match(words)
    if quantity is not None and find_unit(quantity[1]) is not None:
        return numerals.unit(node, quantity[1])
    raise ValueError(words)


def is_form(words: str) -> bool:
    """Whether words name a form."""
    quantity = _UNIT.match(words)
    return words in _PLAIN or bool(_COUNT.match(words)) or (quantity is not None and find_unit(quantity[1]) is not None)


def nearest_form(words: str) -> str | None:
    """The form whose words are nearest, for a hint."""
    near = get_close_matches(words.replace("-", " "), FORMS, 1, 0.5)
    return near[0] if near else None
