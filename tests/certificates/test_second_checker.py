"""What ``claims.json`` says can be checked again by who shares no code with solgen."""

from __future__ import annotations

import ast
import io
import json
import sys
import tokenize
from pathlib import Path

import pytest

from solgen.judge import Judge
from solgen.kernel.claim import Word
from solgen.kernel.verdict_as_data import verdict_as_json
from solgen.notation.context import pack_context
from solgen.notation.packing import pack
from tests.certificates import second_checker
from tests.certificates.second_checker import recheck
from tests.claims_corpus import corpus
from tests.kernel.claims import claim, context

SOURCE = Path(second_checker.__file__)
PARTS = ("scalars", "sums", "matrices", "equations")
COVERED = 0.93
"""The least share of refutations that the second checker must confirm; it may contradict none."""


def packed(judged, verdict):
    row = {
        "terms": pack([judged.left, judged.right]),
        "relation": judged.relation,
        "unknowns": list(judged.unknowns),
        "verdict": verdict_as_json(verdict),
    }
    return json.loads(json.dumps([row, pack_context(judged.context)]))


@pytest.fixture(scope="module")
def judged():
    """Every false claim of the corpus that is refuted, as row and context."""
    claims = [case.claim() for part in PARTS for case in corpus(part) if not case.holds and not case.undecided]
    with Judge() as judge:
        pairs = zip(claims, judge.verdicts(claims), strict=True)
        return [packed(one, verdict) for one, verdict in pairs if verdict.word is Word.REFUTED]


def one(latex, declare, *, given=()):
    with Judge() as judge:
        said = claim(latex, context(declare, given=given))
        return packed(said, judge.verdicts([said])[0])


def test_it_imports_the_standard_library_alone():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_it_has_at_most_300_lines_of_code():
    text = SOURCE.read_text(encoding="utf-8")
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in silent]
    lines = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    assert len(lines) <= 300


def test_no_refutation_of_the_corpus_is_contradicted_and_most_are_confirmed(judged):
    answers = [recheck(row, where) for row, where in judged]
    assert "contradicted" not in answers
    assert answers.count("confirmed") >= COVERED * len(answers)


def test_a_refutation_whose_point_was_changed_is_contradicted():
    row, where = one("x^2 = 2x", "x: real")
    assert recheck(row, where) == "confirmed"
    row["verdict"]["witness"]["point"] = [["x", "2"]]
    assert recheck(row, where) == "contradicted"


def test_an_irrational_point_is_a_packed_term():
    row, where = one(r"e^{2x} = 9 \iff x = \ln 9", "x: real")
    assert recheck(row, where) == "confirmed"
    row["verdict"]["witness"]["point"] = [["x", "3"]]
    assert recheck(row, where) == "contradicted"


def test_a_complex_point_is_a_packed_term():
    row, where = one(r"|z + w| = |z| + |w|", "z, w: complex")
    assert recheck(row, where) == "confirmed"
    (_, z), *_ = row["verdict"]["witness"]["point"]
    row["verdict"]["witness"]["point"] = [["z", z], ["w", z]]
    assert recheck(row, where) == "contradicted"


@pytest.mark.parametrize(
    ("false", "true", "declare"),
    [
        (
            r"\frac{\partial \ln \det K}{\partial K} = K^{-1}",
            r"\frac{\partial \ln \det K}{\partial K} = K^{-\top}",
            "matrix",
        ),
        (r"\nabla_x^2 x^\top K x = 2 K", r"\nabla_x^2 x^\top K x = K + K^\top", "matrix"),
        (r"K K^\top - I \succ 0", r"K K^\top + I \succ 0", "matrix"),
        (r"\operatorname{arsinh} t = \sinh t", r"\operatorname{arsinh} t = \ln(t + \sqrt{t^2 + 1})", "real"),
    ],
)
def test_a_refutation_is_confirmed_and_the_same_of_a_true_claim_contradicted(false, true, declare):
    names = {"matrix": "n: size\nK: matrix[n, n], invertible\nx: vector[n]", "real": "t: real"}[declare]
    row, where = one(false, names)
    other, _ = one(true, names)
    assert recheck(row, where) == "confirmed"
    assert recheck({**other, "verdict": row["verdict"]}, where) == "contradicted"


def test_a_refutation_at_a_point_that_breaks_a_hypothesis_is_contradicted():
    row, where = one("x^2 = 2x", "x: real", given=("x > 2",))
    assert recheck(row, where) == "confirmed"
    row["verdict"]["witness"]["point"] = [["x", "1"]]
    assert recheck(row, where) == "contradicted"


def test_a_refutation_of_a_true_claim_is_contradicted():
    row, where = one(r"\ln(x y) = \ln x \ln y", "x, y: real, positive")
    true, _ = one(r"\ln(x y) = \ln x + \ln y", "x, y: real, positive")
    assert recheck({**true, "verdict": row["verdict"]}, where) == "contradicted"


@pytest.mark.parametrize(
    ("latex", "declare"),
    [
        ("(a + b)^2 = a^2 + 2 a b + b^2", "a, b: real"),
        (r"\frac{1}{a} - \frac{1}{b} = \frac{b - a}{a b}", "a, b: real, nonzero"),
        (r"\sqrt{2} \sqrt{8} = 4", ""),
        (r"\ln 8 = 3 \ln 2", ""),
        (r"\sum_{k=1}^{10} k^2 = 385", ""),
    ],
)
def test_identities_of_polynomials_and_numeric_claims_are_done_again(latex, declare):
    row, where = one(latex, declare)
    assert recheck(row, where) == "confirmed"


@pytest.mark.parametrize(
    ("proved", "false", "declare"),
    [("a (b + 1) = a b + a", "a (b + 1) = a b + 1", "a, b: real"), (r"\ln 8 = 3 \ln 2", r"\ln 8 = 2 \ln 3", "")],
)
def test_a_false_claim_that_is_said_to_be_proved_is_not_confirmed(proved, false, declare):
    row, where = one(proved, declare)
    other, _ = one(false, declare)
    assert recheck({**other, "verdict": row["verdict"]}, where) != "confirmed"


@pytest.mark.parametrize(
    ("false", "true"),
    [
        (r"\arg\max_t t e^{-t} = 2", r"\arg\max_t t e^{-t} = 1"),
        (r"\max_t t e^{-t} = \frac{1}{9}", r"\max_t t e^{-t} = e^{-1}"),
    ],
)
def test_an_extremum_is_refuted_by_a_value_beyond_it(false, true):
    row, where = one(false, "t: real, positive")
    assert recheck(row, where) == "confirmed"
    other, _ = one(true, "t: real, positive")
    assert recheck({**other, "verdict": row["verdict"]}, where) == "contradicted"
