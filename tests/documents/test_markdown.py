"""Markdown to blocks: where formulas are found, and what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.documents.markdown import parse_chunk, parse_markdown
from solgen.documents.raw import RawBlock, RawDisplay, RawFormula, RawList, RawParagraph, RawTable, Spot


def blocks(text: str) -> list[RawBlock]:
    return [block for _, chunk in parse_markdown(text) for block in chunk.blocks]


def codes(text: str) -> list[str]:
    return [problem.code for _, chunk in parse_markdown(text) for problem in chunk.problems]


def formulas(text: str) -> list[tuple[RawFormula, int]]:
    found = []
    for start, chunk in parse_markdown(text):
        stack = list(chunk.blocks)
        while stack:
            block = stack.pop(0)
            if isinstance(block, RawDisplay):
                found.append((block.formula, start))
            elif isinstance(block, RawList):
                stack = [inner for item in block.items for inner in item] + stack
            elif isinstance(block, RawTable):
                found += [(x, start) for row in block.rows for cell in row for x in cell if isinstance(x, RawFormula)]
            elif not isinstance(block, RawParagraph):
                continue
            else:
                found += [(inline, start) for inline in block.inlines if isinstance(inline, RawFormula)]
    return found


TEXT = """Let $x > 0${.if} and
  then $y = x^2${.let marks=2} follows.

* **Odd.** Let $n = 3${.if}.

  {.upto}
  $$
  \\begin{aligned}
    a &= b \\\\
      &= c
  \\end{aligned}
  $$

| sign | of |
|---|:-:|
| plus | $x$ and $x$ |
"""


def test_every_line_of_every_formula_is_found_where_it_stands_in_the_text():
    lines = TEXT.split("\n")
    found = formulas(TEXT)
    assert [formula.latex.split("\n")[0] for formula, _ in found] == [
        "x > 0",
        "y = x^2",
        "n = 3",
        "\\begin{aligned}",
        "x",
        "x",
    ]
    for formula, start in found:
        for row, spot in zip(formula.latex.split("\n"), formula.starts, strict=True):
            line = lines[start + spot.line]
            assert line[spot.column - 1 : spot.column - 1 + len(row)] == row


def test_the_two_formulas_of_a_table_cell_that_look_alike_have_places_of_their_own():
    columns = [formula.starts[0].column for formula, _ in formulas(TEXT)[-2:]]
    assert columns == [11, 19]


def test_braces_behind_a_formula_and_above_a_display_are_taken_along():
    assert [formula.braces for formula, _ in formulas(TEXT)] == [".if", ".let marks=2", ".if", ".upto", None, None]


def test_an_offset_in_a_formula_of_several_lines_leads_to_its_line_and_column():
    formula = RawFormula("ab\ncd", (Spot(4, 7), Spot(5, 3)))
    assert formula.spot(1) == Spot(4, 8)
    assert formula.spot(4) == Spot(5, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The sum is $$x$$ here.", "document-display-in-text"),
        ("The sum is $$\nx\n$$", "document-display-in-text"),
        ("$$\nx = 1", "document-display-not-closed"),
        ("$$\nx = 1\n$$ {.let}", "document-after-display"),
        ("$$\n$$", "document-empty-formula"),
        ("It is $ $ or not.", "document-empty-formula"),
        ("It costs 5$.", "document-dollar-alone"),
        ("Let $x > 0$ {.if} be.", "role-binds-to-nothing"),
        ("{.let}\n\n$$\nx = 1\n$$", "role-binds-to-nothing"),
        ("{ask=result}", "role-binds-to-nothing"),
        ("Let $x > 0${.if be.", "role-not-closed"),
        ("| a |\n|---|\n| $|x|$ |", "document-bar-in-table"),
        ("| a |\n|---|\n| $\\|w\\|$ |", "document-bar-in-table"),
        ("| a | $|x|$ |\n|---|---|", "document-table-not-read"),
        ("| a |\n|---|\n| b | c |", "document-row-too-long"),
        (r"Then \(x = 1\) holds.", "document-other-delimiters"),
        (r"Then \[x = 1\] holds.", "document-other-delimiters"),
        ("\\begin{align}\nx = 1\n\\end{align}", "document-other-delimiters"),
        ("> said", "document-not-set"),
        ("---", "document-not-set"),
        ("![](a.svg)", "document-figure-without-words"),
        ("![the curve $y$](a.svg)", "document-formula-in-picture-words"),
        ("See ![a](a.svg).", "document-picture-in-text"),
        ("".join("  " * depth + "* a\n" for depth in range(9)), "document-too-deep"),
    ],
)
def test_what_markdown_alone_shows_to_be_wrong_is_said(text, code):
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "A price of 5\\$ and a set $\\{ 1 \\}$.",
        "| a |\n|---|\n| $\\lvert x \\rvert$ |",
        r"A note \[with brackets\] and a \* star.",
        "| a | b |\n|---|---|\n| c |",
        "Words {in braces} and $x$ {too}.",
        "{.let}\n$$\nx = 1\n$$",
        "$$ x = 1 $$",
        "The sum is\n$$\nx\n$$\nand\n{.let}\n$$\nx = 1\n$$\nagain.",
        "* The sum is\n  $$\n  x\n  $$\n  so it is.\n* More.",
        "$$x\n= 1$$",
        "Code `$x` and\n\n```\n$ {.let}\n```",
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text):
    assert codes(text) == []


def test_a_formula_on_lines_of_its_own_may_stand_right_between_lines_of_text():
    before, display, after = blocks("The sum is\n{.let}\n$$\nx = 1\n$$\nand no more.")
    assert isinstance(before, RawParagraph)
    assert isinstance(display, RawDisplay)
    assert (display.formula.latex, display.formula.braces) == ("x = 1", ".let")
    assert isinstance(after, RawParagraph)
    assert (before.line, after.line) == (0, 5)


def test_an_indented_paragraph_is_text_whose_formulas_are_read():
    (formula, _), *_ = formulas("    Let $x = 1${.let}.")
    assert formula.latex == "x = 1"


def test_the_items_of_a_list_with_empty_lines_between_are_one_list():
    (only,) = blocks("* a\n\n* b\n\n  more of b\n\n* c")
    assert isinstance(only, RawList)
    assert [len(item) for item in only.items] == [1, 2, 1]


def test_a_chunk_that_was_parsed_before_is_remembered():
    list(parse_markdown("A text that no other test has: $x$.\n\nAnother $y$."))
    before = parse_chunk.cache_info()
    list(parse_markdown("A text that no other test has: $x$.\n\nAnother $z$."))
    after = parse_chunk.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 1)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet="ab $*_{}.=|-\n[]()", max_size=60))
def test_a_dollar_never_reaches_a_text_unread_unless_it_is_said(text):
    words = repr(blocks(text)).replace("RawFormula(latex='", "")
    said = [part for part in words.split("Text(text=")[1:] if "$" in part.split(", style=")[0]]
    assert not said or codes(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet="ab $*_`{}.=|\\-\n[]()!<>#&", max_size=80))
def test_any_text_gives_blocks_and_problems_and_no_exception(text):
    list(parse_markdown(text))


@pytest.mark.parametrize(
    "unit", ["$", "$$", "$x$", "{.let}", "|$x|$", "* ", "> ", "[", "![", "**", "`", "{", "\\", "$x${", "\n$$\n"]
)
def test_a_hostile_repetition_takes_no_more_than_seconds(unit):
    started = time.process_time()
    list(parse_markdown(unit * (20_000 // len(unit))))
    assert time.process_time() - started < 10
