def solve(parameters):
    return None
