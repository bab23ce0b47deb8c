"""What is asked for, where it will stand, and whether it already does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from solgen.building.files import unchanged
from solgen.building.manifest import Manifest, input_digest, read_manifest, resolved, versions
from solgen.diagnostics import Diagnostic, Failure

FORMATS = ("pdf", "md", "tex")
ENGINES = ("typst", "latex")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which variant: the reference, the one of a seed, or the reference with some values replaced."""

    seed: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the variant is called in print and in messages; empty for the reference."""
        if self.seed is not None:
            return f"seed {self.seed}"
        return ", ".join(f"{name} = {value}" for name, value in self.values.items())


@dataclass(frozen=True, slots=True)
class Look:
    """How sheets are set: formats, engine, templates that take the place of ours."""

    formats: tuple[str, ...] = FORMATS
    engine: str = "typst"
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One build: from which file, as which variant, how, and into which folder."""

    source: Path
    id: str
    choice: Choice
    look: Look
    strict: bool
    folder: Path

    @property
    def options(self) -> dict[str, str]:
        """Everything besides the inputs that changes the output, as text for the manifest."""
        return {
            "engine": self.look.engine,
            "formats": ",".join(self.look.formats),
            "strict": "yes" if self.strict else "no",
        }


def plan(source: Path, choice: Choice, look: Look, out: Path, *, strict: bool) -> Plan:
    """The plan for a source file. The folder is ``out/ID``, or ``out/ID-seed-N`` for a seed."""
    identity = identity_of(source)
    suffix = f"-seed-{choice.seed}" if choice.seed is not None else ""
    return Plan(source, identity, choice, look, strict, out / f"{identity}{suffix}")


def identity_of(source: Path) -> str:
    """The id that a file gives itself, found without loading it; the file's name where it gives none."""
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return source.stem
    found = re.search(r"^id:[ \t]*([a-z0-9][a-z0-9-]*)[ \t]*(?:#.*)?$", text, re.MULTILINE)
    return found[1] if found else source.stem


def formats_from(text: str) -> tuple[str, ...]:
    """``pdf,md`` as formats, in our order. Raises Failure (build-unknown-format)."""
    asked = [word.strip().lower() for word in text.split(",") if word.strip()]
    unknown = [word for word in asked if word not in FORMATS]
    if unknown or not asked:
        what = f"there is no format `{unknown[0]}`" if unknown else "no format was named"
        raise Failure(Diagnostic("build-unknown-format", what, hint=f"the formats are {', '.join(FORMATS)}"))
    return tuple(word for word in FORMATS if word in asked)


def up_to_date(planned: Plan) -> Manifest | None:
    """The manifest of the planned folder if nothing has changed since it was written, inputs and outputs; else None."""
    known = read_manifest(planned.folder)
    if known is None:
        return None
    same = (
        known.target == planned.id
        and known.variant == (planned.choice.label or "reference")
        and dict(known.options) == planned.options
        and dict(known.versions) == versions()
        and all(input_digest(resolved(name, planned.source.parent)) == was for name, was in known.inputs.items())
        and input_names_cover(known, planned)
        and unchanged(planned.folder, known.files)
    )
    return known if same else None


def input_names_cover(known: Manifest, planned: Plan) -> bool:
    """Whether the manifest's inputs were found from this very source, with these templates."""
    names = {resolved(name, planned.source.parent).resolve() for name in known.inputs}
    templates = [] if planned.look.templates is None else template_files(planned.look.templates)
    return planned.source.resolve() in names and all(path.resolve() in names for path in templates)


def template_files(folder: Path) -> list[Path]:
    """The files of a folder of templates, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
