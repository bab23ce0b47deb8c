import numpy as np
import sympy

PUBLIC = {"shown"}

def solve(parameters):
    x = sympy.Symbol("x")
    twice = sympy.Integer(2) * parameters["a"]
    return {"twice": twice, "shown": np.int64(7), "half": sympy.Rational(1, 2), "lines": [sympy.latex(sympy.diff(x**3, x))], "row": np.array([1, 2])}
