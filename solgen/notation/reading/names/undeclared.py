"""The refusal of a name that nothing declares."""

from __future__ import annotations

import re
from difflib import get_close_matches

from solgen.diagnostics import Failure
from solgen.notation.reading.names.scripts import read_scripts
from solgen.notation.reading.reading import Token
from solgen.notation.reading.state import Reader
from solgen.notation.terms import BUILTINS

_LETTERS = re.compile(r"[a-z]+")


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
    if wanted == "i":
        hint = "Declare it (`i: real`, or `i: imaginary unit`)"
    if token is reader.stream[0] and following == "=":
        hint += ", or mark the formula `{.let}` if it defines it"
    hint += f", or write {' or '.join(f'`{word}`' for word in near)}." if near else "."
    if wanted == "d" and _is_letter(reader, token):
        hint = "A differential by itself is not read: write `\\frac{du}{dx} = 2 x`, or put it in words."
    letters = _LETTERS.match(reader.latex, token.start)
    if letters and letters.group() in BUILTINS:
        hint = f"Write `\\{letters.group()}` for the function."
    return reader.fail("read-undeclared-name", f"The name `{wanted}` is not declared.", token, hint)


def _is_letter(reader: Reader, token: Token) -> bool:
    """Whether a letter stands right behind a token, as in ``du``."""
    return reader.latex[token.end : token.end + 1].isalpha()


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
