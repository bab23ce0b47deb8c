"""Names with what hangs on them: ``y_i``, ``W_{jk}``, ``x^{(i)}_j``, ``y_{(k)}``, ``w^*``, ``f'(x)``, ``\\bar{y}``.

A name is known by its LaTeX without needless braces and spaces. Which scripts belong to the name and which are indices
or exponents is decided by what is declared, the longest declared name first; nothing is decided by how it looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from solgen.diagnostics import Failure
from solgen.notation.context import Kind
from solgen.notation.reading.application import apply_function
from solgen.notation.reading.conjugates import is_conjugate, read_conjugate
from solgen.notation.reading.exponents import apply_exponent, apply_primes
from solgen.notation.reading.indices import read_indices
from solgen.notation.reading.orders import is_order, read_order
from solgen.notation.reading.printing import unprintable
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, LETTERS
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE
from solgen.notation.terms import BUILTINS, Term, builtin, constant, name, term

_TRANSPOSING = frozenset({"T", "\\top", "t", "\\intercal"})
_LETTERS = re.compile(r"[a-z]+")
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


@dataclass(frozen=True, slots=True)
class Scripts:
    """What follows a name's base: inside of ``_``, number of primes, inside of ``^``; positions in the stream."""

    lower: tuple[int, int] | None
    primes: int
    upper: tuple[int, int] | None
    end: int
    upper_at: int


def spell(tokens: list[Token]) -> str:
    """Tokens as LaTeX without needless spaces and braces around single tokens."""
    parts: list[str] = []
    for token in tokens:
        text = f"\\mathrm{{{token.text.strip()}}}" if token.kind is TokenKind.TEXT else token.text
        if parts and text[:1].isalpha() and parts[-1][:1] == "\\" and parts[-1][-1:].isalpha():
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def script(mark: str, tokens: list[Token]) -> str:
    """``_x`` or ``_{xy}``."""
    single = len(tokens) == 1 and tokens[0].kind is not TokenKind.TEXT
    return f"{mark}{tokens[0].text}" if single else f"{mark}{{{spell(tokens)}}}"


def read_base(reader: Reader) -> str:
    """A letter, a Greek letter or an accented group, spelled canonically."""
    token = reader.take()
    if token.kind is TokenKind.LETTER or token.text in LETTERS:
        return token.text
    if token.text in ACCENTS or token.text == "\\operatorname":
        begin, end, following = reader.range_after(reader.position)
        if begin == end:
            raise reader.fail("read-missing-term", f"`{token.text}` has nothing under it.", token)
        reader.position = following
        return f"{token.text}{{{spell(reader.stream[begin:end])}}}"
    reader.position -= 1
    written = reader.latex[token.start : token.end]
    raise reader.fail("read-no-name", f"A name should stand here, not `{written}`.", token, "Write one name.")


def read_scripts(reader: Reader) -> Scripts:
    """The scripts that follow, in whatever order they are written; each kind once."""
    lower: tuple[int, int] | None = None
    upper: tuple[int, int] | None = None
    primes, upper_at = 0, 0
    position = reader.position
    while position < reader.limit:
        token = reader.stream[position]
        if token.kind is TokenKind.SUBSCRIPT:
            if lower is not None:
                raise reader.fail("read-double-script", "Two subscripts in a row.", token, "Put commas in one.")
            begin, end, position = reader.range_after(position + 1)
            lower = begin, end
        elif token.kind is TokenKind.SUPERSCRIPT:
            if upper is not None:
                raise double_exponent(reader, token)
            upper_at = token.start
            begin, end, position = reader.range_after(position + 1)
            upper = begin, end
            if reader.words(begin, end).replace("\\prime", "") == "" and begin < end:
                primes, upper = primes + end - begin, None
        elif token.text == "'" and token.kind is TokenKind.SIGN:
            if upper is not None:
                hint = "Put the primes before the exponent and bracket what is raised."
                raise reader.fail("read-prime", "A prime after an exponent.", token, hint)
            primes += 1
            position += 1
        else:
            break
    return Scripts(lower, primes, upper, position, upper_at)


