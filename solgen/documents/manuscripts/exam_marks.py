"""Where the questions of an ``exam`` document, their parts and solutions begin and end among its blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from solgen.documents.manuscripts.latex_lists import labels_of
from solgen.documents.raw import Spot

_PLAIN_LEVELS = {"question": 1, "titledquestion": 1, "part": 2, "subpart": 3, "subsubpart": 4}
LEVELS = {**_PLAIN_LEVELS, **{f"bonus{name}": level for name, level in _PLAIN_LEVELS.items()}}
"""Each command that begins a question or a part, and how deep it is."""
_CONTAINERS = {"questions": 1, "parts": 2, "subparts": 3, "subsubparts": 4}
SOLUTIONS = frozenset(
    {"solution", "solutionorbox", "solutionorlines", "solutionordottedlines", "solutionbox", "EnvFullwidth"}
)


@dataclass(frozen=True, slots=True)
class ExamMark:
    """A question, part or solution. ``block`` is the number of blocks that stand before it at the top level.

    ``kind`` is ``question``, ``part``, ``subpart``, ``subsubpart``, ``solution`` or ``end-solution``.
    """

    kind: str
    block: int
    spot: Spot
    level: int = 0
    label: str = ""
    """As it is printed: ``1.``, ``(a)``, ``i.``."""
    points: str = ""
    title: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts questions and parts as the ``exam`` class does."""

    counts: dict[int, int] = field(default_factory=dict)
    open_: list[str] = field(default_factory=list)

    @property
    def inside(self) -> bool:
        """Whether questions are being asked."""
        return "questions" in self.open_ or "parts" in self.open_

    def open(self, name: str, block: int, spot: Spot) -> ExamMark | None:
        """An environment begins; a mark where it is a solution among questions."""
        self.open_.append(name)
        if name in _CONTAINERS and _CONTAINERS[name] > 1:
            self.counts[_CONTAINERS[name]] = 0
        return ExamMark("solution", block, spot) if name in SOLUTIONS and self.inside else None

    def close(self, name: str, block: int, spot: Spot) -> ExamMark | None:
        """An environment ends."""
        if self.open_:
            self.open_.pop()
        return ExamMark("end-solution", block, spot) if name in SOLUTIONS and self.inside else None

    def next(self, name: str, block: int, spot: Spot, points: str, title: str) -> ExamMark:
        """The next question or part."""
        level = LEVELS[name]
        number = self.counts.get(level, 0) + 1
        self.counts[level] = number
        for deeper in range(level + 1, 5):
            self.counts[deeper] = 0
        options = {1: "1.", 2: "(a)", 3: "i.", 4: "(A)"}
        label = f"{number}." if level == 1 else labels_of(options[level], 1, number)[-1]
        kind = "question" if level == 1 else name.removeprefix("bonus")
        return ExamMark(kind, block, spot, level, label, points.strip(), title)
