"""A name with all that hangs on it, by what is declared; and names that binders bind."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from solgen.notation.reading.application import apply_function
from solgen.notation.reading.conjugates import is_conjugate, read_conjugate
from solgen.notation.reading.exponents import apply_exponent, apply_primes
from solgen.notation.reading.indices import read_indices
from solgen.notation.reading.names.scripts import Scripts, read_base, read_scripts, script
from solgen.notation.reading.names.subscripts import indexed, indexed_twice, is_bracketed, with_index
from solgen.notation.reading.names.undeclared import undeclared
from solgen.notation.reading.orders import is_order, read_order
from solgen.notation.reading.printing import unprintable
from solgen.notation.reading.reading import Token
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, builtin, constant, name, term

_TRANSPOSING = frozenset({"T", "\\top", "t", "\\intercal"})
_CONSTANTS = {
    "e": constant("e"),
    "\\pi": constant("pi"),
    "I": constant("identity"),
    "C": constant("integration"),
    "\\mathbb{R}": constant("reals"),
    "\\mathbb{Z}": constant("integers"),
}
_ONES = frozenset({"\\mathbf{1}", "\\mathbb{1}", "\\boldsymbol{1}", "\\bm{1}"})
_WITH_SUBSCRIPT = _ONES | {"\\delta", "I"}


def read_name(reader: Reader) -> Term:
    """A name with its indices, exponent, primes and arguments."""
    start, begin = reader.peek(), reader.position
    base = read_base(reader)
    scripts = read_scripts(reader)
    stream = reader.stream
    lower = stream[slice(*scripts.lower)] if scripts.lower else []
    upper = stream[slice(*scripts.upper)] if scripts.upper else []
    if (scripts.lower and not lower) or (scripts.upper and not upper):
        raise reader.fail("read-missing-term", "An empty script.", start, "Write the index or the exponent.")
    primes = "'" * scripts.primes
    below, above = script("_", lower) if lower else "", script("^", upper) if upper else ""
    special = _bracketed(reader, base, scripts, upper) or _sized(reader, start, base, scripts)
    if special is not None:
        return special
    candidates = _candidates(base, below, primes, above)
    found = next((candidate for candidate in candidates if reader.knows(candidate[0])), None)
    if found is None and is_order(reader, base):
        return read_order(reader)
    if found is None and is_conjugate(reader, base):
        return read_conjugate(reader, begin)
    spelled, uses = found or _constant_or_failure(reader, start, base, below, primes + above)
    if "\\" in spelled:
        refuse_unprintable(reader, start, spelled)
    reader.position = scripts.end
    return _dress(reader, start, spelled, uses, scripts)


def refuse_unprintable(reader: Reader, start: Token, spelled: str) -> None:
    """Refuse a name that would do more than print: its LaTeX is set as it is written."""
    command = unprintable(spelled)
    if command:
        message = f"A name cannot hold `{command}`."
        raise reader.fail("read-no-name", message, start, "Use letters, digits and accents in a name.")


_USES: Final = (
    (True, True, True),
    (True, True, False),
    (False, True, True),
    (True, False, False),
    (False, False, True),
    (False, True, False),
    (False, False, False),
)
"""Whether the subscript, the primes and the superscript belong to the name, in the order in which it is looked up."""


def _candidates(base: str, below: str, primes: str, above: str) -> list[tuple[str, tuple[bool, bool, bool]]]:
    """Spellings to look up, longest first, and whether each uses the subscript, the primes, the superscript."""
    if not (below or primes or above):
        return [(base, (False, False, False))]
    found: dict[str, tuple[bool, bool, bool]] = {}
    for lower, primed, upper in _USES:
        spelled = base + below * lower + primes * primed + above * upper
        found.setdefault(spelled, (lower or not below, primed or not primes, upper or not above))
    return list(found.items())


def _bracketed(reader: Reader, base: str, scripts: Scripts, upper: list[Token]) -> Term | None:
    """``x^{(i)}``: the brackets are part of the declared name."""
    transposing = upper and upper[-1].text in _TRANSPOSING and is_bracketed(upper[:-1])
    if upper and (transposing or is_bracketed(upper)) and reader.knows(f"{base}^{{()}}"):
        assert scripts.upper is not None
        begin, end = scripts.upper
        if transposing:
            bare = Scripts(scripts.lower, scripts.primes, (begin, end - 1), scripts.end, scripts.upper_at)
            node = _bracketed(reader, base, bare, upper[:-1])
            assert node is not None
            return apply_exponent(reader, node, (end - 1, end), scripts.upper_at)
        reader.position = scripts.end
        node = term("index", [name(f"{base}^{{()}}"), reader.within(begin + 1, end - 1, reader.grammar.expression)])
        declaration = reader.context.declaration(f"{base}^{{()}}")
        below = len(declaration.indices) - 1 if declaration is not None else 0
        if below > 0:
            return indexed_twice(reader, node, below, scripts, reader.stream[begin])
        if scripts.lower is not None:
            node = indexed(reader, node, scripts.lower, reader.stream[begin])
        return node
    return None


def _sized(reader: Reader, start: Token, base: str, scripts: Scripts) -> Term | None:
    """``\\delta_{ij}``, ``I_n`` and ``\\mathbf{1}_n``, where no such name is declared."""
    if scripts.lower is None or scripts.primes or base not in _WITH_SUBSCRIPT or reader.knows(base):
        return None
    lower = reader.stream[slice(*scripts.lower)]
    if reader.knows(base + script("_", lower)):
        return None
    if base == "\\delta":
        if sum(token.text not in (",", "{", "}") for token in lower) < 2:
            return None
        node = term("index", [constant("delta"), *read_indices(reader, scripts.lower, [2], start)])
    else:
        size = reader.within(*scripts.lower, reader.grammar.expression)
        node = term("apply", [builtin("identity" if base == "I" else "ones"), size])
    reader.position = scripts.end
    if scripts.upper is not None:
        node = apply_exponent(reader, node, scripts.upper, scripts.upper_at)
    return node


def _constant_or_failure(
    reader: Reader, start: Token, base: str, below: str, above: str
) -> tuple[str, tuple[bool, bool, bool]]:
    if base in _CONSTANTS and base != "C" and not below and "'" not in above:
        return base, (True, True, not above)
    if base == "C" and not below and not above and _has_antiderivative(reader):
        return base, (True, True, True)
    wanted = base + below if below else base
    if base in _ONES and not below:
        hint = f"Write `{base}_n` with its size, or declare it by `{base} = {base}_n`."
        raise reader.fail("read-undeclared-name", f"The size of `{base}` is not said.", start, hint)
    if above in ("^*", "^\\star", "^\\dagger"):
        wanted += above
    raise undeclared(reader, start, wanted)


def _has_antiderivative(reader: Reader) -> bool:
    """Whether an integral without bounds stands in the formula, whose constant may be C undeclared."""
    return any(
        token.text == "\\int" and following.text not in ("_", "^") for token, following in pairwise(reader.stream)
    )


def _dress(reader: Reader, start: Token, spelled: str, uses: tuple[bool, bool, bool], scripts: Scripts) -> Term:
    """The known name with the scripts that are not part of it, then its arguments."""
    node = _meaning(reader, spelled)
    used_lower, used_primes, used_upper = uses
    if scripts.lower is not None and not used_lower:
        node = with_index(reader, node, spelled, scripts.lower, start)
    callable_ = node.head in ("name", "index") and reader.is_function(spelled)
    if scripts.primes and not used_primes:
        if not callable_:
            hint = f"Declare `{spelled}'` if it is a name, or `{spelled}: function` if the prime is a derivative."
            raise reader.fail("read-prime", f"A prime on `{spelled}`, which is not a function.", start, hint)
        node = apply_primes(node, scripts.primes)
    raised = scripts.upper is not None and not used_upper
    if raised:
        assert scripts.upper is not None
        node = apply_exponent(reader, node, scripts.upper, scripts.upper_at, callable_=callable_)
        if node.head != "prime" and reader.at("!"):
            raise reader.fail("read-extent", "A factorial after an exponent.", reader.peek(), "Use brackets.")
    if callable_ and reader.at("("):
        return apply_function(reader, node)
    return node


def _meaning(reader: Reader, spelled: str) -> Term:
    if spelled in reader.bound:
        return name(spelled)
    declaration = reader.context.declaration(spelled)
    if declaration is not None and declaration.has("imaginary unit"):
        return constant("imaginary")
    return name(spelled) if reader.knows(spelled) else _CONSTANTS[spelled]


def read_bound_name(reader: Reader) -> str:
    """The name that a binder binds, with the scripts that spell a declared name."""
    start = reader.peek()
    base = read_base(reader)
    scripts = read_scripts(reader)
    if scripts.end == reader.position:
        return base
    lower = reader.stream[slice(*scripts.lower)] if scripts.lower else []
    upper = reader.stream[slice(*scripts.upper)] if scripts.upper else []
    spelled = base + (script("_", lower) if lower else "") + "'" * scripts.primes
    spelled += script("^", upper) if upper else ""
    if not reader.knows(spelled):
        message = f"`{spelled}` cannot be bound: it is not a single letter and no declared name."
        raise reader.fail("read-no-name", message, start, "Bind a letter, such as `i` or `w`.")
    reader.position = scripts.end
    return spelled
