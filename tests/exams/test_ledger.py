from __future__ import annotations

import json
from dataclasses import replace

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams.ledger import IssuedQuestion, Ledger, LedgerEntry
from solgen.exams.ledger_file import ledger_from, ledger_text, refuse_other_ledger
from tests.exams.sittings import sitting_of, write_question

FIELDS = ["number", "code", "student", "name", "questions", "versions", "shared", "replaces"]


def entry(number: int) -> LedgerEntry:
    questions = (IssuedQuestion("first", "one", number, "ab" * 16), IssuedQuestion("second", "two", 0, "cd" * 16))
    return LedgerEntry(number, f"{number:04x}", f"s{number}", 'Ana "Ñ" =1+1\n', questions, "v1")


LEDGER = Ledger("midterm", "june", "f" * 16, tuple(map(entry, range(1, 5))), {"v1": {"solgen": "1"}})


def refused(text: str) -> tuple[str, int]:
    with pytest.raises(Failure) as caught:
        ledger_from(text, "ledger.json")
    (diagnostic,) = caught.value.diagnostics
    assert explanation(diagnostic.code)
    return diagnostic.code, diagnostic.place.line


def test_a_ledger_comes_back_from_its_file():
    assert ledger_from(ledger_text(LEDGER), "ledger.json") == LEDGER
    empty = replace(LEDGER, entries=(), versions={})
    assert ledger_from(ledger_text(empty), "ledger.json") == empty


def test_an_entry_stands_on_a_line_and_stays_there_when_more_are_added():
    short = ledger_text(replace(LEDGER, entries=LEDGER.entries[:2])).splitlines()
    long = ledger_text(LEDGER).splitlines()
    assert len(long) == 4 + 4
    assert [line.rstrip(",") for line in long[:4]] == [line.rstrip(",") for line in short[:4]]


@pytest.mark.parametrize("field", FIELDS)
def test_an_entry_that_was_changed_is_found_at_its_line(field):
    data = json.loads(ledger_text(LEDGER))
    value = data["entries"][2][field]
    if field == "questions":
        value[0][3] = "00" * 16
    data["entries"][2][field] = value + (value if isinstance(value, str) else 1) if field != "questions" else value
    lines = [json.dumps(line) for line in data["entries"]]
    head, versions = ledger_text(LEDGER).splitlines()[0], '"versions": {}}'
    text = "\n".join([head, '"entries": [', ",\n".join(lines), "],", versions])
    assert refused(text) == ("exam-ledger", 5)


def test_an_entry_that_was_lost_or_moved_is_found():
    lines = ledger_text(LEDGER).splitlines()
    assert refused("\n".join([*lines[:3], *lines[4:]])) == ("exam-ledger", 4)
    assert refused("\n".join([*lines[:3], lines[4], lines[3], *lines[5:]])) == ("exam-ledger", 4)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"schema": "other"}', "[" * 100_000])
def test_what_is_no_ledger_is_refused(text):
    assert refused(text) == ("exam-ledger", 0)


def test_a_ledger_of_something_else_is_refused(tmp_path):
    write_question(tmp_path, "one")
    sitting = sitting_of(tmp_path, "  - one")
    mine = replace(LEDGER, secret=sitting.secret.fingerprint)
    refuse_other_ledger(mine, sitting, "ledger.json")
    for other in (replace(mine, exam="final"), replace(mine, sitting="july"), LEDGER):
        with pytest.raises(Failure) as caught:
            refuse_other_ledger(other, sitting, "ledger.json")
        assert caught.value.diagnostics[0].code == "exam-ledger-other"
