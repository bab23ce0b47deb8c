"""LaTeX's spellings of plain characters undone: grouped digits, escapes in text."""

from __future__ import annotations

from typing import Final


def grouped(digits: str) -> str:
    """Digits as they are printed: the braces and thin spaces of LaTeX's grouping become plain characters."""
    return digits.replace("{,}", ",").replace("\\,", "\u2009").replace("~", "\u00a0").replace("\\ ", "\u00a0")


def plain_text(latex: str) -> str:
    r"""The words of a ``\text{...}``: the escapes of LaTeX's special characters undone."""
    if "\\" not in latex and "~" not in latex and "-" not in latex and "`" not in latex and "'" not in latex:
        return latex
    for escaped, character in _TEXT_ESCAPES:
        latex = latex.replace(escaped, character)
    return latex


_TEXT_ESCAPES: Final = (
    ("\\%", "%"), ("\\&", "&"), ("\\_", "_"), ("\\#", "#"), ("\\$", "$"), ("\\{", "{"), ("\\}", "}"), ("\\,", "\u2009"),
    ("\\ ", " "), ("~", "\u00a0"), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("'", "’"),
)  # fmt: skip
