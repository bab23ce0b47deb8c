"""Sentences that claim something: a closed list of patterns, each a Term that the kernel judges."""
