"""What is declared by hand: the front matter of a text, or a context file, which ``write_context`` begins.

.. code-block:: yaml

    declare: |
      N, d: size               # a comment begins with two blanks and a hash
      X: matrix[N, d]
    given:
      - o = \\sigma(x)
    question: ridge-by-svd
    parts:
      "4":
        declare: |
          T: vector[N]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from solgen.audit.understanding import Inferred, Understanding
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation.context import Context
from solgen.notation.reading import read_declarations

_KEYS: Final = ("declare", "given", "question", "parts")
_COMMENT: Final = re.compile(r"(?:^|\s\s|\s(?=#\s))\s*#\s.*$|^\s*#.*$")


@dataclass(frozen=True, slots=True)
class Given:
    """Lines of declarations, formulas that define or assume, and the bank question that the text answers.

    What stands here overrides what the text shows. ``parts`` holds more of the same for single parts, by their names.
    """

    declare: str = ""
    given: tuple[str, ...] = ()
    question: str = ""
    parts: tuple[tuple[str, Given], ...] = ()
    place: Place = field(default_factory=Place)

    def for_part(self, part: str) -> Given:
        """What is given for one part alone."""
        return dict(self.parts).get(part, Given())


def read_given(path: Path) -> Given:
    """A context file. Raises Failure for what is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no text in UTF-8"
        hint = "give a file that --write-context wrote"
        raise Failure(
            Diagnostic("read-context-file", f"the context file cannot be read: {reason}", Place(str(path)), hint)
        ) from None
    return parse_given(text, str(path))


def parse_given(text: str, file: str = "") -> Given:
    """The text of a context file. Raises Failure."""
    try:
        data = YAML(typ="safe", pure=True).load(StringIO(text))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file)
        message = f"this is no YAML: {getattr(error, 'problem', None) or 'it cannot be taken apart'}"
        raise Failure(
            Diagnostic("read-context-file", message, place, "put declarations into a block: `declare: |`")
        ) from None
    return given_from(data if data is not None else {}, Place(file, 1))


def given_from(data: object, place: Place) -> Given:
    """What front matter or a context file says, its types checked. Raises Failure."""
    if not isinstance(data, Mapping):
        raise _bad("a context is a table of `declare`, `given` and `question`", place)
    found = Given(place=place)
    for key, value in data.items():
        if key not in _KEYS:
            raise _bad(f"there is no key `{key}`", place)
        if key == "parts":
            parts = _table(value, "parts", place)
            found = replace(found, parts=tuple((str(part), given_from(each, place)) for part, each in parts.items()))
        elif key == "given":
            found = replace(found, given=tuple(_lines(value, place)))
        elif key == "declare":
            found = replace(
                found, declare="\n".join(_COMMENT.sub("", line) for line in _text(value, place).split("\n"))
            )
        else:
            found = replace(found, question=_text(value, place).strip())
    return found


def _table(value: object, key: str, place: Place) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise _bad(f"`{key}` should be a table", place)
    return value


def _text(value: object, place: Place) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    if not isinstance(value, str):
        raise _bad("`declare` should be lines of text", place)
    return value


def _lines(value: object, place: Place) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines() if line.strip())
        return
    if not isinstance(value, Sequence) or not all(isinstance(one, str) for one in value):
        raise _bad("`given` should be a list of formulas", place)
    yield from (str(one).strip().strip("$") for one in value)


def _bad(message: str, place: Place) -> Failure:
    keys = "the keys are declare, given, question and parts"
    return Failure(Diagnostic("read-context-file", message, place, keys))


def declared_by(given: Given, base: Context) -> tuple[Context, tuple[Diagnostic, ...]]:
    """The context with what is declared by hand. A line that cannot be read is reported and left out."""
    lines = given.declare.split("\n")
    found: list[Diagnostic] = []
    while any(line.strip() for line in lines):
        try:
            return read_declarations("\n".join(lines), base, replace(given.place, line=1)), tuple(found)
        except Failure as failure:
            diagnostic = failure.diagnostics[0]
            at = diagnostic.place.line - 1
            place = replace(given.place, excerpt=diagnostic.place.excerpt.strip())
            found.append(diagnostic.at(place))
            if not 0 <= at < len(lines) or not lines[at].strip():
                break
            lines[at] = ""
    return base, tuple(found)


def merged(first: Given, second: Given) -> Given:
    """Both; of a part or a question that both give, the second's."""
    parts = dict(first.parts)
    for part, more in second.parts:
        parts[part] = merged(parts.get(part, Given()), more)
    names = {line.partition(":")[0].strip() for line in second.declare.split("\n") if line.strip()}
    kept = [line for line in first.declare.split("\n") if line.partition(":")[0].strip() not in names]
    declare = "\n".join([*kept, second.declare]) if kept else second.declare
    return Given(
        declare, (*first.given, *second.given), second.question or first.question, tuple(parts.items()), second.place
    )


def write_context(understanding: Understanding) -> str:
    """All that was inferred as a context file to edit: declarations as lines, definitions and hypotheses as comments.

    Reading it back gives the same contexts, since the definitions stand in the text.
    """
    groups: dict[str, list[Inferred]] = {}
    for inferred in understanding.inferred:
        groups.setdefault(inferred.part, []).append(inferred)
    everywhere = groups.pop("", [])
    lines = ["# What the text was understood to say. Edit a line, and give this file with --context."]
    lines += _block(everywhere, "")
    if groups:
        lines.append("parts:")
        for part, found in groups.items():
            lines += [f"  {_quoted(part)}:", *_block(found, "    ")]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block(found: Sequence[Inferred], indent: str) -> list[str]:
    declarations = [one for one in found if one.kind == "declaration"]
    width = max((len(one.text) for one in declarations), default=0)
    lines = [f"{indent}# {one.kind}: {one.text}  ({_why(one)})" for one in found if one.kind != "declaration"]
    if declarations:
        lines.append(f"{indent}declare: |")
        lines += [f"{indent}  {one.text.ljust(width)}  # {_why(one)}" for one in declarations]
    elif indent:
        lines.append(f"{indent}given: []")
    return lines


def _why(one: Inferred) -> str:
    place = f"line {one.place.line}: " if one.place.line else ""
    doubt = "" if one.certain else ", which is a guess"
    return f"{place}{' '.join(one.because.split())}{doubt}"
