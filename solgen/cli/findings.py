"""How the audit of a text looks in a terminal: what is wrong at its place, a summary, what was understood."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from solgen.audit.audited import Audit, AuditedClaim, AuditWord
from solgen.audit.summary import Outcome, by_part, counted, outcome
from solgen.audit.understanding import Inferred
from solgen.cli.display import excerpt_window, printable, shortened
from solgen.cli.session import counted as counted_lines
from solgen.diagnostics import Place
from solgen.kernel.claim import Witness

_STYLES = {
    Outcome.WRONG: "bold red",
    Outcome.FOLLOWS: "red",
    Outcome.GAP: "bold yellow",
    Outcome.VACUOUS: "bold yellow",
    Outcome.UNDECIDED: "bold blue",
    Outcome.UNREADABLE: "bold blue",
}
_TITLES = {
    Outcome.WRONG: "wrong",
    Outcome.FOLLOWS: "follows from a wrong line",
    Outcome.GAP: "true, but does not follow",
    Outcome.VACUOUS: "shows nothing",
    Outcome.UNDECIDED: "undecided",
    Outcome.UNREADABLE: "could not be read",
}
_LONGEST = 160


def show_audit(console: Console, found: Audit, *, quiet: bool) -> None:
    """Print the audit of one text; with ``quiet`` only what is wrong."""
    for text in _texts(found, quiet=quiet):
        console.print(text, soft_wrap=True, highlight=False, markup=False)


def _texts(found: Audit, *, quiet: bool) -> Iterator[Text]:
    shown = (Outcome.WRONG, Outcome.FOLLOWS, Outcome.GAP) if quiet else tuple(_TITLES)
    lines = {claim.id: claim.place.line for claim in found.claims}
    for claim in sorted(found.claims, key=lambda one: (one.place.file, one.place.line, one.place.column)):
        if outcome(claim) in shown:
            yield _finding(claim, lines)
    if quiet:
        return
    yield _summary(found)
    if found.inferred:
        yield _understood(found.inferred)
    if found.left_alone:
        sentences = "1 sentence was" if found.left_alone == 1 else f"{found.left_alone} sentences were"
        yield Text(f"{sentences} left alone: of these words nothing is said.\n")


def _finding(claim: AuditedClaim, lines: dict[str, int]) -> Text:
    """One line of the text that wants attention, ending in an empty line."""
    kind = outcome(claim)
    text = Text()
    word = f"[{claim.word.value}]" if kind is Outcome.WRONG else ""
    text.append(f"{_TITLES[kind]}{word}", style=_STYLES[kind])
    text.append(f": {_said(claim)}\n", style="bold")
    margin = _place(text, claim.place, _STYLES[kind])

    def note(label: str, said: str, style: str = "") -> None:
        if said:
            text.append(f"{margin}= ", style="blue")
            text.append(label, style=style)
            text.append(f"{printable(said)}\n")

    if claim.cause:
        note("", f"follows from line {lines.get(claim.cause, 0)}, which is wrong")
    note("", _shown(claim))
    note("", f"under one way to read the text: {', '.join(claim.conditions)}" if claim.conditions else "")
    if claim.mistake is not None:
        note("", f"{claim.mistake.name.replace('-', ' ')}: {claim.mistake.feedback}")
    right = claim.suggestion or (claim.mistake.corrected if claim.mistake is not None else "")
    note("suggested: ", right, "green")
    return text


def _said(claim: AuditedClaim) -> str:
    """The claim as one formula, or the formula as written where it could not be read."""
    if claim.word is AuditWord.UNREADABLE or not claim.left:
        said = claim.latex
    elif claim.relation == "⊢":
        said = claim.left
    else:
        said = f"{claim.left} {claim.relation} {claim.right}"
    said = " ".join(printable(said).split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 2]} …"


def _place(text: Text, place: Place, style: str) -> str:
    """Append where it is, with the line and a caret; the margin of what comes beneath."""
    number = str(place.line) if place.line else ""
    margin = " " * (max(len(number), 1) + 1)
    text.append(f"{margin[1:]}--> ", style="blue")
    text.append(f"{Place(shortened(place.file), place.line, place.column)}\n")
    if place.excerpt:
        excerpt, column = excerpt_window(place.excerpt, place.column)
        text.append(f"{margin}|\n{number} | ", style="blue")
        text.append(f"{excerpt}\n")
        if column:
            text.append(f"{margin}| ", style="blue")
            text.append(" " * (column - 1) + "^\n", style=style)
    return margin


def _shown(claim: AuditedClaim) -> str:
    """The witness in numbers, or the reason in words."""
    if claim.wrong and claim.witness is not None and claim.witness.left and not claim.sentence:
        return witness_text(claim.witness)
    if claim.cause and ": " in claim.message:
        return claim.message.split(": ", 1)[1]
    return claim.message


def witness_text(witness: Witness) -> str:
    """``at x = 1: left 0.7311, right 0.9385``."""
    where = ", ".join(f"{name} = {value}" for name, value in witness.values)
    sides = f"left {witness.left}, right {witness.right}"
    said = f"at {where}: {sides}" if where else sides
    return f"{said}; {witness.note}" if witness.note else said


def _summary(found: Audit) -> Text:
    text = Text()
    total = _listed(counted(found.claims))
    text.append(
        f"{shortened(found.understanding.manuscript.file)}: {counted_lines(len(found.claims), 'line')}", style="bold"
    )
    text.append(f": {total}\n" if total else ", nothing that claims anything\n")
    sections = by_part(found)
    if len(sections) > 1:
        for section in sections:
            text.append(f"  {section.part or 'at the beginning'}: {_listed(section.claims)}")
            text.append(f", first wrong in line {section.first}\n" if section.first else "\n")
    for each in found.omissions:
        text.append(f"  not there ({each.part or found.question}): {printable(each.message)}\n")
    return text


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def _understood(inferred: tuple[Inferred, ...]) -> Text:
    text = Text("Understood of the text, to be looked over:\n", style="bold")
    for each in inferred:
        where = f"line {each.place.line}: " if each.place.line else ""
        doubt = "" if each.certain else " (guessed)"
        text.append(f"  {where}{printable(each.text)}")
        text.append(f"  {printable(each.because)}{doubt}\n", style="dim")
    return text
