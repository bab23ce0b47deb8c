"""Every catalogue says everything that the sheets say, with the same blanks, and is compiled from what people edit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solgen.languages.language import ENGLISH, known_languages, language_named
from tests.languages.catalogue import LANGUAGES, ROOT, as_mo, as_po, gathered, read, updated

CATALOGUES = sorted(LANGUAGES.glob("*.po"))


def strings(message: Any) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, tuple | list) else (message,)


def literals() -> Iterator[str]:
    """What is said word by word in the rooms that speak: the first arguments of ``say``, ``count`` and ``phrase``."""
    rooms = ("sheets", "render", "notation/writing")
    for path in (each for room in rooms for each in (ROOT / "solgen" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                said = node.args[0].value
                speaks = called in {"say", "phrase", "marked"} or (called == "count" and len(node.args) == 3)
                if speaks and isinstance(said, str):
                    yield said


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_message_of_today_and_no_other(path: Path):
    assert as_po(updated(path)).decode() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_without_a_translation(path: Path):
    assert [message.id for message in read(path) if message.id and not all(strings(message.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_blanks_of_the_original(path: Path):
    for message in read(path):
        blanks = sorted(re.findall(r"\{\w*\}", strings(message.id)[-1]))
        for string in strings(message.string) if message.id else ():
            assert sorted(re.findall(r"\{\w*\}", string)) == blanks, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_compiled_catalogue_is_that_of_the_text(path: Path):
    assert path.with_suffix(".mo").read_bytes() == as_mo(read(path))


def test_what_is_said_word_by_word_is_gathered():
    known = {strings(message.id)[0] for message in gathered() if message.id}
    assert set(literals()) - known == set()
    assert len(set(literals())) > 60


def test_spanish_is_known_by_its_regions_too():
    assert known_languages() == ("en", "es")
    for code in ("es", "es-MX", "ES"):
        assert language_named(code).say("Solutions") == "Soluciones"
    assert language_named("es").count("{number} mark", "{number} marks", 1) == "1 punto"
    assert language_named("es").count("{number} mark", "{number} marks", 4) == "4 puntos"


@pytest.mark.parametrize("code", ["fr", "", "en", "../es", "e/s", "e\0s"])
def test_what_has_no_catalogue_is_said_in_english(code: str):
    assert language_named(code).say("Solutions") == "Solutions"


def test_values_are_put_in_as_they_are():
    assert ENGLISH.say("{said} squared", said="{x} %s {}") == "{x} %s {} squared"
