"""Which known mistake reproduces a wrong line, and which line was meant."""
