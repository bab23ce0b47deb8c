"""From a request to files on disk: what is planned, what is run, what is written, and what is written down about it."""
