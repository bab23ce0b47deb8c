"""Looks for words everywhere in a file: as they are, in UTF-16, in hexadecimal digits; in PDFs in every object."""

from __future__ import annotations

import base64
import contextlib
import io
import re
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf


def forms(word: str | bytes) -> tuple[bytes, ...]:
    """How a word may be written down: its bytes in three codes, as hexadecimal digits, in base 64."""
    codes = ("utf-8", "utf-16-be", "utf-16-le")
    plain = [word] if isinstance(word, bytes) else [word.encode(code) for code in codes]
    digits = [data.hex().encode() for data in plain]
    sixty_four = base64.b64encode(plain[0])[: len(plain[0]) * 4 // 3 - 2]
    return (*plain, *digits, *(data.upper() for data in digits), sixty_four)


def found_in(data: bytes, words: Iterable[str | bytes], folder: Path) -> set[str | bytes]:
    """Those of the words that stand anywhere in a file."""
    layers = list(layers_of(data, folder))
    return {word for word in words if any(form in layer for form in forms(word) for layer in layers)}


def layers_of(data: bytes, folder: Path) -> Iterator[bytes]:
    """A file as it is, and what it holds packed: of a PDF every object and stream, and the text of its pages."""
    yield data
    if not data.startswith(b"%PDF"):
        return
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(packed)
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            yield from _object(thing)
        yield from _object(document.trailer)
        for name, attachment in document.attachments.items():
            yield name.encode()
            yield attachment.get_file().read_bytes()
    (folder / "searched.pdf").write_bytes(data)
    for options in ((), ("-layout",), ("-raw",)):
        command = ["pdftotext", *options, "searched.pdf", "-"]
        text = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
        yield text
        yield re.sub(rb"[\s\xc2\xad-]+", b"", text)


def _object(thing: pikepdf.Object) -> Iterator[bytes]:
    """What an object holds, but for the objects that it refers to."""
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_raw_bytes()
        with contextlib.suppress(pikepdf.PdfError):
            yield thing.read_bytes()
        yield from _object(thing.stream_dict)
    elif isinstance(thing, pikepdf.Dictionary):
        yield from (key.encode() for key in thing.keys())  # noqa: SIM118 -- an object is iterated otherwise
        yield from _inside(thing.values())
    elif isinstance(thing, pikepdf.Array):
        yield from _inside(thing)
    elif isinstance(thing, pikepdf.String):
        yield bytes(thing)
        yield str(thing).encode("utf-8", "surrogatepass")
    elif isinstance(thing, pikepdf.Name):
        yield str(thing).encode()


def _inside(values: Iterable[object]) -> Iterator[bytes]:
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _object(value)
