"""What a formula prints though it is not read as mathematics: words of a note, letters of a name, colours, lengths.

The renderers put a formula's own LaTeX into their files. Whatever stands in it unread must therefore be known to do
nothing but print; everything else, such as a command that takes in a file, is refused, and ``^^5c``, by which TeX
spells a backslash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from solgen.notation.reading.spellings import ACCENTS, BUILTIN_COMMANDS, KNOWN_COMMANDS, LETTERS, SPACING

COLOUR: Final = re.compile(r"[A-Za-z0-9!-]+")
"""``blue``, ``red!40``, ``-green``."""
LENGTH: Final = re.compile(r"-?(\d+(\.\d+)?|\.\d+)(pt|em|ex|mm|cm|in|mu)")
"""``-3pt``, ``0.5em``."""
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|.|\Z)", re.DOTALL)
_ESCAPES: Final = frozenset({"\\%", "\\&", "\\_", "\\#", "\\$", "\\{", "\\}", "\\,", "\\ ", "\\;", "\\-"})
_MARKS: Final = frozenset(
    "\\" + word
    for word in ("star", "ast", "dagger", "ddagger", "circ", "bullet", "infty", "perp", "parallel", "sharp", "flat",
                 "natural", "oplus", "ominus", "otimes", "odot", "pm", "mp", "operatorname", "mathrm", "text",
                 "partial", "nabla", "emptyset", "triangle", "square", "dots", "ldots", "cdots", "frac", "sqrt", "sum",
                 "prod", "int", "left", "right")
)  # fmt: skip
_IN_NAMES: Final = LETTERS | ACCENTS | SPACING | KNOWN_COMMANDS | _MARKS | _ESCAPES | frozenset(BUILTIN_COMMANDS)


@lru_cache(maxsize=4096)
def unprintable(latex: str, *, words: bool = False) -> str:
    """The first piece of a name (or of words) that might do more than print; the empty text if there is none."""
    allowed = _ESCAPES if words else _IN_NAMES
    for command in _COMMAND.findall(latex):
        if command not in allowed:
            return str(command)
    bare = _COMMAND.sub("", latex)
    return next((sign for sign in ("^^", "%", "$", "#", "&") if sign in bare), "")
