"""Whatever a file holds, a text comes out or one plain refusal; nothing outside its folder is read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, explanation
from solgen.documents.manuscripts.decode import LARGEST_FILE
from solgen.documents.manuscripts.read import parse_manuscript, read_manuscript
from solgen.documents.manuscripts.sentences import prose, sentences, words_before

CASES = Path(__file__).parent.parent.parent / "cases" / "manuscripts"


def refusal(path):
    with pytest.raises(Failure) as caught:
        read_manuscript(path)
    (diagnostic,) = caught.value.diagnostics
    assert explanation(diagnostic.code)
    return diagnostic


def codes(manuscript):
    return [diagnostic.code for diagnostic in manuscript.diagnostics]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\x14\0", bytes(range(32)) * 9])
def test_what_is_no_text_is_refused(tmp_path, data):
    path = tmp_path / "solution.md"
    path.write_bytes(data)
    assert refusal(path).code == "document-not-text"


def test_fifty_megabytes_are_refused_at_once(tmp_path):
    path = tmp_path / "large.md"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    begun = time.perf_counter()
    diagnostic = refusal(path)
    assert diagnostic.code == "document-too-large"
    assert f"{LARGEST_FILE:,}" in diagnostic.message
    assert time.perf_counter() - begun < 1


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "gone.md").code == "document-file"
    assert refusal(tmp_path).code == "document-file"


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"cells": 3}', "[" * 100_000])
def test_a_notebook_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / "notes.ipynb"
    path.write_text(text, encoding="utf-8")
    assert refusal(path).code == "document-not-text"


def test_an_empty_text_has_no_blocks():
    for form in ("markdown", "latex"):
        assert parse_manuscript("", "empty", form).blocks == ()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.tex").write_text("$secret$", encoding="utf-8")
    folder = tmp_path / "sheet"
    folder.mkdir()
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    (folder / "main.tex").write_text("\\input{link} $a$", encoding="utf-8")
    manuscript = read_manuscript(folder / "main.tex")
    assert codes(manuscript) == ["document-include-outside"]
    assert [formula.latex for formula in manuscript.formulas()] == ["a"]


def test_a_hundred_files_are_read_up_to_the_limit(tmp_path):
    for number in range(100):
        (tmp_path / f"f{number}.tex").write_text(f"$x_{{{number}}}$\n", encoding="utf-8")
    main = tmp_path / "main.tex"
    main.write_text("".join(f"\\input{{f{number}}}\n" for number in range(100)), encoding="utf-8")
    manuscript = read_manuscript(main)
    assert len(manuscript.formulas()) == 49
    assert set(codes(manuscript)) == {"document-include-too-many"}


def test_a_chain_of_files_is_read_ten_deep(tmp_path):
    for number in range(20):
        (tmp_path / f"f{number}.tex").write_text(f"$x$ \\input{{f{number + 1}}}\n", encoding="utf-8")
    assert len(read_manuscript(tmp_path / "f0.tex").formulas()) == 11


def test_a_text_without_a_folder_reads_no_file(tmp_path):
    (tmp_path / "part.tex").write_text("$a$", encoding="utf-8")
    manuscript = parse_manuscript(f"\\input{{{tmp_path}/part}}", "main.tex", "latex")
    assert codes(manuscript) == ["document-include-missing"]
    assert manuscript.formulas() == ()


def test_a_pipe_is_no_include(tmp_path):
    main = tmp_path / "main.tex"
    main.write_text("\\input{|touch ran} $a$ \\immediate\\write18{touch ran}", encoding="utf-8")
    assert len(read_manuscript(main).formulas()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["main.tex"]


def test_a_bomb_of_macros_ends_soon():
    lines = "".join(f"\\def\\{chr(97 + n)}{{\\{chr(98 + n)}\\{chr(98 + n)}}}" for n in range(25))
    begun = time.perf_counter()
    manuscript = parse_manuscript(lines + "\\def\\z{x}" + "$\\a$ " * 2000 + "$y$", "bomb.tex", "latex")
    assert manuscript.formulas()[-1].latex == "y"
    assert "document-macro-endless" in codes(manuscript)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text",
    ["{" * 5000, "$$" * 5000, "- " * 3000, "\\begin{a}" * 3000, "> " * 3000, "\\[" * 3000, "`" * 5000, "[" * 3000],
)
@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_what_is_nested_without_end_is_read_soon(text, form):
    begun = time.perf_counter()
    parse_manuscript(f"{text} $x$\n\n$y$", "deep", form)
    assert time.perf_counter() - begun < 5


PIECES = st.sampled_from(
    [
        *(
            "$",
            "$$",
            "\\[",
            "\\]",
            "\\(",
            "\\)",
            "{",
            "}",
            "\\begin{align}",
            "\\end{align}",
            "&",
            "\\\\",
            "a",
            "=",
            " ",
        ),
        *("\n", "\n\n", "%", "|", "```", ":::", "<!--", "-->", "\\item", "\\begin{itemize}", "\\end{itemize}", "- "),
        *(
            "1. ",
            "(a) ",
            "# ",
            "\\text{",
            "\\quad",
            "\\newcommand{\\x}{\\x}",
            "\\x",
            "\\def\\y#1{#1}",
            "\\y",
            "\\verb|",
        ),
        *("\\begin{cases}", "\\end{cases}", "\\left\\{", "\\right.", "\\begin{array}{l}", "\\end{array}", "\\question"),
        *(
            "\\iffalse",
            "\\fi",
            "\\else",
            "\\over",
            "_",
            "^",
            "\\stackrel",
            "\\boxed",
            "{math}`",
            "~~~",
            "---\n",
            "\\part",
        ),
        *(
            "\\begin{tabular}{l}",
            "\\end{tabular}",
            "\\footnote{",
            "\\section{",
            "\\label{",
            "\\multicolumn",
            "⟦0⟧",
            "≤",
        ),
    ]
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["markdown", "latex"]))
def test_no_text_raises_anything(pieces, form):
    manuscript = parse_manuscript("".join(pieces), "any", form)
    count = len(manuscript.formulas())
    assert len(words_before(manuscript)) == count
    assert [number for run in prose(manuscript) for number in run.formulas] == list(range(count))
    sentences(manuscript)
    lines = manuscript.source.text.split("\n")
    for formula in manuscript.formulas():
        assert 0 <= formula.opens.line <= formula.closes.line < len(lines)
        for offset in range(len(formula.latex) + 1):
            assert 0 <= formula.spot(offset).line < len(lines)
