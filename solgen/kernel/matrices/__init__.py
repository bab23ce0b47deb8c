"""The algebra of matrix words: letters, inverses, quadratic forms, sums over a basis, for all shapes."""
