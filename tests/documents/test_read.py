"""Documents as a whole: blocks, numbering, faults side by side, hostile text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Place
from solgen.documents.blocks import (
    CodeBlock,
    Display,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Piece,
    SectionKind,
    SourceText,
    Table,
    Text,
)
from solgen.documents.read import read_document
from solgen.documents.remembered import read_remembered
from tests.documents.question_text import clean, cut, document_of, formulas

REALS = "x, y, z: real"

EVERYTHING = """A **bold** and *slanted* `word`,\\
on two lines, with a [link](https://example.org) and $x$.

### A heading with $y$

1. one
2. two

| sign | value |
|:--|--:|
| $x$ | a |

![A curve](curve.svg)

```
as typed
```

$$
x + y
$$
"""


def test_every_construct_becomes_its_block():
    (section,) = clean(EVERYTHING, REALS).sections
    kinds = [type(block) for block in section.blocks]
    assert kinds == [Paragraph, Heading, ItemList, Table, Figure, CodeBlock, Display]
    expected = (Text("A "), Text("bold", "strong"), Text(" and "), Text("slanted", "emphasis"), Text(" "))
    match section.blocks:
        case (
            Paragraph(inlines),
            Heading(3, _),
            ItemList(True, (_, _)),
            Table(_, (_,), ("left", "right")),
            Figure("curve.svg", "A curve"),
            CodeBlock("as typed"),
            Display(),
        ):
            assert inlines[:5] == expected
            assert {Text("word", "code"), Text("", "break")} <= set(inlines)
        case other:
            pytest.fail(f"other blocks: {other}")


def test_formulas_are_numbered_in_the_order_of_the_text():
    document = clean(EVERYTHING, REALS)
    assert [formula.number for formula in formulas(document)] == list(range(4))
    assert tuple(formulas(document)) == document.formulas


def test_sections_keep_the_kind_and_part_of_their_pieces():
    document = clean("Stem.\n\n## (a)\nFind $x$.\n\n# Solution\n## (a)\n$x = y$", REALS)
    assert [(section.kind.value, section.part) for section in document.sections] == [
        ("stem", ""),
        ("stem", "a"),
        ("solution", "a"),
    ]


def test_one_bad_formula_hides_no_other():
    text = "Let $x > 0${.iff}, $y = q$ and $x +$.\n\n$$\n\\frac{x\n$$\n\nThen $x = y$ {.say}."
    _, diagnostics = document_of(text, REALS)
    found = [(one.code.split("-")[0], one.place.line) for one in diagnostics]
    assert sorted(found) == [("read", 1), ("read", 1), ("read", 4), ("role", 1), ("role", 7)]
    assert all(one.hint and one.place.file == "question.md" and one.place.column for one in diagnostics)


def test_a_fault_in_a_display_is_placed_at_its_line_and_column():
    text = "$$\n\\begin{aligned}\n  x &= y \\\\\n    &= q\n\\end{aligned}\n$$"
    _, (diagnostic,) = document_of(text, REALS)
    assert (diagnostic.place.line, diagnostic.place.column) == (4, 8)
    assert diagnostic.place.excerpt == "    &= q"


def test_a_fault_keeps_the_note_of_its_line():
    source = SourceText("$q = x$", (Place("q.md", 40, 0, "$<<name>> = x$", "i = 2"),))
    _, (diagnostic,) = read_document([Piece(SectionKind.STEM, "", source)], SourceText(REALS))
    assert (diagnostic.place.line, diagnostic.place.note) == (40, "i = 2")


def test_text_without_places_counts_its_own_lines():
    piece = Piece(SectionKind.STEM, "", SourceText("One.\n\n$q = x$"))
    _, (diagnostic,) = read_document([piece], SourceText(REALS))
    assert (diagnostic.place.line, diagnostic.place.excerpt) == (3, "$q = x$")


def test_a_bad_declaration_is_a_diagnostic_and_nothing_else_is_read():
    document, (diagnostic,) = document_of("$x = q$", "x: rael")
    assert diagnostic.code.startswith("declare-")
    assert document.sections == ()


def test_a_formula_is_read_once_for_each_meaning_of_its_names():
    clean("$x + z = z + x$", REALS)
    before = len(read_remembered.known)
    clean("$x + z = z + x$", REALS)
    clean("Let $x > 17${.if}. Then $x + z = z + x$.", REALS)
    assert len(read_remembered.known) == before + 1
    clean("$x + z = z + x$", REALS + "\nk: size")
    assert len(read_remembered.known) == before + 2


FRAGMENTS = [
    "$", "$$", "\n", "\n\n", " ", "{.let}", "{.if}", "{.if until=part}", "{answer=t}", "{ask=t}", "{.wrong}", "x", "=",
    "<", "q", "\\frac{x}{y}", "\\dots", "\\iff", "\\answer{t}", "\\marks{1}", "\\begin{aligned}", "\\end{aligned}", "&",
    "\\\\", "* ", "  ", "|", "|---|\n", "**", "(t): ", "# Solution\n", "## (a)\n", "# Mistakes\n", "y_{(1)}",
    "\\sigma(x)", "(", ")", "{", "}", "1",
]  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_text_gives_a_document_and_diagnostics_that_can_be_placed(text):
    document, diagnostics = read_document(cut(text), SourceText(REALS + "\n\\sigma: function"))
    assert all(one.code and one.message for one in diagnostics)
    assert all(step.formula < len(document.formulas) for step in document.steps)
    assert all(position < len(document.steps) for given in document.given for position in given.steps)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_characters_give_a_document(text):
    read_document(cut(text), SourceText(REALS))


@pytest.mark.parametrize("unit", ["$x$ ", "$x = y$ ", "* $x$\n", "$x = y${.if} "])
def test_long_texts_are_read_to_their_end(unit):
    document, _ = document_of(unit * 300, REALS)
    assert len(document.formulas) >= 290
