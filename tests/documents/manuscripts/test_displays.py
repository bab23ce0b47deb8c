"""Displays as people write them, and what the reader of formulas is given."""

from __future__ import annotations

import pytest

from solgen.documents.manuscripts.displays import pieces_of
from solgen.documents.manuscripts.traced import whole
from solgen.notation.reading import read, read_declarations

NAMES = read_declarations("x, a, b, c: real\ny_i: real for i in 1..n\nn: size\nf: function\nX: matrix[n, n]")


def pieces(latex):
    """Formulas as they are, words in quotation marks."""
    found = [(piece.words, " ".join(piece.latex.text.split())) for piece in pieces_of(whole(latex))]
    return [f'"{text}"' if words else text for words, text in found]


def terms(latex):
    return [str(read(one, NAMES).term) for one in pieces(latex) if not one.startswith('"')]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\begin{align} a &= b \label{eq:1} \\ &= c \nonumber \end{align}", r"a = b = c"),
        (r"\begin{align*} a &= b \\ &= c \end{align*}", r"a = b = c"),
        (r"\begin{eqnarray} a & = & b \\ & = & c \end{eqnarray}", r"a = b = c"),
        (r"\begin{IEEEeqnarray}{rCl} a & = & b \IEEEyesnumber \\ & = & c \end{IEEEeqnarray}", r"a = b = c"),
        (r"\begin{array}{rcl} a & = & b \\ & = & c \end{array}", r"a = b = c"),
        (r"\begin{alignat}{2} a &= b &\quad& \text{by definition} \\ &= c && \end{alignat}", r"a = b = c"),
        (r"\begin{flalign*} a &= b &\\ &= c & \end{flalign*}", r"a = b = c"),
        (r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\label{eq} \end{equation}", r"a = b = c"),
        (r"\begin{subequations}\begin{align} a &= b \\[2pt] &= c \end{align}\end{subequations}", r"a = b = c"),
        (r"\begin{multline} a = b \\ = c \end{multline}", r"a = b = c"),
        (r"a = b \\ = c", r"a = b = c"),
        (r"\begin{gather} a = b \\ c = x \end{gather}", r"a = b, c = x"),
        (r"\left\{\begin{aligned} a &= b \\ c &= x \end{aligned}\right.", r"a = b, c = x"),
        (r"\left\{ \begin{array}{l} a = b \\ c = x \end{array} \right.", r"a = b, c = x"),
        (r"a = b \quad c = x", r"a = b, c = x"),
        (r"\begin{multline} a = b + \\ + c \end{multline}", r"a = b + c"),
        (r"\begin{aligned} a &= (b + \\ &\qquad c) \end{aligned}", r"a = (b + c)"),
        (r"\begin{aligned} a &= \left( b \right. \\ &\quad \left. + c \right) \end{aligned}", r"a = (b + c)"),
        (r"{a \over b} = \cfrac{a}{b}", r"\frac{a}{b} = \frac{a}{b}"),
        (r"\boxed{a = \underbrace{b}_{\text{why}}}", r"a = b"),
        (r"\textcolor{red}{a} \stackrel{!}{=} \abs{x} \tag{3}", r"a = |x|"),
        (r"\left( \begin{array}{cc} a & b \\ c & x \end{array} \right)",
         r"\begin{pmatrix} a & b \\ c & x \end{pmatrix}"),
        (r"a ≤ b", r"a \le b"),
        (r"a &lt; b", r"a < b"),
        (r"\underset{b}{\arg\min} f(b)", r"\arg\min_b f(b)"),
        (r"a = b \quad \text{if } x > 0", r"a = b \text{ for } x > 0"),
        (r"a = b \qquad (x > 0)", r"a = b \text{ for } x > 0"),
        (r"\begin{dcases} a, & x > 0, \\ b & \text{otherwise.} \end{dcases}",
         r"\begin{cases} a & \text{if } x > 0 \\ b & \text{otherwise} \end{cases}"),
        (r"\left\{ \begin{array}{ll} a & \mbox{if $x > 0$} \\ b & \text{else} \end{array} \right.",
         r"\begin{cases} a & \text{if } x > 0 \\ b & \text{otherwise} \end{cases}"),
    ],
)  # fmt: skip
def test_a_display_is_read_as_it_is_meant(written, meant):
    assert terms(written) == [str(read(meant, NAMES).term)]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (r"\begin{align} a &= b \intertext{and so} c &= x \end{align}", ["a = b", '"and so"', "c = x"]),
        (r"\begin{aligned} \text{Then } a &= b \\ \text{so } c &= x \end{aligned}",
         ['"Then"', "a = b", '"so"', "c = x"]),
        (r"\text{Hence } a = b.", ['"Hence"', "a = b."]),
        (r"a = b \text{ where } c = x", ["a = b", '"where"', "c = x"]),
        (r"a = b, \quad \text{(by symmetry)}", ["a = b", '"(by symmetry)"']),
        (r"a = b \text{ and } c = x", [r"a = b \text{ and } c = x"]),
        (r"x_{\text{max}} = \text{const}", [r"x_{\text{max}} = \text{const}"]),
        (r"\text{ReLU}(x) = a", [r"\text{ReLU}(x) = a"]),
        (r"10\text{ s} = a", [r"10\text{ s} = a"]),
        (r"\begin{align*} a &= b & c &= x \\ &= 1 & &= 2 \end{align*}",
         [r"\begin{aligned} a & = b \\ & = 1 \end{aligned}", r"\begin{aligned} c & = x \\ & = 2 \end{aligned}"]),
    ],
)  # fmt: skip
def test_words_beside_a_formula_are_words_of_the_text(written, parts):
    assert pieces(written) == parts


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"\begin{aligned} a &= b && \text{since } c = x \\ &= c \end{aligned}",
        r"f(x) = \begin{cases} a & \text{if } x > 0 \\ b & \text{otherwise} \end{cases}",
        r"a = b, \quad c = x",
        r"\sum_{i=1}^n y_i \le \frac{a}{b}",
    ],
)
def test_what_the_reader_takes_stays_as_it_is_written(latex):
    assert [piece.latex.text for piece in pieces_of(whole(latex))] == [latex]


def test_a_reason_beside_a_line_stays_beside_it():
    read_ = read(pieces(r"\begin{align} a &= b && \text{since } c = x \\ &= c & \text{(by 1)} \end{align}")[0], NAMES)
    assert [remark.reason for remark in read_.remarks] == [r"\text{since } c = x", r"\text{(by 1)}"]


def test_a_character_of_a_changed_formula_knows_where_it_stood():
    text = r"\begin{align} a &= \abs{x} \label{one} \\ &= c \end{align}"
    (piece,) = pieces_of(whole(text))
    for word in ("a ", "x", "c "):
        offset = piece.latex.text.index(word, len(r"\begin{aligned}"))
        assert text[piece.latex.origin(offset) :].startswith(word.strip())
