"""Whose roster it is, and which column holds what, by its header alone.

Rows are never looked at for that: a student who joins later must not change by which column the others are known, for
seeds come from the ids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.roster import Platform
from solgen.questions.names import suggestion

FIRST = ("firstname", "givenname", "vorname", "nombre", "prénom")
LAST = ("lastname", "surname", "familyname", "nachname", "apellidos", "apellido", "apellido(s)", "nom", "nomdefamille")
WHOLE = ("name", "fullname", "studentname", "displayname", "student")
MOODLE_NUMBER = ("idnumber", "idnummer", "númerodeid", "numérodidentification")
EMAIL = ("emailaddress", "email", "emailadresse", "direccióndecorreo", "adressedecourriel")
USER = ("username", "anmeldename", "nombredeusuario", "nomdutilisateur")
PLAIN = (
    *("id", "studentid", "studentnumber", "studentno", "matriculationnumber", "matriculation", "matrikelnummer"),
    *("sid", "sisuserid", "number", "netid", "login"),
)
LARGE_PRINT = ("largeprint",)
EXTRA_TIME = ("extratime",)
ROLE = ("role",)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, counted from 0, holds what."""

    platform: Platform
    id: int
    names: tuple[int, ...]
    """One column with the whole name, or those with first and last name, in the order in which they are printed."""
    identifying: tuple[int, ...]
    """What the platform wants back beside the marks."""
    large_print: int | None = None
    extra_time: int | None = None
    role: int | None = None
    own_id: int | None = None
    """Canvas's number for a student, which rows that are no students lack."""


def normal(heading: str) -> str:
    """A heading without upper case, spaces and signs."""
    return re.sub(r"[\W_]", "", heading.casefold())


def recognized(header: Sequence[str]) -> bool:
    """Whether a line could be the header of a roster: it has a column for ids and one for names."""
    known = {normal(heading) for heading in header}
    named = known & {*WHOLE} or (known & {*FIRST} and known & {*LAST})
    return bool(named and known & {*PLAIN, *MOODLE_NUMBER, *EMAIL, *USER, "sisloginid"})


def columns_of(header: Sequence[str], place: Place, *, id_column: str = "", name_column: str = "") -> Columns:
    """What the columns of a roster hold; the two headings, where given, are the user's own word.

    Raises Failure (exam-roster-header).
    """
    at = _positions(header, place)
    platform = _platform(at)
    ids = _ids(platform)
    own = _named(header, id_column, place)
    if own is None:
        own = next((at[name] for name in ids if name in at), None)
    names = _names(at, _named(header, name_column, place))
    if own is None or not names:
        what = "the names" if own is not None else "the students' ids" if names else "ids and names"
        hint = (
            "the first line names the columns, such as `id,name`; a sitting's file may say `roster: {id: …, name: …}`"
        )
        shown = ", ".join(f"`{heading.strip()[:30]}`" for heading in header[:8])
        raise Failure(Diagnostic("exam-roster-header", f"no column holds {what}: {shown}", place, hint))
    return Columns(
        platform=platform,
        id=own,
        names=names,
        identifying=_identifying(platform, at, own),
        large_print=_first(at, LARGE_PRINT),
        extra_time=_first(at, EXTRA_TIME),
        role=_first(at, ROLE) if platform is Platform.GRADESCOPE else None,
        own_id=at.get("id") if platform is Platform.CANVAS else None,
    )


def _positions(header: Sequence[str], place: Place) -> dict[str, int]:
    """The column of each normal heading. Raises Failure where one that matters stands twice."""
    at: dict[str, int] = {}
    matters = {*FIRST, *LAST, *WHOLE, *MOODLE_NUMBER, *EMAIL, *USER, *PLAIN, *LARGE_PRINT, *EXTRA_TIME, *ROLE}
    for position, heading in enumerate(header):
        name = normal(heading)
        if name in at and name in matters:
            hint = "leave one of them out"
            message = f"two columns have the heading `{heading.strip()[:60]}`"
            raise Failure(Diagnostic("exam-roster-header", message, place, hint))
        at.setdefault(name, position)
    return at


def _platform(at: Mapping[str, int]) -> Platform:
    if {"student", "id"} <= at.keys() and at.keys() & {"sisuserid", "sisloginid", "section"}:
        return Platform.CANVAS
    if "sid" in at:
        return Platform.GRADESCOPE
    parted = any(name in at for name in FIRST) and any(name in at for name in LAST)
    if parted and "id" in at:
        return Platform.NBGRADER
    if parted and any(name in at for name in (*MOODLE_NUMBER, *EMAIL, *USER)):
        return Platform.MOODLE
    if {"id", "name"} <= at.keys() and at.keys() <= {"id", "name", "papernumber", *LARGE_PRINT, *EXTRA_TIME}:
        return Platform.PLOM
    return Platform.PLAIN


def _ids(platform: Platform) -> tuple[str, ...]:
    """The headings under which the id is looked for, the best first."""
    if platform is Platform.CANVAS:
        return ("sisuserid", "sisloginid", "id")
    if platform is Platform.GRADESCOPE:
        return ("sid",)
    if platform is Platform.MOODLE:
        return (*MOODLE_NUMBER, *USER, *EMAIL)
    return (*PLAIN, *MOODLE_NUMBER, *USER, *EMAIL)


def _identifying(platform: Platform, at: Mapping[str, int], own: int) -> tuple[int, ...]:
    if platform is Platform.CANVAS:
        wanted: tuple[str, ...] = ("student", "id", "sisuserid", "sisloginid", "section")
    elif platform is Platform.MOODLE:
        wanted = (*MOODLE_NUMBER, *USER, *EMAIL)
    elif platform is Platform.GRADESCOPE:
        wanted = (*WHOLE, *FIRST, *LAST, "sid", *EMAIL)
    else:
        return (own,)
    return tuple(at[name] for name in wanted if name in at)


def _names(at: Mapping[str, int], own: int | None) -> tuple[int, ...]:
    if own is not None:
        return (own,)
    first, last, whole = (_first(at, names) for names in (FIRST, LAST, WHOLE))
    if first is not None and last is not None:
        return (first, last)
    return () if whole is None else (whole,)


def _first(at: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((at[name] for name in names if name in at), None)


def _named(header: Sequence[str], heading: str, place: Place) -> int | None:
    """The column of a heading that the user named; None where none was named. Raises Failure."""
    if not heading:
        return None
    for position, other in enumerate(header):
        if normal(other) == normal(heading):
            return position
    hint = suggestion(heading, [other.strip() for other in header if other.strip()], "headings")
    raise Failure(Diagnostic("exam-roster-header", f"no column has the heading `{heading[:60]}`", place, hint))
