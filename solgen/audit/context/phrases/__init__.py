"""What sentences say about names: closed lists of words and of the ways in which they stand around formulas."""
