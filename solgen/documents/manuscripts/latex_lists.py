"""What stands before the items of a LaTeX list, by its depth or by what its author asked for."""

from __future__ import annotations

import re

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii"),
    *("xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi"),
)
_STARRED = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\s*\*")
_SHORT = re.compile(r"^([^A-Za-z0-9]*)([aAiI1])([^A-Za-z0-9]*)$")
_SHORT_KINDS = {"a": "alph", "A": "Alph", "i": "roman", "I": "Roman", "1": "arabic"}


def labels_of(option: str, depth: int, count: int) -> tuple[str, ...]:
    r"""The labels of ``count`` items of a counted list at ``depth`` (from 1); none where these are plain numbers.

    ``option`` is what stands in square brackets: ``(a)``, ``label=(\roman*)``, ``label={\alph*)}``.
    """
    label = re.search(r"label\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,]*)", option)
    pattern = label[1].strip() if label else option.strip()
    pattern = re.sub(r"\\(?:text\w\w|bfseries|itshape|emph|upshape|rmfamily|normalfont)\b\s*", "", pattern)
    starred = _STARRED.search(pattern)
    if starred:
        before, behind = pattern[: starred.start()], pattern[starred.end() :]
        return _counted(starred[1], before.strip("{} "), behind.strip("{} "), count)
    short = _SHORT.match(pattern.strip("{} "))
    if short:
        return _counted(_SHORT_KINDS[short[2]], short[1].strip(), short[3].strip(), count)
    kinds = {2: ("alph", "(", ")"), 3: ("roman", "", "."), 4: ("Alph", "", ".")}
    return _counted(*kinds[depth], count) if depth in kinds else ()


def _counted(kind: str, before: str, behind: str, count: int) -> tuple[str, ...]:
    if kind == "arabic" and not before and behind in ("", "."):
        return ()
    return tuple(f"{before}{_number(kind, number)}{behind}" for number in range(count))


def _number(kind: str, number: int) -> str:
    if kind == "arabic":
        return str(number + 1)
    signs = _ROMANS if kind.lower() == "roman" else tuple(_LETTERS)
    sign = signs[number] if number < len(signs) else str(number + 1)
    return sign.upper() if kind[0].isupper() else sign
