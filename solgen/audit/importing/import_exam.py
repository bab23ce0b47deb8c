"""A LaTeX file of the ``exam`` class to question files and an exam's file, as texts; nothing is written here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from solgen.audit.importing.draft import Draft
from solgen.audit.importing.exam_file import exam_text
from solgen.audit.importing.inferring import infer
from solgen.audit.importing.settle import settled
from solgen.audit.importing.structure import SheetQuestion, questions_of
from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.documents.manuscripts.decode import decode, read_bytes
from solgen.documents.manuscripts.includes import assemble
from solgen.documents.manuscripts.latex import LatexDocument, read_latex
from solgen.documents.manuscripts.lines import Source
from solgen.documents.manuscripts.manuscript import Manuscript


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that is to be written."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The questions in the order of the sheet, the exam that holds them, and what was not carried over."""

    questions: tuple[ImportedFile, ...]
    exam: ImportedFile
    diagnostics: tuple[Diagnostic, ...]


def import_exam(path: Path) -> Imported:
    """The questions of a file.

    Raises Failure where nothing can be read, and where the file has no ``\\question`` (import-no-questions).
    """
    text, warnings = decode(read_bytes(path), str(path))
    source, faults = assemble(text, str(path), path.parent)
    document = read_latex(source)
    sheet = questions_of(document.text, source)
    if not sheet.questions:
        message = "there is no `\\question` in this file"
        hint = "only files of the class `exam` are imported; `solgen audit` reads any other text"
        raise Failure(Diagnostic("import-no-questions", message, Place(str(path)), hint))
    told = [*warnings, *faults, *document.diagnostics, *sheet.diagnostics]
    stem = identifier(path.stem) or "exam"
    names: list[str] = []
    files: list[ImportedFile] = []
    for question in sheet.questions:
        name = _name(question, stem, names)
        names.append(name)
        text, lost = _question(question, name, document, source)
        files.append(ImportedFile(f"{name}.md", text))
        told += lost
    title = document.title or path.stem
    exam = ImportedFile(f"{stem}.yaml", exam_text(stem, title, document.language, names, document.definitions))
    return Imported(tuple(files), exam, tuple(dict.fromkeys(told)))


def _question(
    question: SheetQuestion, name: str, document: LatexDocument, source: Source
) -> tuple[str, list[Diagnostic]]:
    """The text of one question, and what was lost."""
    draft = Draft(name, question.title, question)
    file = source.places[0].file if source.places else name
    whole = Manuscript(file, "latex", source.source, tuple(question.blocks), language=document.language)
    told = infer(draft, whole)
    written, lost = settled(draft, source.source, Path(f"{name}.md"))
    told += [one if one.place.line else replace(one, place=_place(question, source)) for one in lost]
    place = _place(question, source)
    for picture in written.pictures:
        message = f"the picture `{picture}` has no words that say what it shows"
        hint = "write them into the square brackets, and put the file beside the question"
        told.append(Diagnostic("import-picture", message, place, hint, Severity.WARNING))
    for part in question.parts:
        if not part.solution and not question.solution:
            at = source.source.place(part.spot.line, part.spot.column)
            which = f"part ({part.name})" if part.name != "only" else "the question"
            message, hint = f"{which} has no solution", "write it below `# Solution`"
            told.append(Diagnostic("import-no-solution", message, at, hint, Severity.WARNING))
    return written.text, told


def _place(question: SheetQuestion, source: Source) -> Place:
    return source.source.place(question.spot.line, question.spot.column)


def _name(question: SheetQuestion, stem: str, taken: list[str]) -> str:
    """A question's name: from its title where it has one of its own, else from the file's and its number."""
    titled = identifier(question.title)
    own = titled if titled and titled != f"question-{question.number}" else f"{stem}-{question.number}"
    return own if own not in taken and own != stem else f"{own}-{question.number}"


def identifier(words: str) -> str:
    """Words as a name in lower case with hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:50].strip("-")
