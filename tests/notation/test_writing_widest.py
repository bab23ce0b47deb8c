"""No formula is wider than the bound that is given for it."""

from __future__ import annotations

import json
import tempfile
from math import inf
from pathlib import Path

import pytest
import typst

from solgen.building.pipeline import Surroundings, load_question, work_out
from solgen.judge import Judge
from solgen.notation.reading.reading import Token
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.lines import shown_tokens
from solgen.notation.writing.typst import string_literal, to_typst
from solgen.notation.writing.widest import widest, widest_words
from solgen.questions import bank
from solgen.questions.draw import reference_variant
from solgen.sheets.blocks import compose_blocks, verdicts_by_formula
from solgen.sheets.sheet import Derivation, Math
from tests.notation import cases as reading_cases
from tests.notation import writing_cases

SIZE = 10.0


def widths(contents: list[str]) -> list[float]:
    """Contents of Typst, each measured, in em."""
    source = (
        f'#set text(font: ("New Computer Modern", "Libertinus Serif"), size: {SIZE}pt)\n'
        '#show math.equation: set text(font: "New Computer Modern Math")\n'
        f"#let contents = ({''.join(f'[{content}], ' for content in contents)})\n"
        "#context [#metadata(contents.map(content => measure(content).width.pt()))<widths>]\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "widths.typ"
        path.write_text(source, encoding="utf-8")
        compiler = typst.Compiler(
            path, root=folder, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True
        )
        (found,) = json.loads(compiler.query("<widths>", field="value"))
    return [width / SIZE for width in found]


def compare(formulas: list[tuple[Token, ...]]) -> int:
    """How many formulas have a bound; each is held to it."""
    bounded = [tokens for tokens in dict.fromkeys(formulas) if tokens and widest(tokens) < inf]
    measured = widths([f"$display({to_typst(tokens)})$" for tokens in bounded])
    wider = [(to_typst(t), width, widest(t)) for t, width in zip(bounded, measured, strict=True) if width > widest(t)]
    assert not wider
    return len(bounded)


def test_formulas_of_the_cases_are_no_wider_than_their_bounds() -> None:
    listed = [
        case.latex for file in ("values.md", "formulas.md", "definitions.md") for case in reading_cases.cases(file)
    ]
    listed += [case.latex for case in writing_cases.cases()]
    listed = [latex for latex in listed if "&" not in latex and "\\\\" not in latex]
    assert compare([shown_tokens(tokenize(latex)) for latex in listed]) > 200


@pytest.mark.parametrize("alphabet", ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"])
def test_no_sign_is_wider_than_its_bound(alphabet: str) -> None:
    assert compare([tokenize(letter) for letter in alphabet]) == len(alphabet)


GREEK = "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega Gamma"
SIGNS = (
    "le ge ne approx equiv in subset cup cap setminus times cdot iff Rightarrow to infty partial nabla sum prod dots"
)


@pytest.mark.parametrize(
    "command", f"{GREEK} Delta Theta Lambda Xi Pi Sigma Phi Psi Omega {SIGNS} lim max min log".split()
)
def test_no_command_is_wider_than_its_bound_between_letters(command: str) -> None:
    assert compare([tokenize(f"x \\{command} x"), tokenize(f"\\{command} 1")])


def test_words_are_no_wider_than_their_bounds() -> None:
    words = [
        "first, middle and last layer",
        "minimum",
        "WHY",
        "Müller’s (2) “law” — 100%",
        "patterns & epochs",
        "[a] {b}",
    ]
    words += [chr(code) for code in range(33, 127)]
    assert [
        word
        for word, width in zip(words, widths([f"#{string_literal(word)}" for word in words]), strict=True)
        if width > widest_words(word)
    ] == []


def test_lines_of_the_bank_are_no_wider_than_their_bounds() -> None:
    formulas: list[tuple[Token, ...]] = []
    with Judge() as judge:
        for file in bank.questions():
            question, _ = load_question(file)
            checked = work_out(reference_variant(question), Surroundings(), judge).checked
            assert checked is not None
            for section in checked.document.sections:
                blocks = compose_blocks(section.blocks, verdicts_by_formula(checked), marks=True)
                lines = [line for block in blocks if isinstance(block, Derivation) for line in block.lines]
                pieces = [piece for line in lines for piece in (*line.right, *line.reason) if isinstance(piece, Math)]
                formulas += [tokens for piece in pieces for tokens in (piece.tokens, piece.framed)]
    assert compare(formulas) > 100
