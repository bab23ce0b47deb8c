"""Names in a front matter: which are allowed, and which was probably meant."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from difflib import get_close_matches

_VALUE_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9_]{0,38}[A-Za-z0-9])?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PART = re.compile(r"[A-Za-z0-9]{1,12}")

FUNCTIONS = (
    "abs",
    "ceil",
    "floor",
    "gcd",
    "lcm",
    "len",
    "max",
    "min",
    "product",
    "range",
    "round",
    "sort",
    "sum",
)
"""What expressions and templates may call."""

_OF_TEMPLATES = ("caller", "kwargs", "loop", "recursive", "self", "super", "varargs")
RESERVED = frozenset((*FUNCTIONS, *_OF_TEMPLATES, "true", "false", "none", "True", "False", "None"))


def is_value_name(name: str) -> bool:
    """Whether a parameter or a derived value may have this name."""
    return bool(_VALUE_NAME.fullmatch(name)) and not keyword.iskeyword(name) and name not in RESERVED


def is_id(name: str) -> bool:
    """Whether a question or an exam may have this id: lower-case words joined by hyphens, at most 60 characters."""
    return len(name) <= 60 and bool(_ID.fullmatch(name))


def is_part_name(name: str) -> bool:
    """Whether a part may have this name: letters and digits."""
    return bool(_PART.fullmatch(name))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, or an empty string where none is."""
    names = sorted(set(known))
    by_case = [other for other in names if other.casefold() == name.casefold()]
    found = by_case or get_close_matches(name[:80], names, n=1, cutoff=0.6)
    return found[0] if found else ""


def suggestion(name: str, known: Iterable[str], what: str) -> str:
    """A hint: the nearest known name, else the list of those there are. ``what`` is their plural, such as ``keys``."""
    names = sorted(set(known))
    like = nearest(name, names)
    if like:
        return f"did you mean `{like}`?"
    if not names:
        return f"there are no {what} here"
    shown = ", ".join(f"`{other}`" for other in names[:15])
    return f"the {what} here are {shown}" + (", …" if len(names) > 15 else "")
