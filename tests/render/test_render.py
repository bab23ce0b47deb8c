"""What the author wrote arrives in every format as it was written, and nothing in it is taken for source."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from solgen.diagnostics import Failure
from solgen.render import latex, markdown, templates, typst
from solgen.sheets.exam import compose_exam
from solgen.sheets.marking import compose_marking
from solgen.sheets.sheet import Prose, Sheet, Words
from solgen.sheets.solutions import compose_solutions
from tests.render.golden import rendered, sections
from tests.sheets.sample import solved_paper

SOLVED = solved_paper()
SHEETS = [compose_exam(SOLVED.paper), compose_solutions(SOLVED), compose_marking(SOLVED)]
RENDERERS = [markdown, typst, latex]
CASES = list(sections())


def with_title(sheet: Sheet, title: str) -> Sheet:
    return replace(sheet, title=replace(sheet.title, title=title))


def copied(sheet: Sheet) -> Sheet:
    """The same sheet, of other objects: nothing that is remembered of a sheet's parts is remembered of these."""
    questions = tuple(
        replace(question, parts=tuple(replace(part, blocks=(*part.blocks,)) for part in question.parts))
        for question in sheet.questions
    )
    return replace(sheet, questions=questions)


@pytest.mark.parametrize(("name", "parts"), CASES, ids=[name for name, _ in CASES])
def test_blocks_are_rendered_as_the_golden_case_says(name: str, parts: dict[str, str]):  # noqa: ARG001 -- the id
    assert rendered(parts["author"]) == {key: text for key, text in parts.items() if key != "author"}


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind.value)
def test_a_sheet_is_rendered_to_the_same_text_each_time(renderer, sheet: Sheet):
    assert renderer.render(sheet) == renderer.render(replace(sheet)) == renderer.render(copied(sheet))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_no_blank_of_a_template_is_left_in_the_text(renderer):
    for sheet in SHEETS:
        assert not re.search(r"<%|%>|<#|#>|<< | >>", renderer.render(sheet))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_template_in_a_title_is_text(renderer):
    written = renderer.render(with_title(SHEETS[0], "<< sheet.marks >> <% raw %>"))
    assert "sheet.marks" in written


@given(st.text(max_size=30))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_markdown_prints_words_as_they_are(words: str):
    flat = re.sub(r"\s+", " ", words).strip()
    html = MarkdownIt("commonmark").render(markdown.text(flat))
    printed = MarkdownIt("zero")
    assert printed.renderer is not None
    unescaped = re.sub(r"</?p>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert unescaped.replace("&amp;", "&").strip("\n") == flat.replace("\x00", "\ufffd")


def test_markdown_spells_out_what_github_would_take_for_markup():
    (name, parts) = next(each for each in CASES if each[0] == "a table")
    assert name
    assert "|" not in re.sub(r"^\||\|$| \| ", "", parts["markdown"].splitlines()[-1])
    solution = markdown.render(SHEETS[1])
    mathematics = "".join(re.findall(r"\$\$?[^$]+\$\$?", solution))
    assert not re.search(r"\\[{}|,;:!]|(?<!\\)\*(?!\])|<|>", mathematics.replace("✓*", ""))


def test_a_formula_that_touches_a_letter_is_still_mathematics_on_github():
    assert "$`n`$th" in rendered("The $n$th one.")["markdown"]


@pytest.mark.parametrize(("renderer", "name"), [(markdown, "exam.md"), (typst, "exam.typ"), (latex, "exam.tex")])
def test_a_template_of_ones_own_takes_the_place_of_ours_file_by_file(renderer, name: str, tmp_path: Path):
    folder = tmp_path / renderer.__name__.rpartition(".")[2]
    folder.mkdir()
    (folder / name).write_text("mine: << sheet.title.course >>\n", encoding="utf-8")
    assert renderer.render(SHEETS[0], tmp_path).count("mine: ") == 1
    assert renderer.render(SHEETS[1], tmp_path) == renderer.render(SHEETS[1])


@pytest.mark.parametrize(
    ("template", "line"),
    [("<< sheet.titel >>", 0), ("\n<% for x in y", 2), ('<% include "none" %>', 0), ("<< sheet.__class__ >>", 0)],
)
def test_a_wrong_template_is_a_diagnostic(template: str, line: int, tmp_path: Path):
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst" / "exam.typ").write_text(template, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        typst.render(SHEETS[0], tmp_path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "set-template"
    assert not line or diagnostic.place.line == line


def test_templates_are_looked_for_in_the_package_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "solgen" / "_templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(templates, "_ROOM", tmp_path / "solgen" / "render")
    assert templates.folder() == tmp_path / "solgen" / "_templates"
    (tmp_path / "solgen" / "_templates").rmdir()
    assert templates.folder() == tmp_path / "templates"
    (tmp_path / "templates").rmdir()
    with pytest.raises(Failure, match="set-no-templates"):
        templates.folder()


@pytest.mark.parametrize("length", ["7cm", "1.5in", "7 cm"])
def test_a_length_is_a_length_in_every_format(length: str):
    assert typst._length(length) == latex.length(length) == length.replace(" ", "")


@pytest.mark.parametrize("length", ["7", "cm", "7cm)#panic()", "7\\input", "seven cm", ""])
def test_what_is_no_length_is_never_source(length: str):
    assert typst._length(length) == latex.length(length) == "5cm"


def test_a_paragraph_before_a_display_stays_with_it():
    block = Prose((Words("So"),))
    case = next(parts for name, parts in CASES if name == "a display of one line")
    assert case["typst"].startswith('#lead[#"It follows";]')
    assert typst.blocks([block, block]) == '#"So";\n\n#"So";'
