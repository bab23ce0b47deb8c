"""What declarations and hypotheses say about the names of matrices and vectors, looked up by name.

Hypotheses that count: ``a \\ne 0`` for a vector, ``\\operatorname{rank} X = d`` for a matrix of d columns. Those that
were looked at with success are noted, for the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.kernel.instances.draw_matrices import components
from solgen.kernel.matrices.coefficients import Sign
from solgen.kernel.matrices.letters import Letter, Outside, Word
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Diagonal:
    """A diagonal matrix: its size, what its entries are called (empty where they have no name), their sign."""

    size: Term
    entry: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Component:
    """A name that stands for the columns (or rows) of a matrix."""

    matrix: str
    what: str


class Facts:
    """The declared matrices and vectors of a context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.assumed: set[int] = set()
        self.definite_sums: set[str] = set()
        """The inverses of sums that are positive definite, by the text of the sum."""
        self.diagonals: dict[str, Diagonal] = {}
        self.components: dict[str, Component] = {}
        self._letters: dict[str, Letter] = {}
        for declaration in context.declarations:
            if declaration.kind is Kind.MATRIX and len(declaration.shape) == 2:
                self._note_matrix(declaration)

    def _note_matrix(self, declaration: Declaration) -> None:
        entry = ""
        for what, named in components(declaration):
            if what == "diagonal":
                entry = named
            else:
                self.components[named] = Component(declaration.name, what)
        size, columns = (self.resolved(part) for part in declaration.shape)
        is_square = size is columns  # the diagonal of a matrix that is not square commutes with nothing
        if declaration.has("diagonal") and is_square and self.context.definition(declaration.name) is None:
            signs = [declared_sign(declaration)]
            entries = self.context.declaration(entry) if entry else None
            if entries is not None:
                signs.append(declared_sign(entries))
            self.diagonals[declaration.name] = Diagonal(size, entry, max(signs))

    def resolved(self, size: Term) -> Term:
        """A size with the definitions of size names put in."""
        seen: set[Term] = set()
        while size.head == "name" and size not in seen:
            seen.add(size)
            definition = self.context.definition(str(size.data))
            if definition is None or definition.parameters:
                break
            size = definition.body
        return size

    def letter(self, named: str) -> Letter:
        """The letter of a declared matrix or vector that is not diagonal. Raises Outside."""
        if named in self._letters:
            return self._letters[named]
        declaration = self.context.declaration(named)
        if declaration is None or declaration.kind not in (Kind.MATRIX, Kind.VECTOR) or not declaration.shape:
            message = f"{named} is no declared matrix or vector"
            raise Outside(message)
        rows = self.resolved(declaration.shape[0])
        columns = self.resolved(declaration.shape[1]) if len(declaration.shape) > 1 else ONE
        is_symmetric = rows is columns and self._is_symmetric(declaration)
        letter = Letter("matrix", named, rows, columns, symmetric=is_symmetric)
        self._letters[named] = letter
        return letter

    @staticmethod
    def _is_symmetric(declaration: Declaration) -> bool:
        return any(declaration.has(word) for word in ("symmetric", "positive definite", "positive semidefinite"))

    def _has(self, named: str, *words: str) -> bool:
        declaration = self.context.declaration(named)
        return declaration is not None and any(declaration.has(word) for word in words)

    def is_orthogonal(self, named: str) -> bool:
        """Q^t Q = Q Q^t = I: declared so, or square with orthonormal columns."""
        if not self.has_orthonormal_columns(named):
            return False
        letter = self.letter(named)
        return letter.rows is letter.columns

    def has_orthonormal_columns(self, named: str) -> bool:
        """U^t U = I."""
        return self._has(named, "orthonormal columns", "orthogonal")

    def has_full_column_rank(self, named: str) -> bool:
        """Xa = 0 for a = 0 only, by declaration or hypothesis."""
        if self.has_orthonormal_columns(named) or self._has(named, "invertible", "positive definite"):
            return True
        letter = self.letter(named)
        declaration = self.context.declaration(named)
        rank = declaration.property_terms("rank") if declaration else None
        if rank and self.resolved(rank[0]) is letter.columns:
            return True
        return any(self._says_full_rank(position, named, letter) for position in range(len(self.context.hypotheses)))

    def _says_full_rank(self, position: int, named: str, letter: Letter) -> bool:
        hypothesis = self.context.hypotheses[position]
        if hypothesis.head != "relation" or hypothesis.data != "=":
            return False
        left, right = hypothesis.arguments
        if right.head == "apply":
            left, right = right, left
        fits = left.head == "apply" and left.arguments[0].head == "builtin" and left.arguments[0].data == "rank"
        if not fits or left.arguments[1].data != named or left.arguments[1].head != "name":
            return False
        if self.resolved(right) is letter.columns:
            self.assumed.add(position)
            return True
        return False

    def is_invertible(self, letter: Letter) -> bool:
        """Whether a letter is known to be an invertible matrix."""
        if letter.kind in ("inverse", "inverse of a sum"):
            return True
        if letter.kind != "matrix" or letter.rows is not letter.columns or letter.rows is ONE:
            return False
        return self.has_full_column_rank(letter.text)

    def is_injective(self, letter: Letter) -> bool:
        """Whether a letter maps nothing but 0 to 0."""
        if letter.kind == "matrix" and not letter.transposed and letter.columns is not ONE:
            return self.has_full_column_rank(letter.text)
        return self.is_invertible(letter)

    def letter_sign(self, letter: Letter) -> Sign:
        """POSITIVE for positive definite, NONNEGATIVE for semidefinite."""
        if letter.kind == "inverse of a sum":
            return Sign.POSITIVE if letter.base in self.definite_sums else Sign.UNKNOWN
        named = letter.base if letter.kind == "inverse" else letter.text
        if self._has(named, "positive definite"):
            return Sign.POSITIVE
        return Sign.NONNEGATIVE if self._has(named, "positive semidefinite") else Sign.UNKNOWN

    def is_nonzero_vector(self, word: Word) -> bool:
        """Whether a word that is a column is not 0: injective letters, then a vector that is not 0."""
        if not word or word[-1].columns is not ONE:
            return False
        vector = word[-1]
        if not all(self.is_injective(letter) for letter in word[:-1]):
            return False
        if vector.kind in ("unit", "ones"):
            return True
        return self._has(vector.text, "nonzero") or any(
            self._says_nonzero(position, vector.text) for position in range(len(self.context.hypotheses))
        )

    def _says_nonzero(self, position: int, named: str) -> bool:
        hypothesis = self.context.hypotheses[position]
        if hypothesis.head != "relation" or hypothesis.data != "≠":
            return False
        sides = hypothesis.arguments
        names = [side.data for side in sides if side.head == "name"]
        zero = any(side.head == "number" and side.data == 0 for side in sides)
        if zero and names == [named]:
            self.assumed.add(position)
            return True
        return False


