"""Text with formulas: blocks of prose, each formula read at its place, each claim with its verdict."""
