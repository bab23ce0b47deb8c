"""The form of a question's front matter, for the loader and for editors."""

from __future__ import annotations


def json_schema() -> dict[str, object]:
    """The JSON Schema of a question's front matter."""
    raise NotImplementedError
