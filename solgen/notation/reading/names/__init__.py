"""Names with what hangs on them: ``y_i``, ``W_{jk}``, ``x^{(i)}_j``, ``y_{(k)}``, ``w^*``, ``f'(x)``, ``\\bar{y}``.

A name is known by its LaTeX without needless braces and spaces. Which scripts belong to the name and which are indices
or exponents is decided by what is declared, the longest declared name first; nothing is decided by how it looks.
"""

from __future__ import annotations

from solgen.notation.reading.names.scripts import Scripts, read_base, read_scripts, script, spell
from solgen.notation.reading.names.undeclared import nearest, undeclared
from solgen.notation.reading.names.whole import read_bound_name, read_name, refuse_unprintable

__all__ = [
    "Scripts",
    "nearest",
    "read_base",
    "read_bound_name",
    "read_name",
    "read_scripts",
    "refuse_unprintable",
    "script",
    "spell",
    "undeclared",
]
