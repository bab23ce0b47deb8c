import sympy

def solve(parameters):
    return {"twice": sympy.Symbol("x")}
