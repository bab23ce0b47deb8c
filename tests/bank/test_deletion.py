"""No token of the bank's formulas is read over: leaving one out changes what is read, or is refused."""

from __future__ import annotations

import pytest

from solgen.documents import read as document_reader
from solgen.documents import remembered
from solgen.documents.read import read_document
from solgen.questions import bank
from solgen.questions.draw import draw, reference_variant, seed_for
from solgen.questions.fill import fill
from solgen.questions.load import load
from tests.notation.deletion import definition_key, reading_key, unread_tokens


def recorded(memory, monkeypatch):
    """What a memory of readings is asked from now on, each with its context; what it knew is forgotten."""
    asked = {}
    work = memory.work

    def note(latex, context, meaning):
        asked[latex] = context
        return work(latex, context, meaning)

    monkeypatch.setattr(memory, "work", note)
    monkeypatch.setattr(memory, "known", {})
    return asked


@pytest.mark.parametrize("path", bank.questions(), ids=lambda path: path.stem)
def test_every_token_of_every_formula_counts(path, monkeypatch):
    read = recorded(remembered.read_remembered, monkeypatch)
    defined = recorded(remembered.read_definition_remembered, monkeypatch)
    question = load(path).question
    for variant in (reference_variant(question), draw(question, seed_for(5, question.id))):
        filled = fill(variant)
        document_reader._read_once.cache_clear()  # another test of this process may have read the same text
        read_document(filled.pieces, filled.declare)
    assert len(read) + len(defined) > 20
    keys = [(latex, reading_key(context)) for latex, context in read.items()]
    keys += [(latex, definition_key(context)) for latex, context in defined.items()]
    unread = {latex: [token.text for token in unread_tokens(latex, key)] for latex, key in keys}
    assert {latex: tokens for latex, tokens in unread.items() if tokens} == {}
