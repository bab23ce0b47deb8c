"""An untyped look at a formula's tokens: which names occur in it, with what scripts, and how each is used.

Nothing is read here; what a name is can only be decided once all of its uses are known.
"""

from __future__ import annotations

from solgen.audit.context.scan.uses import Range, Scan, Texts, Use
from solgen.audit.context.scan.walker import scan

__all__ = ["Range", "Scan", "Texts", "Use", "scan"]
