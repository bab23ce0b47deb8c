r"""Differences such as ``\Delta x``: one name of two letters, as the reader takes it, and no product.

Rule: a ``\Delta`` right before a letter belongs to it, if in its formula none stands otherwise, as in
``\Delta = b^2 - 4 a c``.
"""

from __future__ import annotations

import re
from typing import Final

_DELTA: Final = re.compile(r"\\Delta(?![A-Za-z])")
_DIFFERENCE: Final = re.compile(
    r"\\Delta\s*(?P<letter>[A-Za-z]|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|vartheta|kappa|lambda|mu|"
    r"nu|xi|rho|sigma|tau|phi|varphi|chi|psi|omega|ell|Phi|Psi|Omega|Theta)(?![A-Za-z]))"
)


def difference_edits(text: str) -> list[tuple[int, int, str]]:
    """What is to be put in the place of differences."""
    found = list(_DIFFERENCE.finditer(text))
    if len(found) < len(_DELTA.findall(text)):
        return []
    return [(one.start(), one.end(), f"\\mathit{{\\Delta {one['letter']}}}") for one in found]
