"""Claims of growing contexts, which are asked about in the longest: fewer contexts, and the same verdicts."""

from __future__ import annotations

import pytest

from solgen.building.pipeline import Surroundings, load_question, work_out
from solgen.judge import Judge
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.terms import add, constant, multiply, name, number, relation, term
from solgen.questions import bank
from solgen.questions.draw import draw, seed_for

QUESTIONS = ("training-time", "constant-model")
x = name("x")


def growing(count: int) -> list[Context]:
    """x real and above 3; then a1 = x, a2 = 2x, a3 = 3x and so on, one more in each context."""
    contexts = [Context((Declaration("x", Kind.REAL),), (), (relation(">", x, number(3)),))]
    for place in range(1, count):
        named = f"a{place}"
        longer = contexts[-1].with_declarations(Declaration(named, Kind.REAL))
        contexts.append(longer.with_definition(Definition(name(named), multiply(number(place), x))))
    return contexts


def square(context: Context, middle: int) -> Claim:
    """(x + 1)² = x² + middle·x + 1."""
    left = term("power", [add(x, number(1)), number(2)])
    return Claim(context, left, "=", add(term("power", [x, number(2)]), multiply(number(middle), x), number(1)))


class Listening(Judge):
    """A judge that keeps what it asked its child."""

    def __init__(self) -> None:
        super().__init__(together=True)
        self.asked: list[list[Claim]] = []

    def _ask(self, claims):
        self.asked.append(list(claims))
        return super()._ask(claims)


def test_claims_of_growing_contexts_are_asked_in_the_longest():
    contexts = growing(5)
    claims = [square(context, 2 + place) for place, context in enumerate(contexts)]
    with Listening() as judge:
        words = [verdict.word for verdict in judge.verdicts(claims)]
        assert words == [Word.PROVED, *[Word.REFUTED] * 4]
        assert {claim.context for batch in judge.asked for claim in batch} == {contexts[-1]}


def test_the_same_claim_of_several_contexts_is_judged_once_and_known_in_each():
    claims = [square(context, 2) for context in growing(40)]
    with Listening() as judge:
        assert {verdict.word for verdict in judge.verdicts(claims)} == {Word.PROVED}
        assert judge.new == 1
        judge.verdicts([*reversed(claims)])
        assert judge.new == 1


def test_what_is_not_decided_is_asked_again_as_it_stands():
    contexts = growing(3)
    hard = [Claim(context, term("apply", [name("f"), x]), "=", number(1)) for context in contexts]
    with Listening() as judge, Judge() as plain:
        assert judge.verdicts(hard) == plain.verdicts(hard)
        assert [claim.context for claim in judge.asked[-1]] == contexts[:-1]


def test_a_claim_that_uses_the_letter_of_a_later_name_is_asked_where_it_stands():
    short, *_, long = growing(4)
    summed = term("sum", [name("a2"), number(1), number(3), name("a2")])
    claims = [Claim(short, summed, "=", number(6)), square(long, 2)]
    with Listening() as judge:
        judge.verdicts(claims)
        assert judge.asked[0] == claims


def test_a_context_without_an_instance_is_not_covered_by_a_longer_one():
    """The hypothesis is said of both, so that both are without one, and each says so."""
    truth = constant("true")
    contexts = [context.with_hypotheses(relation("<", x, number(2))) for context in growing(3)]
    with Judge(together=True) as judge, Judge() as plain:
        claims = [Claim(context, truth, "⊢", truth) for context in contexts]
        assert judge.verdicts(claims) == plain.verdicts(claims)
        assert not any(verdict.established for verdict in judge.verdicts(claims))


@pytest.mark.parametrize("identity", QUESTIONS)
def test_variants_come_to_the_same_as_where_each_claim_is_asked_as_it_stands(identity):
    question, _ = load_question(bank.find(identity))
    with Judge(together=True) as judge, Judge() as plain:
        for seed in range(6):
            variant = draw(question, seed_for(seed, identity))
            ours, theirs = (work_out(variant, Surroundings(), one) for one in (judge, plain))
            assert ours.acceptable
            assert ours == theirs
        assert judge.new < plain.new or identity != "training-time"


def test_few_claims_of_a_variant_are_new_and_they_stand_in_few_contexts():
    """Of training-time, whose numbers are all its own: what was asked once for each of nine contexts."""
    question, _ = load_question(bank.find("training-time"))
    with Listening() as judge:
        for seed in range(6):
            judge.asked.clear()
            work_out(draw(question, seed_for(seed, "training-time")), Surroundings(), judge)
        new = [claim for batch in judge.asked for claim in batch]
        assert len(new) <= 36
        assert len({claim.context for claim in new}) <= 3


def test_a_claim_that_has_nothing_to_do_with_a_students_values_is_judged_once_for_all():
    declared = Context((Declaration("x", Kind.REAL), Declaration("D", Kind.REAL)), (), (relation(">", x, number(3)),))
    students = [declared.with_definition(Definition(name("D"), number(value))) for value in (12, 20, 32)]
    with Judge(together=True) as judge:
        for student in students:
            right, wrong = judge.verdicts([square(student, 2), square(student, 3)])
            assert (right.word, wrong.word) == (Word.PROVED, Word.REFUTED)
        assert judge.new == 2


def test_what_stays_open_without_a_students_values_is_asked_with_them():
    declared = Context((Declaration("x", Kind.REAL), Declaration("D", Kind.REAL)))
    students = [declared.with_definition(Definition(name("D"), number(value))) for value in (12, 20)]
    hard = [Claim(student, term("apply", [name("f"), x]), "=", number(1)) for student in students]
    with Listening() as judge, Judge() as plain:
        for claim in hard:
            assert judge.verdicts([claim]) == plain.verdicts([claim])
        assert [[claim.context for claim in batch] for batch in judge.asked] == [
            [declared],
            [students[0]],
            [students[1]],
        ]
