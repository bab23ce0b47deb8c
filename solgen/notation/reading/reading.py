"""What a formula was read as, and where each piece stood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solgen.notation.terms import Term


class TokenKind(StrEnum):
    """What a token is before any meaning: the writers set formulas from these."""

    COMMAND = "command"  # \frac, \sum, \alpha, \, \{ and the like: text with its backslash
    LETTER = "letter"
    NUMBER = "number"  # digits with an optional decimal part, grouping still in ``text``
    SIGN = "sign"  # + - = < > / | ( ) [ ] , . ! ' ~ : ; *
    OPEN = "open"  # {
    CLOSE = "close"  # }
    SUPERSCRIPT = "superscript"  # ^
    SUBSCRIPT = "subscript"  # _
    ALIGN = "align"  # &
    NEWLINE = "newline"  # \\
    TEXT = "text"  # \text{...} whole: ``text`` is what stands between the braces
    BEGIN = "begin"  # \begin{aligned}: ``text`` is the environment's name
    END = "end"

    __hash__ = str.__hash__  # Enum's own is slow, and these are keys everywhere


@dataclass(frozen=True, slots=True)
class Token:
    """One token, with its place in the LaTeX: ``latex[start:end]`` is what was written."""

    kind: TokenKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What the author hung on one line of a display: ``&& \\text{reason}``, ``\\marks{2}``, ``\\answer{result}``.

    ``line`` counts the display's lines from 0. ``reason`` is the LaTeX after ``&&`` as written (``\\text{since } I = V
    V^t``); the formulas inside it are read, as ``formulas``.
    """

    line: int
    reason: str = ""
    formulas: tuple[Term, ...] = ()
    marks: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One side of a relation in a chain: its Term, its characters, the display line that it ends on.

    ``sign`` is the relation that stands before it (empty before the first member of a statement); ``statement``
    counts the statements of the formula from 0.
    """

    statement: int
    sign: str
    term: Term
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A formula as read. ``term`` says what it says; everything that is set is written from ``tokens``.

    A formula that begins with a relation sign continues the chain of the formula before it: then ``continues`` is true
    and the first member's ``sign`` is that relation; ``term`` is the chain of the members from there on, or the single
    member.
    """

    latex: str
    term: Term
    tokens: tuple[Token, ...]
    members: tuple[Member, ...]
    remarks: tuple[Remark, ...] = ()
    continues: bool = False
