"""Formulas written out: from a reading's tokens to Typst, MathML and LaTeX; from a Term to words and LaTeX."""
