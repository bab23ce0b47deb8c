"""An untyped look at a formula's tokens: which names occur in it, with what scripts, and how each is used.

Nothing is read here; what a name is can only be decided once all of its uses are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from solgen.diagnostics import Failure
from solgen.notation.reading.displays import Statement, split_lines, statements
from solgen.notation.reading.names import spell
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, DOTS, LETTERS, OPERATOR_NAMES, RELATION_SIGNS
from solgen.notation.reading.tokens import stream_of, tokenize
from solgen.notation.reading.unit_quotients import unit_quotient
from solgen.notation.units import find_unit

_OPENING: Final = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "\\lvert": "\\rvert", "\\lVert": "\\rVert"}
_CLOSING: Final = frozenset(_OPENING.values())
_FRACTIONS: Final = frozenset({"\\frac", "\\tfrac", "\\dfrac"})
_INTEGRALS: Final = frozenset({"\\int", "\\iint", "\\iiint", "\\oint"})
_BINDERS: Final = frozenset({"\\lim", "\\min", "\\max", "\\sup", "\\inf"})
_UPRIGHT: Final = frozenset({"\\mathrm", "\\operatorname", "\\operatorname*"})
_WORDS_FOR: Final = frozenset({"for", "for all", "for every", "for each", "for any"})
_UNIT_AFTER: Final = frozenset({"number", "close"})

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence of a name: its base letter, what hangs on it, what stands around it."""

    base: str
    lower: Texts
    upper: Texts
    primes: int
    start: int
    end: int
    arguments: tuple[Texts, ...] | None = None
    """The tokens of each argument where a round bracket follows directly."""
    role: str = ""
    """``index`` inside a subscript, ``exponent``, ``bound``, ``by`` (below a differential), ``differentiated``."""
    statement: int = 0
    before: str = ""
    after: str = ""
    """The tokens beside it (scripts and arguments left out)."""


@dataclass(frozen=True, slots=True)
class Range:
    """An index with the tokens of its bounds, from where on to where it is in force (all of it: 0 to the end)."""

    index: str
    low: Texts
    high: Texts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the tokens of one formula show."""

    latex: str
    uses: tuple[Use, ...] = ()
    ranges: tuple[Range, ...] = ()
    bound: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()
    fault: Failure | None = None
    of_differentials: bool = False
    """Whether it is an equation of differentials, ``du = 2 x \\, dx``."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all statements."""
        return tuple(token for statement in self.statements for token in statement.tokens)


def scan(latex: str) -> Scan:
    """The uses of names in a formula; ``fault`` where it cannot be taken apart at all."""
    try:
        stream = stream_of(latex, tokenize(latex))
        found = tuple(statements(latex, split_lines(latex, stream)))
    except Failure as failure:
        return Scan(latex, fault=failure)
    differentials = len(found) == 1 and _is_of_differentials(found[0].tokens)
    integral = any(token.text in _INTEGRALS for one in found for token in one.tokens)
    walker = _Walker(integral=integral or differentials)
    for number, statement in enumerate(found):
        walker.statement = number
        walker.walk(list(statement.tokens), "")
        walker.running(list(statement.tokens))
    return Scan(latex, tuple(walker.uses), tuple(walker.ranges), frozenset(walker.bound), found, None, differentials)


