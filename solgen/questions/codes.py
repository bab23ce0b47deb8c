"""The codes of what is wrong with a file: the same faults in a question and in an exam, each with its own page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileCodes:
    """The codes for one kind of file; ``word`` names the kind."""

    word: str
    file: str
    too_large: str
    not_text: str
    empty: str
    yaml: str
    alias: str
    duplicate_key: str
    eaten_by_yaml: str
    unknown_key: str
    missing_key: str
    wrong_type: str


QUESTION = FileCodes(
    word="question",
    file="question-file",
    too_large="question-too-large",
    not_text="question-not-text",
    empty="question-empty",
    yaml="question-yaml",
    alias="question-alias",
    duplicate_key="question-duplicate-key",
    eaten_by_yaml="question-eaten-by-yaml",
    unknown_key="question-unknown-key",
    missing_key="question-missing-key",
    wrong_type="question-wrong-type",
)
EXAM = FileCodes(
    word="exam",
    file="exam-file",
    too_large="exam-too-large",
    not_text="exam-not-text",
    empty="exam-empty",
    yaml="exam-yaml",
    alias="exam-alias",
    duplicate_key="exam-duplicate-key",
    eaten_by_yaml="exam-eaten-by-yaml",
    unknown_key="exam-unknown-key",
    missing_key="exam-missing-key",
    wrong_type="exam-wrong-type",
)
