"""MathML that a browser sets as TeX would: signs, spaces beside operators, letters of other alphabets."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters, digits

import pytest

from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.alphabets import alphabet
from solgen.notation.writing.mathml import to_mathml
from solgen.notation.writing.symbols import STYLES, known_commands

NAMES = {
    "bold": "BOLD", "italic": "ITALIC", "bold italic": "BOLD ITALIC", "calligraphic": "SCRIPT", "fraktur": "FRAKTUR",
    "blackboard": "DOUBLE-STRUCK", "sans": "SANS-SERIF", "monospace": "MONOSPACE",
}  # fmt: skip
GREEK = "αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"


def body(latex: str) -> str:
    return re.sub(r"^<math[^>]*>|</math>$", "", to_mathml(tokenize(latex)))


@pytest.mark.parametrize("style", sorted(NAMES))
def test_a_letter_of_an_alphabet_is_that_letter_in_that_style(style: str):
    table = alphabet(style)
    assert {chr(code) for code in table} >= set(ascii_letters)
    for code, styled in table.items():
        if chr(code) in ascii_letters + digits + GREEK:
            assert unicodedata.normalize("NFKC", styled) == chr(code)
    words = {"BLACK-LETTER", "SCRIPT", *NAMES[style].split()}
    assert all(words & set(unicodedata.name(styled).split()) for styled in table.values() if styled != "ℎ")


def test_every_style_that_is_read_has_an_alphabet_or_is_upright():
    assert {style for style in STYLES.values() if not alphabet(style)} == {"upright"}


def test_a_bold_letter_is_a_character_since_core_has_no_variants():
    assert body("\\mathbf{x} + \\mathbb{R}") == "<mrow><mi>𝐱</mi><mo>+</mo><mi>ℝ</mi></mrow>"


@pytest.mark.parametrize("latex", ["-x", "a = -x", "(-x)", "a, -x", "a \\cdot -x", "|-x|"])
def test_a_minus_with_nothing_before_it_is_a_sign(latex: str):
    assert '<mo form="prefix">−</mo>' in body(latex)


@pytest.mark.parametrize("latex", ["a - x", "a^2 - x", ") - x", "\\frac{a}{b} - x", "|a| - x", "\\sin x - x", "{} - x"])
def test_a_minus_between_two_terms_is_an_operation(latex: str):
    assert "<mo>−</mo>" in body(latex)


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [("\\sin x", 1), ("\\sin(x)", 0), ("2 \\sin x", 2), ("\\log_2 x", 1), ("\\sin^2 x", 1), ("= \\sin x", 1),
     ("\\max_i y_i", 1), ("x + \\cos(x)", 0), ("x \\, \\cos(x)", 0)],
)  # fmt: skip
def test_a_thin_space_stands_beside_the_word_of_an_operator(latex: str, spaces: int):
    assert body(latex).count('width="0.1667em"') - latex.count("\\,") == spaces


def test_the_blanks_at_the_ends_of_words_are_kept():
    assert "<mtext>\u00a0and so\u00a0</mtext>" in body("x \\text{ and so } y")


def test_words_that_hold_what_xml_cannot_are_still_well_formed():
    assert "\ufffd" in body("\\text{a\x00b\x1bc}")


def test_the_bounds_of_an_integral_stand_beside_it_and_those_of_a_sum_above_and_below():
    assert body("\\int_0^1 x").startswith("<mrow><msubsup>")
    assert body("\\sum_0^1 x").startswith("<mrow><munderover>")


def test_no_attribute_is_written_that_core_does_not_know():
    core = {
        "xmlns", "display", "displaystyle", "stretchy", "form", "fence", "width", "accent", "accentunder",
        "linethickness", "minsize", "maxsize", "lspace", "rspace", "class",
    }  # fmt: skip
    commands = sorted(known_commands() - {"\\\\", "\\left", "\\right", "\\middle", "\\not", "\\text"})
    written = "".join(to_mathml(tokenize(f"x {command} y z")) for command in commands)
    written += body("\\begin{cases} x & y \\end{cases} \\left( x \\right)")
    assert set(re.findall(r' ([a-z]+)="', written)) <= core
