"""What stands between ``---`` and ``---`` at a text's beginning: its title, its language, words for the audit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from solgen.diagnostics import Diagnostic
from solgen.documents.manuscripts.faults import warning
from solgen.documents.manuscripts.lines import Source

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LARGEST = 100_000
_KEYS = ("declare", "given", "question", "macros")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a text says about itself; ``end`` is where it ends and the text begins."""

    end: int = 0
    title: str = ""
    language: str = ""
    declared: Mapping[str, object] = field(default_factory=dict)
    """``declare``, ``given`` and ``macros`` as lines of text, ``question`` as a word; only those that are there."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(source: Source) -> FrontMatter:
    """The front matter, if there is any. What cannot be understood is told and left out."""
    found = _BLOCK.match(source.text)
    if found is None or (found[1].strip() and ":" not in found[1]):
        return FrontMatter()
    try:
        data = YAML(typ="safe", pure=True).load(found[1]) if len(found[1]) < _LARGEST else None
    except (YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(found.end(), diagnostics=(_not_understood(error, found.start(1), source),))
    if not isinstance(data, Mapping):
        return FrontMatter(found.end())
    declared: dict[str, object] = {}
    for key in _KEYS:
        if data.get(key) is not None:
            declared[key] = _lines_of(data[key])
    title = data.get("title")
    language = data.get("lang", data.get("language"))
    return FrontMatter(
        found.end(),
        title if isinstance(title, str) else "",
        language if isinstance(language, str) else "",
        declared,
    )


def _lines_of(value: object) -> str:
    """Lines of text, however they were given: as a block, a list, or names with what they are."""
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {kind}" for name, kind in value.items())
    if isinstance(value, list):
        return "\n".join(_lines_of(one) for one in value)
    return str(value).strip("\n")


def _not_understood(error: Exception, start: int, source: Source) -> Diagnostic:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    first = source.spot(start).line
    place = source.source.place(first + mark.line, mark.column + 1) if mark else source.place(start)
    problem = getattr(error, "problem", None) or "it is no YAML"
    return warning(
        "document-front-matter",
        f"the text's front matter is not understood, and was left out: {problem}",
        place,
        "write lines with `\\` or `:` in a block: `declare: |` and the lines indented below it",
    )
