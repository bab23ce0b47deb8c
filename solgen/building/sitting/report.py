"""``report.md``: one page about a sitting: how many papers, how they were checked, how alike and how hard they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from solgen.building.pipeline import REFUTED_AS_MEANT
from solgen.building.sitting.journal import Record
from solgen.building.spread import spread_line, spread_picture
from solgen.exams.ledger import Ledger
from solgen.exams.sitting import Sitting
from solgen.languages.language import Language, language_named
from solgen.render.markdown import text
from solgen.sheets.sheet import Tick
from solgen.sheets.ticks import count_of

PICTURE = "report.svg"
MOST_NAMED = 40
"""How many papers that were not made are named on the page."""


@dataclass(slots=True)
class Summary:
    """What is counted over all papers."""

    papers: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    costs: defaultdict[str, defaultdict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    """By question, by measure: its value on each paper."""

    def take(self, record: Record) -> None:
        """Count a paper."""
        self.papers += 1
        self.claims.update(record.claims)
        for question, measured in record.costs.items():
            for measure, value in measured.items():
                self.costs[question][measure].append(value)


def summary_of(records: Iterable[Record]) -> Summary:
    """What is counted over these papers."""
    found = Summary()
    for record in records:
        found.take(record)
    return found


def report_page(sitting: Sitting, ledger: Ledger, summary: Summary, missing: Sequence[str], pages: int) -> bytes:
    """The page, in the sitting's language. ``missing`` are the labels of papers that were issued and not made.

    ``pages`` are to be printed.
    """
    exam = sitting.exam
    language = language_named(exam.language)
    say = language.say
    facts = [fact for fact in (exam.course, exam.date, exam.duration) if fact]
    title = say("{exam}: sitting {sitting}", exam=exam.title, sitting=sitting.name)
    lines = [f"# {text(title)}", ""]
    lines += [text(" · ".join(facts)), ""] if facts else []
    lines += ["| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in _facts(sitting, ledger, summary, missing, pages)]
    lines.append("")
    if missing:
        listed = ", ".join(missing[:MOST_NAMED])
        if len(missing) > MOST_NAMED:
            listed = say("{papers} and {number} more", papers=listed, number=len(missing) - MOST_NAMED)
        lines += [say("Not made: {papers}. `seats.csv` says whose they are.", papers=listed), ""]
    lines += _table_head(say("Questions"), say("question"), say("on papers"), say("different to a reader"))
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for entry in ledger.current().values():
        for issued in entry.questions:
            seen[issued.question].append(issued.identity)
    lines += [f"| {name} | {len(variants)} | {len(set(variants))} |" for name, variants in sorted(seen.items())]
    picture = say("How the measures spread over the papers")
    heading = say("What the variants cost")
    lines.append("")
    lines += _table_head(f"{heading}\n\n![{picture}]({PICTURE})", say("question"), say("measure"), say("from … to"))
    lines += [
        f"| {name} | {measure} | {spread_line(values)} |"
        for name, measures in sorted(summary.costs.items())
        for measure, values in measures.items()
        if any(values)
    ]
    return ("\n".join(lines) + "\n").encode()


def _table_head(heading: str, *columns: str) -> list[str]:
    return [f"## {heading}", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def _facts(
    sitting: Sitting, ledger: Ledger, summary: Summary, missing: Sequence[str], pages: int
) -> Iterator[tuple[str, str]]:
    """What is counted, each number with its name."""
    language = language_named(sitting.exam.language)
    say = language.say
    replaced = sum(bool(entry.replaces) for entry in ledger.entries)
    papers = str(summary.papers)
    if replaced:
        papers = say("{papers}, {number} of them instead of another one", papers=papers, number=replaced)
    claims = ", ".join(verdict_count(word, count, language) for word, count in sorted(summary.claims.items()))
    yield say("Students"), str(len(ledger.current()))
    yield say("Papers"), papers
    yield say("Papers that could not be made"), str(len(missing))
    yield say("Pages to be printed"), str(pages)
    yield say("Claims"), claims or say("none")
    yield say("Fingerprint of the secret"), sitting.secret.fingerprint


_TICKS: Final = {
    **{tick.value: tick for tick in (Tick.PROVED, Tick.CERTIFIED, Tick.BOUNDED, Tick.VOUCHED)},
    REFUTED_AS_MEANT: Tick.REFUTED,
}
"""How a reader is told of what a tally counts."""


def verdict_count(word: str, count: int, language: Language) -> str:
    """``12 proved``, where ``word`` is one of those that a tally counts by."""
    tick = _TICKS.get(word)
    return f"{count} {word}" if tick is None else count_of(tick, count, language)


def report_picture(sitting: Sitting, summary: Summary) -> bytes:
    """The spread of all measures as SVG."""
    say = language_named(sitting.exam.language).say
    title = say("{exam}, {sitting}: what variants cost", exam=sitting.exam.title, sitting=sitting.name)
    rows = [(name, measures) for name, measures in sorted(summary.costs.items())]
    return spread_picture(title, rows).encode()
