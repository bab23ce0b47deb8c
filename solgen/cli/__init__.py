"""The commands: words to calls, nothing else. One command a file; ``main`` is what ``solgen`` runs."""

from solgen.cli.application import main

__all__ = ["main"]
