"""A change made in functions that are imported already.

A function is known by its file, its qualified name and its first line, and all that are alive are found, whatever is
wrapped around them: memories, properties, registers. Each is given the code that it would have been compiled to with
the change. What is worked out while a module is imported cannot be changed this way: a value in the body of a class, a
function that another module has called by then.
"""

from __future__ import annotations

import ast
import gc
import inspect
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType

from tests.mutation.memories import ROOT
from tests.mutation.mutants import Mutant, mutated_tree

_Key = tuple[str, str, int]


@cache
def living() -> dict[_Key, list[FunctionType]]:
    """All functions by file, qualified name and first line, as they are when this is first asked."""
    found: dict[_Key, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            code = thing.__code__
            found.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(thing)
    return found


def put_in_place(mutant: Mutant) -> bool:
    """Change the functions of this process. False, and nothing is done, where the change is not in a function alone."""
    path = ROOT / mutant.file
    source = path.read_text(encoding="utf-8")
    before = compile(ast.parse(source), str(path), "exec", dont_inherit=True)
    after = compile(mutated_tree(source, mutant.number), str(path), "exec", dont_inherit=True)
    if not _in_functions(before, after):
        return False
    known: dict[_Key, list[CodeType]] = {}
    for code in _inside(before):
        known.setdefault(_key(code), []).append(code)
    changes: list[tuple[FunctionType, CodeType]] = []
    for code in _inside(after):
        functions = [one for one in living().get(_key(code), []) if one.__code__ != code]
        if not functions or (len(known[_key(code)]) > 1 and code in known[_key(code)]):
            continue
        if len(known[_key(code)]) > 1 or any(one.__code__.co_freevars != code.co_freevars for one in functions):
            return False
        changes.extend((function, code) for function in functions)
    for function, code in changes:
        function.__code__ = code
    return True


def _key(code: CodeType) -> _Key:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _inside(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _inside(constant)


def _in_functions(before: CodeType, after: CodeType) -> bool:
    """Whether bodies of modules and classes are the same but for the functions that they define."""
    if before.co_flags & inspect.CO_OPTIMIZED:  # a function; the bodies of modules and classes have other locals
        return True
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (before, after)]
    plain = [[c for c in code.co_consts if not isinstance(c, CodeType)] for code in (before, after)]
    same = before.co_code == after.co_code and before.co_names == after.co_names and repr(plain[0]) == repr(plain[1])
    return same and all(_in_functions(*pair) for pair in zip(*inner, strict=True))
