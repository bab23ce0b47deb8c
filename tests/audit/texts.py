"""Texts understood by hand: roles in braces say what each formula is for, declarations say what the names are.

``{.let}`` is a definition, ``{.if}`` a hypothesis to the end of the part, ``{.say}`` a mention. A heading begins a
part.
Several sets of declarations are several interpretations.
"""

from __future__ import annotations

from solgen.audit.understanding import Interpretation, Purpose, ReadFormula, Understanding
from solgen.diagnostics import Failure, Place
from solgen.documents.blocks import SourceText, Text
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.markdown import parse_markdown
from solgen.documents.raw import RawDisplay, RawFormula, RawHeading, RawList, RawParagraph, Spot
from solgen.notation import reading
from solgen.notation.context import Context

PURPOSES = {".let": Purpose.DEFINITION, ".if": Purpose.HYPOTHESIS, ".say": Purpose.MENTION}


def understood(text: str, *declared: str, names: tuple[str, ...] = ("",)) -> Understanding:
    """The understanding of a text under each set of declarations."""
    blocks, raws = _parsed(text)
    lines = text.split("\n")
    source = SourceText(text, tuple(Place("sheet.md", at, 0, line) for at, line in enumerate(lines, 1)))
    manuscript = Manuscript("sheet.md", "markdown", source, tuple(blocks))
    interpretations = [
        Interpretation(name, tuple(_read(raws, source, Context(), declare)))
        for name, declare in zip(names, declared or ("",), strict=True)
    ]
    return Understanding(manuscript, (), tuple(interpretations))


def _parsed(text):
    blocks, raws = [], []
    for start, chunk in parse_markdown(text):
        for block in chunk.blocks:
            blocks.append(block)
            raws.extend(_raws(block, start))
    return blocks, raws


def _raws(block, start):
    match block:
        case RawHeading(_, inlines):
            yield "part", "".join(one.text for one in inlines if isinstance(one, Text)), "", 0
        case RawParagraph(inlines):
            words = ""
            for one in inlines:
                if isinstance(one, RawFormula):
                    yield "formula", _moved(one, start), words, id(block)
                    words = ""
                else:
                    words += one.text
            yield "words", words, "", 0
        case RawDisplay(formula):
            yield "formula", _moved(formula, start), "", id(block)
        case RawList(_, items):
            for item in items:
                for inner in item:
                    yield from _raws(inner, start)


def _moved(raw, start):
    starts = tuple(Spot(one.line + start, one.column) for one in raw.starts)
    return RawFormula(raw.latex, starts, raw.braces, raw.braces_at, raw.display)


def _read(raws, source, context, declare):
    if declare:
        context = reading.read_declarations(declare, context, Place("declare", 1))
    base, part, before = context, "", ""
    number = 0
    for kind, item, words, block in raws:
        if kind == "part":
            part, context, before = item, base, ""
            continue
        if kind == "words":
            before += f" {item}"
            continue
        said, before = f"{before} {words}".strip(), ""
        spot = item.starts[0]
        place = source.place(spot.line, spot.column)
        read, after, problem = _one(item, context)
        purpose = PURPOSES.get(item.braces or "", Purpose.CLAIM)
        count = 1 + max((member.statement for member in read.members), default=0) if read else 1
        yield ReadFormula(number, item, place, part, block, said, read, (purpose,) * count, context, after, problem)
        number, context = number + 1, after


def _one(raw, context):
    try:
        if raw.braces == ".let":
            read, definitions, declarations = reading.read_definition(raw.latex, context)
            after = context.with_declarations(*declarations)
            for definition in definitions:
                after = after.with_definition(definition)
            return read, after, None
        read = reading.read(raw.latex, context)
    except Failure as failure:
        return None, context, failure.diagnostics[0]
    after = context
    if raw.braces == ".if":
        hypotheses = read.term.arguments if read.term.head == "statements" else (read.term,)
        after = context.with_hypotheses(*hypotheses)
    return read, after, None
