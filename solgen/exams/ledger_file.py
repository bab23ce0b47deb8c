"""The ledger as a file: JSON with an entry a line, so that what was added is seen at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.ledger import IssuedQuestion, Ledger, LedgerEntry
from solgen.exams.sitting import Sitting

SCHEMA = "solgen-ledger/1"
_HINT = "bring back the file as solgen wrote it; it is what says who has which paper"


def empty_ledger(sitting: Sitting) -> Ledger:
    """The ledger of a sitting in which nothing was issued."""
    return Ledger(sitting.exam.id, sitting.name, sitting.secret.fingerprint)


def ledger_text(ledger: Ledger) -> str:
    """The contents of the file."""
    head = json.dumps(
        {"schema": SCHEMA, "exam": ledger.exam, "sitting": ledger.sitting, "secret": ledger.secret}, ensure_ascii=False
    )
    versions = json.dumps(ledger.versions, ensure_ascii=False, sort_keys=True)
    entries = ",\n".join(_lines(ledger))
    return f'{head[:-1]},\n"entries": [\n{entries}\n],\n"versions": {versions}}}\n'


def _lines(ledger: Ledger) -> Iterator[str]:
    chain = _beginning(ledger)
    for entry in ledger.entries:
        chain = entry.chained(chain)
        data = {
            "number": entry.number,
            "code": entry.code,
            "student": entry.student,
            "name": entry.name,
            "questions": [[q.slot, q.question, q.draw, q.identity] for q in entry.questions],
            "versions": entry.versions,
            "shared": entry.shared,
            "replaces": entry.replaces,
            "chain": chain,
        }
        yield json.dumps(data, ensure_ascii=False)


def _beginning(ledger: Ledger) -> str:
    return f"{ledger.exam} {ledger.sitting} {ledger.secret}"


def ledger_from(text: str, file: str) -> Ledger:
    """The ledger in a file's text. Raises Failure (exam-ledger) where it is none, or not as it was written."""
    try:
        data = json.loads(text)
        _expect_schema(data)
        ledger = Ledger(
            str(data["exam"]),
            str(data["sitting"]),
            str(data["secret"]),
            tuple(_entry(line) for line in data["entries"]),
            {str(name): {str(k): str(v) for k, v in known.items()} for name, known in data["versions"].items()},
        )
        chains = [line["chain"] for line in data["entries"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = " ".join(str(error).split())[:120]
        message = f"this is not a ledger that solgen has written: {reason}"
        raise Failure(Diagnostic("exam-ledger", message, Place(file), _HINT)) from None
    chain = _beginning(ledger)
    for position, (entry, written) in enumerate(zip(ledger.entries, chains, strict=True)):
        chain = entry.chained(chain)
        if chain != written:
            message = f"the entry of paper {entry.number} is not as it was written, or one before it is missing"
            raise Failure(Diagnostic("exam-ledger", message, Place(file, position + 3), _HINT))
    return ledger


def _expect_schema(data: dict[str, Any]) -> None:
    if data["schema"] != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")


def _entry(data: dict[str, Any]) -> LedgerEntry:
    questions = tuple(
        IssuedQuestion(str(slot), str(question), int(draw), str(identity))
        for slot, question, draw, identity in data["questions"]
    )
    return LedgerEntry(
        number=int(data["number"]),
        code=str(data["code"]),
        student=str(data["student"]),
        name=str(data["name"]),
        questions=questions,
        versions=str(data["versions"]),
        shared=int(data["shared"]),
        replaces=int(data["replaces"]),
    )


def refuse_other_ledger(ledger: Ledger, sitting: Sitting, file: str) -> None:
    """Raise Failure (exam-ledger-other) where a ledger belongs to another exam, sitting or secret."""
    for what, theirs, ours in (
        ("exam", ledger.exam, sitting.exam.id),
        ("sitting", ledger.sitting, sitting.name),
        ("secret", ledger.secret, sitting.secret.fingerprint),
    ):
        if theirs != ours:
            message = f"this ledger belongs to the {what} {theirs}, not to {ours}"
            if what == "secret":
                hint = f"bring back the secret's file {sitting.plan.secret_file}, or choose another folder with --out"
            else:
                hint = "choose another folder with --out"
            raise Failure(Diagnostic("exam-ledger-other", message, Place(file), hint))
