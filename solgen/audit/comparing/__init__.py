"""A text beside a bank question: which of its names are which, what of the marking scheme it has, what is missing."""
