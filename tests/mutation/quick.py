"""The quick look at a mutant: the corpus of claims in this process. Exit code 1 at the first difference.

Where the environment names a list, only the cases whose places it lists, in its order, each within a limit of time, and
of each also what a verdict tells, and what the methods say by themselves.
"""

from __future__ import annotations

import os
import random
import sys

import tests.mutation.hook  # the change is in place before solgen is imported

asked, may_take = tests.mutation.hook.asked, tests.mutation.hook.may_take

from solgen.diagnostics import Failure  # noqa: E402 -- see above
from solgen.kernel.check import check  # noqa: E402
from solgen.kernel.claim import Verdict, Word  # noqa: E402
from solgen.kernel.forms.named import form_fault  # noqa: E402
from solgen.notation.reading import read  # noqa: E402
from tests.claims_corpus import PARTS, Case, corpus  # noqa: E402
from tests.kernel import verdicts  # noqa: E402
from tests.kernel.claims import context  # noqa: E402
from tests.kernel.methods import key, listed, proving  # noqa: E402


def judged(case: Case) -> Verdict | None:
    """The verdict on a case; None where its claim cannot be read, or is about a form."""
    if case.part == "form":
        return None
    try:
        return check(case.claim())
    except Failure:
        return None


def differs(case: Case, verdict: Verdict | None) -> bool:
    """Whether a case of the corpus comes out otherwise than the corpus says."""
    if case.part == "form":
        node = read(case.latex, context(case.setting.declare)).term
        return (form_fault(case.source.split(";")[0], node) is None) is not case.holds
    if verdict is None:
        return not case.undecided
    if "please report it" in verdict.message or any("please report it" in text for _, text in verdict.evidence):
        return True
    rejected = verdict.word in (Word.REFUTED, Word.ILL_FORMED)
    if case.undecided:
        return verdict.established or rejected
    return not (verdict.established if case.holds else rejected)


def differs_by_method(case: Case) -> bool:
    """Whether a method by itself proves what is false, or no longer what it is listed for."""
    if case.part == "form":
        return False
    found = set(proving(case))
    return not listed().get(key(case), frozenset()) <= found if case.holds else bool(found)


def differs_in_words(case: Case, verdict: Verdict | None) -> bool:
    """Whether the verdict's range, conditions, evidence or witness are no longer those that are listed."""
    known = verdicts.listed().get(key(case))
    if known is None:
        return False
    return (verdicts.told(case) if verdict is None else verdicts.in_a_line(verdict)) not in known


def ordered() -> list[Case]:
    """All cases in an order that is the same for every mutant."""
    cases = [case for part in PARTS for case in corpus(part)]
    random.Random(1).shuffle(cases)  # noqa: S311 -- an order, no secret
    return cases


def noticed(case: Case) -> bool:
    """Whether anything at all differs."""
    verdict = judged(case)
    return differs(case, verdict) or differs_in_words(case, verdict) or differs_by_method(case)


def main() -> None:
    """The cases that are asked for, or all of them."""
    cases = ordered()
    if "MUTANT_TESTS" not in os.environ:
        sys.exit(any(differs(case, judged(case)) for case in cases))
    known = {case.place: case for case in cases}
    for place, seconds in asked().items():
        may_take(seconds)
        if noticed(known[place]):
            sys.exit(1)


if __name__ == "__main__":
    main()
