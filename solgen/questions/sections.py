"""A question's body to its pieces: stem, parts, solution, mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Piece, SectionKind, SourceText
from solgen.questions.names import suggestion

_HEADING = re.compile(r"(#{1,2})(?:\s+(.*?))?\s*#*\s*")
_PART = re.compile(r"\(\s*([^()]*?)\s*\)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_SECTIONS = {"Solution": SectionKind.SOLUTION, "Mistakes": SectionKind.MISTAKES}


@dataclass(slots=True)
class Body:
    """The pieces of a body, and what is wrong with its headings."""

    pieces: list[Piece] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _Cut:
    """A piece on its way: where it begins, and the numbers of its lines (from 1)."""

    kind: SectionKind
    part: str
    heading: Place
    first: int
    last: int = 0


def read_body(lines: Sequence[str], first: int, file: str, parts: Sequence[str]) -> Body:
    """The pieces in the lines from ``first`` (from 1) on; ``parts`` are the names that the front matter gives."""
    body = Body()
    cuts = _cuts(lines, first, file, parts, body.found)
    only = parts[0] if len(parts) == 1 else ""
    for cut in cuts:
        text = lines[cut.first - 1 : cut.last]
        if not any(line.strip() for line in text):
            continue
        places = tuple(Place(file, number, 0, lines[number - 1]) for number in range(cut.first, cut.last + 1))
        body.pieces.append(Piece(cut.kind, cut.part or only, SourceText("\n".join(text), places)))
    _check(cuts, body, parts, Place(file, first, 0, ""))
    return body


def _cuts(lines: Sequence[str], first: int, file: str, parts: Sequence[str], found: list[Diagnostic]) -> list[_Cut]:
    cuts = [_Cut(SectionKind.STEM, "", Place(file, first), first)]
    fence = ""
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark.group(1).startswith(fence) else fence or mark.group(1)
        heading = None if fence or mark else _HEADING.fullmatch(line)
        if heading is None:
            continue
        place = Place(file, number, 1, line)
        cut = _heading(heading, cuts[-1].kind, place, parts, found)
        if cut is None:
            continue
        if any(other.kind is cut.kind and other.part == cut.part for other in cuts):
            found.append(Diagnostic("question-section-twice", f"`{line.strip()}` stands twice", place, "join the two"))
        cuts[-1].last = number - 1
        cuts.append(cut)
    cuts[-1].last = len(lines)
    return cuts


def _heading(
    heading: re.Match[str], kind: SectionKind, place: Place, parts: Sequence[str], found: list[Diagnostic]
) -> _Cut | None:
    title = heading.group(2) or ""
    if heading.group(1) == "#":
        if title in _SECTIONS:
            return _Cut(_SECTIONS[title], "", place, place.line + 1)
        hint = suggestion(title, _SECTIONS, "sections")
        if not hint.startswith("did you mean"):
            hint += "; a heading of your own begins with `###`"
        found.append(Diagnostic("question-section", f"there is no section `{title}`", place, hint))
        return None
    part = _PART.fullmatch(title)
    if part is None:
        hint = "a part begins with `## (a)`; a heading of your own begins with `###`"
        if title in _SECTIONS:
            hint = f"a section begins with one sign: `# {title}`"
        found.append(Diagnostic("question-section", f"`## {title}` names no part", place, hint))
        return None
    if part.group(1) not in parts:
        message = f"the front matter gives no marks to a part `{part.group(1)}`"
        hint = suggestion(part.group(1), parts, "parts")
        found.append(Diagnostic("question-unknown-part", message, place, hint))
    return _Cut(kind, part.group(1), place, place.line + 1)


def _check(cuts: list[_Cut], body: Body, parts: Sequence[str], start: Place) -> None:
    """Report sections and parts that are missing or empty."""
    filled: Mapping[SectionKind, set[str]] = {
        kind: {piece.part for piece in body.pieces if piece.kind is kind} for kind in SectionKind
    }
    if not filled[SectionKind.STEM]:
        body.found.append(
            Diagnostic("question-missing-stem", "the question asks nothing", start, "write it after the front matter")
        )
    misnamed = any(diagnostic.code == "question-section" for diagnostic in body.found)
    if not filled[SectionKind.SOLUTION] and not misnamed:
        heading = next((cut.heading for cut in cuts if cut.kind is SectionKind.SOLUTION and not cut.part), None)
        message = "the section `# Solution` is empty" if heading else "the section `# Solution` is missing"
        hint = "what is asked has to be solved: write `# Solution` and the solution below it"
        body.found.append(Diagnostic("question-missing-solution", message, heading or start, hint))
    if len(parts) < 2:
        return
    for kind, where in ((SectionKind.STEM, "the stem"), (SectionKind.SOLUTION, "the solution")):
        if not filled[kind]:
            continue
        for part in parts:
            if part not in filled[kind]:
                heading = next((cut.heading for cut in cuts if cut.kind is kind and cut.part == part), None)
                if heading is None:
                    heading = next((cut.heading for cut in cuts if cut.kind is kind), start)
                message = f"part ({part}) is missing or empty in {where}"
                body.found.append(Diagnostic("question-missing-part", message, heading, f"write `## ({part})` there"))