@dataclass
class _Walker:
    uses: list[Use] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    statement: int = 0
    integral: bool = False
    """Whether the formula holds an integral, so that a ``d`` before a letter is no name."""

    def walk(self, tokens: Sequence[Token], role: str) -> None:
        """Every name between two positions."""
        position = 0
        while position < len(tokens):
            position = self._step(tokens, position, role)

    def _step(self, tokens: Sequence[Token], position: int, role: str) -> int:
        token = tokens[position]
        text = token.text
        if token.kind is TokenKind.TEXT or token.kind is TokenKind.NUMBER:
            return position + 1
        if text in _FRACTIONS:
            return self._fraction(tokens, position, role)
        if text in ("\\sum", "\\prod"):
            return self._sum(tokens, position)
        if text in _BINDERS and position + 1 < len(tokens) and tokens[position + 1].text == "_":
            return self._binder(tokens, position)
        if text in _UPRIGHT and (known := _known_word(tokens, position)):
            return self._operator(tokens, known, word=spell(list(tokens[position + 2 : known - 1])))
        if text == "\\{":
            self._comprehension(tokens, position)
            return position + 1
        if token.kind is TokenKind.SUPERSCRIPT:
            begin, end, following = _group(tokens, position + 1)
            self.walk(tokens[begin:end], "exponent")
            return following
        if self.integral and text == "d" and position + 1 < len(tokens) and _is_letter(tokens[position + 1].text):
            return position + 1
        if token.kind is TokenKind.LETTER or text in LETTERS or text in ACCENTS:
            return self._name(tokens, position, role)
        return position + 1

    def _operator(self, tokens: Sequence[Token], position: int, word: str) -> int:
        """After an operator's name: what ``arg min`` binds."""
        if word.replace("\\,", "") in ("argmin", "argmax") and position < len(tokens) and tokens[position].text == "_":
            return self._binder(tokens, position - 1)
        return position

    def _name(self, tokens: Sequence[Token], position: int, role: str) -> int:
        first = position
        token = tokens[position]
        base = token.text
        position += 1
        if token.text in ACCENTS:
            begin, end, position = _group(tokens, position)
            if begin == end:
                return position
            base = f"{token.text}{{{spell(list(tokens[begin:end]))}}}"
        lower, upper, primes, position = _scripts(tokens, position)
        arguments = None
        following = position
        if following < len(tokens) and tokens[following].text == "(":
            close = _matching(tokens, following)
            arguments = tuple(_split(tokens[following + 1 : close]))
            following = close + 1
        before = tokens[first - 1].text if first else ""
        after = tokens[following].text if following < len(tokens) else ""
        self.uses.append(
            Use(base, _texts(lower), _texts(upper), primes, token.start, tokens[position - 1].end,
                arguments, role, self.statement, before, after)
        )  # fmt: skip
        self.walk(lower, "index")
        self.walk(upper, "exponent")
        return position

    def _fraction(self, tokens: Sequence[Token], position: int, role: str) -> int:
        above, above_end, after = _group(tokens, position + 1)
        below, below_end, following = _group(tokens, after)
        numerator, denominator = tokens[above:above_end], tokens[below:below_end]
        kind = _differential(numerator)
        if not kind or _differential(denominator)[:1] != kind[:1]:
            self.walk(numerator, role)
            self.walk(denominator, role)
            return following
        self.walk(_without_order(numerator[len(kind) :]), "differentiated")
        rest = list(denominator)
        while rest:
            skip = _differential(rest)
            rest = rest[len(skip) or 1 :] if skip else rest
            stop = next((at for at in range(1, len(rest)) if _differential(rest[at:])), len(rest))
            self.walk(rest[:stop], "by")
            rest = rest[stop:]
        return following

    def _sum(self, tokens: Sequence[Token], position: int) -> int:
        lower, upper, _, following = _scripts(tokens, position + 1)
        scope = _scope_end(tokens, following)
        if lower:
            index, rest = _bound_name(lower)
            if index:
                self.bound.add(index)
                self.uses.append(Use(index, (), (), 0, lower[0].start, lower[0].end, None, "bound", self.statement))
                if rest and rest[0].text == "=":
                    low, high = _texts(rest[1:]), _texts(upper)
                    self.ranges.append(Range(index, low, high, tokens[position].start, scope))
                self.walk(rest, "")
        self.walk(upper, "limit")
        return following

    def _binder(self, tokens: Sequence[Token], position: int) -> int:
        lower, upper, _, following = _scripts(tokens, position + 1)
        if lower:
            index, rest = _bound_name(lower)
            self.walk(lower if index not in LETTERS and len(index) != 1 else lower[:1], "minimized")
            self.walk(rest, "")
        self.walk(upper, "")
        return following

    def _comprehension(self, tokens: Sequence[Token], position: int) -> None:
        close = _matching(tokens, position)
        inside = tokens[position + 1 : close]
        if any(token.text in (":", "\\mid", "|") for token in inside) and inside:
            index, _ = _bound_name(inside)
            if index:
                self.bound.add(index)

    def running(self, tokens: Sequence[Token]) -> None:
        """What a whole statement says of an index: ``i = 1, \\dots, n``, ``1 \\le i \\le n``, ``i \\in \\{1, ...``."""
        for piece in _pieces(tokens):
            found = _running_index(piece)
            if found:
                self.ranges.append(Range(*found, 0, 1 << 30))


