"""A text with every line judged: what was claimed, what came of it, where it first went wrong, what was meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from solgen.audit.comparison import Comparison, Omission
from solgen.audit.understanding import Inferred, Understanding
from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Step
from solgen.kernel.claim import Witness


class AuditWord(StrEnum):
    """What an audit says of a line: the kernel's words, and two for what is no claim."""

    PROVED = "proved"
    CERTIFIED = "certified"
    BOUNDED = "bounded"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    ILL_FORMED = "ill-formed"
    DEFINITION = "definition"
    UNREADABLE = "unreadable"


WRONG = frozenset({AuditWord.REFUTED, AuditWord.ILL_FORMED})


@dataclass(frozen=True, slots=True)
class Recognized:
    """A known kind of mistake that reproduces a wrong line exactly, and the line without it."""

    name: str
    feedback: str
    corrected: str
    """LaTeX of what the right side would have been; empty where the rule cannot say."""


@dataclass(frozen=True, slots=True)
class AuditedClaim:
    """One line: a formula's member against what stands before it, or a sentence of a listed pattern.

    ``word`` is the verdict on the claim itself, ``follows`` the word of the verdict on following from the member just
    before (empty where that is the same claim). ``cause`` is the id of the earlier wrong claim from which this one
    follows: then this line is not a mistake of its own. ``justified`` is False for a line that is true but follows
    from nothing that stands before it.
    """

    id: str
    formula: int
    member: int
    part: str
    place: Place
    latex: str
    left: str
    relation: str
    right: str
    word: AuditWord
    follows: str = ""
    vacuous: bool = False
    range: str = ""
    conditions: tuple[str, ...] = ()
    witness: Witness | None = None
    mistake: Recognized | None = None
    cause: str = ""
    suggestion: str = ""
    """LaTeX of the nearest line that the judge established; empty where none was found."""
    message: str = ""
    sentence: bool = False
    """Whether the claim was made in words ("V is orthogonal") rather than by a formula."""
    step: Step | None = None
    """The claims that were judged under the interpretation that is reported; None where nothing was."""

    @property
    def wrong(self) -> bool:
        """Whether the line is false or makes no sense."""
        return self.word in WRONG

    @property
    def follows_not(self) -> bool:
        """Whether the line is true but the step to it is not."""
        return not self.wrong and self.follows in (AuditWord.REFUTED, AuditWord.ILL_FORMED)


@dataclass(frozen=True, slots=True)
class Audit:
    """A text as judged. ``left_alone`` counts the sentences of which nothing is said."""

    understanding: Understanding
    claims: tuple[AuditedClaim, ...]
    question: str = ""
    """The id of the bank question that the text answers; empty where none was given or found."""
    left_alone: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    """The text beside each bank question that it answers."""

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What bank questions ask for and the text does not have."""
        return tuple(omission for comparison in self.comparisons for omission in comparison.omissions)

    @property
    def inferred(self) -> tuple[Inferred, ...]:
        """What was understood about names without being said in the form of a declaration."""
        return self.understanding.inferred

    @property
    def wrong(self) -> bool:
        """Whether anything is refuted or ill-formed."""
        return any(claim.wrong for claim in self.claims)

    def counts(self) -> dict[str, int]:
        """How many claims have which word, in the order of ``AuditWord``."""
        counted = Counter(claim.word for claim in self.claims)
        return {word.value: counted[word] for word in AuditWord if counted[word]}
