"""A question file, its variants, and the text of a variant."""
