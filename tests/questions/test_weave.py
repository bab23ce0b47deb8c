"""The value of a formula must not depend on how a number is put into it."""

from __future__ import annotations

import re
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, Place
from solgen.documents.blocks import SourceText
from solgen.questions.arithmetic import settled
from solgen.questions.filters import Shown
from solgen.questions.rendering import render
from solgen.questions.surroundings import Left, Right, left_of, right_of
from solgen.questions.weave import weave


def woven(template: str, *, formula: bool = False, **values) -> str:
    lines = template.split("\n")
    source = SourceText(template, tuple(Place("q.md", number, 0, line) for number, line in enumerate(lines, 1)))
    known = {name: value if isinstance(value, Shown) else settled(value) for name, value in values.items()}
    return "\n".join(text for text, _ in weave(render(source, known), source, formula=formula))


def python_of(latex: str) -> str:
    """LaTeX of the small kind below as Python: an independent reading, by a list of replacements."""
    text = latex.replace("\\left", "").replace("\\right", "").replace("\\,", "")
    for _ in range(4):  # the inner fractions first
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) / (\2))", text)
    text = text.replace("\\cdot", "*").replace("^", "**").replace("{", "(").replace("}", ")")
    tokens = re.findall(r"\d+|[a-z]|\*\*|[-+*/()]", text)
    out: list[str] = []
    for sign in tokens:
        ends = bool(out) and (out[-1] == ")" or out[-1].isdigit() or (len(out[-1]) == 1 and out[-1].isalpha()))
        starts = sign == "(" or sign[0].isalnum()
        if ends and starts:
            out.append("*")
        out.append(sign)
    return "".join(re.sub(r"^\d+$", r"Fraction(\g<0>)", sign) for sign in out)


TERMS = st.sampled_from(
    [
        *("<<a>> x", "<<b>>", "<<a>> <<b>> x", "x <<a>>", "<<a>>^2", "<<b>>^2 x", "2 <<a>>", "<<a>> 2"),
        *("x \\cdot <<b>>", "<<a>> (x + <<b>>)", "(<<a>> - <<b>>) x", "\\frac{<<a>> x}{7}", "x^2 <<a>>"),
        *("<<a>> \\cdot <<b>>", "<<b>> x^2", "<<c>>", "<<c>> x", "2 <<c>>", "x <<c>>", "<<c>>^2", "<<a>> <<c>>"),
        *("<<c>> <<b>>", "x \\cdot <<c>> x"),
    ]
)
VALUES = st.fractions(min_value=-4, max_value=4, max_denominator=3).filter(bool) | st.sampled_from(
    [Fraction(1), Fraction(-1), Fraction(-3), Fraction(12301)]
)
SNIPPETS = st.sampled_from(["1", "-1", "5", "x", "-x", "x + 1", "\\frac{x}{3}", "-\\frac{1}{3}", "2 - x", "3 x"])


@given(st.lists(st.tuples(st.sampled_from(["+", "-"]), TERMS), min_size=1, max_size=4), VALUES, VALUES, SNIPPETS)
@settings(derandomize=True, max_examples=200)
def test_what_is_woven_has_the_value_of_every_insertion_in_brackets(terms, a, b, snippet):
    template = " ".join(f"{sign} {term}" for sign, term in terms).removeprefix("+ ")
    found = woven(f"${template}$", a=a, b=b, c=Shown(snippet, snippet)).strip("$")
    bracketed = template
    for name, text in (("a", f"({a})"), ("b", f"({b})"), ("c", f"({snippet})")):
        bracketed = bracketed.replace(f"<<{name}>>", text)
    for x in (Fraction(5, 7), Fraction(-3)):
        values = {"Fraction": Fraction, "x": x}
        expected = eval(python_of(bracketed), values)  # noqa: S307 -- the test's own text
        assert eval(python_of(found), values) == expected, found  # noqa: S307 -- likewise


