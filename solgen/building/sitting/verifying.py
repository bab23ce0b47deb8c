"""Whether the papers of a sitting still are what was made: every file, every claim afresh, every paper made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from solgen.building.claims import verdict_changes
from solgen.building.files import BESIDE
from solgen.building.manifest import Manifest, versions
from solgen.building.pipeline import Progress
from solgen.building.sitting.chunks import Spreader
from solgen.building.sitting.claims import read_sitting_claims
from solgen.building.sitting.executors import workers_for
from solgen.building.sitting.failures import failures
from solgen.building.sitting.folder import FOLDERS
from solgen.building.sitting.issued import issued_in
from solgen.building.sitting.journal import journal_to_read
from solgen.building.sitting.lock import refuse_if_locked
from solgen.building.sitting.made import Made, NotMade
from solgen.building.sitting.making import Planner
from solgen.building.sitting.work import Job, Work, make_papers
from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.exams.ledger import LedgerEntry
from solgen.judge import Judge

CLAIMS_AT_ONCE = 500


def unknown_files(folder: Path, manifest: Manifest) -> Iterator[Diagnostic]:
    """Files among the papers that no manifest names: somebody else has put them there."""
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*")) if (folder / name).is_dir() else ():
            told = path.relative_to(folder).as_posix()
            if path.is_file() and told not in manifest.files and not path.name.startswith(BESIDE):
                hint = "take it away; `solgen build` makes what belongs there"
                yield Diagnostic("build-file-unknown", f"{told} was not built", Place(str(path)), hint)


def judged_afresh(path: Path, progress: Progress) -> Iterator[Diagnostic]:
    """What has another verdict today, of all claims in a file; never all of them in memory. Raises Failure."""
    done = 0
    with Judge(remember=False) as judge:
        rows = read_sitting_claims(path)
        while batch := list(islice(rows, CLAIMS_AT_ONCE)):
            yield from verdict_changes(batch, judge)
            done += len(batch)
            progress("judging the claims afresh", done, 0)


def made_again(folder: Path, manifest: Manifest, executor: str, progress: Progress) -> Iterator[Diagnostic]:
    """What comes out otherwise when every student's paper is made again. Raises Failure.

    Papers that were replaced by another one are not made again: their questions may have changed since.
    """
    refuse_if_locked(folder)
    with journal_to_read(folder) as journal:
        asked, sitting, ledger = issued_in(folder, journal)
        assert journal is not None
        planner = Planner(sitting, journal)
    labels = {Path(name).name.partition(".")[0] for name in manifest.files if "/" in name}
    entries = [each for each in ledger.current().values() if f"{each.number:04d}-{each.code}" in labels]
    job = Job(sitting.exam, asked.look, asked.strict, versions())
    if job.versions != dict(manifest.versions):
        yield _other_versions(folder, manifest, job.versions)
    failed: list[NotMade] = []
    done = 0
    with closing(workers_for(executor, len(entries))) as workers:
        for outcomes in Spreader(job, workers, make_papers).run(_works(planner, entries, failed)):
            for outcome in outcomes:
                if isinstance(outcome, Made):
                    yield from _differing(folder, manifest, outcome)
                else:
                    failed.append(outcome)
            done += len(outcomes)
            progress("making the papers again", done, len(entries))
    yield from failures(failed, {entry.number: entry.student for entry in entries})


def _works(planner: Planner, entries: Sequence[LedgerEntry], failed: list[NotMade]) -> Iterator[Work]:
    for entry in entries:
        try:
            yield planner.work(entry)
        except Failure as failure:
            failed.append(NotMade(entry.number, f"{entry.number:04d}-{entry.code}", failure.diagnostics))


def _differing(folder: Path, manifest: Manifest, made: Made) -> Iterator[Diagnostic]:
    for name, known in made.record.files.items():
        if manifest.files.get(name) != known:
            hint = "see what has changed since: the exam, a question, a template, or the version of solgen"
            yield Diagnostic("build-paper-differs", f"{name} comes out otherwise now", Place(str(folder / name)), hint)


def _other_versions(folder: Path, manifest: Manifest, ours: Mapping[str, str]) -> Diagnostic:
    theirs = manifest.versions
    named = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    message = f"the papers were made with other versions: {', '.join(named)}"
    hint = "where papers come out otherwise, that may be why"
    return Diagnostic("build-other-versions", message, Place(str(folder)), hint, Severity.WARNING)
