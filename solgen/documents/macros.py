r"""The author's own macros: ``\newcommand{\R}[1]{...}``, put into formulas before these are read.

What is read is then what is set: no macro reaches a sheet's source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import SourceText
from solgen.documents.definitions import Macro, definition_at
from solgen.documents.groups import group_end

_NEW_COMMAND = re.compile(r"\\(?:re)?newcommand(?![A-Za-z])")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_LARGEST = 20_000
_DEEPEST = 20


def read_macros(source: SourceText) -> Callable[[str], str]:
    """A function that puts the macros of ``source`` into LaTeX.

    Raises Failure (document-bad-macro) for lines that define no macro. The function raises Failure
    (document-macro-not-used-right) for missing arguments and for macros that grow without end.
    """
    macros: dict[str, Macro] = {}
    text = source.text
    position = 0
    while position < len(text):
        line_end = text.find("\n", position)
        blank = text[position : line_end if line_end >= 0 else len(text)].strip()
        if not blank or blank.startswith("%"):
            position = line_end + 1 if line_end >= 0 else len(text)
            continue
        while text[position].isspace():
            position += 1
        found = definition_at(text, position) if _NEW_COMMAND.match(text, position) else None
        if found is None or found[1].optional is not None:
            place = source.place(text.count("\n", 0, position))
            raise Failure(
                Diagnostic(
                    "document-bad-macro",
                    f"`{blank[:60]}` defines no macro",
                    place,
                    r"write `\newcommand{\name}[1]{…}`, with balanced braces",
                )
            )
        name, macros[name], position = found
    if not macros:
        return lambda latex: latex
    return lambda latex: _expand(latex, macros)


def _expand(latex: str, macros: dict[str, Macro]) -> str:
    for _ in range(_DEEPEST):
        expanded = _once(latex, macros)
        if expanded is None:
            return latex
        if len(expanded) > _LARGEST:
            break
        latex = expanded
    raise _misused("a macro of this formula grows without end", "a macro may not use itself")


def _once(latex: str, macros: dict[str, Macro]) -> str | None:
    """The formula with each macro that stands in it put in; None where none does."""
    pieces: list[str] = []
    position = 0
    for found in _COMMAND.finditer(latex):
        macro = macros.get(found[0])
        if macro is None or found.start() < position:
            continue
        pieces.append(latex[position : found.start()])
        position = found.end()
        body = macro.body
        arguments = []
        for _ in range(macro.arity):
            while latex[position : position + 1].isspace():
                position += 1
            end = group_end(latex, position) if latex[position : position + 1] == "{" else -1
            if end < 0:
                raise _misused(f"`{found[0]}` needs {macro.arity} arguments in braces", f"write `{found[0]}" + "{…}`")
            arguments.append(latex[position + 1 : end - 1])
            position = end
        pieces.append(re.sub(r"#([1-9])", partial(_argument, arguments), body))
        if macro.arity == 0 and latex[position : position + 1].isalpha():
            pieces.append(" ")
    if not pieces:
        return None
    pieces.append(latex[position:])
    return "".join(pieces)


def _argument(given: list[str], slot: re.Match[str]) -> str:
    position = int(slot[1]) - 1
    return given[position] if position < len(given) else ""


def _misused(message: str, hint: str) -> Failure:
    return Failure(Diagnostic("document-macro-not-used-right", message, Place(), hint))
