"""The base of a name and the scripts that follow it, and how both are spelled."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.diagnostics import Failure
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, LETTERS
from solgen.notation.reading.state import Reader


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
