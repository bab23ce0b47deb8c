"""Functions of one real unknown: where they may vanish, break off or jump, and what a condition says between."""
