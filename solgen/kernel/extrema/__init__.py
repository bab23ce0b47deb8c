"""Where a function of one real name is least or greatest, as claims about its values and its derivatives."""
