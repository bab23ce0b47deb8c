"""What is printed is what was checked: every formula of the written files was read, every claim among them judged."""

from __future__ import annotations

import json
import re

import pytest

from solgen.building.pipeline import variant_of
from solgen.building.plan import Choice, Look, plan
from solgen.building.run import build, exam_of
from solgen.documents.blocks import Role
from solgen.documents.read import read_document
from solgen.judge import claim_digest
from solgen.questions import bank
from solgen.questions.fill import fill
from solgen.questions.load import load

ESTABLISHED = {"proved", "certified"}


def quiet(_what, _done, _of):
    return None


@pytest.fixture(scope="module", params=[None, 11], ids=["reference", "seed 11"])
def written(request, tmp_path_factory):
    """The exam as files, and the documents that they were made from."""
    source = bank.find("ftdl-take-home-1")
    planned = plan(source, Choice(request.param), Look(("md", "tex")), tmp_path_factory.mktemp("build"), strict=True)
    assert build(planned, quiet).manifest is not None
    filled = [
        fill(variant_of(load(slot.question).question, planned.choice, slot.name)) for slot in exam_of(source).slots
    ]
    return planned.folder, [read_document(each.pieces, each.declare)[0] for each in filled]


def without(text: str, command: str) -> str:
    """The text without a command and its argument in braces."""
    while (start := text.find(command + "{")) >= 0:
        text = text[:start] + text[closing(text, start + len(command)) + 1 :]
    return text


def closing(text: str, brace: int) -> int:
    depth = 0
    for position in range(brace, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0) if text[position - 1] != "\\" else 0
        if depth == 0:
            return position
    raise AssertionError(text)


def opened(text: str, command: str) -> str:
    """The text with the argument of a command in the command's place."""
    while (start := text.find(command + "{")) >= 0:
        end = closing(text, start + len(command))
        text = text[:start] + text[start + len(command) + 1 : end] + text[end + 1 :]
    return text


def bare(latex: str) -> str:
    """A formula without what only sets it: alignment, spaces, frames, marks, reasons."""
    for environment in ("\\begin{aligned}", "\\end{aligned}"):
        latex = latex.replace(environment, "")
    for command in ("\\marks", "\\answer", "\\tag*", "\\solgenreason", "\\solgenlongreason"):
        latex = without(latex, command)
    latex = opened(latex, "\\boxed")
    lines = [line.split("&&")[0] for line in latex.split("\\\\")]
    return re.sub(r"\\q?quad|\\[,;!]|[\s&~]", "", "".join(lines)).rstrip(".,;")


def formulas_in(tex: str) -> list[str]:
    """Every formula of a LaTeX file's body: displays, and what stands between dollars."""
    body = tex.split("\\begin{document}")[1]
    displays = re.findall(r"\\begin\{alignat\*\}\{\d\}(.*?)\\end\{alignat\*\}", body, re.DOTALL)
    rest = re.sub(r"\\begin\{alignat\*\}\{\d\}.*?\\end\{alignat\*\}", "", body, flags=re.DOTALL)
    reasons = [reason for display in displays for reason in re.findall(r"\\solgen\w*reason\{(.*?\$.*)", display)]
    inline = [formula for text in (rest, *reasons) for formula in re.findall(r"(?<!\\)\$([^$]+)\$", text)]
    return [*displays, *inline]


def readings(documents) -> set[str]:
    """Everything that was read, whole and in reasons."""
    known = set()
    for document in documents:
        for formula in document.formulas:
            known.add(bare(formula.reading.latex))
            for remark in formula.reading.remarks:
                known |= {bare(piece) for piece in re.split(r"\\text\{[^}]*\}", remark.reason)}
    return known


@pytest.mark.parametrize("sheet", ["exam.tex", "solutions.tex"])
def test_every_formula_of_a_written_sheet_was_read(written, sheet):
    folder, documents = written
    known = readings(documents)
    found = [bare(formula) for formula in formulas_in((folder / sheet).read_text(encoding="utf-8"))]
    assert len(found) > 20
    rows = json.loads((folder / "claims.json").read_text(encoding="utf-8"))["claims"]
    said = said_by_verdicts(rows)
    strange = {formula for formula in found if formula not in known | said}
    assert {formula for formula in strange if not set(formula.split(",")) <= said} == set()


def said_by_verdicts(rows) -> set[str]:
    """What a sheet prints of verdicts: where a formula fails, what both sides are there, for which names it holds."""
    said = set()
    for verdict in (row["verdict"] for row in rows):
        if verdict["witness"]:
            said |= {part for pair in verdict["witness"]["values"] for part in map(in_round_brackets, pair)}
            said |= {in_round_brackets(verdict["witness"][side]) for side in ("left", "right")}
        said |= set(verdict["range"].removeprefix("for all ").split(", "))
    return {bare(each) for each in said}


def in_round_brackets(value: str) -> str:
    """``[1 2; 3 4]``, as messages show a matrix, the way in which sheets set it; other values as they are."""
    if not (value.startswith("[") and value.endswith("]")) or "," in value:
        return value
    return "\\begin{pmatrix}" + value[1:-1].replace(" ", "&").replace(";", "\\\\") + "\\end{pmatrix}"


def test_every_relation_that_was_read_has_a_role_or_an_established_claim(written):
    folder, documents = written
    rows = json.loads((folder / "claims.json").read_text(encoding="utf-8"))["claims"]
    verdicts = {row["claim"]: row["verdict"]["word"] for row in rows}
    for document in documents:
        for formula in document.formulas:
            term = formula.reading.term
            if formula.role in {Role.IF, Role.SAY} or formula.attributes.ask:
                continue
            in_mistakes = any(formula is mistake.formula for mistake in document.mistakes)
            first_of_let = formula.role is Role.LET and len(formula.reading.members) == 2
            if term.head in {"relation", "chain", "statements", "and", "or"} and not (in_mistakes or first_of_let):
                assert formula.steps, formula.reading.latex
            for position in formula.steps:
                step = document.steps[position]
                wanted = {"refuted"} if step.role is Role.WRONG else ESTABLISHED
                assert verdicts[claim_digest(step.claim)] in wanted, step.left_latex


def test_a_formula_that_was_not_read_would_be_noticed(written):
    _, documents = written
    assert bare(r"t_B = 672\,\mathrm{s}") not in readings(documents)
    assert formulas_in("\\begin{document} so $x = 1$ and $y$") == ["x = 1", "y"]


def test_values_are_put_into_formulas_only_never_into_words():
    """A number in a sentence has no claim; so the bank puts none there."""
    for path in bank.questions():
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        words = re.sub(r"\$\$.*?\$\$|\$[^$]+\$", "", text, flags=re.DOTALL)
        assert [found for found in re.findall(r"<<.*?>>", words) if found != "<<called>>"] == [], path
