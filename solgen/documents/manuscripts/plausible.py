"""Whether what stands between two dollars is a formula, or words between two amounts of money."""

from __future__ import annotations

import re

_WORDS_AND_COMMANDS = re.compile(
    r"\\(?:text\w*|mbox|intertext|operatorname\*?|math\w+|label|tag|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+"
)
_PROSE = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}[,;:.]?\s+[A-Za-z]{2,}(?![A-Za-z(])")
_LITTLE_WORD = re.compile(r"(?<![A-Za-z])(?:and|or|to|for|the|per|of|is|in|by|from|with|plus|then|that)(?![A-Za-z])")
_SIGNS = re.compile(r"[\\^_=<>+*/|]|[A-Za-z]\(|-")
_STRONG_SIGNS = re.compile(r"[\\^_=]")
_MONEY = re.compile(r"\s*\d[\d,.]*(?:[kKmM]|bn)?(?=\s|[,;.)]|\Z)")
_LETTER = re.compile(r"[A-Za-z]'*(?:,\s*[A-Za-z]'*)*|[\d.,]*\d|\([A-Za-z](?:,\s*[A-Za-z])*\)")


def has_prose(latex: str) -> bool:
    """Whether plain words stand in a row, outside of every command."""
    return _PROSE.search(_WORDS_AND_COMMANDS.sub(" ", latex)) is not None


def is_formula(content: str, after: str) -> bool:
    """Whether ``content`` between two single dollars is a formula; ``after`` is the character behind the second.

    Without blanks just inside the dollars and without a digit behind them it is, unless it is an amount and words. With
    blanks, as machines write it that read scanned pages, it must look like mathematics.
    """
    inner = content.strip()
    if not inner:
        return False
    money = _MONEY.match(content) is not None and _STRONG_SIGNS.search(inner) is None
    opened, closed = content[0].isspace(), content[-1].isspace()
    bare = _WORDS_AND_COMMANDS.sub(" ", inner)
    if not opened and not closed and not after.isdigit():
        return not (money and _PROSE.search(bare))
    if _PROSE.search(bare) or _LITTLE_WORD.search(bare):
        return False
    if money and not (opened and closed and inner[-1] not in ",;."):
        return False
    if after.isdigit():
        return _STRONG_SIGNS.search(inner) is not None and not inner[0].isdigit()
    return _SIGNS.search(inner) is not None or (opened and closed and _LETTER.fullmatch(inner) is not None)


def is_escaped_words(content: str) -> bool:
    r"""Whether ``\(…\)`` or ``\[…\]`` in Markdown is rather an escaped bracket: ``\[1\]``, ``\(see\)``."""
    bare = _WORDS_AND_COMMANDS.sub(" ", content)
    if _STRONG_SIGNS.search(content):
        return False
    return (
        _PROSE.search(bare) is not None or re.fullmatch(r"\s*(?:\d+|[A-Za-z]{2,}\.?|[\^!].*)\s*", content) is not None
    )
