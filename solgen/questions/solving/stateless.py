"""Whether a solver leaves nothing behind, so that one fork may work out one request after the other.

Rule: every name, attribute and import of the program is one of those listed here, nothing is set on an object, and no
class is made. All that the listed functions can change is what the program has made itself, and that is made anew for
each request, since the program's own names are. So nothing that one request leaves can be seen by the next.

What rounds is not listed either (NumPy's linear algebra and its functions of floats), as its last digits may depend on
where in memory an array happens to lie. The list is short on purpose: a program that is not of this kind loses a few
milliseconds and nothing else.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BUILTINS: Final = _words(
    "abs all any bin bool chr complex dict divmod enumerate filter float frozenset hex int isinstance len list map max "
    "min object oct ord pow range reversed round set slice sorted str sum tuple zip __name__ "
    "ArithmeticError AssertionError Exception IndexError KeyError OverflowError TypeError ValueError "
    "ZeroDivisionError"
)
_NUMPY: Final = _words(
    "abs all any append arange argmax argmin argsort array asarray broadcast_to ceil clip concatenate count_nonzero "
    "cumprod cumsum delete diag diagonal diff empty expand_dims eye flip floor full hstack identity insert int8 int16 "
    "int32 int64 integer isin max maximum min minimum ndarray newaxis nonzero object_ ones prod ravel repeat reshape "
    "roll rot90 searchsorted sign sort split squeeze stack sum take tile trace transpose tril triu unique vstack where "
    "zeros"
)
_MODULES: Final[Mapping[str, frozenset[str]]] = {
    "__future__": _words("annotations"),
    "collections": _words("Counter defaultdict deque"),
    "collections.abc": _words("Callable Iterable Iterator Mapping Sequence"),
    "fractions": _words("Fraction"),
    "functools": _words("reduce"),
    "itertools": _words(
        "accumulate chain combinations combinations_with_replacement count cycle dropwhile filterfalse groupby islice "
        "pairwise permutations product repeat starmap takewhile zip_longest"
    ),
    "math": _words("ceil comb factorial floor gcd isqrt lcm perm prod trunc"),
    "numpy": _NUMPY,
    "numpy.typing": _words("NDArray"),
    "solgen.solvers.networks": _words("Layer layer_sizes layers"),
    "solgen.solvers.samples": _words("mean mean_absolute_error medians sample"),
    "typing": _words("Any Final Iterable Iterator Mapping Sequence"),
}
"""What may be imported, by module; of these are also the attributes of a module that is imported as a whole."""
_METHODS: Final = _words(
    "T add append as_integer_ratio astype bit_count bit_length capitalize copy count denominator difference "
    "discard dtype elements endswith extend fill find flatten format from_iterable fromkeys get imag index insert "
    "intersection isalpha isdigit isdisjoint issubset issuperset items join keys limit_denominator lower lstrip "
    "most_common ndim numerator pop popleft appendleft partition real remove replace reverse rotate rpartition rstrip "
    "setdefault shape size split splitlines startswith strip symmetric_difference title tolist total union update "
    "upper values zfill"
)
_ATTRIBUTES: Final = _METHODS.union(*_MODULES.values())
_LEFT_OUT: Final = (
    ast.AsyncFor,
    ast.AsyncFunctionDef,
    ast.AsyncWith,
    ast.Await,
    ast.ClassDef,
    ast.MatchClass,
    ast.MatMult,
    ast.With,
)
_NOT_LISTED: Final = frozenset(dir(builtins)) - _BUILTINS


def leaves_nothing(program: ast.Module) -> bool:
    """Whether all that the program says is of the kinds listed here."""
    own = _own_names(program)
    if own & _NOT_LISTED:
        return False
    return all(_is_listed(node, own) for node in ast.walk(program))


def _own_names(program: ast.Module) -> frozenset[str]:
    """The names that the program gives to something, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(program):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                found.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found.update(alias.asname or alias.name.partition(".")[0] for alias in aliases)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                found.add(name)
            case ast.MatchMapping(rest=str(name)):
                found.add(name)
    return frozenset(found)


def _is_listed(node: ast.AST, own: frozenset[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in own or name in _BUILTINS
        case ast.Attribute(attr=name, ctx=ast.Load()):
            return name in _ATTRIBUTES
        case ast.Attribute():
            return False
        case ast.Import(names=aliases):
            return all(alias.name in _MODULES and "." not in alias.name for alias in aliases)
        case ast.ImportFrom(module=module, names=aliases, level=0):
            listed = _MODULES.get(module or "", frozenset())
            return all(alias.name in listed for alias in aliases)
        case ast.ImportFrom():
            return False
        case ast.ExceptHandler(type=None):
            return False  # it would catch the end of its time as well
    return not isinstance(node, _LEFT_OUT)
