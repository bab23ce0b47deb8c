def solve(parameters):
    value = 1
    return {"twice": value / (parameters["a"] - 2)}
