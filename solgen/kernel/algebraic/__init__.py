"""Numbers made of roots and of cosines of rational angles: exact zero tests."""
