"""What a sheet's frame has to know, as data for Typst: a string of JSON, which is decoded and never read as source.

A name from a roster goes this way into a sheet.
"""

from __future__ import annotations

import json

from solgen.notation.writing.typst import string_literal
from solgen.render.qr import qr_path, qr_side
from solgen.render.templates import Source
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Sheet


def facts(document: Sheet, paper: PaperIdentity | None, total: str, *, few_codes: bool = False) -> Source:
    """Title, marks, whose sheet it is; ``total`` is the number of marks in words.

    With ``few_codes`` there are codes for a third of the pages that the sheet may come to have.
    """
    title = document.title
    told = {
        "title": title.title,
        "subtitle": title.subtitle,
        "course": title.course,
        "date": title.date,
        "duration": title.duration,
        "aids": title.aids,
        "label": title.label,
        "instructions": title.instructions,
        "marks": document.marks,
        "total": total,
        "identification": title.identification,
        "cover": title.cover,
        "table-of-marks": title.table_of_marks,
        "large-print": document.large_print,
        "owned": paper is not None,
        "name": paper.name if paper else None,
        "student": paper.student if paper else None,
        "page-marks": _page_marks(document, paper, few=few_codes),
        "questions": [(question.number, question.title, question.marks) for question in document.questions],
    }
    return Source(string_literal(json.dumps(told, ensure_ascii=False)))


def _page_marks(document: Sheet, paper: PaperIdentity | None, *, few: bool) -> list[tuple[int, str]]:
    """The QR code of each page that the sheet may come to have, each as the width and the path of a drawing.

    How many pages it has is known when it is set, and not before; there are codes for about twice as many as its parts
    with their spaces and its paragraphs can fill. A sheet with more pages still is refused by the template.
    """
    if paper is None or not paper.key:
        return []
    parts = [part for question in document.questions for part in question.parts]
    stems = [*(question.stem for question in document.questions), *(part.stem for part in parts)]
    pages = 8 + len(document.questions) + 2 * len(parts) + sum(map(len, stems)) // 4
    texts = (paper.mark(page) for page in range(1, (-(-pages // 3) if few else pages) + 1))
    return [(qr_side(text), qr_path(text)) for text in texts]
