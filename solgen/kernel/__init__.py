"""TRUSTED. A Claim in, a Verdict out. Imports notation, diagnostics, python-flint and the standard library only."""
