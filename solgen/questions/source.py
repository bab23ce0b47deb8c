"""A source file to text, and its YAML to plain data with the place of every key and value.

The YAML is built from ruamel's events rather than by a loader: numbers stay exact (``0.1`` is 1/10), nothing is
guessed (``no`` is a word, ``010`` is refused), anchors, aliases and tags are refused, keys that stand twice are
found, and so are the ways in which YAML eats mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions.codes import FileCodes

LARGEST_FILE = 1_000_000
DEEPEST = 12
MOST_NODES = 20_000
_FILES_KEPT = 64

Path_ = tuple[str | int, ...]

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,59})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,60}\.[0-9]{1,60}")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """How a scalar was written: its text, its style (``|``, ``>``, ``'``, ``"`` or empty) and the lines it spans."""

    text: str
    style: str
    first_line: int
    last_line: int
    comment_follows: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain data, with the place of each key and value by its path."""

    data: object
    values: Mapping[Path_, Place]
    keys: Mapping[Path_, Place]
    scalars: Mapping[Path_, Scalar]
    lines: tuple[str, ...] = ()
    """All lines of the file, as they stand there."""

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place())

    def key_place(self, path: Path_) -> Place:
        """The place of a key, or of the nearest thing around it."""
        return self.keys.get(path) or self.place(path)

    def below(self, path: Path_, data: object) -> Tree:
        """The tree of the value at a path, which is ``data``; places stay what they are."""
        size = len(path)

        def cut(known: Mapping[Path_, Any]) -> dict[Path_, Any]:
            return {place[size:]: value for place, value in known.items() if place[:size] == path}

        return Tree(data, cut(self.values), cut(self.keys), cut(self.scalars), self.lines)

    def text(self, path: Path_) -> str:
        """A scalar as written."""
        scalar = self.scalars.get(path)
        return scalar.text if scalar else ""


def read_lines(path: Path, codes: FileCodes) -> tuple[str, ...]:
    """The lines of a text file, without their ends. ``codes`` are those of what is raised."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Failure(
            Diagnostic(codes.file, "there is no such file", Place(name), "check the name and the folder")
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "see whether it is a file, and whether you may read it"
        raise Failure(Diagnostic(codes.file, f"the file cannot be read: {reason}", Place(name), hint)) from None
    if len(data) > LARGEST_FILE:
        message = f"the file is larger than {LARGEST_FILE:,} bytes"
        raise Failure(Diagnostic(codes.too_large, message, Place(name), "one file holds one question, as text"))
    return _lines_of(data, name, codes)


@lru_cache(maxsize=_FILES_KEPT)
def _lines_of(data: bytes, name: str, codes: FileCodes) -> tuple[str, ...]:
    """What a file holds, by lines; found once while it holds the same. Raises Failure as ``read_lines`` does."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        excerpt = data[start:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
        message = f"the file is not UTF-8 text: byte {data[error.start]:#04x} stands here"
        place = Place(name, line, error.start - start + 1, excerpt)
        raise Failure(Diagnostic(codes.not_text, message, place, "save it with the encoding UTF-8")) from None
    if not text.strip():
        raise Failure(
            Diagnostic(codes.empty, "the file is empty", Place(name), f"`solgen new {codes.word} NAME` writes a start")
        )
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for number, text_line in enumerate(lines, 1):
        found = _CONTROL.search(text_line)
        if found:
            message = f"the invisible character U+{ord(found.group()):04X} stands here"
            place = Place(name, number, found.start() + 1, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text_line))
            raise Failure(Diagnostic(codes.not_text, message, place, "delete it"))
    return lines


@lru_cache(maxsize=_FILES_KEPT)
def parse_yaml(lines: tuple[str, ...], first: int, last: int, file: str, codes: FileCodes) -> Tree:
    """The YAML in the lines ``first`` to ``last`` (from 1, both included). Raises Failure with all that is found.

    The same lines of the same file are parsed once; nobody changes what a Tree holds.
    """
    text = "\n" * (first - 1) + "\n".join(lines[first - 1 : last]) + "\n"
    builder = _Builder(lines, file, codes)
    try:
        events = iter(YAML(typ="safe", pure=True).parse(text))
        data = builder.document(events)
    except MarkedYAMLError as error:
        raise Failure(*builder.found, builder.yaml_error(error)) from None
    except (YAMLError, RecursionError, ValueError) as error:
        message = f"this is not YAML: {str(error).splitlines()[0]}"
        raise Failure(*builder.found, Diagnostic(codes.yaml, message, Place(file, first))) from None
    if builder.found:
        raise Failure(*builder.found)
    builder.values.setdefault((), Place(file, first))
    return Tree(data, builder.values, builder.keys, builder.scalars, lines)


@dataclass(slots=True)
class _Builder:
    lines: tuple[str, ...]
    file: str
    codes: FileCodes
    found: list[Diagnostic] = field(default_factory=list)
    values: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    scalars: dict[Path_, Scalar] = field(default_factory=dict)
    nodes: int = 0

    def place(self, mark: Any) -> Place:
        line = min(mark.line + 1, len(self.lines))
        excerpt = self.lines[line - 1] if line else ""
        return Place(self.file, line, min(mark.column, len(excerpt)) + 1, excerpt)

    def report(self, code: str, message: str, place: Place, hint: str) -> None:
        self.found.append(Diagnostic(code, message, place, hint))

    def document(self, events: Iterator[Any]) -> object:
        data: object = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.report(self.codes.yaml, "a second YAML document begins here", self.place(event.start_mark), "")
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent, ScalarEvent, AliasEvent)):
                data = self.node(event, events, (), in_flow=False)
        return data

    def node(self, event: Any, events: Iterator[Any], path: Path_, *, in_flow: bool) -> object:
        place = self.place(event.start_mark)
        self.values[path] = place
        self.nodes += 1
        if len(path) > DEEPEST or self.nodes > MOST_NODES:
            self.report(
                self.codes.yaml, "this is nested too deeply or too long", place, "a front matter is short and flat"
            )
            raise Failure(*self.found)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self.report(
                self.codes.alias, "anchors (&) and aliases (*) are not read", place, "write the value out, or quote it"
            )
            if isinstance(event, AliasEvent):
                return None
        if event.ctag is not None and str(event.ctag) not in {"", "None", "!"}:
            self.report(self.codes.alias, f"the tag {event.ctag} is not read", place, "write the plain value")
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path, in_flow=in_flow)
        if isinstance(event, SequenceStartEvent):
            items: list[object] = []
            for inner in events:
                if isinstance(inner, SequenceEndEvent):
                    break
                items.append(self.node(inner, events, (*path, len(items)), in_flow=in_flow or bool(event.flow_style)))
            return items
        return self.mapping(events, path, in_flow=in_flow or bool(event.flow_style))

    def mapping(self, events: Iterator[Any], path: Path_, *, in_flow: bool) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_event in events:
            if isinstance(key_event, MappingEndEvent):
                break
            place = self.place(key_event.start_mark)
            if not isinstance(key_event, ScalarEvent):
                self.report(
                    self.codes.yaml, "a key has to be a name", place, "quote a text that begins with { or [ or *"
                )
                raise Failure(*self.found)
            key = str(key_event.value)
            self.eaten(key_event, place, in_flow=in_flow)
            if (*path, key) in self.keys:
                first = self.keys[*path, key]
                self.report(
                    self.codes.duplicate_key, f"the key `{key}` stands twice", place, f"it stands on line {first.line}"
                )
            self.keys[*path, key] = place
            result[key] = self.node(next(events), events, (*path, key), in_flow=in_flow)
        return result

    def scalar(self, event: Any, path: Path_, *, in_flow: bool) -> object:
        place = self.place(event.start_mark)
        text = str(event.value)
        style = str(event.style or "")
        end = self.place(event.end_mark)
        follows = style == "" and end.excerpt[end.column - 1 :].lstrip().startswith("#")
        self.scalars[path] = Scalar(text, style, place.line, end.line, follows)
        self.eaten(event, place, in_flow=in_flow)
        if style:
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            return None
        if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return text.lower() == "true"
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Fraction(text)
        if _LEADING_ZERO.fullmatch(text):
            self.report(
                self.codes.yaml, f"the number {text} begins with a zero", place, "leave the zero out, or quote a text"
            )
        return text

    def eaten(self, event: Any, place: Place, *, in_flow: bool) -> None:
        """Report mathematics that YAML has changed or is about to change."""
        hint = "mathematics belongs in the body, or in a block that begins with `|`"
        text = str(event.value)
        if event.style == '"':
            end = self.place(event.end_mark)
            raw = "\n".join(self.lines[place.line - 1 : end.line])
            escape = re.search(r"(?<!\\)(?:\\\\)*\\([A-Za-z_])", raw)
            if escape:
                message = f"in double quotes YAML reads `\\{escape.group(1)}` as an escape and changes the text"
                self.report(self.codes.eaten_by_yaml, message, place, hint)
        elif in_flow and not event.style and not _balanced(text):
            message = f"between braces YAML cuts at commas: this left `{text}`"
            self.report(self.codes.eaten_by_yaml, message, place, hint)

    def yaml_error(self, error: MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        place = self.place(mark) if mark else Place(self.file, 1)
        problem = str(error.problem or error.context or "not YAML").strip()
        if "escape character" in problem:
            message = "in double quotes YAML reads a backslash as an escape, and does not know this one"
            hint = "mathematics belongs in the body, or in a block that begins with `|`"
            return Diagnostic(self.codes.eaten_by_yaml, message, place, hint)
        if "'\\t'" in problem or "tab" in problem:
            return Diagnostic(self.codes.yaml, "a tab stands here", place, "indent with spaces")
        hint = ""
        if "mapping values are not allowed" in problem:
            hint = "a value that contains a colon stands in quotation marks"
        elif "cannot start any token" in problem:
            hint = "a text that begins with this sign stands in single quotation marks"
        elif "could not find expected ':'" in problem or "expected <block end>" in problem:
            hint = "write `key: value`, and indent the keys of a list alike"
        elif "expected ',' or" in problem or "expected the node content" in problem:
            hint = "a bracket or brace is not closed"
        return Diagnostic(self.codes.yaml, f"this is not YAML: {problem}", place, hint)


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return False
    return depth == 0
