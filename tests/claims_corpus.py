r"""The corpus of claims in ``tests/cases/claims/<part>/<subject>.md``: its format, and its reader.

A file is Markdown: front matter with ``part`` and ``subject``, then sections. A section ``## <what the context is>``
has one fenced block and a list, an item a claim::

    ```declare
    x: real, positive
    let: L = \ln x
    given: x > 1
    unknowns: x
    ```

    * true: $L > 0$ (textbook: the logarithm beyond one)
    * false: $L^2 = 2 L$ (distractor: power outside the logarithm)
    * true: $L < x$ (textbook: growth) [undecided: inequalities between a logarithm and its argument]

In the block, lines with ``let:`` define fresh names, lines with ``given:`` are hypotheses, in their order; a line
``unknowns:`` names what an equation step is about; all other lines are declarations as in a question. What stands in
parentheses tells where the claim comes from; in the part "form" it begins with the form that the formula is said to
have, set off by a semicolon. The mark at the end names why a claim stays undecided today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from tests.kernel.claims import claim, context

FOLDER = Path(__file__).parent / "cases" / "claims"
PARTS = ("scalars", "sums", "matrices", "equations", "form")

_ITEM = re.compile(r"[*-] (?P<word>true|false): \$(?P<latex>.+)\$ \((?P<source>.+?)\)(?: \[undecided: (?P<why>.+)\])?")
_FRONT = re.compile(r"---\npart: (?P<part>\S+)\nsubject: (?P<subject>.+)\n---\n")


@dataclass(frozen=True, slots=True)
class Setting:
    """The block of a section, in the parts that a context is made from."""

    declare: str
    fixed: tuple[tuple[str, str], ...] = ()
    """Pairs of ``let`` or ``given`` and LaTeX, in the order of the block."""
    unknowns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One claim of the corpus with what mathematics says of it."""

    part: str
    subject: str
    section: str
    place: str
    """The file and the line, as ``scalars/logarithms.md:12``."""
    setting: Setting
    latex: str
    holds: bool
    source: str
    undecided: str = ""
    """Why the kernel cannot decide it today; empty where it has to."""

    def claim(self) -> Claim:
        """The claim itself. Raises solgen.diagnostics.Failure where it cannot be read."""
        return claim(self.latex, _context(self.setting), self.setting.unknowns)


def files(part: str | None = None) -> tuple[Path, ...]:
    """The files of one part, or of all."""
    return tuple(sorted(FOLDER.glob(f"{part or '*'}/*.md")))


def corpus(part: str) -> tuple[Case, ...]:
    """All cases of a part, in the order of files and lines. Raises ValueError with the place of a malformed line."""
    return tuple(case for path in files(part) for case in cases_of(path))


def cases_of(path: Path) -> tuple[Case, ...]:
    """The cases of one file. Raises ValueError with the place of a malformed line."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    if front is None or front["part"] != path.parent.name or front["part"] not in PARTS:
        raise ValueError(f"{path}: the front matter should name its part, as its folder does, and its subject")
    found: list[Case] = []
    section, setting = "", Setting("")
    block: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{path.parent.name}/{path.name}:{number}"
        if block is not None:
            if line == "```":
                setting, block = _setting(block), None
            else:
                block.append(line)
        elif line.startswith("## "):
            section, setting = line[3:], Setting("")
        elif line.startswith("```"):
            block = []
        elif line.startswith(("* ", "- ")):
            found.append(_case(line, place, front["subject"], section, setting))
    return tuple(found)


def _case(line: str, place: str, subject: str, section: str, setting: Setting) -> Case:
    item = _ITEM.fullmatch(line.rstrip())
    if item is None:
        raise ValueError(f"{place}: an item is `* true: $formula$ (source)` or `* false: …`, not {line!r}")
    return Case(
        part=place.split("/", maxsplit=1)[0],
        subject=subject,
        section=section,
        place=place,
        setting=setting,
        latex=item["latex"],
        holds=item["word"] == "true",
        source=item["source"],
        undecided=item["why"] or "",
    )


def _setting(lines: list[str]) -> Setting:
    declare: list[str] = []
    fixed: list[tuple[str, str]] = []
    unknowns: tuple[str, ...] = ()
    for line in lines:
        word, _, rest = (part.strip() for part in line.partition(":"))
        if word in ("let", "given"):
            fixed.append((word, rest))
        elif word == "unknowns":
            unknowns = tuple(latex.strip() for latex in rest.split(","))
        else:
            declare.append(line)
    return Setting("\n".join(declare), tuple(fixed), unknowns)


@lru_cache(maxsize=256)
def _context(setting: Setting) -> Context:
    found = context(setting.declare)
    for word, latex in setting.fixed:
        found = context(let=(latex,), base=found) if word == "let" else context(given=(latex,), base=found)
    return found
