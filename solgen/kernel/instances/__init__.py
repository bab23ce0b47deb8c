"""Models: values for the names of a claim that honour its declarations and satisfy its hypotheses."""
