"""``claims.json``: every claim of a build with its verdict, packed so that anybody can judge it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from solgen.building.manifest import versions
from solgen.diagnostics import Diagnostic, Place
from solgen.documents.checked import CheckedStep
from solgen.exams.papers import SolvedQuestion
from solgen.judge import Judge, claim_digest, context_digest, packed_sides
from solgen.kernel.claim import Claim
from solgen.kernel.verdict_as_data import verdict_as_json
from solgen.notation.context import Context, pack_context, unpack_context
from solgen.notation.packing import unpack

SCHEMA = "solgen-claims/1"


def claims_file(questions: Sequence[SolvedQuestion], kernel: str) -> bytes:
    """The file's contents: contexts once each by digest, and the claims in the order of the sheets."""
    contexts: dict[str, Any] = {}
    rows = []
    for question in questions:
        for step in question.checked.steps:
            digest = context_digest(step.step.claim.context)
            contexts.setdefault(digest, pack_context(step.step.claim.context))
            rows.append(claim_row(question.variant.question.id, step, digest))
    data = {"schema": SCHEMA, "kernel": kernel, "versions": versions(), "contexts": contexts, "claims": rows}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_claims(text: str) -> list[tuple[Claim, Mapping[str, Any]]]:
    """The claims of such a file, each with its row. Raises ValueError or KeyError for other data."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        message = f"not a file with the schema {SCHEMA}"
        raise ValueError(message)
    contexts = {digest: unpack_context(packed) for digest, packed in data["contexts"].items()}
    return [found for row in data["claims"] for found in claims_of(row, contexts)]


def claims_of(row: Mapping[str, Any], contexts: Mapping[str, Context]) -> Iterator[tuple[Claim, Mapping[str, Any]]]:
    """The claim of a row, and the one that its line follows from the line before, each with its own verdict."""
    for prefix in ("", "follow_"):
        if f"{prefix}terms" in row:
            left, right = unpack(row[f"{prefix}terms"])
            claim = Claim(contexts[row["context"]], left, row[f"{prefix}relation"], right, tuple(row["unknowns"]))
            yield claim, {**row, "verdict": row[f"{prefix}verdict"]}


def verdict_changes(claims: Sequence[tuple[Claim, Mapping[str, Any]]], judge: Judge) -> tuple[Diagnostic, ...]:
    """What the judge says otherwise of claims than their rows do."""
    verdicts = judge.verdicts([claim for claim, _ in claims])
    return tuple(
        Diagnostic(
            "build-verdict-changed",
            f"`{row['left']} {row['relation']} {row['right']}` was {row['verdict']['word']}, now {verdict.word.value}",
            Place(row["place"]["file"], row["place"]["line"]),
            "build again with this version of solgen",
        )
        for (_, row), verdict in zip(claims, verdicts, strict=True)
        if row["verdict"]["word"] not in {verdict.word.value, "vouched"}
    )


def claim_row(question: str, checked: CheckedStep, context: str) -> dict[str, Any]:
    """One step of a question with its verdict as JSON data; ``context`` is the digest of the claim's context."""
    step = checked.step
    row: dict[str, Any] = {
        "question": question,
        "part": step.part,
        "section": step.kind.value,
        "role": step.role.value,
        "place": _place(step.place),
        "left": step.left_latex,
        "right": step.right_latex,
        "claim": claim_digest(step.claim),
        "context": context,
        "relation": step.claim.relation,
        "unknowns": list(step.claim.unknowns),
        "terms": packed_sides(step.claim),
        "verdict": verdict_as_json(checked.verdict),
    }
    if step.follow is not None:
        row["follow_relation"] = step.follow.relation
        row["follow_terms"] = packed_sides(step.follow)
        row["follow_verdict"] = verdict_as_json(checked.follows)
    return row


def _place(place: Place) -> dict[str, Any]:
    """A place without the folders of this machine."""
    return {"file": place.file.replace("\\", "/").rpartition("/")[2], "line": place.line, "note": place.note}
