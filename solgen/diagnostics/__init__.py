"""What is said when something is wrong: data only; the terminal display belongs to ``cli``."""

from solgen.diagnostics.diagnostic import Diagnostic, Failure, Place, Severity
from solgen.diagnostics.explanations import explanation, known_codes

__all__ = ["Diagnostic", "Failure", "Place", "Severity", "explanation", "known_codes"]
