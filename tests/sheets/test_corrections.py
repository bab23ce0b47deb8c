"""A text given back: every judged line ticked, what is wrong said beneath its line, nothing of the text lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from solgen.audit.audited import AuditWord
from solgen.diagnostics import Diagnostic, Place
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.source import to_source
from solgen.sheets.corrections import compose_corrections
from solgen.sheets.findings import MARKED, tick_of_claim, where
from solgen.sheets.saying import balanced, conditions_inlines, formula_inline, is_words, said_inlines
from solgen.sheets.sheet import (
    Anchor,
    Corrections,
    Derivation,
    Finding,
    Items,
    Line,
    Link,
    Math,
    Prose,
    Table,
    Tick,
    Verbatim,
    Words,
)
from tests.sheets import walking
from tests.sheets.audits import audit_of, audit_of_case
from tests.sheets.walking import plain

AUDIT = audit_of_case("hyperbolic")
SHEET = compose_corrections(AUDIT)
CLAIMS = {claim.id: claim for claim in AUDIT.claims}


def all_of(kind: Any, node: object = SHEET) -> list[Any]:
    return walking.all_of(kind, node)


def facts(finding: Finding) -> dict[str, str]:
    return {fact.label: plain(fact.inlines) for fact in finding.facts}


def finding_at(line: int, tick: Tick) -> Finding:
    (found,) = [each for each in all_of(Finding) if each.where == f"line {line}" and each.tick is tick]
    assert isinstance(found, Finding)
    return found


def small(text: str, *claims: dict[str, Any], **table) -> Corrections:
    return compose_corrections(audit_of(text, {"declare": "x, y: real", "claims": list(claims), **table}))


def test_a_wrong_line_of_a_display_has_what_is_said_of_it_right_beneath():
    derivation = all_of(Derivation)[0]
    assert [line.tick for line in derivation.lines] == [Tick.PROVED, Tick.PROVED, Tick.WRONG]
    assert [len(line.findings) for line in derivation.lines] == [0, 0, 1]


def test_a_wrong_line_shows_its_witness_its_kind_and_the_line_that_is_suggested():
    assert facts(finding_at(13, Tick.WRONG)) == {
        "Judged": "\\tanh(x) = 2 \\sigma(x) - 1",
        "Witness": "at x = 1: left 0.76159, right 0.46212",
        "Kind of mistake": "argument not halved. The argument of the sigmoid is twice that of the tangent.",
        "Suggested": "= 2 \\sigma(2 x) - 1",
    }


def test_what_is_suggested_is_never_put_into_the_text():
    lines = all_of(Line)
    assert "2 \\sigma(2 x) - 1" not in [plain((line.left, line.right)) for line in lines]


def test_a_line_that_follows_from_a_wrong_one_leads_to_that_one():
    found = finding_at(17, Tick.CONSEQUENCE)
    (link,) = all_of(Link, found)
    assert (link.text, link.target) == ("line 13", finding_at(13, Tick.WRONG).name)
    assert "Kind of mistake" not in facts(found)


def test_every_link_leads_to_a_place_of_the_sheet_and_no_two_places_share_a_name():
    names = [each.name for each in all_of(Finding) + all_of(Anchor)]
    assert len(names) == len(set(names))
    targets = {each.target for each in all_of(Link)} | {each.finding for each in all_of(Math) if each.finding}
    steps = {name for each in all_of(Finding) for name in (each.before, each.after) if name}
    assert (targets | steps | {SHEET.first}) - set(names) == set()


def test_the_wrong_lines_are_a_chain_from_the_first_to_the_last():
    found = {each.name: each for each in all_of(Finding)}
    walked = [SHEET.first]
    while found[walked[-1]].after:
        walked.append(found[walked[-1]].after)
    assert [found[name].where for name in walked] == ["line 13", "line 17", "line 17", "line 19", "line 24"]
    assert [found[name].before for name in walked[1:]] == walked[:-1]


def test_every_claim_has_its_tick_and_every_marked_one_its_finding():
    ticks = [each.tick for each in [*all_of(Math, SHEET.blocks), *all_of(Line, SHEET.blocks)] if each.tick is not None]
    shown = {tick_of_claim(claim) for claim in AUDIT.claims if not claim.sentence}
    verbatim = {Tick.UNREADABLE, Tick.UNDECIDED}
    assert set(ticks) | verbatim == shown
    marked = [claim for claim in AUDIT.claims if claim.sentence or tick_of_claim(claim) in MARKED]
    assert len(all_of(Finding)) == len(marked)


def test_what_could_not_be_read_is_shown_as_its_source():
    assert [each.text for each in all_of(Verbatim)][:1] == ["\\log(x + 1) \\diamond \\log x"]
    assert "$\\tanh(x) \\heartsuit x$" in [each.text for each in all_of(Words) if each.style == "code"]
    assert "heartsuit" not in "".join(token.text for math in all_of(Math) for token in math.tokens)


def test_what_could_not_be_read_has_a_reason_even_where_nothing_claims_with_it():
    sheet = small("A term $x \\unheardof y$ only.")
    (found,) = all_of(Finding, sheet)
    assert found.tick is Tick.UNREADABLE
    assert "unheardof" in facts(found)["Why"]


def test_a_claim_made_in_words_stands_beneath_its_paragraph_whatever_its_verdict():
    found = finding_at(24, Tick.CERTIFIED)
    assert facts(found) == {"In words": "the matrix A is symmetric", "Judged": "A^T = A"}


def test_a_claim_on_nothing_in_the_text_is_not_lost():
    sheet = small("Words.", {"id": "a", "formula": -1, "member": 0, "line": 1, "word": "refuted", "sentence": True})
    assert [each.where for each in all_of(Finding, sheet)] == ["line 1"]


def test_a_chain_in_a_line_has_the_tick_of_its_worst_member_and_says_which_it_is():
    first = {"id": "a", "formula": 0, "member": 1, "line": 1, "word": "proved"}
    second = {"id": "b", "formula": 0, "member": 2, "line": 1, "word": "refuted", "left": "x", "right": "2 x"}
    sheet = small("So $x = x = 2 x$.", first, second)
    (math,) = [each for each in all_of(Math, sheet) if each.tick is not None]
    (found,) = all_of(Finding, sheet)
    assert (math.tick, math.finding, facts(found)["Judged"]) == (Tick.WRONG, found.name, "x = 2 x")


@pytest.mark.parametrize(
    ("given", "tick"),
    [
        ({"word": "proved"}, Tick.PROVED),
        ({"word": "proved", "follows": "refuted"}, Tick.GAP),
        ({"word": "undecided", "follows": "refuted"}, Tick.UNDECIDED),
        ({"word": "refuted", "follows": "proved", "cause": "z"}, Tick.CONSEQUENCE),
        ({"word": "ill-formed"}, Tick.ILL_FORMED),
        ({"word": "proved", "vacuous": True}, Tick.VACUOUS),
        ({"word": "unreadable", "vacuous": True}, Tick.UNREADABLE),
    ],
)
def test_a_claim_is_marked_by_what_is_worst_about_it(given: dict[str, Any], tick: Tick):
    base = {"id": "a", "formula": 0, "line": 1}
    audit = audit_of("$x = x$", {"declare": "x: real", "claims": [base | given]})
    assert tick_of_claim(audit.claims[0]) is tick


def test_a_line_that_is_right_under_a_condition_says_which():
    (note,) = [each.note for each in all_of(Math) if each.note]
    assert plain(note) == "for x \\ne 2"


def test_the_summary_counts_every_line_once_and_leads_to_its_section():
    table = next(each for each in SHEET.summary if isinstance(each, Table))
    counted = sum(int(plain(cell).replace("–", "0")) for row in table.rows for cell in row[1:])
    assert counted == sum(claim.word is not AuditWord.DEFINITION for claim in AUDIT.claims)
    assert [plain(row[0]) for row in table.rows] == ["1 The hyperbolic tangent", "2 Quotients"]
    assert plain(SHEET.verdict).startswith("15 lines: 7 right, 2 wrong, 1 follows from a wrong line")
    assert sum(entry.count for entry in SHEET.legend) == len(AUDIT.claims)


def test_a_section_is_led_to_before_its_heading():
    position = next(n for n, block in enumerate(SHEET.blocks) if isinstance(block, Anchor) and block.name == "part-2")
    assert plain(SHEET.blocks[position + 1]) == "1 The hyperbolic tangent"


def test_what_was_understood_is_listed_with_place_and_reason():
    table = next(each for each in SHEET.understood if isinstance(each, Table))
    assert [plain(cell) for cell in table.rows[1]] == [
        "A: matrix[2, 2]",
        "line 24, in 2 Quotients",
        "the text says 'matrix' (another reading is possible)",
    ]
    assert [plain(item) for item in all_of(Items, SHEET.understood)[0].items] == [
        "the logarithm is natural",
        "the base of the logarithm is 10",
    ]


def test_beside_a_question_stand_its_marks_what_is_missing_and_its_solution():
    assert "by its scheme, what the text has earns 1 of 4 marks" in plain(SHEET.comparison)
    table = next(each for each in SHEET.comparison if isinstance(each, Table))
    assert [[plain(cell) for cell in row[1:]] for row in table.rows] == [["1", "line 11"], ["2", "missing"]]
    said = [plain(item) for item in all_of(Items, SHEET.comparison)[0].items]
    assert said[1] == "Part (a): not in the form asked for. The answer must be free of \\sigma."
    assert any(line.marks for line in all_of(Line, SHEET.comparison))
    assert "\\sigma(2 x) = 2 \\sigma(x) (which is false)" in plain(SHEET.comparison)


def test_without_a_question_nothing_stands_beside():
    assert small("Words.").comparison == ()


def test_the_sentences_that_were_left_alone_are_counted():
    assert plain(SHEET.closing) == "Sentences are the author’s: 3 sentences were left alone."


def test_what_could_not_be_taken_in_is_listed():
    problem = Diagnostic("audit-include", "`\\input{a}` was not read", Place("hyperbolic.md", 4), "Put it beside.")
    sheet = compose_corrections(replace(AUDIT, diagnostics=(problem, problem)))
    assert [plain(item) for item in all_of(Items, sheet.closing)[0].items] == [
        "line 4: \\input{a} was not read. Put it beside."
    ]


def test_an_empty_text_is_given_back_empty():
    sheet = small("")
    assert (sheet.blocks, plain(sheet.verdict)) == ((), "Nothing in this text could be judged.")


def test_headings_are_numbered_without_gaps_whatever_levels_the_text_uses():
    sheet = small("# One\n\n#### Two\n\n* item\n\n  ###### Three\n")
    assert [each.level for each in sheet.blocks if hasattr(each, "level")] == [1, 2]


def test_a_picture_of_the_text_is_named_and_not_fetched():
    sheet = small("![a plot](../secret.png)")
    assert [plain(block) for block in sheet.blocks if isinstance(block, Prose)] == ["[Picture: a plot]"]


@pytest.mark.parametrize("latex", ["x }", "{ x", "\\left( x", "\\begin{cases} x", "\\unheardof", "$", "\x00", ""])
def test_a_formula_that_cannot_be_set_is_shown_as_its_source(latex: str):
    assert formula_inline(latex) == Words(" ".join(latex.split()), "code")


def test_a_formula_is_balanced_only_if_it_closes_in_its_own_order():
    assert balanced(tokenize("\\left( \\frac{x}{y} \\right)"))
    assert formula_inline("\\left( { x \\right) }") == Words("\\left( { x \\right) }", "code")


def test_what_stands_between_backticks_in_a_message_is_code():
    assert said_inlines("Write `\\ln` here.") == (Words("Write "), Words("\\ln", "code"), Words(" here."))
    assert said_inlines("an odd ` one") == (Words("an odd ` one"),)


def test_what_stands_between_dollars_or_behind_a_backslash_in_a_message_is_a_formula():
    said = said_inlines("“$x + 1$” says \\tau in terms of \\frac{\\lambda}{2}, at w^2.")
    assert [to_source(piece.tokens) for piece in said if isinstance(piece, Math)] == [
        "x + 1",
        "\\tau",
        "\\frac{\\lambda}{2}",
    ]
    assert plain(said) == "“x + 1” says \\tau in terms of \\frac{\\lambda}{2}, at w^2."


@pytest.mark.parametrize(("written", "words"), [("for odd n", True), ("x \\ne 2", False), ("x > 0 and y", False),
                                                ("11 minutes and 11 seconds", True), ("in terms of", True),
                                                ("a b", False), ("abc", False), ("", False)])  # fmt: skip
def test_words_are_told_from_latex(written: str, words: bool):  # noqa: FBT001 -- what is expected
    assert is_words(written) is words


def test_a_condition_is_said_with_one_for_whether_it_is_a_formula_or_words():
    assert plain(conditions_inlines(["x \\ne 2", "for odd n", "the thin one", "x \\ne 2"])) == (
        "for x \\ne 2, for odd n, for the thin one"
    )


def test_what_is_judged_of_words_is_said_in_words():
    sheet = small(
        "So $x$ by $y$.",
        {"id": "a", "formula": 0, "line": 1, "word": "refuted", "sentence": True, "latex": "$x$ by $y$",
         "left": "x", "relation": "in terms of", "right": "y"},
    )  # fmt: skip
    (found,) = all_of(Finding, sheet)
    assert facts(found)["Judged"] == "x in terms of y"
    assert [to_source(each.tokens) for each in all_of(Math, found)] == ["x", "y", "x", "y"]


def test_a_suggestion_that_is_a_whole_line_is_not_given_another_relation():
    claim = {"id": "a", "formula": 0, "line": 1, "word": "refuted", "suggestion": "x = x"}
    (found,) = all_of(Finding, small("So $x = 2 x$.", claim))
    assert facts(found)["Suggested"] == "x = x"


def test_an_undecided_line_says_why_even_where_it_fails_to_follow():
    witness = {"at": {"x": "1"}, "left": "1", "right": "2"}
    claim = {"id": "a", "formula": 0, "line": 1, "word": "undecided", "message": "It depends.", "witness": witness}
    (found,) = all_of(Finding, small("So $x = 2 x$.", claim))
    assert facts(found) == {"Witness": "at x = 1: left 1, right 2", "Why": "It depends."}


def test_a_formula_that_nothing_was_asked_of_is_no_finding():
    audit = audit_of("The pair $(x, y);$ and $x \\unheardof$.", {"declare": "x, y: real"})
    formulas = tuple(replace(each, problem=None) for each in audit.understanding.interpretations[0].formulas)
    interpretation = replace(audit.understanding.interpretations[0], formulas=formulas)
    audit = replace(audit, understanding=replace(audit.understanding, interpretations=(interpretation,)))
    assert all_of(Finding, compose_corrections(audit)) == []


def test_a_place_in_another_file_names_it():
    assert where(Place("chapter.tex", 3), "main.tex") == "chapter.tex, line 3"
    assert where(Place("a.ipynb", 3, note="cell 2"), "a.ipynb") == "cell 2, line 3"
    assert where(Place()) == "somewhere"
