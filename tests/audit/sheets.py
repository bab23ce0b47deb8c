"""The sheets of ``tests/cases/audit`` with what is expected of their lines, and how an audit is held against that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from solgen.audit.audited import Audit, AuditedClaim, AuditWord

CASES = Path(__file__).parents[1] / "cases" / "audit"
SETTLED = frozenset({AuditWord.PROVED, AuditWord.CERTIFIED, AuditWord.DEFINITION})
OPEN = frozenset({AuditWord.UNDECIDED, AuditWord.UNREADABLE, AuditWord.BOUNDED})
_WRONG = ("wrong", "ill-formed")
_NEVER_WRONG = ("right", "broken", "vacuous", "definition", "hypothesis", "mention", "open")


@dataclass(frozen=True)
class Expectation:
    """One row: the line (of a file, of a cell), which claims of it, and what they are."""

    line: int
    word: str
    file: str = ""
    cell: int = 0
    of: str = ""
    kind: str = ""
    label: str = ""
    words: bool = False

    def __str__(self) -> str:
        where = f"cell {self.cell}, line {self.line}" if self.cell else f"{self.file} line {self.line}".strip()
        return f"{where} {self.of} should be {self.word}".replace("  ", " ")


def sheets() -> tuple[Path, ...]:
    """The sheets that have an expectation."""
    return tuple(
        next(file for file in sorted(CASES.glob(f"{name}.*")) if file.suffix not in (".yaml", ""))
        for name in sorted(file.name.removesuffix(".expected.yaml") for file in CASES.glob("*.expected.yaml"))
    )


def expectations(sheet: Path) -> tuple[Expectation, ...]:
    """What is expected of a sheet."""
    rows = YAML(typ="safe").load(sheet.with_suffix(".expected.yaml").read_text(encoding="utf-8"))["expected"]
    return tuple(_expectation(row) for row in rows)


def _expectation(row: dict[str, Any]) -> Expectation:
    known = {key: value for key, value in row.items() if key != "is"}
    return Expectation(word=row["is"], **known)


def _bare(latex: str) -> str:
    return "".join(latex.split())


def _at(claim: AuditedClaim, row: Expectation) -> bool:
    place = claim.place
    if row.file and Path(place.file).name != row.file:
        return False
    if (
        not row.file
        and row.cell == 0
        and Path(place.file).suffix == ".tex"
        and Path(place.file).parent.name[:2].isdigit()
    ):
        return False
    if row.cell and f"cell {row.cell}" not in f"{place.file} {place.note}":
        return False
    return place.line == row.line and claim.sentence == row.words


@dataclass(frozen=True)
class Held:
    """An audit held against the expectations: each list in words, empty where all is well."""

    missed: tuple[str, ...]
    """Wrong lines that were not found."""
    alarms: tuple[str, ...]
    """Lines called wrong that are not."""
    kinds: tuple[str, ...]
    """Mistakes whose kind was not named, or named otherwise."""
    causes: tuple[str, ...]
    """Not reported as it should be: what follows from a wrong line, is true but does not follow, is vacuous."""
    undecided: tuple[str, ...]
    """Claims that were not decided or could not be read."""
    claims: int

    @property
    def undecided_share(self) -> float:
        """The share of claims that are not decided or not readable."""
        return len(self.undecided) / max(self.claims, 1)


def hold(found: Audit, rows: Sequence[Expectation]) -> Held:
    """What an audit says beside what it should say."""
    missed: list[str] = []
    kinds: list[str] = []
    causes: list[str] = []
    accounted: set[str] = set()
    for row, claims in _matched(found, rows):
        here = f"{row}: " + "; ".join(f"{claim.relation} {claim.right} is {_said(claim)}" for claim in claims)
        if row.word in _WRONG:
            wrong = [claim for claim in claims if claim.wrong or claim.follows_not]
            accounted |= {claim.id for claim in claims}
            if not wrong:
                missed.append(here)
            elif row.kind and not any(_named(claim, row.kind) for claim in wrong):
                kinds.append(f"{row} ({row.kind}): " + ", ".join(c.mistake.name if c.mistake else "-" for c in wrong))
        elif row.word == "follows":
            accounted |= {claim.id for claim in claims}
            if not any(claim.wrong and claim.cause for claim in claims):
                causes.append(here)
        elif row.word == "broken" and not any(claim.follows_not for claim in claims):
            causes.append(here)
        elif row.word == "vacuous":
            accounted |= {claim.id for claim in claims}
            if not any(claim.vacuous or claim.wrong for claim in claims):
                causes.append(here)
    alarms = [
        f"line {claim.place.line}: {claim.left} {claim.relation} {claim.right} is {_said(claim)}: {claim.message}"
        for claim in found.claims
        if claim.wrong and claim.id not in accounted
    ]
    undecided = [
        f"line {claim.place.line}: {claim.right or claim.latex}: {claim.message}"
        for claim in found.claims
        if claim.word in OPEN
    ]
    return Held(tuple(missed), tuple(alarms), tuple(kinds), tuple(causes), tuple(undecided), len(found.claims))


def _matched(found: Audit, rows: Sequence[Expectation]) -> Iterator[tuple[Expectation, list[AuditedClaim]]]:
    """Each row with its claims: those that its LaTeX is in, else those of the line that no other row names."""
    for row in rows:
        here = [claim for claim in found.claims if _at(claim, row)]
        if row.of:
            yield row, [claim for claim in here if _bare(row.of) in _bare(claim.right)]
            continue
        taken = [_bare(other.of) for other in rows if other.of and (other.line, other.file, other.cell) == _spot(row)]
        yield row, [claim for claim in here if not any(fragment in _bare(claim.right) for fragment in taken)]


def _spot(row: Expectation) -> tuple[int, str, int]:
    return row.line, row.file, row.cell


def _said(claim: AuditedClaim) -> str:
    follows = " but does not follow" if claim.follows_not else ""
    return f"{claim.word.value}{follows}" + (f" under {claim.cause}" if claim.cause else "")


def _named(claim: AuditedClaim, kind: str) -> bool:
    return claim.mistake is not None and claim.mistake.name in kind.split("|")
