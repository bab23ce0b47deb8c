"""The English words of the sentences that are understood. Another language is another such table."""

from __future__ import annotations

import re
from typing import Final

FORMULA: Final = r"⟦(\d+)⟧"
FORMULAS: Final = r"⟦\d+⟧(?:\s*(?:,\s*and|,|and|&|as well as)\s*⟦\d+⟧)*"
_FILLER: Final = r"(?:(?:both|also|then|therefore|thus|hence|always|again|indeed|clearly|all)\s+)*"

_KNOWN: Final = r"(?!(?:not|never|no|neither|hardly|nearly|almost|generally|rarely)\b)[\w-]+"

PROPERTIES: Final = {
    r"symmetric\s+positive[\s-]definite|positive[\s-]definite": "positive definite",
    r"positive[\s-]semi-?definite": "positive semidefinite",
    r"skew-symmetric|antisymmetric": "antisymmetric",
    r"symmetric": "symmetric",
    r"orthogonal|orthonormal": "orthogonal",
    r"diagonal": "diagonal",
    r"invertible|nonsingular|non-singular|regular": "invertible",
    r"idempotent": "idempotent",
    r"(?:strictly\s+)?convex": "convex",
    r"(?:strictly\s+)?concave": "concave",
    r"(?:strictly\s+|monotonically\s+)*increasing": "increasing",
    r"(?:strictly\s+|monotonically\s+)*decreasing": "decreasing",
    r"even": "even",
    r"odd": "odd",
}
"""Adjectives and what is claimed of the name; the first that fits counts."""

PROPERTY: Final = re.compile(
    rf"(?P<subjects>{FORMULAS})\s*,?\s*(?:is|are)\s+{_FILLER}(?:an?\s+|the\s+)?(?:{_KNOWN}\s+)??(?P<word>"
    + "|".join(f"(?:{pattern})" for pattern in PROPERTIES)
    + r")(?=\s*(?:matri|function|$|[.,;:)]|and\b|so\b|since\b|because\b|as\b|for\b|we\b|hence\b|which\b|⟦))",
    re.IGNORECASE,
)

NO_CLAIM: Final = re.compile(
    r"\b(?:let|assum\w*|suppos\w*|if|when\w*|where|given|with|provided|unless|whether|such that|requir\w*|need\w*|"
    r"want\w*|show that|prove that|check that|verify that|not|never|no longer|as long as)\b[^,;:]*$",
    re.IGNORECASE,
)
"""Before a pattern in its clause these words say that it is assumed, asked or denied, not claimed."""

TASK: Final = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)]\s*)?(?:show|prove|verify|determine|explain|find|check|discuss|compute|calculate|derive|write|"
    r"express|is|are|does|do|why|what|how)\b|\?\W*$",
    re.IGNORECASE,
)
"""A sentence that asks for something claims nothing."""

_IN_TERMS: Final = rf"in\s+terms\s+of\s+(?:the\s+\w+\s+)?(?P<terms>{FORMULAS})"
FORM_BEFORE: Final = re.compile(
    rf"^\W*(?:and\s+|so\s+|hence,?\s+|thus,?\s+|therefore,?\s+)*(?:this|that|which|it|these)\s+(?:is|gives|expresses|yields)\b"
    rf"(?P<said>[^⟦]*)(?P<subject>⟦\d+⟧)?[^⟦]*(?:⟦\d+⟧)?\s*(?:\w+\s+)*{_IN_TERMS}",
    re.IGNORECASE,
)
"""``This is the representation of ⟦1⟧ in terms of ⟦2⟧``, said of the formula before."""
FORM_BETWEEN: Final = re.compile(
    rf"(?P<subject>⟦\d+⟧)\s*,?\s*{_IN_TERMS}\s*,?\s*(?:can\s+be\s+|may\s+be\s+|is\s+|are\s+)(?:\w+\s+){{0,3}}?(?:as|by)?\s*:?\s*"
    rf"(?P<formula>⟦\d+⟧|$)",
    re.IGNORECASE,
)
"""``⟦1⟧ in terms of ⟦2⟧ can be written as ⟦3⟧``; at the end of a sentence the next formula is meant."""
FORM_AFTER: Final = re.compile(
    rf"^\W*(?:rewriting|writing|expressing|written|expressed|rewritten)\s+(?:this|it|that|⟦\d+⟧)?\s*{_IN_TERMS}",
    re.IGNORECASE,
)
"""``Rewriting this in terms of ⟦1⟧, we get``: of the next formula."""
DERIVED: Final = re.compile(r"\bderivative|gradient|partial\b", re.IGNORECASE)
"""After these the formula that is named is not the left side itself."""

_LEAST: Final = r"(?P<which>minim|maxim)i[sz](?:e|es|ing)"
EXTREME_OF: Final = re.compile(
    rf"\b(?:value|values|choice|parameter|constant|point|number)\s+(?:of\s+)?(?P<unknown>⟦\d+⟧)?\s*(?:that|which|to)\s+{_LEAST}\s+"
    rf"(?P<objective>⟦\d+⟧|(?:the\s+)?[^⟦]*?)\s+(?:is|are)\s*(?:given\s+by|equal\s+to|simply|exactly|then)?\s*:?\s*"
    rf"(?P<at>⟦\d+⟧|$)",
    re.IGNORECASE,
)
"""``the value of ⟦1⟧ that minimizes ⟦2⟧ is ⟦3⟧``."""
EXTREME_AT: Final = re.compile(
    r"(?P<objective>⟦\d+⟧)\s+(?:(?:is|becomes)\s+(?P<which>minim|maxim)(?:i[sz]ed|al|um)|(?:has|attains|takes|reaches|"
    r"assumes)\s+(?:its\s+(?:global\s+|unique\s+|only\s+)*|a\s+(?:global\s+|unique\s+)+)(?P<which2>minim|maxim)um)\s+(?:at|by|for|when|in|if)\s+"
    r"(?:and\s+only\s+if\s+)?(?P<at>⟦\d+⟧)",
    re.IGNORECASE,
)
"""``⟦1⟧ has its minimum at ⟦2⟧``."""
EXTREME_IS: Final = re.compile(
    r"\b(?P<which>minim|maxim)(?:um|i[sz]er)\s+of\s+(?P<objective>⟦\d+⟧)\s+is\s+(?:attained\s+|reached\s+|taken\s+)?"
    r"(?P<kind>at|in|for)?"
    r"\s*(?P<at>⟦\d+⟧)",
    re.IGNORECASE,
)
"""``the minimum of ⟦1⟧ is at ⟦2⟧``, ``the minimizer of ⟦1⟧ is ⟦2⟧``."""

INDEPENDENT: Final = re.compile(
    rf"(?P<subject>⟦\d+⟧)\s*,?\s*(?:is\s+(?:\w+\s+)?independent\s+of|(?:does|do)\s+not\s+depend\s+on)\s+(?P<of>{FORMULAS})",
    re.IGNORECASE,
)
"""``⟦1⟧ does not depend on ⟦2⟧``."""


def numbers(text: str) -> tuple[int, ...]:
    """The formulas that a text names."""
    return tuple(int(number) for number in re.findall(r"⟦(\d+)⟧", text))
