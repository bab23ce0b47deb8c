"""A solver's file as a program, compiled once for all requests, with what takes long to import imported before."""

from __future__ import annotations

import ast
import contextlib
import importlib
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from solgen.questions.solving.stateless import leaves_nothing

_IMPORTS = re.compile(r"^\s*(?:from|import)\s+(numpy|sympy|solgen\.solvers(?:\.\w+)*)", re.MULTILINE)
LONGEST_KEPT = 50_000
"""Characters of the longest solver that is compiled before the fork."""


@dataclass(frozen=True, slots=True)
class Program:
    """A solver that is compiled."""

    defined: int
    """The line on which it defines ``solve``."""
    code: CodeType
    leaves_nothing: bool
    """Whether one fork may work out one request after the other."""


def import_early(request: dict[str, Any]) -> Program | None:
    """The solver, compiled, after the import of what it will import and takes long; None for what is better compiled
    where its limits hold.
    """
    if request["package"] not in sys.path:
        sys.path.append(request["package"])
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = Path(request["file"]).read_text(encoding="utf-8")
        cold = "sympy" not in sys.modules
        for name in _IMPORTS.findall(text):
            if name not in sys.modules:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
        if cold and "sympy" in sys.modules:
            _warm_up(sys.modules["sympy"])
        if len(text) <= LONGEST_KEPT:
            with contextlib.suppress(SyntaxError, ValueError, RecursionError):
                return compiled(text, request["file"])
    return None


@lru_cache(maxsize=64)
def compiled(text: str, file: str) -> Program:
    """A solver's program. Raises what compiling raises."""
    tree = ast.parse(text)
    lines = (node.lineno for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "solve")
    return Program(next(lines, 1), compile(text, file, "exec"), leaves_nothing(tree))


def _warm_up(sympy: Any) -> None:
    """Let SymPy set up what it needs for its first derivative, simplification and LaTeX."""
    x = sympy.Symbol("x", real=True)
    expression = sympy.diff(1 / (1 + sympy.exp(-2 * x)), x) + sympy.Rational(1, 2) * x**2
    sympy.latex(sympy.simplify(sympy.factor(sympy.together(expression))))
