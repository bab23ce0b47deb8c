r"""Numerals that optical character recognition has taken apart: ``{ 3 2 }`` says 32, and ``1 , 2 1 6`` says 1,216.

Only where the whole formula is set apart like that, a space behind every brace: nobody types so, and there a digit
beside a digit is no product.
"""

from __future__ import annotations

import re

from solgen.documents.manuscripts.traced import Cutter, Traced

_APART = re.compile(r"(?:[_^]|\\[A-Za-z]+|\}) \{ ")
_TIGHT = re.compile(r"[A-Za-z0-9}]\{|\{[A-Za-z0-9]|[_^][A-Za-z0-9]|\d\d")
_DIGITS = re.compile(r"(?<![\d.])\d(?: \d)*(?: , \d \d \d)*(?: \. \d(?: \d)*)?(?! ?[\d])")


def joined_numerals(latex: Traced) -> Traced:
    """The formula with its numerals in one piece, if it is one that was taken apart."""
    text = latex.text
    if not _APART.search(text) or _TIGHT.search(text):
        return latex
    cut = Cutter(latex)
    for numeral in _DIGITS.finditer(text):
        if " " in numeral.group():
            cut.replace(*numeral.span(), numeral.group().replace(" ", ""))
    return cut.done()
