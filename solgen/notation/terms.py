"""The Term: what a formula says, unevaluated as written.

A Term is an interned node: two Terms that are built alike are one object, so ``is`` and ``==`` agree,
a hash costs nothing and depth is no danger. A Term carries no place; a ``Reading`` does.

The vocabulary is closed. ``ARITIES`` below lists every head; a head that is not there cannot be built.
``data`` holds what is not itself a Term: a number's value, a name's LaTeX, a relation's sign.

====================  =========================  ===================================================
head                  data                       arguments
====================  =========================  ===================================================
number                int >= 0                   --
decimal               str, digits as written     --                          ``671.49``
name                  str, LaTeX as declared     --                          ``x``, ``\\sigma``, ``w^*``
constant              a word of CONSTANTS        --                          ``e``, ``I``, ``\\infty``
unit                  str                        --                          ``\\mathrm{s}``
builtin               a word of BUILTINS         --                          ``\\sin`` as a function
add                   --                         two or more summands        ``a - b`` is add(a, negate(b))
negate                --                         one
multiply              --                         two or more factors, in order
divide                --                         numerator, denominator
power                 --                         base, exponent
root                  --                         radicand, degree            ``\\sqrt{x}`` is root(x, 2)
absolute              --                         one
norm                  "2" or "F" where written   one; of a vector Euclid's, of a matrix Frobenius's
floor, ceiling        --                         one
factorial             --                         one
binomial              --                         two
index                 --                         base, then its indices      ``y_i``, ``W_{jk}``, ``x^{(i)}``
order_statistic       --                         base, k                     ``y_{(k)}``
apply                 --                         function, then arguments    ``f(x)``, ``\\log_2 x`` is
                                                                             apply(log, x, 2)
prime                 int >= 1, the order        function                    ``f''``
derivative            "d" or "partial"           body, then the names        ``\\frac{d}{dx}``; twice by x is
                                                                             derivative(body, x, x)
higher_derivative     "d" or "partial"           body, name, order           ``\\frac{d^n}{dx^n} f(x)``, n a letter
gradient              --                         a function, or body and w   ``\\nabla E``, ``\\nabla_w E``; of a
                                                                             gradient: the Hessian ``\\nabla^2 E``
subdifferential       --                         a function                  ``\\partial L(c)`` applies it
sum, product          --                         bound, low, high, body
sum_over,
product_over          --                         bound, set, body            ``\\sum_{i \\in S}``
limit                 "", "+" or "-"             bound, point, body
evaluated             --                         bound, point, body          ``\\left. f(x) \\right|_{x=2}``
integral              --                         bound, low, high, body      ``\\int_0^1 f(x) \\, dx``
antiderivative        --                         name, body                  ``\\int f(x) \\, dx``, a function of x
arg_min, arg_max      --                         bound, body
minimum, maximum      --                         bound, body                 ``\\min_c L(c)``
transpose, inverse    --                         one matrix (or vector)
matrix                (rows, columns)            entries by rows
tuple                 --                         entries                     ``(4, 1, 9)``
set                   --                         elements                    ``\\{ a, b \\}``
comprehension         --                         bound, range set, condition ``\\{ i : y_i > c \\}``
interval              "[]", "[)", "(]", "()"     low, high
cardinality           --                         a set
union, intersection,
difference            --                         two sets
cases                 --                         value, condition, ...       "otherwise" is constant true
relation              a sign of RELATIONS        left, right
chain                 signs, one fewer than      members                     ``a = b < c``
                      the members
and, or               --                         two or more propositions
not                   --                         one
for_all, exists       --                         bound, range set, proposition
dots                  --                         --                          ``\\dots``
sequence              --                         terms set off by commas     ``y_1, \\dots, y_n``
statements            --                         propositions of one display
====================  =========================  ===================================================

``bound`` is always a name. ``for_all`` with a condition and no range uses constant ``everything``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from weakref import ref

Data = int | str | tuple[int, int] | tuple[str, ...] | None
_MANY: Final = 1_000_000

ARITIES: Final[dict[str, tuple[int, int]]] = {
    "number": (0, 0),
    "decimal": (0, 0),
    "name": (0, 0),
    "constant": (0, 0),
    "unit": (0, 0),
    "builtin": (0, 0),
    "add": (2, _MANY),
    "negate": (1, 1),
    "multiply": (2, _MANY),
    "divide": (2, 2),
    "power": (2, 2),
    "root": (2, 2),
    "absolute": (1, 1),
    "norm": (1, 1),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "factorial": (1, 1),
    "binomial": (2, 2),
    "index": (2, _MANY),
    "order_statistic": (2, 2),
    "apply": (2, _MANY),
    "prime": (1, 1),
    "derivative": (2, _MANY),
    "higher_derivative": (3, 3),
    "gradient": (1, 2),
    "subdifferential": (1, 1),
    "sum": (4, 4),
    "product": (4, 4),
    "sum_over": (3, 3),
    "product_over": (3, 3),
    "limit": (3, 3),
    "evaluated": (3, 3),
    "integral": (4, 4),
    "antiderivative": (2, 2),
    "arg_min": (2, 2),
    "arg_max": (2, 2),
    "minimum": (2, 2),
    "maximum": (2, 2),
    "transpose": (1, 1),
    "inverse": (1, 1),
    "matrix": (1, _MANY),
    "tuple": (1, _MANY),
    "set": (0, _MANY),
    "comprehension": (3, 3),
    "interval": (2, 2),
    "cardinality": (1, 1),
    "union": (2, 2),
    "intersection": (2, 2),
    "difference": (2, 2),
    "cases": (2, _MANY),
    "relation": (2, 2),
    "chain": (3, _MANY),
    "and": (2, _MANY),
    "or": (2, _MANY),
    "not": (1, 1),
    "for_all": (3, 3),
    "exists": (3, 3),
    "dots": (0, 0),
    "sequence": (2, _MANY),
    "statements": (2, _MANY),
}

CONSTANTS: Final = frozenset(
    {
        "e",
        "pi",
        "infinity",
        "imaginary",
        "identity",
        "true",
        "false",
        "everything",
        "empty",
        "reals",
        "integers",
        "delta",
        "integration",
    }
)
"""``identity`` is the matrix I of whatever size fits; ``delta`` with two indices Kronecker's; ``everything`` a bound
name's declared range."""

