"""Papers that share questions are made one after the other; none is left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from solgen.building.sitting.order import alike_together
from solgen.exams.ledger import IssuedQuestion, LedgerEntry


def entry(number: int, *identities: str) -> LedgerEntry:
    issued = tuple(
        IssuedQuestion(f"slot-{place}", f"question-{place}", 0, identity) for place, identity in enumerate(identities)
    )
    return LedgerEntry(number, "code", f"student-{number}", "", issued, "versions")


def test_the_slot_with_the_fewest_variants_comes_first():
    entries = [entry(1, "p", "a"), entry(2, "q", "b"), entry(3, "r", "a"), entry(4, "s", "b")]
    assert [each.number for each in alike_together(entries)] == [1, 3, 2, 4]


def test_papers_that_are_alike_keep_their_order():
    entries = [entry(number, "same") for number in (3, 1, 2)]
    assert [each.number for each in alike_together(entries)] == [1, 2, 3]


@given(some.lists(some.tuples(some.sampled_from("ab"), some.sampled_from("pqrs")), max_size=12))
def test_every_paper_is_made_once_and_a_variant_of_the_first_slot_begins_once(papers):
    entries = [entry(number, *identities) for number, identities in enumerate(papers, 1)]
    ordered = alike_together(entries)
    assert sorted(each.number for each in ordered) == [each.number for each in entries]
    fewest = min((0, 1), key=lambda place: (len({paper[place] for paper in papers}), place))
    seen = [each.questions[fewest].identity for each in ordered]
    assert sum(before != after for before, after in pairwise(seen)) == max(len(set(seen)) - 1, 0)
