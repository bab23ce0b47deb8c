"""Numbers: ``12{,}301``, ``12\\,301``, ``12,301`` where the comma can only group, ``671.49``; and units."""

from __future__ import annotations

from solgen.notation.reading.application import read_operator_name
from solgen.notation.reading.names import nearest, read_name
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import OPERATOR_NAMES
from solgen.notation.reading.state import Reader
from solgen.notation.reading.unit_quotients import unit_quotient
from solgen.notation.terms import Term, number, term
from solgen.notation.units import UNITS, find_unit, is_symbol

_LONGEST = 1000


def is_bare_group(token: Token) -> bool:
    """Whether a number is grouped by plain commas, which could set off entries of a list."""
    return token.kind is TokenKind.NUMBER and "," in token.text.replace("{,}", "")


def read_number(reader: Reader) -> Term:
    """A whole number or a decimal, its grouping removed."""
    token = reader.take()
    if is_bare_group(token):
        if reader.in_list:
            raise grouped(reader, token)
        reader.grouped = token
    if len(token.text) > _LONGEST:
        message = f"A number of more than {_LONGEST} digits."
        raise reader.fail("read-too-long", message, token, "Give it a name, or write a power.")
    digits = token.text.replace("{,}", "").replace("\\,", "").replace(",", "")
    if "." in digits:
        return term("decimal", data=digits)
    return number(int(digits))


def grouped(reader: Reader, token: Token) -> Exception:
    """The refusal of ``f(12,301)``: two arguments, or one number?"""
    braced = token.text.replace(",", "{,}")
    spaced = token.text.replace(",", ", ")
    hint = f"Write `{braced}` for one number, `{spaced}` for several."
    return reader.fail("read-grouped-number", f"`{token.text}` may be one number or a list here.", token, hint)


def read_upright(reader: Reader) -> Term:
    """``\\mathrm{...}``: a declared name, else a unit, else a function."""
    start = reader.position
    token = reader.peek()
    begin, end, following = reader.range_after(start + 1)
    word = reader.words(begin, end)
    if not reader.knows(f"\\mathrm{{{word}}}"):
        unit = find_unit(word)
        if unit is not None and is_symbol(word, unit) and not _transposes(reader, start, word):
            reader.position = following
            return term("unit", data=unit.symbol)
        quotient = unit_quotient(word)
        if quotient is not None:
            reader.position = following
            return quotient
        if word in OPERATOR_NAMES:
            return read_operator_name(reader)
        if reader.stream[following : following + 1] == [] or reader.stream[following].text not in "_^'":
            near = [unit.symbol] if unit else nearest(word, [known.symbol for known in UNITS])
            hint = "Declare it as a name" + (f", or write {' or '.join(near)}." if near else ".")
            raise reader.fail("read-unit", f"`\\mathrm{{{word}}}` is no declared name and no known unit.", token, hint)
    return read_name(reader)


def _transposes(reader: Reader, start: int, word: str) -> bool:
    """Whether an upright T is a transposition that has lost its ``^`` rather than a tesla: no number is before it."""
    if word != "T":
        return False
    return start == 0 or reader.stream[start - 1].kind not in (TokenKind.NUMBER, TokenKind.CLOSE)


def read_text_word(reader: Reader) -> Term:
    """``\\text{...}`` inside a formula: a unit or a function's name; any other word belongs into the sentence."""
    token = reader.peek()
    word = token.text.strip()
    unit = find_unit(word)
    if unit is not None:
        reader.take()
        return term("unit", data=unit.symbol)
    quotient = unit_quotient(word)
    if quotient is not None:
        reader.take()
        return quotient
    if word in OPERATOR_NAMES:
        return read_operator_name(reader)
    hint = "Put words into the sentence, or after `&&` as a reason."
    raise reader.fail("read-text", f"The words “{word}” cannot be read here.", token, hint)


def read_percent(reader: Reader) -> Term:
    """``\\%``."""
    reader.take()
    return term("unit", data="%")
