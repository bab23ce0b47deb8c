"""Words between two formulas that say how the second stands to the first. A second language is a second table."""

from __future__ import annotations

import re
from typing import Final

EQUIVALENT: Final = re.compile(r"\b(equivalent|equivalently|if and only if|iff)\b", re.IGNORECASE)
"""The step is claimed in both directions."""

SIMPLIFIED: Final = re.compile(
    r"\b(simplif\w+|rearrang\w+|reduc\w+|rewrit\w+|can be written|can write)\b", re.IGNORECASE
)
"""The second formula is the first one in another shape."""

ASSERTED: Final = re.compile(
    r"(?:\b(?:since|because|recall(?:\s+that)?|not(?:e|ice|icing)(?:\s+that)?|know(?:n|s|ing)?(?:\s+that)?|fact\s+that|always|"
    r"clearly|obviously)|(?:^|[.,;:])\s*as)\s*[:,]?\s*$",
    re.IGNORECASE,
)
"""The second formula is a fact that is brought in, not a consequence of the first."""

SOLVED: Final = re.compile(
    r"\b(?:sets?|setting|puts?|putting|equat\w+)\b[^.]*\b(?:zero|equal)\b|\bsolv(?:e|es|ing)\b[^.]*$|\bvanish\w*|"
    r"\bmust\s+(?:satisfy|be|hold)\b|\brequir(?:e|es|ing)\b[^.]*$",
    re.IGNORECASE,
)
"""The formula is an equation to be solved, not an identity."""

POSED: Final = re.compile(
    r"\b(?:condition|equation)s?\s+(?:is|are|reads?)\s*:?\s*$|"
    r"\b(?!and\b|or\b|so\b)[a-z]+\s+(?:iff|if\s+and\s+only\s+if|(?:exactly|precisely)\s+(?:if|when))\s*$",
    re.IGNORECASE,
)
"""The formula is a condition of its own, not a step from the one before."""
