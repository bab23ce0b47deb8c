def solve(parameters):
    return {"slope_found": parameters["a"] + 1}
