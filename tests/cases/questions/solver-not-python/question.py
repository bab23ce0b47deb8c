def solve(parameters)
    return {}
