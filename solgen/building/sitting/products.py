"""What a sitting has besides its papers: one PDF for the printer, key, seats, claims, the report, the manifest.

Each is written from the ledger and the journal, one paper after the other, so that memory does not grow with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from solgen.building.files import MANIFEST, digest_of_file, put, streamed
from solgen.building.manifest import Manifest, read_manifest
from solgen.building.pipeline import Progress
from solgen.building.sheets import PAPERS
from solgen.building.sitting.asked import Asked
from solgen.building.sitting.claims import write_claims
from solgen.building.sitting.executors import Crew, InThisProcess
from solgen.building.sitting.folder import LEDGER, VARIANT, remove_what_is_gone
from solgen.building.sitting.journal import Journal, Record
from solgen.building.sitting.printing import parts_of, write_all_papers
from solgen.building.sitting.report import PICTURE, report_page, report_picture, summary_of
from solgen.building.sitting.tables import seats_table, write_key
from solgen.exams.ledger import Ledger
from solgen.exams.sitting import Sitting
from solgen.kernel.digest import kernel_digest

KEY, SEATS, CLAIMS, REPORT = "key.csv", "seats.csv", "claims.json", "report.md"
_DONE = "products"
Printed = tuple[tuple[str, ...], int]
"""The names of the files for the printer, and how many pages they have."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What the papers of a folder are collected from."""

    folder: Path
    asked: Asked
    sitting: Sitting
    ledger: Ledger
    journal: Journal
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    keys: Mapping[int, str]
    """By the number of each paper that there is: from what it was made."""

    def records(self) -> Iterator[Record]:
        """What was made of each paper, in the order of their numbers."""
        for number in sorted(self.keys):
            record = self.journal.record(number)
            assert record is not None
            yield record

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the papers that are issued and not made."""
        entries = self.ledger.current().values()
        return tuple(f"{entry.number:04d}-{entry.code}" for entry in entries if entry.number not in self.keys)


def collect(found: Collected, crew: Crew, progress: Progress) -> Manifest:
    """Write everything besides the papers, the manifest last; nothing where it stands there already.

    The papers are joined for the printer by the crew, while the rest is written here.

    Raises Failure as writing files does.
    """
    old = read_manifest(found.folder)
    state = _state(found)
    if old is not None and found.journal.said(_DONE) == state and _stands(found.folder, old):
        return old
    progress("joining the papers for the printer, writing key, seats and claims", 0, 0)
    with _printing(found, crew) as printed_and_pages:
        put(found.folder, {SEATS: seats_table(found.ledger)})
        with streamed(found.folder / KEY) as file:
            write_key(file, found.records())
        with streamed(found.folder / CLAIMS) as file:
            write_claims(file, found.journal, found.records(), kernel_digest())
        printed, pages = printed_and_pages()
    summary = summary_of(found.records())
    report = report_page(found.sitting, found.ledger, summary, found.missing, pages)
    put(found.folder, {REPORT: report, PICTURE: report_picture(found.sitting, summary)})
    files = {
        name: digest_of_file(found.folder / name) for name in (*printed, CLAIMS, KEY, LEDGER, REPORT, PICTURE, SEATS)
    }
    if "md" in found.asked.look.formats:
        files.update(found.journal.shared())
    for record in found.records():
        files.update(record.files)
    manifest = Manifest(
        target=found.sitting.exam.id,
        variant=f"{VARIANT}{found.sitting.name}",
        options={
            **found.asked.options,
            "language": found.sitting.exam.language,
            "secret": found.sitting.secret.fingerprint,
        },
        versions=found.versions,
        inputs=dict(sorted(found.inputs.items())),
        claims=dict(sorted(summary.claims.items())),
        files=dict(sorted(files.items())),
    )
    put(found.folder, {MANIFEST: manifest.as_bytes()})
    remove_what_is_gone(found.folder, {} if old is None else old.files, manifest.files)
    found.journal.note({_DONE: state})
    return manifest


@contextmanager
def _printing(found: Collected, crew: Crew) -> Iterator[Callable[[], Printed]]:
    """The files for the printer, in the making; what is yielded waits for them."""
    if "pdf" not in found.asked.look.formats:
        yield lambda: ((), 0)
        return
    current = {entry.number for entry in found.ledger.current().values()}
    paths = [found.folder / PAPERS / f"{each.label}.pdf" for each in found.records() if each.number in current]
    exam = found.sitting.exam
    workers = crew.beginners(parts_of(len(paths)))
    write = partial(write_all_papers, found.folder, paths, exam.title, exam.language, workers)
    if isinstance(workers, InThisProcess):
        yield write
        return
    with ThreadPoolExecutor(1) as thread:  # it waits, others work
        yield thread.submit(write).result


def _state(found: Collected) -> str:
    """A digest over everything that the products are made from."""
    words = [f"{number} {key}" for number, key in sorted(found.keys.items())]
    words += [digest_of_file(found.folder / LEDGER), *found.missing, *(f"{n} {d}" for n, d in found.inputs.items())]
    words += [f"{name} {version}" for name, version in sorted(found.versions.items())]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _stands(folder: Path, manifest: Manifest) -> bool:
    return all(digest_of_file(folder / name) == known for name, known in manifest.files.items())