BUILTINS: Final = frozenset(
    {
        "exp", "ln", "log", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan",
        "sinh", "cosh", "tanh", "coth", "artanh", "arsinh", "arcosh",
        "max", "min", "sign", "relu", "median", "diag", "tr", "det", "rank",
        "inner product", "Hadamard product", "pseudoinverse", "sum norm", "maximum norm", "identity", "ones",
        "conjugate", "real part", "imaginary part", "big O",
    }
)  # fmt: skip

RELATIONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥", "≈", "≡", "∈", "∉", "⊂", "⊆", "⇒", "⇔", "≻", "⪰"})
"""The signs, as one character each; ``⇒`` and ``⇔`` stand between propositions. ``≻ 0``: positive definite."""

BINDERS: Final[dict[str, tuple[int, ...]]] = {
    "sum": (3,),
    "product": (3,),
    "sum_over": (2,),
    "product_over": (2,),
    "limit": (2,),
    "evaluated": (2,),
    "integral": (3,),
    "arg_min": (1,),
    "arg_max": (1,),
    "minimum": (1,),
    "maximum": (1,),
    "comprehension": (2,),
    "for_all": (2,),
    "exists": (2,),
}
"""Heads whose first argument is a bound name, with the positions of the arguments in which it is bound."""

MAXIMUM_DEPTH: Final = 200
"""No formula that a person wrote is deeper; the limit keeps every recursion over Terms within Python's stack."""


class TermTooDeep(ValueError):  # noqa: N818 -- a statement about a term, turned into a diagnostic by the reader
    """A Term deeper than MAXIMUM_DEPTH was to be built."""


class Term:
    """One interned node. Build it by ``term`` or by the helpers below; never change it."""

    __slots__ = ("__weakref__", "_heads", "arguments", "data", "depth", "free", "head")

    head: str
    data: Data
    arguments: tuple[Term, ...]
    depth: int
    free: frozenset[str]
    """The names that occur free, as their LaTeX; a base of an index and a function's name count."""
    _heads: frozenset[str] | None

    @property
    def heads(self) -> frozenset[str]:
        """The heads that occur in it, its own among them; found when first asked for."""
        known = self._heads
        if known is None:
            known = self._heads = frozenset((self.head,)).union(*[argument.heads for argument in self.arguments])
        return known

    def __repr__(self) -> str:
        if not self.arguments:
            return f"{self.head}:{self.data}" if self.data is not None else self.head
        inner = ", ".join(map(repr, self.arguments))
        return f"{self.head}({inner})" if self.data is None else f"{self.head}[{self.data}]({inner})"

    def __reduce__(self) -> tuple[object, ...]:
        return (term, (self.head, self.arguments, self.data))

    def walk(self) -> Iterator[Term]:
        """This Term and every Term below it, outermost first, each distinct node once."""
        seen: set[Term] = set()
        stack = [self]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                yield node
                stack.extend(reversed(node.arguments))

    def each(self, head: str) -> Iterator[Term]:
        """As ``walk``, but only the Terms with this head; where none is, nothing is walked."""
        return (node for node in self.walk() if node.head == head) if head in self.heads else iter(())


