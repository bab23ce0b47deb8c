"""LaTeX in, ``Reading`` out: a formula, a definition, a block of declarations."""

from solgen.notation.reading.declarations import read_declarations
from solgen.notation.reading.definitions import read_definition
from solgen.notation.reading.formula import read
from solgen.notation.reading.reading import Member, Reading, Remark, Token, TokenKind

__all__ = [
    "Member",
    "Reading",
    "Remark",
    "Token",
    "TokenKind",
    "read",
    "read_declarations",
    "read_definition",
]
