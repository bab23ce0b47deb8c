"""Functions near a point, by their growth: monomials, germs, functions of germs, Terms carried over."""
