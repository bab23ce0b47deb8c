"""Integer linear constraints, and what is said of samples by counting."""
