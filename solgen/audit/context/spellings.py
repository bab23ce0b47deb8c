"""Other people's LaTeX in the spelling that is read, character for character of the same length, so places stay right.

``:=`` and its kin define; they become ``=``. Tags such as ``(1)`` or a full stop in words at a line's end say nothing.
An upright T up high transposes. An angle of 30° is a sixth of π.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from typing import Final

_DEFINES: Final = re.compile(
    r":\s*=|\\coloneqq|\\coloneq|\\triangleq|\\doteq|\\equiv(?=\s*\S)(?<!\()|=\s*:"
    r"|\\stackrel\s*\{\s*(?:\\text\s*\{|\\mathrm\s*\{)?\s*(?:def|\\triangle|\\Delta)\.?\s*\}?\s*\}\s*\{\s*=\s*\}"
    r"|\\overset\s*\{\s*(?:\\text\s*\{|\\mathrm\s*\{)?\s*(?:def|\\triangle|!)\.?\s*\}?\s*\}\s*\{\s*=\s*\}"
)
_UPRIGHT_T: Final = re.compile(
    r"(?:(?<=\^)|(?<=\^\{)|(?<=\^\{-))\s*\\(?:mathrm|mathsf|mathtt|mathit|mathbf|text|textsf)\s*(?:\{\s*[tT]\s*\}|[tT](?![A-Za-z]))"
)
_SAME: Final = (
    (re.compile(r"\\(?:ast|star)(?![A-Za-z])(?=\s*\})"), "*"),
    (_UPRIGHT_T, "\\top"),
    (re.compile(r"−|–"), "-"),
    (re.compile(r":\s*$"), ""),
    (re.compile(r"\\(?:mathbf|boldsymbol|bm|vec|mathbb)\s*\{\s*0\s*\}"), "0"),
    (re.compile(r"\\(?:mathbf|boldsymbol|bm|mathbb)\s*\{\s*I\s*\}"), "I"),
    (re.compile(r"\\(?:left|right)\s*\."), ""),
    (re.compile(r"\\(?:because|implies\s*\\quad)(?![A-Za-z])"), ""),
    (re.compile(r"(?:\\q?quad|~|\s{2,}|\\[;,: ])\s*(?:\\(?:text|mbox)\s*\{\s*)?\(\d+[a-z]?'?\)\s*\}?\s*$"), ""),
    (re.compile(r"\\(?:boxed|mathstrut|nonumber|notag|hfill|smallskip|noindent)(?![A-Za-z])(?!\s*\{)"), ""),
    (re.compile(r"\\(?:qquad|quad|,|;|:|!| )\s*(?:\\blacksquare|\\square|\\Box|\\checkmark)\s*$"), ""),
    (re.compile(r"\\(?:blacksquare|square|Box|checkmark)(?![A-Za-z])"), ""),
)  # fmt: skip


_DEGREES: Final = re.compile(
    r"(?<![\d.,])(\d{1,3})\s*\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})(?!\s*(?:\\[,;:!]\s*)*(?:\\(?:mathrm|text)\s*\{\s*)?[CF])"
)
"""An angle in degrees, no temperature."""


def defines(latex: str) -> bool:
    """Whether a formula says by its sign that it defines."""
    return any(not found.group().startswith("\\equiv") for found in _DEFINES.finditer(latex))


def _as_part_of_pi(found: re.Match[str]) -> str:
    """``30^\\circ`` as ``(\\pi/6)``, where that is no longer than it was."""
    share = Fraction(int(found.group(1)), 180)
    above = "" if share.numerator == 1 else str(share.numerator)
    below = "" if share.denominator == 1 else f"/{share.denominator}"
    instead = f"({above}\\pi{below})" if share else "0"
    return instead.ljust(len(found.group())) if len(instead) <= len(found.group()) else found.group()


def respelled(latex: str) -> str:
    """The formula as the reader takes it."""
    if ":" in latex or "\\" in latex or "−" in latex or "–" in latex:
        latex = _DEFINES.sub(_equals, latex)
        for expression, instead in _SAME:
            latex = expression.sub(partial(_padded, instead), latex)
        latex = _DEGREES.sub(_as_part_of_pi, latex)
    return latex


def _padded(instead: str, found: re.Match[str]) -> str:
    return instead.ljust(len(found.group()))


def _equals(found: re.Match[str]) -> str:
    return found.group() if found.group().startswith("\\equiv") else "=".ljust(len(found.group()))