def declared_least(declaration: Declaration) -> int | None:
    """The whole number that a name is declared to be at least; of a number of things that is 1."""
    least = 1 if declaration.kind is Kind.SIZE and not declaration.shape else None
    for bound in declaration.property_terms("at least") or ():
        if bound.head == "number":
            least = max(int(str(bound.data)), least) if least is not None else int(str(bound.data))
    return least


def declared_sign(declaration: Declaration) -> Sign:
    """The sign that a declaration gives to each value of a name (of a matrix: to its eigenvalues)."""
    if declaration.kind is Kind.MATRIX:
        if declaration.has("positive definite"):
            return Sign.POSITIVE
        if declaration.has("positive semidefinite"):
            return Sign.NONNEGATIVE
        return Sign.NONZERO if declaration.has("invertible") else Sign.UNKNOWN
    if declaration.kind is Kind.SIZE or declaration.has("positive"):
        return Sign.POSITIVE
    if declaration.has("nonnegative"):
        return Sign.NONNEGATIVE
    inside = declaration.property_terms("in")
    if inside and inside[0].head == "interval":
        low = inside[0].arguments[0]
        if low.head == "number":
            strict = low.data != 0 or str(inside[0].data).startswith("(")
            return Sign.POSITIVE if strict else Sign.NONNEGATIVE
    return Sign.NONZERO if declaration.has("nonzero") else Sign.UNKNOWN
