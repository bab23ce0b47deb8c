"""The corpus of claims, judged by the judge: what is true is established, what is false is refuted, none is wrong."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.judge import Judge
from solgen.kernel.claim import Word
from tests.claims_corpus import FOLDER, cases_of, files

_REJECTED = (Word.REFUTED, Word.ILL_FORMED)


@pytest.fixture(scope="module")
def judge():
    with Judge() as started:
        yield started


def outcomes(cases, judge):
    """Pairs of a case and ``established``, ``rejected`` or why it is neither, in order."""
    claims, found = {}, {}
    for case in cases:
        try:
            claims[case.place] = case.claim()
        except Failure as failure:
            found[case.place] = f"not read: {failure.diagnostics[0].message}"
    for place, verdict in zip(claims, judge.verdicts(list(claims.values())), strict=True):
        if verdict.established:
            found[place] = "established"
        elif verdict.word in _REJECTED:
            found[place] = "rejected"
        else:
            found[place] = f"{verdict.word.value}: {verdict.message}"
    return [(case, found[case.place]) for case in cases]


def faults(cases, judge):
    """Sentences, those on wrong verdicts first."""
    wrong, others = [], []
    for case, outcome in outcomes(cases, judge):
        expected, contrary = ("established", "rejected") if case.holds else ("rejected", "established")
        told = f"{case.place}: {case.latex}"
        if outcome == contrary:
            wrong.append(f"WRONG VERDICT {told}: {outcome}")
        elif outcome == expected and case.undecided:
            others.append(f"DECIDED BY NOW, take the mark away {told}")
        elif outcome != expected and not case.undecided:
            others.append(f"NOT DECIDED {told}: {outcome}")
    return [*wrong, *others]


JUDGED = [path for path in files() if path.parent.name != "form"]


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: str(path.relative_to(FOLDER)))
def test_each_claim_of_the_corpus_comes_out_as_mathematics_says(path, judge):
    found = faults(cases_of(path), judge)
    assert not found, "\n" + "\n".join(found)


def written(path, *items):
    path.parent.mkdir(exist_ok=True)
    block = "## One number\n\n```declare\nx: real\n```\n\n"
    path.write_text("---\npart: scalars\nsubject: a test\n---\n" + block + "\n".join(items) + "\n", encoding="utf-8")
    return path


def test_what_comes_out_otherwise_is_told_wrong_verdicts_first(tmp_path, judge):
    path = written(
        tmp_path / "scalars" / "file.md",
        "* true: $x = x + 0$ (fine)",
        "* true: $x + 1 = 1 + x$ (marked for nothing) [undecided: nobody knows]",
        "* true: $x = x + 1$ (a verdict that would be wrong)",
        "* false: $x \\sin$ (cannot be read)",
    )
    found = faults(cases_of(path), judge)
    assert [line.split("scalars/file.md")[0].strip() for line in found] == [
        "WRONG VERDICT",
        "DECIDED BY NOW, take the mark away",
        "NOT DECIDED",
    ]


def test_a_malformed_item_is_named_with_its_place(tmp_path):
    with pytest.raises(ValueError, match=r"scalars/file\.md:11: an item is"):
        cases_of(written(tmp_path / "scalars" / "file.md", "* perhaps: $x = x$ (a word that is none)"))
