"""The exam's own file: which questions it holds, and the author's macros."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solgen.documents.definitions import Macro
from solgen.documents.manuscripts.expansion import Definitions


def exam_text(name: str, title: str, language: str, questions: Sequence[str], definitions: Definitions) -> str:
    """An ``exam.yaml``. Macros that its format does not have, such as those with optional arguments, are left out."""
    lines = [f"id: {name}", f"title: {_quoted(title)}"]
    if language != "en":
        lines.append(f"language: {language}")
    lines.append("slots:")
    lines += [f"  - {question}: ./{question}.md" for question in questions]
    macros = [
        _definition(command, macro) for command, macro in definitions.macros.items() if _can_stand(command, macro)
    ]
    if macros:
        lines += ["# the source's macros, put into all formulas already", "macros: |", *(f"  {one}" for one in macros)]
    return "\n".join(lines) + "\n"


def _can_stand(command: str, macro: Macro) -> bool:
    letters = command[1:].isascii() and command[1:].isalpha()
    balanced = macro.body.count("{") == macro.body.count("}") and "\n" not in macro.body
    itself = re.search(re.escape(command) + r"(?![A-Za-z])", macro.body) is not None
    return letters and balanced and macro.optional is None and not itself and "\\begin" not in macro.body


def _definition(command: str, macro: Macro) -> str:
    arity = f"[{macro.arity}]" if macro.arity else ""
    return f"\\newcommand{{{command}}}{arity}{{{macro.body}}}"


def _quoted(title: str) -> str:
    return "'" + " ".join(title.split()).replace("'", "''") + "'"
