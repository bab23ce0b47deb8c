"""What a formula that could not be read would have given, so that one fault is not reported as many."""

from __future__ import annotations

import re

from solgen.documents.raw import RawFormula

_LEFT_SIDE = re.compile(r"\s*((?:[^=(:<>]|:(?!=))*)")
_SUBSCRIPT = re.compile(r"_(?:\{[^{}]*\}|\\?[A-Za-z0-9]+)\Z")
_ANSWER_REMARK = re.compile(r"\\answer\{\s*([\w-]+)\s*\}")
_ANSWER_BRACES = re.compile(r"\b(?:ask|answer)\s*=\s*\"?([\w-]+)")


def names_defined(latex: str) -> frozenset[str]:
    """The name that a refused definition was about, as it is written and without its subscript."""
    found = _LEFT_SIDE.match(latex)
    name = found[1].strip() if found else ""
    return frozenset({name, _SUBSCRIPT.sub("", name)} - {""})


def answers_named(raw: RawFormula) -> frozenset[str]:
    """The answers that a refused formula asks for or gives."""
    return frozenset(_ANSWER_REMARK.findall(raw.latex)) | frozenset(_ANSWER_BRACES.findall(raw.braces or ""))