def double_exponent(reader: Reader, token: Token) -> Failure:
    """Two exponents in a row, which may be meant as either power of a power."""
    hint = "Write `a^{b^c}` or `(a^b)^c`."
    return reader.fail("read-double-exponent", "Two exponents in a row.", token, hint)


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


def _candidates(base: str, below: str, primes: str, above: str) -> list[tuple[str, tuple[bool, bool, bool]]]:
    """Spellings to look up, longest first, and whether each uses the subscript, the primes, the superscript."""
    if not (below or primes or above):
        return [(base, (False, False, False))]
    found: dict[str, tuple[bool, bool, bool]] = {}
    for uses in ((1, 1, 1), (1, 1, 0), (0, 1, 1), (1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 0, 0)):
        lower, primed, upper = map(bool, uses)
        spelled = base + below * lower + primes * primed + above * upper
        found.setdefault(spelled, (lower or not below, primed or not primes, upper or not above))
    return list(found.items())


def _bracketed(reader: Reader, base: str, scripts: Scripts, upper: list[Token]) -> Term | None:
    """``x^{(i)}``: the brackets are part of the declared name."""
    transposing = upper and upper[-1].text in _TRANSPOSING and _is_bracketed(upper[:-1])
    if upper and (transposing or _is_bracketed(upper)) and reader.knows(f"{base}^{{()}}"):
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
            return _indexed_twice(reader, node, below, scripts, reader.stream[begin])
        if scripts.lower is not None:
            node = _indexed(reader, node, scripts.lower, reader.stream[begin])
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


def _indexed_twice(reader: Reader, node: Term, below: int, scripts: Scripts, start: Token) -> Term:
    """``a^{(l)}_j`` where both are declared as indices of numbers: all of them on the name."""
    if scripts.lower is None:
        hint = "Write `a^{(l)}_j`, with all indices that are declared."
        raise reader.fail("read-index", "The lower index is missing here.", start, hint)
    indices = read_indices(reader, scripts.lower, [below], start)
    return term("index", [*node.arguments, *indices])


def _is_bracketed(tokens: list[Token]) -> bool:
    return len(tokens) > 2 and tokens[0].text == "(" and tokens[-1].text == ")"


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


def undeclared(reader: Reader, token: Token, wanted: str) -> Failure:
    """The refusal of a name that nothing declares, with the nearest declared ones."""
    known = {declaration.name for declaration in reader.context.declarations}
    known |= {definition.name for definition in reader.context.definitions} | set(reader.bound)
    known |= set(reader.index_ranges)
    near = nearest(wanted, sorted(known))
    end = read_scripts(reader).end
    following = reader.stream[end].text if end < reader.limit else ""
    primed = any(token.text == "'" for token in reader.stream[reader.position : end])
    hint = f"Declare it (`{wanted}: {'function' if following == '(' or primed else 'real'}`)"
    if token is reader.stream[0] and following == "=":
        hint += ", or mark the formula `{.let}` if it defines it"
    hint += f", or write {' or '.join(f'`{word}`' for word in near)}." if near else "."
    letters = _LETTERS.match(reader.latex, token.start)
    if letters and letters.group() in BUILTINS:
        hint = f"Write `\\{letters.group()}` for the function."
    return reader.fail("read-undeclared-name", f"The name `{wanted}` is not declared.", token, hint)


def nearest(wanted: str, known: list[str]) -> list[str]:
    """Up to three known words that look like ``wanted``: by spelling, or by their letter without its accent."""
    close = get_close_matches(wanted, known, n=3, cutoff=0.6)
    letter = _letter(wanted)
    close += [word for word in known if len(letter) == 1 and _letter(word) == letter]
    shown = (word.replace("^{()}", "^{(i)}").replace("_{()}", "_{(k)}") for word in close)
    return list(dict.fromkeys(shown))[:3]


