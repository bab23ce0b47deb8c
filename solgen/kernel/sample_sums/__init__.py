"""Sums over a sample, in its own order and in increasing order, as combinations of unknowns."""
