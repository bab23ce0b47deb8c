r"""Macros as LaTeX defines them: ``\newcommand``, ``\def``, ``\let``, ``\DeclareMathOperator`` and their kin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solgen.documents.groups import group_end

_NAME = r"\s*(?:\{\s*(\\(?:[A-Za-z@]+|.))\s*\}|(\\(?:[A-Za-z@]+|.)))"
_NEW = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?"
    + _NAME
    + r"\s*(?:\[\s*(\d)\s*\])?\s*(?=[\[{])"
)
_DEF = re.compile(r"\\(?:def|gdef|edef|xdef)\s*(\\(?:[A-Za-z@]+|[^A-Za-z]))((?:#[1-9])*)\s*(?=\{)")
_LET = re.compile(r"\\let\s*(\\(?:[A-Za-z@]+|.))\s*=?\s*(\\(?:[A-Za-z@]+|.)|.)")
_OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)" + _NAME + r"\s*(?=\{)")
_PAIR = re.compile(r"\\DeclarePairedDelimiter\s*" + _NAME + r"\s*(?=\{)")
_DOCUMENT = re.compile(
    r"\\(?:New|Renew|Provide|Declare)DocumentCommand" + _NAME + r"\s*\{((?:\s|[mo]|O\{[^{}]*\}|s)*)\}\s*(?=\{)"
)
_SPECIFIER = re.compile(r"m|o|s|O\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for. ``optional`` is what its first argument is where none stands in square brackets."""

    arity: int
    body: str
    optional: str | None = None
    final: bool = False
    """Whether the body is not looked through again: another name for a command as it was."""
    starred: bool = False
    """Whether a star may stand behind its name."""


def definition_at(text: str, position: int) -> tuple[str, Macro, int] | None:
    """The name (with its backslash), the macro and the end of the definition that begins at ``position``, if any."""
    for read in (_new_command, _definition, _let, _operator, _paired, _document_command):
        found = read(text, position)
        if found is not None:
            return found
    return None


def _new_command(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _NEW.match(text, position)
    if found is None:
        return None
    start, optional = found.end(), None
    if text[start] == "[":
        closing = re.compile(r"\[((?:[^\[\]{}]|\{[^{}]*\})*)\]\s*(?=\{)").match(text, start)
        if closing is None:
            return None
        start, optional = closing.end(), closing[1]
    end = group_end(text, start)
    if end < 0:
        return None
    return found[1] or found[2], Macro(int(found[3] or 0), text[start + 1 : end - 1], optional), end


def _definition(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _DEF.match(text, position)
    end = group_end(text, found.end()) if found else -1
    if found is None or end < 0:
        return None
    return found[1], Macro(len(found[2]) // 2, text[found.end() + 1 : end - 1]), end


def _let(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _LET.match(text, position)
    return (found[1], Macro(0, found[2], final=True), found.end()) if found else None


def _operator(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _OPERATOR.match(text, position)
    end = group_end(text, found.end()) if found else -1
    if found is None or end < 0:
        return None
    words = text[found.end() : end]
    return found[2] or found[3], Macro(0, f"\\operatorname{found[1]}{words}", final=True), end


def _paired(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _PAIR.match(text, position)
    if found is None:
        return None
    middle = group_end(text, found.end())
    end = group_end(text, middle) if middle > 0 and text[middle : middle + 1] == "{" else -1
    if end < 0:
        return None
    opening, closing = text[found.end() + 1 : middle - 1], text[middle + 1 : end - 1]
    return found[1] or found[2], Macro(1, f"{opening} #1 {closing}", starred=True), end


def _document_command(text: str, position: int) -> tuple[str, Macro, int] | None:
    found = _DOCUMENT.match(text, position)
    end = group_end(text, found.end()) if found else -1
    if found is None or end < 0:
        return None
    specifiers = [one for one in _SPECIFIER.finditer(found[3]) if one[0] != "s"]
    if any(one[0] != "m" for one in specifiers[1:]):
        return None
    optional = None if not specifiers or specifiers[0][0] == "m" else specifiers[0][1] or ""
    body = text[found.end() + 1 : end - 1]
    return found[1] or found[2], Macro(len(specifiers), body, optional, starred="s" in found[3]), end
