"""What each sheet holds, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import TypeVar

from solgen.kernel.claim import Witness
from solgen.notation.reading.reading import Token
from solgen.notation.writing.plain import to_plain
from solgen.sheets.blocks import witness_inlines
from solgen.sheets.exam import compose_exam
from solgen.sheets.key import key_rows
from solgen.sheets.marking import compose_marking
from solgen.sheets.sheet import AnswerSpace, Derivation, Line, Math, Note, NoteKind, Table, Tick, Words
from solgen.sheets.solutions import compose_solutions
from solgen.sheets.ticks import weakest
from tests.sheets.sample import solved_paper

SOLVED = solved_paper()


Kind = TypeVar("Kind")


def nodes(node: object) -> Iterator[object]:
    """Every dataclass below a sheet, but for tokens."""
    if isinstance(node, tuple):
        for each in node:
            yield from nodes(each)
    elif is_dataclass(node) and not isinstance(node, Token):
        yield node
        for each in fields(node):
            yield from nodes(getattr(node, each.name))


def found(kind: type[Kind], sheet: object) -> list[Kind]:
    return [node for node in nodes(sheet) if isinstance(node, kind)]


def printed(math: Math) -> str:
    return to_plain(math.tokens + math.framed)


def entries(note: Note) -> list[str]:
    return [
        "".join(printed(piece) if isinstance(piece, Math) else piece.text for piece in entry) for entry in note.entries
    ]


def test_an_exam_sheet_has_no_tick_no_frame_no_reason_and_no_marks_at_a_line():
    sheet = compose_exam(SOLVED.paper)
    maths = found(Math, sheet)
    assert maths
    assert not any(math.tick or math.framed or math.marks or math.note for math in maths)
    assert not any(line.tick or line.marks or line.reason for line in found(Line, sheet))


def test_an_exam_sheet_is_the_same_whatever_the_solution_is():
    other = solved_paper(
        solution_a="$$\n\\sigma(x) + \\sigma(-x) = 1 + 0 \\cdot x . \\answer{sum} \\marks{3}\n$$", mistakes=""
    )
    assert compose_exam(other.paper) == compose_exam(SOLVED.paper)
    assert compose_solutions(other) != compose_solutions(SOLVED)


def test_an_exam_sheet_gives_marks_and_room_to_each_part():
    first, second = compose_exam(SOLVED.paper).questions
    assert [(part.name, part.marks) for part in first.parts] == [("a", 3), ("b", 1)]
    assert [part.blocks for part in first.parts] == [(AnswerSpace("4cm"),), (AnswerSpace("2cm"),)]
    assert (first.marks, second.marks) == (4, 4)


def test_the_name_of_an_only_part_is_not_printed():
    (part,) = compose_exam(SOLVED.paper).questions[1].parts
    assert part.name == ""
    assert part.stem == ()


def test_a_solution_line_has_its_reason_its_tick_and_its_marks():
    (display,) = found(Derivation, compose_solutions(SOLVED).questions[0])
    assert [line.marks for line in display.lines] == ["1", "", "2"]
    assert [line.tick for line in display.lines] == [Tick.PROVED, Tick.CERTIFIED, Tick.PROVED]
    assert display.lines[0].reason == (Words("by definition"),)
    words, math = display.lines[1].reason
    assert words == Words("since ")
    assert isinstance(math, Math)
    assert printed(math) == "eˣ e⁻ˣ = 1"


def test_the_answer_alone_is_framed():
    framed = [to_plain(math.framed) for math in found(Math, compose_solutions(SOLVED)) if math.framed]
    assert framed == ["1", "1/2", "x²"]


def test_a_formula_meant_to_be_wrong_is_shown_with_its_witness():
    sheet = compose_solutions(SOLVED)
    (wrong,) = [math for math in found(Math, sheet) if math.tick is Tick.REFUTED]
    assert printed(wrong) == "σ(2x) = 2σ(x)"
    (note,) = [note for note in found(Note, sheet) if note.kind is NoteKind.WITNESS]
    assert entries(note) == ["false for x = 1: the left side is 0.88, the right side 1.46; they agree nowhere"]


def test_hypotheses_that_a_verdict_used_are_listed_as_the_author_wrote_them():
    notes = [note for note in found(Note, compose_solutions(SOLVED)) if note.kind is NoteKind.ASSUMED]
    assert [entries(note) for note in notes] == [["k > 1"]]


def test_ranges_and_conditions_of_verdicts_are_listed():
    notes = [note for note in found(Note, compose_solutions(SOLVED)) if note.kind is NoteKind.HOLDS]
    assert [entries(note) for note in notes] == [["for all real x", "for x ≠ 2"]]


def test_ranges_that_list_names_alone_are_one():
    solved = solved_paper()
    question = solved.questions[1]
    ranges = ["for all n, m", "for all n", "for all k, n, with ties"]
    steps = tuple(
        replace(each, verdict=replace(each.verdict, range=where), follows=replace(each.follows, range=where))
        for where in ranges
        for each in question.checked.steps
    )
    changed = replace(question, checked=replace(question.checked, steps=steps))
    sheet = compose_solutions(replace(solved, questions=(changed,)))
    (note,) = [note for note in found(Note, sheet) if note.kind is NoteKind.HOLDS]
    assert entries(note) == ["for all m, n", "for all k, n, with ties"]


def test_a_witness_says_which_side_holds():
    said = witness_inlines(Witness((("n", "3"), ("y", "(0, -1, 10)")), "does not hold", "holds"))
    text = "".join(printed(piece) if isinstance(piece, Math) else piece.text for piece in said)
    assert text == "false for n = 3, y = (0, −1, 10): the left side does not hold, the right side holds"


def test_a_matrix_of_a_witness_is_set_as_one():
    said = witness_inlines(Witness((("A", "[1 2; -3 1/2]"),), "[1 0; 0 1]", "I"))
    matrices = [piece for piece in said if isinstance(piece, Math) and piece.tokens[0].text == "pmatrix"]
    assert [matrix.spoken for matrix in matrices] == ["[1, 2; −3, 1/2]", "[1, 0; 0, 1]"]


def test_the_last_line_counts_the_verdicts():
    (note,) = compose_solutions(SOLVED).closing
    assert isinstance(note, Note)
    total = sum(len(question.checked.steps) for question in SOLVED.questions)
    assert entries(note) == [
        f"{total} formulas checked: {total - 2} proved, 1 certified, 1 refuted as intended. Sentences are the author’s."
    ]


def test_the_legend_explains_the_ticks_that_occur_and_no_others():
    assert [tick for tick, _ in compose_solutions(SOLVED).legend] == [Tick.PROVED, Tick.CERTIFIED, Tick.REFUTED]


def test_a_line_is_as_strong_as_its_weakest_claim():
    assert weakest([Tick.PROVED, Tick.CERTIFIED, Tick.PROVED]) is Tick.CERTIFIED
    assert weakest([Tick.PROVED, Tick.VOUCHED, Tick.BOUNDED]) is Tick.VOUCHED
    assert weakest([Tick.PROVED, None]) is None
    assert weakest([]) is None


def test_every_formula_is_said_in_words():
    for sheet in (compose_exam(SOLVED.paper), compose_solutions(SOLVED), compose_marking(SOLVED)):
        assert [printed(math) for math in found(Math, sheet) if not math.spoken] == []


def test_the_key_has_every_answer_with_its_tolerance_and_unit():
    rows = [
        (row.question, row.part, row.answer, row.plain, row.unit, row.tolerance, row.marks) for row in key_rows(SOLVED)
    ]
    assert rows == [
        (1, "a", "sum", "1", "", "exact", 3),
        (1, "b", "zero", "1/2", "", "± 1/100", 1),
        (2, "", "area", "x²", "m", "± 20 %", 4),
    ]


def test_the_marking_sheet_says_what_a_known_mistake_costs():
    tables = found(Table, compose_marking(SOLVED))
    (mistakes,) = [table for table in tables if table.header[0] == (Words("Mistake"),)]
    ((name, gives, feedback, off),) = mistakes.rows
    assert (name, off) == ((Words("doubled"),), (Words("2"),))
    assert isinstance(gives[0], Math)
    assert printed(gives[0]) == "2"
    assert Words("less", "emphasis") in feedback


def test_a_document_that_was_marked_once_is_marked_by_other_answers_and_in_another_language():
    before = compose_marking(SOLVED)
    question = SOLVED.questions[0]
    exact = tuple(replace(answer, tolerance=Fraction(1, 7)) for answer in question.variant.question.answers)
    variant = replace(question.variant, question=replace(question.variant.question, answers=exact))
    other = replace(SOLVED, questions=(replace(question, variant=variant), *SOLVED.questions[1:]))
    assert "± 1/7" in str(found(Table, compose_marking(other)))
    exam = replace(SOLVED.paper.exam, language="es")
    spanish = compose_marking(replace(SOLVED, paper=replace(SOLVED.paper, exam=exam)))
    assert "Puntos" in str(found(Table, spanish))
    assert compose_marking(SOLVED) == before


def test_the_marking_sheet_lists_the_lines_that_earn_marks():
    lines = [table for table in found(Table, compose_marking(SOLVED)) if table.header[0] == (Words("Line"),)]
    marks = [[cells[1] for cells in table.rows] for table in lines]
    assert marks == [[(Words("1"),), (Words("2"),)], [(Words("1"),)], [(Words("4"),)]]
