"""The judge's child process, and what it says of the lines of a worked exam."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from solgen import judge as judging
from solgen.documents.statements import judge_request
from solgen.judge import Judge, claim_digest
from solgen.kernel.claim import Claim, Word
from solgen.kernel.digest import kernel_digest
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.terms import add, multiply, name, number, term
from tests.kernel import claims as written

CASES = Path(__file__).parent / "cases" / "judge"
x = name("x")
CONTEXT = Context((Declaration("x", Kind.REAL),))


def lines():
    groups: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(CASES / "take-home-exam.yaml")
    for group in groups:
        for line in group["lines"]:
            yield pytest.param(group, line, id=f"{group['name']}: {line['latex'][:60]}")


@pytest.fixture(scope="module")
def judge():
    with Judge() as running:
        yield running


def square_of_sum(middle):
    """(x + 1)² = x² + middle·x + 1."""
    left = term("power", [add(x, number(1)), number(2)])
    right = add(term("power", [x, number(2)]), multiply(number(middle), x), number(1))
    return Claim(CONTEXT, left, "=", right)


def says(word: str, expected: str) -> bool:
    established = word in ("proved", "certified")
    return {"established": established, "not-established": not established}.get(expected, word == expected)


@pytest.mark.parametrize(("group", "line"), list(lines()))
def test_every_line_of_the_exam_gets_its_verdict(judge, group, line):
    request = {"id": "1", "symbols": group["symbols"], "given": group["given"], "latex": line["latex"]}
    answer = judge_request(request, judge)
    assert answer["diagnostics"] == []
    assert len(answer["claims"]) == len(line["expect"])
    for claim, expected in zip(answer["claims"], line["expect"], strict=True):
        verdict, _, follows = expected.partition("/")
        assert says(claim["verdict"], verdict), claim
        if follows:
            assert says(claim["follows"], follows), claim
        if claim["verdict"] == "refuted":
            assert claim["witness"], claim
        if claim["verdict"] == "ill-formed":
            assert claim["message"], claim


def test_a_batch_is_answered_in_order_and_equal_claims_are_judged_once():
    with Judge() as judge:
        verdicts = judge.verdicts([square_of_sum(2), square_of_sum(3), square_of_sum(2)])
        assert [verdict.word for verdict in verdicts] == [Word.PROVED, Word.REFUTED, Word.PROVED]
        assert judge.new == 2
        judge.verdicts([square_of_sum(2)])
        assert judge.new == 2


def test_a_judge_that_does_not_remember_judges_afresh():
    with Judge(remember=False) as judge:
        judge.verdicts([square_of_sum(2)])
        judge.verdicts([square_of_sum(2)])
        assert judge.new == 2


def test_the_child_names_the_kernel_that_judges():
    with Judge() as judge:
        judge.verdicts([square_of_sum(2)])
        assert judge.kernel == kernel_digest()


def test_a_claim_that_reaches_its_limit_gets_a_diagnostic_and_the_next_one_its_verdict():
    where = written.context("a: real\nn: size")
    slow = written.claim(r"\lim_{n \to \infty} \left( 1 + \frac{a}{n} \right)^n = e^a", where)  # takes many ticks
    with Judge(seconds=0.000_001) as judge:
        assert judge.verdicts([slow])[0].word is Word.UNDECIDED
        assert judge.diagnostics[0].code == "judge-stopped"
        assert "lim" in judge.diagnostics[0].message
        judge.seconds = 20.0
        judge.close()
        assert judge.verdicts([square_of_sum(3)])[0].word is Word.REFUTED


def test_the_same_claim_has_the_same_digest_in_another_process():
    program = (
        "from tests.test_judge import square_of_sum; from solgen.judge import claim_digest;"
        "print(claim_digest(square_of_sum(2)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    ).stdout.strip()
    assert said == claim_digest(square_of_sum(2))


def test_importing_the_kernel_is_quick():
    program = "import time; s = time.process_time(); import solgen.kernel.check; print(time.process_time() - s)"
    times = [
        float(subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.4, "the aim is 0.15 s of processor time; a busy machine is allowed more than twice that"


def test_the_child_starts_before_it_is_asked_and_only_once():
    with Judge() as judge:
        begun = judge._child
        assert begun is not None
        assert judge.verdicts([square_of_sum(2)])[0].word is Word.PROVED
        assert judge._child is begun


def test_the_claim_on_which_the_child_dies_is_found_and_the_others_of_its_batch_are_judged(monkeypatch):
    claims = [square_of_sum(value) for value in range(6)]
    died: list[int] = []
    ask = Judge._ask

    def dying(self, batch):
        """As if the child died on the third claim, and none of the answers before it had been sent."""
        if claims[3] not in batch:
            return ask(self, batch)
        died.append(len(batch))
        self.close()
        return []

    monkeypatch.setattr(Judge, "_ask", dying)
    with Judge() as judge:
        words = [verdict.word for verdict in judge.verdicts(claims)]
        refuted = Word.REFUTED
        assert words == [refuted, refuted, Word.PROVED, Word.UNDECIDED, refuted, refuted]
        assert [diagnostic.code for diagnostic in judge.diagnostics] == ["judge-stopped"]
        assert died == [6, 1]


def _twice(value):
    """In a context where x is ``value``: 2x = 2·value, and a false claim beside it."""
    context = Context(CONTEXT.declarations, (Definition(x, number(value)),))
    return Claim(context, multiply(number(2), x), "=", number(2 * value)), Claim(context, x, "=", number(value + 1))


def test_a_batch_that_the_system_refuses_to_hand_over_is_handed_to_another_child(monkeypatch):
    """Before, the child waited for the rest of the batch, and the judge for an answer."""
    written = judging._sent
    refused: list[str] = []

    def refusing(stream, text):
        if not refused:
            refused.append(text)
            return False
        return written(stream, text)

    monkeypatch.setattr(judging, "_sent", refusing)
    with Judge() as judge:
        first, second = judge.verdicts([square_of_sum(2), square_of_sum(3)])
        assert (first.word, second.word) == (Word.PROVED, Word.REFUTED)
        assert judge.diagnostics == []
    assert refused


def test_contexts_whose_names_are_given_again_are_not_mistaken_for_each_other(monkeypatch):
    monkeypatch.setattr(judging, "_CONTEXTS_AT_CHILD", 32)
    claims = [claim for value in range(1, 60) for claim in _twice(value)]
    with Judge(remember=False) as judge:
        for _ in range(2):
            words = [verdict.word for verdict in judge.verdicts(claims)]
            assert words == [Word.PROVED, Word.REFUTED] * 59
            assert len(judge._names) == 32


def test_the_memory_of_verdicts_is_bounded_and_forgetting_changes_no_verdict(monkeypatch):
    monkeypatch.setattr(judging, "_VERDICTS_KEPT", 8)
    claims = [claim for value in range(1, 30) for claim in _twice(value)]
    with Judge() as judge:
        for _ in range(2):
            assert [verdict.word for verdict in judge.verdicts(claims)] == [Word.PROVED, Word.REFUTED] * 29
            assert len(judge._known) <= 8 + judging._BATCH


def test_a_batch_larger_than_a_pipe_is_answered():
    long = add(*[multiply(number(value), x) for value in range(1, 4000)])
    with Judge(remember=False) as judge:
        verdicts = judge.verdicts([Claim(CONTEXT, long, "=", add(long, number(value))) for value in range(3)])
        assert [verdict.word for verdict in verdicts][1:] == [Word.REFUTED] * 2
