"""An audited text given back as files: corrections as PDF, Markdown and HTML, whole or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Final

from solgen.audit.audited import Audit
from solgen.building.files import MANIFEST, digest, publish
from solgen.building.manifest import Manifest, read_manifest, versions
from solgen.diagnostics import Diagnostic, Failure
from solgen.render import html, markdown, typst
from solgen.sheets.corrections import compose_corrections
from solgen.sheets.sheet import Corrections
from solgen.typeset import typst as engine
from solgen.typeset.glyphs import covered

FORMATS: Final = ("pdf", "md", "html")
_UNPRINTED: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def write_corrections(audit: Audit, folder: Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write ``corrections.pdf``, ``.md`` and ``.html`` of one text into its own ``folder``; the files in that order.

    Raises Failure: build-unknown-format, and what writing and typesetting raise; then the folder is as it was.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        hint = f"the formats are {', '.join(FORMATS)}"
        raise Failure(Diagnostic("build-unknown-format", f"there is no format `{unknown[0]}`", hint=hint))
    wanted = [name for name in FORMATS if name in formats]
    sheet = compose_corrections(audit)
    files = {f"corrections.{name}": _made(sheet, name) for name in wanted}
    known = read_manifest(folder)
    text = audit.understanding.manuscript.source.text
    manifest = Manifest(
        target=sheet.file,
        variant="corrections",
        options={"formats": ",".join(wanted)},
        versions=versions(),
        inputs={sheet.file: digest(text.encode("utf-8", "surrogatepass"))},
        claims=audit.counts(),
        files={name: digest(data) for name, data in files.items()},
    )
    publish(folder, {**files, MANIFEST: manifest.as_bytes()}, known.files if known is not None else {})
    return tuple(folder / name for name in files)


def folders_of(texts: Sequence[str], out: Path) -> tuple[Path, ...]:
    """A folder inside ``out`` for each text, called as its file is; files of the same name are numbered."""
    taken: set[str] = set()
    folders = []
    for text in texts:
        stem = PurePath(text).stem.strip(". ") or "text"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        folders.append(out / name)
    return tuple(folders)


def _made(sheet: Corrections, form: str) -> bytes:
    if form == "pdf":
        return engine.typeset(typst.render(spelled_out(sheet)))
    written = markdown.render(sheet) if form == "md" else html.render(sheet)
    return written.encode("utf-8", "replace")


def spelled_out(sheet: Corrections) -> Corrections:
    """The sheet with every character that no font has written as its code point, ``[U+4E2D]``.

    A text that somebody else wrote is not refused for a character, and none of it may vanish.
    """
    changed = _spelled_out(sheet)
    assert isinstance(changed, Corrections)
    return changed


def _spelled_out(node: Any) -> Any:
    if isinstance(node, Enum):
        return node
    if isinstance(node, str):
        if node.isascii() and node.isprintable():
            return node
        return "".join(map(_character, node)) if not covered().issuperset(node) else node
    if isinstance(node, tuple):
        changed = tuple(map(_spelled_out, node))
        return changed if any(new is not old for new, old in zip(changed, node, strict=True)) else node
    if is_dataclass(node) and not isinstance(node, type):
        values = {each.name: getattr(node, each.name) for each in fields(node)}
        differing = {name: new for name, value in values.items() if (new := _spelled_out(value)) is not value}
        return replace(node, **differing) if differing else node
    return node


def _character(character: str) -> str:
    if character in covered() or unicodedata.category(character) in _UNPRINTED:
        return character
    return f"[U+{ord(character):04X}]"
