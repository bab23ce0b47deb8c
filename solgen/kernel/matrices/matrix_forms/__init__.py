"""From a Term to an element of the algebra of words: what each construct of matrix notation means.

The Term's shapes have been checked. Definitions are unfolded before. What is not known here raises Outside;
whatever need not exist raises NoInverse. Rules beyond ring operations: the norm squared of v is v^t v; the entry i, j
of A is e_i^t A e_j, the column k of A is A e_k; arg min is a set of one element where the minimizer is the only one.
"""

from __future__ import annotations

from solgen.kernel.matrices.matrix_forms import arithmetic, calculus, functions, names
from solgen.kernel.matrices.matrix_forms.sides import concerns_matrices, difference, has_arrays
from solgen.kernel.matrices.matrix_forms.table import RULES, element_of, unfolded

__all__ = ["concerns_matrices", "difference", "element_of", "has_arrays", "unfolded"]

for _part in (arithmetic, names, functions, calculus):
    RULES.update(_part.RULES)
