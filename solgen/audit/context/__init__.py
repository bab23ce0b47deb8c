"""What a text says about its names: definitions, domains, shapes and hypotheses, each with its place."""
