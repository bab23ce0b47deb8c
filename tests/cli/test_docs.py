"""The documents are run: examples compile, tables name what there is, links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from solgen.cli.application import application
from solgen.documents.blocks import Role
from solgen.documents.roles import KEYS
from solgen.kernel.claim import Word
from solgen.notation.context import Kind
from solgen.questions.filters import FILTERS
from solgen.questions.question import AnswerKind

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
runner = CliRunner()


def test_the_example_of_the_format_is_a_question_that_compiles(tmp_path):
    example = re.search(r"````markdown\n(.*?)````", FORMAT, re.DOTALL)
    assert example
    path = tmp_path / "tanh-by-sigmoid.md"
    path.write_text(example[1], encoding="utf-8")
    result = runner.invoke(application, ["check", str(path), "--variants", "5", "--strict"])
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLAIM])
def test_every_role_is_documented(role):
    assert f"`{{.{role.value}}}`" in FORMAT


@pytest.mark.parametrize("key", KEYS)
def test_every_attribute_is_documented(key):
    assert f"{key}=" in FORMAT


@pytest.mark.parametrize("kind", [*Kind, *AnswerKind])
def test_every_kind_is_documented(kind):
    assert kind.value in FORMAT


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_documented(name):
    assert f"|{name}" in FORMAT


@pytest.mark.parametrize("word", Word)
def test_every_verdict_is_documented(word):
    assert f"**{word.value}**" in (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path):
    for target in re.findall(
        r"\]\((?!https?:|#)([^)#]+)[^)]*\)",
        re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL),
    ):
        assert (path.parent / target).exists(), target


def test_the_request_that_the_documents_show_is_answered():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    request = re.search(r"echo '(\{.*?\})' \| solgen judge", text)
    assert request
    result = runner.invoke(application, ["judge"], input=request[1] + "\n")
    assert json.loads(result.stdout)["claims"][0]["verdict"] == "proved"
