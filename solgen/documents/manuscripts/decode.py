"""The bytes of a file as text: what encoding they are in, and what is no text at all."""

from __future__ import annotations

import re
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.manuscripts.faults import warning

LARGEST_FILE = 5_000_000
"""Bytes. The longest lecture notes have a tenth of it."""

_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))


def read_bytes(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a file. Raises Failure where it cannot be read, or has more than ``limit``."""
    name = str(path)
    try:
        if path.is_dir():
            message, hint = "this is a folder, not a file", "name the file that holds the text"
            raise Failure(Diagnostic("document-file", message, Place(name), hint))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        message, hint = "there is no such file", "check the name and the folder"
        raise Failure(Diagnostic("document-file", message, Place(name), hint)) from None
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        hint = "see whether it is a file, and whether you may read it"
        raise Failure(Diagnostic("document-file", message, Place(name), hint)) from None
    if len(data) > limit:
        message = f"the file is larger than {limit:,} bytes"
        hint = "cut it into chapters; a text that is read holds no pictures and no tables of data"
        raise Failure(Diagnostic("document-too-large", message, Place(name), hint))
    return data


def decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text, its lines ended by a newline each, with a warning where it is not UTF-8.

    Raises Failure for what is no text: a picture, a PDF, an archive.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text, warnings = _marked(data, encoding, name)
            return normalized(text), warnings
    if _is_binary(data):
        kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), "")
        message = f"the file is no text{kind and ', but ' + kind}"
        hint = "give the source that it was made from: Markdown (.md), LaTeX (.tex) or a notebook (.ipynb)"
        raise Failure(Diagnostic("document-not-text", message, Place(name), hint))
    try:
        return normalized(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"the file is not UTF-8: byte {data[error.start]:#04x} stands here; it was read as Windows-1252"
        place = Place(name, line, column)
        text = data.decode("cp1252", "replace")
        return normalized(text), (warning("document-encoding", message, place, "save it with the encoding UTF-8"),)


def _marked(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """A text that begins with the mark of its encoding."""
    text = data.decode(encoding, "replace")
    if encoding == "utf-8-sig":
        return text, ()
    message = "the file is in UTF-16; it was read as that"
    return text, (warning("document-encoding", message, Place(name, 1), "save it with the encoding UTF-8"),)


def _is_binary(data: bytes) -> bool:
    """Whether control characters stand in it that no text has, or it is a PDF."""
    head = data[:65_536]
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return data.startswith(b"%PDF-") or b"\0" in head or strange * 50 > len(head)


def normalized(text: str) -> str:
    """The text with a newline at the end of each line, and without characters that stand for formulas later."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    return _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", text)


_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
