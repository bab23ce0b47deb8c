def solve(parameters):
    return {"x": "y" * 30000}
