"""Values as text in the front matter, and back."""

from __future__ import annotations

import re
from fractions import Fraction

from solgen.questions.question import Value

_NUMBER = re.compile(r"[-+]?[0-9]{1,60}(\.[0-9]{1,60}|/[0-9]{1,60})?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_ -]{0,59}")


def literal(text: str) -> Value | None:
    """The value that a text writes out: a number, a fraction, a decimal, true, false or a word; None for others."""
    text = text.strip()
    if text in {"true", "false"}:
        return text == "true"
    if _NUMBER.fullmatch(text):
        top, _, bottom = text.partition("/")
        return None if bottom and not int(bottom) else Fraction(top) / Fraction(bottom or 1)
    return text if _WORD.fullmatch(text) else None


def list_literal(text: str) -> Value | None:
    """The value that a text writes out, where a list may stand too: ``[4, 1, 9]`` or ``4, 1, 9``."""
    text = text.strip()
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if inner == text and "," not in text:
        return literal(text)
    items = [literal(item) for item in inner.split(",")] if inner.strip() else []
    return None if any(item is None for item in items) else tuple(item for item in items if item is not None)


def from_yaml(data: object) -> Value | None:
    """The value that plain YAML data means; None where it means none."""
    if isinstance(data, bool):
        return data
    if isinstance(data, (int, Fraction)):
        return Fraction(data)
    if isinstance(data, str):
        return literal(data)
    if isinstance(data, list):
        items = [from_yaml(item) for item in data]
        return None if any(item is None for item in items) else tuple(item for item in items if item is not None)
    return None


def shown(value: Value) -> str:
    """A value as a front matter writes it: for messages and for the label of a variant."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value)


def is_number(value: object) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)