def _is_of_differentials(tokens: Sequence[Token]) -> bool:
    """``du = 2 x dx``: both sides end in, or are, the differential of a letter."""
    texts = [token.text for token in tokens if token.text not in (".", ",")]
    at = texts.index("=") if texts.count("=") == 1 else -1
    sides = (texts[:at], texts[at + 1 :])
    return at > 0 and all(len(side) > 1 and side[-2] == "d" and _is_letter(side[-1]) for side in sides)


def _known_word(tokens: Sequence[Token], position: int) -> int:
    """Where the stream goes on after an upright word that is an operator or, behind a number, a unit; else 0."""
    begin, end, following = _group(tokens, position + 1)
    word = "".join(token.text for token in tokens[begin:end])
    if word in OPERATOR_NAMES or word.replace("\\,", "") in ("argmin", "argmax"):
        return following
    unit = find_unit(word)
    before = tokens[position - 1] if position else None
    beside = before is not None and (before.kind.value in _UNIT_AFTER or before.text == "/")
    if (unit is not None and (len(word) > 1 or beside)) or unit_quotient(word) is not None:
        return following
    return following if word == "d" else 0


def _group(tokens: Sequence[Token], position: int) -> tuple[int, int, int]:
    """The argument at a position: where its inside begins and ends, and where the stream goes on."""
    if position >= len(tokens):
        return position, position, position
    if tokens[position].kind is not TokenKind.OPEN:
        return position, position + 1, position + 1
    depth = 0
    for end in range(position, len(tokens)):
        depth += (tokens[end].kind is TokenKind.OPEN) - (tokens[end].kind is TokenKind.CLOSE)
        if depth == 0:
            return position + 1, end, end + 1
    return position + 1, len(tokens), len(tokens)


def _scripts(tokens: Sequence[Token], position: int) -> tuple[list[Token], list[Token], int, int]:
    lower: list[Token] = []
    upper: list[Token] = []
    primes = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind is TokenKind.SUBSCRIPT and not lower:
            begin, end, position = _group(tokens, position + 1)
            lower = list(tokens[begin:end])
        elif token.kind is TokenKind.SUPERSCRIPT and not upper:
            begin, end, following = _group(tokens, position + 1)
            inside = list(tokens[begin:end])
            if inside and all(part.text == "\\prime" for part in inside):
                primes += len(inside)
            else:
                upper = inside
            position = following
        elif token.text == "'" and token.kind is TokenKind.SIGN:
            primes += 1
            position += 1
        else:
            break
    return lower, upper, primes, position


def _matching(tokens: Sequence[Token], position: int) -> int:
    """Where the bracket at a position closes; the end where it does not."""
    depth = 0
    for end in range(position, len(tokens)):
        token = tokens[end]
        if token.kind is TokenKind.TEXT:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth <= 0:
            return end
    return len(tokens)


def _split(tokens: Sequence[Token]) -> Iterator[Texts]:
    """Tokens between commas outside of all brackets."""
    depth, piece = 0, list[Token]()
    for token in tokens:
        if token.kind is not TokenKind.TEXT:
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text == "," and depth == 0:
            yield _texts(piece)
            piece = []
        else:
            piece.append(token)
    yield _texts(piece)


def _texts(tokens: Sequence[Token]) -> Texts:
    return tuple(token.text for token in tokens)


