"""``report.md``: one page about a sitting: how many papers, how they were checked, how alike and how hard they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solgen.building.sitting.journal import Record
from solgen.building.spread import spread_line, spread_picture
from solgen.exams.ledger import Ledger
from solgen.exams.sitting import Sitting
from solgen.render.markdown import text

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
    """The page. ``missing`` are the labels of papers that were issued and not made; ``pages`` are to be printed."""
    exam = sitting.exam
    facts = [fact for fact in (exam.course, exam.date, exam.duration) if fact]
    lines = [f"# {text(exam.title)}: sitting {sitting.name}", ""]
    lines += [text(" · ".join(facts)), ""] if facts else []
    replaced = sum(bool(entry.replaces) for entry in ledger.entries)
    rows = [
        ("Students", str(len(ledger.current()))),
        ("Papers", f"{summary.papers}" + (f", {replaced} of them instead of another one" if replaced else "")),
        ("Papers that could not be made", str(len(missing))),
        ("Pages to be printed", str(pages)),
        ("Claims", ", ".join(f"{count} {word}" for word, count in sorted(summary.claims.items())) or "none"),
        ("Fingerprint of the secret", sitting.secret.fingerprint),
    ]
    lines += ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    if missing:
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        lines += [f"Not made: {', '.join(missing[:MOST_NAMED])}{more}. `seats.csv` says whose they are.", ""]
    lines += ["## Questions", "", "| question | on papers | different to a reader |", "|---|---|---|"]
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for entry in ledger.current().values():
        for issued in entry.questions:
            seen[issued.question].append(issued.identity)
    lines += [f"| {name} | {len(variants)} | {len(set(variants))} |" for name, variants in sorted(seen.items())]
    lines += ["", "## What the variants cost", "", f"![How the measures spread over the papers]({PICTURE})", ""]
    lines += ["| question | measure | from … to |", "|---|---|---|"]
    lines += [
        f"| {name} | {measure} | {spread_line(values)} |"
        for name, measures in sorted(summary.costs.items())
        for measure, values in measures.items()
        if any(values)
    ]
    return ("\n".join(lines) + "\n").encode()


def report_picture(sitting: Sitting, summary: Summary) -> bytes:
    """The spread of all measures as SVG."""
    rows = [(name, measures) for name, measures in sorted(summary.costs.items())]
    return spread_picture(f"{sitting.exam.title}, {sitting.name}: what variants cost", rows).encode()
