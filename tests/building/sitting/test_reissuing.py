import csv
import json

import pytest

from solgen.building.pipeline import no_progress
from solgen.building.sitting.reissuing import reissue_paper
from solgen.building.verify import verify
from solgen.diagnostics import Failure
from tests.building.sitting.small import build, contents, write_exam, write_roster


@pytest.fixture
def folder(tmp_path):
    return build(write_exam(tmp_path), write_roster(tmp_path, ["s1", "s2"]), formats=("pdf", "md")).folder


def stem(folder, label):
    """The paper's Markdown without what says whose and which it is."""
    text = (folder / "papers" / f"{label}.md").read_text()
    return text[text.index("## ") :].replace(label, "")


def labels(folder, student):
    rows = csv.DictReader((folder / "seats.csv").read_text().splitlines())
    return [row["paper"] for row in rows if row["student"] == student]


def test_the_same_paper_is_issued_under_a_new_number_and_the_old_one_stays(folder):
    before = contents(folder)
    built, entry = reissue_paper(folder, "s1", no_progress, fresh=False)
    old, new = labels(folder, "s1")
    assert built.made == 1
    assert (entry.number, f"{entry.number:04d}-{entry.code}") == (3, new)
    assert stem(folder, old) == stem(folder, new)
    after = contents(folder)
    assert all(after[name] == data for name, data in before.items() if "/" in name)


def test_a_fresh_paper_has_other_variants(folder):
    reissue_paper(folder, "s1", no_progress, fresh=True)
    old, new = labels(folder, "s1")
    assert stem(folder, old) != stem(folder, new)


def test_seats_say_which_paper_was_replaced_and_the_printer_gets_the_new_one_only(folder):
    import pikepdf  # noqa: PLC0415 -- only here

    with pikepdf.open(folder / "all-papers.pdf") as whole:
        before = len(whole.pages)
    _, entry = reissue_paper(folder, "s1", no_progress, fresh=True)
    rows = {row["paper"]: row for row in csv.DictReader((folder / "seats.csv").read_text().splitlines())}
    assert rows[labels(folder, "s1")[0]]["replaced by"] == f"{entry.number:04d}-{entry.code}"
    with pikepdf.open(folder / "all-papers.pdf") as whole:
        assert len(whole.pages) == before


def test_the_ledger_still_grows_only_and_everything_is_verified(folder):
    before = json.loads((folder / "ledger.json").read_text())["entries"]
    reissue_paper(folder, "s2", no_progress, fresh=True)
    assert json.loads((folder / "ledger.json").read_text())["entries"][:2] == before
    assert verify(folder, "here")[1] == ()


def test_after_a_question_was_edited_one_student_can_be_given_a_new_paper(folder):
    exam = folder.parent.parent
    question = exam / "doubling.md"
    before = contents(folder)
    question.write_text(question.read_text().replace("What is", "Work out"))
    again = build(exam / "exam.yaml", exam / "roster.csv", formats=("pdf", "md"))
    assert ["exam-ledger-differs" in d.message for d in again.diagnostics] == [True]
    assert {name for name in before if "/" in name} <= set(contents(folder))
    built, _ = reissue_paper(folder, "s1", no_progress, fresh=True)
    assert (built.made, built.diagnostics) == (1, ())


def test_a_student_without_a_paper_is_refused_and_nothing_changes(folder):
    before = contents(folder)
    with pytest.raises(Failure) as failure:
        reissue_paper(folder, "nobody", no_progress, fresh=False)
    assert failure.value.diagnostics[0].code == "exam-not-issued"
    assert contents(folder) == before


def test_without_the_secret_no_new_one_is_made(folder):
    secret = folder.parent.parent / "quiz.secret"
    secret.unlink()
    with pytest.raises(Failure) as failure:
        reissue_paper(folder, "s1", no_progress, fresh=False)
    assert failure.value.diagnostics[0].code == "exam-secret"
    assert not secret.exists()
