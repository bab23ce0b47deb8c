"""What several solvers share, in SymPy and NumPy. Nothing here is trusted: every result is read and judged."""
