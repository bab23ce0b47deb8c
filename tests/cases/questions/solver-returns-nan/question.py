def solve(parameters):
    return {"twice": float("nan")}
