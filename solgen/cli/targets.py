"""Names that commands take: a file, or a question or an exam of the bank."""

from __future__ import annotations

from pathlib import Path


def bank_names(incomplete: str) -> list[str]:
    """Names of the bank for the shell's completion."""
    from solgen.building.plan import identity_of  # noqa: PLC0415 -- only the shell's completion needs it
    from solgen.questions import bank  # noqa: PLC0415 -- see above

    names = [identity_of(path) for path in (*bank.exams(), *bank.questions())]
    return [*_files(incomplete), *(name for name in names if name.startswith(incomplete))]


def _files(incomplete: str) -> list[str]:
    """Folders, questions and exams whose path begins like this."""
    folder = Path(incomplete) if incomplete.endswith("/") else Path(incomplete).parent
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    paths = [f"{entry}/" if entry.is_dir() else str(entry) for entry in entries if _may_be_meant(entry)]
    return [path for path in paths if path.startswith(incomplete)]


def _may_be_meant(entry: Path) -> bool:
    return not entry.name.startswith(".") and (entry.is_dir() or entry.suffix in {".md", ".yaml", ".yml"})


def find(target: str) -> Path:
    """The file of a target. Raises Failure where there is none."""
    from solgen.questions import bank  # noqa: PLC0415 -- a command loads what it needs when it runs

    return bank.find(target)


def find_or_folder(target: str) -> Path:
    """The file of a target, or a folder of questions that holds no exam. Raises Failure where there is neither."""
    path = Path(target)
    return path if path.is_dir() and not (path / "exam.yaml").is_file() else find(target)
