"""Forms that an answer may be asked in, each seen on the Term as written; see ``named``."""
