"""What refutation is made of: steps between conditions, numerals, support, witnesses."""
