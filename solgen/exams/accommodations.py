"""What is granted to a student, as a roster or a sitting's file writes it."""

from __future__ import annotations

import re
from fractions import Fraction

_PART = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,4})?)\s*%|([0-9]{1,4})/([0-9]{1,4})")
_YES = frozenset({"yes", "true", "1", "x", "sí", "si", "ja", "oui"})
_NO = frozenset({"", "no", "false", "0", "-", "nein", "non"})


def extra_time(text: str) -> Fraction | None:
    """A part of the duration: ``25%`` or ``1/4``; 0 for nothing; None where the text says neither."""
    text = text.strip()
    if text in {"", "0", "-"}:
        return Fraction(0)
    written = _PART.fullmatch(text)
    if written is None or (written[3] is not None and not int(written[3])):
        return None
    found = Fraction(written[1].replace(",", ".")) / 100 if written[1] else Fraction(int(written[2]), int(written[3]))
    return found if found <= 4 else None


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None
