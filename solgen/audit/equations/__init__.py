r"""Equations that are solved: from ``A = B`` to ``C = D`` for the same unknown.

A statement that is no identity is not wrong where it is a condition: an equation to be solved. It is one if the text
says so, if it sets a derivative to zero, or if the statements that come next end with the unknown alone on one side
(``3 x + 1 = 7``, ``3 x = 6``, ``x = 2``). What comes after a condition is then judged twice, like the members of a
chain: does it hold wherever the first condition does, and does it follow from the one just before? A relation that
holds of everything is vacuous as a condition.
"""

from __future__ import annotations

from solgen.audit.equations.solving import Solved, solve

__all__ = ["Solved", "solve"]
