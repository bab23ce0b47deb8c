"""Texts that somebody else wrote, of any format, as blocks with formulas that are not read yet."""
