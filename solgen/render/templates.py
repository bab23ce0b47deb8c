"""Where the templates are, and the Jinja environment that fills them: everything but ``Source`` is escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from solgen.diagnostics import Diagnostic, Failure, Place

_ROOM = Path(__file__).resolve().parent


class Source(str):
    """Text that is already source of the format and so must not be escaped again."""

    __slots__ = ()


def folder() -> Path:
    """The folder of the templates: in an installed package ``solgen/_templates``, in a checkout ``templates``.

    Raises Failure (set-no-templates) where there is neither.
    """
    for candidate in (_ROOM.parent / "_templates", _ROOM.parent.parent / "templates"):
        if candidate.is_dir():
            return candidate
    raise Failure(
        Diagnostic("set-no-templates", "the templates are missing from this installation", hint="install solgen again")
    )


@lru_cache(maxsize=16)
def environment(format_name: str, overriding: Path | None, escape: Callable[[str], str]) -> Environment:
    """The environment of a format. Files in ``overriding/<format>/`` take the place of ours of the same name.

    ``escape`` is applied to every value that a template prints and that is not ``Source``. Commands are written
    ``<% %>``, values ``<< >>`` and comments ``<# #>``, which no format gives a meaning.
    """

    def finalize(value: Any) -> str:
        return value if isinstance(value, Source) else Source(escape(str(value)))

    loaders: list[BaseLoader] = [FileSystemLoader(folder() / format_name)]
    if overriding is not None:
        loaders.insert(0, FileSystemLoader(overriding / format_name))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        undefined=StrictUndefined,
        finalize=finalize,
    )


def own_pictures(overriding: Path | None) -> dict[str, Path]:
    """The institution's own pictures, such as its seal: the files in ``overriding/pictures``, as ``pictures/NAME``."""
    own = None if overriding is None else overriding / "pictures"
    if own is None or not own.is_dir():
        return {}
    return {f"pictures/{file.name}": file for file in sorted(own.iterdir()) if file.is_file()}


def fill(surroundings: Environment, name: str, **values: object) -> str:
    """A template filled. Raises Failure (set-template) for a template that is missing or wrong."""
    try:
        return surroundings.get_template(name).render(**values)
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 0
        raise Failure(
            Diagnostic(
                "set-template",
                f"the template {name} cannot be filled: {error.message or type(error).__name__}",
                Place(file=getattr(error, "filename", None) or name, line=line),
                "compare it with the template of the same name that solgen ships",
            )
        ) from error
