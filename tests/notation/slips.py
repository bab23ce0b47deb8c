"""What becomes of a formula at each slip of the hand: a token that is missing, written twice, or changes places.

``slips.txt`` lists it for every formula of the reader's cases: first the formula as it stands, then each slip in turn.
A refusal is told by its code and column (``extent@9``), a reading by a short digest of all that was read. A change of
the reader that lets a slip through, or refuses what it read, is seen there; after a change on purpose
``python -m tests.notation.slips`` writes the list anew: read the difference.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading import Reading, Token, read, read_declarations, read_definition
from solgen.notation.reading.tokens import tokenize
from tests.notation.cases import Case, cases

_FILE = Path(__file__).with_name("slips.txt")
FILES = ("values.md", "formulas.md", "refusals.md", "definitions.md")


def listed_cases() -> list[tuple[str, Case]]:
    """All formulas, each with the file that it stands in."""
    return [(file, case) for file in FILES for case in cases(file)]


def key(file: str, case: Case) -> str:
    """What a formula is known by, wherever its line stands: also by a digest of its declarations."""
    return f"{file} {_short(case.declare)} {case.latex!r}"


def block_key(block: str) -> str:
    """What a block of declarations is known by."""
    return f"declarations {_short(block)}"


def outcomes(file: str, case: Case) -> str:
    """What becomes of the formula as it stands, and of each slip."""
    told = _definition if file == "definitions.md" else _formula
    return " ".join(outcome(told, latex, case.context) for latex in (case.latex, *slips(case.latex)))


def slips(latex: str) -> Iterator[str]:
    """The formula with each token missing, each token twice, each two neighbours in the other order."""
    try:
        tokens = tokenize(latex)
    except Failure:
        return
    texts = [_text(latex, token) for token in tokens]
    for place in range(len(texts)):
        yield " ".join(texts[:place] + texts[place + 1 :])
    for place in range(len(texts)):
        yield " ".join(texts[: place + 1] + texts[place:])
    for place, (one, other) in enumerate(pairwise(texts)):
        if one != other:
            yield " ".join([*texts[:place], other, one, *texts[place + 2 :]])


def declaration_slips(text: str) -> Iterator[str]:
    """Declarations with each word or sign missing, and each twice."""
    lines = [line.replace(",", " , ").replace(":", " : ").split() for line in text.splitlines()]
    for number, words in enumerate(lines):
        for place in range(len(words)):
            for changed in (words[:place] + words[place + 1 :], words[: place + 1] + words[place:]):
                yield "\n".join(" ".join(line) for line in [*lines[:number], changed, *lines[number + 1 :]])


def outcome(told: Callable[[str, Context], str], latex: str, context: Context) -> str:
    """One outcome: a digest, or code and column of what is refused."""
    try:
        return _short(told(latex, context))
    except Failure as failure:
        faults = (f"{one.code.partition('-')[2]}@{one.place.line}.{one.place.column}" for one in failure.diagnostics)
        return ",".join(faults)


def declared(text: str) -> str:
    """What becomes of declarations as they stand and at each slip."""
    return " ".join(outcome(_declarations, changed, Context()) for changed in (text, *declaration_slips(text)))


def _text(latex: str, token: Token) -> str:
    return latex[token.start : token.end]


def _formula(latex: str, context: Context) -> str:
    return _told(read(latex, context))


def _definition(latex: str, context: Context) -> str:
    reading, definitions, declarations = read_definition(latex, context)
    return f"{_told(reading)} {definitions} {declarations}"


def _declarations(text: str, _context: Context) -> str:
    return repr(sorted(map(repr, read_declarations(text).declarations)))


def _told(reading: Reading) -> str:
    return f"{reading.term} {reading.members} {reading.remarks} {reading.continues}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


@cache
def listed() -> dict[str, str]:
    """The outcomes that are listed for each formula and each block of declarations."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {said: told for said, _, told in (line.rpartition(" => ") for line in lines)}


def main() -> None:
    """Write the list anew."""
    lines = [f"{key(file, case)} => {outcomes(file, case)}\n" for file, case in listed_cases()]
    blocks = dict.fromkeys(case.declare for _, case in listed_cases())
    lines += [f"{block_key(block)} => {declared(block)}\n" for block in blocks]
    _FILE.write_text("".join(dict.fromkeys(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
