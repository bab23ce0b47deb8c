"""Audits made by hand: a text in Markdown, and beside it a table of verdicts, so that no judge is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from solgen.audit.audited import Audit, AuditedClaim, AuditWord, Recognized
from solgen.audit.comparison import ComparedPart, Comparison, MarkedStep, Omission
from solgen.audit.understanding import Inferred, Interpretation, Purpose, ReadFormula, Understanding
from solgen.diagnostics import Failure, Place
from solgen.documents.blocks import SourceText
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.markdown import parse_markdown
from solgen.documents.raw import RawBlock, RawFormula
from solgen.kernel.claim import Witness
from solgen.notation.context import Context
from solgen.notation.reading import read
from solgen.notation.reading.declarations import read_declarations
from solgen.notation.reading.reading import Reading
from tests.sheets.sample import solved_paper

CASES = Path(__file__).parents[1] / "cases" / "corrections"


def case_names() -> list[str]:
    """The names of the golden cases."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def audit_of_case(name: str) -> Audit:
    """A golden case's audit."""
    table = YAML(typ="safe", pure=True).load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return audit_of((CASES / f"{name}.md").read_text(encoding="utf-8"), table)


def audit_of(text: str, table: Mapping[str, Any]) -> Audit:
    """The audit of a Markdown text with the verdicts of a table."""
    manuscript = manuscript_of(text, table)
    context = read_declarations(table.get("declare", ""))
    parts = table.get("parts", {0: ""})
    formulas = tuple(_read(number, raw, context, parts) for number, raw in enumerate(manuscript.formulas()))
    inferred = tuple(_inferred(each, manuscript.file) for each in table.get("inferred", ()))
    names = table.get("interpretations", [""])
    interpretations = tuple(Interpretation(name, formulas) for name in names)
    return Audit(
        Understanding(manuscript, inferred, interpretations),
        tuple(_claim(each, formulas, manuscript.file) for each in table.get("claims", ())),
        table.get("question", ""),
        table.get("left_alone", 0),
        comparisons=(_comparison(table["comparison"]),) if "comparison" in table else (),
    )


def manuscript_of(text: str, table: Mapping[str, Any]) -> Manuscript:
    """The text as a manuscript."""
    blocks: tuple[RawBlock, ...] = tuple(block for _, chunk in parse_markdown(text) for block in chunk.blocks)
    file = table.get("file", "text.md")
    return Manuscript(file, "markdown", SourceText(text), blocks, table.get("title", ""), table.get("language", "en"))


def _inferred(entry: Mapping[str, Any], file: str) -> Inferred:
    kept = {key: value for key, value in entry.items() if key != "line"}
    return Inferred(place=Place(file, entry["line"]), **kept)


def _comparison(table: Mapping[str, Any]) -> Comparison:
    """A comparison with the first question of the sample paper, which is judged by nobody either."""
    question = solved_paper().questions[0]
    parts = tuple(
        ComparedPart(
            each["name"],
            each["marks"],
            tuple(MarkedStep(each["name"], step["latex"], step["marks"], step["covered"]) for step in each["steps"]),
            each["text_part"],
            omissions=tuple(Omission(one["kind"], each["name"], one["message"]) for one in each["omissions"]),
        )
        for each in table["parts"]
    )
    names = tuple((own, theirs) for own, theirs in table["names"])
    document = question.checked.document
    return Comparison(table["question"], table["title"], question.variant, document, parts, names)


def _read(number: int, raw: RawFormula, context: Context, parts: Mapping[int, str]) -> ReadFormula:
    reading: Reading | None = None
    problem = None
    try:
        reading = read(raw.latex, context)
    except Failure as failure:
        problem = failure.diagnostics[0]
    part = next(parts[first] for first in sorted(parts, reverse=True) if first <= number)
    purposes = (Purpose.CLAIM,) if reading is not None else ()
    place = Place("", raw.starts[0].line + 1)
    return ReadFormula(number, raw, place, part, 0, "", reading, purposes, context, context, problem)


def _claim(entry: Mapping[str, Any], formulas: tuple[ReadFormula, ...], file: str) -> AuditedClaim:
    given = dict(entry)
    formula = formulas[given["formula"]] if given["formula"] in range(len(formulas)) else None
    witness = given.pop("witness", None)
    mistake = given.pop("mistake", None)
    claim = AuditedClaim(
        id=given.pop("id"),
        formula=given.pop("formula"),
        member=given.pop("member", 1),
        part=formula.part if formula else "",
        place=Place(file, given.pop("line")),
        latex=given.pop("latex", formula.raw.latex if formula else ""),
        left=given.pop("left", ""),
        relation=given.pop("relation", "="),
        right=given.pop("right", ""),
        word=AuditWord(given.pop("word")),
        conditions=tuple(given.pop("conditions", ())),
    )
    if witness is not None:
        values = tuple((name, str(value)) for name, value in witness.get("at", {}).items())
        claim = replace(claim, witness=Witness(values, witness["left"], witness["right"], witness.get("note", "")))
    if mistake is not None:
        claim = replace(claim, mistake=Recognized(mistake["name"], mistake["feedback"], ""))
    return replace(claim, **given)
