"""Source text to PDF: one file an engine."""