class _Interned(ref[Term]):
    """A node as long as anything else holds it, with the key under which it is known."""

    __slots__ = ("key",)

    key: tuple[object, ...]


def _forget(interned: _Interned) -> None:
    if _known.get(interned.key) is interned:
        del _known[interned.key]


_known: dict[tuple[object, ...], _Interned] = {}
"""As ``weakref.WeakValueDictionary``, which costs more at each question; a key holds the arguments as nodes do."""


def term(head: str, arguments: Iterable[Term] = (), data: Data = None) -> Term:
    """The one node with this head, data and arguments.

    Raises ValueError for a head that is not in ``ARITIES`` or a wrong number of arguments, TermTooDeep
    beyond ``MAXIMUM_DEPTH``.
    """
    arguments = tuple(arguments)
    key = (head, data, arguments)
    interned = _known.get(key)
    known = interned() if interned is not None else None
    if known is not None:
        return known
    low, high = ARITIES.get(head, (1, 0))
    if not low <= len(arguments) <= high:
        message = f"no term {head!r} with {len(arguments)} arguments"
        raise ValueError(message)
    if head == "number" and type(data) is not int:
        # another type that equals an int would be found in its place from now on, and could not be packed
        message = f"a number of type {type(data).__name__}"
        raise ValueError(message)
    node = Term()
    node.head, node.data, node.arguments, node._heads = head, data, arguments, None  # noqa: SLF001 -- a node's maker
    node.depth = 1 + max([argument.depth for argument in arguments]) if arguments else 1
    if node.depth > MAXIMUM_DEPTH:
        message = f"a formula nested more than {MAXIMUM_DEPTH} deep"
        raise TermTooDeep(message)
    node.free = _free_names(head, data, arguments)
    interned = _known[key] = _Interned(node, _forget)
    interned.key = key
    return node


_NONE: Final[frozenset[str]] = frozenset()


def _free_names(head: str, data: Data, arguments: tuple[Term, ...]) -> frozenset[str]:
    if not arguments:
        return frozenset({str(data)}) if head == "name" else _NONE
    if head in BINDERS:
        bound = str(arguments[0].data)
        inside = BINDERS[head]
        parts = [
            argument.free - {bound} if position in inside else argument.free
            for position, argument in enumerate(arguments)
            if position > 0
        ]
        return _NONE.union(*parts)
    first = arguments[0].free
    return first if len(arguments) == 1 else first.union(*[argument.free for argument in arguments[1:]])


def number(value: int) -> Term:
    """A whole number; a negative one is the negation of its size, as it is written."""
    return term("number", data=value) if value >= 0 else term("negate", [term("number", data=-value)])


def name(latex: str) -> Term:
    """A name, known by the LaTeX with which it is declared."""
    return term("name", data=latex)


def constant(word: str) -> Term:
    """One of CONSTANTS."""
    if word not in CONSTANTS:
        raise ValueError(word)
    return term("constant", data=word)


def builtin(word: str) -> Term:
    """One of BUILTINS, as a function to be applied."""
    if word not in BUILTINS:
        raise ValueError(word)
    return term("builtin", data=word)


def add(*summands: Term) -> Term:
    """The sum as written; of one summand, that summand."""
    return term("add", summands) if len(summands) > 1 else summands[0]


def multiply(*factors: Term) -> Term:
    """The product as written; of one factor, that factor."""
    return term("multiply", factors) if len(factors) > 1 else factors[0]


def relation(sign: str, left: Term, right: Term) -> Term:
    """``left sign right``, with a sign of RELATIONS."""
    if sign not in RELATIONS:
        raise ValueError(sign)
    return term("relation", [left, right], sign)
