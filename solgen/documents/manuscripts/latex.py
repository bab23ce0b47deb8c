"""A LaTeX text to blocks: includes, comments, macros, formulas, text, each in its own step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic
from solgen.documents.groups import group_end
from solgen.documents.manuscripts.expansion import Definitions, expand
from solgen.documents.manuscripts.faults import macro_endless, warning
from solgen.documents.manuscripts.latex_clean import clean
from solgen.documents.manuscripts.latex_scan import scan
from solgen.documents.manuscripts.latex_text import LatexText, read_text
from solgen.documents.manuscripts.lines import Source
from solgen.documents.manuscripts.traced import Traced, whole

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_TITLE = re.compile(r"\\title\s*(?:\[[^\]]*\])?\s*(?=\{)")
_CLASS = re.compile(r"\\documentclass\s*(?:\[([^\]]*)\])?\s*\{([^{}]*)\}")
_LANGUAGES = {
    "ngerman": "de",
    "german": "de",
    "spanish": "es",
    "french": "fr",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "catalan": "ca",
}


@dataclass(frozen=True, slots=True)
class LatexDocument:
    """A LaTeX document as read."""

    text: LatexText
    title: str
    language: str
    document_class: str
    definitions: Definitions
    diagnostics: tuple[Diagnostic, ...]


def read_latex(source: Source) -> LatexDocument:
    """The document of a source whose includes stand in their places."""
    cleaned = clean(whole(source.text))
    definitions = Definitions()
    expanded, endless = expand(cleaned.text, definitions)
    body = _body(expanded)
    masked, finds = scan(body, source)
    text = read_text(masked, finds, cleaned, source, definitions.theorems)
    preamble = expanded.text
    diagnostics = (
        *(macro_endless(one.name, source.place(one.origin)) for one in endless),
        *_never_ended(expanded, source),
        *sorted((*finds.diagnostics, *text.diagnostics), key=lambda one: (one.place.file, one.place.line)),
    )
    found = _CLASS.search(preamble)
    return LatexDocument(
        text, _title(preamble), _language(preamble), found[2] if found else "", definitions, diagnostics
    )


def _body(text: Traced) -> Traced:
    """What stands between ``\\begin{document}`` and its end, or all where there is no such thing."""
    begin, end = _BEGIN.search(text.text), None
    if begin:
        end = _END.search(text.text, begin.end())
    return text[begin.end() if begin else 0 : end.start() if end else len(text.text)]


def _never_ended(text: Traced, source: Source) -> tuple[Diagnostic, ...]:
    begin = _BEGIN.search(text.text)
    if begin is None or _END.search(text.text, begin.end()):
        return ()
    message = "`\\begin{document}` has no `\\end{document}`: the file may be cut off"
    place = source.place(text.origin(begin.start()))
    return (warning("document-environment-not-closed", message, place, "see whether the file is whole"),)


def _title(text: str) -> str:
    found = _TITLE.search(text)
    end = group_end(text, found.end()) if found else -1
    if found is None or end < 0:
        return ""
    words = re.sub(r"\\\\(?:\[[^\]]*\])?", " ", text[found.end() + 1 : end - 1])
    words = re.sub(r"\\([&%#_$])", r"\1", re.sub(r"\\[A-Za-z]+\*?|[{}]", "", words))
    return " ".join(words.replace("~", " ").replace("---", "—").replace("--", "–").split())


def _language(text: str) -> str:
    options = " ".join(
        found[0] for found in re.finditer(r"\\(?:documentclass|usepackage)\s*\[[^\]]*\]\s*\{[^{}]*\}", text)
    )
    options += " ".join(re.findall(r"\\setdefaultlanguage(?:\[[^\]]*\])?\{\w+\}", text))
    return next((code for name, code in _LANGUAGES.items() if re.search(rf"\b{name}\b", options)), "en")