@given(st.lists(TERMS, min_size=1, max_size=3), VALUES, VALUES, SNIPPETS)
@settings(derandomize=True)
def test_no_sign_follows_a_sign_and_no_digit_a_digit(terms, a, b, snippet):
    found = woven(f"${' + '.join(terms)}$", a=a, b=b, c=Shown(snippet, snippet))
    assert not re.search(r"[-+*/]\s*[-+]|\\cdot\s*[-+]|\d\s+\d|(?<![\d,}])1\s+[a-z]", found), found


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("It costs \\$<<a>>, or $<<a>>$.", "It costs \\$−12 301, or $-12\\,301$."),
        ("`$<<a>>$` and $<<a>>$", "`$−12 301$` and $-12\\,301$"),
        ("$x$ and <<a>> and $$y + <<a>>$$", "$x$ and −12 301 and $$y - 12\\,301$$"),
        ("$$\nx\n+ <<a>>\n$$\n<<a>>", "$$\nx\n- 12\\,301\n$$\n−12 301"),
        ("one $ and\n\nthen <<a>> $", "one $ and\n\nthen −12 301 $"),
        ("$\\text{for <<a>> and } x + <<a>>$", "$\\text{for −12 301 and } x - 12\\,301$"),
        ("```\n$\n```\n$<<a>>$", "```\n$\n```\n$-12\\,301$"),
    ],
)
def test_a_number_is_written_for_the_formula_or_for_the_sentence_it_stands_in(template, expected):
    narrow = "\N{NARROW NO-BREAK SPACE}"
    assert woven(template, a=Fraction(-12301)) == expected.replace("−12 301", f"−12{narrow}301")


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ("", Left.OPEN),
        ("x =", Left.OPEN),
        ("x \\le ", Left.OPEN),
        ("(", Left.OPEN),
        ("\\left|", Left.OPEN),
        ("e^{", Left.OPEN),
        ("\\text{for } ", Left.OPEN),
        ("\\begin{aligned}\n", Left.OPEN),
        ("x \\\\\n", Left.OPEN),
        ("x \\quad", Left.OPEN),
        ("|", Left.OPEN),
        ("|x|", Left.FACTOR),
        ("\\|x\\|", Left.FACTOR),
        ("2", Left.FACTOR),
        ("\\lambda\\,", Left.FACTOR),
        ("\\right)", Left.FACTOR),
        ("x_{i}^2 ", Left.FACTOR),
        ("\\frac{1}{2} ", Left.FACTOR),
        ("\\frac{d}{dx} ", Left.OPERATOR),
        ("\\sum_{i=1}^{n} ", Left.OPERATOR),
        ("\\log_2 ", Left.OPERATOR),
        ("x +", Left.PLUS),
        ("x -\\,", Left.MINUS),
        ("x \\cdot ", Left.TIMES),
        ("x^", Left.SCRIPT),
        ("\\sqrt", Left.ARGUMENT),
    ],
)
def test_what_stands_before(formula, left):
    assert left_of(formula) is left


@pytest.mark.parametrize(
    ("rest", "right"),
    [
        ("", Right.END),
        (" + x", Right.END),
        ("\\,\\mathrm{s}", Right.END),
        (" \\cdot x", Right.END),
        (" \\le x", Right.END),
        (" \\right)", Right.END),
        (" \\marks{1}", Right.END),
        (" \\\\", Right.END),
        (" x", Right.FACTOR),
        ("\\,x", Right.FACTOR),
        (" \\left( x", Right.FACTOR),
        (" \\frac{1}{2}", Right.FACTOR),
        (" \\sigma(x)", Right.FACTOR),
        ("|x|", Right.FACTOR),
        (" 2", Right.DIGIT),
        ("^2", Right.POWER),
    ],
)
def test_what_stands_behind(rest, right):
    assert right_of(rest, "") is right


@given(st.text(alphabet="<>%$ a{}\\|`\n+-^_()123forinif", max_size=60))
@settings(derandomize=True, max_examples=200)
def test_no_template_raises_anything_but_a_failure(template):
    with suppress(Failure):
        woven(template, a=Fraction(-3))


def test_the_table_of_insertions_in_the_description_of_the_format_is_true():
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    rows = [
        line.strip("|").split("|") for line in text.splitlines() if line.startswith(("| `<<a>>", "| `y ", "| `x^<"))
    ]
    assert len(rows) == 6
    for template, *cells in rows:
        for cell, value in zip(cells, ("1", "-1", "-3", "1/2"), strict=True):
            for one in template.strip().split(", "):
                found = woven(f"${one.strip('`')}$", a=Fraction(value))
                assert found == f"${cell.strip().strip('`')}$", one
