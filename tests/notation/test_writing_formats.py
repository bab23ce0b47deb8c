"""Every formula that is read can be set, in every format, and comes out as its golden case says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.dom import minidom

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

import solgen.notation.reading
from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading import read, spellings
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.extent import extent
from solgen.notation.writing.mathml import to_mathml
from solgen.notation.writing.plain import to_plain
from solgen.notation.writing.source import to_source
from solgen.notation.writing.symbols import ACCENTS, BINOMIALS, FRACTIONS, SIZES, STYLES, known_commands
from solgen.notation.writing.typst import string_literal, to_typst
from tests.notation.cases import cases as reading_cases
from tests.notation.writing_cases import Case, cases

GOLDEN = list(cases())
READ = [*reading_cases("values.md"), *reading_cases("formulas.md")]
HEAD = '#set text(font: "New Computer Modern")\n#show math.equation: set text(font: "New Computer Modern Math")\n'
STRUCTURAL = {
    "\\left": "\\left( x \\right)", "\\right": "\\left[ x \\right]", "\\middle": "\\left( x \\middle| y \\right)",
    "\\sqrt": "\\sqrt[3]{x}", "\\operatorname": "\\operatorname{tr} A", "\\operatorname*": "\\operatorname*{ess} A",
    "\\limits": "\\sum\\limits_i x", "\\nolimits": "\\sum\\nolimits_i x", "\\displaystyle": "\\displaystyle x",
    "\\textstyle": "\\textstyle x", "\\not": "a \\not= b", "\\marks": "x \\marks{2}", "\\answer": "x \\answer{a}",
    "\\text": "\\text{a b}", "\\overset": "\\overset{a}{b}", "\\underset": "\\underset{a}{b}",
    "\\stackrel": "\\stackrel{a}{=}", "\\notag": "x \\notag", "\\nonumber": "x \\nonumber",
    "\\mathstrut": "x \\mathstrut",
}  # fmt: skip


def mathml_body(latex: str) -> str:
    return re.sub(r"^<math[^>]*>|</math>$", "", to_mathml(tokenize(latex)))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.latex)
def test_a_formula_is_written_as_its_golden_case_says(case: Case):
    tokens = tokenize(case.latex)
    written = {"typst": to_typst(tokens), "plain": to_plain(tokens), "mathml": mathml_body(case.latex)}
    assert written == case.expected


@pytest.mark.parametrize("latex", [case.latex for case in GOLDEN] + [case.latex for case in READ])
def test_source_written_from_tokens_has_the_same_tokens(latex: str):
    tokens = tokenize(latex)
    again = tokenize(to_source(tokens))
    kept = [token.text for token in tokens]
    if "\\marks" not in kept and "\\answer" not in kept:
        assert [token.text for token in again] == kept


@pytest.mark.parametrize("case", READ, ids=lambda case: case.latex)
def test_every_formula_that_is_read_has_well_formed_mathml_and_an_extent(case):
    tokens = read(case.latex, case.context).tokens
    minidom.parseString(to_mathml(tokens))  # noqa: S318 -- our own output
    assert extent(tokens) > 0
    assert to_plain(tokens)


def test_typst_sets_every_formula_that_is_read_without_a_warning():
    formulas = "\n\n".join(f"${to_typst(read(case.latex, case.context))}$" for case in READ)
    _, warnings = typst.compile_with_warnings((HEAD + formulas).encode(), format="pdf", ignore_system_fonts=True)
    assert [warning.message for warning in warnings] == []


def example(command: str) -> str:
    """A formula in which the command stands rightly."""
    if command in STRUCTURAL:
        return STRUCTURAL[command]
    if command in FRACTIONS or command in BINOMIALS:
        return f"{command}{{a}}{{b}}"
    if command in SIZES:
        return f"{command}("
    return f"{command}{{x}}" if command in ACCENTS or command in STYLES else f"a {command} b"


def test_every_known_command_is_set_by_every_writer():
    formulas = []
    for command in sorted(known_commands() - {"\\\\"}):
        tokens = tokenize(example(command))
        minidom.parseString(to_mathml(tokens))  # noqa: S318 -- our own output
        assert to_plain(tokens), command
        assert extent(tokens) > 0, command
        formulas.append(f"${to_typst(tokens)}$")
    typst.compile((HEAD + "\n\n".join(formulas)).encode(), format="pdf", ignore_system_fonts=True)


def test_every_command_that_the_reader_knows_can_be_set():
    named = {
        entry
        for table in vars(spellings).values()
        if isinstance(table, frozenset | dict)
        for entry in table
        if isinstance(entry, str) and entry.startswith("\\")
    }
    room = Path(solgen.notation.reading.__file__).parent
    written = {
        "\\" + found
        for file in room.glob("*.py")
        for found in re.findall(r"\\\\([A-Za-z]+\*?)", file.read_text(encoding="utf-8"))
    }
    assert named
    environments = {
        "\\begin",
        "\\end",
        "\\mbox",
        "\\textrm",
        "\\textnormal",
        "\\leftnull",
        "\\rightnull",
        "\\differential",
    }  # the reader makes them tokens of their own
    assert (named | written) - known_commands() - environments == set()


@pytest.mark.parametrize("writer", [to_typst, to_mathml, to_plain, extent])
def test_a_command_without_a_rule_is_refused_with_its_column(writer):
    with pytest.raises(Failure) as caught:
        writer(tokenize("x + \\unheardof"))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "set-unknown-command"
    assert diagnostic.place.column == 5


@given(st.text(alphabet=st.sampled_from('"\\#$[]{}\n\tàé字 ;'), max_size=20))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_text_in_a_formula_is_data_to_typst_whatever_it_holds(words: str):
    source = f"#let x = {string_literal(words)}\n#metadata(x) <it>"
    found = typst.Compiler(source.encode()).query("<it>", field="value", one=True)
    assert json.loads(found) == words


@pytest.mark.parametrize(
    ("latex", "faces"),
    [
        ("|x|", "oc"),
        ("|-x|", "oc"),
        ("2 |x| |y|", "ococ"),
        ("||S| - |T||", "oococc"),
        ("\\|w\\|^2 + \\|v\\|^2", "ococ"),
        ("a + |b_i - c|^2", "oc"),
        ("\\frac{1}{n} |x|", "oc"),
    ],
)
def test_bars_face_what_they_enclose(latex: str, faces: str):
    assert "".join(found[0] for found in re.findall(r'class\("(\w+)', to_typst(tokenize(latex)))) == faces


def test_hidden_commands_leave_nothing_behind():
    tokens = tokenize("x = 1 \\marks{2} \\answer{result}")
    assert to_source(tokens) == "x = 1"
    assert to_typst(tokens) == "x \\= 1"


def test_deep_nesting_is_no_danger():
    latex = "\\frac{" * 150 + "x" + "}{2}" * 150
    assert to_typst(tokenize(latex)).startswith("frac(frac(")


def test_tokens_that_are_no_formula_are_refused():
    with pytest.raises(Failure):
        to_typst([Token(TokenKind.ALIGN, "&", 0, 1)])


def test_exponents_in_an_upright_group_are_raised_in_typst() -> None:
    """``\\mathrm{m/s^2}`` is set with a raised two, as LaTeX sets it."""
    assert to_typst(read(r"9.81\,\mathrm{m/s^2}", Context())) == '"9.81"thin"m/""s"^(2)'
