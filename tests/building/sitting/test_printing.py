"""Papers joined for the printer: the same bytes whoever joins them, and nothing left beside them."""

import errno
import io
from contextlib import closing

import pikepdf
import pytest

from solgen.building.sitting import printing
from solgen.building.sitting.executors import InThisProcess
from solgen.building.sitting.printing import parts_of, write_all_papers
from solgen.building.sitting.processes import Processes


@pytest.fixture
def papers(tmp_path, monkeypatch):
    """Seven papers of one to three pages; two make a part, and two parts a file."""
    monkeypatch.setattr(printing, "PAPERS_A_PART", 2)
    monkeypatch.setattr(printing, "PARTS_A_FILE", 2)
    (tmp_path / "papers").mkdir()
    paths = [tmp_path / "papers" / f"{number}.pdf" for number in range(7)]
    for number, path in enumerate(paths):
        with pikepdf.new() as pdf:
            for page in range(number % 3 + 1):
                pdf.add_blank_page(page_size=(100 + number, 200 + page))
            pdf.save(path)
    return paths


def joined(folder, papers, workers=None):
    folder.mkdir()
    names, pages = write_all_papers(folder, papers, "Quiz", "en", workers)
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    return {name: (folder / name).read_bytes() for name in names}, pages


def test_every_paper_begins_on_an_odd_page(papers, tmp_path):
    files, pages = joined(tmp_path / "out", papers)
    assert list(files) == ["all-papers.pdf", "all-papers-2.pdf"]
    widths = []
    for name in files:
        with pikepdf.open(tmp_path / "out" / name) as pdf:
            widths += [int(page.mediabox[2]) for page in pdf.pages]
    assert len(widths) == pages == 2 + 2 + 4 + 2 + 2 + 4 + 2
    assert [widths.index(100 + number) % 2 for number in range(7)] == [0] * 7


def test_processes_join_papers_to_the_same_bytes(papers, tmp_path):
    here = joined(tmp_path / "here", papers)
    with closing(Processes(2)) as workers:
        assert joined(tmp_path / "there", papers, workers) == here


class Dying(InThisProcess):
    """Workers that die at their second piece."""

    asked = 0

    def executor(self):
        return self

    def submit(self, *work):
        self.asked += 1
        if self.asked == 2:
            raise ChildProcessError
        return InThisProcess().executor().submit(*work)

    def lost(self, error):
        return isinstance(error, ChildProcessError)


def test_where_a_worker_dies_papers_are_joined_here(papers, tmp_path):
    assert joined(tmp_path / "there", papers, Dying()) == joined(tmp_path / "here", papers)


def test_papers_that_cannot_be_read_leave_nothing_behind(papers, tmp_path):
    papers[5].write_bytes(b"no paper")
    (tmp_path / "out").mkdir()
    with pytest.raises(pikepdf.PdfError):
        write_all_papers(tmp_path / "out", papers, "Quiz", "en")
    assert not list((tmp_path / "out").glob(".*"))


def test_parts_are_counted():
    assert [parts_of(number) for number in (0, 1, 40, 41)] == [0, 1, 1, 2]


class Full(io.BytesIO):
    """A disk that takes so many pieces and no more."""

    def __init__(self, pieces):
        super().__init__()
        self.left = pieces

    def write(self, data):
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("pieces", [0, 1, 5])
def test_a_disk_that_is_full_while_papers_are_joined_is_told_and_ends_no_process(papers, pieces):
    with pikepdf.open(papers[2]) as pdf, pytest.raises(OSError, match="No space left"):
        printing._save(pdf, Full(pieces))
