"""A student's paper tells nothing but the paper: no solution, no answer, no seed, nobody else."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from solgen.exams.secret import Secret
from solgen.questions.seeds import derived, seed_for_student
from tests.leaks.exam import AREA, CANARIES, KEY, OTHERWISE, SOLVED_OTHERWISE, STUDENTS, built, files_in, write_exam
from tests.leaks.searching import found_in

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write_exam(tmp_path_factory.mktemp("leaks") / "exam"))


def seats(sitting: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((sitting / "seats.csv").read_text(encoding="utf-8").splitlines()))


def test_other_answers_and_solutions_leave_every_byte_of_the_papers_as_it_is(sitting: Path, tmp_path: Path):
    otherwise = built(write_exam(tmp_path / "exam", OTHERWISE, SOLVED_OTHERWISE))
    papers = files_in(sitting / "papers")
    assert len(papers) == 7
    assert files_in(otherwise / "papers") == papers
    assert files_in(otherwise / "solutions") != files_in(sitting / "solutions")
    assert files_in(otherwise / "marking") != files_in(sitting / "marking")


def test_another_stem_would_change_every_paper(sitting: Path, tmp_path: Path):
    changed = built(write_exam(tmp_path / "exam", AREA.replace("has the sides", "has sides")))
    ours, theirs = files_in(sitting / "papers"), files_in(changed / "papers")
    assert [name for name in ours if ours[name] == theirs.get(name)] == ["stem.png"]


def test_no_paper_holds_a_canary_of_a_secret_field(sitting: Path, tmp_path: Path):
    for name, data in files_in(sitting / "papers").items():
        assert found_in(data, CANARIES, tmp_path) == set(), name


def test_no_paper_holds_its_answer_or_a_value_that_it_does_not_show(sitting: Path, tmp_path: Path):
    for seat in seats(sitting):
        solution = (sitting / "solutions" / f"{seat['paper']}.md").read_text(encoding="utf-8")
        hidden = re.findall(r"\$(\d{6}) \+ 1", solution.replace("\\thinspace ", ""))
        answer = re.findall(r"boxed\{(\d{5,7})(?: x)?\}", solution.replace("\\thinspace ", ""))
        assert (len(hidden), len(answer)) == (1, 2)
        secrets = {
            *hidden,
            *answer,
            *(f"{int(number):,}".replace(",", "\\thinspace ") for number in (*hidden, *answer)),
        }
        for ending in ("pdf", "md"):
            data = (sitting / "papers" / f"{seat['paper']}.{ending}").read_bytes()
            assert found_in(data, secrets, tmp_path) == set()


def test_no_file_of_a_sitting_holds_the_secret_or_a_seed(sitting: Path, tmp_path: Path):
    label = {seat["student"]: seat["paper"] for seat in seats(sitting)}
    secrets: set[str | bytes] = {KEY, KEY.hex()}
    for student in STUDENTS:
        number, code = label[student].split("-")
        secrets.add(seed_for_student(KEY, "quiz", "main", student, "slot-canary", "area").key)
        secrets.add(derived(KEY, "solgen page 1", "quiz", "main", str(int(number)), code))
    everything = files_in(sitting)
    assert len(everything) > 20
    for name, data in everything.items():
        assert found_in(data, secrets, tmp_path) == set(), name


def test_no_paper_knows_the_fingerprint_either(sitting: Path, tmp_path: Path):
    for data in files_in(sitting / "papers").values():
        assert found_in(data, {Secret(KEY).fingerprint}, tmp_path) == set()


def test_a_paper_names_its_student_and_nobody_else(sitting: Path, tmp_path: Path):
    everybody = {word: seat["student"] for seat in seats(sitting) for word in (seat["student"], seat["name"])}
    everybody |= {
        word: seat["student"] for seat in seats(sitting) for word in (seat["paper"], seat["name"].split()[-1])
    }
    for seat in seats(sitting):
        own = {word for word, student in everybody.items() if student == seat["student"]}
        for ending in ("pdf", "md"):
            data = (sitting / "papers" / f"{seat['paper']}.{ending}").read_bytes()
            assert found_in(data, everybody, tmp_path) == own


def test_solutions_and_marking_schemes_name_nobody(sitting: Path, tmp_path: Path):
    words = {*STUDENTS, *STUDENTS.values(), *(name.split()[-1] for name in STUDENTS.values())}
    for folder in ("solutions", "marking"):
        for name, data in files_in(sitting / folder).items():
            assert found_in(data, words, tmp_path) == set(), name


def test_no_file_tells_where_it_was_made(sitting: Path, tmp_path: Path):
    for name, data in files_in(sitting / "papers").items():
        assert found_in(data, {str(sitting.parent.parent), "area.md", "quiz.secret"}, tmp_path) == set(), name


def test_the_solutions_hold_what_the_papers_must_not(sitting: Path, tmp_path: Path):
    """What is searched for would be found: it stands in the solutions."""
    for name, data in files_in(sitting / "solutions").items():
        if name.endswith("pdf"):
            assert found_in(data, CANARIES, tmp_path) == {"CANARYSOLUTION", "CANARYREASON", "CANARYFIGURE"}


def attached(document: pikepdf.Pdf, data: bytes) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        document, data, filename="note.txt", description="", mime_type="text/plain", creation_date="", mod_date=""
    )


def hidden_in(document: pikepdf.Pdf, place: str, word: str) -> None:
    """Put a word where no reader of the page sees it."""
    if place == "title":
        document.docinfo["/Title"] = pikepdf.String(word)
    elif place == "metadata":
        with document.open_metadata() as metadata:
            metadata["dc:description"] = word
    elif place == "alternative text":
        document.Root.StructTreeRoot.K[0].Alt = pikepdf.String("ä" + word)
    elif place == "attachment":
        document.attachments["note.txt"] = attached(document, word.encode())
    elif place == "attachment's name":
        document.attachments[word] = attached(document, b"nothing")
    elif place == "name of an object":
        document.Root[f"/{word}"] = pikepdf.Array([])
    elif place == "stream":
        document.Root.Hidden = document.make_stream(word.encode("utf-16-le") * 3)
    else:
        document.pages[0].Contents = document.make_stream(f"BT <{word.encode().hex()}> Tj ET".encode())


@pytest.mark.parametrize(
    "place",
    ["title", "metadata", "alternative text", "attachment", "attachment's name", "name of an object", "stream", "page"],
)
def test_a_word_is_found_wherever_it_is_hidden(place: str, sitting: Path, tmp_path: Path):
    paper = next(iter((sitting / "papers").glob("*.pdf")))
    out = io.BytesIO()
    with pikepdf.open(paper) as document:
        hidden_in(document, place, "HIDDENWORD")
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert found_in(out.getvalue(), ["HIDDENWORD", "ANOTHERWORD"], tmp_path) == {"HIDDENWORD"}
