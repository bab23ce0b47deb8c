"""A solutions compiler: questions in, checked exam and solution sheets out.

The road, one room after the other (each imports only rooms before it):

1. ``diagnostics``  what is said when something is wrong, and where
2. ``notation``     LaTeX to ``Term`` and back, guided by declared kinds
3. ``kernel``       ``Claim`` to ``Verdict``: the only part that is trusted
4. ``judge``        the kernel's child process, its budgets and its memory
5. ``documents``    text to ``Document`` to ``CheckedDocument``
6. ``questions``, ``solvers``, ``exams``   a question file to the text of one variant
7. ``sheets``, ``render``, ``typeset``     a checked document to ``.md .tex .typ .pdf``
8. ``building``, ``cli``                   files on disk, and the commands that ask for them

This module imports nothing, so that the kernel can run alone.
"""

__version__ = "0.1.0"
