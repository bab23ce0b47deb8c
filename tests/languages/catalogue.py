"""The catalogues of languages: gathered from source and templates, brought up to date, compiled. Needs Babel.

``python -m tests.languages.catalogue`` brings every ``solgen/languages/*.po`` up to date and compiles it;
``python -m tests.languages.catalogue fr`` begins ``fr.po`` first.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from solgen.notation.units import UNITS
from solgen.notation.writing import spoken, symbols

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ROOT / "solgen" / "languages"
_WORDS = ROOT / "solgen" / "notation" / "writing" / "words"
_FUNCTIONS: dict[str, Any] = {
    "say": None, "count": (1, 2), "marked": None, "phrase": None,
}  # fmt: skip
_SPOKEN: dict[str, Any] = dict.fromkeys(
    ("phrase", "whole", "around", "pair", "big", "big_over", "extremum", "listed", "between")
)
"""What takes a phrase in the package that says terms."""
_TEMPLATES = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<<", "variable_end_string": ">>",
    "comment_start_string": "<#", "comment_end_string": "#>", "silent": "false",
}  # fmt: skip


def _files() -> Iterator[tuple[Path, str, dict[str, str]]]:
    for room in ("sheets", "render", "notation/writing", "building/sitting"):
        for path in sorted((ROOT / "solgen" / room).rglob("*.py")):
            yield path, "python", {}
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield path, "jinja2.ext:babel_extract", dict(_TEMPLATES)


def _tables() -> Iterator[str]:
    """Words that stand in tables, where no function names them."""
    yield from spoken.RELATIONS.values()
    yield from spoken.CONSTANTS.values()
    yield from spoken.BUILTINS.values()
    yield from spoken.LIMITS.values()
    yield from spoken.INTERVALS.values()
    for phrases in (*spoken.DERIVATIVES, *spoken.QUANTIFIED.values()):
        yield from phrases
    for path in sorted(_WORDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _BLANK.search(node.value):
                yield node.value  # phrases that are chosen before they are said
    yield from (word for _, word in symbols.ACCENTS.values())
    yield from symbols.STYLES.values()
    yield from (symbol.spoken for symbol in symbols.SYMBOLS.values() if symbol.kind == "ordinary")
    yield from (unit.names for unit in UNITS)


_BLANK = re.compile(r"\{[a-z]+\}")


def gathered() -> Catalog:
    """Every message of the sheets, in the order of files."""
    catalog = Catalog(project="solgen", charset="utf-8", fuzzy=False)
    for path, method, options in _files():
        where = path.relative_to(ROOT).as_posix()
        keywords = _SPOKEN if path.parent == _WORDS else _FUNCTIONS
        found = extract(method, BytesIO(path.read_bytes()), keywords=keywords, options=options)
        for _, message, _, _ in found:
            catalog.add(message, locations=[(where, 0)])
    for words in _tables():
        if words:
            catalog.add(words, locations=[("solgen/notation", 0)])
    return catalog


def read(path: Path) -> Catalog:
    """A catalogue of a language, by the name of its file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.stem)


def as_po(catalog: Catalog) -> bytes:
    """The file that people edit: the same bytes for the same words, whenever it is written."""
    out = BytesIO()
    write_po(out, catalog, width=110, omit_header=False, include_lineno=False, sort_by_file=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_CHANGING)).lstrip("\n").encode()


_CHANGING = (
    '"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team',
    '"Report-Msgid-Bugs-To', '"Project-Id-Version', "#, fuzzy", "# ", "#\n",
)  # fmt: skip
"""How lines begin that say when and by whom a file was written."""


def as_mo(catalog: Catalog) -> bytes:
    """The file that gettext reads."""
    out = BytesIO()
    parsed = read_po(BytesIO(as_po(catalog)), locale=catalog.locale)
    parsed.creation_date = parsed.revision_date = datetime(2000, 1, 1, tzinfo=UTC)  # else it would be today
    write_mo(out, parsed)
    return out.getvalue()


def updated(path: Path) -> Catalog:
    """The catalogue of a file with the messages that there are today; what is new has no translation yet."""
    catalog = read(path) if path.is_file() else Catalog(locale=path.stem, project="solgen", charset="utf-8")
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def main(begun: list[str]) -> None:
    """Bring all catalogues up to date."""
    for path in sorted({*LANGUAGES.glob("*.po"), *(LANGUAGES / f"{code}.po" for code in begun)}):
        catalog = updated(path)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        missing = sum(1 for message in catalog if message.id and not all(_strings(message.string)))
        print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {missing} without a translation")  # noqa: T201 -- a command


def _strings(string: Any) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string,)


if __name__ == "__main__":
    main(sys.argv[1:])