def _differential(tokens: Sequence[Token]) -> Texts:
    """The tokens of the ``d`` or ``\\partial`` that a part of a fraction begins with."""
    if tokens and tokens[0].text == "\\partial":
        return ("\\partial",)
    if tokens and tokens[0].text == "d" and tokens[0].kind is TokenKind.LETTER:
        return ("d",)
    upright = _texts(tokens[:4])
    return upright if upright == ("\\mathrm", "{", "d", "}") else ()


def _without_order(tokens: Sequence[Token]) -> Sequence[Token]:
    if tokens and tokens[0].kind is TokenKind.SUPERSCRIPT:
        return tokens[_group(tokens, 1)[2] :]
    return tokens


def _bound_name(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    first = tokens[0]
    if first.kind is TokenKind.LETTER or first.text in LETTERS:
        return first.text, tokens[1:]
    if first.text in ACCENTS:
        begin, end, following = _group(tokens, 1)
        return f"{first.text}{{{spell(list(tokens[begin:end]))}}}", tokens[following:]
    return "", tokens


def _scope_end(tokens: Sequence[Token], position: int) -> int:
    """How far a sum's bound name may reach: to the bracket that closes around it, or the end."""
    depth = 0
    for token in tokens[position:]:
        if token.kind is TokenKind.TEXT:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth < 0 or (depth == 0 and token.text in RELATION_SIGNS):
            return token.start
    return 1 << 30


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A statement whole, and what follows the words "for" or a semicolon or comma in it."""
    yield tokens
    for position, token in enumerate(tokens):
        words = " ".join(token.text.split()).lower() if token.kind is TokenKind.TEXT else token.text
        if words in _WORDS_FOR or words in (";", ",", "\\forall"):
            yield tokens[position + 1 :]


def _running_index(tokens: Sequence[Token]) -> tuple[str, Texts, Texts] | None:
    texts = _texts(tokens)
    if len(texts) >= 4 and texts[1] == "=" and any(text in DOTS for text in texts):
        return _listed(texts[0], texts[2:])
    if len(texts) >= 6 and texts[1] == "\\in" and texts[2] == "\\{" and any(text in DOTS for text in texts):
        close = texts.index("\\}") if "\\}" in texts else len(texts)
        return _listed(texts[0], texts[3:close])
    signs = [at for at, text in enumerate(texts) if text in ("\\le", "\\leq", "\\leqslant")]
    if len(signs) == 2 and signs[1] - signs[0] == 2:
        low, index, high = texts[: signs[0]], texts[signs[0] + 1], texts[signs[1] + 1 :]
        if low in (("0",), ("1",)) and _is_letter(index):
            return index, low, _plain(high)
    return None


def _listed(index: str, texts: Texts) -> tuple[str, Texts, Texts] | None:
    """``1, \\dots, n``."""
    items = [item for item in _at_commas(texts) if item]
    dots = next((at for at, item in enumerate(items) if len(item) == 1 and item[0] in DOTS), None)
    if not _is_letter(index) or dots is None or not items[0] or dots + 1 >= len(items):
        return None
    low, high = items[0], _plain(items[dots + 1])
    simple = len(low) == 1 and (low[0].isdigit() or _is_letter(low[0])) and not {"(", "_", "^"} & set(high)
    return (index, low, high) if simple and high else None


def _at_commas(texts: Texts) -> list[Texts]:
    items: list[list[str]] = [[]]
    for text in texts:
        if text == ",":
            items.append([])
        else:
            items[-1].append(text)
    return [tuple(item) for item in items]


def _plain(texts: Texts) -> Texts:
    """Bounds up to punctuation or a bracket that closes nothing of theirs."""
    kept: list[str] = []
    depth = 0
    for text in texts:
        depth += (text in _OPENING) - (text in _CLOSING)
        if depth < 0 or (depth == 0 and text in (";", ".", ",")):
            break
        kept.append(text)
    return tuple(kept)


def _is_letter(text: str) -> bool:
    return (len(text) == 1 and text.isalpha()) or text in LETTERS