def _letter(word: str) -> str:
    """``\\bar{y}`` and ``Y_A`` without what hangs on them: ``y``."""
    base = re.sub(r"^\\[a-z]+\{(.*)\}$", r"\1", re.split(r"[_^']", word)[0])
    return base.lower()


def _dress(reader: Reader, start: Token, spelled: str, uses: tuple[bool, bool, bool], scripts: Scripts) -> Term:
    """The known name with the scripts that are not part of it, then its arguments."""
    node = _meaning(reader, spelled)
    used_lower, used_primes, used_upper = uses
    if scripts.lower is not None and not used_lower:
        node = _with_index(reader, node, spelled, scripts.lower, start)
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


def index_count(reader: Reader, node: Term) -> tuple[int, int]:
    """How many indices a name takes: of its own, and of its components where these are arrays."""
    if node.head != "name":
        return 0, _array_indices(reader, node)
    spelled = str(node.data)
    declaration = None if spelled in reader.bound else reader.context.declaration(spelled)
    if declaration is not None:
        of_components = {Kind.VECTOR: 1, Kind.MATRIX: 2}.get(declaration.kind, 0)
        return len(declaration.indices), of_components
    definition = reader.context.definition(spelled)
    if definition is not None and definition.target.head == "index" and spelled not in reader.bound:
        return len(definition.parameters), 0
    return 0, _array_indices(reader, node)


def _array_indices(reader: Reader, node: Term) -> int:
    shape = reader.shape(node)
    if not shape.is_array:
        return 0
    return 1 if shape.columns is ONE else 2


def _with_index(reader: Reader, node: Term, spelled: str, inside: tuple[int, int], start: Token) -> Term:
    tokens = reader.stream[slice(*inside)]
    if _is_bracketed(tokens) and reader.knows(f"{spelled}_{{()}}"):
        position = reader.within(inside[0] + 1, inside[1] - 1, reader.grammar.expression)
        return term("order_statistic", [_sample(reader, f"{spelled}_{{()}}", node), position])
    if _is_bracketed(tokens) and len(tokens) == 3:
        hint = f"Declare `{spelled}_{{({tokens[1].text})}}: order statistics of {spelled}`."
        raise reader.fail("read-index", f"`{spelled}` has no order statistics declared.", tokens[0], hint)
    return _indexed(reader, node, inside, start)


def _sample(reader: Reader, statistics: str, node: Term) -> Term:
    declaration = reader.context.declaration(statistics)
    sample = declaration.property_terms("order statistics") if declaration else None
    return sample[0] if sample else node


def _indexed(reader: Reader, node: Term, inside: tuple[int, int], start: Token) -> Term:
    """``node`` with the indices between two positions, as many as it takes."""
    own, of_components = index_count(reader, node)
    allowed = sorted({count for count in (own, own + of_components) if count})
    if not allowed:
        raise _takes_none(reader, node, reader.stream[slice(*inside)], start)
    indices = read_indices(reader, inside, allowed, start)
    if own and len(indices) > own:
        node = term("index", [node, *indices[:own]])
        return term("index", [node, *indices[own:]])
    return term("index", [node, *indices])


def _takes_none(reader: Reader, node: Term, below: list[Token], start: Token) -> Failure:
    """The refusal of an index on what takes none, with the declarations that would help."""
    base = str(node.data) if node.head == "name" else reader.latex[start.start : start.end]
    written = base + script("_", below)
    message = f"`{written}`: what stands before the index takes none."
    letter = below[0].text if len(below) == 1 else "i"
    hint = f"Declare `{base}_i: real for i in 1..n`, or `{written}: real` as a name of its own."
    if reader.is_function(base):
        slope = f"\\frac{{\\partial {base}}}{{\\partial {letter}}}"
        hint = f"Write `{slope}` for a derivative, or declare `{written}: function`."
    return reader.fail("read-index", message, start, hint)


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
