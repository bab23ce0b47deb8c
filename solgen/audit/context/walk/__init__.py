"""One walk through the formulas in reading order: each is read where it stands, and what it says goes into force."""

from __future__ import annotations

from solgen.audit.context.walk.formulas import formulas_of
from solgen.audit.context.walk.state import Extra, Walk

__all__ = ["Extra", "Walk", "formulas_of"]
