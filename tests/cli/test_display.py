"""How a diagnostic looks, character by character."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from solgen.cli.display import diagnostic_text, excerpt_window, show
from solgen.diagnostics import Diagnostic, Place, Severity

FULL = Diagnostic(
    "claim-refuted",
    "this does not follow: at x = 1 the left side is 0.7311, the right 0.9385",
    Place("q.md", 52, 6, r"  &= \sigma(x) \\", "k = 2"),
    "check the argument of the root",
)


def test_a_full_diagnostic_shows_place_line_caret_note_and_hint():
    assert diagnostic_text(FULL).plain == (
        "error[claim-refuted]: this does not follow: at x = 1 the left side is 0.7311, the right 0.9385\n"
        "  --> q.md:52:6\n"
        "   |\n"
        "52 |   &= \\sigma(x) \\\\\n"
        "   |      ^\n"
        "   = with k = 2\n"
        "   = help: check the argument of the root\n"
    )


def test_a_bare_diagnostic_is_one_line():
    assert (
        diagnostic_text(Diagnostic("build-no-manifest", "no manifest")).plain
        == "error[build-no-manifest]: no manifest\n"
    )


def test_a_warning_says_that_it_is_one():
    text = diagnostic_text(Diagnostic("question-unused", "`a` is not used", severity=Severity.WARNING)).plain
    assert text.startswith("warning[question-unused]: ")


def test_a_long_line_is_cut_around_the_caret():
    line = "a" * 150 + "X" + "b" * 150
    window, column = excerpt_window(line, 151)
    assert len(window) <= 104
    assert window[column - 1] == "X"
    assert window.startswith("… ")
    assert window.endswith(" …")


def test_wide_and_combining_characters_keep_the_caret_in_its_place():
    assert excerpt_window("数学x", 3) == ("数学x", 5)
    assert excerpt_window("e\u0301x", 3) == ("e\u0301x", 2)


@pytest.mark.parametrize("column", [0, -1, 7])
def test_a_column_outside_the_line_has_no_caret(column):
    assert excerpt_window("short", column) == ("short", 0)


def test_control_characters_of_a_file_do_not_reach_the_terminal():
    text = diagnostic_text(Diagnostic("x", "\x1b[2J gone", Place("q.md", 1, 1, "\x1b[31mred\x07"))).plain
    assert "\x1b" not in text
    assert "\x07" not in text


def test_brackets_in_messages_are_not_taken_for_markup():
    out = io.StringIO()
    show(Console(file=out, width=200), [Diagnostic("x", "the interval [bold] is [red]open[/red]")])
    assert "[bold] is [red]open[/red]" in out.getvalue()


def test_nothing_is_coloured_where_output_is_no_terminal():
    out = io.StringIO()
    show(Console(file=out, width=200), [FULL])
    assert "\x1b" not in out.getvalue()
