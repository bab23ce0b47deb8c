"""What stands in the braces behind a formula: ``{.let ask=ridge}`` as a role and attributes."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Attributes, Role
from solgen.kernel.forms.named import FORMS, is_form, nearest_form

KEYS = ("ask", "in-terms-of", "form", "answer", "marks", "until")
_ROLES = tuple(role.value for role in Role if role.value)
_WORD = re.compile(r"""\s*(?:\.(?P<role>[^\s={}"]*)|(?P<key>[^\s={}".]+)\s*=\s*(?P<value>"[^"]*"|[^\s"{}]+))""")
_HOW = 'write a role as `.let` and an attribute as `ask=name` or `in-terms-of="\\sigma, x"`'
_MARKS = re.compile(r"\d{1,3}\Z")
_ANSWER = re.compile(r"[A-Za-z][\w-]*\Z")


def parse_braces(text: str, place: Place) -> tuple[Role, Attributes]:
    """The role and the attributes that ``text``, the inside of the braces, gives.

    Raises Failure: role-unknown, role-unknown-key, role-bad-value, role-twice, role-not-understood.
    """
    try:
        return _parsed(text)
    except Failure as failure:
        raise Failure(*(fault.at(place) for fault in failure.diagnostics)) from None


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Role, Attributes]:
    place = Place()
    roles: list[Role] = []
    values: dict[str, str] = {}
    position = 0
    while text[position:].strip():
        found = _WORD.match(text, position)
        if found is None or (found.end() < len(text) and not text[found.end()].isspace()):
            rest = text[position:].strip()
            bare = rest.split()[0] in _ROLES
            example = f"write the dot: `.{rest.split()[0]}`" if bare else _HOW
            raise _fault("role-not-understood", f"`{{{text}}}` is not understood from `{rest}` on", place, example)
        position = found.end()
        if found["role"] is not None:
            roles.append(_role(found["role"], place))
        else:
            _take(values, found["key"], found["value"].strip('"'), place)
    if len(roles) > 1:
        raise _fault(
            "role-twice",
            f"`{{{text}}}` gives one formula {len(roles)} roles",
            place,
            "a formula has one role; keep the one that is meant",
        )
    role = roles[0] if roles else Role.CLAIM
    attributes = Attributes(
        ask=values.get("ask", ""),
        in_terms_of=_names(values.get("in-terms-of", "")),
        forms=_forms(values.get("form", "")),
        answer=values.get("answer", ""),
        marks=values.get("marks", ""),
        until=values.get("until", ""),
    )
    _agree(role, attributes, place)
    return role, attributes


def _role(word: str, place: Place) -> Role:
    if word in _ROLES:
        return Role(word)
    near = _nearest(word, _ROLES)
    nearest = f"did you mean `.{near}`? " if near else ""
    raise _fault("role-unknown", f"there is no role `.{word}`", place, f"{nearest}there are {_list('.', _ROLES)}")


def _take(values: dict[str, str], key: str, value: str, place: Place) -> None:
    if key not in KEYS:
        near = _nearest(key.replace("_", "-"), KEYS)
        nearest = f"did you mean `{near}=`? " if near else ""
        raise _fault(
            "role-unknown-key", f"there is no attribute `{key}`", place, f"{nearest}there are {_list('', KEYS)}"
        )
    if key in values:
        raise _fault("role-twice", f"`{key}` is given twice", place, "keep one of the two")
    patterns = {"marks": (_MARKS, "a whole number"), "ask": (_ANSWER, "a name"), "answer": (_ANSWER, "a name")}
    pattern = patterns.get(key)
    if pattern is not None and not pattern[0].match(value):
        raise _fault(
            "role-bad-value", f"`{key}={value}` should be {pattern[1]}", place, f"write for example `{_EXAMPLES[key]}`"
        )
    if key == "until" and value != "part":
        raise _fault(
            "role-bad-value", f"`until={value}` is not known", place, "the only end that can be named is `until=part`"
        )
    if key == "in-terms-of" and not _names(value):
        raise _fault("role-bad-value", "`in-terms-of` names nothing", place, f"write for example `{_EXAMPLES[key]}`")
    for words in _forms(value) if key == "form" else ():
        if not is_form(words):
            near_form = nearest_form(words)
            nearest = f"did you mean `{near_form}`? " if near_form else ""
            raise _fault(
                "role-bad-value",
                f"`form` does not know `{words}`",
                place,
                f"{nearest}there are {_list('', FORMS)} (with other numbers and units)",
            )
    values[key] = value


def _forms(value: str) -> tuple[str, ...]:
    """The forms that an attribute names, set off by commas."""
    return tuple(" ".join(words.split()) for words in value.split(",") if words.strip())


_EXAMPLES = {
    "marks": "marks=2",
    "ask": "ask=result",
    "answer": "answer=result",
    "in-terms-of": 'in-terms-of="\\sigma, x"',
    "form": 'form="3 significant digits"',
}


def _agree(role: Role, attributes: Attributes, place: Place) -> None:
    """Attributes that make no sense with the role, or with each other."""
    if attributes.until and role is not Role.IF:
        raise _fault(
            "role-bad-value",
            "`until=part` without `.if`",
            place,
            "only a hypothesis has an end: write `{.if until=part}`",
        )
    if attributes.in_terms_of and not attributes.ask:
        raise _fault(
            "role-bad-value",
            "`in-terms-of` without `ask`",
            place,
            "say which answer it is about: `{ask=result in-terms-of=…}`",
        )
    if attributes.forms and not attributes.ask:
        raise _fault(
            "role-bad-value",
            "`form` without `ask`",
            place,
            "say which answer it is about: `{ask=result form=factored}`",
        )
    if attributes.answer and role in (Role.IF, Role.SAY, Role.WRONG):
        raise _fault(
            "role-bad-value",
            f"`answer={attributes.answer}` on a formula with role `.{role.value}`",
            place,
            "an answer has to be established: give it a formula without that role",
        )


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word that is most likely meant: first one with the same letters in another order."""
    word = word.lower()
    same = [one for one in known if sorted(one) == sorted(word)]
    return next(iter(same or get_close_matches(word, known, 1, 0.5)), "")


@lru_cache(maxsize=256)
def _names(value: str) -> tuple[str, ...]:
    """Names set off by commas outside braces."""
    depth, current, found = 0, "", []
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            found.append(current.strip())
            current = ""
        else:
            current += character
    found.append(current.strip())
    return tuple(name for name in found if name)


def _list(prefix: str, words: tuple[str, ...]) -> str:
    return ", ".join(f"`{prefix}{word}`" for word in words)


def _fault(code: str, message: str, place: Place, hint: str) -> Failure:
    return Failure(Diagnostic(code, message, place, hint))
