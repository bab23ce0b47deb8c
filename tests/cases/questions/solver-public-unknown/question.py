PUBLIC = {"total"}

def solve(parameters):
    return {"twice": 4}
