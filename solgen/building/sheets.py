"""All sheets of a solved paper as files: composed once, rendered in each format, typeset."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from importlib import import_module
from pathlib import Path

from solgen.building.places import Locate, locator
from solgen.building.plan import Look
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Block, Figure, ItemList
from solgen.exams.papers import SolvedPaper, SolvedQuestion
from solgen.render import markdown, typst
from solgen.render.templates import own_pictures
from solgen.sheets.exam import compose_exam
from solgen.sheets.key import KeyRow, key_rows
from solgen.sheets.marking import compose_marking
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Sheet
from solgen.sheets.solutions import compose_solutions
from solgen.typeset import typst as engine
from solgen.typeset.glyphs import refuse_missing_glyphs

PAPERS, SOLUTIONS, MARKING = "papers", "solutions", "marking"
"""The folders of a sitting's sheets."""


def set_sheets(solved: SolvedPaper, look: Look) -> dict[str, bytes]:
    """The files of a paper by name, without claims and manifest. Raises Failure from rendering and typesetting.

    The exam sheet is composed from the paper alone, which holds no solution.
    """
    figures = figures_of(solved.questions)
    locate = locator(_sources(solved))
    files: dict[str, bytes] = {}
    for sheet in (compose_exam(solved.paper), compose_solutions(solved)):
        files.update(_set(sheet, look, figures, locate))
    files["marking.md"] = markdown.render(compose_marking(solved), look.templates).encode()
    files["key.csv"] = key_file(key_rows(solved))
    if "md" in look.formats:
        files.update((name, path.read_bytes()) for name, path in figures.items())
    return files


def set_paper(
    solved: SolvedPaper, look: Look, on_paper: PaperIdentity, on_solutions: PaperIdentity
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of one paper of a sitting, in the folders papers, solutions and marking, and the pictures beside them.

    The exam sheet is composed from the paper alone, which holds no solution. Raises Failure.
    """
    every = figures_of(solved.questions)
    asked = figures_of(solved.questions, asked=True)
    locate = locator(_sources(solved))
    files: dict[str, bytes] = {}
    for folder, sheet, identity, figures in (
        (PAPERS, compose_exam(solved.paper), on_paper, asked),
        (SOLUTIONS, compose_solutions(solved), on_solutions, every),
    ):
        if "pdf" in look.formats:
            refuse_missing_glyphs(sheet, locate)
            files[f"{folder}/{identity.label}.pdf"] = pdf_of_paper(sheet, look, identity, figures)
        if "md" in look.formats:
            files[f"{folder}/{identity.label}.md"] = markdown.render(sheet, look.templates, identity).encode()
    marking = markdown.render(compose_marking(solved), look.templates, on_solutions)
    files[f"{MARKING}/{on_solutions.label}.md"] = marking.encode()
    pictures = {}
    if "md" in look.formats:
        beside = ((PAPERS, asked), (SOLUTIONS, every))
        pictures = {f"{folder}/{name}": path.read_bytes() for folder, figs in beside for name, path in figs.items()}
    return files, pictures


def pdf_of_paper(sheet: Sheet, look: Look, identity: PaperIdentity, figures: Mapping[str, Path]) -> bytes:
    """Set with few QR codes, each of which takes its time; with all of them where there are more pages than these.

    How many there are changes no byte.
    """
    pictures = {**own_pictures(look.templates), **figures}
    if identity.key:
        try:
            return engine.typeset(typst.render(sheet, look.templates, identity, few_codes=True), pictures)
        except Failure as failure:
            if any(diagnostic.code != "set-typst" for diagnostic in failure.diagnostics):
                raise
    return engine.typeset(typst.render(sheet, look.templates, identity), pictures)


def set_preview(solved: SolvedPaper, look: Look) -> dict[str, bytes]:
    """``preview.pdf`` and ``preview.md``: the solution sheet, which holds the stem as well."""
    sheet = compose_solutions(solved)
    made = _set(sheet, look, figures_of(solved.questions), locator(_sources(solved)))
    return {name.replace(sheet.kind.value, "preview"): data for name, data in made.items()}


def _sources(solved: SolvedPaper) -> tuple[Path, ...]:
    return (*(question.variant.question.file for question in solved.questions), solved.paper.exam.file)


def _set(sheet: Sheet, look: Look, figures: Mapping[str, Path], locate: Locate) -> dict[str, bytes]:
    name = sheet.kind.value
    files: dict[str, bytes] = {}
    if "md" in look.formats:
        files[f"{name}.md"] = markdown.render(sheet, look.templates).encode()
    if "tex" in look.formats:
        files[f"{name}.tex"] = _source(sheet, "latex", look.templates).encode()
    if "pdf" in look.formats:
        if look.engine == "typst":
            refuse_missing_glyphs(sheet, locate)
        chosen = import_module(f"solgen.typeset.{look.engine}")
        every = {**own_pictures(look.templates), **figures}
        pdf: bytes = chosen.typeset(_source(sheet, look.engine, look.templates), every)
        files[f"{name}.pdf"] = pdf
    return files


def _source(sheet: Sheet, language: str, templates: Path | None) -> str:
    text: str = import_module(f"solgen.render.{language}").render(sheet, templates)
    return text


def figures_of(questions: Sequence[SolvedQuestion], *, asked: bool = False) -> dict[str, Path]:
    """The pictures of all questions by the path with which the text names them; those of stems where it is ``asked``.

    Raises Failure: build-figure-missing; build-figure-twice where two questions mean different files by one path.
    """
    found: dict[str, Path] = {}
    for question in questions:
        file = question.variant.question.file
        for section in question.question.stem if asked else question.checked.document.sections:
            for name in _figures(section.blocks):
                path = file.parent / name
                if not path.is_file():
                    raise Failure(_missing(name, file))
                known = found.setdefault(name, path)
                if known != path and known.read_bytes() != path.read_bytes():
                    raise Failure(_twice(name, file, known))
    return found


def _figures(blocks: Sequence[Block]) -> list[str]:
    names = []
    for block in blocks:
        if isinstance(block, Figure):
            names.append(block.path)
        elif isinstance(block, ItemList):
            names += [name for item in block.items for name in _figures(item)]
    return names


def _missing(name: str, file: Path) -> Diagnostic:
    return Diagnostic(
        "build-figure-missing",
        f"there is no picture `{name}` beside the question",
        locator((file,))(name) if file.is_file() else Place(str(file)),
        "pictures are looked for relative to the question's folder",
    )


def _twice(name: str, file: Path, known: Path) -> Diagnostic:
    return Diagnostic(
        "build-figure-twice",
        f"the picture `{name}` is another one than {known}",
        Place(str(file)),
        "give the pictures of an exam's questions different names",
    )


def key_file(rows: Sequence[KeyRow]) -> bytes:
    """The key as CSV, with a heading line."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=[field.name for field in fields(KeyRow)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue().encode()
