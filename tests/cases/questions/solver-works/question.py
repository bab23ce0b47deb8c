from fractions import Fraction

def solve(parameters):
    print("this goes nowhere")
    return {"twice": 2 * parameters["a"], "lines": ["x", "2 x"], "part": Fraction(1, 3)}
